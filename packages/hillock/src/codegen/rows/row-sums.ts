import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { RECORD } from "./powers.ts";
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

/**
 * Leaves the float64 sums of the powers in the rows' records. `own` makes a sum of each row's parts, and of another array's, to
 * keep beside it.
 */
export function emitPowerSums(
  rows: PowerRows,
  own?: { readonly array: number; add(sum: RowSum, part: Part): void },
): void {
  const { f, columns, at, powers, rests, record } = rows;
  const [sum, other] = [new RowSum(rows), new RowSum(rows)];
  const rest = f.local("v128");
  rows.eachRow([powers, rests, own?.array], () => {
    sum.clear();
    other.clear();
    let first = true;
    overParts(f, columns, at, (parts) => {
      for (const part of parts) {
        sum.addPart(powers, part);
        if (rests !== undefined) {
          loadPart(f, rests, part);
          if (!first) f.get(rest).op("f32x4.add");
          f.set(rest);
          first = false;
        }
        own?.add(other, part);
      }
    });
    if (rests !== undefined) sum.addSmall(rest);
    const total = sum.total();
    f.get(record).get(total).store("f64.store", RECORD.sum);
    if (own === undefined) return;
    const ownTotal = other.total();
    f.get(record).get(ownTotal).store("f64.store", RECORD.own);
  });
}

/** Powers over the sums in the records: 1 / sum is an unrounded pair, so that a power over a sum of nothing else gives 1. */
export class PowerShares {
  private readonly rows: PowerRows;
  private readonly high: number;
  private readonly low: number;

  constructor(rows: PowerRows) {
    const { f } = rows;
    this.rows = rows;
    this.high = f.local("v128");
    this.low = f.local("v128");
  }

  /** A round that inverts the sums. */
  prepare(): void {
    const { f, record } = this.rows;
    this.rows.eachRow([], () => {
      f.get(record).get(this.inverse()).store("f64.store", RECORD.inverse);
    });
  }

  /** Of the row at hand: 1 / sum, in an f64 local; its parts go into the record. */
  inverse(): number {
    const { f, record } = this.rows;
    const [inverse, high] = [f.local("f64"), f.local("f32")];
    f.f64(1).get(record).load("f64.load", RECORD.sum).op("f64.div").set(inverse);
    f.get(inverse).f64(BELOW).op("f64.mul", "f32.demote_f64").set(high);
    f.get(record).get(high).store("f32.store", RECORD.high);
    f.get(record).get(inverse).get(high).op("f64.promote_f32", "f64.sub", "f32.demote_f64");
    f.store("f32.store", RECORD.low);
    return inverse;
  }

  /** Before the parts of the row at hand. */
  load(): void {
    const { f, record } = this.rows;
    f.get(record).load("v128.load32_splat", RECORD.high).set(this.high);
    f.get(record).load("v128.load32_splat", RECORD.low).set(this.low);
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
