/**
 * A table as bytes: the length of a header (32 bits), the header as JSON, then each column, 8 bytes aligned. Numbers
 * are float64, NaN where missing; texts are 32-bit indices into the header's list, the largest where missing. All
 * little-endian.
 */

import { createHash } from "node:crypto";
import { type Cell, type Column, HillockError, type Table } from "hillock";

interface ColumnHeader {
  readonly name: string;
  /** The different texts, in order of appearance; null for numbers. */
  readonly texts: readonly string[] | null;
}
interface Header {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnHeader[];
}

const MISSING = 0xffffffff;
const align = (bytes: number): number => Math.ceil(bytes / 8) * 8;
const bytesOf = ({ texts }: ColumnHeader, rows: number): number => align(rows * (texts ? 4 : 8));

function headerOf({ name, values }: Column): ColumnHeader {
  const texts = new Set<string>();
  for (const value of values) if (typeof value === "string") texts.add(value);
  return { name, texts: texts.size > 0 ? [...texts] : null };
}

export function packTable({ name, rows, columns }: Pick<Table, "name" | "rows" | "columns">): Uint8Array {
  const header: Header = { name, rows, columns: columns.map(headerOf) };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = align(4 + text.length);
  const bytes = new Uint8Array(header.columns.reduce((sum, column) => sum + bytesOf(column, rows), start));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = start;
  header.columns.forEach((column, c) => {
    const { values } = columns[c];
    const index = new Map(column.texts?.map((each, i) => [each, i]));
    for (let row = 0; row < rows; row++) {
      const value = values[row];
      if (column.texts)
        view.setUint32(at + 4 * row, value === null ? MISSING : (index.get(String(value)) ?? MISSING), true);
      else view.setFloat64(at + 8 * row, typeof value === "number" ? value : Number.NaN, true);
    }
    at += bytesOf(column, rows);
  });
  return bytes;
}

const damaged = (what: string): HillockError =>
  new HillockError("invalid-table", `A table that was sent is damaged: ${what}.`);

function readHeader(bytes: Uint8Array, length: number): Header {
  let header: Partial<Header>;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.slice(4, 4 + length))) as Partial<Header>;
  } catch {
    throw damaged("its header is not JSON");
  }
  const { name, rows, columns } = header ?? {};
  const sound =
    typeof name === "string" &&
    Number.isSafeInteger(rows) &&
    Number(rows) >= 0 &&
    Array.isArray(columns) &&
    columns.every(
      (column: ColumnHeader | null) =>
        typeof column?.name === "string" &&
        (column.texts === null ||
          (Array.isArray(column.texts) && column.texts.every((text) => typeof text === "string"))),
    );
  if (!sound) throw damaged("its header lacks a name, rows or columns");
  return header as Header;
}

/** A hash of what a packed table holds, whatever its name. */
export function contentHash(bytes: Uint8Array): string {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { rows, columns } = readHeader(bytes, length);
  const hash = createHash("sha256").update(JSON.stringify({ rows, columns }));
  return hash.update(bytes.subarray(align(4 + length))).digest("hex");
}

/** @throws HillockError "invalid-table" where the bytes are no table; every length is checked before memory is taken. */
export function unpackTable(bytes: Uint8Array): Omit<Table, "place"> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 4 ? Number.NaN : view.getUint32(0, true);
  if (!(length <= bytes.length - 4)) throw damaged(`it has ${bytes.length} bytes`);
  const { name, rows, columns } = readHeader(bytes, length);
  const expected = columns.reduce((sum, column) => sum + bytesOf(column, rows), align(4 + length));
  if (expected !== bytes.length) throw damaged(`it has ${bytes.length} bytes where ${expected} are needed`);
  let at = align(4 + length);
  return {
    name,
    rows,
    columns: columns.map((column) => {
      const start = at;
      at += bytesOf(column, rows);
      const { texts } = column;
      const read = (row: number): Cell => {
        if (!texts) {
          const number = view.getFloat64(start + 8 * row, true);
          return Number.isNaN(number) ? null : number;
        }
        const index = view.getUint32(start + 4 * row, true);
        if (index === MISSING) return null;
        if (index >= texts.length)
          throw damaged(`column "${column.name}" has a text ${index} that is not there`);
        return texts[index];
      };
      return { name: column.name, values: Array.from({ length: rows }, (_, row) => read(row)) };
    }),
  };
}
