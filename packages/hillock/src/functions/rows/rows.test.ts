import fc from "fast-check";
import { allocate, glu, HillockError, hardmax, logSoftmax, softmax, softmin, sparsemax } from "hillock";
import { describe, expect, test } from "vitest";
import { ulpError } from "../../expression/lower/ulp.ts";
import type { RowActivation } from "../activation.ts";

const square = [softmax, softmin, logSoftmax, hardmax, sparsemax];
const all = [...square, glu];
const named = (list: readonly RowActivation[]) => list.map((f) => [f.name, f] as const);
/** Columns of every tail, and beyond the border between short and long rows. */
const COLUMNS = [...Array.from({ length: 70 }, (_, i) => i + 1), 127, 1000];
const inputColumns = (f: RowActivation, columns: number) => (f === glu ? 2 * columns : columns);

const wave = (length: number, size: number, phase = 0): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * 2.1 + phase + Math.sin(i * i)) * size);
const matrix = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 6 }))
  .chain(([columns, rows]) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      x: fc.float32Array({
        min: -20,
        max: 20,
        noNaN: true,
        minLength: rows * columns,
        maxLength: rows * columns,
      }),
      gradient: fc.float32Array({
        min: -8,
        max: 8,
        noNaN: true,
        minLength: rows * columns,
        maxLength: rows * columns,
      }),
    }),
  );
/** No result is nearer than float32's smallest number. */
const SMALLEST = 2 ** -149;
/** gradientᵀ · J in float64. */
const chained = (jacobian: readonly number[][], gradient: ArrayLike<number>): number[] =>
  jacobian[0].map((_, j) => jacobian.reduce((sum, row, i) => sum + gradient[i] * row[j], 0));

/** How far kernels may be from float64: in ULP, or else by a multiple of the largest terms' last bit. */
const BOUNDS: Readonly<Record<string, (actual: number, expected: number) => boolean>> = {
  softmax: (a, e) => ulpError(a, e) <= 2.5,
  softmin: (a, e) => ulpError(a, e) <= 2.5,
  // beside a probability next to 1 the logarithm is as good as a float64 sum
  logSoftmax: (a, e) => ulpError(a, e) <= 1.3 || Math.abs(a - e) <= 1e-15,
  hardmax: (a, e) => a === e,
  sparsemax: (a, e) => ulpError(a, e) <= 0.51 || Math.abs(a - e) < 1e-15,
  glu: (a, e) => ulpError(a, e) <= 0.7,
};

describe.each(named(all))("%s forward", (name, f) => {
  test("follows float64 at every number of columns, with the same bits for any number of rows and any offset", () => {
    for (const columns of COLUMNS) {
      const width = inputColumns(f, columns);
      for (const size of [0.3, 3, 40, 240]) {
        const buffer = wave(7 * width + 3, size, columns);
        const x = buffer.subarray(3);
        const out = f.forward(x, { columns: width });
        for (let row = 0; row < 7; row++) {
          const part = x.subarray(row * width, (row + 1) * width);
          const its = out.subarray(row * columns, (row + 1) * columns);
          for (const [i, expected] of f(part).entries())
            if (!BOUNDS[name](its[i], expected)) expect([columns, size, row, i, its[i]]).toEqual(expected);
          if (size === 3) expect(f.forward(part)).toEqual(its);
        }
      }
    }
  });

  test("has the same bits over many blocks as row by row", () => {
    for (const [rows, columns] of [
      [1203, 10],
      [6, 3001],
      [9001, 1],
    ]) {
      const width = inputColumns(f, columns);
      const x = wave(rows * width, 5);
      const out = f.forward(x, { columns: width });
      for (let row = 0; row < rows; row += 5)
        expect(f.forward(x.subarray(row * width, (row + 1) * width))).toEqual(
          out.subarray(row * columns, (row + 1) * columns),
        );
    }
  });

  test("a NaN makes its own row NaN, and no other", () => {
    for (const columns of [1, 2, 3, 4, 5, 9, 64, 65, 70]) {
      const width = inputColumns(f, columns);
      for (const at of [0, columns - 1]) {
        const x = wave(6 * width, 2);
        x[4 * width + at] = Number.NaN;
        const out = f.forward(x, { columns: width });
        expect([...out].filter(Number.isNaN).length).toBe(f === glu ? 1 : columns);
        expect(out[4 * columns + at]).toBeNaN();
        expect(f(x.subarray(4 * width, 5 * width))[at]).toBeNaN();
      }
    }
  });

  test("no elements, and columns that do not fit", () => {
    expect(f.forward(new Float32Array(0), { columns: 4 })).toEqual(new Float32Array(0));
    expect(f.forward(new Float32Array(0))).toEqual(new Float32Array(0));
    for (const columns of [5, 0, -2, 1.5, Number.NaN])
      expect(() => f.forward(new Float32Array(6), { columns })).toThrow(HillockError);
    const out = new Float32Array(6).fill(7);
    expect(() => f.forward(new Float32Array(8), { columns: 4 }, out)).toThrow(/6 elements|8 elements/);
    const shared = new Float32Array(12);
    expect(() =>
      f.forward(shared.subarray(0, 8), { columns: 4 }, shared.subarray(4, f === glu ? 8 : 12)),
    ).toThrow(/overlap/);
    expect(out).toEqual(new Float32Array(6).fill(7));
  });
});

