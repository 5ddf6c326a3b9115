import type { Job } from "hillock";

/** Trainings that threads take by themselves; all in shared memory. */
export interface Claims {
  /** Places of trainings in the comparison's list. */
  readonly wanted: Int32Array;
  /** How many of each function's are taken; more than there are where threads met at their end. */
  readonly taken: Int32Array;
}

const sharedWords = (count: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * count));

export function claimsOf(jobs: readonly Job[], wanted: readonly number[]): Claims {
  const own = sharedWords(wanted.length);
  own.set(wanted);
  return { wanted: own, taken: sharedWords(new Set(jobs.map(({ activation }) => activation)).size) };
}

/** The wanted trainings, a group for each function. */
export function groupsOf(jobs: readonly Job[], { wanted, taken }: Claims): readonly (readonly number[])[] {
  const groups: number[][] = Array.from(taken, () => []);
  for (const index of wanted) groups[jobs[index].activation].push(index);
  return groups;
}

/** A group that nobody has begun, or else the one with most left. */
function choose(groups: readonly (readonly number[])[], taken: Int32Array): number | undefined {
  const fresh = groups.findIndex((group, g) => group.length > 0 && Atomics.load(taken, g) === 0);
  if (fresh >= 0) return fresh;
  const left = groups.map((group, g) => group.length - Atomics.load(taken, g));
  const most = Math.max(...left);
  return most > 0 ? left.indexOf(most) : undefined;
}

/**
 * The next training for a thread, none where all are taken. It stays with one function as long as it can: what a function
 * has to be studied and compiled for, one thread does for all its trainings.
 * @param taken of `Claims`
 * @param last the group that its last one was of
 */
export function claim(
  groups: readonly (readonly number[])[],
  taken: Int32Array,
  last: number | undefined,
): { group: number; index: number } | undefined {
  for (let group = last ?? choose(groups, taken); group !== undefined; group = choose(groups, taken)) {
    const index = groups[group][Atomics.add(taken, group, 1)];
    if (index !== undefined) return { group, index };
  }
  return undefined;
}
