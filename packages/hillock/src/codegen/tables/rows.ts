import type { Columns, Table } from "../../expression/node.ts";
import { createMemory, instantiate, PAGE_BYTES } from "../instantiate.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { ModuleBuilder } from "../wasm/module-builder.ts";
import { Float64Functions } from "./float64.ts";

const RUN = "run";
const SAMPLE_BYTES = 8;

const known = new WeakMap<Table, Float32Array>();

/** All rows of the table, one after the other; made when they are first asked for, by a module of its own, in float64. */
export function rowsOf(table: Table): Float32Array {
  const made = known.get(table);
  if (made !== undefined) return made;
  const { beyond, fill } = FORMS[table.columns];
  const samples = Math.ceil((table.rows + 2 * beyond) / 2) * 2;
  const rowsAt = samples * SAMPLE_BYTES;
  const end = rowsAt + table.rows * table.columns * 4;
  const memory = createMemory(Math.ceil(end / PAGE_BYTES));
  const module = new ModuleBuilder();
  const value = new Float64Functions(module).add(table.formula);
  const { builder: f } = module.addFunction({ params: [], export: RUN });
  emitSamples(f, value, table, beyond, samples);
  const at = f.i32(0).setNew("i32");
  const row = f.i32(rowsAt).setNew("i32");
  const last = f.i32(end).setNew("i32");
  f.countUp(row, last, table.columns * 4, () => {
    fill(f, { at, row, first: rowsAt, table });
    f.get(at).i32(SAMPLE_BYTES).op("i32.add").set(at);
  });
  instantiate(module.toBytes(), memory)[RUN]();
  const rows = new Float32Array(memory.buffer, rowsAt, table.rows * table.columns).slice();
  known.set(table, rows);
  return rows;
}

/** The formula's values, two at a time, from `beyond` steps before the first argument on. */
function emitSamples(
  f: FunctionBuilder,
  value: number,
  { from, step }: Table,
  beyond: number,
  count: number,
): void {
  const x = f.f64x2(from - beyond * step).setNew("v128");
  f.get(x)
    .f64(from - (beyond - 1) * step)
    .lane("f64x2.replace_lane", 1)
    .set(x);
  const at = f.i32(0).setNew("i32");
  const end = f.i32(count * SAMPLE_BYTES).setNew("i32");
  f.countUp(at, end, 2 * SAMPLE_BYTES, () => {
    f.get(at).get(x).call(value).store("v128.store");
    f.get(x)
      .f64x2(2 * step)
      .op("f64x2.add")
      .set(x);
  });
}

interface Place {
  /** Locals: addresses of the row's first sample, and of the row. */
  readonly at: number;
  readonly row: number;
  /** Address of the first row. */
  readonly first: number;
  readonly table: Table;
}

interface Form {
  /** Samples that a row needs to both sides of its own. */
  readonly beyond: number;
  fill(f: FunctionBuilder, place: Place): void;
}

/** Leaves the float32 next to a sample on the stack. */
const sample = (f: FunctionBuilder, { at }: Place): FunctionBuilder => f.get(at).load("f64.load");

/** Values. Zeros are −0: whatever is added to one keeps its sign. */
const VALUES: Form = {
  beyond: 0,
  fill(f, place) {
    f.get(place.row).f32(-0);
    sample(f, place).op("f32.demote_f64");
    sample(f, place).f64(0).op("f64.eq").selectNumber().store("f32.store");
  },
};

/** What values below the first are multiplied by, and so on: all stand far below 1, and few below the normal numbers. */
const LIFTS = [
  [2 ** -64, 2 ** 38],
  [2 ** -128, 2 ** 102],
  [2 ** -192, 2 ** 149],
] as const;

/**
 * Positive values and their units, which are 1 but for small values. What is smaller than any float32 times another
 * number has all its digits: that is multiplied by the value first, and then by the unit.
 */
const SCALED: Form = {
  beyond: 0,
  fill(f, place) {
    const lift = f.f64(1).setNew("f64");
    for (const [below, larger] of LIFTS) {
      f.f64(larger).get(lift);
      sample(f, place).f64(below).op("f64.lt").selectNumber().set(lift);
    }
    f.get(place.row);
    sample(f, place).get(lift).op("f64.mul", "f32.demote_f64").store("f32.store");
    f.get(place.row).f64(1).get(lift).op("f64.div", "f32.demote_f64").store("f32.store", 4);
  },
};

