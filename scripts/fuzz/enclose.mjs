// Which float32 values a formula's kernel may give: the float64 value of every node with the rounding of float32 added at
// each step (a running error analysis in interval arithmetic). The bound is as wide as the formula is ill-conditioned at x.
const UNIT = 2 ** -24;
const TINY = 2 ** -149;
const SMALL = 2 ** -64;
const LARGEST = 3.4028234663852886e38;
/** Roundings that a node may cost, in half units of the last place. */
const CORE = 1;
const PRIMITIVE = 4;

/** Numbers from `low` to `high`, none where they are the wrong way round, and NaN where it is possible. */
const interval = (low, high, nan = false) => ({ low, high, nan });
const NOTHING = interval(Infinity, -Infinity, true);
const ANYTHING = interval(-Infinity, Infinity, true);
const isEmpty = ({ low, high }) => !(low <= high);
const holds = ({ low, high }, value) => low <= value && value <= high;
const isPoint = ({ low, high }) => low === high;
const hull = (a, b) => interval(Math.min(a.low, b.low), Math.max(a.high, b.high), a.nan || b.nan);

function rounded({ low, high, nan }, halfUnits) {
  if (!(low <= high)) return interval(low, high, nan);
  const spread = (value) => Math.abs(value) * UNIT * halfUnits * 1.001 + TINY * halfUnits;
  const wider = interval(low - spread(low), high + spread(high), nan);
  // an infinite end has an infinite spread
  if (Number.isNaN(wider.low)) wider.low = low;
  if (Number.isNaN(wider.high)) wider.high = high;
  if (wider.high > LARGEST) wider.high = Infinity;
  if (wider.low < -LARGEST) wider.low = -Infinity;
  return wider;
}

/** Ends from those of the corners; a corner without a value makes NaN possible and says nothing of the others. */
function fromCorners(values, nan) {
  const numbers = values.filter((value) => !Number.isNaN(value));
  const missing = numbers.length < values.length;
  if (numbers.length === 0) return NOTHING;
  return interval(Math.min(...numbers), Math.max(...numbers), nan || missing);
}

const reaches = (a, infinity) => a.low === infinity || a.high === infinity;
function sum(a, b) {
  const clash =
    (reaches(a, Infinity) && reaches(b, -Infinity)) || (reaches(a, -Infinity) && reaches(b, Infinity));
  const low = a.low + b.low;
  const high = a.high + b.high;
  if (!clash) return interval(low, high, a.nan || b.nan);
  if (isPoint(a) && isPoint(b)) return NOTHING;
  return interval(Number.isNaN(low) ? -Infinity : low, Number.isNaN(high) ? Infinity : high, true);
}
const opposite = (a) => interval(-a.high, -a.low, a.nan);

function product(a, b) {
  const nan = a.nan || b.nan;
  const isInfinite = (c) => reaches(c, Infinity) || reaches(c, -Infinity);
  // kernels scale parts of products, so that what is small may be 0 on the way
  const maySink = (c) => holds(c, 0) || Math.min(Math.abs(c.low), Math.abs(c.high)) < SMALL;
  const clash = (maySink(a) && isInfinite(b)) || (maySink(b) && isInfinite(a));
  const corners = [a.low, a.high].flatMap((p) => [b.low, b.high].map((q) => p * q));
  const found = fromCorners(corners, nan || clash);
  // 0 times what grows without end is anything
  return clash && !(isPoint(a) && isPoint(b)) ? hull(found, interval(0, 0)) : found;
}

function quotient(a, b) {
  const nan = a.nan || b.nan;
  if (holds(b, 0))
    return interval(-Infinity, Infinity, nan || holds(a, 0) || reaches(a, Infinity) || reaches(a, -Infinity));
  const found = fromCorners(
    [a.low, a.high].flatMap((p) => [b.low, b.high].map((q) => p / q)),
    nan,
  );
  const hasFinite = !isPoint(a) || Number.isFinite(a.low);
  return hasFinite && (reaches(b, Infinity) || reaches(b, -Infinity)) ? hull(found, interval(0, 0)) : found;
}

/** Of a function that only rises, or only falls, from `from` on; below there is NaN. */
const monotone =
  (f, from = -Infinity) =>
  (a) => {
    if (a.high < from) return NOTHING;
    const [one, two] = [f(Math.max(a.low, from)), f(a.high)];
    return interval(Math.min(one, two), Math.max(one, two), a.nan || a.low < from);
  };

const wave = (f) => (a) => {
  if (isPoint(a) && !Number.isFinite(a.low)) return NOTHING;
  if (!Number.isFinite(a.low) || !Number.isFinite(a.high)) return interval(-1, 1, true);
  const half = (a.high - a.low) / 2;
  const middle = f(a.low + half);
  return interval(Math.max(-1, middle - half), Math.min(1, middle + half), a.nan);
};

