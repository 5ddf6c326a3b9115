import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { hasRelaxedSimd } from "../codegen/relaxed.ts";
import { rowsOf } from "../codegen/tables/rows.ts";
import { multiply, parameter } from "../expression/build.ts";
import { keepNaN } from "../expression/differentiate.ts";
import { compileScalar, compileScalarFloat32 } from "../expression/evaluate.ts";
import { ulpError } from "../expression/lower/ulp.ts";
import type { Expression } from "../expression/node.ts";
import { simplify } from "../expression/simplify.ts";
import { FEW } from "../kernels/compiled-kernel.ts";
import { allocate, free } from "../kernels/memory.ts";
import { BLOCK } from "../kernels/staging.ts";
import { prelu, relu, sigmoid, tanh } from "./all.ts";
import { functions } from "./catalogue.ts";
import { activation } from "./custom.ts";
import { loweredFor } from "./define.ts";
import { withFixedParameters } from "./fixed.ts";

const elementwise = [...functions.values()].flatMap((f) => (f.kind === "elementwise" ? [f] : []));
const named = elementwise.map((f) => [f.name, f] as const);
const scalarsOf = (f: (typeof elementwise)[number]): Record<string, number> =>
  Object.fromEntries(
    Object.entries(f.parameters).map(([key, value]) => [key, typeof value === "number" ? value : value[0]]),
  );
const bits = (array: Float32Array): Int32Array =>
  new Int32Array(Float32Array.from(array, (v) => (Number.isNaN(v) ? Number.NaN : v)).buffer);

/** Every exponent and both signs, neighbours of what formulas choose by, and what is no ordinary number. */
const INPUTS = Float32Array.from([
  ...Array.from({ length: 277 }, (_, i) => 2 ** (i - 149) * (1 + (i % 7) / 8)).flatMap((v) => [v, -v]),
  ...Array.from({ length: 400 }, (_, i) => (i - 200) / 7),
  ...[0, 0.5, 1, 2, 3, 6, 20, 87, 88, 89, 103, 104].flatMap((v) => [v, -v, v + 1e-6, v - 1e-6]),
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3.4028234663852886e38, -3.4e38],
]);
const GRADIENTS = INPUTS.map((_, i) => [1, -2, 0.5, -0.1, 0, 3e-39, Number.POSITIVE_INFINITY][i % 7]);

/** As kernels call it: simplification sorts by names. */
const GRADIENT = "gradient of the output";

describe.each(named.flatMap(([name, f]) => ["few", "many"].map((elements) => [name, elements, f] as const)))(
  "kernels of %s, compiled for %s elements",
  (_name, elements, f) => {
    const values = scalarsOf(f);
    beforeAll(() => {
      if (elements === "few") return;
      const x = new Float32Array(FEW);
      f.backward(x, f.forward(x));
    });

    test("give the bits of the lowered formula, one float32 operation after the other", () => {
      const fixed = (e: Expression) => withFixedParameters(e, f.parameters, f.learnable);
      const forward = compileScalarFloat32(loweredFor(fixed(f.formula), values), rowsOf);
      expect(bits(f.forward(INPUTS))).toEqual(bits(INPUTS.map((x) => forward(x, values))));
      const product = keepNaN(simplify(multiply(parameter(GRADIENT), fixed(f.derivativeFormula))));
      const backward = compileScalarFloat32(loweredFor(product, values), rowsOf);
      expect(bits(f.backward(GRADIENTS, INPUTS))).toEqual(
        bits(INPUTS.map((x, i) => backward(x, { ...values, [GRADIENT]: GRADIENTS[i] }))),
      );
    });

    test("give the same bits at any length and offset, in own memory and in plain arrays, in place too", () => {
      const place = fc.record({
        length: fc.oneof(fc.nat(70), fc.integer({ min: INPUTS.length - 70, max: INPUTS.length })),
        from: fc.nat(66),
        inPlace: fc.boolean(),
      });
      const own = { x: allocate(INPUTS.length), g: allocate(INPUTS.length), out: allocate(INPUTS.length) };
      own.x.set(INPUTS);
      own.g.set(GRADIENTS);
      const whole = bits(f.forward(INPUTS));
      const slopes = bits(f.backward(GRADIENTS, INPUTS));
      fc.assert(
        fc.property(place, ({ length, from, inPlace }) => {
          const part = (array: Float32Array) => array.subarray(from, from + length);
          const expected = [whole, slopes].map((array) => array.subarray(from, from + length));
          own.out.fill(7);
          f.forward(part(own.x), part(own.out));
          expect(bits(part(own.out))).toEqual(expected[0]);
          // nothing is written beyond the end
          expect(own.out.subarray(from + length).every((v) => v === 7)).toBe(true);
          f.backward(part(own.g), part(own.x), part(own.out));
          expect(bits(part(own.out))).toEqual(expected[1]);
          expect(own.out.subarray(from + length).every((v) => v === 7)).toBe(true);
          expect(bits(f.backward(part(GRADIENTS), part(own.x)))).toEqual(expected[1]);
          if (inPlace) {
            const [plain, held] = [INPUTS.slice(), own.out.subarray(from, from + length)];
            held.set(part(INPUTS));
            expect(bits(f.forward(held, held))).toEqual(expected[0]);
            expect(bits(f.forward(part(plain), part(plain)))).toEqual(expected[0]);
          }
        }),
        { numRuns: 25 },
      );
      for (const array of Object.values(own)) free(array);
    });
  },
);

