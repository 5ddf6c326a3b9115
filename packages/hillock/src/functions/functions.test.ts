import fc from "fast-check";
import {
  activation,
  functions,
  HillockError,
  prelu,
  relu,
  sigmoid,
  softmax,
  softmaxCrossEntropy,
} from "hillock";
import { describe, expect, test } from "vitest";

const elementwise = [
  ...[...functions.values()].flatMap((f) => (f.kind === "elementwise" ? [f] : [])),
  activation("swish", "x / (1 + exp(-beta * x))", { beta: 1 }),
  activation("typed mish", "x * tanh(ln(1 + exp(x)))"),
  activation("typed gelu", "0.5 * x * (1 + erf(x / sqrt(2)))"),
];
const finite = fc.double({ min: -30, max: 30, noNaN: true });
const bits = new DataView(new ArrayBuffer(4));
const ordered = (x: number): number => {
  bits.setFloat32(0, x);
  const i = bits.getInt32(0);
  return i < 0 ? -0x80000000 - i : i;
};
const ulps = (a: number, b: number): number => Math.abs(ordered(a) - ordered(Math.fround(b)));

describe.each(elementwise.map((f) => [f.name, f] as const))("%s", (_name, f) => {
  test("the symbolic derivative agrees with central differences away from kinks", () => {
    fc.assert(
      fc.property(finite, (x) => {
        fc.pre(f.kinks.every((kink) => Math.abs(kink - x) > 1e-3));
        const h = 1e-5;
        // at 0 some second derivatives jump, where a central difference is off by h
        fc.pre(Math.abs(x) > 2 * h);
        const slope = f.derivative(x);
        const error = Math.abs(slope - (f(x + h) - f(x - h)) / (2 * h));
        expect(error).toBeLessThanOrEqual(5e-7 * Math.max(1, Math.abs(slope)));
      }),
    );
  });

  test("values and slopes lie in the ranges it claims", () => {
    fc.assert(
      fc.property(finite, (x) => {
        expect(f(x)).toBeGreaterThanOrEqual(f.range[0] - 1e-9);
        expect(f(x)).toBeLessThanOrEqual(f.range[1] + 1e-9);
        expect(f.derivative(x)).toBeGreaterThanOrEqual(f.derivativeRange[0] - 1e-9);
        expect(f.derivative(x)).toBeLessThanOrEqual(f.derivativeRange[1] + 1e-9);
      }),
    );
  });

  test("kernels follow the float64 reference at every length and offset, with the same bits", () => {
    const buffer = Float32Array.from({ length: 80 }, (_, i) => (i - 40) / 7);
    const whole = f.forward(buffer);
    const slopes = f.backward(new Float32Array(80).fill(1), buffer);
    whole.forEach((y, i) =>
      expect(Math.abs(y - f(buffer[i]))).toBeLessThanOrEqual(1e-6 * Math.max(Math.abs(f(buffer[i])), 0.05)),
    );
    slopes.forEach((y, i) =>
      expect(Math.abs(y - f.derivative(buffer[i]))).toBeLessThanOrEqual(
        2e-6 * Math.max(Math.abs(f.derivative(buffer[i])), 0.05),
      ),
    );
    for (let length = 0; length <= 67; length++) {
      for (let offset = 0; offset < 4; offset++) {
        const part = buffer.subarray(offset, offset + length);
        expect(f.forward(part)).toEqual(whole.slice(offset, offset + length));
      }
    }
  });

  test("NaN in gives NaN out, in place is allowed, half an overlap is refused", () => {
    expect(f.forward(Float32Array.of(Number.NaN))[0]).toBeNaN();
    expect(f(Number.NaN)).toBeNaN();
    if (f.derivativeRange[0] !== f.derivativeRange[1]) expect(f.derivative(Number.NaN)).toBeNaN();
    const x = Float32Array.of(-2, -1, 0, 1, 2, 3);
    const apart = f.forward(x);
    expect(f.forward(x.slice(0, 4), x.subarray(0, 4))).toEqual(apart.slice(0, 4));
    const shared = new Float32Array(8);
    expect(() => f.forward(shared.subarray(0, 4), shared.subarray(2, 6))).toThrow(HillockError);
    expect(() => f.forward(x, new Float32Array(2))).toThrow(/6|2/);
  });
});

test("the seven functions of the lecture keep 2 ULP from −20 to 20, forward", () => {
  for (const f of elementwise.slice(0, 6)) {
    const x = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);
    f.forward(x).forEach((y, i) => expect(ulps(y, f(x[i]))).toBeLessThanOrEqual(2));
  }
});

