import type { Table } from "../../expression/node.ts";
import { type Bindings, emitStep, type Program } from "../program.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";

/** The tables that the program looks values up in. */
export const tablesOf = ({ steps }: Program): Table[] => [
  ...new Set(steps.flatMap(({ e }) => (e.table === undefined ? [] : [e.table]))),
];

/**
 * Emits the program for several vectors: first what finds the rows of all, then one vector after the other, since
 * processors have several of them at hand by themselves and the rows of all do not fit into the registers.
 */
export function emitLookUps(
  f: FunctionBuilder,
  { steps, results }: Program,
  vectors: readonly Bindings[],
  take: (values: readonly number[], vector: number) => void,
): void {
  const first = steps.findIndex(({ e }) => e.kind === "row");
  const locals: number[][] = vectors.map(() => []);
  for (const step of steps.slice(0, first)) vectors.forEach((each, i) => emitStep(f, step, each, locals[i]));
  vectors.forEach((each, i) => {
    for (const step of steps.slice(first)) emitStep(f, step, each, locals[i]);
    take(
      results.map((step) => locals[i][step]),
      i,
    );
  });
}
