import { fileURLToPath } from "node:url";
import type { Comparison, Run } from "hillock";
import { Tinypool } from "tinypool";
import { claimsOf } from "./claims.ts";
import type { Plan } from "./plan.ts";
import type { NextTask, PackedTask, Taken } from "./thread.ts";

/** Takes the trainings as they end, in any order; `index` is the place in the comparison's list. */
export type TakeRun = (index: number, run: Run) => Promise<void>;

export type Pool = ReturnType<typeof openPool>;

/** Threads for the trainings of one plan; they start at once, whether or not the plan is known already. */
export function openPool(threads: number) {
  const pool = new Tinypool({
    filename: fileURLToPath(new URL("thread.js", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    threads,
    /** The next training that no thread has taken. */
    next: (task: NextTask) => pool.run(task) as Promise<Taken | undefined>,
    /** The run as bytes: gzip of `runText`. */
    runPacked: (task: PackedTask) => pool.run(task, { name: "packed" }) as Promise<Uint8Array>,
    /** Ends at once; what is running is given up. */
    close: () => pool.destroy(),
  };
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Trainings of a comparison one after the other, on this thread. */
export async function runHere(
  { jobs, run, failed }: Comparison,
  wanted: readonly number[],
  take: TakeRun,
): Promise<void> {
  for (const index of wanted)
    await take(
      index,
      await run(jobs[index]).catch((cause: unknown) => failed(jobs[index], messageOf(cause))),
    );
}

/** Trainings of a comparison on the pool's threads: the same results, bit for bit, as here. */
export async function runOnThreads(
  plan: Plan,
  { jobs, failed }: Comparison,
  wanted: readonly number[],
  pool: Pool,
  take: TakeRun,
): Promise<void> {
  const task: NextTask = { plan, claims: claimsOf(jobs, wanted) };
  let stopped = false;
  const missing = new Set(wanted);
  const lost: string[] = [];
  const lane = async (): Promise<void> => {
    // a thread that ends takes the number of its training along; where all do, none is left to try
    while (!stopped && lost.length < wanted.length) {
      const taken = await pool.next(task).catch((cause: unknown) => {
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
    await Promise.all(Array.from({ length: 2 * pool.threads }, lane));
    for (const index of missing) await take(index, failed(jobs[index], lost.at(-1) ?? "no thread did it"));
  } finally {
    stopped = true;
  }
}
