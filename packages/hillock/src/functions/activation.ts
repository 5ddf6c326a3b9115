import type { Expression } from "../expression/node.ts";

/** Two bounds; ±Infinity where unbounded. */
export type Interval = readonly [low: number, high: number];

/** Whether a function takes the value of each bound of an interval, or only comes near it. */
export type Closed = readonly [low: boolean, high: boolean];

/** A parameter's value: one for all units, or one per unit. */
export type ParameterValue = number | ArrayLike<number>;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** What other libraries call the same function; absent where they have none. */
export interface KnownNames {
  readonly pytorch?: string;
  readonly keras?: string;
  readonly onnx?: string;
  readonly webnn?: string;
}

/** What elementwise and row functions have in common: their card. */
export interface Described {
  readonly name: string;
  readonly title: string;
  /** Interval that holds every output: the infimum and the supremum. */
  readonly range: Interval;
  /** Of exact values: float32 rounds a sigmoid to 1 from 17.34 on, which it never is. */
  readonly rangeClosed: Closed;
  readonly derivativeRange: Interval;
  readonly derivativeRangeClosed: Closed;
  readonly uses: string;
  readonly limitations: readonly string[];
  /** What holds where the derivative jumps, in a sentence. */
  readonly kinkConvention: string;
  readonly source: string;
  readonly known: KnownNames;
}

/** A loss that is fused with its gradient: its card. */
export interface DescribedLoss extends Described {
  readonly kind: "loss";
  /** In LaTeX, with x the logits and y the labels. */
  readonly equation: string;
  /** On one line for a terminal; the derivative is by the logits. */
  readonly text: { readonly value: string; readonly derivative: string };
}

/** Where a function's slope fades (`saturation`) or is exactly zero (`dead`), as thresholds on its input. */
export interface Tails {
  /** Inputs below this count as saturated at the low end; −Infinity where it does not saturate. */
  readonly saturatedBelow: number;
  /** Inputs above this count as saturated at the high end; Infinity where it does not saturate. */
  readonly saturatedAbove: number;
  /** Inputs below this have slope exactly 0; −Infinity where there are none. */
  readonly deadBelow: number;
  /** Inputs above this have slope exactly 0; Infinity where there are none. */
  readonly deadAbove: number;
}

/** An array that was made for a result: not in shared memory, as TypeScript tells from 5.7 on. */
export type NewArray = ReturnType<Float32ArrayConstructor["of"]>;

/** Computes from what is given, and writes to the array that stands last, or to a new one where that is left out. */
export interface Into<Given extends readonly unknown[]> {
  (...given: Given): NewArray;
  <Out extends Float32Array>(...given: [...Given, out: Out]): Out;
  (...given: [...Given, out?: Float32Array]): Float32Array;
}

/** A function of one number, applied to each element. */
export interface ElementwiseActivation extends Described {
  readonly kind: "elementwise";
  /** float64: f(x). */
  (x: number): number;
  /** float64: f′(x). */
  derivative(x: number): number;
  /** f of each element. `out` may be `x` itself; a new array where it is left out. */
  readonly forward: Into<[x: Float32Array]>;
  /** `gradient` ⊙ f′(x). `out` may be `gradient` or `x`. */
  readonly backward: Into<[gradient: Float32Array, x: Float32Array]>;
  /**
   * `gradient` ⊙ f′ from the output, f(x), in place of x: so training need not keep x, and no exponential is computed
   * again. Where the output is rounded to an end of the range, its slope is 0. Absent where f′ cannot be told from f.
   */
  readonly backwardFromOutput?: Into<[gradient: Float32Array, output: Float32Array]>;
  /** ∂loss/∂parameter for each learnable parameter: summed over rows where it is per unit, else over all. */
  parameterGradients(gradient: Float32Array, x: Float32Array): Readonly<Record<string, NewArray>>;
  /**
   * The same function with other parameter values. Where only learnable ones change, all that was compiled is used again: a
   * training of one's own can ask for the next function at each step.
   */
  with(values: ParameterValues): this;
  /**
   * The same function with kernels of relaxed SIMD where the engine has it (`hasRelaxedSimd`): products and sums in one
   * instruction and shorter forms, up to twice as fast, within 4 ULP, with last bits that are not the same on every
   * machine. Elsewhere its kernels are the usual ones.
   */
  relaxed(): this;

  readonly formula: Expression;
  /** The same as training computes it: with a draw for each element where a parameter is random. */
  readonly trainingFormula: Expression;
  /** Symbolic f′, simplified. */
  readonly derivativeFormula: Expression;
  /** f′ in terms of f(x), which stands for the variable in it. */
  readonly outputDerivativeFormula?: Expression;
  /** Symbolic ∂f/∂p by parameter. */
  readonly parameterFormulas: Readonly<Record<string, Expression>>;
  readonly parameters: ParameterValues;
  /** Names of the parameters that training changes; a network gives each unit its own. */
  readonly learnable: readonly string[];
  /** "usual": among those that a comparison tries unless others are named; "special": for its own purposes. */
  readonly role: "usual" | "special";
  /** Inputs at which f′ jumps. */
  readonly kinks: readonly number[];
  readonly tails: Tails;
  /** E[f(z)²] for z from the standard normal distribution: what an initialisation makes good for. */
  readonly meanSquare: number;
}

export interface RowOptions {
  /** Elements of a row; the whole array is one row where it is left out. */
  readonly columns?: number;
}

/** A function of a whole row, such as softmax. Arrays are rows × columns, row by row. */
export interface RowActivation extends Described {
  readonly kind: "row";
  /** float64: f of one row. */
  (row: ArrayLike<number>): number[];
  /** float64: ∂f_i/∂x_j, a row for each output. */
  jacobian(row: ArrayLike<number>): number[][];
  /** The loss that a network's last layer of this function is trained with; it can be no layer where there is none. */
  readonly fusedLoss?: "softmaxCrossEntropy";
  /** Columns of the output for so many of the input: the same number, but for gated functions. */
  outputColumns(columns: number): number;
  readonly forward: Into<[x: Float32Array, options?: RowOptions]>;
  /** gradientᵀ · J, row by row. */
  readonly backward: Into<[gradient: Float32Array, x: Float32Array, options?: RowOptions]>;
  /** The same from the output, f(x), in place of x: no power is computed. Absent where it does not tell the slope. */
  readonly backwardFromOutput?: Into<[gradient: Float32Array, output: Float32Array, options?: RowOptions]>;
  /** The equation in LaTeX, and the Jacobian. */
  readonly equation: string;
  readonly jacobianEquation: string;
  /** The same on one line of text, for a terminal. */
  readonly text: { readonly value: string; readonly derivative: string };
}

export type Activation = ElementwiseActivation | RowActivation;

/** A function whose slope can be told from its output. */
export type TellsSlope<F extends Activation> = F & Required<Pick<F, "backwardFromOutput">>;
