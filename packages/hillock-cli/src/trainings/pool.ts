import { fileURLToPath } from "node:url";
import type { Comparison, Run } from "hillock";
import { Tinypool } from "tinypool";
import type { Plan } from "./plan.ts";

/** Takes the trainings as they end, in any order; `index` is the place in the comparison's list. */
export type TakeRun = (index: number, run: Run) => Promise<void>;

/** Threads that know one plan. */
export function openPool(plan: Plan, threads: number) {
  const pool = new Tinypool({
    filename: fileURLToPath(new URL("thread.js", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    workerData: plan,
  });
  return {
    run: (index: number) => pool.run(index) as Promise<Run>,
    /** The run as bytes: gzip of `runText`. */
    runPacked: (index: number) => pool.run(index, { name: "packed" }) as Promise<Uint8Array>,
    /** Ends at once; what is running is given up. */
    close: () => pool.destroy(),
  };
}

/** Trainings of a comparison on so many threads: the same results, bit for bit, as on one. */
export async function runOnThreads(
  plan: Plan,
  { jobs, run, failed }: Comparison,
  wanted: readonly number[],
  threads: number,
  take: TakeRun,
): Promise<void> {
  let stopped = false;
  const settle = async (index: number, act: () => Promise<Run>): Promise<void> => {
    const result = await act().catch((cause: unknown) =>
      failed(jobs[index], cause instanceof Error ? cause.message : String(cause)),
    );
    if (!stopped) await take(index, result);
  };
  if (threads === 1) {
    for (const index of wanted) await settle(index, () => run(jobs[index]));
    return;
  }
  const pool = openPool(plan, threads);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < wanted.length && !stopped) {
      const index = wanted[next++];
      await settle(index, () => pool.run(index));
    }
  };
  try {
    // one more waits for each thread, so that none idles while a result is taken
    await Promise.all(Array.from({ length: 2 * threads }, lane));
  } finally {
    stopped = true;
    await pool.close();
  }
}
