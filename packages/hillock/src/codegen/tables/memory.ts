import type { Table } from "../../expression/node.ts";
import { ROW_BYTES, TABLE_BYTES } from "./room.ts";
import { rowsOf } from "./rows.ts";

const addresses = new WeakMap<Table, number>();
let used = 0;

export function addressOf(table: Table): number {
  let address = addresses.get(table);
  if (address === undefined) {
    address = used;
    used += Math.ceil((table.rows * table.columns * 4) / ROW_BYTES) * ROW_BYTES;
    if (used > TABLE_BYTES) throw new Error(`There is no room for the table "${table.name}".`);
    addresses.set(table, address);
  }
  return address;
}

const written = new WeakMap<object, Set<Table>>();

/** Writes those tables into a memory, unless they are there. */
export function writeTables(memory: { readonly buffer: ArrayBufferLike }, tables: readonly Table[]): void {
  const there = written.get(memory) ?? new Set();
  written.set(memory, there);
  for (const table of tables) {
    if (there.has(table)) continue;
    there.add(table);
    const rows = rowsOf(table);
    new Float32Array(memory.buffer, addressOf(table), rows.length).set(rows);
  }
}
