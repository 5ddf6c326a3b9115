import { availableParallelism } from "node:os";
import { HillockError } from "hillock";
import { openPool } from "../trainings/pool.ts";
import type { CompareFlags } from "./compare-table.ts";
import { numberFlag, whole } from "./flags.ts";

export type { CompareFlags } from "./compare-table.ts";

export async function runCompare(path: string | undefined, flags: CompareFlags): Promise<void> {
  if (flags.queue !== undefined && flags.threads !== undefined)
    throw new HillockError(
      "invalid-argument",
      `--threads ${flags.threads}: with --queue no training is done here. Give --threads to hillock worker.`,
    );
  const threads = numberFlag(
    "--threads",
    flags.threads,
    availableParallelism(),
    (x) => whole(x) && x <= 1024,
    "a whole number from 1 to 1024",
  );
  // threads need as long to start as all that follows needs to be loaded, and the table to be read; of the last one's work this
  // one may take care
  const pool = flags.queue === undefined && threads > 1 ? openPool(threads, threads - 1) : undefined;
  try {
    const { compareTable } = await import("./compare-table.ts");
    await compareTable(path, flags, pool);
  } finally {
    // nobody need wait until they have ended
    pool?.close().catch(() => undefined);
  }
}
