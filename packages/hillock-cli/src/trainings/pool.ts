import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import type { Comparison, Run } from "hillock";
import { Tinypool } from "tinypool";
import { claimsOf } from "./claims.ts";
import type { Plan } from "./plan.ts";
import type { PackedTask, ShareTask, Taken } from "./thread.ts";

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
    /** A thread's share of the trainings. */
    share: (task: ShareTask) => pool.run(task, { transferList: [task.results] }) as Promise<void>,
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
  const claims = claimsOf(jobs, wanted);
  const missing = new Set(wanted);
  const lost: string[] = [];
  let stopped = false;
  const keep = async (taken: Taken): Promise<void> => {
    if (stopped) return;
    missing.delete(taken.index);
    await take(taken.index, "run" in taken ? taken.run : failed(jobs[taken.index], taken.failed));
  };
  /** One thread after the other, where they end before their share does. */
  const lane = async (onError: (cause: unknown) => void): Promise<void> => {
    // a thread that ends takes the number of its training along; where all do, none is left to try
    while (!stopped && lost.length < wanted.length) {
      const { port1: results, port2 } = new MessageChannel();
      const kept: Promise<void>[] = [];
      const closed = once(results, "close");
      results.on("message", (taken: Taken | null) => {
        if (taken === null) results.close();
        else kept.push(keep(taken).catch(onError));
      });
      const ended = await pool.share({ plan, claims, results: port2 }).then(
        () => undefined,
        (cause: unknown) => messageOf(cause),
      );
      await closed;
      await Promise.all(kept);
      if (ended === undefined) return;
      lost.push(ended);
    }
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const lanes = Array.from({ length: pool.threads }, () => lane(reject));
      Promise.all(lanes).then(() => resolve(), reject);
    });
    for (const index of missing) await take(index, failed(jobs[index], lost.at(-1) ?? "no thread did it"));
  } finally {
    stopped = true;
  }
}
