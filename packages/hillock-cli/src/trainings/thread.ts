// One thread of the pool: the plan comes once, with the thread; then trainings, one at a time.
import { promisify } from "node:util";
import { workerData } from "node:worker_threads";
import { gzip } from "node:zlib";
import type { Run } from "hillock";
import { type Claims, claim } from "./claims.ts";
import { comparisonOf, type Plan } from "./plan.ts";
import { runText } from "./run-text.ts";

export interface ThreadData {
  readonly plan: Plan;
  readonly claims: Claims;
}

export type Taken = { readonly index: number } & ({ readonly run: Run } | { readonly failed: string });

// tinypool puts its own data first
const [, { plan, claims }] = workerData as [unknown, ThreadData];
const own = comparisonOf(plan);
let group: number | undefined;

/** The next training that nobody has taken, and why it failed where it did; nothing where all are taken. */
export default async function next(): Promise<Taken | undefined> {
  const taken = claim(claims, group);
  if (taken === undefined) return undefined;
  group = taken.group;
  const { index } = taken;
  try {
    return { index, run: await own.run(own.jobs[index]) };
  } catch (cause) {
    return { index, failed: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** The run at a place of the plan's list, as it travels to another machine. */
export async function packed(index: number): Promise<Uint8Array> {
  return promisify(gzip)(runText(await own.run(own.jobs[index])), { level: 1 });
}