test("the derivatives are the lecture's: A(1 − A), 1 − A², steps and slopes", () => {
  const forms: Readonly<Record<string, (x: number, a: number) => number>> = {
    linear: () => 1,
    sigmoid: (_x, a) => a * (1 - a),
    tanh: (_x, a) => 1 - a * a,
    relu: (x) => (x > 0 ? 1 : 0),
    leakyRelu: (x) => (x > 0 ? 1 : 0.01),
    prelu: (x) => (x > 0 ? 1 : 0.25),
  };
  for (const f of elementwise.slice(0, 6)) {
    fc.assert(
      fc.property(finite, (x) => {
        expect(f.derivative(x)).toBeCloseTo(forms[f.name](x, f(x)), 12);
      }),
    );
  }
});

test("backward kernels of the seven functions, in ULP at every length and offset", () => {
  const x = Float32Array.from({ length: 71 }, (_, i) => (i - 35) / 3);
  const ones = new Float32Array(71).fill(1);
  for (const f of elementwise.slice(0, 6)) {
    for (let length = 0; length <= 67; length++) {
      for (let offset = 0; offset < 4; offset++) {
        const part = x.subarray(offset, offset + length);
        f.backward(ones.subarray(offset, offset + length), part).forEach((y, i) =>
          expect(ulps(y, f.derivative(part[i]))).toBeLessThanOrEqual(4),
        );
        f.forward(part).forEach((y, i) => expect(ulps(y, f(part[i]))).toBeLessThanOrEqual(2));
      }
    }
  }
});

test("kinks: relu′(0) = 0, leaky slopes at 0, as PyTorch", () => {
  expect(relu.derivative(0)).toBe(0);
  expect(prelu.derivative(0)).toBe(0.25);
  expect(prelu.with({ slope: Float32Array.of(0.1, 0.3) }).forward(Float32Array.of(-1, -1, 2, -2))).toEqual(
    Float32Array.of(-0.1, -0.3, 2, -0.6),
  );
});

test("the float32 sigmoid's tails are right where naive forms give 0 or NaN", () => {
  const x = Float32Array.of(-87, -100, 88, -Infinity, Infinity);
  const y = sigmoid.forward(x);
  expect(ulps(y[0], sigmoid(-87))).toBeLessThanOrEqual(2);
  expect(ulps(y[1], sigmoid(-100))).toBeLessThanOrEqual(2);
  expect([y[2], y[3], y[4]]).toEqual([1, 0, 1]);
});

test("cross-entropy's gradient is S − Y, and the Jacobian with the chain rule gives the same", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 2, maxLength: 9 }),
      fc.nat(),
      (logits, pick) => {
        const label = pick % logits.length;
        const row = Float32Array.from(logits);
        const { loss, probabilities, gradient } = softmaxCrossEntropy(row, [label], {
          columns: row.length,
          reduction: "sum",
        });
        const s = softmax(row);
        const jacobian = softmax.jacobian(row);
        const upstream = s.map((p, i) => (i === label ? -1 / p : 0));
        logits.forEach((_, j) => {
          const chained = upstream.reduce((sum, u, i) => sum + u * jacobian[i][j], 0);
          expect(gradient[j]).toBeCloseTo(chained, 5);
          expect(gradient[j]).toBeCloseTo(probabilities[j] - (j === label ? 1 : 0), 6);
        });
        expect(loss).toBeCloseTo(-Math.log(s[label]), 4);
      },
    ),
  );
});

test("softmax is stable for any finite logits", () => {
  expect(softmax.forward(Float32Array.of(1e38, 0, -1e38), { columns: 3 })).toEqual(Float32Array.of(1, 0, 0));
  expect(() => softmaxCrossEntropy(Float32Array.of(1, 2), [2], { columns: 2 })).toThrow(
    /label of row 0 is 2/,
  );
});

test("formulas that do not parse say where", () => {
  for (const [formula, position] of [
    ["x +", 2],
    ["x * (1 + y)", 9],
    ["foo(x)", 0],
  ] as const) {
    try {
      activation("f", formula);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(HillockError);
      expect((error as HillockError).position).toBe(position);
    }
  }
  expect(() => activation("f", "(".repeat(10_000))).toThrow(HillockError);
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (formula) => {
      try {
        activation("f", formula);
      } catch (error) {
        expect(error).toBeInstanceOf(HillockError);
      }
    }),
  );
});
