import fc from "fast-check";
import {
  allocate,
  HillockError,
  logSoftmax,
  sigmoidBinaryCrossEntropy,
  softmax,
  softmaxCrossEntropy,
} from "hillock";
import { describe, expect, test } from "vitest";
import { ulpError } from "../expression/lower/ulp.ts";

const wave = (length: number, size: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * 2.1 + Math.sin(i * i)) * size);
const cases = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 9 }))
  .chain(([columns, rows]) =>
    fc.record({
      columns: fc.constant(columns),
      logits: fc.float32Array({
        min: -9,
        max: 9,
        noNaN: true,
        minLength: rows * columns,
        maxLength: rows * columns,
      }),
      labels: fc.array(fc.integer({ min: 0, max: columns - 1 }), { minLength: rows, maxLength: rows }),
    }),
  );
const throwsCode = (code: string, message: RegExp, call: () => unknown) => {
  expect(call).toThrow(expect.objectContaining({ name: "HillockError", code }));
  expect(call).toThrow(message);
};

describe("softmax cross-entropy", () => {
  test("loss, probabilities and S − Y follow float64", () => {
    fc.assert(
      fc.property(cases, ({ columns, logits, labels }) => {
        const { loss, probabilities, gradient } = softmaxCrossEntropy(logits, labels, {
          columns,
          reduction: "sum",
        });
        expect(probabilities).toEqual(softmax.forward(logits, { columns }));
        let expected = 0;
        labels.forEach((label, row) => {
          const part = logits.subarray(row * columns, (row + 1) * columns);
          expected -= logSoftmax(part)[label];
          softmax(part).forEach((p, i) => {
            const actual = gradient[row * columns + i];
            if (i !== label) expect(actual).toBe(probabilities[row * columns + i]);
            else expect(ulpError(actual, p - 1) <= 2 || Math.abs(actual - (p - 1)) <= 1e-15).toBe(true);
          });
        });
        expect(Math.abs(loss - expected)).toBeLessThanOrEqual(2e-7 * expected + 1e-14);
      }),
    );
  });

  test("the mean divides loss and gradient by the rows", () => {
    fc.assert(
      fc.property(cases, ({ columns, logits, labels }) => {
        const sum = softmaxCrossEntropy(logits, labels, { columns, reduction: "sum" });
        const mean = softmaxCrossEntropy(logits, labels, { columns });
        expect(mean.loss).toBe(sum.loss * (1 / labels.length));
        expect(mean.probabilities).toEqual(sum.probabilities);
        labels.forEach((label, row) => {
          const [from, to] = [row * columns, (row + 1) * columns];
          const slopes = logSoftmax(logits.subarray(from, to)).map((log, i) =>
            i === label ? Math.expm1(log) : Math.exp(log),
          );
          mean.gradient.subarray(from, to).forEach((g, i) => {
            const exact = slopes[i] / labels.length;
            // s − 1 is as good as a float64 sum
            if (i === label && Math.abs(g - exact) < 1e-15) return;
            expect(ulpError(g, exact)).toBeLessThanOrEqual(columns > 64 ? 2.5 : 0.6);
          });
        });
      }),
    );
  });

  test("dZ = S − Y is what the Jacobian and the chain rule give", () => {
    fc.assert(
      fc.property(cases, ({ columns, logits, labels }) => {
        const { gradient } = softmaxCrossEntropy(logits, labels, { columns, reduction: "sum" });
        labels.forEach((label, row) => {
          const part = logits.subarray(row * columns, (row + 1) * columns);
          const s = softmax(part);
          softmax
            .jacobian(part)
            [label].forEach((slope, j) =>
              expect(gradient[row * columns + j]).toBeCloseTo(-slope / s[label], 5),
            );
        });
      }),
    );
  });

  test("small and large losses are exact, and so is the gradient of a sure row", () => {
    const sure = softmaxCrossEntropy(Float32Array.of(16, 0), [0], { columns: 2 });
    expect(ulpError(sure.loss, Math.log1p(Math.exp(-16)))).toBeLessThanOrEqual(1);
    expect(ulpError(sure.gradient[0], -1 / (1 + Math.exp(16)))).toBeLessThanOrEqual(1.5);
    const wrong = softmaxCrossEntropy(Float32Array.of(1000, -1000), [1], { columns: 2 });
    expect(wrong.loss).toBe(2000);
    expect([...wrong.gradient]).toEqual([1, -1]);
    expect(softmaxCrossEntropy(Float32Array.of(3e38, -3e38), [1], { columns: 2 }).loss).toBeCloseTo(
      6e38,
      -32,
    );
  });

  test("sure rows have exact losses beside rows of any size, and alone", () => {
    for (const columns of [2, 10, 64, 70, 1000]) {
      for (const gap of [3, 16, 30, 40, 60, 100]) {
        const row = new Float32Array(columns).fill(-gap / 2);
        row[1] = gap / 2;
        // the other row is as sure, so that it adds nothing that hides this one's loss
        const other = new Float32Array(columns).fill(-200);
        other[1] = 200;
        const both = softmaxCrossEntropy(Float32Array.from([...row, ...other]), [1, 1], {
          columns,
          reduction: "sum",
        });
        const alone = softmaxCrossEntropy(row, [1], { columns, reduction: "sum" });
        const loss = Math.log1p((columns - 1) * Math.exp(-gap));
        for (const { loss: actual, gradient } of [both, alone]) {
          expect(Math.abs(actual - loss)).toBeLessThanOrEqual(2e-7 * loss + 5e-15);
          const slope = -loss / (1 + loss);
          expect(Math.abs(gradient[1] - Math.expm1(-loss))).toBeLessThanOrEqual(
            2e-7 * Math.abs(slope) + 5e-15,
          );
        }
      }
    }
  });

  test("many rows over many blocks: the sum of the rows alone, and the same bits", () => {
    for (const [rows, columns] of [
      [2003, 10],
      [4001, 2],
      [11, 1000],
      [9001, 1],
    ]) {
      const logits = wave(rows * columns, 6);
      const labels = Int32Array.from({ length: rows }, (_, i) => (i * 7) % columns);
      const { loss, gradient } = softmaxCrossEntropy(logits, labels, { columns, reduction: "sum" });
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        const alone = softmaxCrossEntropy(
          logits.subarray(row * columns, (row + 1) * columns),
          labels.subarray(row, row + 1),
          { columns, reduction: "sum" },
        );
        sum += alone.loss;
        if (row % 7 === 0)
          expect(alone.gradient).toEqual(gradient.subarray(row * columns, (row + 1) * columns));
      }
      expect(Math.abs(loss - sum)).toBeLessThanOrEqual(1e-12 * sum + 1e-13);
    }
  });

  test("writes to the arrays given, also over the logits", () => {
    const logits = wave(60, 3);
    const labels = [0, 1, 2, 3, 4, 5];
    const fresh = softmaxCrossEntropy(logits, labels, { columns: 10 });
    const [probabilities, gradient] = [new Float32Array(60), logits.slice()];
    const given = softmaxCrossEntropy(gradient, labels, { columns: 10, out: { probabilities, gradient } });
    expect(given).toEqual(fresh);
    expect(given.gradient).toBe(gradient);
    expect(given.probabilities).toBe(probabilities);
  });

  test("without probabilities the gradient and the loss are the same", () => {
    fc.assert(
      fc.property(cases, ({ columns, logits, labels }) => {
        const { loss, gradient } = softmaxCrossEntropy(logits, labels, { columns });
        expect(softmaxCrossEntropy(logits, labels, { columns, probabilities: false })).toEqual({
          loss,
          gradient,
        });
      }),
    );
  });

  test("logits beyond 32 in one row leave the others' gradients their bits", () => {
    for (const columns of [3, 10, 64, 70]) {
      const logits = wave(4 * columns, 6);
      const labels = [0, 1, 2, 1];
      const apart = softmaxCrossEntropy(logits, labels, { columns });
      logits[0] = 1e5;
      const beside = softmaxCrossEntropy(logits, labels, { columns });
      expect(beside.gradient.subarray(columns)).toEqual(apart.gradient.subarray(columns));
      expect(beside.loss).toBeGreaterThanOrEqual(0);
    }
  });

  test("a row with NaN makes the loss NaN, and its own gradient", () => {
    const logits = wave(30, 2);
    logits[14] = Number.NaN;
    const { loss, gradient } = softmaxCrossEntropy(logits, [0, 1, 2], { columns: 10 });
    expect(loss).toBeNaN();
    expect([...gradient].map(Number.isNaN)).toEqual(Array.from({ length: 30 }, (_, i) => i >= 10 && i < 20));
  });

  test("bad input is refused before anything is written", () => {
    const logits = wave(6, 1);
    const out = { gradient: new Float32Array(6).fill(7), probabilities: new Float32Array(6).fill(7) };
    for (const label of [3, -1, 0.5, Number.NaN, 2 ** 32])
      throwsCode("invalid-label", new RegExp(`row 1 is ${label}`), () =>
        softmaxCrossEntropy(logits, [0, label], { columns: 3, out }),
      );
    throwsCode("invalid-shape", /1 labels for 2 rows/, () =>
      softmaxCrossEntropy(logits, [0], { columns: 3, out }),
    );
    throwsCode("invalid-shape", /columns/, () => softmaxCrossEntropy(logits, [0], { columns: 4, out }));
    throwsCode("invalid-argument", /reduction is "none"/, () =>
      softmaxCrossEntropy(logits, [0, 1], { columns: 3, out, reduction: "none" as "sum" }),
    );
    throwsCode("invalid-argument", /overlaps out.probabilities/, () =>
      softmaxCrossEntropy(logits, [0, 1], { columns: 3, out: { ...out, gradient: out.probabilities } }),
    );
    expect([...out.gradient, ...out.probabilities]).toEqual(new Array(12).fill(7));
    expect(softmaxCrossEntropy(new Float32Array(0), [], { columns: 3 }).loss).toBe(0);
  });
});

