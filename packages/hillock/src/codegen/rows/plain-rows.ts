import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { ModuleBuilder } from "../wasm/module-builder.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import { addPowerTable } from "./power-table.ts";
import { type Columns, fillPart, loadPart, overParts, reduceLanes } from "./row-parts.ts";

/** A kernel over rows as they lie. */
export interface PlainProgram {
  /** Inputs and outputs together; of each row as many columns of each are worked on. */
  readonly arrays: number;
  /** Bytes that it works in; none unless given. */
  readonly scratch?: number;
  /** Whether it looks powers up. */
  readonly powers?: boolean;
  emit(rows: PlainRows): void;
}

/** What a program sees of its rows while it is emitted. */
export interface PlainRows {
  readonly f: FunctionBuilder;
  readonly columns: Columns;
  /** Local to count with, in `overParts`. */
  readonly at: number;
  /** Locals: where the row stands in each array. */
  readonly arrays: readonly number[];
  /** Local: the address of the bytes that it works in. */
  readonly scratch: number;
  /** Emits what is done with each row. */
  each(body: () => void): void;
}

/**
 * The module of a program, for any number of columns or for one that is known. Its export "run" takes rows, columns, an address
 * where it works, then each array's address and the bytes from row to row. Where powers are looked up, its export
 * `WRITE_TABLE` is to be called once for each memory before that.
 */
export function plainModule(program: PlainProgram, known: number | undefined): ModuleBuilder {
  const module = new ModuleBuilder();
  if (program.powers) addPowerTable(module);
  const [rows, columnCount, scratch, firstArray] = [0, 1, 2, 3];
  const params = new Array<ValueType>(firstArray + 2 * program.arrays).fill("i32");
  const { builder: f } = module.addFunction({ params, export: "run" });
  const arrays = Array.from({ length: program.arrays }, (_, i) => firstArray + 2 * i);
  program.emit({
    f,
    columns: known ?? { local: columnCount },
    at: f.local("i32"),
    arrays,
    scratch,
    each(body) {
      f.countUp(f.i32(0).setNew("i32"), rows, 1, () => {
        body();
        for (const array of arrays)
          f.get(array)
            .get(array + 1)
            .op("i32.add")
            .set(array);
      });
    },
  });
  return module;
}

/** The largest number of a row in all lanes of a new local; NaN where the row has one. */
export function emitMaximum({ f, columns, at }: PlainRows, array: number): number {
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