const told = elementwise.filter((f) => f.outputDerivativeFormula !== undefined);
test.each(told.map((f) => [f.name, f] as const))(
  "%s: the slope from the output is the symbolic one",
  (_name, f) => {
    const values = scalarsOf(f);
    const fromOutput = compileScalar(f.outputDerivativeFormula ?? f.formula);
    for (let x = -12; x <= 12; x += 0.0625) {
      // from the output digits are lost where it is near an end of the range
      expect(Math.abs(fromOutput(f(x), values) - f.derivative(x))).toBeLessThanOrEqual(1e-14);
    }
    const x = INPUTS.filter((v) => Math.abs(v) < 12);
    const ones = new Float32Array(x.length).fill(1);
    // In float32 the output may be a unit of the last place off, at most 2^-24 of the size of the terms that cancel (1, and
    // selu's 1.76). The slope of 1 − A² and A(1 − A) is at most 2, and square and difference round by half a unit each.
    f.backwardFromOutput?.(ones, f.forward(x)).forEach((slope, i) => {
      expect(Math.abs(slope - f.derivative(x[i]))).toBeLessThanOrEqual(
        (2 ** -23 + 2 ** -24) * Math.max(f.range[0] < -1 ? 1.76 : 1, f.derivative(x[i])),
      );
    });
    expect(f.backwardFromOutput?.(ones, f.forward(x.fill(Number.NaN)))[0]).toBeNaN();
  },
);

test("arrays longer than a block give the bits of their parts", () => {
  const length = 2 * BLOCK + 4;
  const x = Float32Array.from({ length }, (_, i) => Math.sin(i) * 9);
  const gradient = x.map((v, i) => v * (i % 3));
  const own = [x, gradient].map((array) => {
    const held = allocate(length);
    held.set(array);
    return held;
  });
  for (const f of [sigmoid, tanh, relu, prelu]) {
    const slopes = f.backward(gradient, x);
    expect(bits(f.backward(own[1], own[0], allocate(length)))).toEqual(bits(slopes));
    for (const [from, to] of [
      [0, 999],
      [BLOCK - 3, BLOCK + 3],
      [2 * BLOCK - 1, length],
    ])
      expect(bits(f.backward(gradient.subarray(from, to), x.subarray(from, to)))).toEqual(
        bits(slopes.subarray(from, to)),
      );
  }
});

