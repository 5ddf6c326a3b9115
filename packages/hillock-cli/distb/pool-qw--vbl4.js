import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { Tinypool } from "tinypool";
import { n as claimsOf } from "./claims-CvBz_94k.js";

// src/trainings/pool.ts
/** Threads for the trainings of one plan; they start at once, whether or not the plan is known already. */
function openPool(threads) {
  const pool = new Tinypool({
    filename: fileURLToPath(new URL("thread.js", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    threads,
    /** A thread's share of the trainings. */
    share: (task) => pool.run(task, { transferList: [task.results] }),
    /** The run as bytes: gzip of `runText`. */
    runPacked: (task) => pool.run(task, { name: "packed" }),
    /** Ends at once; what is running is given up. */
    close: () => pool.destroy(),
  };
}
const messageOf = (cause) => (cause instanceof Error ? cause.message : String(cause));
/** Trainings of a comparison one after the other, on this thread. */
async function runHere({ jobs, run, failed }, wanted, take) {
  for (const index of wanted)
    await take(index, await run(jobs[index]).catch((cause) => failed(jobs[index], messageOf(cause))));
}
/** Trainings of a comparison on the pool's threads: the same results, bit for bit, as here. */
async function runOnThreads(plan, { jobs, failed }, wanted, pool, take) {
  const claims = claimsOf(jobs, wanted);
  const missing = new Set(wanted);
  const lost = [];
  let stopped = false;
  const keep = async (taken) => {
    if (stopped) return;
    missing.delete(taken.index);
    await take(taken.index, "run" in taken ? taken.run : failed(jobs[taken.index], taken.failed));
  };
  /** One thread after the other, where they end before their share does. */
  const lane = async (onError) => {
    while (!stopped && lost.length < wanted.length) {
      const { port1: results, port2 } = new MessageChannel();
      const kept = [];
      const closed = once(results, "close");
      results.on("message", (taken) => {
        if (taken === null) results.close();
        else kept.push(keep(taken).catch(onError));
      });
      const ended = await pool
        .share({
          plan,
          claims,
          results: port2,
        })
        .then(
          () => void 0,
          (cause) => messageOf(cause),
        );
      await closed;
      await Promise.all(kept);
      if (ended === void 0) return;
      lost.push(ended);
    }
  };
  try {
    await new Promise((resolve, reject) => {
      const lanes = Array.from({ length: pool.threads }, () => lane(reject));
      Promise.all(lanes).then(() => resolve(), reject);
    });
    for (const index of missing) await take(index, failed(jobs[index], lost.at(-1) ?? "no thread did it"));
  } finally {
    stopped = true;
  }
}

export { openPool as t, runHere as n, runOnThreads as r };
