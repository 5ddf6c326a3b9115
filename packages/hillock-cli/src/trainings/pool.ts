import { fileURLToPath } from "node:url";
import type { Results, Run, Table } from "hillock";
import { Tinypool } from "tinypool";
import { comparisonOf, type Plan } from "./plan.ts";

type Progress = (done: number, activation: string) => void;

/** The trainings of a comparison on so many threads: the same results, bit for bit, as on one. */
export async function compareOnThreads(
  plan: Plan,
  threads: number,
  place: Table["place"],
  onRun: Progress,
): Promise<Results> {
  const { jobs, run, assemble } = comparisonOf(plan, place);
  let done = 0;
  const count = (result: Run): Run => {
    onRun(++done, result.activation);
    return result;
  };
  if (threads === 1) {
    const runs: Run[] = [];
    for (const job of jobs) runs.push(count(await run(job)));
    return assemble(runs);
  }
  const pool = new Tinypool({
    filename: fileURLToPath(new URL("worker.js", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    workerData: plan,
  });
  try {
    return assemble(await Promise.all(jobs.map(async (job) => count((await pool.run(job)) as Run))));
  } finally {
    await pool.destroy();
  }
}
