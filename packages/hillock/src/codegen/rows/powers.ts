import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { ModuleBuilder } from "../wasm/module-builder.ts";
import { DEPTH } from "./exponential.ts";
import { TabulatedPower } from "./power-table.ts";
import { loadPart, overParts, overVectors, type Part, storePart } from "./row-parts.ts";

/** Logits up to this size need no reference of their rows': their powers, and the ratios of these, are normal float32. */
const LARGEST_PLAIN = 31;
const [LARGEST_PLAIN_BITS] = new Int32Array(Float32Array.of(LARGEST_PLAIN).buffer);
const PLAIN_REFERENCE = 32;
const SIZE_BITS = 0x7fffffff;
/** Vectors of a round; fewer for the rows that are seldom met. */
const ROUND = { plain: 4, referred: 2 } as const;

/**
 * What is kept of each row, by its place in bytes: the sum of the powers, 1 / sum and a program's own number as float64, and 1 / sum
 * as a pair of float32; of a row whose powers have a reference also that (float32).
 */
export const RECORD = {
  bytes: 40,
  sum: 0,
  inverse: 8,
  own: 16,
  reference: 24,
  high: 28,
  low: 32,
} as const;

export interface Wanted {
  /** Whether powers are made of −x. */
  readonly negated: boolean;
  readonly rests: boolean;
}

/** Where helpers take the address of the rests. */
const RESTS = 3;

/** Functions of a module, as `FunctionBuilder.call` takes them. */
interface Helpers {
  /** Of a number of logits and their address: whether one is larger than plain ones are, or NaN. */
  readonly isLarge: number;
  /** Of as many, and the addresses of powers and rests: makes them. */
  readonly plain: number;
  /** The same of a row, and an address for its reference. */
  readonly referred: number;
}

/**
 * Adds the function that makes the powers of rows of logits; the result is what `FunctionBuilder.call` takes. Parameters: rows,
 * columns, and the addresses of logits, powers, records and rests, which are what rounding left of the powers. Powers are exp(x − reference) · 2^80: where a row has a logit beyond
 * ±31, its reference is its maximum, and else 32. So a row's bits do not depend on its neighbours.
 */
export function addPowers(module: ModuleBuilder, wanted: Wanted): number {
  const helpers: Helpers = {
    isLarge: addIsLarge(module),
    plain: addPlain(module, wanted),
    referred: addReferred(module, wanted),
  };
  const { index, builder: f } = module.addFunction({ params: ["i32", "i32", "i32", "i32", "i32", "i32"] });
  const [rows, columns, logits, powers, records, rests] = [0, 1, 2, 3, 4, 5];
  const count = f.get(rows).get(columns).op("i32.mul").setNew("i32");
  f.get(count).get(logits).call(helpers.isLarge).op("i32.eqz");
  f.if(() => f.get(count).get(logits).get(powers).get(rests).call(helpers.plain).op("return"));
  const row = f.i32(0).setNew("i32");
  const bytes = f.get(columns).i32(4).op("i32.mul").setNew("i32");
  f.countUp(row, rows, 1, () => {
    f.get(columns).get(logits).call(helpers.isLarge);
    f.if(
      () =>
        f
          .get(columns)
          .get(logits)
          .get(powers)
          .get(rests)
          .get(records)
          .i32(RECORD.reference)
          .op("i32.add")
          .call(helpers.referred),
      () => f.get(columns).get(logits).get(powers).get(rests).call(helpers.plain),
    );
    for (const local of [logits, powers, rests]) f.get(local).get(bytes).op("i32.add").set(local);
    f.get(records).i32(RECORD.bytes).op("i32.add").set(records);
  });
  return index;
}

function addIsLarge(module: ModuleBuilder): number {
  const { index, builder: f } = module.addFunction({ params: ["i32", "i32"], results: ["i32"] });
  const [count, logits] = [0, 1];
  const largest = Array.from({ length: 4 }, () => f.local("v128"));
  const size = f.i32x4(SIZE_BITS).setNew("v128");
  overParts(f, { local: count }, f.local("i32"), (parts) =>
    parts.forEach((part, i) => {
      const local = largest[i % largest.length];
      f.get(local);
      // as whole numbers, infinity and NaN are larger too
      loadPart(f, logits, part).get(size).op("v128.and", "i32x4.max_s").set(local);
    }),
  );
  for (const local of largest) f.get(local);
  f.op("i32x4.max_s", "i32x4.max_s", "i32x4.max_s").i32x4(LARGEST_PLAIN_BITS);
  f.op("i32x4.gt_s", "v128.any_true");
  return index;
}

