// How far a result is from what a case expects, in the case's own metric.
const bits = new DataView(new ArrayBuffer(4));

/** Float32 values as whole numbers in their order; +0 and −0 are both 0. */
function rank(value) {
  bits.setFloat32(0, value);
  const raw = bits.getInt32(0);
  return raw < 0 ? -0x80000000 - raw : raw;
}

const METRICS = {
  ULP: (actual, expected) => Math.abs(rank(actual) - rank(expected)),
  ATOL: (actual, expected) => Math.abs(actual - expected),
};

function distance(measure, actual, expected) {
  if (actual === expected || (Number.isNaN(actual) && Number.isNaN(expected))) return 0;
  // an infinity is met exactly or not at all, though its neighbour is one ULP away
  return Number.isFinite(actual) && Number.isFinite(expected)
    ? measure(actual, expected)
    : Number.POSITIVE_INFINITY;
}

/** undefined where `actual` is within the tolerance, else a sentence on the worst element. */
export function fault(actual, expected, { metric, value }) {
  const measure = METRICS[metric];
  if (measure === undefined || typeof value !== "number")
    throw new Error(`The tolerance ${JSON.stringify({ metric, value })} is not one of ULP or ATOL.`);
  if (actual.length !== expected.length)
    return `${actual.length} values, where ${expected.length} are expected`;
  let worst = { by: 0, at: -1 };
  expected.forEach((each, at) => {
    const by = distance(measure, actual[at], each);
    if (by > worst.by) worst = { by, at };
  });
  if (worst.by <= value) return undefined;
  return `element ${worst.at} is ${actual[worst.at]}, expected ${expected[worst.at]}: off by ${worst.by} ${metric}, ${value} allowed`;
}
