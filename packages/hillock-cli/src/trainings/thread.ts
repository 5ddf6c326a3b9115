// One thread of the pool. The plan comes with every task, its table in shared memory; it is read at the first.
import type { Comparison, Run } from "hillock";
import { type Claims, claim, groupsOf } from "./claims.ts";
import { comparisonOf, type Plan } from "./plan.ts";
import { runText } from "./run-text.ts";

export interface NextTask {
  readonly plan: Plan;
  readonly claims: Claims;
}

export interface PackedTask {
  readonly plan: Plan;
  readonly index: number;
}

export type Taken = { readonly index: number } & ({ readonly run: Run } | { readonly failed: string });

let comparison: Comparison | undefined;
const comparisonFor = (plan: Plan): Comparison => {
  comparison ??= comparisonOf(plan);
  return comparison;
};

let groups: ReturnType<typeof groupsOf> | undefined;
let group: number | undefined;

/** The next training that nobody has taken, and why it failed where it did; nothing where all are taken. */
export default async function next({ plan, claims }: NextTask): Promise<Taken | undefined> {
  const own = comparisonFor(plan);
  groups ??= groupsOf(own.jobs, claims);
  const taken = claim(groups, claims.taken, group);
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
export async function packed({ plan, index }: PackedTask): Promise<Uint8Array> {
  const own = comparisonFor(plan);
  // only a queue's results are packed
  const [{ promisify }, { gzip }] = await Promise.all([import("node:util"), import("node:zlib")]);
  return promisify(gzip)(runText(await own.run(own.jobs[index])), { level: 1 });
}
