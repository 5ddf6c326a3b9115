import {
  type ElementwiseModule,
  type ElementwiseProgram,
  elementwiseModule,
  RUN,
} from "../codegen/elementwise.ts";
import { instantiate, type SharedMemory, type WasmMemory } from "../codegen/instantiate.ts";
import type { TableSupport } from "../codegen/tables/support.ts";
import type { MemoryKind } from "../codegen/wasm/module-builder.ts";
import { HillockError } from "../errors.ts";
import { multiply, parameter } from "../expression/build.ts";
import { keepNaN } from "../expression/differentiate.ts";
import type { Expression } from "../expression/node.ts";
import { simplify } from "../expression/simplify.ts";
import { parameterNames } from "../expression/structure.ts";
import { checkArray, checkInput } from "./check.ts";
import { allocate, ELSEWHERE, ownMemory } from "./memory.ts";
import { FEWEST_ELEMENTS, parallel } from "./parallel.ts";
import { BLOCK, blockAddress, copyIn, reserveBlocks, staged, stagingMemory } from "./staging.ts";
import { commonPeriod, repeat } from "./units.ts";

export type KernelValues = Readonly<Record<string, number | ArrayLike<number>>>;

/** What a slope is told from. */
export type From = "x" | "output";

export interface ElementwiseKernels {
  forward(x: Float32Array, out: Float32Array): void;
  /** out = gradient ⊙ f′, from x or, for functions whose slope can be told from it, from the output. */
  backward(from: From, gradient: Float32Array, x: Float32Array, out: Float32Array): void;
  /** Σ gradient · ∂f/∂parameter by parameter, one sum per value of it. */
  parameterGradients(
    names: readonly string[],
    gradient: Float32Array,
    x: Float32Array,
  ): Record<string, Float32Array>;
}

/** A formula to what kernels compute, and what they need to look values up, if it does. */
export interface Lowering {
  lower(formula: Expression): Expression;
  readonly tables?: TableSupport;
}

export interface ElementwiseFormulas {
  readonly formula: Expression;
  /** f′ in terms of x, or of the output, which stands in the variable's place then. */
  readonly derivative: (from: From) => Expression;
  readonly parameterDerivative: (name: string) => Expression;
  readonly parameters: KernelValues;
  readonly relaxed?: boolean | undefined;
  readonly lowering: Lowering;
}

/** Up to so many elements in all, a kernel that works on one vector at a time costs less than what making it quicker does. */
export const FEW = 65_536;
const GRADIENT = "gradient of the output";

type Run = (...values: number[]) => number;

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
function singleOf(value: number | ArrayLike<number>): number | undefined {
  if (typeof value === "number") return value;
  return value.length === 1 ? value[0] : undefined;
}

/** Room in own memory for the parameters of a chunk: one for all kernels, whose calls fill it, however many there are. */
const unitRooms: Float32Array[] = [];

/** One formula, compiled for each kind of memory when it is first used there. */
class Kernel {
  private readonly program: ElementwiseProgram;
  private compiled: ElementwiseModule | undefined;
  /** Elements until the kernel is worth more than the quickest way to have one. */
  private few = FEW;
  private readonly takesGradient: boolean;
  private readonly units: readonly ArrayLike<number>[];
  private readonly scalars: readonly number[];
  /** Elements after which the parameters of the units begin again. */
  private readonly period: number;
  /** Arrays that are given at each call, and where they and the parameters of the units are staged. */
  private readonly inputs: number;
  private readonly blocks: readonly number[];
  private staging: Run | undefined;
  private direct: Run | undefined;

  constructor(
    formula: Expression,
    values: KernelValues,
    relaxed: boolean,
    support: TableSupport | undefined,
  ) {
    const names = parameterNames(formula);
    const parameters = names.filter((name) => name !== GRADIENT);
    const scalars = parameters.filter((name) => singleOf(values[name]) !== undefined);
    const units = parameters.filter((name) => !scalars.includes(name));
    this.takesGradient = names.includes(GRADIENT);
    this.scalars = scalars.flatMap((name) => singleOf(values[name]) ?? []);
    this.units = units.map((name) => values[name] as ArrayLike<number>);
    this.period = commonPeriod(this.units.map(({ length }) => length));
    this.inputs = this.takesGradient ? 2 : 1;
    this.blocks = Array.from({ length: this.inputs + units.length }, (_, i) => blockAddress(i));
    const arrays = this.takesGradient ? [GRADIENT, ...units] : units;
    this.program = { formula, arrays, scalars, relaxed, support };
  }

  /** Before so many elements are worked on: what was compiled for few is dropped once there are more. */
  private prepareFor(elements: number): void {
    if (this.few <= 0) return;
    this.few -= elements;
    if (this.few <= 0) this.compiled = this.staging = this.direct = undefined;
  }

  private module(): ElementwiseModule {
    this.compiled ??= elementwiseModule({ ...this.program, unroll: this.few > 0 ? 0 : undefined });
    return this.compiled;
  }

  private compileFor(memory: WasmMemory | SharedMemory, kind?: MemoryKind): Run {
    const { module, prepare } = this.module();
    prepare(memory);
    return instantiate(module.toBytes(kind), memory)[RUN];
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
    else if (this.takesGradient) this.runInPlace([xAt, gradientAt, outAt], x.length);
    else this.runInPlace([xAt, outAt], x.length);
  }

