import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { type Columns, overParts, type Part } from "./row-parts.ts";

const ACCUMULATORS = 4;

/** Float64 sums over a row. */
export class RowSums {
  private readonly f: FunctionBuilder;
  private readonly accumulators: readonly number[];
  private next = 0;

  constructor(f: FunctionBuilder) {
    this.f = f;
    this.accumulators = Array.from({ length: ACCUMULATORS }, () => f.local("v128"));
  }

  clear(): void {
    for (const local of this.accumulators) this.f.i32x4(0).set(local);
    this.next = 0;
  }

  /** Of a part of a row of float32 at an address, or of its products with the same part of another row. */
  addPart(row: number, part: Part, factor?: number): void {
    for (let byte = 0; byte < 4 * part.width; byte += 8) {
      this.pushTwo(row, part, byte);
      if (factor !== undefined) {
        // exact in float64, and out of reach of float32's limits
        this.pushTwo(factor, part, byte);
        this.f.op("f64x2.mul");
      }
      const local = this.accumulators[this.next % ACCUMULATORS];
      this.next++;
      this.f.get(local).op("f64x2.add").set(local);
    }
  }

  private pushTwo(row: number, { at, offset, width }: Part, byte: number): void {
    const { f } = this;
    f.get(row).get(at).op("i32.add");
    f.load(width === 1 ? "v128.load32_zero" : "v128.load64_zero", offset + byte);
    f.op("f64x2.promote_low_f32x4");
  }

  /** The sum, in a new f64 local. */
  total(): number {
    const { f } = this;
    const [a, b, c, d] = this.accumulators;
    f.get(a).get(b).op("f64x2.add").get(c).get(d).op("f64x2.add", "f64x2.add").set(a);
    f.get(a).lane("f64x2.extract_lane", 0).get(a).lane("f64x2.extract_lane", 1).op("f64.add");
    return f.setNew("f64");
  }
}

/** The float64 sum of a row of float32 at an address (a local), in a new f64 local. */
export function emitRowSum(f: FunctionBuilder, sums: RowSums, row: number, columns: Columns, at: number): number {
  sums.clear();
  overParts(f, columns, at, (parts) => {
    for (const part of parts) sums.addPart(row, part);
  });
  return sums.total();
}

/** 1 / sum as an unrounded pair of float32, so that a power divided by a sum of nothing else gives 1. */
export class RowReciprocal {
  private readonly f: FunctionBuilder;
  private readonly high: number;
  private readonly low: number;
  /** In float64. */
  readonly inverse: number;

  constructor(f: FunctionBuilder) {
    this.f = f;
    this.high = f.local("v128");
    this.low = f.local("v128");
    this.inverse = f.local("f64");
  }

  of(sum: number): void {
    const { f, high, low, inverse } = this;
    f.f64(1).get(sum).op("f64.div").set(inverse);
    const rounded = f.get(inverse).op("f32.demote_f64").setNew("f32");
    f.get(rounded).op("f32x4.splat").set(high);
    f.get(inverse).get(rounded).op("f64.promote_f32", "f64.sub", "f32.demote_f64", "f32x4.splat").set(low);
  }

  /** value / sum, in a new local. */
  times(value: number): number {
    const { f } = this;
    f.get(value).get(this.high).op("f32x4.mul").get(value).get(this.low).op("f32x4.mul", "f32x4.add");
    return f.setNew("v128");
  }
}
