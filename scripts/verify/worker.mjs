// One part of the inputs of one function, through the real kernels.
import { elementwise } from "./catalogue.mjs";
import { distance, neighbour, ordinal } from "./measure.mjs";
import { compileDiffering, compileReference, compileSize } from "./reference.mjs";
import { boundOf, formulaOf, runnerOf, valuesOf } from "./subjects.mjs";

const BLOCK = 65_536;
const bits = new Uint32Array(BLOCK);
const x = new Float32Array(bits.buffer);
const out = new Float32Array(BLOCK);
const ones = new Float32Array(BLOCK).fill(1);
/** Terms cancel where together they are this many times as large as their sum. */
const CANCELLING = 1.5;
/** Around the origin the relative bound stands, whatever cancels there: to here, or nearer where a parameter multiplies x. */
const ORIGIN = 0.25;
const originOf = (f) =>
  ORIGIN /
  Math.max(1, ...Object.values(valuesOf(f)).map((value) => Math.max(Math.abs(value), 1 / Math.abs(value))));

const compiled = new Map();
function referenceOf(name, f, what) {
  const key = `${name} ${what}`;
  const formula = formulaOf(f, what);
  if (!compiled.has(key))
    compiled.set(key, {
      exact: compileReference(formula, valuesOf(f)),
      size: compileSize(formula, valuesOf(f)),
      run: runnerOf(f, what, ones),
      differing: compileDiffering(formula, valuesOf(f)),
    });
  return compiled.get(key);
}
const found = new Int32Array(BLOCK);

const wider = (a, at, error) => ({
  from: Math.min(a?.from ?? at, at),
  to: Math.max(a?.to ?? at, at),
  ...(error > (a?.error ?? -1) ? { error, at } : { error: a.error, at: a.at }),
});

/**
 * The worst of one part: `steps` from the correctly rounded result and `ulp` from the exact one, each with its input; where
 * terms cancel, the error over 2^−23 of their size.
 */
export default function verify({ name, what, stride, part, parts }) {
  const f = elementwise.get(name);
  const { exact, size, run, differing } = referenceOf(name, f, what);
  const bound = boundOf(f, what);
  const origin = originOf(f);
  const total = Math.floor(2 ** 32 / stride);
  const first = Math.floor((total * part) / parts);
  const last = Math.floor((total * (part + 1)) / parts);
  const worst = {
    steps: 0,
    stepsAt: 0,
    ulp: 0,
    ulpAt: 0,
    absolute: 0,
    cancelling: undefined,
    inputs: last - first,
  };
  for (let start = first; start < last; start += BLOCK) {
    const count = Math.min(BLOCK, last - start);
    for (let i = 0; i < count; i++) bits[i] = (start + i) * stride;
    const inputs = x.subarray(0, count);
    const results = out.subarray(0, count);
    run(inputs, results);
    const n = differing(x, out, count, found);
    for (let k = 0; k < n; k++) {
      const at = inputs[found[k]];
      const reference = exact(at);
      // what vanishes below float64 has no sign to go by; −0 is kept where the reference keeps it
      if (
        reference === 0 &&
        results[found[k]] === 0 &&
        (at !== 0 || (Object.is(at, -0) && Object.is(reference, 0)))
      )
        continue;
      const { steps, ulp } = distance(results[found[k]], reference);
      worst.absolute = Math.max(worst.absolute, Math.abs(results[found[k]] - reference) || 0);
      // where the slope jumps, the last input before it may be taken for the first after it
      if (steps > bound && f.kinks.some((kink) => Math.abs(ordinal(at) - ordinal(kink)) === 1)) {
        const sides = [-1, 1].map((step) => distance(results[found[k]], exact(neighbour(at, step))).steps);
        if (Math.min(...sides) <= bound) {
          worst.edge = at;
          continue;
        }
      }
      if (steps > bound && Math.abs(at) > origin) {
        const terms = size(at);
        if (terms > CANCELLING * Math.abs(reference)) {
          worst.cancelling = wider(
            worst.cancelling,
            at,
            Math.abs(results[found[k]] - reference) / terms / 2 ** -23,
          );
          continue;
        }
      }
      if (steps > worst.steps) [worst.steps, worst.stepsAt] = [steps, at];
      if (ulp > worst.ulp) [worst.ulp, worst.ulpAt] = [ulp, at];
    }
  }
  return worst;
}
