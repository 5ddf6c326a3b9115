import type { Cell, Column, Table } from "hillock";
import type { Block, TableSource } from "./block.ts";
import { readCell, refuseStrayText, tableError } from "./cell.ts";
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
  const columns = names.map((name, index) => toColumn(path, blocks, name, index));
  const place = (row: number): string => (blocks.findLast((block) => block.first <= row) ?? last).place(row);
  return { name: path, rows: last.first + last.rows.length, columns, place };
}

function toColumn(path: string, blocks: readonly Block[], name: string, index: number): Column {
  const values: Cell[] = [];
  let numbers = 0;
  let texts = 0;
  let stray: { value: string; where: string } | undefined;
  for (const { first, rows, place } of blocks) {
    rows.forEach((row, r) => {
      const where = (): string => `${path}, ${place(first + r)}, column "${name}"`;
      const cell = readCell(row[index], where);
      values.push(cell);
      if (typeof cell === "number") numbers++;
      else if (cell !== null) {
        texts++;
        stray ??= { value: cell, where: where() };
      }
    });
  }
  refuseStrayText(numbers, texts, stray);
  return { name, values: texts > 0 ? values.map((v) => (v === null ? null : String(v))) : values };
}
