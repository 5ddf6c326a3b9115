import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { ModuleBuilder } from "../wasm/module-builder.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import { type Columns, fillPart, loadPart, overParts, pushColumns, reduceLanes } from "./row-parts.ts";

/** A kernel over rows that lie one behind the other. */
export interface PlainProgram {
  /** Inputs and outputs together; each has as many columns. */
  readonly arrays: number;
  /** Emits what is done with one row. */
  emit(row: PlainRow): void;
}

/** What a program sees of a row while it is emitted. */
export interface PlainRow {
  readonly f: FunctionBuilder;
  readonly columns: Columns;
  /** Local to count with, in `overParts`. */
  readonly at: number;
  /** Locals: where the row stands in each array. */
  readonly arrays: readonly number[];
}

/**
 * The module of a program, for any number of columns or for one that is known. Its export "run" takes rows, columns, and the
 * addresses of the arrays.
 */
export function plainModule(program: PlainProgram, known: number | undefined): ModuleBuilder {
  const module = new ModuleBuilder();
  const [rows, columnCount, firstArray] = [0, 1, 2];
  const params = new Array<ValueType>(firstArray + program.arrays).fill("i32");
  const { builder: f } = module.addFunction({ params, export: "run" });
  const columns: Columns = known ?? { local: columnCount };
  const arrays = Array.from({ length: program.arrays }, (_, i) => firstArray + i);
  const bytes = pushColumns(f, columns).i32(4).op("i32.mul").setNew("i32");
  const at = f.local("i32");
  f.countUp(f.i32(0).setNew("i32"), rows, 1, () => {
    program.emit({ f, columns, at, arrays });
    for (const array of arrays) f.get(array).get(bytes).op("i32.add").set(array);
  });
  return module;
}

/** The largest number of a row in all lanes of a new local; NaN where the row has one. */
export function emitMaximum({ f, columns, at }: PlainRow, array: number): number {
  const max = f.f32x4(-Infinity).setNew("v128");
  const ordered = f.i32x4(-1).setNew("v128");
  overParts(f, columns, at, (parts) => {
    for (const part of parts) {
      const x = loadPart(f, array, part).setNew("v128");
      fillPart(f, x, part);
      f.get(max).get(x).op("f32x4.pmax").set(max);
      f.get(ordered).get(x).get(x).op("f32x4.eq", "v128.and").set(ordered);
    }
  });
  reduceLanes(f, max, "f32x4.pmax");
  reduceLanes(f, ordered, "v128.and");
  // all bits set are a NaN
  f.get(max).get(ordered).op("v128.not", "v128.or").set(max);
  return max;
}
