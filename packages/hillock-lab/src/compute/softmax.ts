import { exp, softmax } from "hillock";
import { hasSimd } from "./simd.ts";

/** Everything that the page shows of one row of logits. */
export interface SoftmaxLook {
  readonly probabilities: readonly number[];
  /** ∂s_i/∂z_j, a row for each output; of the logits as the softmax sees them, divided by the temperature. */
  readonly jacobian: readonly (readonly number[])[];
  /** ∂loss/∂s = −y/s of the cross-entropy. */
  readonly lossGradient: readonly number[];
  /** (∂loss/∂s)ᵀ · J. */
  readonly product: readonly number[];
  /** s − y */
  readonly difference: readonly number[];
  readonly loss: number;
}

/** @param target the class that is right */
export function softmaxLook(logits: readonly number[], temperature: number, target: number): SoftmaxLook {
  const scaled = logits.map((z) => z / temperature);
  const s = softmax(scaled);
  const jacobian = softmax.jacobian(scaled);
  const y = s.map((_, i) => Number(i === target));
  const lossGradient = s.map((p, i) => (y[i] === 0 ? 0 : -1 / p));
  return {
    probabilities: s,
    jacobian,
    lossGradient,
    product: s.map((_, j) => lossGradient.reduce((sum, g, i) => sum + g * (jacobian[i]?.[j] ?? 0), 0)),
    difference: s.map((p, i) => p - (y[i] ?? 0)),
    loss: -Math.log(s[target] ?? Number.NaN),
  };
}

export interface OverflowLook {
  readonly exponentials: readonly number[];
  readonly sum: number;
  readonly naive: readonly number[];
  readonly stable: readonly number[];
}

/** The library's kernels; without SIMD its numbers in float64, rounded to float32. */
const exponentialsOf = (z: Float32Array): Float32Array =>
  hasSimd ? exp.forward(z) : Float32Array.from(z, (each) => exp(each));
const stableOf = (z: Float32Array): Float32Array =>
  hasSimd ? softmax.forward(z) : Float32Array.from(softmax([...z]));

/** float32, with a constant added to every logit: e^z by itself, and the library's softmax. */
export function overflowLook(logits: readonly number[], shift: number): OverflowLook {
  const z = Float32Array.from(logits, (each) => each + shift);
  const exponentials = exponentialsOf(z);
  const sum = exponentials.reduce((a, b) => Math.fround(a + b), 0);
  return {
    exponentials: [...exponentials],
    sum,
    naive: [...exponentials.map((e) => e / sum)],
    stable: [...stableOf(z)],
  };
}