describe.each(named(square))("%s backward", (_name, f) => {
  test("is gradientᵀ times the float64 Jacobian", () => {
    fc.assert(
      fc.property(matrix, ({ columns, rows, x, gradient }) => {
        const out = f.backward(gradient, x, { columns });
        for (let row = 0; row < rows; row++) {
          const part = (a: Float32Array) => a.subarray(row * columns, (row + 1) * columns);
          const size = Math.max(...part(gradient).map(Math.abs));
          // terms of a long sum of log-softmax cancel: its last bits are those of Σ |gradient|
          const terms = f === logSoftmax ? size * columns : size;
          chained(f.jacobian(part(x)), part(gradient)).forEach((expected, j) =>
            expect(Math.abs(part(out)[j] - expected)).toBeLessThanOrEqual(terms * 2 ** -21 + SMALLEST),
          );
        }
      }),
    );
  });

  test("in place, over either input", () => {
    const [x, gradient] = [wave(70, 3), wave(70, 1, 2)];
    for (const columns of [7, 70]) {
      const apart = f.backward(gradient, x, { columns });
      const [overX, overGradient] = [x.slice(), gradient.slice()];
      expect(f.backward(gradient, overX, { columns }, overX)).toEqual(apart);
      expect(f.backward(overGradient, x, { columns }, overGradient)).toEqual(apart);
      const over = x.slice();
      expect(f.forward(over, { columns }, over)).toEqual(f.forward(x, { columns }));
    }
  });
});

test("the Jacobians agree with central differences", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 6 }),
      (row) => {
        for (const f of [softmax, softmin, logSoftmax, glu]) {
          const x = f === glu ? [...row, ...row.toReversed()] : row;
          const jacobian = f.jacobian(x);
          x.forEach((_, j) => {
            const moved = (by: number) => f(x.map((value, k) => (k === j ? value + by : value)));
            const [up, down] = [moved(1e-5), moved(-1e-5)];
            up.forEach((value, i) => expect(jacobian[i][j]).toBeCloseTo((value - down[i]) / 2e-5, 8));
          });
        }
      },
    ),
  );
});

test("GLU's backward is gradientᵀ times the Jacobian, also where gates' slopes are below the normal numbers, and over x", () => {
  for (const [columns, size] of [2, 6, 10, 140, 150].flatMap((each) => [9, 190].map((of) => [each, of]))) {
    const [x, gradient] = [wave(5 * columns, size), wave((5 * columns) / 2, 2, 1)];
    const out = glu.backward(gradient, x, { columns });
    const over = x.slice();
    expect(glu.backward(gradient, over, { columns }, over)).toEqual(out);
    for (let row = 0; row < 5; row++) {
      const its = gradient.subarray((row * columns) / 2, ((row + 1) * columns) / 2);
      chained(glu.jacobian(x.subarray(row * columns, (row + 1) * columns)), its).forEach((expected, j) =>
        expect(ulpError(out[row * columns + j], expected)).toBeLessThanOrEqual(0.7),
      );
    }
  }
  expect(() => glu.forward(new Float32Array(9), { columns: 3 })).toThrow(/even/);
  expect(() => glu.backward(new Float32Array(8), new Float32Array(8), { columns: 4 })).toThrow(
    /gradient has 8/,
  );
});

