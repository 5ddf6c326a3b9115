// src/trainings/claims.ts
const sharedWords = (count) => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * count));
function claimsOf(jobs, wanted) {
  const own = sharedWords(wanted.length);
  own.set(wanted);
  return {
    wanted: own,
    taken: sharedWords(new Set(jobs.map(({ activation }) => activation)).size),
  };
}
/** The wanted trainings, a group for each function. */
function groupsOf(jobs, { wanted, taken }) {
  const groups = Array.from(taken, () => []);
  for (const index of wanted) groups[jobs[index].activation].push(index);
  return groups;
}
/** A group that nobody has begun, or else the one with most left. */
function choose(groups, taken) {
  const fresh = groups.findIndex((group, g) => group.length > 0 && Atomics.load(taken, g) === 0);
  if (fresh >= 0) return fresh;
  const left = groups.map((group, g) => group.length - Atomics.load(taken, g));
  const most = Math.max(...left);
  return most > 0 ? left.indexOf(most) : void 0;
}
/**
 * The next training for a thread, none where all are taken. It stays with one function as long as it can: what a function
 * has to be studied and compiled for, one thread does for all its trainings.
 * @param taken of `Claims`
 * @param last the group that its last one was of
 */
function claim(groups, taken, last) {
  for (let group = last ?? choose(groups, taken); group !== void 0; group = choose(groups, taken)) {
    const index = groups[group][Atomics.add(taken, group, 1)];
    if (index !== void 0)
      return {
        group,
        index,
      };
  }
}

export { claim as t, claimsOf as n, groupsOf as r };
