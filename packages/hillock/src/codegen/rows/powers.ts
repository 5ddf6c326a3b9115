import { SIGN } from "../instructions.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { ModuleBuilder } from "../wasm/module-builder.ts";
import { emitDifference } from "./difference.ts";
import { type PowerBytes, placeOf, storePowers } from "./power-format.ts";
import { DEPTH, TabulatedPower } from "./power-table.ts";
import { fillPart, loadPart, overParts, overVectors, type Part, reduceLanes } from "./row-parts.ts";

/** Logits up to this size need no reference of their rows': their powers, and the ratios of these, are normal float32. */
const LARGEST_PLAIN = 31;
const [LARGEST_PLAIN_BITS] = new Int32Array(Float32Array.of(LARGEST_PLAIN).buffer);
const PLAIN_REFERENCE = 32;
/** Vectors of a round; fewer for the rows that are seldom met. */
const ROUND = { plain: 4, referred: 2 } as const;

/**
 * What is kept of each row, by its place in bytes: the sum of the powers, 1 / sum and a program's own number as float64; of a
 * row with a logit beyond ±31 also its reference (float32).
 */
export const RECORD = { bytes: 32, sum: 0, inverse: 8, own: 16, reference: 24 } as const;

interface Wanted {
  /** Whether powers are made of −x. */
  readonly negated: boolean;
  readonly bytes: PowerBytes;
}

/** Functions of a module, as `FunctionBuilder.call` takes them. */
interface Helpers {
  /** Of a number of logits and their address: whether one is larger than plain ones are, or NaN. */
  readonly isLarge: number;
  /** Of as many, and the address of the powers: makes them. */
  readonly plain: number;
  /** The same of a row, and an address for its reference. */
  readonly referred: number;
}

/**
 * Adds the function that makes the powers of rows of logits; the result is what `FunctionBuilder.call` takes. Parameters: rows,
 * columns, and the addresses of logits, powers and records. Powers are exp(x − reference) · 2^80: where a row has a logit beyond
 * ±31, its reference is its maximum, and else 32. So a row's bits do not depend on its neighbours.
 */
export function addPowers(module: ModuleBuilder, wanted: Wanted): number {
  const helpers: Helpers = {
    isLarge: addIsLarge(module),
    plain: addPlain(module, wanted),
    referred: addReferred(module, wanted),
  };
  const { index, builder: f } = module.addFunction({ params: ["i32", "i32", "i32", "i32", "i32"] });
  const [rows, columns, logits, powers, records] = [0, 1, 2, 3, 4];
  const count = f.get(rows).get(columns).op("i32.mul").setNew("i32");
  f.get(count).get(logits).call(helpers.isLarge).op("i32.eqz");
  f.if(() => f.get(count).get(logits).get(powers).call(helpers.plain).op("return"));
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
          .get(records)
          .i32(RECORD.reference)
          .op("i32.add")
          .call(helpers.referred),
      () => f.get(columns).get(logits).get(powers).call(helpers.plain),
    );
    f.get(logits).get(bytes).op("i32.add").set(logits);
    f.get(powers)
      .get(bytes)
      .i32(wanted.bytes / 4)
      .op("i32.mul", "i32.add")
      .set(powers);
    f.get(records).i32(RECORD.bytes).op("i32.add").set(records);
  });
  return index;
}

function addIsLarge(module: ModuleBuilder): number {
  const { index, builder: f } = module.addFunction({ params: ["i32", "i32"], results: ["i32"] });
  const [count, logits] = [0, 1];
  const largest = Array.from({ length: 4 }, () => f.local("v128"));
  const size = f.i32x4(~SIGN).setNew("v128");
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

function addPlain(module: ModuleBuilder, { negated, bytes }: Wanted): number {
  const { index, builder: f } = module.addFunction({ params: ["i32", "i32", "i32"] });
  const [count, logits, powers] = [0, 1, 2];
  const power = new TabulatedPower(f, PLAIN_REFERENCE);
  overVectors(
    f,
    count,
    (parts) =>
      power.of(
        parts.map((part) => ({
          x: loadLogits(f, logits, part, negated),
          scratch: placeOf(f, powers, part, bytes),
        })),
        (sum, i) => storePowers(f, powers, parts[i], sum, bytes),
      ),
    ROUND.plain,
  );
  return index;
}

function addReferred(module: ModuleBuilder, { negated, bytes }: Wanted): number {
  const { index, builder: f } = module.addFunction({ params: ["i32", "i32", "i32", "i32"] });
  const [count, logits, powers, reference] = [0, 1, 2, 3];
  const power = new TabulatedPower(f, 0, "rounded");
  const max = f.f32x4(-Infinity).setNew("v128");
  const lowest = f.f32x4(-DEPTH).setNew("v128");
  overParts(
    f,
    { local: count },
    f.local("i32"),
    (parts) => {
      for (const part of parts) {
        const x = loadLogits(f, logits, part, negated);
        fillPart(f, x, part);
        // the maximum passes over NaN, which then makes the sum NaN, and with it the row
        f.get(max).get(x).op("f32x4.pmax").set(max);
      }
    },
    ROUND.referred,
  );
  reduceLanes(f, max, "f32x4.pmax");
  f.get(reference).get(max).lane("f32x4.extract_lane", 0).store("f32.store");
  overVectors(
    f,
    count,
    (parts) =>
      power.of(
        parts.map((part) => ({
          ...emitDifference(f, loadLogits(f, logits, part, negated), max, lowest),
          scratch: placeOf(f, powers, part, bytes),
        })),
        (sum, i) => storePowers(f, powers, parts[i], sum, bytes),
      ),
    ROUND.referred,
  );
  return index;
}

const loadLogits = (f: FunctionBuilder, row: number, part: Part, negated: boolean): number => {
  loadPart(f, row, part);
  return (negated ? f.i32x4(SIGN).op("v128.xor") : f).setNew("v128");
};
