import { PATH_SUMS } from "../compile/path.ts";
import type { Network } from "../network.ts";

/** All weights, biases and learned parameters, as one view of the network's memory. */
export function weightsOf({ engine }: Network): Float32Array {
  return new Float32Array(engine.memory.buffer, engine.places.values, engine.places.valueBytes / 4);
}

const [MOVED, ALONG, AWAY, SIZE] = (["moved", "along", "away", "size"] as const).map((sum) =>
  PATH_SUMS.indexOf(sum),
);

/** The way of all weights through training, seen once an epoch. */
export interface Path {
  /**
   * ‖w_t − w_{t−1}‖ / ‖w_{t−1}‖, one an epoch; Infinity where a weight is no longer a number. Weights that start
   * smaller than LeCun's count as half of these: a movement away from 0 is no large one.
   */
  readonly step: readonly number[];
  /** Cosine of the angle between an epoch's movement and the one before; from the second epoch on. */
  readonly cosine: readonly number[];
  /** Sum of the movements' lengths, and ‖w_now − w_0‖: their ratio tells how crooked the way was. */
  readonly length: number;
  readonly distance: number;
  /** ‖w_0‖ */
  readonly start: number;
}

/** Follows the block of weights, biases and learned parameters: in the network's memory, by its own code. */
export class PathTracker {
  readonly path: { step: number[]; cosine: number[]; length: number; distance: number; start: number };
  readonly #net: Network;
  #lastLength = 0;
  #lastSize: number;
  readonly #least: number;

  constructor(net: Network) {
    this.#net = net;
    let squares = 0;
    for (const w of weightsOf(net)) squares += w * w;
    // LeCun's weights have a norm of 1 a unit
    this.#least = 0.5 * Math.sqrt(net.layers.reduce((sum, { units }) => sum + units, 0));
    this.#lastSize = Math.sqrt(squares);
    this.path = { step: [], cosine: [], length: 0, distance: 0, start: Math.sqrt(squares) };
    const { values, valueBytes, path } = net.engine.places;
    if (path === undefined) return;
    const { bytes } = net.engine.views();
    for (const block of [path.first, path.last]) bytes.copyWithin(block, values, values + valueBytes);
    bytes.fill(0, path.movement, path.movement + valueBytes);
  }

  epoch(): void {
    const { engine } = this.#net;
    const { path } = engine.places;
    if (path === undefined) return;
    engine.run.path?.();
    const { doubles } = engine.views();
    const at = path.sums / 8;
    const length = Math.sqrt(doubles[at + MOVED]);
    const along = doubles[at + ALONG];
    const step = length / Math.max(this.#lastSize, this.#least);
    this.path.step.push(Number.isNaN(step) ? Infinity : step);
    this.#lastSize = Math.sqrt(doubles[at + SIZE]);
    if (this.path.step.length > 1)
      this.path.cosine.push(length > 0 && this.#lastLength > 0 ? along / (length * this.#lastLength) : 0);
    this.#lastLength = length;
    this.path.length += length;
    this.path.distance = Math.sqrt(doubles[at + AWAY]);
  }
}
