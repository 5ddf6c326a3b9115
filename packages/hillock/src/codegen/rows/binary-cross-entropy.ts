import { SIGN } from "../instructions.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { ModuleBuilder } from "../wasm/module-builder.ts";
import { demote, type Half, type Halves, pushHalf } from "./halves.ts";
import { emitLogarithm } from "./logarithm.ts";
import { addPowerTable, DEPTH, POWER_SCALE, TabulatedPower } from "./power-table.ts";
import { loadPart, overParts, type Part, storePart } from "./row-parts.ts";

/** Vectors of a round. */
const ROUND = 4;
/** Most elements of a call: the products of 1 + e^−|x| ≤ 2, one for two lanes of each vector of a round, stay float64. */
export const MOST_BINARY = 1000 * 4 * ROUND;
/** Bytes that the kernel works in. */
export const BINARY_SCRATCH = 16 * ROUND;
export const BINARY_RUN = "run";
export const BINARY_CHECK = "check";

/**
 * The module of binary cross-entropy. Its exports take a number of elements, a number that is not used, and an address where they
 * work; then
 * - `BINARY_CHECK` the labels' address: whether one of them is not from 0 to 1;
 * - `BINARY_RUN` the addresses of logits, labels and gradient, and a scale (f64): gradient = (σ(x) − y) · scale; the result is
 *   Σ max(x, 0) − x y + ln(1 + e^−|x|), as float64.
 * Its export `WRITE_TABLE` is to be called once for each memory before that.
 */
export function binaryCrossEntropyModule(): ModuleBuilder {
  const module = new ModuleBuilder();
  addPowerTable(module);
  const areas = ["i32", "i32", "i32"] as const;
  const check = module.addFunction({ params: [...areas, "i32"], results: ["i32"], export: BINARY_CHECK });
  emitCheck(check.builder);
  const arrays = ["i32", "i32", "i32", "f64"] as const;
  const run = module.addFunction({ params: [...areas, ...arrays], results: ["f64"], export: BINARY_RUN });
  emitRun(run.builder);
  return module;
}

function emitCheck(f: FunctionBuilder): void {
  const [count, , , labels] = [0, 1, 2, 3];
  const right = f.i32x4(-1).setNew("v128");
  overParts(f, { local: count }, f.local("i32"), (parts) => {
    for (const part of parts) {
      const y = loadPart(f, labels, part).setNew("v128");
      f.get(right).f32x4(0).get(y).op("f32x4.le", "v128.and").get(y).f32x4(1).op("f32x4.le", "v128.and");
      f.set(right);
    }
  });
  f.get(right).op("v128.not", "v128.any_true");
}

/** What is added up: the linear terms, and the products whose logarithms are the others. */
interface Totals {
  readonly linear: number;
  readonly products: readonly Halves[];
}

/**
 * With w = 1 − y for x ≥ 0, else y, and q = e^−|x|/(1 + e^−|x|), the loss is w |x| + ln(1 + e^−|x|) and its slope ±(w − q):
 * nothing cancels where y is 0 or 1.
 */
function emitRun(f: FunctionBuilder): void {
  const [count, , scratch, logits, labels, gradient, scale] = [0, 1, 2, 3, 4, 5, 6];
  const powers = new TabulatedPower(f, 0);
  const scaleLanes = f.get(scale).op("f64x2.splat").setNew("v128");
  const one = (): number => f.f64x2(1).setNew("v128");
  const totals: Totals = {
    linear: f.local("v128"),
    products: Array.from({ length: ROUND }, () => ({ low: one(), high: one() })),
  };
  overParts(
    f,
    { local: count },
    f.local("i32"),
    (parts) => {
      const vectors = parts.map((part, i) => {
        const x = loadPart(f, logits, part).setNew("v128");
        const y = loadPart(f, labels, part).setNew("v128");
        const size = f.get(x).i32x4(~SIGN).op("v128.and").setNew("v128");
        const negative = f.get(x).f32x4(0).op("f32x4.lt").setNew("v128");
        const w = f.get(y).f32x4(1).get(y).op("f32x4.sub").get(negative).op("v128.bitselect").setNew("v128");
        const down = f.get(x).i32x4(SIGN).op("v128.or").f32x4(-DEPTH).op("f32x4.pmax").setNew("v128");
        return { size, negative, w, x: down, scratch: { address: scratch, offset: 16 * i } };
      });
      powers.of(vectors, (power, i) => {
        const slopes = emitElements(f, vectors[i], power, parts[i], totals, i, scaleLanes);
        storePart(f, gradient, parts[i], slopes);
      });
    },
    ROUND,
  );
  f.get(totals.linear);
  for (const { low, high } of totals.products)
    for (const product of [low, high]) f.get(emitLogarithm(f, product)).op("f64x2.add");
  const total = f.setNew("v128");
  f.get(total).lane("f64x2.extract_lane", 0).get(total).lane("f64x2.extract_lane", 1).op("f64.add");
}

interface Vector {
  readonly size: number;
  readonly negative: number;
  readonly w: number;
}

/** Adds to the totals what the elements of a part cost; their slopes, in a new local. */
function emitElements(
  f: FunctionBuilder,
  { size, negative, w }: Vector,
  [first, more]: readonly [number, number],
  { width }: Part,
  { linear, products }: Totals,
  place: number,
  scale: number,
): number {
  const power = f.get(first).get(more).op("f32x4.add").setNew("v128");
  // an infinite logit with the right label costs nothing
  f.get(size).get(w).op("f32x4.mul").get(w).f32x4(0).op("f32x4.ne", "v128.and");
  const cost = f.setNew("v128");
  const slopesOf = (half: Half): number => {
    pushHalf(f, cost, half).get(linear).op("f64x2.add").set(linear);
    pushHalf(f, power, half)
      .f64x2(1 / POWER_SCALE)
      .op("f64x2.mul");
    // no element, no cost
    if (width === 1) f.f64(0).lane("f64x2.replace_lane", 1);
    const share = f.setNew("v128");
    const both = f.get(share).f64x2(1).op("f64x2.add").setNew("v128");
    const product = products[place][half];
    f.get(product).get(both).op("f64x2.mul").set(product);
    pushHalf(f, w, half).get(share).get(both).op("f64x2.div", "f64x2.sub").get(scale);
    return f.op("f64x2.mul").setNew("v128");
  };
  const low = slopesOf("low");
  const slopes = { low, high: width === 4 ? slopesOf("high") : low };
  demote(f, slopes).get(negative).i32x4(SIGN).op("v128.and", "v128.xor");
  return f.setNew("v128");
}
