import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf } from "../codegen/tables/memory.ts";
import { TABLE_BYTES } from "../codegen/tables/room.ts";
import { rowsOf } from "../codegen/tables/rows.ts";
import { compileSamples } from "../expression/evaluate.ts";
import { lowerTabulated } from "../expression/lower/lower.ts";
import { ulpError } from "../expression/lower/ulp.ts";
import type { Table } from "../expression/node.ts";
import { inOrder } from "../expression/structure.ts";
import { allocate, free } from "../kernels/memory.ts";
import { functions } from "./catalogue.ts";
import { activation } from "./custom.ts";

const elementwise = [...functions.values()].flatMap((f) => (f.kind === "elementwise" ? [f] : []));
const tables = new Map<string, Table>(
  elementwise
    .flatMap((f) => [f.formula, f.derivativeFormula])
    .flatMap((formula) => inOrder(lowerTabulated(formula)))
    .flatMap(({ table }) => (table === undefined ? [] : [[table.name, table]])),
);
const named = [...tables.values()].map((table) => [table.name, table] as const);

/** The formula in float64 at the arguments of the rows, so many steps further on. */
function samples({ formula, from, step, rows }: Table, steps: number): Float64Array {
  return compileSamples(formula)(Float64Array.from({ length: rows }, (_, i) => from + (i + steps) * step));
}

const isCubic = ([, { columns }]: (typeof named)[number]): boolean => columns === 4;
const columnsOf = (table: Table): Float32Array[] => {
  const rows = rowsOf(table);
  return Array.from({ length: table.columns }, (_, i) =>
    rows.filter((_value, at) => at % table.columns === i),
  );
};

describe.each(named.filter((each) => !isCubic(each)))("the table %s", (_name, table) => {
  test("has the values that the formula has in float64, in their units, rounded once", () => {
    const [values, units = values.map(() => 1)] = columnsOf(table);
    samples(table, 0).forEach((exact, i) => {
      expect(ulpError(values[i], exact / units[i]), `row ${i}`).toBeLessThan(0.500001);
    });
  });
});

describe.each(named.filter(isCubic))("the cubics of table %s", (_name, table) => {
  test.each([-0.5, 0, 0.5])(
    "are within 1.25 · 2^−23 of the formula's size %d steps from their arguments",
    (steps) => {
      const [constant, slope, bend, third] = columnsOf(table);
      const exact = samples(table, steps);
      const t = steps * table.step;
      // those at the ends are used on one side
      for (let i = 1; i < table.rows - 1; i++) {
        const got = constant[i] + t * (slope[i] + t * (bend[i] + t * third[i]));
        const size = Math.max(Math.abs(constant[i]), Math.abs(slope[i]) * table.step, 2 ** -126);
        expect(Math.abs(got - exact[i]), `row ${i}`).toBeLessThan(1.25 * 2 ** -23 * size);
      }
    },
  );
});

test.each(named.filter(isCubic))(
  "the grid of table %s ends where its formula is 0, 1 or x, and not before",
  (_, table) => {
    const [first, second, ...others] = Array.from(samples(table, 0), Math.fround);
    const [last, before] = [others.at(-1), others.at(-2)];
    if (table.from !== 0) expect([first === 0, second === 0]).toEqual([true, false]);
    const end = table.from + (table.rows - 1) * table.step;
    expect([0, 1, end]).toContain(Math.abs(last ?? Number.NaN));
    expect(Math.abs(before ?? Number.NaN)).not.toBe(Math.abs(last ?? Number.NaN));
  },
);

test("all tables have room, apart from each other", () => {
  const spans = [...tables.values()]
    .map((table) => [addressOf(table), addressOf(table) + table.rows * table.columns * 4])
    .sort(([a], [b]) => a - b);
  spans.forEach(([from, to], i) => {
    expect(from % 16).toBe(0);
    expect(to).toBeLessThanOrEqual(spans[i + 1]?.[0] ?? TABLE_BYTES);
  });
});

test("NaN, whatever its bits, finds a row and gives NaN", () => {
  const length = 37;
  const [x, out] = [allocate(length), allocate(length)];
  const bits = new Int32Array(x.buffer, x.byteOffset, length);
  const nan = fc.tuple(fc.integer({ min: 1, max: 0x7fffff }), fc.boolean());
  fc.assert(
    fc.property(fc.array(nan, { minLength: length, maxLength: length }), (list) => {
      bits.set(list.map(([payload, negative]) => 0x7f800000 | payload | (negative ? 1 << 31 : 0)));
      for (const f of elementwise) {
        f.forward(x, out);
        expect(out.every(Number.isNaN), f.name).toBe(true);
        expect(f.forward(x.slice()).every(Number.isNaN), f.name).toBe(true);
      }
    }),
    { numRuns: 20 },
  );
  free(x);
  free(out);
});

test("a formula may look several values up, of the same table too", () => {
  const f = activation("several", "tanh(x) + tanh(2 * x) - 1 / (1 + exp(-x)) + b / (1 + exp(-2 * x))", {
    b: 2,
  });
  const x = Float32Array.from({ length: 301 }, (_, i) => (i - 150) / 10);
  const [inOwn, out] = [allocate(x.length), allocate(x.length)];
  inOwn.set(x);
  f.forward(inOwn, out);
  expect(f.forward(x)).toEqual(out.slice());
  x.forEach((at, i) => {
    expect(Math.abs(out[i] - f(at)), `at ${at}`).toBeLessThan(2 ** -21);
  });
  free(inOwn);
  free(out);
});
