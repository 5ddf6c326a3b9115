import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { ModuleBuilder } from "../wasm/module-builder.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import { addPowerTable } from "./power-table.ts";
import { addPowers, RECORD } from "./powers.ts";
import { type Columns, pushColumns } from "./row-parts.ts";

/** A kernel over a block of whole rows, one behind the other, whose logits' powers are made first. */
export interface PowerProgram {
  /** Arrays, inputs and outputs together; each has as many columns. */
  readonly arrays: number;
  /** The one of them with the logits. */
  readonly logits: number;
  /** Whether powers are made of −x. */
  readonly negated: boolean;
  /** Parameters of the kernel's own, after the arrays. */
  readonly params?: readonly ValueType[];
  readonly results?: readonly ValueType[];
  emit(rows: PowerRows): void;
}

const FIRST_ARRAY = 5;

/** What a program sees of its rows while it is emitted. */
export class PowerRows {
  readonly f: FunctionBuilder;
  readonly columns: Columns;
  /** Local: rows of the block. */
  readonly count = 0;
  /** Local: a row's number. */
  readonly row: number;
  /** Local to count with, in `overParts`. */
  readonly at: number;
  /** Locals: where the row stands in each array, and where its powers and its record do. */
  readonly arrays: readonly number[];
  readonly powers: number;
  readonly record = 3;
  /** Local: what rounding left of the row's powers; undefined where that is not kept. */
  readonly rests: number | undefined;
  /** Local: bytes of a row. */
  private readonly bytes: number;

  constructor(f: FunctionBuilder, program: PowerProgram, powersFunction: number, known: number | undefined) {
    this.f = f;
    this.columns = known ?? { local: 1 };
    this.powers = 2;
    this.rests = known === undefined ? undefined : 4;
    this.arrays = Array.from({ length: program.arrays }, (_, i) => FIRST_ARRAY + i);
    this.bytes = pushColumns(f, this.columns).i32(4).op("i32.mul").setNew("i32");
    this.row = f.local("i32");
    this.at = f.local("i32");
    f.get(this.count).get(1).get(this.arrays[program.logits]).get(this.powers).get(this.record).get(4);
    f.call(powersFunction);
  }

  /** Local of the kernel's own parameter. */
  param(index: number): number {
    return FIRST_ARRAY + this.arrays.length + index;
  }

  /**
   * Emits a round over the rows. What waits for a row's sum goes into a round of its own: the processor works on the next rows
   * meanwhile.
   * @param used the addresses, of `arrays`, `powers` and `rests`, that the body reads; those of a row at each turn
   */
  eachRow(used: readonly (number | undefined)[], body: () => void): void {
    const { f, record, row, bytes } = this;
    const moved = used.filter((local) => local !== undefined);
    f.i32(0).set(row);
    f.countUp(row, this.count, 1, () => {
      body();
      for (const local of moved) f.get(local).get(bytes).op("i32.add").set(local);
      f.get(record).i32(RECORD.bytes).op("i32.add").set(record);
    });
    for (const local of moved) f.get(local).get(bytes).get(this.count).op("i32.mul", "i32.sub").set(local);
    f.get(record).get(this.count).i32(RECORD.bytes).op("i32.mul", "i32.sub").set(record);
  }
}

/**
 * The module of a program, for any number of columns or for one that is known. Its export "run" takes rows, columns, the
 * addresses of as many powers, of the rows' records, of as many rests as powers, and of the arrays; then the program's own parameters. Its
 * export `WRITE_TABLE` is to be called once for each memory before that.
 */
export function powerModule(program: PowerProgram, columns: number | undefined): ModuleBuilder {
  const module = new ModuleBuilder();
  addPowerTable(module);
  const powers = addPowers(module, { negated: program.negated, rests: columns !== undefined });
  const { builder } = module.addFunction({
    params: [...new Array<ValueType>(FIRST_ARRAY + program.arrays).fill("i32"), ...(program.params ?? [])],
    results: program.results ?? [],
    export: "run",
  });
  program.emit(new PowerRows(builder, program, powers, columns));
  return module;
}
