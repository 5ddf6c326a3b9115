import { HillockError } from "./errors.ts";

const WORD = 2 ** 32;

/** Every bit of the result depends on every bit of x (MurmurHash3's finalizer); a bijection of 32-bit words. */
function mix(x: number): number {
  let z = x >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

/** Stretches a word into well-spread ones: splitmix32. */
function spread(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state);
  };
}

/** The two words of a whole number, as in two's complement: distinct numbers give distinct words. */
function words(seed: number): readonly [low: number, high: number] {
  if (!Number.isSafeInteger(seed))
    throw new HillockError(
      "invalid-argument",
      `The seed is ${seed}; a whole number from −(2^53 − 1) to 2^53 − 1 is needed.`,
    );
  return [seed >>> 0, Math.floor(seed / WORD) >>> 0];
}

const rotate = (x: number, by: number): number => ((x << by) | (x >>> (32 - by))) >>> 0;

/**
 * Seeded random numbers, xoshiro128** 1.1 (Blackman & Vigna) seeded by splitmix32. Only integer operations and
 * exact divisions: the same bits on every engine.
 * @throws HillockError where the seed is not a safe integer.
 */
export class Random {
  readonly #state: Uint32Array;

  constructor(seed: number) {
    const [low, high] = words(seed);
    const next = spread(low);
    // the first two words differ from each other, so the state is never all zero
    const state = Uint32Array.from({ length: 4 }, next);
    if (high !== 0) {
      const further = spread(high);
      state[2] ^= further();
      state[3] ^= further();
    }
    this.#state = state;
  }

  /** A whole number from 0 to 2^32 − 1, each as likely. */
  uint32(): number {
    const s = this.#state;
    const result = Math.imul(rotate(Math.imul(s[1], 5) >>> 0, 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11);
    return result;
  }

  /** From 0 to 1, without 1; 24 bits, so exact in float32. */
  uniform(): number {
    return (this.uint32() >>> 8) / 2 ** 24;
  }

  /**
   * A whole number from 0 to n − 1, each as likely: draws from an incomplete last round are repeated.
   * @throws HillockError where n is not a whole number from 1 to 2^32.
   */
  below(n: number): number {
    if (!(n >= 1 && n <= WORD && Number.isInteger(n)))
      throw new HillockError(
        "invalid-argument",
        `A number below ${n} was asked; n must be whole, 1 to 2^32.`,
      );
    let draw = this.uint32();
    // the last round may be incomplete; the others need no division to tell
    if (draw > WORD - n) {
      const limit = WORD - (WORD % n);
      while (draw >= limit) draw = this.uint32();
    }
    // draw % n: the quotient's error is far below 1 / n, and a division of floats is quicker than their remainder
    return draw - n * Math.floor(draw / n);
  }

  /** Fisher–Yates, in place: each order as likely. */
  shuffle(order: Uint32Array): void {
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
  }
}

const NUMBER = 1;
const TEXT = 2;

/**
 * An independent stream for each seed and path, such as `derive(seed, "weights", layer)`. Paths that differ in any
 * part give different streams: a number is not its digits, and ("ab") is not ("a", "b").
 * @throws HillockError where the seed or a number of the path is not a safe integer.
 */
export function derive(seed: number, ...stream: readonly (number | string)[]): Random {
  let a = 0x243f6a88;
  let b = 0x85a308d3;
  const absorb = (word: number): void => {
    a = mix(Math.imul(a ^ word, 0x9e3779b1) + 0x7f4a7c15);
    b = mix((b + word) ^ rotate(a, 13));
  };
  words(seed).forEach(absorb);
  for (const part of stream) {
    // the kind and the length go first, so that no two paths spell the same words
    if (typeof part === "number") for (const word of [NUMBER, ...words(part)]) absorb(word);
    else {
      absorb(TEXT);
      absorb(part.length);
      for (let i = 0; i < part.length; i++) absorb(part.charCodeAt(i));
    }
  }
  // 53 bits, as many as a seed holds
  return new Random((b >>> 11) * WORD + a);
}
