import { emitFormulas, hoistConstants } from "../codegen/formula.ts";
import { createMemory, instantiate, PAGE_BYTES } from "../codegen/instantiate.ts";
import { ModuleBuilder } from "../codegen/wasm/module-builder.ts";
import { HillockError } from "../errors.ts";
import { multiply, parameter } from "../expression/build.ts";
import { lower } from "../expression/lower/lower.ts";
import type { Expression } from "../expression/node.ts";
import { inOrder, parameterNames } from "../expression/structure.ts";
import { checkArrays } from "./check.ts";

type Values = Readonly<Record<string, number | ArrayLike<number>>>;

export interface ElementwiseKernels {
  forward(x: Float32Array, out: Float32Array, parameters: Values): void;
  /** out = gradient ⊙ f′(x) */
  backward(gradient: Float32Array, x: Float32Array, out: Float32Array, parameters: Values): void;
  /** Σ gradient · ∂f/∂parameter, one sum per value of the parameter. */
  parameterGradient(name: string, gradient: Float32Array, x: Float32Array, parameters: Values): Float32Array;
}

const BLOCK = PAGE_BYTES / 4;
/** Vectors in flight: fewer for large formulas, whose values would not stay in registers, nor fit in one function. */
const unrollFor = (lowered: Expression): number => {
  const nodes = inOrder(lowered).length;
  return nodes > 1000 ? 1 : nodes > 150 ? 2 : 4;
};
const VECTOR_BYTES = 16;
const GRADIENT = "gradient of the output";

/** Staging blocks in one small memory: x, gradient, out, then the parameters. */
const memories = { shared: undefined as ReturnType<typeof createMemory> | undefined, pages: 0 };
function memoryOf(pages: number) {
  memories.shared ??= createMemory(0);
  if (memories.pages < pages) {
    memories.shared.grow(pages - memories.pages);
    memories.pages = pages;
  }
  return memories.shared;
}

type Runner = (
  x: Float32Array,
  gradient: Float32Array | undefined,
  out: Float32Array,
  values: Values,
) => void;

/** A kernel that stages blocks of plain arrays; block ends are padded, so every element takes the same path. */
function compileRunner(formula: Expression): Runner {
  const names = parameterNames(formula).filter((name) => name !== GRADIENT);
  const at = (block: number): number => block * PAGE_BYTES;
  const memory = memoryOf(3 + names.length);
  const lowered = lower(formula);
  const unroll = unrollFor(lowered);
  const module = new ModuleBuilder();
  const { builder: f } = module.addFunction({ params: ["i32"], export: "run" });
  const constants = hoistConstants(f, [lowered]);
  const position = f.i32(0).setNew("i32");
  f.countUp(position, 0, unroll * VECTOR_BYTES, () => {
    // loads, arithmetic, stores in this order: the engine does not reorder
    const load = (block: number) =>
      Array.from({ length: unroll }, (_, i) =>
        f
          .get(position)
          .load("v128.load", at(block) + i * VECTOR_BYTES)
          .setNew("v128"),
      );
    const x = load(0);
    const gradient = load(1);
    const parameters = names.map((_, i) => load(3 + i));
    const results = x.map((variable, i) => {
      const bindings = Object.fromEntries(names.map((name, p) => [name, parameters[p][i]]));
      return emitFormulas(f, [lowered], {
        variable,
        constants,
        parameters: { ...bindings, [GRADIENT]: gradient[i] },
      })[0];
    });
    results.forEach((local, i) =>
      f
        .get(position)
        .get(local)
        .store("v128.store", at(2) + i * VECTOR_BYTES),
    );
  });
  const run = instantiate(module.toBytes(), memory)["run"];
  return (x, gradient, out, values) => {
    const view = (block: number): Float32Array => new Float32Array(memory.buffer, at(block), BLOCK);
    const [xBlock, gradientBlock, outBlock] = [view(0), view(1), view(2)];
    names.forEach((name, p) => {
      const value = values[name];
      if (typeof value === "number") view(3 + p).fill(value);
    });
    for (let start = 0; start < x.length; start += BLOCK) {
      const count = Math.min(BLOCK, x.length - start);
      const whole = count === x.length;
      xBlock.set(whole ? x : x.subarray(start, start + count));
      if (gradient) gradientBlock.set(whole ? gradient : gradient.subarray(start, start + count));
      names.forEach((name, p) => {
        const value = values[name];
        if (typeof value === "number") return;
        const block = view(3 + p);
        for (let i = 0; i < count; i++) block[i] = value[(start + i) % value.length];
      });
      run(Math.ceil(count / (unroll * 4)) * unroll * VECTOR_BYTES);
      out.set(count === BLOCK ? outBlock : outBlock.subarray(0, count), start);
    }
  };
}

function checkUnits(x: Float32Array, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== "number" && x.length % value.length !== 0) {
      throw new HillockError(
        "invalid-shape",
        `${name} has ${value.length} values, one per unit, but x has ${x.length} elements: that is not a whole number of rows.`,
      );
    }
  }
}

/** Kernels from the expression and its derivatives, each compiled at its first call. */
export function compileElementwise(definition: {
  readonly formula: Expression;
  readonly derivative: Expression;
  readonly parameterDerivatives: Readonly<Record<string, Expression>>;
}): ElementwiseKernels {
  const runners = new Map<string, Runner>();
  const runner = (name: string, formula: () => Expression): Runner => {
    const made = runners.get(name) ?? compileRunner(formula());
    runners.set(name, made);
    return made;
  };
  const gradientOf = (derivative: Expression) => () => multiply(parameter(GRADIENT), derivative);
  return {
    forward(x, out, parameters) {
      checkArrays({ x }, out);
      checkUnits(x, parameters);
      runner("forward", () => definition.formula)(x, undefined, out, parameters);
    },
    backward(gradient, x, out, parameters) {
      checkArrays({ gradient, x }, out);
      checkUnits(x, parameters);
      runner("backward", gradientOf(definition.derivative))(x, gradient, out, parameters);
    },
    parameterGradient(name, gradient, x, parameters) {
      const each = new Float32Array(x.length);
      checkArrays({ gradient, x }, each);
      checkUnits(x, parameters);
      runner(`parameter ${name}`, gradientOf(definition.parameterDerivatives[name]))(
        x,
        gradient,
        each,
        parameters,
      );
      const value = parameters[name];
      const sums = new Float64Array(typeof value === "number" ? 1 : value.length);
      for (let i = 0; i < each.length; i++) sums[i % sums.length] += each[i];
      return Float32Array.from(sums);
    },
  };
}
