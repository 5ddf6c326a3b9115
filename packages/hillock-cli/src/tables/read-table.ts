import { readColumn, type Table } from "hillock";
import type { Block, TableSource } from "./block.ts";
import { tableError } from "./cell.ts";
import { openTable } from "./source.ts";

/** A CSV, JSON or Parquet file as columns of numbers or text. */
export const readTable = async (path: string): Promise<Table> => collectTable(await openTable(path));

/** The whole of a table in memory. */
export async function collectTable(source: TableSource): Promise<Table> {
  const { name: path, names } = source;
  const blocks: Block[] = [];
  for await (const block of source.blocks()) blocks.push(block);
  const last = blocks.at(-1);
  if (!last) throw tableError(`${path} has no rows of data.`);
  const columns = names.map((name, index) => readColumn(name, fieldsOf(path, blocks, name, index)));
  const place = (row: number): string => (blocks.findLast((block) => block.first <= row) ?? last).place(row);
  return { name: path, rows: last.first + last.rows.length, columns, place };
}

function* fieldsOf(path: string, blocks: readonly Block[], name: string, index: number) {
  for (const { first, rows, place } of blocks) {
    for (const [r, row] of rows.entries())
      yield { value: row[index], where: () => `${path}, ${place(first + r)}, column "${name}"` };
  }
}