function addPlain(module: ModuleBuilder, wanted: Wanted): number {
  const { index, builder: f } = module.addFunction({ params: ["i32", "i32", "i32", "i32"] });
  const [count, logits, powers] = [0, 1, 2];
  const power = new TabulatedPower(f, { above: PLAIN_REFERENCE, lost: false, rests: wanted.rests });
  overVectors(
    f,
    count,
    (parts) =>
      power.of(
        parts.map((part) => ({ x: loadLogits(f, logits, part, wanted), scratch: placeOf(f, powers, part) })),
        storeIn(f, powers, parts),
      ),
    ROUND.plain,
  );
  return index;
}

function addReferred(module: ModuleBuilder, wanted: Wanted): number {
  const { index, builder: f } = module.addFunction({ params: ["i32", "i32", "i32", "i32", "i32"] });
  const [count, logits, powers, reference] = [0, 1, 2, 4];
  const power = new TabulatedPower(f, { above: 0, lost: true, rests: wanted.rests });
  const max = f.f32x4(-Infinity).setNew("v128");
  overParts(
    f,
    { local: count },
    f.local("i32"),
    (parts) => {
      for (const part of parts) {
        const x = loadLogits(f, logits, part, wanted);
        // a part's last number stands in for those behind it
        if (part.width < 4) {
          const last = part.width - 1;
          f.get(x).get(x).shuffle32([0, last, last, last]).set(x);
        }
        // the maximum passes over NaN, which then makes the sum NaN, and with it the row
        f.get(max).get(x).op("f32x4.pmax").set(max);
      }
    },
    ROUND.referred,
  );
  for (const lanes of [
    [2, 3, 0, 1],
    [1, 0, 3, 2],
  ] as const)
    f.get(max).get(max).get(max).shuffle32(lanes).op("f32x4.pmax").set(max);
  f.get(reference).get(max).lane("f32x4.extract_lane", 0).store("f32.store");
  overVectors(
    f,
    count,
    (parts) =>
      power.of(
        parts.map((part) => ({
          ...emitDifference(f, loadLogits(f, logits, part, wanted), max),
          scratch: placeOf(f, powers, part),
        })),
        storeIn(f, powers, parts),
      ),
    ROUND.referred,
  );
  return index;
}

/** Writes powers, and what rounding left of them, to parts of arrays. */
const storeIn =
  (f: FunctionBuilder, powers: number, parts: readonly Part[]) =>
  ({ power, rest }: { readonly power: number; readonly rest?: number }, i: number): void => {
    storePart(f, powers, parts[i], power);
    if (rest !== undefined) storePart(f, RESTS, parts[i], rest);
  };

const loadLogits = (f: FunctionBuilder, row: number, part: Part, { negated }: Wanted): number => {
  loadPart(f, row, part);
  return (negated ? f.op("f32x4.neg") : f).setNew("v128");
};

/** Where the part of a row at an address lies. */
const placeOf = (f: FunctionBuilder, row: number, { at, offset }: Part) => ({
  address: f.get(row).get(at).op("i32.add").setNew("i32"),
  offset,
});

/** x − max, down to where powers are 0, and what its rounding lost. */
function emitDifference(
  f: FunctionBuilder,
  logit: number,
  max: number,
): { readonly x: number; readonly lost: number } {
  const x = f.get(logit).get(max).op("f32x4.sub").setNew("v128");
  const part = f.get(x).get(logit).op("f32x4.sub").setNew("v128");
  f.get(logit).get(x).get(part).op("f32x4.sub", "f32x4.sub");
  f.get(max).get(part).op("f32x4.add", "f32x4.sub");
  // of no consequence, and perhaps NaN, where the power is 0
  f.get(x).f32x4(-DEPTH).op("f32x4.gt", "v128.and");
  const lost = f.setNew("v128");
  f.get(x).f32x4(-DEPTH).op("f32x4.pmax").set(x);
  return { x, lost };
}
