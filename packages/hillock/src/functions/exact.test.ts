import { describe, expect, test } from "vitest";
import { keepNaN } from "../expression/differentiate.ts";
import { compileScalar } from "../expression/evaluate.ts";
import { lowerTabulated } from "../expression/lower/lower.ts";
import { float32Sample, ulpBound } from "../expression/lower/ulp.ts";
import type { Expression } from "../expression/node.ts";
import { inOrder } from "../expression/structure.ts";
import type { ElementwiseActivation } from "./activation.ts";
import { celu, elu, snake, softplus, swish } from "./all.ts";
import { functions } from "./catalogue.ts";
import { activation } from "./custom.ts";

const elementwise = [...functions.values()].flatMap((f) => (f.kind === "elementwise" ? [f] : []));
const bits = new DataView(new ArrayBuffer(4));
function ordinal(x: number): number {
  bits.setFloat32(0, x);
  const i = bits.getInt32(0);
  return i < 0 ? -0x80000000 - i : i;
}
function neighbour(x: number, steps: number): number {
  const i = ordinal(Math.fround(x)) + steps;
  bits.setInt32(0, i < 0 ? -0x80000000 - i : i);
  return bits.getFloat32(0);
}

/** Where a lowered formula changes course or a result leaves the normal numbers. */
const THRESHOLDS = [
  0.25, 0.34657, 0.5, 0.5545, 1, 1.04, 2, 3, 6, 9.01, 10, 11, 12, 14.1, 16.6, 17.3, 22, 30, 87.34, 88.03,
  88.72, 103.97, 104, 108.7, 110, 8388608, 3.4e38,
];

const EACH = 5;
/** Both sides of the arguments, or of each fifth, at which a table's next row is taken. */
const betweenRows = (formula: Expression): number[] =>
  inOrder(lowerTabulated(formula)).flatMap(({ table }) => {
    if (table === undefined) return [];
    const { from, step, rows } = table;
    return Array.from({ length: Math.floor(rows / EACH) }, (_, i) => from + (i * EACH + 0.5) * step).flatMap(
      (edge) => [edge, neighbour(edge, 1), neighbour(edge, -1)].flatMap((at) => [at, -at]),
    );
  });

function inputsFor(f: ElementwiseActivation): Float32Array {
  const near = [...THRESHOLDS, ...THRESHOLDS.map((x) => -x), ...f.kinks].flatMap((x) =>
    Array.from({ length: 65 }, (_, i) => neighbour(x, i - 32)),
  );
  const even = Array.from({ length: 8001 }, (_, i) => (i - 4000) / 250);
  const edges = [f.formula, f.derivativeFormula].flatMap(betweenRows);
  return Float32Array.from([...float32Sample(24), ...near.filter(Number.isFinite), ...even, ...edges]);
}

const valuesOf = (f: ElementwiseActivation): Record<string, number> =>
  Object.fromEntries(Object.entries(f.parameters).map(([key, v]) => [key, typeof v === "number" ? v : v[0]]));

/** What a parameter may multiply x, or the result, by. */
const scaleOf = (f: ElementwiseActivation): number =>
  Math.max(1, ...Object.values(valuesOf(f)).map((value) => Math.max(Math.abs(value), 1 / Math.abs(value))));

/** Σ|terms| through sums, products and quotients of them. */
function sizeOf(e: Expression): (x: number, values: Record<string, number>) => number {
  const [a, b] = e.args;
  if (e.kind === "add" || e.kind === "subtract" || e.kind === "multiply") {
    const [left, right] = [sizeOf(a), sizeOf(b)];
    return e.kind === "multiply"
      ? (x, values) => left(x, values) * right(x, values)
      : (x, values) => left(x, values) + right(x, values);
  }
  if (e.kind === "select") {
    const condition = compileScalar(a);
    const [left, right] = [sizeOf(b), sizeOf(e.args[2])];
    return (x, values) => (condition(x, values) === 1 ? left(x, values) : right(x, values));
  }
  if (e.kind === "divide") {
    const [top, bottom] = [sizeOf(a), compileScalar(b)];
    return (x, values) => top(x, values) / Math.abs(bottom(x, values));
  }
  const own = compileScalar(e);
  return (x, values) => Math.abs(own(x, values));
}

