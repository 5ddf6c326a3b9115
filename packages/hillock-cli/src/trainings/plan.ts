import { type CompareOptions, type Comparison, comparison, type Table } from "hillock";
import { hiddenActivations } from "../activations.ts";

/** A table without its functions, so that it can go to another thread. */
export type PortableTable = Omit<Table, "place">;

/** A comparison as plain data: functions by name or formula. */
export interface Plan extends Omit<CompareOptions, "table" | "activations" | "onRun" | "signal"> {
  readonly table: PortableTable;
  readonly activations: readonly string[];
}

export const portable = ({ name, rows, columns }: Table): PortableTable => ({ name, rows, columns });

/** The comparison that a plan asks for; `place` says where a row stands in the file, for messages. */
export const comparisonOf = (plan: Plan, place: Table["place"] = (row) => `row ${row + 1}`): Comparison =>
  comparison({
    ...plan,
    table: { ...plan.table, place },
    activations: plan.activations.flatMap((name) => hiddenActivations(name)),
  });
