import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { RECORD } from "./powers.ts";
import type { PowerRows } from "./row-block.ts";
import { loadPair, overParts, type Part, roundPart } from "./row-parts.ts";
import { pairsOf, RowSum } from "./row-sum.ts";

/** What is gathered of each row beside the sum of its powers. */
export interface Companion {
  /** Locals of the arrays that it reads. */
  readonly arrays: readonly number[];
  clear(): void;
  /** Is given two powers, in a local: those of a part, `byte` bytes on. */
  add(pair: number, part: Part, byte: number): void;
  /** At the row's end; the sum of the powers is an f64 local. */
  finish(total: number): void;
}

/** The sum, in the rows' records, of numbers of an array or of their products with the powers. */
export function companionSum(rows: PowerRows, array: number, of: "itself" | "products"): Companion {
  const { f, record } = rows;
  const sum = new RowSum(rows);
  return {
    arrays: [array],
    clear: () => sum.clear(),
    add(pair, part, byte) {
      loadPair(f, array, part, byte);
      // exact in float64, and out of reach of float32's limits
      if (of === "products") f.get(pair).op("f64x2.mul");
      sum.add();
    },
    finish() {
      const total = sum.total();
      f.get(record).get(total).store("f64.store", RECORD.own);
    },
  };
}

/** Leaves the float64 sums of the powers in the rows' records, and 1 over them. */
export function emitPowerSums(rows: PowerRows, companion?: Companion): void {
  const { f, columns, at, record } = rows;
  const sum = new RowSum(rows);
  rows.eachRow(companion?.arrays ?? [], () => {
    sum.clear();
    companion?.clear();
    overParts(f, columns, at, (parts) => {
      for (const part of parts)
        for (const byte of pairsOf(part)) {
          const pair = rows.pushPowers(part, byte).setNew("v128");
          f.get(pair);
          sum.add();
          companion?.add(pair, part, byte);
        }
    });
    const total = sum.total();
    f.get(record).get(total).store("f64.store", RECORD.sum);
    f.get(record).f64(1).get(total).op("f64.div").store("f64.store", RECORD.inverse);
    companion?.finish(total);
  });
}

/** What the first part of a pair is smaller by: its product with the only power of a row stays below 1, where rounding is finer. */
const BELOW = 1 - 2 ** -22;

/**
 * Powers over the sums in the records: of short rows in float64, rounded once; of long ones by 1 / sum as an unrounded pair of
 * float32, which is quicker. A power over a sum of nothing else is 1.
 */
export class PowerShares {
  private readonly rows: PowerRows;
  /** Locals: float64 in both lanes; the pair in float32 lanes. */
  private readonly factor: number;
  private readonly high: number;
  private readonly low: number;

  constructor(rows: PowerRows) {
    this.rows = rows;
    [this.factor, this.high, this.low] = Array.from({ length: 3 }, () => rows.f.local("v128"));
  }

  /** Before the parts of the row at hand. The shares are multiplied by the scale, an f64 local. */
  load(scale?: number): void {
    const { f, record } = this.rows;
    f.get(record).load("f64.load", RECORD.inverse).op("f64x2.splat");
    if (scale !== undefined) f.get(scale).op("f64x2.splat", "f64x2.mul");
    f.set(this.factor);
    if (this.rows.isShort) return;
    const high = f.get(this.factor).f64x2(BELOW).op("f64x2.mul", "f32x4.demote_f64x2_zero").setNew("v128");
    f.get(high).get(high).shuffle32([0, 0, 0, 0]).set(this.high);
    f.get(this.factor).get(high).op("f64x2.promote_low_f32x4", "f64x2.sub", "f32x4.demote_f64x2_zero");
    const low = f.setNew("v128");
    f.get(low).get(low).shuffle32([0, 0, 0, 0]).set(this.low);
  }

  /** Leaves two of the row's shares on the stack, as float64: those of a part, `byte` bytes on. */
  pair(part: Part, byte: number): FunctionBuilder {
    return this.rows.pushPowers(part, byte).get(this.factor).op("f64x2.mul");
  }

  /** The row's shares of a part, in a new local. */
  part(part: Part): number {
    const { rows, high, low } = this;
    const { f, isShort } = rows;
    if (isShort) return roundPart(f, part, (byte) => void this.pair(part, byte));
    const power = rows.loadPart(part);
    f.get(power).get(high).op("f32x4.mul").get(power).get(low).op("f32x4.mul", "f32x4.add");
    return f.setNew("v128");
  }
}
