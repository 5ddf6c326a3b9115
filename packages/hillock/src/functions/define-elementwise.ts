import { HillockError } from "../errors.ts";
import { subtract, x as variable } from "../expression/build.ts";
import { differentiate, keepNaN } from "../expression/differentiate.ts";
import { interpretSamples, interpretScalar, type OperationOf } from "../expression/interpret.ts";
import type { Expression, Kind } from "../expression/node.ts";
import { inOrder, parameterNames } from "../expression/structure.ts";
import { checkArray } from "../kernels/check.ts";
import { compileElementwise, type Lowering } from "../kernels/elementwise.ts";
import { lazily } from "../lazily.ts";
import type {
  ElementwiseActivation,
  KnownNames,
  ParameterValue,
  ParameterValues,
  Tails,
  TellsSlope,
} from "./activation.ts";
import type { Check, CheckedValues } from "./constraints.ts";
import { withFixedParameters } from "./fixed.ts";
import { kinksOf, meanSquareOf, tailsOf, zerosOf } from "./properties.ts";
import { rangeOf } from "./range.ts";

/** What is written down of an elementwise function; all else is derived from the formula. */
export interface ElementwiseDefinition {
  readonly name: string;
  readonly title: string;
  readonly formula: Expression;
  /** What training computes instead, with parameters that it draws. */
  readonly trainingFormula?: Expression;
  /** Values of the formula's parameters. */
  readonly parameters?: ParameterValues;
  /** Those that training changes. */
  readonly learnable?: readonly string[];
  /** What the parameters' values must be, beside finite. */
  readonly constraints?: Check;
  /** The infinity that a parameter may be all the same. */
  readonly infinite?: Readonly<Record<string, number>>;
  /** "usual" unless given. */
  readonly role?: "usual" | "special";
  readonly known?: KnownNames;
  readonly uses: string;
  readonly limitations: readonly string[];
  /** f′ in a form that keeps its digits where the symbolic one loses them; a test holds the two equal. */
  readonly derivative?: Expression;
  /** f′ from the output a = f(x), where it can be told from that; a test holds the two equal. */
  readonly derivativeFromOutput?: (a: Expression) => Expression;
  /** What parameters must be so that it can. */
  readonly outputTells?: Check;
  /** Kernels of relaxed SIMD, where the engine has it. */
  readonly relaxed?: boolean;
  /** Said instead of what is derived from the kinks. */
  readonly kinkConvention?: string;
  readonly source: string;
}

/** What is 0 where a node takes its other side, or has no finite value. */
const TURNS: Readonly<Partial<Record<Kind, (a: Expression, b: Expression) => Expression>>> = {
  less: subtract,
  lessEqual: subtract,
  min: subtract,
  max: subtract,
  divide: (_, b) => b,
  log: (a) => a,
  power: (a) => a,
};

/** What a definition becomes. */
export type Defined<D extends ElementwiseDefinition> = D extends { readonly derivativeFromOutput: object }
  ? TellsSlope<ElementwiseActivation>
  : ElementwiseActivation;

const firstOf = (value: ParameterValue): number => (typeof value === "number" ? value : value[0]);

/** Copies of the values: arrays that were given may change afterwards. */
function checkedParameters(
  { name, parameters = {}, infinite = {} }: ElementwiseDefinition,
  formula: Expression,
): CheckedValues {
  const expected = parameterNames(formula);
  const checked: Record<string, number | number[]> = {};
  for (const [parameter, value] of Object.entries(parameters)) {
    if (!expected.includes(parameter)) {
      const list = expected.length > 0 ? `It has: ${expected.join(", ")}.` : "It has none.";
      throw new HillockError("invalid-argument", `${name} has no parameter "${parameter}". ${list}`);
    }
    const numbers = typeof value === "object" && value !== null ? Array.from(value) : [value];
    if (numbers.length === 0)
      throw new HillockError(
        "invalid-argument",
        `${name}: ${parameter} is an empty array; give a number, or one value per unit.`,
      );
    for (const number of numbers) {
      if (!Number.isFinite(number) && number !== (infinite[parameter] ?? 0))
        throw new HillockError(
          "invalid-argument",
          `${name}: ${parameter} is ${String(number)} (${typeof number}); a finite number is needed.`,
        );
    }
    checked[parameter] = typeof value === "number" ? value : numbers;
  }
  for (const parameter of expected) {
    if (!Object.hasOwn(checked, parameter)) {
      throw new HillockError(
        "invalid-argument",
        `${name} needs a value for its parameter "${parameter}", as in { ${parameter}: 1 }.`,
      );
    }
  }
  return checked;
}

function outputFor(name: string, x: Float32Array, out: Float32Array | undefined): Float32Array {
  if (out !== undefined) return out;
  checkArray(name, x);
  return new Float32Array(x.length);
}

/** How formulas are computed. They are given, so that a page does not carry what its functions lack. */
export interface Means extends Lowering {
  /** In float64. */
  readonly operation: OperationOf;
  /** Whether the engine has relaxed SIMD; left out where that makes nothing quicker. */
  mayRelax?(): boolean;
}

