import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { PowerRows } from "./row-block.ts";
import { loadPart, overParts, type Part } from "./row-parts.ts";

const ACCUMULATORS = 4;
/** What the first part of 1 / sum is smaller by: its product with the only power stays below 1, where rounding is finer. */
const BELOW = 1 - 2 ** -22;

/** The float64 sum over a row. */
export class RowSum {
  private readonly f: FunctionBuilder;
  private readonly accumulators: readonly number[];
  /** In a loop every accumulator starts as 0; where parts are written out, each starts as what comes first. */
  private readonly looped: boolean;
  private next = 0;

  constructor({ f, columns }: PowerRows) {
    this.f = f;
    this.looped = typeof columns !== "number";
    this.accumulators = Array.from({ length: ACCUMULATORS }, () => f.local("v128"));
  }

  clear(): void {
    if (this.looped) for (const local of this.accumulators) this.f.i32x4(0).set(local);
    this.next = 0;
  }

  /** Of two float64 on the stack. */
  private add(): void {
    const local = this.accumulators[this.next % ACCUMULATORS];
    if (this.looped || this.next >= ACCUMULATORS) this.f.get(local).op("f64x2.add");
    this.f.set(local);
    this.next++;
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
      this.add();
    }
  }

  private pushTwo(row: number, { at, offset, width }: Part, byte: number): void {
    const { f } = this;
    f.get(row).get(at).op("i32.add");
    f.load(width === 1 ? "v128.load32_zero" : "v128.load64_zero", offset + byte);
    f.op("f64x2.promote_low_f32x4");
  }

  /** Of a vector of small float32 in a local. */
  addSmall(value: number): void {
    this.f
      .get(value)
      .get(value)
      .get(value)
      .shuffle32([2, 3, 2, 3])
      .op("f32x4.add", "f64x2.promote_low_f32x4");
    this.add();
  }

  /** In a new f64 local. */
  total(): number {
    const { f, accumulators, looped, next } = this;
    const [first, ...others] = accumulators.slice(0, looped ? ACCUMULATORS : next);
    f.get(first);
    for (const local of others) f.get(local).op("f64x2.add");
    const both = f.setNew("v128");
    f.get(both).lane("f64x2.extract_lane", 0).get(both).lane("f64x2.extract_lane", 1).op("f64.add");
    return f.setNew("f64");
  }
}

/** The float64 sum of a row's powers, with what their rounding left. */
export class PowerSum {
  private readonly rows: PowerRows;
  private readonly sum: RowSum;
  private readonly rest: number;

  constructor(rows: PowerRows) {
    this.rows = rows;
    this.sum = new RowSum(rows);
    this.rest = rows.f.local("v128");
  }

  /** Of the row at hand, in a new f64 local. `each` sees every part of it. */
  ofRow(each?: (part: Part) => void): number {
    const { f, columns, at, powers, rests } = this.rows;
    this.sum.clear();
    let first = true;
    overParts(f, columns, at, (parts) => {
      for (const part of parts) {
        this.sum.addPart(powers, part);
        if (rests !== undefined) {
          loadPart(f, rests, part);
          if (!first) f.get(this.rest).op("f32x4.add");
          f.set(this.rest);
          first = false;
        }
        each?.(part);
      }
    });
    if (rests !== undefined) this.sum.addSmall(this.rest);
    return this.sum.total();
  }
}

/** 1 / sum as an unrounded pair of float32, so that a power divided by a sum of nothing else gives 1. */
export class PowerShares {
  private readonly rows: PowerRows;
  private readonly high: number;
  private readonly low: number;
  /** Local: 1 / sum in float64. */
  readonly inverse: number;

  constructor(rows: PowerRows) {
    const { f } = rows;
    this.rows = rows;
    this.high = f.local("v128");
    this.low = f.local("v128");
    this.inverse = f.local("f64");
  }

  /** Of the row at hand. */
  of(sum: number): void {
    const { high, low, inverse } = this;
    const { f } = this.rows;
    f.f64(1).get(sum).op("f64.div").set(inverse);
    const rounded = f.get(inverse).f64(BELOW).op("f64.mul", "f32.demote_f64").setNew("f32");
    f.get(rounded).op("f32x4.splat").set(high);
    f.get(inverse).get(rounded).op("f64.promote_f32", "f64.sub", "f32.demote_f64", "f32x4.splat").set(low);
  }

  /** Powers / sum of a part of the row, in a new local. */
  part(part: Part): number {
    const { high, low } = this;
    const { f, powers, rests } = this.rows;
    const power = loadPart(f, powers, part).setNew("v128");
    f.get(power).get(high).op("f32x4.mul").get(power).get(low).op("f32x4.mul");
    if (rests !== undefined) loadPart(f, rests, part).get(high).op("f32x4.mul", "f32x4.add");
    return f.op("f32x4.add").setNew("v128");
  }
}
