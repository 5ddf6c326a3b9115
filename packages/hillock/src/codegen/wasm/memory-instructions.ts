import type { FunctionBuilder } from "./function-builder.ts";

/** Instructions that few functions have: a page carries them with those alone. */
const MEMORY_COPY = 0xfc000a;
const ATOMIC_NOTIFY = 0xfe0000;
const ATOMIC_WAIT_32 = 0xfe0001;
/** Alignment, as a power of two, of the number that is waited for; offset. */
const WORD = [2, 0] as const;
/** Code, and alignment as a power of two. */
const LANE_LOADS = { 32: [0xfd0056, 2], 64: [0xfd0057, 3] } as const;

/** Destination, source, byte count on the stack. */
export const memoryCopy = (f: FunctionBuilder): FunctionBuilder => f.instruction(MEMORY_COPY, 0, 0);

/**
 * Address and expected i32 on the stack: sleeps while memory holds it, so many nanoseconds at most, and leaves an i32
 * that says why it ended. Traps where a thread may not sleep, as a page's own, and on memory that is not shared.
 */
export const atomicWait32 = (f: FunctionBuilder, nanoseconds: number): FunctionBuilder =>
  f.i64(nanoseconds).instruction(ATOMIC_WAIT_32, ...WORD);

/** Address and a count on the stack: wakes at most so many threads that sleep there, and leaves how many. */
export const atomicNotify = (f: FunctionBuilder): FunctionBuilder => f.instruction(ATOMIC_NOTIFY, ...WORD);

/** Address and vector on the stack: the lane of so many bits is read anew, `offset` bytes behind the address. */
export function loadLane(f: FunctionBuilder, bits: 32 | 64, lane: number, offset = 0): FunctionBuilder {
  const [code, alignment] = LANE_LOADS[bits];
  return f.instruction(code, alignment, offset, lane);
}
