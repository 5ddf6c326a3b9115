import { HillockError } from "../../errors.ts";
import { constant } from "../../expression/build.ts";
import { compileScalar } from "../../expression/evaluate.ts";
import type { Expression } from "../../expression/node.ts";
import { parameterNames, substitute } from "../../expression/structure.ts";
import type { Activation, ElementwiseActivation } from "../../functions/activation.ts";
import { ACTIVATION_OPERATORS, type ActivationOperator } from "../operators.ts";
import { numbersOf } from "../read/elementwise.ts";
import { fromCatalogue, sameFunction } from "../read/recognise.ts";
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
function accepts({ inputs, holds }: ActivationOperator, settings: Bindings): boolean {
  const given = [...settings].every(
    ([name, value]) => Object.hasOwn(inputs, name) || value.kind === "constant",
  );
  return given && (holds === undefined || holds(numbersOf(settings)));
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

/** In float64 formulas for the same function differ by their rounding alone. */
const ROUNDING = { relative: 1e-9, absolute: 1e-12 };

/** A function of the catalogue that does the same, such as leakyRelu for max(0.1 * x, x). */
function twin(formula: Expression): Expression | undefined {
  const known = parameterNames(formula).length === 0 ? fromCatalogue(formula, new Map()) : undefined;
  if (known === undefined) return undefined;
  const same = settled(known, {}, () => false);
  return sameFunction(compileScalar(same), compileScalar(formula), ROUNDING) ? same : undefined;
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
  const alike = settled(f, units, (values) => values.every((value) => value === values[0]));
  const other = twin(formula);
  return (
    findOperator(formula, opset) ??
    findOperator(alike, opset) ??
    (other && findOperator(other, opset)) ?? { kind: "function", activation: f, formula }
  );
}
