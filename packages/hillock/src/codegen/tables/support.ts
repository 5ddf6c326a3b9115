import type { Table } from "../../expression/node.ts";
import type { TableRules } from "../instructions.ts";
import { emitLookUps, tablesOf } from "./emit.ts";
import { emitNote, emitRow } from "./look-up.ts";
import { writeTables } from "./memory.ts";

export interface KernelMemory {
  readonly buffer: ArrayBufferLike;
}

/** What kernels need to look values up. It is handed to them: a page whose functions are arithmetic carries none of it. */
export interface TableSupport {
  readonly rules: TableRules;
  readonly tablesOf: typeof tablesOf;
  readonly emit: typeof emitLookUps;
  /** Writes those tables into a memory, unless they are there. */
  write(memory: KernelMemory, tables: readonly Table[]): void;
}

export const tableSupport: TableSupport = {
  rules: {
    noted: ({ args }) => ({ operands: args, emit: (f, [shifted], scratch) => emitNote(f, shifted, scratch) }),
    row: ({ args, table }) => ({
      operands: args,
      emit(f, [shifted], scratch) {
        if (table === undefined) throw new Error("A row needs a table.");
        return emitRow(f, table, shifted, scratch);
      },
    }),
    entry: ({ args, value }) => ({ operands: args, emit: (_f, [row]) => row + value }),
  },
  tablesOf,
  emit: emitLookUps,
  write: writeTables,
};
