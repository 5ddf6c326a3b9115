import { type CompareOptions, type Comparison, comparison, type Table } from "hillock";
import { hiddenActivations } from "./hidden-activations.ts";
import { packTable, unpackTable } from "./packed-table.ts";

/** A comparison as plain data, besides its table: functions by name or formula. */
export interface PlanSettings extends Omit<CompareOptions, "table" | "activations" | "onRun" | "signal"> {
  readonly activations: readonly string[];
}

/** A comparison that can go to another thread or machine. */
export interface Plan {
  /** Of the table. */
  readonly name: string;
  readonly settings: PlanSettings;
  /** What `packTable` made; in shared memory, so that threads need no copy. */
  readonly table: Uint8Array;
}

export function planOf(settings: PlanSettings, table: Table): Plan {
  const packed = packTable(table);
  const shared = new Uint8Array(new SharedArrayBuffer(packed.length));
  shared.set(packed);
  return { name: table.name, settings, table: shared };
}

/** The comparison that a plan asks for; `place` says where a row stands in the file, for messages. */
export const comparisonOf = (
  { settings, table }: Plan,
  {
    place = (row) => `row ${row + 1}`,
    ...options
  }: Pick<CompareOptions, "signal"> & { readonly place?: Table["place"] } = {},
): Comparison =>
  comparison({
    ...settings,
    ...options,
    table: { ...unpackTable(table), place },
    activations: settings.activations.flatMap((name) => hiddenActivations(name)),
  });
