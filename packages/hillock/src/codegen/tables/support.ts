import type { Table } from "../../expression/node.ts";
import { ANGLE_RULES } from "../angle.ts";
import type { FurtherRules } from "../instructions.ts";
import { emitLookUps, tablesOf } from "./emit.ts";
import { emitNote, emitRow } from "./look-up.ts";
import { writeTables } from "./memory.ts";

export interface KernelMemory {
  readonly buffer: ArrayBufferLike;
}

/** What kernels need to look values up. It is handed to them: a page whose functions are arithmetic carries none of it. */
export interface TableSupport {
  readonly rules: FurtherRules;
  readonly tablesOf: typeof tablesOf;
  readonly emit: typeof emitLookUps;
  /** Writes those tables into a memory, unless they are there. */
  write(memory: KernelMemory, tables: readonly Table[]): void;
}

export const tableSupport: TableSupport = {
  rules: {
    ...ANGLE_RULES,
    noted: ({ args }) => ({ operands: args, emit: (f, [shifted], scratch) => emitNote(f, shifted, scratch) }),
    row: ({ args, table }) => ({
      operands: args,
      emit(f, [shifted], scratch) {
        if (table === undefined) throw new Error("A row needs a table.");
        return emitRow(f, table, shifted, scratch);
      },
    }),
  },
  tablesOf,
  emit: emitLookUps,
  write: writeTables,
};
