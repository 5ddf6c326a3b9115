import { HillockError, type PreparedCase, readTarget, type Table } from "hillock";
import { type ReadTable, readTable } from "./table.ts";

type Values = Table["columns"][number]["values"];

export interface UsableTable extends ReadTable {
  /** Columns left out: nothing can be learned from them. */
  readonly constant: readonly string[];
}

const varies = (values: Values): boolean => new Set(values.filter((v) => v !== null)).size > 1;

/** The table without its constant columns. @throws HillockError "invalid-table" where fewer than two are left */
export function usableTable(source: { readonly name: string; readonly text: string }): UsableTable {
  const { table, notes } = readTable(source.name, source.text);
  const columns = table.columns.filter(({ values }) => varies(values));
  if (columns.length < 2)
    throw new HillockError(
      "invalid-table",
      `${source.name}: ${columns.length === 0 ? "every column has" : `all columns but "${columns[0]?.name}" have`} one value only, so there is nothing to learn from. A target and at least one more column have to vary.`,
    );
  const constant = table.columns.filter((column) => !columns.includes(column)).map(({ name }) => name);
  return { table: { ...table, columns }, notes, constant };
}

const MOST_LIKELY_CLASSES = 20;
function isWorded({ values }: { readonly values: Values }): boolean {
  const known = new Set(values.filter((v) => typeof v === "string"));
  return known.size >= 2 && known.size <= MOST_LIKELY_CLASSES;
}

function canBePredicted(table: Table, name: string): boolean {
  try {
    readTarget(table, name);
    return true;
  } catch {
    return false;
  }
}

/** The column that was asked for; else the last that can be predicted, best one of few words. */
export function targetOf(table: Table, asked: string | undefined): string {
  const names = table.columns.map(({ name }) => name);
  if (asked !== undefined && names.includes(asked)) return asked;
  const worded = table.columns.filter(isWorded).map(({ name }) => name);
  const likely = [...worded.reverse(), ...[...names].reverse()];
  return likely.find((name) => canBePredicted(table, name)) ?? names.at(-1) ?? "";
}

const list = (names: readonly string[]): string => names.join(", ");

/** What of the table is not used, each in a sentence. */
export function leftOutOf(columns: PreparedCase["columns"], constant: readonly string[]): string[] {
  const same = [...constant, ...columns.filter(({ kind }) => kind === "constant").map(({ name }) => name)];
  const named = columns.filter(({ kind }) => kind === "identifier").map(({ name }) => name);
  const target = columns.find(({ kind }) => kind === "target");
  const rows = target?.missing ?? 0;
  return [
    ...(same.length > 0 ? [`Left out, for the same value is in every row: ${list(same)}.`] : []),
    ...(named.length > 0 ? [`Left out, for the values name rows: ${list(named)}.`] : []),
    ...(rows > 0 ? [`${rows} ${rows === 1 ? "row without" : "rows without"} ${target?.name} left out.`] : []),
  ];
}
