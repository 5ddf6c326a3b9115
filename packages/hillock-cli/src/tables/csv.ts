import { createReadStream } from "node:fs";
import Papa from "papaparse";
import type { Block, TableSource } from "./block.ts";
import { tableError } from "./cell.ts";

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

function dialectOf(start: string): Dialect {
  const { meta } = Papa.parse<string[]>(start, { preview: 10, skipEmptyLines: "greedy" });
  return { delimiter: meta.delimiter, newline: meta.linebreak };
}

/** The file's rows as texts, blank lines left out, a chunk of the file at a time. */
async function* readRows(path: string, { delimiter, newline }: Dialect): AsyncGenerator<Rows> {
  const config = { delimiter, newline: newline as "\n" };
  let rest = "";
  let seen = 0;
  const parse = (text: string, last: boolean): Rows => {
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
    return parsed.data.filter((row) => row.join("").trim() !== "");
  };
  const decoder = new TextDecoder();
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const rows = parse(rest + decoder.decode(chunk as Buffer, { stream: true }), false);
    if (rows.length > 0) yield rows;
  }
  const rows = parse(rest + decoder.decode(), true);
  if (rows.length > 0) yield rows;
}

/** Quoted fields may hold line ends of their own. */
const lineEnds = (rows: Rows): number =>
  rows.reduce((sum, row) => sum + row.reduce((own, field) => own + field.split("\n").length - 1, 0), 0);

async function* readBlocks(path: string, dialect: Dialect, names: readonly string[]): AsyncGenerator<Block> {
  let first = 0;
  let line = 2;
  let header = true;
  for await (const read of readRows(path, dialect)) {
    const rows = header ? read.slice(1) : read;
    header = false;
    if (rows.length === 0) continue;
    const start = first;
    const startLine = line;
    const place = (row: number): string =>
      `row ${row + 1} (line ${startLine + row - start + lineEnds(rows.slice(0, row - start))})`;
    const uneven = rows.findIndex((row) => row.length !== names.length);
    if (uneven >= 0)
      throw tableError(
        `${path}, ${place(start + uneven)}: ${rows[uneven].length} fields, but the header has ${names.length}. Quote fields that hold the delimiter.`,
      );
    yield { first, rows, place };
    first += rows.length;
    line += rows.length + lineEnds(rows);
  }
}

/** @param start of the file's text, from which delimiter and line ends are guessed */
export async function openCsv(path: string, bytes: number, start: string): Promise<TableSource> {
  const dialect = dialectOf(start);
  let names: string[] = [];
  for await (const rows of readRows(path, dialect)) {
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