describe("binary cross-entropy with logits", () => {
  const reference = (x: number, y: number) => {
    const e = Math.exp(-Math.abs(x));
    const q = e / (1 + e);
    return x >= 0
      ? { loss: x * (1 - y) + Math.log1p(e), slope: 1 - y - q }
      : { loss: -x * y + Math.log1p(e), slope: q - y };
  };

  test("loss and gradient follow float64, in ULP where labels are 0 or 1", () => {
    for (let i = -1400; i <= 1400; i++) {
      const x = Math.fround(i / 14 + 0.003);
      for (const y of [0, 1]) {
        const { loss, gradient } = sigmoidBinaryCrossEntropy(Float32Array.of(x), Float32Array.of(y));
        const expected = reference(x, y);
        expect(ulpError(loss, expected.loss) <= 1.5 || Math.abs(loss - expected.loss) < 1e-15).toBe(true);
        expect(ulpError(gradient[0], expected.slope)).toBeLessThanOrEqual(2.5);
      }
    }
  });

  test("soft labels, any length, the same bits in any place, mean and sum", () => {
    for (const length of [1, 2, 3, 4, 5, 7, 8, 9, 100, 4095, 4096, 9001]) {
      const logits = wave(length, 12);
      const labels = wave(length, 0.5).map((value) => value + 0.5);
      const sum = sigmoidBinaryCrossEntropy(logits, labels, { reduction: "sum" });
      let expected = 0;
      logits.forEach((x, i) => {
        const each = reference(x, labels[i]);
        expected += each.loss;
        expect(Math.abs(sum.gradient[i] - each.slope)).toBeLessThanOrEqual(2 ** -23);
      });
      expect(Math.abs(sum.loss - expected)).toBeLessThanOrEqual(2e-7 * expected);
      const last = sigmoidBinaryCrossEntropy(logits.subarray(length - 1), labels.subarray(length - 1));
      expect(last.gradient[0]).toBe(sum.gradient[length - 1]);
      const [ownLogits, ownLabels] = [logits, labels].map((values) => {
        const own = allocate(length + 1).subarray(1);
        own.set(values);
        return own;
      });
      const own = sigmoidBinaryCrossEntropy(ownLogits, ownLabels, {
        reduction: "sum",
        out: { gradient: ownLogits },
      });
      expect(own.loss).toBe(sum.loss);
      expect(Float32Array.from(own.gradient)).toEqual(sum.gradient);
      const mean = sigmoidBinaryCrossEntropy(logits, labels, { out: { gradient: logits } });
      expect(mean.loss).toBe(sum.loss * (1 / length));
      expect(mean.gradient).toBe(logits);
      mean.gradient.forEach((g, i) => expect(ulpError(g, sum.gradient[i] / length)).toBeLessThanOrEqual(1.5));
    }
  });

  test("infinite logits with the right label cost nothing, with the wrong one all; NaN stays", () => {
    const of = (x: number, y: number) => {
      const { loss, gradient } = sigmoidBinaryCrossEntropy(Float32Array.of(x), Float32Array.of(y));
      return [loss, Math.abs(gradient[0])];
    };
    expect(of(Infinity, 1)).toEqual([0, 0]);
    expect(of(-Infinity, 0)).toEqual([0, 0]);
    expect(of(Infinity, 0)).toEqual([Infinity, 1]);
    expect(of(Number.NaN, 1)).toEqual([Number.NaN, Number.NaN]);
    expect(sigmoidBinaryCrossEntropy(new Float32Array(0), new Float32Array(0)).loss).toBe(0);
  });

  test("labels outside 0…1 and other lengths are refused before anything is written", () => {
    for (const length of [3, 300, 5003]) {
      const gradient = new Float32Array(length).fill(7);
      for (const label of [-0.5, 1.5, Number.NaN])
        for (const at of [0, 2, length - 1]) {
          const labels = Float32Array.from({ length }, (_, i) => (i === at ? label : i % 2));
          throwsCode("invalid-label", new RegExp(`element ${at} is ${label}`), () =>
            sigmoidBinaryCrossEntropy(new Float32Array(length), labels, { out: { gradient } }),
          );
        }
      expect(gradient.every((value) => value === 7)).toBe(true);
    }
    expect(() => sigmoidBinaryCrossEntropy(new Float32Array(3), new Float32Array(2))).toThrow(HillockError);
  });
});
