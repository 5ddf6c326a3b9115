import { type BlockTrainer, type Data, derive, type Random } from "hillock";

/** Where a training's rows come from: memory, or a table that is read anew each epoch. */
export interface TrainingRows {
  /** Training rows. */
  readonly rows: number;
  /** How many rows the trainer's buffer must hold. */
  readonly slots: number;
  /** Rows that are measured after each epoch; undefined where none are held out. */
  readonly held: Data | undefined;
  /** Trains on every row once, in an order that follows from the seed and the epoch alone. */
  readonly pass: (trainer: BlockTrainer, epoch: number, onRows: (done: number) => void) => Promise<void>;
}

/** The random order of an epoch, whatever came before: a training that goes on needs no memory of it. */
export const orderOf = (seed: number, epoch: number): Random => derive(seed, "order of the rows", epoch);

const SLICE_ROWS = 8192;
export const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** All rows lie in the buffer. */
export function rowsInMemory(
  data: Data,
  held: Data | undefined,
  { seed, batchSize }: { readonly seed: number; readonly batchSize: number },
): TrainingRows {
  const rows = data.labels.length;
  const slice = Math.max(1, Math.floor(SLICE_ROWS / batchSize)) * batchSize;
  let filled: BlockTrainer | undefined;
  return {
    rows,
    slots: rows,
    held,
    async pass(trainer, epoch, onRows) {
      if (filled !== trainer) trainer.put(0, data);
      filled = trainer;
      const order = Uint32Array.from({ length: rows }, (_, i) => i);
      orderOf(seed, epoch).shuffle(order);
      for (let from = 0; from < rows; from += slice) {
        trainer.step(order.subarray(from, from + slice));
        onRows(Math.min(rows, from + slice));
        if (rows > slice) await breathe();
      }
    },
  };
}
