// One thread of the pool. The plan comes with every task, its table in shared memory; it is read at the first.
import type { MessagePort } from "node:worker_threads";
import type { Comparison } from "hillock";
import type { Claims } from "./claims.ts";
import { comparisonOf, type Plan } from "./plan.ts";
import { runText } from "./run-text.ts";
import { shareOf, type Taken } from "./share.ts";

export interface ShareTask {
  readonly plan: Plan;
  readonly claims: Claims;
  /** Takes each `Taken`, and null after the last. */
  readonly results: MessagePort;
}

export interface PackedTask {
  readonly plan: Plan;
  readonly index: number;
}

let comparison: Comparison | undefined;
const comparisonFor = (plan: Plan): Comparison => {
  comparison ??= comparisonOf(plan);
  return comparison;
};

/** Does this thread's share of the trainings. */
export default async function share({ plan, claims, results }: ShareTask): Promise<void> {
  const post = (taken: Taken | null): void => results.postMessage(taken);
  try {
    for await (const taken of shareOf(comparisonFor(plan), claims)) post(taken);
  } finally {
    // to close it would take a turn of the event loop, and the pool stops that
    post(null);
  }
}

/** The run at a place of the plan's list, as it travels to another machine. */
export async function packed({ plan, index }: PackedTask): Promise<Uint8Array> {
  const own = comparisonFor(plan);
  // only a queue's results are packed
  const [{ promisify }, { gzip }] = await Promise.all([import("node:util"), import("node:zlib")]);
  return promisify(gzip)(runText(await own.run(own.jobs[index])), { level: 1 });
}