/** Inputs at which results are farther from the reference than allowed, each with what was got and expected. */
function beyond(f: ElementwiseActivation, formula: Expression, x: Float32Array, got: Float32Array): string[] {
  const values = valuesOf(f);
  const exact = compileScalar(formula);
  const size = sizeOf(formula);
  const bound = ulpBound(formula);
  const origin = 0.25 / scaleOf(f);
  const wrong: string[] = [];
  x.forEach((at, i) => {
    const reference = exact(at, values);
    const nearest = Math.fround(reference);
    if (Object.is(got[i], nearest)) return;
    const steps = Math.abs(ordinal(got[i]) - ordinal(nearest));
    // −0 is kept where the reference keeps it; what vanishes below float64 has no sign to go by
    const sameZero =
      got[i] !== 0 ||
      nearest !== 0 ||
      (reference === 0 && (at !== 0 || (Object.is(at, -0) && Object.is(reference, 0))));
    if (!Number.isNaN(got[i]) && !Number.isNaN(nearest) && steps <= bound && sameZero) return;
    const terms = size(at, values);
    const cancels = Math.abs(at) > origin && terms > 1.5 * Math.abs(reference);
    // where the slope jumps, the last input before it may be taken for the first after it
    const edge = f.kinks.some((kink) => Math.abs(ordinal(at) - ordinal(kink)) === 1);
    if (edge && [-1, 1].some((step) => Object.is(got[i], Math.fround(exact(neighbour(at, step), values)))))
      return;
    if (cancels && Math.abs(got[i] - reference) <= terms * 2 ** -23) return;
    wrong.push(`at ${at}: ${got[i]}, not ${reference}`);
  });
  return wrong;
}

/** As float32, so that what is learned is the same number as what is fixed. */
const single = Math.fround;
const withParameters = [
  ["softplus, β = 3", softplus.with({ beta: 3 })],
  ["softplus, β = 20", softplus.with({ beta: 20 })],
  ["softplus, β = 0.1", softplus.with({ beta: single(0.1) })],
  ["celu, α = 0.1", celu.with({ alpha: single(0.1) })],
  ["celu, α = 3", celu.with({ alpha: 3 })],
  ["elu, α = 1.7", elu.with({ alpha: single(1.7) })],
  ["swish, β = 1.702", swish.with({ beta: single(1.702) })],
  ["swish, β = −0.3", swish.with({ beta: single(-0.3) })],
  ["swish, β = 30", swish.with({ beta: 30 })],
  ["snake, a = 5", snake.with({ a: 5 })],
  ["snake, a = 0.1", snake.with({ a: single(0.1) })],
] as const;

describe.each([...elementwise.map((f) => [f.name, f] as const), ...withParameters])("%s", (_name, f) => {
  const x = inputsFor(f);
  // sines of numbers that large would need their quarter turns counted with more digits than float32 kernels keep
  const waves = inOrder(f.formula).some((e) => e.kind === "sin" || e.kind === "cos");
  const inputs = waves ? x.filter((at) => Math.abs(at) <= 1e5 / scaleOf(f) || Number.isNaN(at)) : x;

  test("is within 1 ULP of the correctly rounded value where it is one primitive, else 2", () => {
    expect(beyond(f, f.formula, inputs, f.forward(inputs)).slice(0, 5)).toEqual([]);
  });

  test("so is its slope; where terms cancel away from the origin, within 2^−23 of their size", () => {
    const slopes = f.backward(new Float32Array(inputs.length).fill(1), inputs);
    expect(beyond(f, keepNaN(f.derivativeFormula), inputs, slopes).slice(0, 5)).toEqual([]);
  });

  test.each(Object.entries(f.parameterFormulas))(
    "so is its derivative by %s, terms' sizes included",
    (name, formula) => {
      const values = valuesOf(f);
      const [exact, size] = [compileScalar(formula), sizeOf(formula)];
      const scale = scaleOf(f);
      for (const at of inputs.filter((at) => Math.abs(at) * scale < 80)) {
        const got = f.parameterGradients(Float32Array.of(1), Float32Array.of(at))[name][0];
        const reference = exact(at, values);
        const unit = Math.max(
          scale ** 2 * 2 ** -149,
          2 ** -23 * Math.max(Math.abs(reference), size(at, values)),
        );
        expect(Math.abs(got - reference), `at ${at}`).toBeLessThanOrEqual(2.5 * unit);
      }
    },
  );
});

test.each([
  // measured over all 2^32 inputs, each was three away once
  ["swish", swish.with({ beta: Math.fround(-0.3) }), 254.1533660888672, "forward"],
  ["elu", elu.with({ alpha: Math.fround(1.7) }), -86.56522369384766, "derivative"],
] as const)("%s around its worst argument: at most two numbers from the nearest one", (_, f, x, what) => {
  const near = Float32Array.from({ length: 2001 }, (_, i) => neighbour(x, i - 1000));
  const [computed, exact] =
    what === "forward"
      ? [f.forward(near), f]
      : [
          f.backward(
            near.map(() => 1),
            near,
          ),
          f.derivative,
        ];
  const steps = computed.map((y, i) => Math.abs(ordinal(y) - ordinal(Math.fround(exact(near[i])))));
  expect(Math.max(...steps)).toBeLessThanOrEqual(2);
});

test.each([
  ["x * sigmoid(x + 1.0037)", [-0, 0, Infinity, 3e38]],
  ["x * sigmoid(1 - x)", [-0, 0, 0, 0]],
  ["x * sigmoid(2 * x - 3.141)", [-0, 0, Infinity, 3e38]],
])("%s keeps the sign of 0, and infinity where the gate is open", (formula, expected) => {
  const y = activation("f", formula).forward(Float32Array.of(-0, 0, Infinity, 3e38));
  expect(y).toEqual(Float32Array.from(expected));
});
