import { HillockError } from "../errors.ts";

/** What Hillock needs of a Worker, be it a browser's or Node's. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

export interface ThreadsOptions {
  /**
   * Starts a thread from the text of its program. Left out, it is a browser's Worker, which Deno and Bun have, too, and in
   * Node that of node:worker_threads.
   */
  readonly worker?: (source: string) => WorkerLike;
}

export interface ThreadPool {
  /** Threads that compute, the caller's own among them. */
  readonly count: number;
  /** Ends the other threads; everything runs on one again. */
  close(): void;
}

type Started = new (program: string, options?: { readonly eval: true }) => WorkerLike;

interface Platform {
  readonly Worker?: Started;
  readonly Blob: new (parts: readonly string[], options: { readonly type: string }) => object;
  readonly URL: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };
  readonly process?: { getBuiltinModule?(name: string): { readonly Worker: Started } };
  /** Whether a page may share memory with its threads; nothing outside pages. */
  readonly crossOriginIsolated?: boolean;
}

const ISOLATION =
  " A page needs the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.";

/** Browsers do not tell why they refuse a Worker. */
const SILENT = "a Content-Security-Policy must have blob: in its worker-src";

function workerOf(source: string): WorkerLike {
  const { Worker, Blob, URL, process } = globalThis as unknown as Platform;
  // first: what others put into Node's globals as Worker, as onnxruntime-web does, takes no addresses of Blobs
  const node = process?.getBuiltinModule?.("node:worker_threads");
  if (node !== undefined) return new node.Worker(source, { eval: true });
  if (Worker === undefined) {
    throw new HillockError(
      "invalid-argument",
      "There is no Worker here; give what starts one: threads(2, { worker: (source) => … }).",
    );
  }
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

interface Listening {
  on?(event: string, listener: (value: unknown) => void): void;
  unref?(): void;
  onmessage?: () => void;
  onerror?: (event: unknown) => void;
}

/** Resolves when the thread waits for work. */
function started(worker: WorkerLike, start: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = worker as Listening;
    const failed = (reason: unknown): void => {
      const { message } = reason as { message?: string };
      const said = typeof reason === "string" ? reason : message || SILENT;
      const { crossOriginIsolated } = globalThis as unknown as Platform;
      const remedy = crossOriginIsolated === false ? ISOLATION : "";
      reject(new HillockError("invalid-argument", `A thread did not start (${said}).${remedy}`));
    };
    if (listening.on) {
      listening.on("message", () => resolve());
      listening.on("error", failed);
      listening.on("exit", () => failed("it ended at once"));
    } else {
      listening.onmessage = () => resolve();
      listening.onerror = failed;
    }
    try {
      worker.postMessage(start);
    } catch (error) {
      failed(error);
    }
  });
}

/** @throws HillockError "invalid-argument" for a count that makes no sense. */
export function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new HillockError(
      "invalid-argument",
      `count is ${count}; a whole number of threads from 1 to 256 is needed.`,
    );
}

/**
 * Starts so many threads of a program, which are in `workers` at once, and gives each what `startOf` makes for it.
 * Resolves when all wait for work; they do not keep a process alive.
 */
export async function startWorkers(
  workers: WorkerLike[],
  count: number,
  source: string,
  options: ThreadsOptions,
  startOf: (index: number) => object,
): Promise<void> {
  for (let i = 0; i < count; i++) workers.push((options.worker ?? workerOf)(source));
  await Promise.all(workers.map((worker, i) => started(worker, startOf(i))));
  for (const worker of workers) (worker as Listening).unref?.();
}
