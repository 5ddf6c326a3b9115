import type { FunctionBuilder } from "../wasm/function-builder.ts";

/** ln 2 in two parts; the first has nine bits, so that its product with a whole number below 2^15 is exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = Math.fround(-2.121944400546905e-4);
const LOG2_E = Math.fround(Math.LOG2E);
/** 1.5 · 2^23: adding it rounds to a whole number, which then stands in the lowest bits. */
const ROUNDING = 12_582_912;
const ROUNDING_BITS = 0x4b400000;
/** (exp(r) − 1 − r)/r² for |r| ≤ ln 2 / 2, highest power first; minimax in exp, relative error 2^-28. */
const TAIL = [
  0.0013820467283949256, 0.00836925022304058, 0.04166828468441963, 0.16666516661643982, 0.4999999403953552,
];
const EXPONENT_BIAS = 127;
const MANTISSA_BITS = 23;

/** Powers stand 2^64 times as large: what underflows as a probability does not as a power. */
export const POWER_SCALE = 2 ** 64;
const SCALE_EXPONENT = 64;
/** Below, a power beside 1 is 0 even among subnormal numbers: e^−120 < 2^−150. */
export const DEPTH = 120;

/** What a power is of and multiplied by: of x + lost, times the power of two that the bias stands for. */
interface Scaling {
  readonly bias?: number | undefined;
  readonly lost?: number | undefined;
}

/**
 * exp(x) of float32, for |x| ≤ 400, times a power of two: the exponents of the results are what the bias leaves of x's
 * multiples of ln 2. Several vectors are worked on step by step together, because the engine keeps the order of
 * instructions and each step waits for the one before.
 */
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

  /** The same for the reference 0. */
  biasAtZero(): FunctionBuilder {
    return this.f.i32x4(ROUNDING_BITS - EXPONENT_BIAS - SCALE_EXPONENT);
  }

  /** Of x + lost, scaled by the bias, to 0.8 ULP; in a new local. */
  power(x: number, bias: number, lost?: number): number {
    return this.powers([x], { bias, lost })[0];
  }

  /** The same of several vectors. Without a bias, for |x| < 80, it is exp(x) as it is. */
  powers(vectors: readonly number[], scaling: Scaling = {}): number[] {
    const { f } = this;
    const { whole, r, tail } = this.reduce(vectors, scaling);
    const sum = this.each(r, (value, i) => f.get(tail[i]).get(value).op("f32x4.add"));
    const p = this.each(sum, (value) => f.get(value).get(this.constant(1)).op("f32x4.add"));
    if (scaling.bias !== undefined) return this.multiplied(p, this.powersOfTwo(whole, scaling.bias));
    // the lowest bits of ROUNDING are 0: the shift leaves the whole number, which is added to the exponent
    return this.each(whole, (w, i) => f.get(w).i32(MANTISSA_BITS).op("i32x4.shl").get(p[i]).op("i32x4.add"));
  }

  /** The same as unrounded pairs, to 0.25 ULP. */
  pairs(
    vectors: readonly number[],
    scaling: Scaling = {},
  ): { readonly power: number; readonly rest: number }[] {
    const { f } = this;
    const one = this.constant(1);
    const { whole, high, low, tail } = this.reduce(vectors, scaling);
    // r unrounded: the sum's own rounding is the only one that is of the size of r
    const sum = this.each(high, (value, i) =>
      f.get(value).get(tail[i]).get(low[i]).op("f32x4.sub", "f32x4.add"),
    );
    const p = this.each(sum, (value) => f.get(value).get(one).op("f32x4.add"));
    const rest = this.each(sum, (value, i) => f.get(value).get(p[i]).get(one).op("f32x4.sub", "f32x4.sub"));
    const scale = this.powersOfTwo(whole, scaling.bias);
    const rests = this.multiplied(rest, scale);
    return this.multiplied(p, scale).map((power, i) => ({ power, rest: rests[i] }));
  }

  /** exp(x) = 2^k · (1 + r + tail); r is high − low, rounded. */
  private reduce(vectors: readonly number[], { lost }: Scaling) {
    const { f } = this;
    const whole = this.each(vectors, (x) => this.rounded(x));
    const k = this.each(whole, (w) => f.get(w).get(this.constant(ROUNDING)).op("f32x4.sub"));
    const high = this.each(k, (n, i) => {
      f.get(vectors[i]).get(n).get(this.constant(LN2_HIGH)).op("f32x4.mul", "f32x4.sub");
      if (lost !== undefined) f.get(lost).op("f32x4.add");
    });
    const low = this.each(k, (n) => f.get(n).get(this.constant(LN2_LOW)).op("f32x4.mul"));
    const r = this.each(high, (value, i) => f.get(value).get(low[i]).op("f32x4.sub"));
    const [highest, ...others] = TAIL;
    let q: readonly number[] = r.map(() => this.constant(highest));
    for (const coefficient of others)
      q = this.each(q, (value, i) =>
        f.get(value).get(r[i]).op("f32x4.mul").get(this.constant(coefficient)).op("f32x4.add"),
      );
    const tail = this.each(q, (value, i) => f.get(r[i]).get(r[i]).op("f32x4.mul").get(value).op("f32x4.mul"));
    return { whole, high, low, r, tail };
  }

  private powersOfTwo(whole: readonly number[], bias: number | undefined): number[] {
    const { f } = this;
    const offset = bias ?? f.i32x4(ROUNDING_BITS - EXPONENT_BIAS).setNew("v128");
    return this.each(whole, (w) => f.get(w).get(offset).op("i32x4.sub").i32(MANTISSA_BITS).op("i32x4.shl"));
  }

  private multiplied(a: readonly number[], b: readonly number[]): number[] {
    return this.each(a, (value, i) => this.f.get(value).get(b[i]).op("f32x4.mul"));
  }

  /** A new local for each. */
  private each(list: readonly number[], body: (value: number, i: number) => void): number[] {
    return list.map((value, i) => {
      body(value, i);
      return this.f.setNew("v128");
    });
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
