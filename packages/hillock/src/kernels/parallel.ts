/** A kernel's call that can be cut anywhere: each array begins at its address, and has `count` elements. */
export interface ParallelCall {
  /** Stands for the kernel, call after call. */
  readonly kernel: object;
  /** Its module, for own memory. */
  readonly bytes: () => Uint8Array<ArrayBuffer>;
  readonly run: (...values: number[]) => number;
  readonly addresses: readonly number[];
  readonly count: number;
  readonly scalars: readonly number[];
}

/** Does the whole call, on several threads; false where it cannot. */
export type Parallel = (call: ParallelCall) => boolean;

/** Arrays of fewer elements are done before another thread is awake. */
export const FEWEST_ELEMENTS = 65_536;

let current: Parallel | undefined;

/** Undefined unless the caller asked for threads. */
export const parallel = (): Parallel | undefined => current;

export function setParallel(run: Parallel | undefined): void {
  current = run;
}
