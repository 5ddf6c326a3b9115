import type { FunctionBuilder } from "../wasm/function-builder.ts";
import {
  type At,
  type Gathering,
  type Output,
  RowLoop,
  type RowSignature,
  type Sums,
  UNROLL,
  VECTOR_BYTES,
} from "./row-loop.ts";

/** One row at a time, four columns in a vector. */
export class WideLoop extends RowLoop {
  readonly lanes = 1;
  readonly columnNumbers = [[0, 1, 2, 3], 4] as const;
  private readonly row: number;
  /** Bytes of a row in whole vectors. */
  private readonly whole: number;
  private readonly offset: number;
  private readonly record: number;
  private readonly current: readonly number[];

  constructor(f: FunctionBuilder, signature: RowSignature) {
    super(f, signature);
    this.row = f.local("i32");
    this.whole = f.get(this.columns).get(this.rest).op("i32.sub").i32(4).op("i32.mul").setNew("i32");
    this.offset = f.local("i32");
    this.record = f.local("i32");
    this.current = Array.from({ length: signature.arrays }, () => f.local("i32"));
  }

  eachPanel(body: () => void): void {
    const { f, row, current } = this;
    current.forEach((local, array) => f.get(this.address(array)).set(local));
    f.i32(0).set(row);
    f.countUp(row, this.rows, 1, () => {
      body();
      current.forEach((local, array) => f.get(local).get(this.stride(array)).op("i32.add").set(local));
    });
  }

  gather(array: number, register: number, { padding, each }: Gathering): void {
    const { f, offset, record, recordBytes, rest } = this;
    const value = f.local("v128");
    const place = register * VECTOR_BYTES;
    const read = () => f.get(this.current[array]).get(offset).op("i32.add").load("v128.load");
    const keep = () => {
      each?.(value);
      f.get(record).get(value).store("v128.store", place);
    };
    this.overVectors(() => {
      read().set(value);
      keep();
    });
    f.get(rest).if(() => {
      // what lies behind the row is read too, and replaced
      read().f32x4(padding).i32x4Lanes([0, 1, 2, 3]).get(rest).op("i32x4.splat", "i32x4.lt_s");
      f.op("v128.bitselect").set(value);
      keep();
      f.get(record).i32(recordBytes).op("i32.add").set(record);
    });
    for (let i = 0; i < UNROLL - 1; i++)
      f.get(record)
        .f32x4(padding)
        .store("v128.store", place + i * recordBytes);
  }

  scatter(outputs: readonly Output[]): void {
    const { f, offset, record, rest } = this;
    const at: At = { pointer: record, offset: 0 };
    const target = ({ array }: Output) => f.get(this.current[array]).get(offset).op("i32.add");
    this.overVectors(() => {
      const values = outputs.map((output) => output.value(at));
      outputs.forEach((output, i) => target(output).get(values[i]).store("v128.store"));
    });
    f.get(rest).if(() => {
      for (const output of outputs) {
        const value = output.value(at);
        const place = target(output).setNew("i32");
        f.get(rest).i32(2).op("i32.and");
        f.if(() => {
          f.get(place).get(value).lane("f64x2.extract_lane", 0).store("f64.store");
          f.get(place).i32(8).op("i32.add").set(place);
          f.get(value).get(value).shuffle32([2, 3, 2, 3]).set(value);
        });
        f.get(rest).i32(1).op("i32.and");
        f.if(() => f.get(place).get(value).lane("f32x4.extract_lane", 0).store("f32.store"));
      }
    });
  }

  reduce(local: number, op: "f32x4.pmax" | "f32x4.max" | "i32x4.min_s"): void {
    for (const lanes of [
      [2, 3, 0, 1],
      [1, 0, 3, 2],
    ] as const)
      this.f.get(local).get(local).get(local).shuffle32(lanes).op(op).set(local);
  }

  protected reduceSums({ low, high }: Sums): void {
    const { f } = this;
    f.get(low).get(high).op("f64x2.add").set(low);
    f.get(low).get(low).get(low).shuffle32([2, 3, 0, 1]).op("f64x2.add").tee(low).set(high);
  }

  protected vectors(): void {
    this.f
      .get(this.columns)
      .i32(4 * UNROLL - 1)
      .op("i32.add")
      .i32(4 * UNROLL)
      .op("i32.div_u")
      .i32(UNROLL)
      .op("i32.mul");
  }

  /** Whole vectors of a row; `offset` and `record` stand behind them afterwards. */
  private overVectors(body: () => void): void {
    const { f, offset, record, recordBytes } = this;
    f.i32(0).set(offset).get(this.scratch).set(record);
    f.countUp(offset, this.whole, VECTOR_BYTES, () => {
      body();
      f.get(record).i32(recordBytes).op("i32.add").set(record);
    });
  }
}
