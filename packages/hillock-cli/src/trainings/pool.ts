import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import type { Comparison, Run } from "hillock";
import { Tinypool } from "tinypool";
import { optimizeAtFirstCall } from "../compilers.ts";
import { claimsOf } from "./claims.ts";
import type { Plan } from "./plan.ts";
import { messageOf, shareOf, type Taken } from "./share.ts";
import type { PackedTask, ShareTask } from "./thread.ts";

/** Takes the trainings as they end, in any order; `index` is the place in the comparison's list. */
export type TakeRun = (index: number, run: Run) => Promise<void>;

export type Pool = ReturnType<typeof openPool>;

/**
 * Threads for the trainings of one plan. From then on WebAssembly is optimized where it is first called, in the whole process.
 * @param atOnce how many of them start now, whether or not the plan is known already; not more than there are cores: further
 * ones start when there is a training for them
 */
export function openPool(threads: number, atOnce = threads) {
  optimizeAtFirstCall();
  const pool = new Tinypool({
    filename: fileURLToPath(new URL("thread.js", import.meta.url)),
    minThreads: Math.min(atOnce, availableParallelism()),
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

/** A training's run, or what stands for it. */
const runOf = ({ jobs, failed }: Comparison, taken: Taken): Run =>
  "run" in taken ? taken.run : failed(jobs[taken.index], taken.failed);

/** Trainings of a comparison one after the other, on this thread. */
export async function runHere(own: Comparison, wanted: readonly number[], take: TakeRun): Promise<void> {
  for await (const taken of shareOf(own, claimsOf(own.jobs, wanted)))
    await take(taken.index, runOf(own, taken));
}

/** Some 50 ms. */
const MOST_OPERATIONS = 1e9;

/**
 * Trainings of a comparison on as many threads as the pool has: the same results, bit for bit, as here alone. One of them
 * is this thread, unless an epoch is so long that Ctrl-C and the progress would wait for it.
 */
export async function runOnThreads(
  plan: Plan,
  own: Comparison,
  wanted: readonly number[],
  pool: Pool,
  take: TakeRun,
): Promise<void> {
  const claims = claimsOf(own.jobs, wanted);
  const missing = new Set(wanted);
  const lost: string[] = [];
  let stopped = false;
  const keep = async (taken: Taken): Promise<void> => {
    if (stopped) return;
    missing.delete(taken.index);
    await take(taken.index, runOf(own, taken));
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
  const here = async (): Promise<void> => {
    for await (const taken of shareOf(own, claims)) {
      if (stopped) return;
      await keep(taken);
      // the other threads' results are heard, and progress is shown
      await setImmediate();
    }
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const trainsHere = own.operationsPerEpoch <= MOST_OPERATIONS;
      const threads = Math.min(pool.threads, wanted.length);
      const lanes = Array.from({ length: threads - (trainsHere ? 1 : 0) }, () => lane(reject));
      if (trainsHere) lanes.push(here());
      Promise.all(lanes).then(() => resolve(), reject);
    });
    for (const index of missing)
      await take(index, runOf(own, { index, failed: lost.at(-1) ?? "no thread did it" }));
  } finally {
    stopped = true;
  }
}
