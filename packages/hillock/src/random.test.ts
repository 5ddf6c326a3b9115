import fc from "fast-check";
import { expect, test } from "vitest";
import { HillockError } from "./errors.ts";
import { derive, Random } from "./random.ts";

const draw = (random: Random, count = 8): number[] => Array.from({ length: count }, () => random.uint32());
const seeds = fc.maxSafeInteger();

const word = (x: bigint): bigint => BigInt.asUintN(32, x);
const rotate = (x: bigint, by: bigint): bigint => word((x << by) | (x >> (32n - by)));

/** The authors' C, in whole numbers of any size: nothing is shared with the code under test. */
function xoshiro(start: readonly bigint[], count: number): number[] {
  const s = [...start];
  return Array.from({ length: count }, () => {
    const result = word(rotate(word(s[1] * 5n), 7n) * 9n);
    const t = word(s[1] << 9n);
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11n);
    return Number(result);
  });
}

function splitmix(start: bigint): () => bigint {
  let state = start;
  return () => {
    state = word(state + 0x9e3779b9n);
    let z = word((state ^ (state >> 16n)) * 0x85ebca6bn);
    z = word((z ^ (z >> 13n)) * 0xc2b2ae35n);
    return z ^ (z >> 16n);
  };
}

test("the reference gives the authors' numbers for the state 1, 2, 3, 4", () => {
  expect(xoshiro([1n, 2n, 3n, 4n], 10)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test("xoshiro128** after splitmix32, bit for bit", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const low = splitmix(word(BigInt(seed)));
      const state = [low(), low(), low(), low()];
      const high = word(BigInt(seed) >> 32n);
      if (high !== 0n) {
        const further = splitmix(high);
        state[2] ^= further();
        state[3] ^= further();
      }
      expect(draw(new Random(seed), 20)).toEqual(xoshiro(state, 20));
    }),
  );
});

test("seeds that differ only above 32 bits, or in sign, differ", () => {
  const near = [0, 1, -1, -2, 2 ** 32, 2 ** 32 + 1, -(2 ** 32), 2 ** 53 - 1, -(2 ** 53 - 1)];
  for (const start of [(seed: number) => new Random(seed), (seed: number) => derive(seed, "a")])
    expect(new Set(near.map((seed) => draw(start(seed)).join())).size).toBe(near.length);
});

test("uniform: 24 bits, from 0 to 1 without 1, even over its range", () => {
  const random = new Random(5);
  const counts = new Uint32Array(16);
  const n = 64_000;
  for (let i = 0; i < n; i++) {
    const u = random.uniform();
    expect(Math.fround(u)).toBe(u);
    counts[Math.floor(u * 16)]++;
  }
  // χ² of 15 degrees of freedom: 37.7 is passed once in a thousand
  expect(counts.reduce((sum, c) => sum + (c - n / 16) ** 2 / (n / 16), 0)).toBeLessThan(37.7);
});

test("below: in range, and without the bias of a plain remainder", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
      const value = new Random(seed).below(n);
      expect(Number.isInteger(value) && value >= 0 && value < n).toBe(true);
    }),
  );
  // of 3·2^30 a plain remainder would put a half, not a third, below 2^30
  const random = new Random(9);
  const low = Array.from({ length: 9000 }, () => random.below(3 * 2 ** 30)).filter((v) => v < 2 ** 30).length;
  expect(Math.abs(low / 9000 - 1 / 3)).toBeLessThan(0.02);
});

test("shuffle: a permutation, and every order of three as likely", () => {
  fc.assert(
    fc.property(seeds, fc.nat(80), (seed, n) => {
      const order = Uint32Array.from({ length: n }, (_, i) => i);
      new Random(seed).shuffle(order);
      expect([...order].sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
    }),
  );
  const random = new Random(2);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = Uint32Array.of(0, 1, 2);
    random.shuffle(order);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // 5 degrees of freedom: 20.5 is passed once in a thousand
  expect([...counts.values()].reduce((sum, c) => sum + (c - 1000) ** 2 / 1000, 0)).toBeLessThan(20.5);
});

test("derive: the same path gives the same stream, another path another one", () => {
  const path = fc.array(fc.oneof(seeds, fc.string()), { maxLength: 4 });
  fc.assert(
    fc.property(seeds, path, seeds, path, (seed, stream, other, otherStream) => {
      const own = draw(derive(seed, ...stream));
      expect(draw(derive(seed, ...stream))).toEqual(own);
      fc.pre(seed !== other || JSON.stringify(stream) !== JSON.stringify(otherStream));
      expect(draw(derive(other, ...otherStream))).not.toEqual(own);
    }),
  );
  const alike = [["ab"], ["a", "b"], ["b", "a"], ["", "ab"], [], [""], [0], ["0"], [1], ["1"], [1, 2], [12]];
  expect(new Set(alike.map((stream) => draw(derive(1, ...stream)).join())).size).toBe(alike.length);
});

test("streams of neighbouring seeds and parts are not correlated", () => {
  const n = 4000;
  const sample = (random: Random): number[] => Array.from({ length: n }, () => random.uniform() - 0.5);
  const streams = [derive(1, "w", 0), derive(1, "w", 1), derive(2, "w", 0), derive(2, "w", 1)].map(sample);
  streams.forEach((x, i) => {
    for (const y of streams.slice(i + 1)) {
      const correlation = x.reduce((sum, v, k) => sum + v * y[k], 0) / (n / 12);
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(n));
    }
  });
});

test.each([0.5, Number.NaN, Infinity, 2 ** 53])("a seed of %s is refused", (seed) => {
  expect(() => new Random(seed)).toThrow(HillockError);
  expect(() => derive(seed, "a")).toThrow(/seed is/);
  expect(() => derive(1, seed)).toThrow(HillockError);
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 32 + 1])("below(%s) is refused", (n) => {
  expect(() => new Random(1).below(n)).toThrow(/whole, 1 to 2\^32/);
});
