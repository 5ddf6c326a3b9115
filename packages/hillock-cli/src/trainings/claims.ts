import type { Job } from "hillock";

/** Trainings that threads take by themselves. */
export interface Claims {
  /** Places of trainings in the comparison's list, one group a function. */
  readonly groups: readonly (readonly number[])[];
  /** How many of each group are taken, in shared memory; more than there are where threads met at its end. */
  readonly taken: Int32Array;
}

export function claimsOf(jobs: readonly Job[], wanted: readonly number[]): Claims {
  const groups = new Map<number, number[]>();
  for (const index of wanted) {
    const { activation } = jobs[index];
    groups.set(activation, [...(groups.get(activation) ?? []), index]);
  }
  return { groups: [...groups.values()], taken: new Int32Array(new SharedArrayBuffer(4 * groups.size)) };
}

/** A group that nobody has begun, or else the one with most left. */
function choose({ groups, taken }: Claims): number | undefined {
  const fresh = groups.findIndex((_, g) => Atomics.load(taken, g) === 0);
  if (fresh >= 0) return fresh;
  const left = groups.map((group, g) => group.length - Atomics.load(taken, g));
  const most = Math.max(...left);
  return most > 0 ? left.indexOf(most) : undefined;
}

/**
 * The next training for a thread, none where all are taken. It stays with one function as long as it can: what a function
 * has to be studied and compiled for, one thread does for all its trainings.
 * @param last the group that its last one was of
 */
export function claim(
  claims: Claims,
  last: number | undefined,
): { group: number; index: number } | undefined {
  const { groups, taken } = claims;
  for (let group = last ?? choose(claims); group !== undefined; group = choose(claims)) {
    const index = groups[group][Atomics.add(taken, group, 1)];
    if (index !== undefined) return { group, index };
  }
  return undefined;
}
