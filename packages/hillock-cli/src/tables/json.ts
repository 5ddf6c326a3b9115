import { readFile } from "node:fs/promises";
import type { TableSource } from "./block.ts";
import { reason, tableError } from "./cell.ts";
import { TextReader } from "./text.ts";

const MOST_BYTES = 2 ** 28;

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    try {
      return text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line) as unknown);
    } catch {
      throw tableError(`${path} is not JSON: ${reason(cause)}.`);
    }
  }
}

const isColumns = (data: unknown): boolean => {
  const values = typeof data === "object" && data !== null && !Array.isArray(data) ? Object.values(data) : [];
  return values.length > 0 && values.every((value) => typeof value === "object" && value !== null);
};

/** An array of objects, or an object a line; it is read whole. */
export async function openJson(path: string, bytes: number): Promise<TableSource> {
  if (bytes > MOST_BYTES)
    throw tableError(
      `${path} has ${Math.round(bytes / 2 ** 20)} MiB; JSON is read whole, up to ${MOST_BYTES / 2 ** 20} MiB. Convert it to CSV or Parquet, which are read in pieces.`,
    );
  const text = new TextReader(path).read(await readFile(path), true);
  const data = parse(path, text);
  const objects: readonly unknown[] = Array.isArray(data) ? data : [data];
  if (objects.length === 1 && isColumns(objects[0]))
    throw tableError(
      `${path} is an object of columns; rows are needed, as a list of objects: [{"a": 1, "b": "x"}, …].`,
    );
  const place = (row: number): string => `row ${row + 1}`;
  const bad = objects.findIndex((row) => typeof row !== "object" || row === null || Array.isArray(row));
  if (bad >= 0) throw tableError(`${path}, ${place(bad)}: an object with a value per column was expected.`);
  const records = (objects as Readonly<Record<string, unknown>>[]).map((row) => new Map(Object.entries(row)));
  const names = [...new Set(records.flatMap((row) => [...row.keys()]))];
  const rows = records.map((row) => names.map((name) => row.get(name)));
  return {
    name: path,
    names,
    bytes,
    streams: false,
    async *blocks() {
      if (rows.length > 0) yield { first: 0, rows, place };
    },
  };
}
