import type { Network } from "../network.ts";

/** All weights, biases and learned parameters, as one view of the network's memory. */
export function weightsOf({ engine }: Network): Float32Array {
  return new Float32Array(engine.memory.buffer, engine.places.values, engine.places.valueBytes / 4);
}

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

/** Follows the block of weights, biases and learned parameters. */
export class PathTracker {
  readonly path: { step: number[]; cosine: number[]; length: number; distance: number; start: number };
  readonly #net: Network;
  readonly #first: Float32Array;
  #last: Float32Array;
  #movement: Float32Array;
  #lastLength = 0;
  #lastSize: number;
  readonly #least: number;

  constructor(net: Network) {
    this.#net = net;
    this.#first = weightsOf(this.#net).slice();
    this.#last = this.#first.slice();
    this.#movement = new Float32Array(this.#first.length);
    let squares = 0;
    for (const w of this.#first) squares += w * w;
    // LeCun's weights have a norm of 1 a unit
    this.#least = 0.5 * Math.sqrt(net.layers.reduce((sum, { units }) => sum + units, 0));
    this.#lastSize = Math.sqrt(squares);
    this.path = { step: [], cosine: [], length: 0, distance: 0, start: Math.sqrt(squares) };
  }

  epoch(): void {
    const now = weightsOf(this.#net);
    let [moved, along, away, size] = [0, 0, 0, 0];
    for (let i = 0; i < now.length; i++) {
      const d = now[i] - this.#last[i];
      const far = now[i] - this.#first[i];
      moved += d * d;
      along += d * this.#movement[i];
      away += far * far;
      size += now[i] * now[i];
      this.#movement[i] = d;
      this.#last[i] = now[i];
    }
    const length = Math.sqrt(moved);
    const step = length / Math.max(this.#lastSize, this.#least);
    this.path.step.push(Number.isNaN(step) ? Infinity : step);
    this.#lastSize = Math.sqrt(size);
    if (this.path.step.length > 1)
      this.path.cosine.push(length > 0 && this.#lastLength > 0 ? along / (length * this.#lastLength) : 0);
    this.#lastLength = length;
    this.path.length += length;
    this.path.distance = Math.sqrt(away);
  }
}
