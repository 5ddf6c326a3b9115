/** Where what stands in the block of numbers by which threads tell each other what there is to do. */
export const SLOT = {
  /** Changes when there is something new. */
  wake: 0,
  /** The next piece that nobody has taken, behind the job's number. */
  ticket: 1,
  /** The job's number and its pieces: written last, so that what it stands for is there. */
  job: 2,
  done: 3,
  /** The number of the pool that is open; 0 where none is. */
  pool: 4,
  kernel: 5,
  codeAddress: 6,
  codeBytes: 7,
  count: 8,
  piece: 9,
  addresses: 10,
  scalars: 11,
  values: 12,
} as const;
export const SLOTS = 64;
/** A job's number stands above its pieces' in one word. */
export const PIECE_BITS = 16;

export type Slots = typeof SLOT;
type Run = (...values: number[]) => unknown;

/**
 * Takes pieces of the job at hand until none is left. Self-contained: its text is also the other threads' program.
 * A ticket that belongs to the job pins it: no new job is written before all pieces are done. Threads of a closed pool
 * are ended whenever it may be, so that they take no ticket of a later one, whose words are the same.
 */
export function takePieces(
  control: Int32Array,
  slot: Slots,
  pieceBits: number,
  pool: number,
  kernelOf: () => Run,
): void {
  const mask = 2 ** pieceBits - 1;
  const scalars = new Float32Array(control.buffer, control.byteOffset, control.length);
  for (;;) {
    const ticket = Atomics.load(control, slot.ticket);
    const job = Atomics.load(control, slot.job);
    const number = ticket & mask;
    if (Atomics.load(control, slot.pool) !== pool) return;
    if (ticket >>> pieceBits !== job >>> pieceBits || number >= (job & mask)) return;
    if (Atomics.compareExchange(control, slot.ticket, ticket, ticket + 1) !== ticket) continue;
    const piece = control[slot.piece];
    const start = number * piece;
    const end = Math.min(control[slot.count], start + piece);
    const values: number[] = [];
    const addresses = control[slot.addresses];
    for (let i = 0; i < addresses; i++) values.push(control[slot.values + i] + 4 * start);
    values.push(end - start);
    for (let i = 0; i < control[slot.scalars]; i++) values.push(scalars[slot.values + addresses + i]);
    kernelOf()(...values);
    Atomics.add(control, slot.done, 1);
  }
}

/** What another thread does from its start to its end. Self-contained, like `takePieces`. */
export function threadMain(
  take: typeof takePieces,
  slot: Slots,
  pieceBits: number,
  slots: number,
  spinMs: number,
): void {
  interface Port {
    on?(event: "message", listener: (data: unknown) => void): void;
    onmessage?: (event: { data: unknown }) => void;
    postMessage(message: unknown): void;
  }
  interface Start {
    readonly memory: { readonly buffer: SharedArrayBuffer };
    readonly at: number;
    readonly pool: number;
  }
  const scope = globalThis as unknown as {
    performance: { now(): number };
    WebAssembly: {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object, imports: object) => { exports: Record<string, Run> };
    };
  };
  // of a text Node makes a module or a script, as the process was told; browsers' threads have the port themselves
  const { process } = globalThis as unknown as {
    process?: { getBuiltinModule?(name: string): { parentPort: Port } };
  };
  const port =
    process?.getBuiltinModule?.("node:worker_threads").parentPort ?? (globalThis as unknown as Port);
  const kernels: Run[] = [];
  const serve = (data: unknown): void => {
    const { memory, at, pool } = data as Start;
    const control = new Int32Array(memory.buffer, at, slots);
    const kernelOf = (): Run => {
      const id = control[slot.kernel];
      if (kernels[id] === undefined) {
        const bytes = new Uint8Array(
          memory.buffer,
          control[slot.codeAddress],
          control[slot.codeBytes],
        ).slice();
        const module = new scope.WebAssembly.Module(bytes);
        kernels[id] = new scope.WebAssembly.Instance(module, { env: { memory } }).exports["run"];
      }
      return kernels[id];
    };
    port.postMessage("ready");
    for (let seen = 0; Atomics.load(control, slot.pool) === pool; ) {
      // waking takes as long as some ten thousand elements: who calls again at once finds this thread awake
      const until = scope.performance.now() + spinMs;
      while (Atomics.load(control, slot.wake) === seen && scope.performance.now() < until);
      Atomics.wait(control, slot.wake, seen);
      seen = Atomics.load(control, slot.wake);
      take(control, slot, pieceBits, pool, kernelOf);
    }
  };
  if (port.on) port.on("message", serve);
  else port.onmessage = ({ data }) => serve(data);
}
