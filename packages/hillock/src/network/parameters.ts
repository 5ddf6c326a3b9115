import type { DenseLayer } from "./layers.ts";

/** A named array in PyTorch's layout: weights are units × inputs. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Names and shapes of a network's parameters, in their order, without making it. */
export function parameterShapes(
  inputs: number,
  layers: readonly Pick<DenseLayer, "units" | "activation">[],
): Omit<Parameter, "data">[] {
  return layers.flatMap(({ units, activation: f }, l) => [
    { name: `${l}.weight`, shape: [units, l === 0 ? inputs : layers[l - 1].units] },
    { name: `${l}.bias`, shape: [units] },
    ...(f.kind === "row" ? [] : f.learnable.map((name) => ({ name: `${l}.${name}`, shape: [units] }))),
  ]);
}