function power(a, b) {
  const nan = a.nan || b.nan;
  const corners = [a.low, a.high].flatMap((p) => [b.low, b.high].map((q) => p ** q));
  // 1 to the power of infinity
  if ((holds(a, 1) || holds(a, -1)) && (reaches(b, Infinity) || reaches(b, -Infinity)) && !isPoint(a))
    return ANYTHING;
  if (isPoint(a) && a.low === 1) return interval(1, 1, nan || reaches(b, Infinity) || reaches(b, -Infinity));
  if (a.low > 0 || (isPoint(a) && isPoint(b))) return fromCorners(corners, nan);
  if (!isPoint(b) || !Number.isInteger(b.low)) return ANYTHING;
  // a pole or the vertex of an even power
  const found = fromCorners(corners, nan);
  if (!holds(a, 0)) return found;
  return b.low < 0 ? interval(-Infinity, Infinity, nan) : hull(found, interval(0, 0, nan));
}

const sigmoid = (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
const primitive = (f) => ({ cost: PRIMITIVE, of: f });
const core = (f) => ({ cost: CORE, of: f });
const exact = (f) => ({ cost: 0, of: f });

const magnitude = (a) => {
  const [low, high] = [Math.abs(a.low), Math.abs(a.high)];
  return interval(holds(a, 0) ? 0 : Math.min(low, high), Math.max(low, high), a.nan);
};
const extreme = (pick) => (a, b) => interval(pick(a.low, b.low), pick(a.high, b.high), a.nan || b.nan);

const RULES = ({ erf, erfc, normal }) => ({
  add: core(sum),
  subtract: core((a, b) => sum(a, opposite(b))),
  multiply: core(product),
  divide: core(quotient),
  negate: exact(opposite),
  abs: exact(magnitude),
  min: exact(extreme(Math.min)),
  max: exact(extreme(Math.max)),
  sqrt: core(monotone(Math.sqrt, 0)),
  exp: primitive(monotone(Math.exp)),
  expm1: primitive(monotone(Math.expm1)),
  log: primitive(monotone((x) => Math.log(x), 0)),
  log1p: primitive(monotone(Math.log1p, -1)),
  sin: primitive(wave(Math.sin)),
  cos: primitive(wave(Math.cos)),
  atan: primitive(monotone(Math.atan)),
  tanh: primitive(monotone(Math.tanh)),
  sigmoid: primitive(monotone(sigmoid)),
  softplus: primitive(monotone((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))),
  erf: primitive(monotone(erf)),
  erfc: primitive(monotone(erfc)),
  normal: primitive(monotone(normal)),
  power: primitive(power),
});

/** Whether a comparison may hold, and whether it may not. */
const CONDITIONS = {
  less: (a, b) => ({ yes: a.low < b.high, no: a.high >= b.low }),
  lessEqual: (a, b) => ({ yes: a.low <= b.high, no: a.high > b.low }),
  equal: (a, b) => ({
    yes: a.low <= b.high && b.low <= a.high,
    no: !(isPoint(a) && isPoint(b) && a.low === b.low),
  }),
};

/**
 * What the float32 kernel of an expression may give at x. `special` has erf, erfc and normal in float64.
 * @returns the interval, with `nan` where NaN is possible
 */
export function enclose(expression, x, parameters, special) {
  const rules = RULES(special);
  const done = new Map();
  const constant = (value) => {
    const near = Math.fround(value);
    return interval(Math.min(value, near), Math.max(value, near));
  };
  const leaf = (value) => (Number.isNaN(value) ? NOTHING : constant(value));
  const of = (e) => {
    const known = done.get(e);
    if (known !== undefined) return known;
    const made = make(e);
    done.set(e, made);
    return made;
  };
  const make = (e) => {
    if (e.kind === "constant") return leaf(e.value);
    if (e.kind === "variable") return leaf(x);
    if (e.kind === "parameter") return leaf(parameters[e.name]);
    if (e.kind === "select") {
      const [condition, whenTrue, whenFalse] = e.args;
      const [a, b] = condition.args.map(of);
      const impossible = isEmpty(a) || isEmpty(b);
      const { yes, no } = impossible ? { yes: false, no: true } : CONDITIONS[condition.kind](a, b);
      // a comparison with NaN does not hold
      const otherwise = no || a.nan || b.nan;
      if (yes && otherwise) return hull(of(whenTrue), of(whenFalse));
      return of(yes ? whenTrue : whenFalse);
    }
    const { of: rule, cost } = rules[e.kind];
    const args = e.args.map(of);
    const value = args.some(isEmpty) ? NOTHING : rounded(rule(...args), cost);
    // anything to the power 0 is 1, NaN too
    return e.kind === "power" && args[0].nan && holds(args[1], 0) ? hull(value, interval(1, 1)) : value;
  };
  return of(expression);
}

/** g · interval, as a backward kernel computes it. */
export const times = (g, a) => (isEmpty(a) ? NOTHING : rounded(product(interval(g, g), a), CORE));

/** Whether a value is among those that an interval allows. */
export const allows = (a, value) => (Number.isNaN(value) ? a.nan : holds(a, value));

/** Whether an interval says something: to three decimal digits at least. */
export const isSharp = (a) =>
  isEmpty(a) ||
  (!a.nan && (isPoint(a) || a.high - a.low <= Math.max(Math.abs(a.low), Math.abs(a.high), 1e-35) / 1000));
