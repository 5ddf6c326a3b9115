import type { WasmExports } from "../../codegen/instantiate.ts";
import { WRITE_TABLE } from "../../codegen/rows/power-table.ts";

const written = new WeakSet<object>();

/** Writes the table of powers into the memory of a module that looks them up, unless it is there. */
export function writePowers(module: WasmExports, memory: object): void {
  if (!(WRITE_TABLE in module) || written.has(memory)) return;
  written.add(memory);
  module[WRITE_TABLE]();
}
