import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dense, linear, network, sigmoid } from "../../index.ts";
import { type History, observe } from "../../network/train.ts";
import { trendOf } from "../finding.ts";
import { overfitting } from "./progress.ts";
import { slowConvergence } from "./slow-convergence.ts";

const losses = fc.array(fc.double({ min: 1e-3, max: 10, noNaN: true }), { minLength: 4, maxLength: 60 });

describe("trend", () => {
  test("of a loss that keeps a constant share of itself each epoch", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        fc.integer({ min: 8, max: 64 }),
        (keep, n) => {
          const { fall, steadiness } = trendOf(Array.from({ length: n }, (_, t) => 3 * keep ** t));
          expect(fall).toBeCloseTo(1 - keep ** (Math.ceil(n / 2) - 1), 9);
          expect(steadiness).toBe(1);
        },
      ),
    );
  });

  test("turns about with time, and knows no scale", () => {
    fc.assert(
      fc.property(losses, fc.double({ min: 0.01, max: 100, noNaN: true }), (values, scale) => {
        const half = values.slice(-Math.max(4, Math.ceil(values.length / 2)));
        const [forth, back] = [trendOf(half.slice(-4)), trendOf(half.slice(-4).reverse())];
        expect(back.steadiness).toBeCloseTo(-forth.steadiness, 12);
        expect(Math.log(1 - back.fall)).toBeCloseTo(-Math.log(1 - forth.fall), 6);
        expect(trendOf(values.map((v) => v * scale)).fall).toBeCloseTo(trendOf(values).fall, 6);
      }),
    );
  });

  test("of very many epochs costs no more than of some", () => {
    const { fall, steadiness } = trendOf(Array.from({ length: 400_000 }, (_, t) => Math.exp(-t / 1e5)));
    expect(fall).toBeCloseTo(1 - Math.exp(-2), 1);
    expect(steadiness).toBe(1);
  });
});

/** A history with these curves; the losses as shares of a constant prediction's. */
function history(
  task: "decisions" | "numbers",
  curves: {
    readonly train: readonly number[];
    readonly held: readonly number[];
    readonly accuracy?: readonly number[];
    readonly cosine?: number;
    readonly heldOutRows?: number;
    /** Many unless given, so that a training of some epochs is a long one. */
    readonly rows?: number;
  },
): History {
  const net = network({ inputs: 1, layers: [dense(1, task === "decisions" ? sigmoid : linear)], seed: 1 });
  const rows = { inputs: Float32Array.of(-1, 1, -2, 2), labels: [0, 1, 0, 1] };
  const start = observe(net, rows, { epochs: 1 });
  const { constantLoss } = start.evidence;
  const cosine = curves.train.slice(1).map(() => curves.cosine ?? 0);
  return {
    ...start,
    trainLoss: curves.train.map((loss) => loss * constantLoss),
    validationLoss: curves.held.map((loss) => loss * constantLoss),
    validationAccuracy: curves.accuracy ?? [],
    evidence: {
      ...start.evidence,
      constantLoss,
      heldOutRows: curves.heldOutRows ?? 200,
      rows: curves.rows ?? 20_000,
      path: { ...start.evidence.path, cosine },
    },
  };
}
const over = (epochs: number, loss: (t: number) => number): number[] =>
  Array.from({ length: epochs }, (_, t) => loss(t / (epochs - 1)));
/** To and fro by a tenth. */
const wobble = (values: readonly number[]): number[] => values.map((v, t) => v * (t % 2 ? 1.1 : 1));

describe("slow convergence", () => {
  const falling = over(40, (t) => 0.8 - 0.4 * t);
  test("is a loss that falls while the weights march on, or falls steadily whatever they do", () => {
    expect(slowConvergence(history("numbers", { train: falling, held: falling, cosine: 0.9 }))).toBeDefined();
    expect(
      slowConvergence(history("numbers", { train: falling, held: falling, cosine: -0.2 })),
    ).toBeDefined();
  });
  test("is not a loss that hovers, nor one of which nothing is left, nor rows learned by heart", () => {
    const hover = wobble(over(40, () => 0.3));
    expect(slowConvergence(history("numbers", { train: hover, held: hover, cosine: -0.4 }))).toBeUndefined();
    const done = over(40, (t) => 0.02 - 0.01 * t);
    expect(slowConvergence(history("numbers", { train: done, held: done, cosine: 0.9 }))).toBeUndefined();
    const rising = over(40, (t) => 0.5 + 0.3 * t);
    expect(
      slowConvergence(history("numbers", { train: falling, held: rising, cosine: 0.1 })),
    ).toBeUndefined();
  });
});

describe("slow convergence of a short training", () => {
  const rows = 40;
  const falling = over(12, (t) => 0.5 - 0.2 * t);
  const zigzag = { cosine: -0.3, rows };
  test("is a training loss that falls, whatever the weights and a noisy held-out loss do", () => {
    const noisy = falling.map((_, t) => (t % 2 ? 0.45 : 0.4));
    expect(slowConvergence(history("numbers", { train: falling, held: noisy, ...zigzag }))).toMatchObject({
      threshold: 450,
    });
    expect(
      slowConvergence(history("numbers", { train: falling, held: noisy, cosine: -0.3 })),
    ).toBeUndefined();
  });
  test("is not learning by heart, nor decisions that are all right", () => {
    const apart = falling.map(() => 1.2);
    expect(slowConvergence(history("numbers", { train: falling, held: apart, ...zigzag }))).toBeUndefined();
    const surely = over(12, (t) => 0.4 + 0.3 * t);
    expect(slowConvergence(history("numbers", { train: falling, held: surely, ...zigzag }))).toBeUndefined();
    const right = { train: falling, held: falling, accuracy: falling.map(() => 1), ...zigzag };
    expect(slowConvergence(history("decisions", right))).toBeUndefined();
    expect(slowConvergence(history("decisions", { ...right, accuracy: [] }))).toBeDefined();
  });
});

describe("overfitting", () => {
  const learned = over(60, (t) => 0.6 * Math.exp(-6 * t));
  const cross = over(60, (t) => 0.3 + 0.4 * t);
  test("of decisions is told by the accuracy, not by a cross-entropy that a few sure errors raise", () => {
    const stays = over(60, () => 0.9);
    expect(
      overfitting(history("decisions", { train: learned, held: cross, accuracy: stays })),
    ).toBeUndefined();
    // of twelve rows the accuracy says little
    const few = { train: learned, held: cross, accuracy: stays, heldOutRows: 12 };
    expect(overfitting(history("decisions", few))).toBeDefined();
    const falls = over(60, (t) => 0.9 - 0.15 * t);
    const found = overfitting(history("decisions", { train: learned, held: cross, accuracy: falls }));
    expect(found?.measured).toBeGreaterThan(0.1);
    expect(found?.cause).toMatch(/accuracy was \d+ %/);
  });
  test("of numbers is told by the rise of the squared error while the training loss falls", () => {
    const held = over(60, (t) => 0.3 + 0.1 * t);
    expect(overfitting(history("numbers", { train: learned, held }))).toMatchObject({ sinceEpoch: 1 });
    expect(overfitting(history("numbers", { train: over(60, () => 0.25), held }))).toBeUndefined();
  });
});
