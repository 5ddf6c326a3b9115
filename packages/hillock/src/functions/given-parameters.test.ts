import fc from "fast-check";
import {
  activation,
  type ElementwiseActivation,
  functions,
  HillockError,
  type ParameterValues,
  prelu,
} from "hillock";
import { expect, test } from "vitest";

const withParameters = [...functions.values()].filter(
  (f): f is ElementwiseActivation => f.kind === "elementwise" && Object.keys(f.parameters).length > 0,
);
// what JavaScript callers may pass, whatever the types say
const whatever = (value: unknown) => value as ParameterValues;

const NO_NUMBERS: readonly unknown[] = [undefined, null, true, 5n, "0.1", Symbol("s"), () => 1, {}, []];

test("a parameter that is no number: a typed error that names it, its value and its kind", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...withParameters),
      fc.nat(),
      fc.constantFrom(...NO_NUMBERS),
      fc.boolean(),
      (f, pick, bad, inList) => {
        const names = Object.keys(f.parameters);
        const name = names[pick % names.length];
        let error: unknown;
        try {
          f.with(whatever({ [name]: inList ? [1, bad] : bad }));
        } catch (thrown) {
          error = thrown;
        }
        expect(error).toBeInstanceOf(HillockError);
        const { code, message } = error as HillockError;
        expect(code).toBe("invalid-argument");
        expect(message).toContain(`${f.name}: ${name} is `);
        if (typeof bad !== "object") {
          expect(message).toContain(`${String(bad)} (${typeof bad})`);
          expect(message).toContain("a finite number is needed");
        }
      },
    ),
  );
  expect(() => activation("f", "b * x", whatever({ b: null }))).toThrow("f: b is null (object)");
});

test("a function keeps the values that it was given, whatever becomes of their array", () => {
  const arrays = [
    Float32Array.of(0.5),
    Float32Array.of(0.5, 0.25),
    [0.5, 0.25],
    new Float32Array(new SharedArrayBuffer(8)).fill(0.5),
  ];
  for (const slope of arrays) {
    const f = prelu.with({ slope });
    const before = f.forward(Float32Array.of(-1, -1));
    const gradient = f.backward(Float32Array.of(1, 1), Float32Array.of(-1, -1));
    for (const bad of [9, Number.NaN]) {
      slope[0] = bad;
      expect(f.forward(Float32Array.of(-1, -1))).toEqual(before);
      expect(f.backward(Float32Array.of(1, 1), Float32Array.of(-1, -1))).toEqual(gradient);
      expect(f(-1)).toBe(-0.5);
      expect(f.derivative(-1)).toBe(0.5);
    }
  }
});
