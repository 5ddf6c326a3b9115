import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { demote, type Sums } from "./row-loop.ts";

/** 1 / sum as an unrounded pair, so that a power divided by a sum of nothing else gives 1. */
export class Reciprocal {
  private readonly f: FunctionBuilder;
  private readonly high: number;
  private readonly low: number;

  constructor(f: FunctionBuilder) {
    this.f = f;
    this.high = f.local("v128");
    this.low = f.local("v128");
  }

  of(sums: Sums): void {
    const { f } = this;
    const invert = (sum: number) => f.f64x2(1).get(sum).op("f64x2.div").setNew("v128");
    const inverse = { low: invert(sums.low), high: invert(sums.high) };
    demote(f, inverse).set(this.high);
    const rest = {
      low: f.get(inverse.low).get(this.high).op("f64x2.promote_low_f32x4", "f64x2.sub").setNew("v128"),
      high: f
        .get(inverse.high)
        .get(this.high)
        .get(this.high)
        .shuffle32([2, 3, 2, 3])
        .op("f64x2.promote_low_f32x4", "f64x2.sub")
        .setNew("v128"),
    };
    demote(f, rest).set(this.low);
  }

  /** value / sum, in a new local. */
  times(value: number): number {
    const { f } = this;
    f.get(value).get(this.high).op("f32x4.mul").get(value).get(this.low).op("f32x4.mul", "f32x4.add");
    return f.setNew("v128");
  }
}
