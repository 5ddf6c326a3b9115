import type { FunctionBuilder } from "../wasm/function-builder.ts";

/** ln 2 in two parts; the first has nine bits, so that its product with a whole number below 2^15 is exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = Math.fround(-2.121944400546905e-4);
const LOG2_E = Math.fround(Math.LOG2E);
/** 1.5 · 2^23: adding it rounds to a whole number, which then stands in the lowest bits. */
const ROUNDING = 12_582_912;
/** (exp(r) − 1 − r)/r² for |r| ≤ ln 2 / 2, highest power first; minimax in exp, relative error 2^-28. */
const TAIL = [
  0.0013820467283949256, 0.00836925022304058, 0.04166828468441963, 0.16666516661643982, 0.4999999403953552,
];
const EXPONENT_BIAS = 127;
const MANTISSA_BITS = 23;

/** Powers stand 2^64 times as large: what underflows as a probability does not as a power. */
const SCALE_EXPONENT = 64;
/** Below, a power beside 1 is 0 even among subnormal numbers: e^−120 < 2^−150. */
export const DEPTH = 120;

/** exp(x − reference) · 2^64 of float32, for |x| ≤ 400, where the reference is a multiple of ln 2. */
export class Exponential {
  private readonly f: FunctionBuilder;
  private readonly constants: ReadonlyMap<number, number>;

  constructor(f: FunctionBuilder) {
    this.f = f;
    // in locals, because the engine does not take constants out of a loop
    const values = [LOG2_E, ROUNDING, LN2_HIGH, LN2_LOW, ...TAIL, 1];
    this.constants = new Map(values.map((value) => [value, f.f32x4(value).setNew("v128")]));
  }

  /** Leaves the bias on the stack for exp(x − reference) · 2^64, where the multiple of ln 2 next to x is the reference. */
  biasAt(x: number): FunctionBuilder {
    return this.rounded(x)
      .i32x4(EXPONENT_BIAS + SCALE_EXPONENT)
      .op("i32x4.sub");
  }

  /** Of x + lost, scaled by the bias, to 0.9 ULP; in a new local: 2^k · (1 + r + tail). */
  power(x: number, bias: number, lost?: number): number {
    const { f } = this;
    const whole = this.rounded(x).setNew("v128");
    const k = f.get(whole).get(this.constant(ROUNDING)).op("f32x4.sub").setNew("v128");
    f.get(x).get(k).get(this.constant(LN2_HIGH)).op("f32x4.mul", "f32x4.sub");
    if (lost !== undefined) f.get(lost).op("f32x4.add");
    const r = f.get(k).get(this.constant(LN2_LOW)).op("f32x4.mul", "f32x4.sub").setNew("v128");
    const [highest, ...others] = TAIL;
    f.get(this.constant(highest));
    for (const coefficient of others)
      f.get(r).op("f32x4.mul").get(this.constant(coefficient)).op("f32x4.add");
    const tail = f.get(r).get(r).op("f32x4.mul", "f32x4.mul").setNew("v128");
    f.get(tail).get(r).op("f32x4.add").get(this.constant(1)).op("f32x4.add");
    f.get(whole).get(bias).op("i32x4.sub").i32(MANTISSA_BITS).op("i32x4.shl", "f32x4.mul");
    return f.setNew("v128");
  }

  private rounded(x: number): FunctionBuilder {
    return this.f
      .get(x)
      .get(this.constant(LOG2_E))
      .op("f32x4.mul")
      .get(this.constant(ROUNDING))
      .op("f32x4.add");
  }

  private constant(value: number): number {
    return this.constants.get(value) ?? this.f.f32x4(value).setNew("v128");
  }
}
