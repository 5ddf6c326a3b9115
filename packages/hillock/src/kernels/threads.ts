import { HillockError } from "../errors.ts";
import { lazily } from "../lazily.ts";
import { allocate, ownMemory } from "./memory.ts";
import { type ParallelCall, parallel, setParallel } from "./parallel.ts";
import { PIECE_BITS, SLOT, SLOTS, takePieces, threadMain } from "./thread-main.ts";
import {
  checkCount,
  startWorkers,
  type ThreadPool,
  type ThreadsOptions,
  type WorkerLike,
} from "./workers.ts";

/** Elements that a thread takes at a time: few enough that none waits long for the last. */
const PIECE = 16_384;
/** For so long a thread looks out for more before it sleeps. */
const SPIN_MS = 0.1;
const MOST_PIECES = 60_000;
const CODE_BYTES = 1_048_576;
const JOBS = 2 ** 15;

const SOURCE = (): string =>
  `(${threadMain.toString()})(${takePieces.toString()}, ${JSON.stringify(SLOT)}, ${PIECE_BITS}, ${SLOTS}, ${SPIN_MS});`;

interface Code {
  readonly id: number;
  readonly at: number;
  readonly bytes: number;
}

/**
 * The block of numbers, and the code that other threads compile: the same for all pools, of which one is open at a time,
 * because when the threads of a closed one have ended, and look at it no more, cannot be told everywhere.
 */
class Board {
  readonly words = allocate(SLOTS);
  readonly control = new Int32Array(this.words.buffer, this.words.byteOffset, SLOTS);
  readonly numbers = this.words;
  private readonly code = allocate(CODE_BYTES / 4);
  private known = new WeakMap<object, Code>();
  private ids = 0;
  private filled = 0;
  private job = 0;
  private pools = 0;

  /** The number of a new pool, whose threads have compiled nothing yet. */
  open(): number {
    this.known = new WeakMap();
    this.filled = 0;
    Atomics.store(this.control, SLOT.pool, ++this.pools);
    return this.pools;
  }

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
    takePieces(control, SLOT, PIECE_BITS, this.pools, () => call.run);
    // at most as long as one piece takes, unless the other thread lost its processor: pages may not sleep
    while (Atomics.load(control, SLOT.done) < pieces);
    return true;
  };

  close(): void {
    Atomics.store(this.control, SLOT.pool, 0);
    this.wake();
  }

  private wake(): void {
    Atomics.add(this.control, SLOT.wake, 1);
    Atomics.notify(this.control, SLOT.wake);
  }

  private codeOf({ kernel, bytes, addresses, scalars }: ParallelCall): Code | undefined {
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

const theBoard = lazily(() => new Board());

/**
 * From now on functions of numbers run on so many threads, the caller's among them, where their arrays are from
 * `allocate` and have 65,536 elements or more: with the same bits, about twice as fast on two threads where they
 * compute, little faster where they only move memory. All other arrays are worked on as before.
 * @throws HillockError "invalid-argument" where threads cannot be had, and while another pool is open.
 */
export async function threads(count: number, options: ThreadsOptions = {}): Promise<ThreadPool> {
  checkCount(count);
  if (parallel() !== undefined)
    throw new HillockError("invalid-argument", "Threads are in use already; close that pool first.");
  const board = theBoard();
  const pool = board.open();
  const workers: WorkerLike[] = [];
  const end = (): void => {
    board.close();
    for (const worker of workers) worker.terminate();
  };
  setParallel(() => false);
  try {
    const start = { memory: ownMemory(), at: board.words.byteOffset, pool };
    await startWorkers(workers, count - 1, SOURCE(), options, () => start);
  } catch (error) {
    setParallel(undefined);
    end();
    throw error;
  }
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
