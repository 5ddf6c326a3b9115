import { HillockError } from "../errors.ts";
import { allocate, free, ownMemory } from "./memory.ts";
import { type ParallelCall, parallel, setParallel } from "./parallel.ts";
import { PIECE_BITS, SLOT, SLOTS, takePieces, threadMain } from "./thread-main.ts";

/** What Hillock needs of a Worker, be it a browser's or Node's. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

export interface ThreadsOptions {
  /**
   * Starts a thread from the text of its program. Left out, it is a browser's Worker (Deno and Bun have it, too); in
   * Node: `(source) => new Worker(source, { eval: true })`, with the Worker of node:worker_threads.
   */
  readonly worker?: (source: string) => WorkerLike;
}

export interface ThreadPool {
  /** Threads that compute, the caller's own among them. */
  readonly count: number;
  /** Ends the other threads; functions run on one again. */
  close(): void;
}

/** Elements that a thread takes at a time: few enough that none waits long for the last. */
const PIECE = 16_384;
/** For so long a thread looks out for more before it sleeps. */
const PATIENCE_MS = 0.1;
const MOST_PIECES = 60_000;
const CODE_BYTES = 1_048_576;
const JOBS = 2 ** 15;

interface Web {
  readonly Worker?: new (url: string) => WorkerLike & { onmessage?: unknown };
  readonly Blob: new (parts: readonly string[], options: { readonly type: string }) => object;
  readonly URL: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };
}

function webWorker(source: string): WorkerLike {
  const { Worker, Blob, URL } = globalThis as unknown as Web;
  if (Worker === undefined)
    throw new HillockError(
      "invalid-argument",
      "There is no Worker here; in Node give one: threads(2, { worker: (source) => new Worker(source, { eval: true }) }), with the Worker of node:worker_threads.",
    );
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

const SOURCE = (): string =>
  `(${threadMain.toString()})(${takePieces.toString()}, ${JSON.stringify(SLOT)}, ${PIECE_BITS}, ${SLOTS}, ${PATIENCE_MS});`;

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
    const failed = (reason: unknown): void =>
      reject(
        new HillockError(
          "invalid-argument",
          `A thread did not start (${String((reason as { message?: string })?.message ?? reason)}). A page needs the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.`,
        ),
      );
    if (listening.on) {
      listening.on("message", () => resolve());
      listening.on("error", failed);
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

/** The block of numbers, and the code that other threads compile. */
class Board {
  readonly words = allocate(SLOTS);
  readonly control = new Int32Array(this.words.buffer, this.words.byteOffset, SLOTS);
  readonly numbers = this.words;
  private readonly code = allocate(CODE_BYTES / 4);
  private readonly known = new WeakMap<
    object,
    { readonly id: number; readonly at: number; readonly bytes: number }
  >();
  private ids = 0;
  private filled = 0;
  private job = 0;

  /** Writes the job down, does its part of it, and waits for the others' last pieces. */
  readonly run = (call: ParallelCall): boolean => {
    const code = this.codeOf(call);
    if (code === undefined) return false;
    const { control, numbers } = this;
    const { addresses, scalars, count } = call;
    const piece = Math.max(PIECE, Math.ceil(count / MOST_PIECES / 16) * 16);
    const pieces = Math.ceil(count / piece);
    control[SLOT.kernel] = code.id;
    control[SLOT.codeAddress] = code.at;
    control[SLOT.codeBytes] = code.bytes;
    control[SLOT.count] = count;
    control[SLOT.piece] = piece;
    control[SLOT.addresses] = addresses.length;
    control[SLOT.scalars] = scalars.length;
    control.set(addresses, SLOT.values);
    numbers.set(scalars, SLOT.values + addresses.length);
    this.job = (this.job + 1) % JOBS;
    const first = this.job << PIECE_BITS;
    Atomics.store(control, SLOT.done, 0);
    Atomics.store(control, SLOT.job, first | pieces);
    Atomics.store(control, SLOT.ticket, first);
    this.wake();
    takePieces(control, SLOT, PIECE_BITS, () => call.run);
    // at most as long as one piece takes, unless the other thread lost its processor: pages may not sleep
    while (Atomics.load(control, SLOT.done) < pieces);
    return true;
  };

  close(): void {
    Atomics.store(this.control, SLOT.closed, 1);
    this.wake();
  }

  release(): void {
    free(this.words);
    free(this.code);
  }

  private wake(): void {
    Atomics.add(this.control, SLOT.wake, 1);
    Atomics.notify(this.control, SLOT.wake);
  }

  private codeOf({ kernel, bytes, addresses, scalars }: ParallelCall) {
    const known = this.known.get(kernel);
    if (known !== undefined) return known;
    if (SLOT.values + addresses.length + scalars.length > SLOTS) return undefined;
    const module = bytes();
    if (this.filled + module.length > CODE_BYTES) return undefined;
    const at = this.code.byteOffset + this.filled;
    new Uint8Array(this.code.buffer, at, module.length).set(module);
    const entry = { id: ++this.ids, at, bytes: module.length };
    this.filled += module.length;
    this.known.set(kernel, entry);
    return entry;
  }
}

/**
 * From now on functions of numbers run on so many threads, the caller's among them, where their arrays are from
 * `allocate` and have 65,536 elements or more: with the same bits, about twice as fast on two threads where they
 * compute, little faster where they only move memory. All other arrays are worked on as before.
 * @throws HillockError "invalid-argument" where threads cannot be had, and while another pool is open.
 */
export async function threads(count: number, options: ThreadsOptions = {}): Promise<ThreadPool> {
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new HillockError(
      "invalid-argument",
      `count is ${count}; a whole number of threads from 1 to 256 is needed.`,
    );
  if (parallel() !== undefined)
    throw new HillockError("invalid-argument", "Threads are in use already; close that pool first.");
  const board = new Board();
  const workers: WorkerLike[] = [];
  const end = (): void => {
    board.close();
    for (const worker of workers) worker.terminate();
  };
  setParallel(() => false);
  try {
    const source = SOURCE();
    for (let i = 1; i < count; i++) workers.push((options.worker ?? webWorker)(source));
    const start = { memory: ownMemory(), at: board.words.byteOffset };
    await Promise.all(workers.map((worker) => started(worker, start)));
  } catch (error) {
    setParallel(undefined);
    end();
    board.release();
    throw error;
  }
  for (const worker of workers) (worker as Listening).unref?.();
  setParallel(count > 1 ? board.run : () => false);
  let open = true;
  return {
    count,
    close(): void {
      if (!open) return;
      open = false;
      setParallel(undefined);
      end();
    },
  };
}
