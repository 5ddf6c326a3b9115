import { HillockError, readCell, readColumn, type Table } from "hillock";
import Papa from "papaparse";
import { hasDecimalCommas, withPoint } from "./decimal-comma.ts";

const LEAST_ROWS = 10;
const refuse = (message: string): HillockError => new HillockError("invalid-table", message);

export interface ReadTable {
  readonly table: Table;
  /** What was done to the file so that it could be read. */
  readonly notes: readonly string[];
}

const isNumber = (field: string): boolean => field.trim() !== "" && Number.isFinite(Number(field));

/** A dropped file's text as a table. @throws HillockError "invalid-table" that says what is wrong with it. */
export function readTable(name: string, text: string): ReadTable {
  if (text.includes("\0"))
    throw refuse(`${name} is no table of text: it holds binary data. Drop a CSV file with a header line.`);
  const { data, errors, meta } = Papa.parse<string[]>(text);
  const quotes = errors.find(({ type }) => type === "Quotes");
  if (quotes)
    throw refuse(`${name}, row ${(quotes.row ?? 0) + 1}: ${quotes.message}. Close the quotation mark.`);
  // a row of empty fields is one of missing values, and no blank line
  const [header, ...rows] = data.filter((row) => row.length > 1 || row[0]?.trim());
  if (!header || header.join("").trim() === "")
    throw refuse(`${name} is empty. Drop a CSV file with a header line.`);
  const names = header.map((column, i) => column.trim() || `column ${i + 1}`);
  if (names.length < 2)
    throw refuse(
      `${name} has one column, "${names[0]?.slice(0, 40)}". A target and at least one more to learn from are needed, with commas, semicolons or tabs between.`,
    );
  const uneven = rows.findIndex((row) => row.length !== names.length);
  if (uneven >= 0)
    throw refuse(
      `${name}, row ${uneven + 1}: ${rows[uneven]?.length} fields, but the header has ${names.length}. Quote fields that hold the delimiter.`,
    );
  if (rows.length < LEAST_ROWS)
    throw refuse(
      `${name} has ${rows.length} ${rows.length === 1 ? "row" : "rows"} of data; at least ${LEAST_ROWS} are needed to train and to validate on.`,
    );
  const twice = names.find((column, i) => names.indexOf(column) !== i);
  if (twice !== undefined && isNumber(twice))
    throw refuse(
      `${name}: its first line holds numbers, such as ${twice}. The first line has to hold the columns' names: add one.`,
    );
  if (twice !== undefined) throw refuse(`${name}: two columns are called "${twice}". Rename one.`);
  const withCommas: string[] = [];
  const columns = names.map((column, c) => {
    const place = (r: number): string => `${name}, row ${r + 1}, column "${column}"`;
    const fields = rows.map((row) => row[c]?.trim() ?? "");
    const commas =
      meta.delimiter !== "," &&
      hasDecimalCommas(fields.filter((field, r) => readCell(field, () => place(r)) !== null));
    if (commas) withCommas.push(column);
    return readColumn(
      column,
      fields.map((field, r) => ({ value: commas ? withPoint(field) : field, where: () => place(r) })),
    );
  });
  return {
    table: { name, rows: rows.length, columns, place: (row) => `row ${row + 1}` },
    notes: withCommas.length > 0 ? [`Commas were read as decimal points in: ${withCommas.join(", ")}.`] : [],
  };
}
