// One thread of the pool: the plan comes once, with the thread; then trainings, one at a time, by their place in its list.
import { promisify } from "node:util";
import { workerData } from "node:worker_threads";
import { gzip } from "node:zlib";
import type { Run } from "hillock";
import { comparisonOf, type Plan } from "./plan.ts";
import { runText } from "./run-text.ts";

// tinypool puts its own data first
const [, plan] = workerData as [unknown, Plan];
const own = comparisonOf(plan);

export default (index: number): Promise<Run> => own.run(own.jobs[index]);

/** The run as it travels to another machine. */
export async function packed(index: number): Promise<Uint8Array> {
  return promisify(gzip)(runText(await own.run(own.jobs[index])), { level: 1 });
}