  /** Copies a block of each array into the cache, computes there, and hands the results over. */
  overBlocks(
    x: Float32Array,
    gradient: Float32Array | undefined,
    take: (block: Float32Array, start: number) => void,
  ): void {
    this.prepareFor(x.length);
    if (this.staging === undefined) reserveBlocks(this.blocks.length);
    this.staging ??= this.compileFor(stagingMemory());
    const run = this.staging;
    const second = this.takesGradient ? gradient : undefined;
    this.chunks(x.length, (start, end, turn) => {
      copyIn(blockAddress(0), x, start, end);
      if (second !== undefined) copyIn(blockAddress(1), second, start, end);
      if (turn)
        this.units.forEach((values, i) => {
          repeat(values, staged(this.blocks[this.inputs + i], end - start), start % values.length);
        });
      run(...this.blocks, blockAddress(0), end - start, ...this.scalars);
      take(staged(blockAddress(0), end - start), start);
    });
  }

  /** The addresses of the inputs, x first, then that of the output. */
  private runInPlace(addresses: readonly number[], count: number): void {
    this.prepareFor(count);
    this.direct ??= this.compileFor(ownMemory(), "shared");
    const run = this.direct;
    const { scalars } = this;
    if (this.units.length === 0) {
      if (count >= FEWEST_ELEMENTS && this.runOnThreads(run, addresses, count, scalars)) return;
      call(run, addresses, count, scalars);
      return;
    }
    while (unitRooms.length < this.units.length) unitRooms.push(allocate(BLOCK));
    const rooms = this.units.map((_, i) => unitRooms[i].byteOffset);
    this.chunks(count, (start, end, turn) => {
      const at = addresses.map((address) => address + 4 * start);
      if (turn)
        this.units.forEach((values, i) => {
          repeat(values, unitRooms[i].subarray(0, end - start), start % values.length);
        });
      call(run, [...at.slice(0, -1), ...rooms, ...at.slice(-1)], end - start, scalars);
    });
  }

  private runOnThreads(
    run: Run,
    addresses: readonly number[],
    count: number,
    scalars: readonly number[],
  ): boolean {
    const job = {
      kernel: this,
      bytes: () => this.module().module.toBytes("shared"),
      run,
      addresses,
      count,
      scalars,
    };
    return parallel()?.(job) ?? false;
  }

  /** Blocks, of whole periods where they fit; `turn` where the units begin otherwise. */
  private chunks(length: number, body: (start: number, end: number, turn: boolean) => void): void {
    const whole = this.period <= BLOCK;
    const size = whole ? BLOCK - (BLOCK % this.period) : BLOCK;
    for (let start = 0; start < length; start += size)
      body(start, Math.min(length, start + size), start === 0 || !whole);
  }
}

function checkUnits(array: string, x: Float32Array, values: KernelValues): void {
  for (const name in values) {
    const value = values[name];
    if (typeof value !== "number" && x.length % value.length !== 0) {
      throw new HillockError(
        "invalid-shape",
        `${name} has ${value.length} values, one per unit, but ${array} has ${x.length} elements: that is not a whole number of rows.`,
      );
    }
  }
}

/** gradient ⊙ derivative; a choice between constants becomes one between the gradient and 0, and passes NaN on. */
const gradientTimes = (derivative: Expression): Expression =>
  keepNaN(simplify(multiply(parameter(GRADIENT), derivative)));

/** Kernels from the expression and its derivatives, each compiled at its first call. */
export function compileElementwise(formulas: ElementwiseFormulas): ElementwiseKernels {
  const { parameters, lowering, relaxed = false } = formulas;
  let forward: Kernel | undefined;
  const backward: Partial<Record<From, Kernel>> = {};
  const byParameter = new Map<string, Kernel>();
  const units = Object.values(parameters).some((value) => typeof value !== "number");
  const make = (formula: Expression): Kernel =>
    new Kernel(lowering.lower(formula), parameters, relaxed, lowering.tables);
  const parameterGradient = (name: string, gradient: Float32Array, x: Float32Array): Float32Array => {
    const kernel = byParameter.get(name) ?? make(gradientTimes(formulas.parameterDerivative(name)));
    byParameter.set(name, kernel);
    const value = parameters[name];
    const sums = new Float64Array(typeof value === "number" ? 1 : value.length);
    kernel.overBlocks(x, gradient, (block, start) => {
      let unit = start % sums.length;
      for (let i = 0; i < block.length; i++) {
        sums[unit] += block[i];
        if (++unit === sums.length) unit = 0;
      }
    });
    return Float32Array.from(sums);
  };
  return {
    forward(x, out) {
      const outAt = checkArray("out", out);
      const xAt = checkInput("x", x, out, outAt);
      if (units) checkUnits("x", x, parameters);
      forward ??= make(formulas.formula);
      forward.run(x, xAt, undefined, ELSEWHERE, out, outAt);
    },
    backward(from, gradient, x, out) {
      const outAt = checkArray("out", out);
      const xAt = checkInput(from, x, out, outAt);
      const gradientAt = checkInput("gradient", gradient, out, outAt, from);
      if (units) checkUnits(from, x, parameters);
      backward[from] ??= make(gradientTimes(formulas.derivative(from)));
      backward[from].run(x, xAt, gradient, gradientAt, out, outAt);
    },
    parameterGradients(names, gradient, x) {
      checkArray("x", x);
      checkInput("gradient", gradient, x, undefined, "x");
      checkUnits("x", x, parameters);
      return Object.fromEntries(names.map((name) => [name, parameterGradient(name, gradient, x)]));
    },
  };
}
