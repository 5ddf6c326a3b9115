import { type BlockTrainer, type Data, HillockError } from "hillock";
import { orderOf } from "./rows.ts";

/** Rows on their way into the buffer, collected so that they are put there many at a time. */
class Staging {
  readonly inputs: Float32Array;
  readonly labels: Float64Array;
  readonly width: number;
  count = 0;

  constructor(rows: number, width: number) {
    this.inputs = new Float32Array(rows * width);
    this.labels = new Float64Array(rows);
    this.width = width;
  }

  data(from: number, to: number): Data {
    return {
      inputs: this.inputs.subarray(from * this.width, to * this.width),
      labels: this.labels.subarray(from, to),
    };
  }
}

/** Some rows of the stream: each writes its inputs at `at`, and has a label. */
export interface ArrivingRows {
  readonly labels: readonly number[];
  readonly write: (row: number, out: Float32Array, at: number) => void;
}

/**
 * Trains on a stream of rows through a buffer: it is filled, half of it, drawn at random, is trained on and replaced
 * by the rows that follow. Rows mix over about the buffer's length; what lies farther apart than that keeps its order.
 */
export async function passThroughBuffer(
  trainer: BlockTrainer,
  width: number,
  rows: AsyncIterable<ArrivingRows>,
  { seed, epoch, batchSize }: { readonly seed: number; readonly epoch: number; readonly batchSize: number },
  onRows: (done: number) => void,
): Promise<void> {
  const { slots } = trainer;
  const half = Math.floor(slots / 2 / batchSize) * batchSize;
  if (half < 1)
    throw new HillockError(
      "invalid-argument",
      `A shuffle buffer of ${slots} rows is too small for batches of ${batchSize}; at least twice as many are needed.`,
    );
  const random = orderOf(seed, epoch);
  const staging = new Staging(Math.min(slots, 4096), width);
  // all of it is taken once: garbage of every half buffer would lie in memory until it is collected
  const order = new Uint32Array(slots);
  /** Whether a slot holds no row yet, or one that was trained on. */
  const isFree = new Uint8Array(slots).fill(1);
  /** Free slots; the last is filled next. */
  const free = Uint32Array.from({ length: slots }, (_, i) => slots - 1 - i);
  let freeCount = slots;
  let done = 0;
  const settle = (): void => {
    for (let from = 0; from < staging.count; ) {
      const slot = free[--freeCount];
      let length = 1;
      while (from + length < staging.count && free[freeCount - 1] === slot + length) {
        freeCount--;
        length++;
      }
      isFree.fill(0, slot, slot + length);
      trainer.put(slot, staging.data(from, from + length));
      from += length;
    }
    staging.count = 0;
  };
  const train = (take: number): void => {
    let held = 0;
    for (let slot = 0; slot < slots; slot++) if (!isFree[slot]) order[held++] = slot;
    random.shuffle(order.subarray(0, held));
    const drawn = order.subarray(0, Math.min(take, held));
    trainer.step(drawn);
    done += drawn.length;
    onRows(done);
    for (const slot of drawn) isFree[slot] = 1;
    // descending, so that the next rows come into ascending slots
    freeCount = 0;
    for (let slot = slots - 1; slot >= 0; slot--) if (isFree[slot]) free[freeCount++] = slot;
  };
  for await (const { labels, write } of rows) {
    for (let row = 0; row < labels.length; row++) {
      write(row, staging.inputs, staging.count * width);
      staging.labels[staging.count++] = labels[row];
      if (staging.count === staging.labels.length || staging.count === freeCount) settle();
      if (freeCount === 0) train(half);
    }
  }
  settle();
  train(slots);
}
