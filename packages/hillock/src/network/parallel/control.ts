/** Words of the block by which the threads of a training tell each other what there is to do. */
export const CONTROL = {
  /** Changes with each job. */
  wake: 0,
  closed: 1,
  /** Place in `JOBS`. */
  job: 2,
  /** Its arguments. */
  values: 3,
  /** How often each thread has waited for the others, a cache line each; beside it whether it sleeps. */
  passed: 16,
  sleeps: 17,
} as const;
export const LINE = 16;

/** What threads do together, and how many arguments it takes. */
export const JOBS = [
  ["epoch", 7],
  ["measure", 4],
] as const;
