import { instantiate, type WasmExports } from "../../codegen/instantiate.ts";
import { type PlainProgram, plainModule } from "../../codegen/rows/plain-rows.ts";
import { RECORD } from "../../codegen/rows/powers.ts";
import { type PowerProgram, powerBytesOf, powerModule } from "../../codegen/rows/row-block.ts";
import type { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { ownMemory } from "../memory.ts";
import { type Kernel, type Place, type RowCall, runBlocks } from "./blocks.ts";
import { writePowers } from "./powers.ts";
import { rowMemory } from "./staging.ts";

/** Rows up to so many columns have a kernel of their own for each number of columns. */
const NARROW = 64;

export type RowRunner = (call: RowCall) => number;

/** Instances of modules, each made when it is first asked for. */
class Instances<Key> {
  private readonly made: Readonly<Record<Place, Map<Key, WasmExports>>> = {
    own: new Map(),
    staging: new Map(),
  };
  private readonly moduleOf: (key: Key) => ModuleBuilder;

  constructor(moduleOf: (key: Key) => ModuleBuilder) {
    this.moduleOf = moduleOf;
  }

  of(key: Key, place: Place): WasmExports {
    const made = this.made[place];
    let exports = made.get(key);
    if (exports === undefined) {
      const module = this.moduleOf(key);
      const memory = place === "own" ? ownMemory() : rowMemory();
      exports = instantiate(module.toBytes(place === "own" ? "shared" : undefined), memory);
      writePowers(exports, memory);
      made.set(key, exports);
    }
    return exports;
  }
}

const compileWith =
  (kernelFor: (columns: number) => Kernel): RowRunner =>
  (call) =>
    call.rows === 0 || call.columns === 0 ? 0 : runBlocks(call, kernelFor(call.columns));

/** Kernels of a module for each number of columns up to 64, and of one for all others. */
function compileByColumns(
  moduleOf: (columns: number | undefined) => ModuleBuilder,
  kernelOf: (columns: number, known: number | undefined) => Omit<Kernel, "run">,
): RowRunner {
  const instances = new Instances<number | undefined>(moduleOf);
  const make = (columns: number, known: number | undefined): Kernel => {
    const { block, scratch, describe } = kernelOf(columns, known);
    return { block, scratch, describe, run: (place) => instances.of(known, place)["run"] };
  };
  /** Of short rows, which are called for often with little to do. */
  const narrow: (Kernel | undefined)[] = new Array(NARROW + 1).fill(undefined);
  return compileWith((columns) => {
    if (columns > NARROW) return make(columns, undefined);
    narrow[columns] ??= make(columns, columns);
    return narrow[columns];
  });
}

/** A kernel that is compiled at its first call. Calls give the sum of what the kernel gives for each block of rows. */
export const compileRows = (program: PlainProgram): RowRunner =>
  compileByColumns(
    (columns) => plainModule(program, columns),
    () => ({
      block: 8192,
      scratch: () => [program.scratch ?? 0],
      describe: (given, address, bytesPerRow) => void given.push(address, bytesPerRow),
    }),
  );

/** The same for a kernel over the powers of rows. */
export const compilePowers = (program: PowerProgram): RowRunner =>
  compileByColumns(
    (columns) => powerModule(program, columns),
    (columns, known) => ({
      block: 8192,
      // powers are made by whole vectors
      scratch: (rows) => [powerBytesOf(known) * (rows * columns + 3), RECORD.bytes * rows],
      describe: (given, address) => void given.push(address),
    }),
  );

/** Kernels over elements, by their exports in a module: calls have one column. */
export function compileElements(
  moduleOf: () => ModuleBuilder,
  kernel: Pick<Kernel, "block" | "scratch">,
): (name: string) => RowRunner {
  const instances = new Instances<"all">(moduleOf);
  return (name) => {
    const whole: Kernel = {
      ...kernel,
      run: (place) => instances.of("all", place)[name],
      describe: (given, address) => void given.push(address),
    };
    return compileWith(() => whole);
  };
}
