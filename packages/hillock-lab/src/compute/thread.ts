let started: Worker | undefined;

/** The worker that computes for the pages; starts at the first call. */
export function computeThread(): Worker {
  started ??= new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "compute" });
  return started;
}
