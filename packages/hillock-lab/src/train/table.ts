import { HillockError, readColumn, type Table } from "hillock";
import Papa from "papaparse";

const LEAST_ROWS = 10;
const refuse = (message: string): HillockError => new HillockError("invalid-table", message);

/** A dropped file's text as a table. @throws HillockError "invalid-table" that says what is wrong with it. */
export function readTable(name: string, text: string): Table {
  if (text.includes("\0"))
    throw refuse(`${name} is no table of text: it holds binary data. Drop a CSV file with a header line.`);
  const { data, errors } = Papa.parse<string[]>(text);
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
      `${name} has ${rows.length} rows; at least ${LEAST_ROWS} are needed to train and to validate on.`,
    );
  const twice = names.find((column, i) => names.indexOf(column) !== i);
  if (twice !== undefined) throw refuse(`${name}: two columns are called "${twice}". Rename one.`);
  const columns = names.map((column, c) =>
    readColumn(
      column,
      rows.map((row, r) => ({ value: row[c], where: () => `${name}, row ${r + 1}, column "${column}"` })),
    ),
  );
  return { name, rows: rows.length, columns, place: (row) => `row ${row + 1}` };
}