/** Differences over seven neighbours, for f′·h, f″·h², f‴·h³ and f⁗·h⁴: of sums for even orders, of differences for odd ones. */
const NEIGHBOURS = 3;
const SLOPES = [3 / 4, -3 / 20, 1 / 60];
const BENDS = [3 / 2, -3 / 20, 1 / 90];
const BEND = -49 / 18;
const THIRDS = [-13 / 8, 1, -1 / 8];
const FOURTHS = [-13 / 2, 2, -1 / 6];
const FOURTH = 28 / 3;

/**
 * The formula's cubic around each argument, constant first, which is for half a step to both sides. The fourth
 * derivative is spread over the others, which leaves the least of it: in steps t⁴ is t²/4 − 1/128. Zeros are −0, and an end
 * at which the formula is below any float32 keeps its sign: towards the other end, where alone it is used, all that is
 * added is −0.
 */
const CUBICS: Form = {
  beyond: NEIGHBOURS,
  fill(f, { at, row, first, table: { step } }) {
    const value = (i: number): FunctionBuilder => f.get(at).load("f64.load", (NEIGHBOURS + i) * SAMPLE_BYTES);
    const middle = value(0).setNew("f64");
    const [sums, differences] = (["f64.add", "f64.sub"] as const).map((op) =>
      [1, 2, 3].map((i) => {
        value(i);
        return value(-i).op(op).setNew("f64");
      }),
    );
    const combined = (
      ofMiddle: number,
      weights: readonly number[],
      pairs: readonly number[],
      unit: number,
    ): number => {
      f.get(middle)
        .f64(ofMiddle * unit)
        .op("f64.mul");
      weights.forEach((weight, i) => {
        f.get(pairs[i])
          .f64(weight * unit)
          .op("f64.mul", "f64.add");
      });
      return f.setNew("f64");
    };
    const bends = BENDS.map((weight, i) => weight / 2 + FOURTHS[i] / 96);
    const constant = combined(
      1 - FOURTH / 3072,
      FOURTHS.map((weight) => weight / -3072),
      sums,
      1,
    );
    const slope = combined(0, SLOPES, differences, 1 / step);
    const bend = combined(BEND / 2 + FOURTH / 96, bends, sums, 1 / step ** 2);
    const third = combined(0, THIRDS, differences, 1 / 6 / step ** 3);
    const isZero = f.get(middle).f64(0).op("f64.eq").setNew("i32");
    f.f64(-0).get(constant).get(isZero).selectNumber().set(constant);
    const vanishes = f.get(constant).op("f32.demote_f64").f32(0).op("f32.eq").setNew("i32");
    f.get(vanishes).get(isZero).op("i32.eqz", "i32.and").set(vanishes);
    emitSlopeOfRounding(f, constant, slope, step);
    const ending = f.f32(-0).f32(0).get(row).i32(first).op("i32.eq").selectNumber().setNew("f32");
    f.get(row).get(constant).op("f32.demote_f64").store("f32.store");
    [slope, bend, third].forEach((coefficient, i) => {
      f.get(row).get(ending).get(coefficient).op("f32.demote_f64").get(vanishes).selectNumber();
      f.store("f32.store", 4 * i + 4);
    });
  },
};

/**
 * Where the constant's rounding weighs twice half a step on, since the result's last place is smaller there: the slope
 * takes half of it away, to that side.
 */
function emitSlopeOfRounding(f: FunctionBuilder, constant: number, slope: number, step: number): void {
  const rounded = f.get(constant).op("f32.demote_f64").setNew("f32");
  f.get(constant).get(rounded).op("f64.promote_f32", "f64.sub");
  f.f64(1 / step)
    .get(constant)
    .get(slope)
    .f64(-1)
    .op("f64.mul", "f64.mul", "f64.copysign", "f64.mul");
  const share = f.setNew("f64");
  f.f64(0).get(share);
  f.get(constant).op("f64.abs").get(slope).op("f64.abs");
  f.f64(step / 2).op("f64.mul", "f64.sub");
  // the power of two of the constant's binade; 0 below the normal numbers, whose last places are all one
  f.get(rounded)
    .op("i32.reinterpret_f32")
    .i32(0x7f800000)
    .op("i32.and", "f32.reinterpret_i32", "f64.promote_f32");
  f.op("f64.ge").selectNumber().get(slope).op("f64.add").set(slope);
}

const FORMS: Readonly<Record<Columns, Form>> = { 1: VALUES, 2: SCALED, 4: CUBICS };
