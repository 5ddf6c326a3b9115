import fc from "fast-check";
import { HillockError, type Run } from "hillock";
import { expect, test } from "vitest";
import { readRun, runText } from "./run-text.ts";

const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });
const number = fc.oneof(fc.double(), fc.constantFrom(-0, Number.NaN, Infinity, -Infinity));
const list = fc.array(number);
const known = fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)));
const layer = record({
  gradientNorm: list,
  weightGradientNorm: list,
  deadShare: list,
  saturatedShare: list,
  activationMean: list,
  activationSpread: list,
  sparsity: list,
});
const run: fc.Arbitrary<Run> = record({
  activation: fc.string(),
  seed: fc.integer(),
  status: fc.constantFrom("finished", "diverged"),
  epochs: fc.nat(),
  seconds: number,
  trainLoss: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
  validationLoss: fc.constant(null),
  validationAccuracy: fc.constant(0.5),
  curves: record({ trainLoss: known, validationLoss: known, validationAccuracy: list, seconds: list }),
  layers: fc.array(layer),
});

test("a run comes back with the same bits, NaN and −0 included", () => {
  fc.assert(
    fc.property(run, (given) => {
      expect(readRun(runText(given), given)).toStrictEqual(given); // as Object.is
    }),
  );
});

test("a run of another training, or none, is refused", () => {
  fc.assert(
    fc.property(run, fc.json(), (given, other) => {
      expect(() => readRun(runText(given), { ...given, seed: given.seed + 1 })).toThrow(HillockError);
      expect(() => readRun(other, given)).toThrow(HillockError);
      expect(() => readRun(runText(given).slice(0, -1), given)).toThrow(HillockError);
    }),
  );
});
