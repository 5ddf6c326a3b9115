import { allocate, glu, HillockError, hardmax, logSoftmax, softmax, softmin, sparsemax } from "hillock";
import { describe, expect, test } from "vitest";
import { ulpError } from "../../expression/lower/ulp.ts";
import type { RowActivation } from "../activation.ts";

const wave = (length: number, size: number, phase = 0): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * 2.1 + phase + Math.sin(i * i)) * size);

describe.each([softmax, softmin].map((f) => [f.name, f] as const))(
  "%s backward from the output",
  (_name, f) => {
    const fromOutput = (...given: Parameters<RowActivation["backward"]>): Float32Array => {
      if (f.backwardFromOutput === undefined) throw new Error("It has none.");
      return f.backwardFromOutput(...given);
    };
    const sign = f === softmax ? 1 : -1;

    test("is ±s (g − g·s), of short rows rounded once, of long ones as far as its terms are, with the same bits for any number of rows, in place and in own memory", () => {
      for (const columns of [...Array.from({ length: 70 }, (_, i) => i + 1), 127, 1000]) {
        const [s, g] = [f.forward(wave(5 * columns, 4, columns), { columns }), wave(5 * columns, 2, 1)];
        const out = fromOutput(g, s, { columns });
        for (let row = 0; row < 5; row++) {
          const part = (a: Float32Array) => a.subarray(row * columns, (row + 1) * columns);
          const mean = part(s).reduce((sum, share, i) => sum + share * part(g)[i], 0);
          part(s).forEach((share, i) => {
            const expected = sign * share * (part(g)[i] - mean);
            const error = Math.abs(part(out)[i] - expected);
            // two differences and a product are rounded
            const terms = share * (Math.abs(part(g)[i]) + Math.abs(mean)) * 3 * 2 ** -24;
            const close = columns <= 64 ? ulpError(part(out)[i], expected) <= 0.51 : error <= terms;
            expect(close || error <= 1e-15).toBe(true);
          });
          expect(fromOutput(part(g), part(s))).toEqual(part(out));
        }
        const [overS, overG] = [s.slice(), g.slice()];
        expect(fromOutput(g, overS, { columns }, overS)).toEqual(out);
        expect(fromOutput(overG, s, { columns }, overG)).toEqual(out);
        const own = allocate(s.length);
        own.set(s);
        expect(Float32Array.from(fromOutput(g, own, { columns }, own))).toEqual(out);
      }
    });

    test("a NaN makes its own row NaN; other lengths are refused", () => {
      const s = f.forward(wave(12, 2), { columns: 3 });
      s[4] = Number.NaN;
      const out = fromOutput(wave(12, 1), s, { columns: 3 });
      expect([...out].map(Number.isNaN)).toEqual(Array.from({ length: 12 }, (_, i) => i >= 3 && i < 6));
      expect(() => fromOutput(new Float32Array(3), s, { columns: 3 })).toThrow(HillockError);
      expect(() => fromOutput(wave(12, 1), s, { columns: 5 })).toThrow(HillockError);
    });
  },
);

test("functions whose output does not tell the slope have no such member", () => {
  for (const f of [logSoftmax, hardmax, sparsemax, glu]) expect("backwardFromOutput" in f).toBe(false);
});
