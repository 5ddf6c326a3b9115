import { type ElementwiseModule, elementwiseModule, RUN } from "../codegen/elementwise.ts";
import { instantiate, type SharedMemory, type WasmMemory } from "../codegen/instantiate.ts";
import type { TableSupport } from "../codegen/tables/support.ts";
import type { MemoryKind } from "../codegen/wasm/module-builder.ts";
import type { Expression } from "../expression/node.ts";
import { parameterNames } from "../expression/structure.ts";
import { ownMemory } from "./memory.ts";
import { stagingMemory } from "./staging.ts";

/** Up to so many elements in all, a kernel that works on one vector at a time costs less than what making it quicker does. */
export const FEW = 65_536;
export const GRADIENT = "gradient of the output";

export type Run = (...values: number[]) => number;

/** One formula, whatever its parameters are, compiled for each kind of memory when it is first used there. */
export class CompiledKernel {
  readonly takesGradient: boolean;
  /** Parameters with one value for all elements, and those with one for each unit. */
  readonly scalars: readonly string[];
  readonly units: readonly string[];
  readonly #formula: Expression;
  readonly #relaxed: boolean;
  readonly #support: TableSupport | undefined;
  #compiled: ElementwiseModule | undefined;
  /** Elements until the kernel is worth more than the quickest way to have one. */
  #few = FEW;
  #forStaging: Run | undefined;
  #forOwnMemory: Run | undefined;

  /** @param units Names of parameters with a value for each unit. */
  constructor(
    formula: Expression,
    units: readonly string[],
    relaxed: boolean,
    support: TableSupport | undefined,
  ) {
    const names = parameterNames(formula);
    const parameters = names.filter((name) => name !== GRADIENT);
    this.takesGradient = names.includes(GRADIENT);
    this.units = parameters.filter((name) => units.includes(name));
    this.scalars = parameters.filter((name) => !units.includes(name));
    this.#formula = formula;
    this.#relaxed = relaxed;
    this.#support = support;
  }

  /** For so many more elements, in the memory of blocks. */
  staging(elements: number): Run {
    this.#prepareFor(elements);
    this.#forStaging ??= this.#compileFor(stagingMemory());
    return this.#forStaging;
  }

  /** For so many more elements, in own memory. */
  direct(elements: number): Run {
    this.#prepareFor(elements);
    this.#forOwnMemory ??= this.#compileFor(ownMemory(), "shared");
    return this.#forOwnMemory;
  }

  /** The module for own memory. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#module().module.toBytes("shared");
  }

  /** What was compiled for few elements is dropped once there are more. */
  #prepareFor(elements: number): void {
    if (this.#few <= 0) return;
    this.#few -= elements;
    if (this.#few <= 0) this.#compiled = this.#forStaging = this.#forOwnMemory = undefined;
  }

  #module(): ElementwiseModule {
    const { takesGradient, units, scalars } = this;
    const [formula, relaxed, support] = [this.#formula, this.#relaxed, this.#support];
    const arrays = takesGradient ? [GRADIENT, ...units] : units;
    const unroll = this.#few > 0 ? 0 : undefined;
    this.#compiled ??= elementwiseModule({ formula, arrays, scalars, relaxed, support, unroll });
    return this.#compiled;
  }

  #compileFor(memory: WasmMemory | SharedMemory, kind?: MemoryKind): Run {
    const { module, prepare } = this.#module();
    prepare(memory);
    return instantiate(module.toBytes(kind), memory)[RUN];
  }
}
