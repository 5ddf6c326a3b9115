import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { HALVES, pushHalf } from "./halves.ts";
import { loadPair, type Part, storePart } from "./row-parts.ts";

/**
 * Bytes that a power is kept in. Of short rows as float64: there are too few roundings in a sum to even out. Rows in the
 * format of 8 bytes stand twice as far from each other as in arrays of logits.
 */
export type PowerBytes = 4 | 8;

/** Where a part's powers begin: an address in a new local, and what is added to it. */
export function placeOf(f: FunctionBuilder, powers: number, { at, offset }: Part, bytes: PowerBytes) {
  f.get(powers);
  for (let i = 0; i < bytes; i += 4) f.get(at).op("i32.add");
  return { address: f.setNew("i32"), offset: (offset * bytes) / 4 };
}

/** Writes high + more for a whole vector. */
export function storePowers(
  f: FunctionBuilder,
  powers: number,
  part: Part,
  [high, more]: readonly [high: number, more: number],
  bytes: PowerBytes,
): void {
  if (bytes === 4) {
    storePart(f, powers, part, f.get(high).get(more).op("f32x4.add").setNew("v128"));
    return;
  }
  const { address, offset } = placeOf(f, powers, part, bytes);
  HALVES.forEach((half, i) => {
    pushHalf(f.get(address), high, half);
    pushHalf(f, more, half)
      .op("f64x2.add")
      .store("v128.store", offset + 16 * i);
  });
}

/** Leaves two powers of a part on the stack, as float64: those of the logits `byte` bytes on. */
export function loadPowers(
  f: FunctionBuilder,
  powers: number,
  part: Part,
  byte: number,
  bytes: PowerBytes,
): FunctionBuilder {
  if (bytes === 4) return loadPair(f, powers, part, byte);
  const { address, offset } = placeOf(f, powers, part, bytes);
  return f.get(address).load(part.width === 1 ? "v128.load64_zero" : "v128.load", offset + 2 * byte);
}
