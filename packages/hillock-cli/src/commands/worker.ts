import { availableParallelism } from "node:os";
import { HillockError } from "hillock";
import { numberFlag, whole } from "./flags.ts";

export interface WorkerFlags {
  readonly queue?: string;
  readonly threads?: string;
}

/** Works off the trainings of comparisons on a queue until it is interrupted, which is its ordinary end. */
export async function runWorker({ queue, threads }: WorkerFlags): Promise<void> {
  if (queue === undefined)
    throw new HillockError("invalid-argument", "Which queue? Write hillock worker --queue redis://HOST.");
  const count = numberFlag(
    "--threads",
    threads,
    availableParallelism(),
    (x) => whole(x) && x <= 1024,
    "a whole number from 1 to 1024",
  );
  const { attend } = await import("../queue/attend.ts");
  const [stop, stopNow] = [new AbortController(), new AbortController()];
  const interrupted = (): void => (stop.signal.aborted ? stopNow : stop).abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupted);
  await attend({
    queue,
    threads: count,
    say: (line) => console.error(line),
    stop: stop.signal,
    stopNow: stopNow.signal,
  });
  process.exit(0);
}
