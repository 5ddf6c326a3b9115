import { softmaxBackward, softmaxForward } from "../kernels/rows.ts";
import type { Described, RowActivation, RowOptions } from "./activation.ts";

export interface RowDefinition extends Described {
  readonly equation: string;
  readonly jacobianEquation: string;
}

/** Softmax of one row in float64. */
function probabilitiesOf(row: ArrayLike<number>): number[] {
  const logits = Array.from(row);
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}

/** diag(s) − s sᵀ. */
function jacobianOf(row: ArrayLike<number>): number[][] {
  const s = probabilitiesOf(row);
  return s.map((si, i) => s.map((sj, j) => (i === j ? si * (1 - si) : -si * sj)));
}

const columnsOf = (x: Float32Array, options: RowOptions | undefined): number => options?.columns ?? x.length;

/** The softmax family's face: float64 scalars, the Jacobian, and the row kernels. */
export function defineRowActivation(definition: RowDefinition): RowActivation {
  const { name, ...described } = definition;
  const callable = (row: ArrayLike<number>): number[] => probabilitiesOf(row);
  Object.defineProperty(callable, "name", { value: name });
  return Object.assign(callable, {
    ...described,
    kind: "row" as const,
    jacobian: jacobianOf,
    forward(x: Float32Array, options?: RowOptions, out?: Float32Array): Float32Array {
      const result = out ?? new Float32Array(x.length);
      softmaxForward(x, columnsOf(x, options), result);
      return result;
    },
    backward(
      gradient: Float32Array,
      x: Float32Array,
      options?: RowOptions,
      out?: Float32Array,
    ): Float32Array {
      const result = out ?? new Float32Array(x.length);
      softmaxBackward(gradient, x, columnsOf(x, options), result);
      return result;
    },
  }) as RowActivation;
}
