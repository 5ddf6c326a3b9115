import { HillockError } from "../../errors.ts";
import { constant } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import { substitute } from "../../expression/structure.ts";
import type { Activation, ElementwiseActivation } from "../../functions/activation.ts";
import { ACTIVATION_OPERATORS, type ActivationOperator } from "../operators.ts";
import { type Bindings, unify } from "../unify.ts";

/** A function as it will be written, once the opset is known. */
export type ActivationPlan =
  | { readonly kind: "operator"; readonly operator: ActivationOperator; readonly settings: Bindings }
  | { readonly kind: "function"; readonly activation: ElementwiseActivation; readonly formula: Expression }
  | { readonly kind: "row"; readonly type: string };

/** Values per unit, by parameter. */
export type UnitValues = Readonly<Record<string, Float32Array>>;

/** The formula with numbers for what is not learned; `fixed` says which learned parameters become numbers, too. */
function settled(
  f: ElementwiseActivation,
  units: UnitValues,
  fixed: (values: Float32Array) => boolean,
): Expression {
  return substitute(f.formula, (leaf) => {
    if (leaf.kind !== "parameter") return undefined;
    const own = units[leaf.name];
    if (own !== undefined) return fixed(own) ? constant(own[0]) : undefined;
    const value = f.parameters[leaf.name];
    return constant(typeof value === "number" ? value : value[0]);
  });
}

/** Whether the operator can be given these: numbers by attribute, tensors as inputs. */
function accepts(operator: ActivationOperator, settings: Bindings): boolean {
  return [...settings].every(
    ([name, value]) => Object.hasOwn(operator.inputs, name) || value.kind === "constant",
  );
}

function findOperator(formula: Expression, opset: number): ActivationPlan | undefined {
  for (const operator of ACTIVATION_OPERATORS) {
    if (operator.since > opset) continue;
    const settings = unify(operator.formula, formula);
    if (settings !== undefined && accepts(operator, settings))
      return { kind: "operator", operator, settings };
  }
  return undefined;
}

/** Row functions that ONNX has, all since its first opset. */
const ROWS: ReadonlySet<string> = new Set(["Softmax", "LogSoftmax", "Hardmax"]);

/**
 * An operator where ONNX has the function, else a function of its own.
 * @param opset whose operators may be used; any unless given
 */
export function planActivation(f: Activation, units: UnitValues, opset = Infinity): ActivationPlan {
  if (f.kind === "row") {
    const type = f.known.onnx;
    if (type === undefined || !ROWS.has(type))
      throw new HillockError("invalid-argument", `ONNX has no operator for ${f.name}; use softmax.`);
    return { kind: "row", type };
  }
  const formula = settled(f, units, () => false);
  return (
    findOperator(formula, opset) ??
    findOperator(
      settled(f, units, (values) => values.every((value) => value === values[0])),
      opset,
    ) ?? {
      kind: "function",
      activation: f,
      formula,
    }
  );
}
