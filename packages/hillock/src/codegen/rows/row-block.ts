import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { ModuleBuilder } from "../wasm/module-builder.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import { loadPowers, type PowerBytes } from "./power-format.ts";
import { addPowerTable } from "./power-table.ts";
import { addPowers, RECORD } from "./powers.ts";
import { type Columns, loadPart, type Part, pushColumns } from "./row-parts.ts";

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

const FIRST_ARRAY = 4;

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
  /** Locals: where the row stands in each array, and where its record does. */
  readonly arrays: readonly number[];
  readonly record = 3;
  private readonly powers = 2;
  private readonly powerBytes: PowerBytes;
  /** Local: bytes of a row. */
  private readonly bytes: number;

  constructor(f: FunctionBuilder, module: ModuleBuilder, program: PowerProgram, known: number | undefined) {
    this.f = f;
    this.columns = known ?? { local: 1 };
    this.powerBytes = powerBytesOf(known);
    this.arrays = Array.from({ length: program.arrays }, (_, i) => FIRST_ARRAY + i);
    this.bytes = pushColumns(f, this.columns).i32(4).op("i32.mul").setNew("i32");
    this.row = f.local("i32");
    this.at = f.local("i32");
    f.get(this.count).get(1).get(this.arrays[program.logits]).get(this.powers).get(this.record);
    f.call(addPowers(module, { negated: program.negated, bytes: this.powerBytes }));
  }

  /** Local of the kernel's own parameter. */
  param(index: number): number {
    return FIRST_ARRAY + this.arrays.length + index;
  }

  /** Whether powers are float64. */
  get isShort(): boolean {
    return this.powerBytes === 8;
  }

  /** The powers of a part of a long row, in a new local. */
  loadPart(part: Part): number {
    return loadPart(this.f, this.powers, part).setNew("v128");
  }

  /** Leaves two of the row's powers on the stack, as float64: those of a part, `byte` bytes on in the row's logits. */
  pushPowers(part: Part, byte: number): FunctionBuilder {
    return loadPowers(this.f, this.powers, part, byte, this.powerBytes);
  }

  /** The same of one power; the bytes are a local. */
  pushPower(bytes: number): FunctionBuilder {
    const { f, powers, powerBytes } = this;
    f.get(powers)
      .get(bytes)
      .i32(powerBytes / 4)
      .op("i32.mul", "i32.add");
    return powerBytes === 8 ? f.load("f64.load") : f.load("f32.load").op("f64.promote_f32");
  }

  /**
   * Emits a round over the rows. What waits for a row's sum goes into a round of its own: the processor works on the next rows
   * meanwhile.
   * @param used the arrays that the body reads; their addresses are those of a row at each turn
   */
  eachRow(used: readonly number[], body: () => void): void {
    const { f, record, row, bytes, powers, powerBytes } = this;
    const steps = new Map(used.map((local) => [local, 1]));
    steps.set(powers, powerBytes / 4);
    const move = (op: "i32.add" | "i32.sub", times: () => void): void => {
      for (const [local, step] of steps) {
        f.get(local).get(bytes);
        times();
        if (step > 1) f.i32(step).op("i32.mul");
        f.op(op).set(local);
      }
      f.get(record).i32(RECORD.bytes);
      times();
      f.op(op).set(record);
    };
    f.i32(0).set(row);
    f.countUp(row, this.count, 1, () => {
      body();
      move("i32.add", () => undefined);
    });
    move("i32.sub", () => void f.get(this.count).op("i32.mul"));
  }
}

/** Bytes that a power is kept in, of rows of so many columns or, undefined, of long ones. */
export const powerBytesOf = (columns: number | undefined): PowerBytes => (columns === undefined ? 4 : 8);

/**
 * The module of a program, for any number of columns or for one that is known. Its export "run" takes rows, columns, the
 * addresses of as many powers, of the rows' records, and of the arrays; then the program's own parameters. Its
 * export `WRITE_TABLE` is to be called once for each memory before that.
 */
export function powerModule(program: PowerProgram, columns: number | undefined): ModuleBuilder {
  const module = new ModuleBuilder();
  addPowerTable(module);
  const { builder } = module.addFunction({
    params: [...new Array<ValueType>(FIRST_ARRAY + program.arrays).fill("i32"), ...(program.params ?? [])],
    results: program.results ?? [],
    export: "run",
  });
  program.emit(new PowerRows(builder, module, program, columns));
  return module;
}
