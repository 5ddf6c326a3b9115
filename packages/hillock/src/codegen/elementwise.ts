import type { Expression } from "../expression/node.ts";
import { type Bindings, emitProgram, hoistConstantsOf, type Program, programOf } from "./program.ts";
import type { KernelMemory, TableSupport } from "./tables/support.ts";
import { isBrief, unrollFor } from "./unroll.ts";
import type { FunctionBuilder } from "./wasm/function-builder.ts";
import { ModuleBuilder } from "./wasm/module-builder.ts";

const VECTOR_BYTES = 16;
const LANES = 4;
/** Name of the function that the module exports. */
export const RUN = "run";

/** What a kernel computes, and how its inputs come to it. */
export interface ElementwiseProgram {
  /** Of machine operations only. */
  readonly formula: Expression;
  /** Names of the formula's inputs that are arrays, as long as x. */
  readonly arrays: readonly string[];
  /** Names of those that are one number for all elements. */
  readonly scalars: readonly string[];
  readonly relaxed?: boolean;
  /** Where the formula looks values up. */
  readonly support?: TableSupport | undefined;
  /**
   * Vectors in flight; 0 for a module that is made in less time and works on one after the other. `unrollFor` chooses where it
   * is left out.
   */
  readonly unroll?: number | undefined;
}

export interface ElementwiseModule {
  readonly module: ModuleBuilder;
  /** To be called with the memory before the function is. */
  prepare(memory: KernelMemory): void;
}

/**
 * A module for out = formula(x, arrays…, scalars…). Its function takes addresses, of x, of the arrays, of out, then the
 * number of elements, then the scalars. Any address, any number: each element takes the same instructions, so that its
 * bits do not depend on where it stands. Up to 12 bytes behind the inputs' ends are read, none behind out's written.
 */
export function elementwiseModule(asked: ElementwiseProgram): ElementwiseModule {
  const { formula, arrays, scalars, relaxed, support } = asked;
  const program = programOf([formula], relaxed, support?.rules);
  const module = new ModuleBuilder();
  const pointers = arrays.length + 2;
  const { builder: f } = module.addFunction({
    params: [
      ...Array.from({ length: pointers + 1 }, () => "i32" as const),
      ...scalars.map(() => "f32" as const),
    ],
    export: RUN,
  });
  const tables = support?.tablesOf(program) ?? [];
  const emitLookUps = tables.length > 0 ? support?.emit : undefined;
  const kernel = new Kernel(f, program, arrays, scalars, emitLookUps);
  const unroll = asked.unroll ?? unrollFor(program, arrays.length + 1);
  if (unroll > 0) kernel.wholeGroups(unroll);
  kernel.rest();
  return { module, prepare: (memory) => support?.write(memory, tables) };
}

class Kernel {
  readonly #f: FunctionBuilder;
  readonly #program: Program;
  readonly #emitLookUps: TableSupport["emit"] | undefined;
  readonly #arrays: readonly string[];
  readonly #constants: ReadonlyMap<number, number>;
  readonly #splats: Readonly<Record<string, number>>;
  /** Locals: the inputs' addresses, x first; out's address; elements left. */
  readonly #inputs: readonly number[];
  readonly #out: number;
  readonly #count: number;

  constructor(
    f: FunctionBuilder,
    program: Program,
    arrays: readonly string[],
    scalars: readonly string[],
    emitLookUps: TableSupport["emit"] | undefined,
  ) {
    this.#f = f;
    this.#emitLookUps = emitLookUps;
    this.#program = program;
    this.#arrays = arrays;
    this.#inputs = Array.from({ length: arrays.length + 1 }, (_, i) => i);
    this.#out = this.#inputs.length;
    this.#count = this.#out + 1;
    this.#constants = hoistConstantsOf(f, program);
    this.#splats = Object.fromEntries(
      scalars.map((name, i) => [
        name,
        f
          .get(this.#count + 1 + i)
          .op("f32x4.splat")
          .setNew("v128"),
      ]),
    );
  }