test.each([1, 3, 10, 64, BLOCK - 1, BLOCK, BLOCK + 3])("one parameter for each of %d units", (units) => {
  const slopes = Float32Array.from({ length: units }, (_, i) => 0.1 + (i % 97) / 128);
  const f = prelu.with({ slope: slopes });
  const length = units * Math.max(2, Math.ceil((BLOCK * 1.5) / units));
  const x = allocate(length).map((_, i) => Math.cos(i));
  const own = allocate(length);
  own.set(x);
  const expected = x.map((v, i) => (v > 0 ? v : Math.fround(v * slopes[i % units])));
  expect(bits(f.forward(x))).toEqual(bits(expected));
  expect(bits(f.forward(own, own))).toEqual(bits(expected));
  const sums = f.parameterGradients(x, x)["slope"];
  expect(sums).toHaveLength(units);
  const first = x.reduce((sum, v, i) => (i % units === 0 && v <= 0 ? sum + v * v : sum), 0);
  expect(sums[0]).toBeCloseTo(first, 2);
  free(own);
});

test("a slope that cannot be told from the output is refused, and where it depends on a parameter", () => {
  expect(functions.get("gelu")).not.toHaveProperty("backwardFromOutput");
  const y = Float32Array.of(1, 2);
  expect(() => prelu.with({ slope: -0.5 }).backwardFromOutput?.(y, y)).toThrow(/slope is -0.5.*from 0 on/);
});

test("a formula of thousands of operations runs, and agrees with the float64 evaluation", () => {
  const f = activation("long", Array.from({ length: 100 }, (_, i) => `tanh(x + ${i})`).join(" + "));
  const x = Float32Array.from({ length: 9 }, (_, i) => i - 4);
  f.forward(x).forEach((y, i) => {
    expect(Math.abs(y - f(x[i]))).toBeLessThan(1e-4);
  });
});

test("kernels that may be relaxed: where the engine has no such instructions, the usual bits; with them, 4 ULP", () => {
  const x = INPUTS.filter((v) => Math.abs(v) < 110);
  const code = `import { functions, hasRelaxedSimd } from "hillock";
    const x = Float32Array.from(JSON.parse(process.argv[1]));
    const figures = {};
    for (const name of ["sigmoid", "tanh", "silu", "exp"]) figures[name] = [...functions.get(name).relaxed().forward(x)];
    console.log(JSON.stringify({ relaxed: hasRelaxedSimd(), figures }));`;
  const relaxed = (...flags: string[]) =>
    JSON.parse(
      execFileSync(process.execPath, [...flags, "--input-type=module", "-e", code, JSON.stringify([...x])], {
        encoding: "utf8",
      }),
    );
  // Node has them by itself from 22 on
  for (const name of hasRelaxedSimd() ? [] : ["sigmoid", "gelu"]) {
    const f = functions.get(name);
    if (f?.kind === "elementwise") expect(bits(f.relaxed().forward(x))).toEqual(bits(f.forward(x)));
  }
  const seen = relaxed(...(hasRelaxedSimd() ? [] : ["--experimental-wasm-relaxed-simd"]));
  expect(seen.relaxed).toBe(true);
  for (const [name, y] of Object.entries(seen.figures as Record<string, number[]>)) {
    const f = functions.get(name);
    if (f?.kind !== "elementwise") throw new Error(name);
    x.forEach((v, i) => {
      if (Number.isFinite(Math.fround(f(v)))) expect(ulpError(y[i], f(v)), `${name} at ${v}`).toBeLessThan(4);
    });
  }
});

test.each([
  ["relu", "max(x, 0)"],
  ["sigmoid", "1 / (1 + exp(-x))"],
  ["tanh", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))"],
  ["silu", "x / (1 + exp(-x))"],
  ["mish", "x * tanh(ln(1 + exp(x)))"],
  ["gelu", "0.5 * x * (1 + erf(x / sqrt(2)))"],
  ["gelu", "x / 2 * (1 + erf(x / sqrt(2)))"],
  ["gelu", "0.5 * (1 + erf(x * 0.7071067811865476)) * x"],
  ["gelu", "x * (1 + erf(x / sqrt(2))) / 2"],
])("%s as it is typed, %s, gives the bits of the one built in", (name, formula) => {
  const [f, typed] = [functions.get(name), activation("typed", formula)];
  if (f?.kind !== "elementwise") throw new Error(name);
  expect(bits(typed.forward(INPUTS))).toEqual(bits(f.forward(INPUTS)));
  const ones = new Float32Array(INPUTS.length).fill(1);
  expect(bits(typed.backward(ones, INPUTS))).toEqual(bits(f.backward(ones, INPUTS)));
});
