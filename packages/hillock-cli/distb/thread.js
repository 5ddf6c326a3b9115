import { t as claim, r as groupsOf } from "./claims-CvBz_94k.js";
import { t as comparisonOf } from "./plan-qekxgYwk.js";
import { n as runText } from "./run-text-DhHj62s2.js";

// src/trainings/thread.ts
let comparison;
const comparisonFor = (plan) => {
  comparison ??= comparisonOf(plan);
  return comparison;
};
/** Does this thread's share: the next training that nobody has taken, until all are. */
async function share({ plan, claims, results }) {
  const post = (taken) => results.postMessage(taken);
  try {
    const own = comparisonFor(plan);
    const groups = groupsOf(own.jobs, claims);
    let taken = claim(groups, claims.taken, void 0);
    while (taken !== void 0) {
      const { index, group } = taken;
      try {
        post({
          index,
          run: await own.run(own.jobs[index]),
        });
      } catch (cause) {
        post({
          index,
          failed: cause instanceof Error ? cause.message : String(cause),
        });
      }
      taken = claim(groups, claims.taken, group);
    }
  } finally {
    post(null);
  }
}
/** The run at a place of the plan's list, as it travels to another machine. */
async function packed({ plan, index }) {
  const own = comparisonFor(plan);
  const [{ promisify }, { gzip }] = await Promise.all([import("node:util"), import("node:zlib")]);
  return promisify(gzip)(runText(await own.run(own.jobs[index])), { level: 1 });
}

export { packed, share as default };
