import type { TableSupport } from "../codegen/tables/support.ts";
import { HillockError } from "../errors.ts";
import { multiply, parameter } from "../expression/build.ts";
import { keepNaN } from "../expression/differentiate.ts";
import type { Expression } from "../expression/node.ts";
import { simplify } from "../expression/simplify.ts";
import { BoundKernel, type KernelValues, singleOf } from "./bound-kernel.ts";
import { checkArray, checkInput } from "./check.ts";
import { CompiledKernel, GRADIENT } from "./compiled-kernel.ts";
import { ELSEWHERE } from "./memory.ts";

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
  /** @param fractions Names of parameters that are above 0 and at most 1. */
  lower(formula: Expression, fractions: readonly string[]): Expression;
  /** Those that are, of the parameters for which that makes a difference. */
  fractions?(formula: Expression, values: KernelValues): readonly string[];
  readonly tables?: TableSupport;
}

/** Asked for when their kernels are compiled. */
export interface ElementwiseFormulas {
  readonly value: () => Expression;
  /** f′ in terms of x, or of the output, which stands in the variable's place then. */
  readonly derivative: (from: From) => Expression;
  readonly parameterDerivative: (name: string) => Expression;
  readonly relaxed?: boolean | undefined;
  readonly lowering: Lowering;
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

/** In float64; four sums side by side, none of which waits for another's last addition. */
function sumOf(block: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = block.length - (block.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += block[i];
    b += block[i + 1];
    c += block[i + 2];
    d += block[i + 3];
  }
  for (let i = whole; i < block.length; i++) a += block[i];
  return a + b + (c + d);
}

/** Each element to the sum of its unit; the first is number `start` of all. */
function addToUnits(sums: Float64Array, block: Float32Array, start: number): void {
  let unit = start % sums.length;
  for (let i = 0; i < block.length; i++) {
    sums[unit] += block[i];
    if (++unit === sums.length) unit = 0;
  }
}

/** gradient ⊙ derivative; a choice between constants becomes one between the gradient and 0, and passes NaN on. */
export const gradientTimes = (derivative: Expression): Expression =>
  keepNaN(simplify(multiply(parameter(GRADIENT), derivative)));

/**
 * Kernels from the expression and its derivatives. Each is compiled at its first call, once for all values of the
 * parameters: another one is needed only where others of them have a value for each unit, or are fractions.
 */
export function compileElementwise(
  formulas: ElementwiseFormulas,
): (parameters: KernelValues) => ElementwiseKernels {
  const { lowering, relaxed = false } = formulas;
  const raw = new Map<string, Expression>();
  const compiled = new Map<string, CompiledKernel>();
  return (parameters) => {
    const units = Object.keys(parameters).filter((name) => singleOf(parameters[name]) === undefined);
    return bind(formulas, parameters, (name, make) => {
      const formula = raw.get(name) ?? make();
      raw.set(name, formula);
      const fractions = lowering.fractions?.(formula, parameters) ?? [];
      const key = [name, units.join(), fractions.join()].join("; ");
      const compile = (): CompiledKernel =>
        new CompiledKernel(lowering.lower(formula, fractions), units, relaxed, lowering.tables);
      const kernel = compiled.get(key) ?? compile();
      compiled.set(key, kernel);
      return new BoundKernel(kernel, parameters);
    });
  };
}

/** The kernels for these values; `kernelOf` makes each when it is first called. */
function bind(
  formulas: ElementwiseFormulas,
  parameters: KernelValues,
  kernelOf: (name: string, formula: () => Expression) => BoundKernel,
): ElementwiseKernels {
  let forward: BoundKernel | undefined;
  const backward: Partial<Record<From, BoundKernel>> = {};
  const byParameter = new Map<string, BoundKernel>();
  const units = Object.values(parameters).some((value) => typeof value !== "number");
  const parameterGradient = (name: string, gradient: Float32Array, x: Float32Array): Float32Array => {
    const slope = (): Expression => gradientTimes(formulas.parameterDerivative(name));
    const kernel = byParameter.get(name) ?? kernelOf(`slope by ${name}`, slope);
    byParameter.set(name, kernel);
    const value = parameters[name];
    const sums = new Float64Array(typeof value === "number" ? 1 : value.length);
    kernel.overBlocks(x, gradient, (block, start) => {
      if (sums.length === 1) sums[0] += sumOf(block);
      else addToUnits(sums, block, start);
    });
    return Float32Array.from(sums);
  };
  return {
    forward(x, out) {
      const outAt = checkArray("out", out);
      const xAt = checkInput("x", x, out, outAt);
      if (units) checkUnits("x", x, parameters);
      forward ??= kernelOf("value", formulas.value);
      forward.run(x, xAt, undefined, ELSEWHERE, out, outAt);
    },
    backward(from, gradient, x, out) {
      const outAt = checkArray("out", out);
      const xAt = checkInput(from, x, out, outAt);
      const gradientAt = checkInput("gradient", gradient, out, outAt, from);
      if (units) checkUnits(from, x, parameters);
      backward[from] ??= kernelOf(`slope from ${from}`, () => gradientTimes(formulas.derivative(from)));
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
