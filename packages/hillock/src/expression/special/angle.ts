import { bitsOf } from "./float32-bits.ts";

/** Arguments beyond this are reduced here; of smaller ones few quarter turns are taken, by a product. */
export const FAR_ANGLE = 1e5;

/** 1/(2π) as a binary fraction of 288 bits. */
const TURN = 0x28be60db9391054a7f09d5f47d4d377036d8a5664f10e4107f9458eaf7aef1586dc91b8en;
const TURN_BITS = 288n;
/** Exponent of the last place of the smallest far argument, 2^16 and more. */
const LEAST_PLACE = -7;
/** What a float32's exponent field is above that of its last place, less the least one. */
export const FIELD_OF_LEAST = 150 + LEAST_PLACE;

/** 2^−7/(2π), in words of 64 bits: enough for the largest float32 times its 96 bits from any place on. */
export const TURN_WORDS = [0n, 1n, 2n, 3n].map((i) =>
  BigInt.asUintN(64, TURN >> (TURN_BITS - BigInt(LEAST_PLACE) - 64n * (i + 1n))),
);

/** Radians of 2^−64 turns. */
export const RADIANS = 2 * Math.PI * 2 ** -64;

/**
 * What a far float32 is beside whole turns: quarter turns, −2 to 1, the angle from there, within ±π/4, and what rounding took
 * from that; NaN for infinity. By Payne & Hanek (1983), in whole numbers: 64 bits of a turn, from 96
 * bits of 1/(2π) at the place that x tells.
 */
export function angleOf(x: number): readonly [turns: number, angle: number, lost: number] {
  if (!Number.isFinite(x)) return [Number.NaN, Number.NaN, Number.NaN];
  const bits = bitsOf(x);
  const size = BigInt((bits & 0x7fffff) | 0x800000);
  const mantissa = bits < 0 ? -size : size;
  const place = BigInt(((bits >>> 23) & 0xff) - FIELD_OF_LEAST);
  const all = TURN_WORDS.reduce((sum, word) => (sum << 64n) | word, 0n);
  const high = BigInt.asUintN(64, all >> (192n - place));
  const low = BigInt.asUintN(32, all >> (160n - place));
  const part = BigInt.asIntN(64, mantissa * high + ((mantissa * low) >> 32n));
  const turns = BigInt.asIntN(64, part + (1n << 61n)) >> 62n;
  const rest = BigInt.asIntN(64, part - (turns << 62n));
  const exact = Number(rest) * RADIANS;
  const angle = Math.fround(exact);
  return [Number(turns), angle, Math.fround(exact - angle)];
}