describe.each(named(all))("%s in Hillock's own memory", (_name, f) => {
  const own = (values: Float32Array): Float32Array => {
    const array = allocate(values.length);
    array.set(values);
    return array;
  };
  test("has the bits of plain arrays, apart and in place, for any offset", () => {
    for (const [rows, columns] of [
      [5, 1],
      [7, 10],
      [3, 64],
      [3, 66],
      [1300, 10],
      [11, 1000],
    ]) {
      const width = inputColumns(f, columns);
      const [x, gradient] = [wave(rows * width, 6), wave(rows * columns, 2, 1)];
      const whole = own(Float32Array.from([9, 9, 9, ...x]));
      const place = whole.subarray(3);
      const [out, slopes] = [allocate(rows * columns), allocate(rows * width)];
      expect([...f.forward(place, { columns: width }, out)]).toEqual([...f.forward(x, { columns: width })]);
      const backward = [...f.backward(gradient, x, { columns: width })];
      expect([...f.backward(own(gradient), place, { columns: width }, slopes)]).toEqual(backward);
      expect([...whole]).toEqual([9, 9, 9, ...x]);
      if (f === glu) continue;
      expect([...f.backward(own(gradient), place, { columns }, place)]).toEqual(backward);
    }
  });

  test("half an overlap is refused, and plain arrays beside own ones are not", () => {
    const room = allocate(48).fill(7);
    expect(() =>
      f.forward(room.subarray(0, 32), { columns: 8 }, room.subarray(8, f === glu ? 24 : 40)),
    ).toThrow(/overlap/);
    expect([...room]).toEqual(new Array(48).fill(7));
    const x = wave(32, 3);
    const mixed = f.forward(own(x), { columns: 8 }, new Float32Array(f === glu ? 16 : 32));
    expect(mixed).toEqual(f.forward(x, { columns: 8 }));
  });
});