  /** So many vectors at a time, while there are as many. */
  wholeGroups(vectors: number): void {
    const [f, count, inputs] = [this.#f, this.#count, this.#inputs];
    const places = Array.from({ length: vectors }, (_, i) => i);
    const elements = vectors * LANES;
    const rest = f.get(count).i32(elements).op("i32.rem_u").setNew("i32");
    const end = f
      .get(inputs[0])
      .get(count)
      .get(rest)
      .op("i32.sub")
      .i32(4)
      .op("i32.mul", "i32.add")
      .setNew("i32");
    f.get(count).i32(elements).op("i32.ge_u");
    f.if(() => {
      f.loop((again) => {
        this.#group(places);
        this.#advance(elements);
        f.get(inputs[0]).get(end).op("i32.ne").brIf(again);
      });
    });
    f.get(rest).set(count);
  }

  /** One vector at a time, the last of which may be cut short. */
  rest(): void {
    const [f, count, out] = [this.#f, this.#count, this.#out];
    f.block((exit) => {
      f.loop((again) => {
        f.get(count).op("i32.eqz").brIf(exit);
        const [[value]] = emitProgram(f, this.#program, this.#load([0]));
        f.get(count).i32(LANES).op("i32.lt_u");
        f.if(() => {
          this.#storePart(value);
          f.op("return");
        });
        f.get(out).get(value).store("v128.store");
        this.#advance(LANES);
        f.get(count).i32(LANES).op("i32.sub").set(count).br(again);
      });
    });
  }

  /** Loads, arithmetic, stores, in this order: engines do not reorder. */
  #group(places: readonly number[]): void {
    const [f, program] = [this.#f, this.#program];
    const store = (value: number, place: number): void =>
      void f
        .get(this.#out)
        .get(value)
        .store("v128.store", place * VECTOR_BYTES);
    // what the results will be written over is free until then
    if (this.#emitLookUps)
      this.#emitLookUps(f, program, this.#load(places, this.#out), ([value], i) => store(value, places[i]));
    else if (isBrief(program) && places.length > 1) for (const place of places) this.#group([place]);
    else emitProgram(f, program, this.#load(places)).forEach(([value], i) => store(value, places[i]));
  }

  /** The inputs at these places; `free` is an address of as many vectors that may be written over. */
  #load(places: readonly number[], free?: number): Bindings[] {
    const [f, constants, splats] = [this.#f, this.#constants, this.#splats];
    const [x, ...others] = this.#inputs.map((address) =>
      places.map((place) =>
        f
          .get(address)
          .load("v128.load", place * VECTOR_BYTES)
          .setNew("v128"),
      ),
    );
    return places.map((place, i) => ({
      variable: x[i],
      constants,
      scratch: free === undefined ? undefined : { address: free, offset: place * VECTOR_BYTES },
      parameters: {
        ...splats,
        ...Object.fromEntries(this.#arrays.map((name, array) => [name, others[array][i]])),
      },
    }));
  }

  #advance(elements: number): void {
    for (const pointer of [...this.#inputs, this.#out])
      this.#f
        .get(pointer)
        .i32(elements * 4)
        .op("i32.add")
        .set(pointer);
  }

  /** The first one to three elements of a vector. */
  #storePart(value: number): void {
    const [f, out, count] = [this.#f, this.#out, this.#count];
    f.get(count).i32(2).op("i32.and");
    f.if(() => {
      f.get(out).get(value).lane("f64x2.extract_lane", 0).store("f64.store");
      f.get(out).i32(8).op("i32.add").set(out);
      f.get(value).get(value).shuffle32([2, 3, 2, 3]).set(value);
    });
    f.get(count).i32(1).op("i32.and");
    f.if(() => f.get(out).get(value).lane("f32x4.extract_lane", 0).store("f32.store"));
  }
}