/** What is derived from a formula and the values of its fixed parameters, each when first asked for. */
const deriveFrom = (definition: ElementwiseDefinition, parameters: CheckedValues, means: Means) => {
  const { formula, learnable = [], derivativeFromOutput, relaxed } = definition;
  const { operation } = means;
  const fromOutput = derivativeFromOutput?.(variable);
  const derivativeFormula = lazily(() => definition.derivative ?? differentiate(formula));
  const parameterFormulas = lazily(() =>
    Object.fromEntries(learnable.map((parameter) => [parameter, differentiate(formula, parameter)])),
  );
  const fixed = (e: Expression): Expression => withFixedParameters(e, parameters, learnable);
  return {
    fromOutput,
    derivativeFormula,
    parameterFormulas,
    scalar: lazily(() => interpretScalar(formula, operation)),
    scalarDerivative: lazily(() => interpretScalar(keepNaN(derivativeFormula()), operation)),
    kernels: compileElementwise({
      value: () => fixed(formula),
      derivative: (from) => fixed((from === "output" && fromOutput) || derivativeFormula()),
      parameterDerivative: (parameter) => fixed(parameterFormulas()[parameter]),
      relaxed,
      lowering: means,
    }),
  };
};

/**
 * An activation from its formula: derivative, kernels, range and tails are derived, each when first asked for.
 * @param derived Of one that has the same formula and the same fixed parameters.
 */
export function defineElementwise<D extends ElementwiseDefinition>(
  definition: D,
  means: Means,
  derived?: ReturnType<typeof deriveFrom>,
): Defined<D> {
  const { name, formula, learnable = [] } = definition;
  const { operation } = means;
  const parameters = checkedParameters(definition, formula);
  definition.constraints?.(name, parameters);
  const scalars = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, firstOf(value)]));

  const shared = derived ?? deriveFrom(definition, parameters, means);
  const { fromOutput, derivativeFormula, parameterFormulas, scalar, scalarDerivative } = shared;
  const value = (x: number): number => scalar()(x, scalars);
  const slope = (x: number): number => scalarDerivative()(x, scalars);
  const kernels = lazily(() => shared.kernels(parameters));
  const valuesAt = (inputs: Float64Array): Float64Array =>
    interpretSamples(formula, operation)(inputs, scalars);
  const slopesAt = (inputs: Float64Array): Float64Array =>
    interpretSamples(keepNaN(derivativeFormula()), operation)(inputs, scalars);
  const range = lazily(() => rangeOf(value, valuesAt, [...new Set(zerosIn(formula))]));
  const derivativeRange = lazily(() => rangeOf(slope, slopesAt, turns()));
  const zerosIn = (e: Expression): number[] =>
    inOrder(e).flatMap(({ kind, args: [a, b] }) => {
      const turn = TURNS[kind]?.(a, b);
      if (turn === undefined) return [];
      const [curve, samples] = [interpretScalar(turn, operation), interpretSamples(turn, operation)];
      return zerosOf(
        (x) => curve(x, scalars),
        (inputs) => samples(inputs, scalars),
      );
    });
  const turns = lazily(() => [...new Set(zerosIn(derivativeFormula()))]);
  const kinks = lazily(() => kinksOf(slopesAt, turns()));
  const meanSquare = lazily(() => meanSquareOf(valuesAt));
  const tails = lazily<Tails>(() => tailsOf(slopesAt, range().bounds, kinks()));

  const members = {
    kind: "elementwise" as const,
    title: definition.title,
    uses: definition.uses,
    limitations: definition.limitations,
    source: definition.source,
    known: definition.known ?? {},
    formula,
    trainingFormula: definition.trainingFormula ?? formula,
    parameters,
    learnable,
    role: definition.role ?? "usual",
    derivative: slope,
    ...(fromOutput && { outputDerivativeFormula: fromOutput }),
    forward(x: Float32Array, out?: Float32Array): Float32Array {
      const result = outputFor("x", x, out);
      kernels().forward(x, result);
      return result;
    },
    backward(gradient: Float32Array, x: Float32Array, out?: Float32Array): Float32Array {
      const result = outputFor("x", x, out);
      kernels().backward("x", gradient, x, result);
      return result;
    },
    ...(fromOutput && {
      backwardFromOutput(gradient: Float32Array, output: Float32Array, out?: Float32Array): Float32Array {
        definition.outputTells?.(`${name} from its output`, parameters);
        const result = outputFor("output", output, out);
        kernels().backward("output", gradient, output, result);
        return result;
      },
    }),
    parameterGradients(gradient: Float32Array, x: Float32Array): Record<string, Float32Array> {
      return kernels().parameterGradients(learnable, gradient, x);
    },
    with(values: ParameterValues): ElementwiseActivation {
      const changed = { ...definition, parameters: { ...parameters, ...values } };
      const areLearned = Object.keys(values).every((parameter) => learnable.includes(parameter));
      return defineElementwise(changed, means, areLearned ? shared : undefined);
    },
    relaxed(): ElementwiseActivation {
      return defineElementwise({ ...definition, relaxed: means.mayRelax?.() ?? false }, means);
    },
  };
  const getters = {
    range: () => range().bounds,
    rangeClosed: () => range().closed,
    derivativeRange: () => derivativeRange().bounds,
    derivativeRangeClosed: () => derivativeRange().closed,
    kinks,
    tails,
    meanSquare,
    derivativeFormula,
    parameterFormulas,
    kinkConvention: () => definition.kinkConvention ?? describeKinks(kinks(), slope),
  };
  const callable = (x: number): number => value(x);
  Object.defineProperty(callable, "name", { value: name });
  for (const [key, get] of Object.entries(getters))
    Object.defineProperty(callable, key, { get, enumerable: true });
  return Object.assign(callable, members) as unknown as Defined<D>;
}

function describeKinks(kinks: readonly number[], slope: (x: number) => number): string {
  if (kinks.length === 0) return "The derivative is continuous: there are no kinks.";
  const each = kinks.map((kink) => `at ${kink} it is ${Number(slope(kink).toPrecision(6))}`);
  return `The derivative jumps: ${each.join(", ")}.`.replaceAll("-", "−");
}
