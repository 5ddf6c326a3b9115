import { readFile, stat } from "node:fs/promises";
import { type Cell, type Column, HillockError, type Table } from "hillock";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import Papa from "papaparse";

const MISSING = new Set(["", "na", "n/a", "null", "none", "?", "."]);
const fail = (message: string): HillockError => new HillockError("invalid-table", message);
const isMissing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === "string" && MISSING.has(value.trim().toLowerCase()));

interface Raw {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly place: (row: number) => string;
}

/** A CSV, JSON or Parquet file as columns of numbers or text. */
export async function readTable(path: string): Promise<Table> {
  const info = await stat(path).catch(() => undefined);
  if (!info) throw fail(`There is no file "${path}". Check the name, or give a full path.`);
  if (info.isDirectory()) throw fail(`"${path}" is a folder; name a CSV, JSON or Parquet file in it.`);
  const bytes = await readFile(path);
  const raw = await readRaw(path, bytes);
  if (raw.rows.length === 0) throw fail(`${path} has no rows of data.`);
  const twice = raw.names.find((name, i) => raw.names.indexOf(name) !== i);
  if (twice !== undefined) throw fail(`${path} has two columns called "${twice}"; rename one.`);
  const columns = raw.names.map((name, c) => toColumn(path, raw, name, c));
  return { name: path, rows: raw.rows.length, columns, place: raw.place };
}

async function readRaw(path: string, bytes: Buffer): Promise<Raw> {
  if (bytes.subarray(0, 4).toString("latin1") === "PAR1") return readParquet(path, bytes);
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") throw fail(`${path} is empty.`);
  return /^\s*[[{]/.test(text) ? readJson(path, text) : readCsv(path, text);
}

function readCsv(path: string, text: string): Raw {
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: "greedy" });
  const quotes = parsed.errors.find((error) => error.type === "Quotes");
  if (quotes)
    throw fail(`${path}, row ${(quotes.row ?? 0) + 1}: ${quotes.message}. Close the quotation mark.`);
  const [header, ...rows] = parsed.data;
  const names = header.map((name) => name.trim());
  const unnamed = names.indexOf("");
  if (unnamed >= 0 && unnamed > 0)
    throw fail(`${path}: column ${unnamed + 1} has no name in the first line; give it one.`);
  if (unnamed === 0) names[0] = "(row)";
  // quoted fields may hold line ends of their own
  const lineEnds = (row: readonly string[]): number => row.join("").split("\n").length - 1;
  const place = (row: number): string =>
    `row ${row + 1} (line ${row + 2 + rows.slice(0, row).reduce((sum, r) => sum + lineEnds(r), 0)})`;
  const uneven = rows.findIndex((row) => row.length !== names.length);
  if (uneven >= 0)
    throw fail(
      `${path}, ${place(uneven)}: ${rows[uneven].length} fields, but the header has ${names.length}. Quote fields that hold the delimiter.`,
    );
  return { names, rows, place };
}

function readJson(path: string, text: string): Raw {
  const lines = (): unknown[] =>
    text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as unknown);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    try {
      data = lines();
    } catch {
      throw fail(`${path} is not JSON: ${cause instanceof Error ? cause.message : "it cannot be read"}.`);
    }
  }
  if (!Array.isArray(data)) data = [data];
  return fromObjects(path, data as unknown[]);
}

function fromObjects(path: string, objects: readonly unknown[]): Raw {
  const place = (row: number): string => `row ${row + 1}`;
  const bad = objects.findIndex((row) => typeof row !== "object" || row === null || Array.isArray(row));
  if (bad >= 0) throw fail(`${path}, ${place(bad)}: an object with a value per column was expected.`);
  const records = objects as Readonly<Record<string, unknown>>[];
  const names = [...new Set(records.flatMap((row) => Object.keys(row)))];
  return { names, rows: records.map((row) => names.map((name) => row[name])), place };
}

async function readParquet(path: string, bytes: Buffer): Promise<Raw> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    return fromObjects(path, await parquetReadObjects({ file, compressors }));
  } catch (cause) {
    throw fail(
      `${path} is not a Parquet file that can be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
    );
  }
}

const MOST_STRAY_SHARE = 0.05;

function toColumn(path: string, { rows, place }: Raw, name: string, index: number): Column {
  const values: Cell[] = [];
  let numbers = 0;
  let firstText = -1;
  let texts = 0;
  rows.forEach((row, r) => {
    const cell = row[index];
    if (isMissing(cell)) return void values.push(null);
    const number =
      typeof cell === "bigint" || typeof cell === "number"
        ? Number(cell)
        : typeof cell === "string" && cell.trim() !== ""
          ? Number(cell)
          : Number.NaN;
    const written = typeof cell === "string" ? cell.trim() : "";
    const unusable =
      Math.abs(number) === Infinity || Number.isNaN(cell) || /^[+-]?(inf(inity)?|nan)$/i.test(written);
    if (unusable) {
      throw fail(
        `${path}, ${place(r)}, column "${name}": the value is ${String(cell)}. Replace it by a finite number, or leave the field empty.`,
      );
    }
    if (Number.isNaN(number)) {
      if (firstText < 0) firstText = r;
      texts++;
      values.push(
        cell instanceof Date
          ? cell.toISOString()
          : typeof cell === "object"
            ? JSON.stringify(cell)
            : String(cell).trim(),
      );
    } else {
      numbers++;
      values.push(number);
    }
  });
  if (texts > 0 && numbers >= 20 && texts <= MOST_STRAY_SHARE * (numbers + texts)) {
    throw fail(
      `${path}, ${place(firstText)}, column "${name}": "${String(values[firstText])}" stands where numbers were expected. Correct it, or leave the field empty.`,
    );
  }
  return { name, values: texts > 0 ? values.map((v) => (v === null ? null : String(v))) : values };
}
