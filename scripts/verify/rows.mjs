// Row functions, and losses with their gradients: rows of many lengths, and logits of many sizes.
import { createHash } from "node:crypto";
import { unitOf } from "./measure.mjs";
import { ALLOWED } from "./results.mjs";
import { subjects } from "./row-subjects.mjs";

/** Rows up to here have kernels of their own for each length. */
const NARROW = 64;
export const SIZES = [0.3, 3, 16, 100, 1000];
export const rowNames = [...subjects.keys()];
export const WHAT = ["forward", "derivative"];
/** What is measured of one: "output" is the slope from the output, where the function has it. */
export const whatOfRows = (name) => (subjects.get(name).output ? [...WHAT, "output"] : WHAT);
/** Terms cancel where together they are this many times as large as their sum. */
const CANCELLING = 1.5;
/**
 * The worst of a row function or a loss: in units of the last place and, of results further away whose terms cancel, over
 * 2^−23 of the terms' size.
 */
export default function measureRows({ name, what }) {
  const subject = subjects.get(name);
  const worst = {};
  let results = 0;
  for (const columns of subject.columns)
    for (const size of SIZES) {
      const reach = columns <= NARROW ? "narrow" : "wide";
      worst[reach] ??= { ulp: 0, columns, size };
      const its = worst[reach];
      for (const [got, exact, terms, rounding] of subject[what](columns, size)) {
        results++;
        const error = Math.abs(got - exact);
        if (error <= rounding) continue;
        const ulp = Number.isFinite(error) ? error / unitOf(Math.fround(exact)) : Number.POSITIVE_INFINITY;
        if (ulp > ALLOWED && terms > CANCELLING * Math.abs(exact))
          its.cancelling = Math.max(its.cancelling ?? 0, error / terms / 2 ** -23);
        else if (ulp > its.ulp) Object.assign(its, { ulp, columns, size });
      }
    }
  return { ...worst, results };
}

/** A figure holds for kernels with these very results. */
export function rowKernelOf(name, what) {
  const hash = createHash("sha256");
  for (const columns of [3, 10, NARROW, NARROW + 1, 1000])
    for (const size of [3, 100]) hash.update(subjects.get(name).results(what, columns, size));
  return hash.digest("hex").slice(0, 12);
}
