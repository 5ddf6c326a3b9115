// One thread of the pool: the plan comes once, with the thread; then jobs one at a time.
import { workerData } from "node:worker_threads";
import type { Job, Run } from "hillock";
import { comparisonOf, type Plan } from "./plan.ts";

// tinypool puts its own data first
const [, plan] = workerData as [unknown, Plan];
const own = comparisonOf(plan);

export default (job: Job): Promise<Run> => own.run(job);
