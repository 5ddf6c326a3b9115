import type { CompiledKernel, Run } from "./compiled-kernel.ts";
import { allocate, ELSEWHERE } from "./memory.ts";
import { FEWEST_ELEMENTS, parallel } from "./parallel.ts";
import { BLOCK, blockAddress, copyIn, reserveBlocks, staged } from "./staging.ts";
import { commonPeriod, repeat } from "./units.ts";

export type KernelValues = Readonly<Record<string, number | ArrayLike<number>>>;

/** Spelt out for the usual numbers of arguments: engines take longer to spread arrays than for all else of a call. */
function call(run: Run, addresses: readonly number[], count: number, scalars: readonly number[]): void {
  const [a, b, c] = addresses;
  if (scalars.length > 1 || addresses.length > 3) run(...addresses, count, ...scalars);
  else if (addresses.length === 2 && scalars.length === 0) run(a, b, count);
  else if (addresses.length === 2) run(a, b, count, scalars[0]);
  else if (scalars.length === 0) run(a, b, c, count);
  else run(a, b, c, count, scalars[0]);
}

/** The value where there is one for all units. */
export function singleOf(value: number | ArrayLike<number>): number | undefined {
  if (typeof value === "number") return value;
  return value.length === 1 ? value[0] : undefined;
}

/** Room in own memory for the parameters of a chunk: one for all kernels, whose calls fill it, however many there are. */
const unitRooms: Float32Array[] = [];

/** A kernel and its parameters' values. */
export class BoundKernel {
  readonly #compiled: CompiledKernel;
  readonly #takesGradient: boolean;
  readonly #units: readonly ArrayLike<number>[];
  readonly #scalars: readonly number[];
  /** Elements after which the parameters of the units begin again. */
  readonly #period: number;
  /** Arrays that are given at each call, and where they and the parameters of the units are staged. */
  readonly #inputs: number;
  readonly #blocks: readonly number[];

  constructor(compiled: CompiledKernel, values: KernelValues) {
    this.#compiled = compiled;
    this.#takesGradient = compiled.takesGradient;
    this.#scalars = compiled.scalars.flatMap((name) => singleOf(values[name]) ?? []);
    this.#units = compiled.units.map((name) => values[name] as ArrayLike<number>);
    this.#period = commonPeriod(this.#units.map(({ length }) => length));
    this.#inputs = this.#takesGradient ? 2 : 1;
    this.#blocks = Array.from({ length: this.#inputs + this.#units.length }, (_, i) => blockAddress(i));
  }

  /** Each array with its address, as `addressOf` tells it. */
  run(
    x: Float32Array,
    xAt: number,
    gradient: Float32Array | undefined,
    gradientAt: number,
    out: Float32Array,
    outAt: number,
  ): void {
    if (xAt === ELSEWHERE || outAt === ELSEWHERE || (gradient !== undefined && gradientAt === ELSEWHERE))
      this.overBlocks(x, gradient, (block, start) => out.set(block, start));
    else if (this.#takesGradient) this.#runInPlace([xAt, gradientAt, outAt], x.length);
    else this.#runInPlace([xAt, outAt], x.length);
  }

  /** Copies a block of each array into the cache, computes there, and hands the results over. */
  overBlocks(
    x: Float32Array,
    gradient: Float32Array | undefined,
    take: (block: Float32Array, start: number) => void,
  ): void {
    reserveBlocks(this.#blocks.length);
    const run = this.#compiled.staging(x.length);
    const second = this.#takesGradient ? gradient : undefined;
    this.#chunks(x.length, (start, end, turn) => {
      copyIn(blockAddress(0), x, start, end);
      if (second !== undefined) copyIn(blockAddress(1), second, start, end);
      if (turn)
        this.#units.forEach((values, i) => {
          repeat(values, staged(this.#blocks[this.#inputs + i], end - start), start % values.length);
        });
      run(...this.#blocks, blockAddress(0), end - start, ...this.#scalars);
      take(staged(blockAddress(0), end - start), start);
    });
  }

  /** The addresses of the inputs, x first, then that of the output. */
  #runInPlace(addresses: readonly number[], count: number): void {
    const compiled = this.#compiled;
    const scalars = this.#scalars;
    const run = compiled.direct(count);
    if (this.#units.length === 0) {
      if (count >= FEWEST_ELEMENTS && this.#runOnThreads(run, addresses, count, scalars)) return;
      call(run, addresses, count, scalars);
      return;
    }
    while (unitRooms.length < this.#units.length) unitRooms.push(allocate(BLOCK));
    const rooms = this.#units.map((_, i) => unitRooms[i].byteOffset);
    this.#chunks(count, (start, end, turn) => {
      const at = addresses.map((address) => address + 4 * start);
      if (turn)
        this.#units.forEach((values, i) => {
          repeat(values, unitRooms[i].subarray(0, end - start), start % values.length);
        });
      call(run, [...at.slice(0, -1), ...rooms, ...at.slice(-1)], end - start, scalars);
    });
  }

  #runOnThreads(run: Run, addresses: readonly number[], count: number, scalars: readonly number[]): boolean {
    const compiled = this.#compiled;
    const job = {
      kernel: compiled,
      bytes: () => compiled.bytes(),
      run,
      addresses,
      count,
      scalars,
    };
    return parallel()?.(job) ?? false;
  }

  /** Blocks, of whole periods where they fit; `turn` where the units begin otherwise. */
  #chunks(length: number, body: (start: number, end: number, turn: boolean) => void): void {
    const whole = this.#period <= BLOCK;
    const size = whole ? BLOCK - (BLOCK % this.#period) : BLOCK;
    for (let start = 0; start < length; start += size)
      body(start, Math.min(length, start + size), start === 0 || !whole);
  }
}
