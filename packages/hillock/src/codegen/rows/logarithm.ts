import type { FunctionBuilder } from "../wasm/function-builder.ts";

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Added to a whole number's bits, it makes the number's float64 plus itself. */
const ROUNDING = 1.5 * 2 ** 52;
const ROUNDING_WORD = 0x43380000;
const MANTISSA_BITS = 52;
/** The upper word of √½, rounded down. */
const ROOT_HALF_WORD = 0x3fe6a09e;
/** Terms of log(1 + f) = 2 (s + s³/3 + s⁵/5 + …), s = f/(2 + f): the next one is below 2^-46 of the result. */
const TERMS = [19, 17, 15, 13, 11, 9, 7, 5, 3];

/** ln of two positive normal float64, in a new local; NaN gives NaN. Relative error below 1e-13, near 1 too. */
export function emitLogarithm(f: FunctionBuilder, x: number): number {
  const upper = (word: number) => f.i32x4Lanes([0, word, 0, word]);
  f.get(x);
  upper(ROOT_HALF_WORD).op("i64x2.sub").i32(MANTISSA_BITS).op("i64x2.shr_s");
  const exponent = f.setNew("v128");
  f.get(exponent);
  upper(ROUNDING_WORD).op("i64x2.add").f64x2(ROUNDING).op("f64x2.sub");
  const k = f.setNew("v128");
  f.get(x).get(exponent).i32(MANTISSA_BITS).op("i64x2.shl", "i64x2.sub");
  const rest = f.f64x2(1).op("f64x2.sub").setNew("v128");
  const s = f.get(rest).get(rest).f64x2(2).op("f64x2.add", "f64x2.div").setNew("v128");
  const z = f.get(s).get(s).op("f64x2.mul").setNew("v128");
  const [first, ...others] = TERMS;
  f.f64x2(2 / first);
  for (const term of others)
    f.get(z)
      .op("f64x2.mul")
      .f64x2(2 / term)
      .op("f64x2.add");
  const series = f.get(z).op("f64x2.mul").setNew("v128");
  // f − s (f − series), with k ln 2 in two parts
  f.get(rest).get(s).get(rest).get(series).op("f64x2.sub", "f64x2.mul", "f64x2.sub");
  f.get(k).f64x2(LN2_LOW).op("f64x2.mul", "f64x2.add");
  f.get(k).f64x2(LN2_HIGH).op("f64x2.mul", "f64x2.add");
  return f.get(x).get(x).op("f64x2.sub", "f64x2.add").setNew("v128");
}
