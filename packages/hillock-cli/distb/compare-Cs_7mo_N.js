import { availableParallelism } from "node:os";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { n as numberFlag, o as whole } from "./flags-BKHzASgC.js";
import { t as openPool } from "./pool-qw--vbl4.js";

// src/commands/compare.ts
async function runCompare(path, flags) {
  if (flags.queue !== void 0 && flags.threads !== void 0)
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
  const pool = flags.queue === void 0 && threads > 1 ? openPool(threads) : void 0;
  try {
    const { compareTable } = await import("./compare-table-BELlKbp4.js");
    await compareTable(path, flags, pool);
  } finally {
    pool?.close().catch(() => void 0);
  }
}

export { runCompare };
