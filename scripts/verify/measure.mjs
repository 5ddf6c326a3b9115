// Distances of float32 results from float64 references.
const LARGEST = 3.4028234663852886e38;
const SMALLEST = 2 ** -149;
const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The numbers of float32 in order, one apart. */
export function ordinal(x) {
  float[0] = x;
  return bits[0] < 0 ? -0x80000000 - bits[0] : bits[0];
}

/** The number so many steps on. */
export function neighbour(x, steps) {
  const i = ordinal(x) + steps;
  bits[0] = i < 0 ? -0x80000000 - i : i;
  return float[0];
}

/** One unit in the last place of the float32 number. */
export function unitOf(nearest) {
  float[0] = nearest;
  const exponent = (bits[0] >>> 23) & 0xff;
  return exponent < 2 ? SMALLEST : 2 ** (exponent - 150);
}

/** As in a kernel, what lies beyond the largest number counts as the step after it. */
const clamped = (x) => (Math.abs(x) > LARGEST ? Math.sign(x) * 2 ** 128 : x);

/** Steps from the correctly rounded result, and the error in units of its last place; infinite where NaN or a sign is wrong. */
export function distance(got, exact) {
  const nearest = Math.fround(exact);
  if (Number.isNaN(nearest) || Number.isNaN(got)) {
    const wrong = Number.isNaN(nearest) === Number.isNaN(got) ? 0 : Number.POSITIVE_INFINITY;
    return { steps: wrong, ulp: wrong };
  }
  if (got === 0 && nearest === 0 && !Object.is(got, nearest))
    return { steps: Number.POSITIVE_INFINITY, ulp: Number.POSITIVE_INFINITY };
  const steps = Math.abs(ordinal(got) - ordinal(nearest));
  return {
    steps,
    ulp:
      steps === 0 && !Number.isFinite(nearest)
        ? 0
        : Math.abs(clamped(got) - clamped(exact)) / unitOf(nearest),
  };
}