describe("softmax", () => {
  test("rows sum to 1, and a constant added to exact logits changes no bit that matters", () => {
    fc.assert(
      fc.property(matrix, fc.integer({ min: -64, max: 64 }), ({ columns, rows, x }, shift) => {
        // a multiple of 2^-10 stays exact when the shift is added
        const exact = x.map((value) => Math.round(value * 1024) / 1024);
        const s = softmax.forward(exact, { columns });
        const shifted = softmax.forward(
          exact.map((value) => value + shift),
          { columns },
        );
        for (let row = 0; row < rows; row++) {
          const sum = s.subarray(row * columns, (row + 1) * columns).reduce((a, b) => a + b, 0);
          expect(Math.abs(sum - 1)).toBeLessThanOrEqual(3 * 2 ** -23);
        }
        s.forEach((p, i) => expect(ulpError(shifted[i], p)).toBeLessThanOrEqual(4));
      }),
    );
  });

  test("is exact where float32 ends: any finite logits, −∞, subnormal probabilities", () => {
    const f = (...row: number[]) => [...softmax.forward(Float32Array.from(row))];
    expect(f(3e38, 0, -3e38)).toEqual([1, 0, 0]);
    expect(f(3.4028234663852886e38, -3.4028234663852886e38)).toEqual([1, 0]);
    expect(f(-3e38, -3e38)).toEqual([0.5, 0.5]);
    expect(f(0.3, -Infinity, 0.3)).toEqual([0.5, 0, 0.5]);
    expect(f(1000, -Infinity, 1000)).toEqual([0.5, 0, 0.5]);
    expect(f(100)).toEqual([1]);
    expect(f(20.7, -100)).toEqual([1, 0]);
    const [, small] = f(0, -100);
    expect(ulpError(small, Math.exp(-100))).toBeLessThanOrEqual(1);
    for (const x of [-200, -17.3, 0.1, 3, 77.7, 256, 257, 1e4]) expect(f(x)).toEqual([1]);
  });

  test.each([
    ["+∞ once", [Infinity, 0, 1]],
    ["+∞ twice", [Infinity, 0, Infinity]],
    ["−∞ only", [-Infinity, -Infinity, -Infinity]],
  ])("with %s a row is NaN, as in PyTorch, and its neighbours are not", (_, row) => {
    for (const f of [softmax, logSoftmax, sparsemax]) {
      const out = f.forward(Float32Array.from([1, 2, 3, ...row, 4, 5, 6]), { columns: 3 });
      expect([...out].map(Number.isNaN)).toEqual([
        false,
        false,
        false,
        true,
        true,
        true,
        false,
        false,
        false,
      ]);
    }
  });

  test("rows keep their bits, forward and backward, whatever lies around them", () => {
    // logits beyond 31, infinities and NaN make a row's powers relative to its maximum
    const around = [30.9, 31.1, 33, 300, 1e6, Infinity, -Infinity, Number.NaN];
    for (const columns of [1, 2, 3, 4, 7, 10, 63, 64, 65, 70, 1000]) {
      for (const size of [1, 5, 31]) {
        const [small, gradient] = [wave(columns, size), wave(columns, 2, 1)];
        for (const f of [softmax, softmin]) {
          const alone = { forward: f.forward(small), backward: f.backward(gradient, small) };
          for (const logit of around) {
            const other = wave(columns, 1);
            other[columns >> 1] = logit;
            const rows = Float32Array.from([...other, ...small, ...other, ...small, ...small]);
            const repeated = new Float32Array(rows.length);
            for (let row = 0; row < 5; row++) repeated.set(gradient, row * columns);
            const forward = f.forward(rows, { columns });
            const backward = f.backward(repeated, rows, { columns });
            for (const row of [1, 3, 4]) {
              const its = (a: Float32Array) => a.subarray(row * columns, (row + 1) * columns);
              expect(its(forward)).toEqual(alone.forward);
              expect(its(backward)).toEqual(alone.backward);
            }
          }
        }
      }
    }
  });

  test("up to 64 columns it is within 0.6 ULP of float64", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.constantFrom(1, 8, 30, 100, 250),
        fc.infiniteStream(fc.float({ min: -1, max: 1, noNaN: true })),
        (columns, size, stream) => {
          const x = Float32Array.from({ length: 8 * columns }, () => (stream.next().value ?? 0) * size);
          const out = softmax.forward(x, { columns });
          for (let row = 0; row < 8; row++) {
            const expected = softmax(x.subarray(row * columns, (row + 1) * columns));
            expected.forEach((p, i) => expect(ulpError(out[row * columns + i], p)).toBeLessThanOrEqual(0.6));
          }
        },
      ),
    );
  });

  test("probabilities that are subnormal, and those of the largest gap that leaves any", () => {
    for (const gap of [86, 88, 95, 100, 103, 103.9]) {
      for (const columns of [2, 70]) {
        const x = new Float32Array(columns).fill(-gap);
        x[0] = 0;
        const p = softmax.forward(x)[1];
        expect(ulpError(p, softmax(x)[1])).toBeLessThanOrEqual(1);
        expect(p).toBeGreaterThan(0);
      }
    }
  });
});

test("hardmax: the first maximum wins, infinities included", () => {
  const f = (...row: number[]) => [...hardmax.forward(Float32Array.from(row))];
  expect(f(1, 3, 3, 2, 3)).toEqual([0, 1, 0, 0, 0]);
  expect(f(-Infinity, -Infinity)).toEqual([1, 0]);
  expect(f(0, Infinity, Infinity)).toEqual([0, 1, 0]);
  expect(f(-0, 0)).toEqual([1, 0]);
  const long = new Float32Array(90);
  long[77] = long[81] = 1;
  expect(hardmax.forward(long).indexOf(1)).toBe(77);
});

test("sparsemax projects onto the simplex: Σ = 1, x − p is the same on the support and no more outside it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 90 }),
      fc.constantFrom(0.01, 0.3, 1, 5),
      (row, size) => {
        const x = Float32Array.from(row, (value) => value * size);
        const p = sparsemax.forward(x);
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
        const thresholds = [...x].flatMap((value, i) => (p[i] > 0 ? [value - p[i]] : []));
        const tau = thresholds.reduce((a, b) => a + b) / thresholds.length;
        for (const each of thresholds) expect(Math.abs(each - tau)).toBeLessThan(1e-6);
        x.forEach((value, i) => {
          if (p[i] === 0) expect(value).toBeLessThanOrEqual(tau + 1e-6);
        });
        const expected = sparsemax(x);
        p.forEach((value, i) => {
          if (Math.abs(expected[i]) > 1e-12) expect(value > 0).toBe(expected[i] > 0);
        });
      },
    ),
  );
  expect([...sparsemax.forward(Float32Array.of(0, -Infinity, 0))]).toEqual([0.5, 0, 0.5]);
});
