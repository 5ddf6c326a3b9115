import { open } from "node:fs/promises";
import Papa from "papaparse";
import type { Block, TableSource } from "./block.ts";
import { tableError } from "./cell.ts";
import { TextReader } from "./text.ts";

const CHUNK_BYTES = 2 ** 17;
const LONGEST_ROW = 2 ** 26;

interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly type: string; readonly message: string; readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}
interface Dialect {
  readonly delimiter: string;
  readonly newline: string;
}
type Rows = readonly (readonly string[])[];
interface Piece {
  readonly rows: Rows;
  /** Where each of them starts in the file; from 1. */
  readonly lines: readonly number[];
}

function dialectOf(start: string): Dialect {
  const { meta } = Papa.parse<string[]>(start, { preview: 10, skipEmptyLines: "greedy" });
  return { delimiter: meta.delimiter, newline: meta.linebreak };
}

/** A row of empty fields is one of missing values, and no blank line. */
const isBlank = (row: readonly string[]): boolean => row.length === 1 && row[0].trim() === "";

/** Quoted fields may hold line ends of their own. */
const lineEnds = (row: readonly string[]): number =>
  row.reduce((sum, field) => sum + (field.includes("\n") ? field.split("\n").length - 1 : 0), 0);

/** The file's rows as texts, blank lines left out, a chunk of the file at a time. */
async function* readRows(path: string, { delimiter, newline }: Dialect): AsyncGenerator<Piece> {
  const config = { delimiter, newline: newline as "\n" };
  let rest = "";
  let seen = 0;
  let line = 1;
  const parse = (text: string, last: boolean): Piece => {
    const parsed = new Papa.Parser(config).parse(text, 0, !last) as Parsed;
    const quotes = parsed.errors.find((error) => error.type === "Quotes");
    if (quotes)
      throw tableError(
        `${path}, row ${seen + (quotes.row ?? 0) + 1}: ${quotes.message}. Close the quotation mark.`,
      );
    rest = text.slice(parsed.meta.cursor);
    if (rest.length > LONGEST_ROW)
      throw tableError(
        `${path}, row ${seen + parsed.data.length + 1}: it is longer than ${LONGEST_ROW / 2 ** 20} million characters. Close the quotation mark.`,
      );
    seen += parsed.data.length;
    const rows: (readonly string[])[] = [];
    const lines: number[] = [];
    for (const row of parsed.data) {
      if (!isBlank(row)) {
        rows.push(row);
        lines.push(line);
      }
      line += 1 + lineEnds(row);
    }
    return { rows, lines };
  };
  const reader = new TextReader(path);
  const file = await open(path);
  // one buffer for all pieces: many would lie in memory until they are collected
  const buffer = Buffer.alloc(CHUNK_BYTES);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
      const last = bytesRead === 0;
      const piece = reader.read(buffer.subarray(0, bytesRead), last);
      const read = parse(rest + piece, last);
      if (read.rows.length > 0) yield read;
      if (last) return;
    }
  } finally {
    await file.close();
  }
}

async function* readBlocks(path: string, dialect: Dialect, names: readonly string[]): AsyncGenerator<Block> {
  let first = 0;
  let header = 1;
  for await (const read of readRows(path, dialect)) {
    const rows = read.rows.slice(header);
    const lines = read.lines.slice(header);
    header = 0;
    if (rows.length === 0) continue;
    const start = first;
    const place = (row: number): string => `row ${row + 1} (line ${lines[row - start]})`;
    const uneven = rows.findIndex((row) => row.length !== names.length);
    if (uneven >= 0)
      throw tableError(
        `${path}, ${place(start + uneven)}: ${rows[uneven].length} fields, but the header has ${names.length}. Quote fields that hold the delimiter.`,
      );
    yield { first, rows, place };
    first += rows.length;
  }
}

/** @param start of the file's text, from which delimiter and line ends are guessed */
export async function openCsv(path: string, bytes: number, start: string): Promise<TableSource> {
  const dialect = dialectOf(start);
  let names: string[] = [];
  for await (const { rows } of readRows(path, dialect)) {
    names = rows[0].map((name) => name.trim());
    break;
  }
  if (names.length === 0) throw tableError(`${path} is empty.`);
  const unnamed = names.indexOf("");
  if (unnamed > 0)
    throw tableError(`${path}: column ${unnamed + 1} has no name in the first line; give it one.`);
  if (unnamed === 0) names[0] = "(row)";
  return { name: path, names, bytes, streams: true, blocks: () => readBlocks(path, dialect, names) };
}
