import { dense, equivalentLayer, network } from "hillock";
import type { FunctionSpec } from "./function-spec.ts";
import { resolveHidden } from "./resolve.ts";

const [INPUTS, UNITS, OUTPUTS] = [2, 3, 2];

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly values: readonly number[];
}

export interface CollapseLook {
  /** The weights of each layer, and of the single one that they equal. */
  readonly layers: readonly Matrix[];
  readonly single: Matrix;
  /** What the deep network and the single layer make of the same input. */
  readonly deep: readonly number[];
  readonly shallow: readonly number[];
  /** Largest difference between the two over a grid of inputs in ±2. */
  readonly difference: number;
}

const product = (
  { rows, columns, values }: Matrix,
  bias: ArrayLike<number>,
  x: ArrayLike<number>,
): number[] =>
  Array.from({ length: rows }, (_, r) => {
    let sum = bias[r] ?? 0;
    for (let c = 0; c < columns; c++) sum += (values[r * columns + c] ?? 0) * (x[c] ?? 0);
    return sum;
  });

/** A deep network of one function throughout, and the single layer that equals it where the function is linear. */
export function collapseLook(
  spec: FunctionSpec,
  depth: number,
  input: readonly number[],
  seed: number,
): CollapseLook {
  const f = resolveHidden(spec);
  const units = (l: number): number => (l === depth - 1 ? OUTPUTS : UNITS);
  const net = network({
    inputs: INPUTS,
    layers: Array.from({ length: depth }, (_, l) =>
      dense(units(l), l === depth - 1 ? resolveHidden({ text: "linear", parameters: {} }) : f),
    ),
    seed,
    loss: "meanSquaredError",
  });
  const layers = net
    .parameters()
    .filter(({ name }) => name.endsWith(".weight"))
    .map(({ shape: [rows = 0, columns = 0], data }) => ({ rows, columns, values: [...data] }));
  const equal = equivalentLayer(net, 0, depth - 1);
  const single = { rows: equal.units, columns: equal.inputs, values: [...equal.weight] };
  const shallow = (x: ArrayLike<number>): number[] => product(single, equal.bias, x);
  let difference = 0;
  for (let a = -2; a <= 2; a += 0.5)
    for (let b = -2; b <= 2; b += 0.5) {
      const deep = net.predict(Float32Array.of(a, b));
      shallow([a, b]).forEach((value, i) => {
        difference = Math.max(difference, Math.abs(value - (deep[i] ?? 0)));
      });
    }
  return {
    layers,
    single,
    deep: [...net.predict(Float32Array.from(input))],
    shallow: shallow(input),
    difference,
  };
}
