// One part of the inputs of one function, through the real kernels.
import { functions } from "hillock";

const BLOCK = 65_536;
const bits = new Uint32Array(BLOCK);
const x = new Float32Array(bits.buffer);
const out = new Float32Array(BLOCK);
const ones = new Float32Array(BLOCK).fill(1);
const LARGEST = 3.4028234663852886e38;
const SMALLEST = 2 ** -149;

/** The distance from the exact value in units of the last place of the float32 next to it. */
function ulps(got, exact) {
  if (Number.isNaN(exact)) return Number.isNaN(got) ? 0 : Number.POSITIVE_INFINITY;
  const nearest = Math.fround(exact);
  if (!Number.isFinite(nearest))
    return got === nearest || (Math.abs(got) === LARGEST && got * exact > 0) ? 0 : Number.POSITIVE_INFINITY;
  if (!Number.isFinite(got))
    return LARGEST - Math.abs(nearest) < 1e32 && got * exact > 0 ? 1 : Number.POSITIVE_INFINITY;
  const size = Math.abs(nearest);
  const unit = size < 2 ** -126 ? SMALLEST : 2 ** (Math.floor(Math.log2(size)) - 23);
  return Math.abs(got - exact) / unit;
}

export default function verify({ name, what, stride, part, parts }) {
  const f = functions.get(name);
  const exact = what === "forward" ? f : f.derivative;
  const total = Math.floor(2 ** 32 / stride);
  const first = Math.floor((total * part) / parts);
  const last = Math.floor((total * (part + 1)) / parts);
  let worst = { ulp: 0, at: 0 };
  for (let start = first; start < last; start += BLOCK) {
    const count = Math.min(BLOCK, last - start);
    for (let i = 0; i < count; i++) bits[i] = (start + i) * stride;
    const inputs = x.subarray(0, count);
    const results = out.subarray(0, count);
    if (what === "forward") f.forward(inputs, results);
    else f.backward(ones.subarray(0, count), inputs, results);
    for (let i = 0; i < count; i++) {
      const ulp = ulps(results[i], exact(inputs[i]));
      if (ulp > worst.ulp) worst = { ulp, at: inputs[i] };
    }
  }
  return { ...worst, at: Number.isFinite(worst.at) ? worst.at : String(worst.at), inputs: last - first };
}
