import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { ModuleBuilder } from "../wasm/module-builder.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import { HALVES, type Halves, pushHalf } from "./halves.ts";

export const VECTOR_BYTES = 16;
/** Vectors that `pass` handles in one round; the scratch is padded to whole rounds. */
export const UNROLL = 2;

/** What a kernel over rows works on. */
export interface RowSignature {
  /** Arrays, inputs and outputs together: each one has an address and a stride, in bytes. */
  readonly arrays: number;
  /** Vectors that are kept of each column (or four columns) while a panel is worked on. */
  readonly registers: number;
}

/** A kernel over rows: what it works on, and how it is emitted for either shape of the loop. */
export interface RowProgram extends RowSignature {
  emit(rows: RowLoop): void;
}

/** How `gather` reads an array. */
export interface Gathering {
  /** What stands behind the last column. */
  readonly padding: number;
  /** Sees every vector, some of them twice. */
  each?(value: number): void;
}

/** What `scatter` writes to one array: the local with the values for the vector at `at` (see `load`). */
export interface Output {
  readonly array: number;
  value(at: At): number;
}

/** A vector of the panel: an address in a local, and what is added to it. */
export interface At {
  readonly pointer: number;
  readonly offset: number;
}

/** The float64 sum of each row, two rows in each v128 local. A wide loop has the same in both. */
export type Sums = Halves;

const FIRST_ARRAY = 3;

/**
 * A loop over rows by panels. A panel is what a kernel works on at a time: a few vectors (registers) for each column
 * of four rows side by side (`NarrowLoop`), or for each four columns of one row (`WideLoop`). A kernel is written once
 * for both: it gathers arrays into the panel, passes over the panel, and scatters the panel to arrays.
 * A row's bits depend on the row and the number of columns only.
 */
export abstract class RowLoop {
  readonly f: FunctionBuilder;
  /** Rows of a panel. */
  abstract readonly lanes: 1 | 4;
  /** Local: columns of a row. */
  readonly columns = 1;
  protected readonly signature: RowSignature;
  protected readonly rows = 0;
  protected readonly scratch = 2;
  protected readonly recordBytes: number;
  /** Local: columns left over after whole vectors. */
  protected readonly rest: number;
  private readonly position: number;

  constructor(f: FunctionBuilder, signature: RowSignature) {
    this.f = f;
    this.signature = signature;
    this.recordBytes = signature.registers * VECTOR_BYTES;
    this.rest = f.get(this.columns).i32(3).op("i32.and").setNew("i32");
    this.position = f.local("i32");
  }

  /** Emits the kernel for each panel of the rows. */
  abstract eachPanel(body: () => void): void;

  /** Reads an array's rows into a register of the panel. */
  abstract gather(array: number, register: number, how: Gathering): void;

  /** Writes rows of arrays from the panel. */
  abstract scatter(outputs: readonly Output[]): void;

  /** Every lane of a row the largest (or what `op` says) of the row. */
  abstract reduce(local: number, op: "f32x4.pmax" | "f32x4.max" | "i32x4.min_s"): void;

  protected abstract reduceSums(sums: Sums): void;

  /** The column numbers (i32x4) of the vectors, in order: where they start, and by how much they go up. */
  abstract readonly columnNumbers: readonly [start: readonly [number, number, number, number], step: number];

  /** Leaves the number of vectors of a panel on the stack, whole rounds of `UNROLL`. */
  protected abstract vectors(): void;

  load(at: At, register: number): number {
    return this.push(at, register).setNew("v128");
  }

  /** Leaves the register's vector on the stack. */
  push({ pointer, offset }: At, register: number): FunctionBuilder {
    return this.f.get(pointer).load("v128.load", offset + register * VECTOR_BYTES);
  }

  store({ pointer, offset }: At, register: number, value: number): void {
    this.f
      .get(pointer)
      .get(value)
      .store("v128.store", offset + register * VECTOR_BYTES);
  }

  /** All vectors of the panel in order, padding included. */
  pass(body: (at: At) => void): void {
    const { f, recordBytes, scratch, position } = this;
    const end = f.local("i32");
    this.vectors();
    f.i32(recordBytes).op("i32.mul").get(scratch).op("i32.add").set(end);
    f.get(scratch).set(position);
    f.countUp(position, end, UNROLL * recordBytes, () => {
      for (let i = 0; i < UNROLL; i++) body({ pointer: position, offset: i * recordBytes });
    });
  }

  /** Float64 sums of the rows: `add` takes the vectors of a pass, `finish` makes them whole. */
  sums(): Sums & { clear(): void; add(value: number): void; finish(): void } {
    const { f } = this;
    const sums = { low: f.local("v128"), high: f.local("v128") };
    return {
      ...sums,
      clear: () => void f.i32x4(0).set(sums.low).i32x4(0).set(sums.high),
      add: (value) => {
        for (const half of HALVES) pushHalf(f, value, half).get(sums[half]).op("f64x2.add").set(sums[half]);
      },
      finish: () => this.reduceSums(sums),
    };
  }

  protected address(array: number): number {
    return FIRST_ARRAY + 2 * array;
  }

  protected stride(array: number): number {
    return FIRST_ARRAY + 2 * array + 1;
  }
}

/** Parameters of a kernel over rows: rows, columns, scratch, then each array's address and stride. */
const rowParams = ({ arrays }: RowSignature): ValueType[] =>
  new Array<ValueType>(FIRST_ARRAY + 2 * arrays).fill("i32");

/** Adds a program's kernels to a module as the exports `narrow…` and `wide…`. */
export function addRowProgram(
  module: ModuleBuilder,
  name: string,
  program: RowProgram,
  shapes: Readonly<Record<string, new (f: FunctionBuilder, signature: RowSignature) => RowLoop>>,
): void {
  for (const [shape, Loop] of Object.entries(shapes)) {
    const { builder } = module.addFunction({
      params: rowParams(program),
      export: `${shape} ${name}`,
    });
    program.emit(new Loop(builder, program));
  }
}
