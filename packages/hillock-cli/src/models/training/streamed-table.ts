import {
  type Cell,
  ColumnCollector,
  ColumnTexts,
  type Data,
  derive,
  type FittedTarget,
  isHeldOut,
  labeller,
  TargetCollector,
  type Task,
} from "hillock";
import type { Block, TableSource } from "../../tables/block.ts";
import { readCell, tableError } from "../../tables/cell.ts";
import { rowEncoder } from "../rows-of-table.ts";
import type { Prepared, Split } from "./prepared.ts";
import type { TrainingRows } from "./rows.ts";
import { passThroughBuffer } from "./shuffle-buffer.ts";

/** Held-out rows that are measured after each epoch, so that they need no pass over the table. */
const MOST_MEASURED = 8192;

interface Statistics {
  readonly columns: readonly ColumnCollector[];
  readonly target: TargetCollector;
  readonly trainRows: number;
  readonly heldRows: number;
}

/** The first pass: all that preparation needs to know, in bounded memory. */
async function gather(source: TableSource, name: string, { share, seed }: Split): Promise<Statistics> {
  const { name: path, names } = source;
  const target = new TargetCollector(path, name);
  const columns = names.filter((other) => other !== name).map((other) => new ColumnCollector(other));
  const texts = names.map(() => new ColumnTexts());
  let trainRows = 0;
  let heldRows = 0;
  const places = columns.map((column) => names.indexOf(column.name));
  const targetPlace = names.indexOf(name);
  for await (const { first, rows, place } of source.blocks()) {
    rows.forEach((row, r) => {
      const training = share === 0 || !isHeldOut(first + r, share, seed);
      const read = (field: number): Cell => {
        const where = (): string => `${path}, ${place(first + r)}, column "${names[field]}"`;
        const cell = readCell(row[field], where);
        texts[field].add(cell, where);
        return cell;
      };
      const label = read(targetPlace);
      target.add(label, training);
      if (label === null) return;
      if (training) trainRows++;
      else heldRows++;
      columns.forEach((column, c) => {
        column.add(read(places[c]), training);
      });
    });
  }
  for (const column of texts) column.check();
  return { columns, target, trainRows, heldRows };
}

/** A table that is read from its file in each epoch; memory does not grow with it. */
export async function prepareStream(
  source: TableSource,
  name: string,
  task: Task | undefined,
  split: Split,
  bufferRows: number,
): Promise<Prepared> {
  const { share, seed } = split;
  const { columns, target: collected, trainRows, heldRows } = await gather(source, name, split);
  const target = collected.fit(task);
  const treated = columns.map((column) => column.fit());
  const fitted = treated.flatMap((each) => (each.fitted ? [each.fitted] : []));
  if (fitted.length === 0)
    throw tableError(
      `${source.name}: besides the target "${name}" no column can be learned from. Add a column that varies.`,
    );
  if (trainRows === 0)
    throw tableError(`${source.name} has no rows to train on; use a smaller --validation.`);
  const measured = Math.min(heldRows, MOST_MEASURED);
  return {
    preprocessing: { kind: "table", columns: fitted },
    target,
    trainRows,
    heldRows,
    rowsInMemory: Math.min(bufferRows, trainRows) + measured,
    notes: [
      "read in pieces: the split is by row, missing numbers are the mean",
      ...(heldRows > measured
        ? [`validation is measured on ${measured} of the ${heldRows} rows held out`]
        : []),
      ...treated.flatMap(({ report }) => (report.used ? [] : [`${report.name} ${report.treatment}`])),
      ...(collected.dropped > 0 ? [`${collected.dropped} rows without a target left out`] : []),
    ],
    async rows(batchSize) {
      const encoder = rowEncoder(source.name, source.names, fitted);
      const { width } = encoder;
      const read = labelsOf(source, target);
      const isHeld = (row: number): boolean => share > 0 && isHeldOut(row, share, seed);
      const slots = Math.max(2 * batchSize, Math.min(bufferRows, trainRows));
      async function* training() {
        for await (const block of source.blocks()) {
          const labels: number[] = [];
          const which: number[] = [];
          for (let r = 0; r < block.rows.length; r++) {
            const label = isHeld(block.first + r) ? undefined : read(block, r);
            if (label === undefined) continue;
            labels.push(label);
            which.push(r);
          }
          const write = (row: number, out: Float32Array, at: number): void =>
            encoder.encode(block, which[row], out, at);
          yield { labels, write };
        }
      }
      async function sample(): Promise<Data | undefined> {
        if (measured === 0) return undefined;
        const inputs = new Float32Array(measured * width);
        const labels: number[] = [];
        let left = heldRows;
        const random = derive(seed, "rows that are measured");
        for await (const block of source.blocks()) {
          for (let r = 0; r < block.rows.length; r++) {
            if (!isHeld(block.first + r)) continue;
            const label = read(block, r);
            if (label === undefined) continue;
            // each of the rows left is as likely to be taken (selection sampling, Knuth 3.4.2)
            if (random.below(left--) >= measured - labels.length) continue;
            encoder.encode(block, r, inputs, labels.length * width);
            labels.push(label);
          }
        }
        return { inputs, labels };
      }
      const rows: TrainingRows = {
        rows: trainRows,
        slots,
        held: await sample(),
        pass: (trainer, epoch, onRows) =>
          passThroughBuffer(trainer, width, training(), { seed, epoch, batchSize }, onRows),
      };
      return rows;
    },
  };
}

function labelsOf(
  source: TableSource,
  target: FittedTarget,
): (block: Block, r: number) => number | undefined {
  const field = source.names.indexOf(target.name);
  const label = labeller(target);
  return ({ first, rows, place }, r) =>
    label(readCell(rows[r][field], () => `${source.name}, ${place(first + r)}, column "${target.name}"`));
}
