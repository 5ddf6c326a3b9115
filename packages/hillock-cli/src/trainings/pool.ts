import { fileURLToPath } from "node:url";
import type { Comparison, Run } from "hillock";
import { Tinypool } from "tinypool";
import { claimsOf } from "./claims.ts";
import type { Plan } from "./plan.ts";
import type { Taken, ThreadData } from "./thread.ts";

/** Takes the trainings as they end, in any order; `index` is the place in the comparison's list. */
export type TakeRun = (index: number, run: Run) => Promise<void>;

/** Threads that know one plan, and what of it they may take by themselves: nothing unless it is given. */
export function openPool(plan: Plan, threads: number, claims = claimsOf([], [])) {
  const data: ThreadData = { plan, claims };
  const pool = new Tinypool({
    filename: fileURLToPath(new URL("thread.js", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    workerData: data,
  });
  return {
    /** The next training that no thread has taken. */
    next: () => pool.run(undefined) as Promise<Taken | undefined>,
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
  const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
  if (threads === 1) {
    for (const index of wanted)
      await take(
        index,
        await run(jobs[index]).catch((cause: unknown) => failed(jobs[index], messageOf(cause))),
      );
    return;
  }
  const pool = openPool(plan, threads, claimsOf(jobs, wanted));
  let stopped = false;
  const missing = new Set(wanted);
  const lost: string[] = [];
  const lane = async (): Promise<void> => {
    // a thread that ends takes the number of its training along; where all do, none is left to try
    while (!stopped && lost.length < wanted.length) {
      const taken = await pool.next().catch((cause: unknown) => {
        lost.push(messageOf(cause));
        return null;
      });
      if (taken === undefined || stopped) return;
      if (taken === null) continue;
      const { index } = taken;
      missing.delete(index);
      await take(index, "run" in taken ? taken.run : failed(jobs[index], taken.failed));
    }
  };
  try {
    // one more waits for each thread, so that none idles while a result is taken
    await Promise.all(Array.from({ length: 2 * threads }, lane));
    for (const index of missing) await take(index, failed(jobs[index], lost.at(-1) ?? "no thread did it"));
  } finally {
    stopped = true;
    // what follows need not wait until they have ended
    pool.close().catch(() => undefined);
  }
}
