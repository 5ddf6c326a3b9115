import { createSharedMemory, PAGE_BYTES, type SharedMemory } from "../codegen/instantiate.ts";
import { FEWEST_BYTES, TABLE_BYTES } from "../codegen/tables/room.ts";
import { MOST_PAGES } from "../codegen/wasm/module-builder.ts";
import { HillockError } from "../errors.ts";

/** A cache line; arrays begin at a multiple. */
const ALIGNMENT = 64;
/**
 * Left free behind each array: kernels read up to a vector past the end, and arrays of a power of two of elements must
 * not stand at the same place of their pages, where the processor takes a load for one that waits for a store.
 */
const GAP = 3 * ALIGNMENT;
const FEWEST_PAGES = 1024;
const GROWTH = 16;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Memory that is shared between threads as far as the engine knows, although it need not be: only such memory can grow
 * without taking the arrays away that already lie in it. Engines give it a new buffer object when it grows, at once or
 * somewhat later, so that an array is told by whether its buffer was ever handed out.
 */
let memory: SharedMemory | undefined;
let current: ArrayBufferLike | undefined;
const buffers = new WeakSet<ArrayBufferLike>();
/** Of the arrays that `allocate` made: engines take longer to tell an array's buffer and offset. */
const addresses = new WeakMap<object, number>();
/** Behind the last array; behind all that there ever were. */
let used = TABLE_BYTES;
let touched = used;
let gaps: readonly Span[] = [];
const spans = new Map<number, Span & { readonly length: number }>();

export function ownMemory(): SharedMemory {
  memory ??= largestSharedMemory();
  return memory;
}

/** A new one, empty, that may grow as far as the engine allows. @throws HillockError "out-of-memory". */
export function largestSharedMemory(): SharedMemory {
  // half as much where the engine, or the machine, does not reserve as many addresses
  for (let pages = MOST_PAGES; ; pages /= 2) {
    try {
      return createSharedMemory(pages);
    } catch (error) {
      if (error instanceof HillockError) throw error;
      if (pages > FEWEST_PAGES) continue;
      throw new HillockError(
        "out-of-memory",
        `This engine gives no shared WebAssembly memory (${String(error)}); use plain Float32Arrays.`,
      );
    }
  }
}

/** Whether arrays of this buffer lie in Hillock's own memory, where their offsets are addresses. */
export const isOwnBuffer = (buffer: ArrayBufferLike): boolean => buffer === current || buffers.has(buffer);

/** What `addressOf` says of arrays that lie elsewhere. */
export const ELSEWHERE = -1;

/** Where an array lies in Hillock's own memory. */
export function addressOf(array: Float32Array): number {
  const known = addresses.get(array);
  if (known !== undefined) return known;
  return isOwnBuffer(array.buffer) ? array.byteOffset : ELSEWHERE;
}

function growTo(bytes: number): void {
  const held = ownMemory();
  const missing = Math.ceil(Math.max(bytes, FEWEST_BYTES) / PAGE_BYTES) - held.buffer.byteLength / PAGE_BYTES;
  if (missing <= 0) return;
  try {
    held.grow(Math.max(missing, GROWTH));
  } catch {
    try {
      held.grow(missing);
    } catch {
      throw new HillockError(
        "out-of-memory",
        `Hillock's own memory cannot grow to ${bytes} bytes; free arrays, or use plain Float32Arrays.`,
      );
    }
  }
}

/** Takes the first gap that is wide enough, or the end. */
function reserve(bytes: number): Span {
  const size = Math.ceil(bytes / ALIGNMENT) * ALIGNMENT + GAP;
  const gap = gaps.find(({ start, end }) => end - start >= size);
  const start = gap?.start ?? used;
  const span = { start, end: start + size };
  if (gap === undefined) {
    growTo(span.end);
    used = span.end;
  } else {
    const rest = span.end < gap.end ? [{ start: span.end, end: gap.end }] : [];
    gaps = gaps.flatMap((each) => (each === gap ? rest : [each]));
  }
  return span;
}

/** Gaps that touch become one; the last one joins what is free behind all arrays. */
function addGap(gap: Span): void {
  const merged: Span[] = [];
  for (const each of [...gaps, gap].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last?.end === each.start) merged.splice(-1, 1, { start: last.start, end: each.end });
    else merged.push(each);
  }
  if (merged.at(-1)?.end === used) used = merged.pop()?.start ?? used;
  gaps = merged;
}

/**
 * An array of `length` zeros in Hillock's own WebAssembly memory: kernels work on it in place, without copies. It stays
 * valid however much more is allocated, and can be read and written like any other; `free` gives its memory back.
 * Its buffer is a SharedArrayBuffer, 4 GiB at most for all arrays together.
 * @throws HillockError "invalid-argument" for a length that is no whole number, "out-of-memory" where there is no more.
 */
export function allocate(length: number): Float32Array {
  if (!Number.isSafeInteger(length) || length < 0)
    throw new HillockError("invalid-argument", `length is ${length}; a whole number from 0 on is needed.`);
  const span = reserve(length * Float32Array.BYTES_PER_ELEMENT);
  spans.set(span.start, { ...span, length });
  current = ownMemory().buffer;
  buffers.add(current);
  const array = new Float32Array(current, span.start, length);
  if (span.start < touched) array.fill(0);
  touched = Math.max(touched, span.end);
  addresses.set(array, span.start);
  return array;
}

/**
 * Gives the memory of an array of `allocate` back. Neither it nor parts of it may be used afterwards: their elements
 * become those of another array.
 * @throws HillockError "invalid-argument" for any other array, and for one that was freed already.
 */
export function free(array: Float32Array): void {
  const span =
    array instanceof Float32Array && isOwnBuffer(array.buffer) ? spans.get(array.byteOffset) : undefined;
  if (span === undefined || span.length !== array.length)
    throw new HillockError(
      "invalid-argument",
      "array was not made by allocate, is only a part of such an array, or was freed already.",
    );
  spans.delete(span.start);
  addGap(span);
}
