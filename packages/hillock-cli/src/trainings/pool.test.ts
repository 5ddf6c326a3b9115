import fc from "fast-check";
import type { Comparison, Job, Run } from "hillock";
import { expect, test } from "vitest";
import { claim, groupsOf } from "./claims.ts";
import type { Plan } from "./plan.ts";
import { type Pool, runOnThreads } from "./pool.ts";
import type { ShareTask } from "./thread.ts";

const PLAN = { name: "table", settings: {}, table: new Uint8Array() } as unknown as Plan;

const runOf = ({ activation, seed }: Job, message?: string): Run =>
  ({
    activation: `f${activation}`,
    seed,
    status: message === undefined ? "finished" : "failed",
    error: message,
  }) as unknown as Run;

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Its trainings that are poison fail. */
const comparisonOf = (
  jobs: readonly Job[],
  poison: ReadonlySet<number>,
  operationsPerEpoch: number,
): Comparison => {
  const run = async (job: Job): Promise<Run> => {
    await turn();
    if (poison.has(jobs.indexOf(job))) throw new Error("out of memory");
    return runOf(job);
  };
  return { jobs, run, failed: runOf, operationsPerEpoch } as unknown as Comparison;
};

/** Threads that end in the middle of those trainings that are poison, like one that runs out of memory. */
function poolOf(jobs: readonly Job[], threads: number, poison: ReadonlySet<number>): Pool {
  const share = async ({ claims, results }: ShareTask): Promise<void> => {
    const groups = groupsOf(jobs, claims);
    for (
      let taken = claim(groups, claims.taken, undefined);
      taken !== undefined;
      taken = claim(groups, claims.taken, taken.group)
    ) {
      await turn();
      if (poison.has(taken.index)) {
        results.close();
        throw new Error("out of memory");
      }
      results.postMessage({ index: taken.index, run: runOf(jobs[taken.index]) });
    }
    results.postMessage(null);
  };
  return { threads, share, runPacked: () => Promise.reject(), close: () => Promise.resolve() };
}

test("every training is taken once, whichever threads end; what ended one is told of it", async () => {
  const problem = fc.record({
    activations: fc.integer({ min: 1, max: 4 }),
    seeds: fc.integer({ min: 1, max: 4 }),
    threads: fc.integer({ min: 1, max: 4 }),
    // so that this thread trains, or does not
    operations: fc.constantFrom(1e3, 1e12),
    leftOut: fc.array(fc.nat(15)),
    poison: fc.array(fc.nat(15)),
  });
  await fc.assert(
    fc.asyncProperty(problem, async ({ activations, seeds, threads, operations, leftOut, poison }) => {
      const jobs = Array.from({ length: activations * seeds }, (_, i) => ({
        activation: Math.floor(i / seeds),
        seed: i % seeds,
      }));
      const wanted = [...jobs.keys()].filter((index) => !leftOut.includes(index));
      const deadly = new Set(poison);
      const taken = new Map<number, Run>();
      await runOnThreads(
        PLAN,
        comparisonOf(jobs, deadly, operations),
        wanted,
        poolOf(jobs, threads, deadly),
        async (index, run) => {
          expect(taken.has(index)).toBe(false);
          taken.set(index, run);
        },
      );
      expect([...taken.keys()].toSorted((a, b) => a - b)).toEqual(wanted);
      for (const [index, run] of taken)
        expect(run).toEqual(runOf(jobs[index], deadly.has(index) ? "out of memory" : undefined));
    }),
  );
});

test("where a result cannot be kept, the comparison ends with that error", async () => {
  const jobs = Array.from({ length: 12 }, (_, seed) => ({ activation: 0, seed }));
  let kept = 0;
  const full = async (): Promise<void> => {
    kept++;
    throw new Error("disk full");
  };
  const running = runOnThreads(
    PLAN,
    comparisonOf(jobs, new Set(), 1e3),
    [...jobs.keys()],
    poolOf(jobs, 2, new Set()),
    full,
  );
  await expect(running).rejects.toThrow("disk full");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(kept).toBeLessThan(jobs.length);
});

test.each([
  { operations: 1e3, most: 2 },
  { operations: 1e12, most: 3 },
])("no more threads are asked than there are trainings ($most for 3)", async ({ operations, most }) => {
  const jobs = Array.from({ length: 3 }, (_, seed) => ({ activation: 0, seed }));
  const pool = poolOf(jobs, 1024, new Set());
  let asked = 0;
  const counted: Pool = {
    ...pool,
    share: (task) => {
      asked++;
      return pool.share(task);
    },
  };
  const keep = (): Promise<void> => Promise.resolve();
  await runOnThreads(PLAN, comparisonOf(jobs, new Set(), operations), [...jobs.keys()], counted, keep);
  expect(asked).toBeLessThanOrEqual(most);
});
