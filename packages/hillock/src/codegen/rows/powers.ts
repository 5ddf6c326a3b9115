import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { ModuleBuilder } from "../wasm/module-builder.ts";
import { Exponential } from "./exponential.ts";
import { RowExponential } from "./row-exponential.ts";
import { loadPart, overParts, type Part, storePart } from "./row-parts.ts";

/** Powers of logits up to this size, and their ratios, are normal float32: they need no reference. */
const LARGEST_PLAIN = 32;
const [LARGEST_PLAIN_BITS] = new Int32Array(Float32Array.of(LARGEST_PLAIN).buffer);
const SIZE_BITS = 0x7fffffff;

/**
 * What is kept of each row, by its place in bytes: the sum of the powers, 1 / sum and a program's own number as float64, and 1 / sum
 * as a pair of float32; of a row whose powers have a reference also its maximum (float32) and the power of that (float64).
 */
export const RECORD = {
  bytes: 48,
  sum: 0,
  inverse: 8,
  own: 16,
  top: 24,
  max: 32,
  high: 36,
  low: 40,
} as const;

/**
 * Adds the function that makes the powers of rows of logits; the result is what `FunctionBuilder.call` takes. Parameters: rows,
 * columns, and the addresses of logits, powers, records and rests. It leaves 0 where no logit is larger than 32: the powers are
 * exp(x). Else it leaves 1, and they are exp(x − reference) · 2^64. A row's bits are the same in both, but for the power of two.
 * The rests are what rounding left of the powers, where they are wanted.
 */
export function addPowers(
  module: ModuleBuilder,
  wanted: { readonly negated: boolean; readonly rests: boolean },
): number {
  const { negated } = wanted;
  const params = ["i32", "i32", "i32", "i32", "i32", "i32"] as const;
  const { index, builder: f } = module.addFunction({ params, results: ["i32"] });
  const [rows, columns, logits, powers, records] = [0, 1, 2, 3, 4];
  const rests = wanted.rests ? 5 : undefined;
  const at = f.local("i32");
  const count = { local: f.get(rows).get(columns).op("i32.mul").setNew("i32") };
  const load = (row: number, part: Part): number => {
    loadPart(f, row, part);
    return (negated ? f.op("f32x4.neg") : f).setNew("v128");
  };

  const largest = Array.from({ length: 4 }, () => f.local("v128"));
  overParts(f, count, at, (parts) =>
    parts.forEach((part, i) => {
      const local = largest[i % largest.length];
      f.get(local);
      // as whole numbers, infinity and NaN are larger too
      loadPart(f, logits, part).i32x4(SIZE_BITS).op("v128.and", "i32x4.max_s").set(local);
    }),
  );
  for (const local of largest) f.get(local);
  f.op("i32x4.max_s", "i32x4.max_s", "i32x4.max_s").i32x4(LARGEST_PLAIN_BITS);
  const referred = f.op("i32x4.gt_s", "v128.any_true").setNew("i32");

  f.get(referred).if(
    () => emitReferred(f, { rows, columns, logits, powers, records, rests }, load),
    () => {
      const exponential = new Exponential(f);
      overParts(f, count, at, (parts) => {
        const x = parts.map((part) => load(logits, part));
        if (rests === undefined)
          exponential.powers(x).forEach((power, i) => storePart(f, powers, parts[i], power));
        else
          exponential.pairs(x).forEach(({ power, rest }, i) => {
            storePart(f, powers, parts[i], power);
            storePart(f, rests, parts[i], rest);
          });
      });
    },
  );
  f.get(referred);
  return index;
}

interface Places {
  readonly rows: number;
  readonly columns: number;
  readonly logits: number;
  readonly powers: number;
  readonly records: number;
  readonly rests: number | undefined;
}

/** One row after the other; the locals with the addresses are moved on. */
function emitReferred(
  f: FunctionBuilder,
  { rows, columns, logits, powers, records, rests }: Places,
  load: (row: number, part: Part) => number,
): void {
  const exponential = new RowExponential(f);
  const [at, row, bytes] = [f.local("i32"), f.i32(0).setNew("i32"), f.local("i32")];
  const max = f.local("v128");
  f.get(columns).i32(4).op("i32.mul").set(bytes);
  f.countUp(row, rows, 1, () => {
    f.f32x4(-Infinity).set(max);
    overParts(f, { local: columns }, at, (parts) => {
      for (const part of parts) {
        const x = load(logits, part);
        // a part's last number stands in for those behind it
        if (part.width < 4) {
          const last = part.width - 1;
          f.get(x).get(x).shuffle32([0, last, last, last]).set(x);
        }
        // the maximum passes over NaN, which then makes the sum NaN, and with it the row
        f.get(max).get(x).op("f32x4.pmax").set(max);
      }
    });
    for (const lanes of [
      [2, 3, 0, 1],
      [1, 0, 3, 2],
    ] as const)
      f.get(max).get(max).get(max).shuffle32(lanes).op("f32x4.pmax").set(max);
    exponential.prepare(max);
    f.get(records).get(max).lane("f32x4.extract_lane", 0).store("f32.store", RECORD.max);
    const top = rests === undefined ? { power: exponential.top } : exponential.topPair();
    f.get(records);
    Object.values(top).forEach((local, i) => {
      f.get(local).lane("f32x4.extract_lane", 0).op("f64.promote_f32");
      if (i > 0) f.op("f64.add");
    });
    f.store("f64.store", RECORD.top);
    const overRow = (body: (part: Part) => void): void =>
      overParts(f, { local: columns }, at, (parts) => parts.forEach(body), 1);
    if (rests === undefined)
      exponential.pass((power) => overRow((part) => storePart(f, powers, part, power(load(logits, part)))));
    else
      exponential.passOfPairs((pair) =>
        overRow((part) => {
          const { power, rest } = pair(load(logits, part));
          storePart(f, powers, part, power);
          storePart(f, rests, part, rest);
        }),
      );
    for (const local of [logits, powers, ...(rests === undefined ? [] : [rests])])
      f.get(local).get(bytes).op("i32.add").set(local);
    f.get(records).i32(RECORD.bytes).op("i32.add").set(records);
  });
}
