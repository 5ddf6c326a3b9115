import type { Comparison, Run } from "hillock";
import { type Claims, claim, groupsOf } from "./claims.ts";

/** A training's place in the comparison's list, and what became of it. */
export type Taken = { readonly index: number } & ({ readonly run: Run } | { readonly failed: string });

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** A thread's share of a comparison: the next training that nobody has taken, until all are. */
export async function* shareOf(own: Comparison, claims: Claims): AsyncGenerator<Taken> {
  const groups = groupsOf(own.jobs, claims);
  let taken = claim(groups, claims.taken, undefined);
  while (taken !== undefined) {
    const { index, group } = taken;
    try {
      yield { index, run: await own.run(own.jobs[index]) };
    } catch (cause) {
      yield { index, failed: messageOf(cause) };
    }
    taken = claim(groups, claims.taken, group);
  }
}
