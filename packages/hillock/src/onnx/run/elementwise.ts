import { parameter, x } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import { structuralKey } from "../../expression/structure.ts";
import type { ElementwiseActivation } from "../../functions/activation.ts";
import { defineActivation } from "../../functions/define.ts";
import { formulaOfNode } from "../read/elementwise.ts";
import { standing } from "../read/legacy.ts";
import type { GraphNode } from "../read/node.ts";
import { isCondition } from "../read/truth.ts";
import { broadcastShape, stretch } from "../shapes.ts";
import { sizeOf, type Tensor, Type } from "../tensor.ts";

/** Kernels that were compiled already, by the formula's key. */
const compiled = new Map<number, ElementwiseActivation>();

function kernelOf(formula: Expression, names: readonly string[]): ElementwiseActivation {
  const key = structuralKey(formula);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const f = defineActivation({
    name: "operator",
    title: "An operator of ONNX",
    formula,
    parameters: Object.fromEntries(names.map((name) => [name, 1])),
    uses: "",
    limitations: [],
    source: "ONNX",
  });
  compiled.set(key, f);
  return f;
}

/** Operators on truth, which no tensor here holds. */
const OF_TRUTH: ReadonlySet<string> = new Set(["Where", "And", "Or", "Not", "Cast"]);
/** Operators that make whole numbers of whole numbers. */
const WHOLE: ReadonlySet<string> = new Set(["Identity", "Clip", "Relu", "Min", "Max", "Neg", "Abs"]);
/** Whole numbers up to here are float32 numbers. */
const EXACT = 2 ** 24;

/**
 * An operator on elements, by a kernel of its own.
 * @returns undefined where it is none, or its numbers are none that float32 holds
 */
export function runElementwise(
  node: GraphNode,
  given: readonly (Tensor | undefined)[],
  opset: number,
): Tensor | undefined {
  const [first] = given;
  if (first === undefined || given.some((tensor) => tensor?.texts !== undefined)) return undefined;
  const tensors = given.map((tensor, i) =>
    tensor === undefined || i === 0 ? tensor : standing(node, opset, tensor, first.shape.length),
  );
  const args = tensors.map((tensor, i) =>
    tensor === undefined ? undefined : i === 0 ? x : parameter(`input${i}`),
  );
  const formula = formulaOfNode(node, args, opset);
  const shape = broadcastShape(tensors.flatMap((tensor) => (tensor === undefined ? [] : [tensor.shape])));
  if (formula === undefined || shape === undefined || isCondition(formula) || OF_TRUTH.has(node.type))
    return undefined;
  // kernels are float32
  if (tensors.some((tensor) => tensor?.type === Type.DOUBLE)) return undefined;
  const whole = first.type !== Type.FLOAT && first.type !== Type.FLOAT16;
  if (whole && !WHOLE.has(node.type)) return undefined;
  if (whole && tensors.some((tensor) => tensor?.values.some((value) => Math.abs(value) > EXACT)))
    return undefined;
  const further = tensors.flatMap((tensor, i): [string, Float32Array][] =>
    i === 0 || tensor === undefined
      ? []
      : [[`input${i}`, Float32Array.from(stretch(tensor.values, tensor.shape, shape))]],
  );
  const f = kernelOf(
    formula,
    further.map(([name]) => name),
  );
  const values = Float32Array.from(stretch(first.values, first.shape, shape));
  const bound = further.length === 0 || sizeOf(shape) === 0 ? f : f.with(Object.fromEntries(further));
  return { type: first.type, shape, values: Float64Array.from(bound.forward(values)), texts: undefined };
}
