// Formulas through the parser, the differentiation and the kernels: each is refused with an error that helps, or its kernels
// agree with the float64 evaluator.
import fc from "fast-check";
import { allows, enclose, isSharp, times } from "./enclose.mjs";
import { anyName, anyText, PARAMETERS } from "./texts.mjs";

/** No text may take longer, in ms of the processor: parsing, differentiating, compiling, and all values. */
const LONGEST = 10_000;
/** Values at which slopes by parameters are compared, each in a call of its own. */
const SINGLE = 24;
const REFUSALS = new Set(["invalid-formula", "invalid-argument"]);
const TEXT_LIMIT = 1000;

const edges = [
  0, -0, 1, -1, 0.5, -0.5, 1e-45, -1e-45, 1e-38, 1e-30, 3e38, -3e38, 88.7, -87.3, -103.5, 16_777_216,
];
const bits = new DataView(new ArrayBuffer(4));
const ofAnySize = fc.nat({ max: 0xffffffff }).map((word) => {
  bits.setUint32(0, word);
  return bits.getFloat32(0);
});
const ordinary = fc.float({ min: -20, max: 20, noNaN: true });
const inputs = fc
  .tuple(
    fc.array(ordinary, { minLength: 30, maxLength: 30 }),
    fc.array(ofAnySize, { minLength: 15, maxLength: 15 }),
  )
  .map(([usual, any]) => Float32Array.from([...edges, ...usual, ...any, Infinity, -Infinity, Number.NaN]));
const texts = fc.record({
  name: anyName,
  text: anyText,
  x: inputs,
  gradient: fc.float({ min: -4, max: 4, noNaN: true }),
});

const shorten = (text) =>
  text.length > 300 ? `${text.slice(0, 150)} … ${text.slice(-100)} (${text.length} characters)` : text;

class Disagreement extends Error {}

/** Refused as it should be, or an error. */
function checkRefusal(error, HillockError, text) {
  if (!(error instanceof HillockError))
    throw new Disagreement(`it throws ${String(error)}, which is no HillockError`);
  const { code, message, position } = error;
  if (!REFUSALS.has(code)) throw new Disagreement(`it is refused with the code "${code}": ${message}`);
  if (message.length > TEXT_LIMIT) throw new Disagreement(`the message has ${message.length} characters`);
  if (position !== undefined && !(Number.isInteger(position) && position >= 0 && position <= text.length))
    throw new Disagreement(`the position is ${position}`);
  return position === undefined ? "without a place" : "with the place";
}

/**
 * Counts and, where one was found, the smallest formula that fails.
 * @param hillock activation, HillockError, evaluate, and erf, erfc and normal in float64
 */
export function fuzzFormulas(hillock, { runs, seed, path, onProgress = () => {} }) {
  const { activation, HillockError, evaluate, special } = hillock;
  const counts = {
    formulas: 0,
    refusedWithPlace: 0,
    refusedWithout: 0,
    compiled: 0,
    forward: 0,
    backward: 0,
    parameters: 0,
    sharp: 0,
    slowest: 0,
    slowestText: "",
  };

  const compare = (what, expression, parameters, x, exact, actual, factor) => {
    x.forEach((value, i) => {
      const expected = factor === undefined ? exact(value) : factor * exact(value);
      const at = `at x = ${value}${factor === undefined ? "" : ` with gradient ${factor}`}`;
      const inside = enclose(expression, value, parameters, special);
      const allowed = factor === undefined ? inside : times(factor, inside);
      if (Number.isNaN(value)) {
        // slopes pass NaN on where their formula does not
        const fits = Number.isNaN(actual[i])
          ? factor !== undefined || Number.isNaN(expected)
          : !Number.isNaN(expected);
        if (!fits && !allows(allowed, actual[i]))
          throw new Disagreement(`${what} ${at} is ${actual[i]}; float64 says ${expected}`);
        return;
      }
      if (!allows(allowed, actual[i]))
        throw new Disagreement(
          `${what} ${at} is ${actual[i]}; float64 says ${expected}, and float32 arithmetic allows ${allowed.low} to ${allowed.high}${allowed.nan ? " or NaN" : ""}`,
        );
      counts[what]++;
      if (isSharp(allowed)) counts.sharp++;
    });
  };

  const compareAll = (f, parameters, x, g) => {
    compare("forward", f.formula, parameters, x, f, f.forward(x));
    const gradients = new Float32Array(x.length).fill(g);
    compare("backward", f.derivativeFormula, parameters, x, f.derivative, f.backward(gradients, x), g);
    const some = x.filter((_, i) => i % Math.ceil(x.length / SINGLE) === 0);
    const each = [...some].map((value) => f.parameterGradients(Float32Array.of(g), Float32Array.of(value)));
    for (const [name, formula] of Object.entries(f.parameterFormulas)) {
      const exact = (value) => evaluate(formula, value, parameters);
      compare(
        "parameters",
        formula,
        parameters,
        some,
        exact,
        each.map((sums) => sums[name][0]),
        g,
      );
    }
  };

  const tryOne = ({ name, text, x, gradient }) => {
    counts.formulas++;
    const parameters = Object.fromEntries(
      Object.entries(PARAMETERS).filter(([key]) => new RegExp(`\\b${key}\\b`).test(text)),
    );
    const start = process.cpuUsage();
    let f;
    try {
      f = activation(name, text, parameters);
    } catch (error) {
      const how = checkRefusal(error, HillockError, text);
      counts[how === "with the place" ? "refusedWithPlace" : "refusedWithout"]++;
    }
    if (f !== undefined) {
      counts.compiled++;
      compareAll(f, parameters, x, Math.fround(gradient));
    }
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    if (took > counts.slowest) Object.assign(counts, { slowest: took, slowestText: shorten(text) });
    if (took > LONGEST) throw new Disagreement(`it takes ${Math.round(took)} ms`);
    onProgress(counts);
  };

  const result = fc.check(fc.property(texts, tryOne), {
    numRuns: runs,
    seed,
    ...(path === undefined ? {} : { path }),
  });
  if (!result.failed) return { counts, failure: undefined };
  const [{ name, text }] = result.counterexample;
  const reason =
    result.errorInstance instanceof Error ? result.errorInstance : new Error(String(result.errorInstance));
  return {
    counts,
    failure: {
      text: shorten(text),
      name,
      reason: reason instanceof Disagreement ? reason.message : (reason.stack ?? reason.message),
      seed: result.seed,
      path: result.counterexamplePath,
    },
  };
}
