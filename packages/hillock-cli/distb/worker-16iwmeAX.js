import { availableParallelism } from "node:os";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { n as numberFlag, o as whole } from "./flags-BKHzASgC.js";

// src/commands/worker.ts
/** Works off the trainings of comparisons on a queue until it is interrupted, which is its ordinary end. */
async function runWorker({ queue, threads }) {
  if (queue === void 0)
    throw new HillockError("invalid-argument", "Which queue? Write hillock worker --queue redis://HOST.");
  const count = numberFlag(
    "--threads",
    threads,
    availableParallelism(),
    (x) => whole(x) && x <= 1024,
    "a whole number from 1 to 1024",
  );
  const { attend } = await import("./attend-CSR6dKV9.js");
  const [stop, stopNow] = [new AbortController(), new AbortController()];
  const interrupted = () => (stop.signal.aborted ? stopNow : stop).abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupted);
  await attend({
    queue,
    threads: count,
    say: (line) => console.error(line),
    stop: stop.signal,
    stopNow: stopNow.signal,
  });
  process.exit(0);
}

export { runWorker };
