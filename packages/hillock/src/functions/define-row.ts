import { checkArray } from "../kernels/check.ts";
import { rowsOf } from "../kernels/rows/check.ts";
import type { RowKernels } from "../kernels/rows/functions.ts";
import type { Described, RowActivation, RowOptions, TellsSlope } from "./activation.ts";

/** What is written down of a row function. */
export interface RowDefinition extends Described {
  /** In LaTeX, and on one line of text for a terminal. */
  readonly equation: string;
  readonly jacobianEquation: string;
  readonly text: { readonly value: string; readonly derivative: string };
  /** float64: f of one row. */
  readonly value: (row: readonly number[]) => number[];
  /** float64: ∂f_i/∂x_j, a row for each output. */
  readonly jacobian: (row: readonly number[]) => number[][];
  readonly kernels: RowKernels;
  readonly fusedLoss?: RowActivation["fusedLoss"];
  /** Columns of the output for so many of the input; the same number where it is left out. */
  readonly outputColumns?: (columns: number) => number;
}

/** What a definition becomes. */
type DefinedRow<D extends RowDefinition> =
  D["kernels"] extends Required<RowKernels> ? TellsSlope<RowActivation> : RowActivation;

const columnsOf = (x: Float32Array, options: RowOptions | undefined): number => options?.columns ?? x.length;

/** A row function's face: float64 values and Jacobian, and the kernels. */
export function defineRowActivation<D extends RowDefinition>(definition: D): DefinedRow<D> {
  const { name, value, jacobian, kernels, outputColumns = (columns) => columns, ...described } = definition;
  const fromOutput = kernels.backwardFromOutput;
  const callable = (row: ArrayLike<number>): number[] => value(Array.from(row));
  Object.defineProperty(callable, "name", { value: name });
  return Object.assign(callable, {
    ...described,
    kind: "row" as const,
    outputColumns,
    jacobian: (row: ArrayLike<number>): number[][] => jacobian(Array.from(row)),
    forward(x: Float32Array, options?: RowOptions, out?: Float32Array): Float32Array {
      checkArray("x", x);
      const columns = columnsOf(x, options);
      const rows = rowsOf("x", x.length, columns);
      const result = out ?? new Float32Array(rows * outputColumns(columns));
      kernels.forward(x, columns, result);
      return result;
    },
    backward(
      gradient: Float32Array,
      x: Float32Array,
      options?: RowOptions,
      out?: Float32Array,
    ): Float32Array {
      checkArray("x", x);
      const result = out ?? new Float32Array(x.length);
      kernels.backward(gradient, x, columnsOf(x, options), result);
      return result;
    },
    ...(fromOutput && {
      backwardFromOutput(
        gradient: Float32Array,
        output: Float32Array,
        options?: RowOptions,
        out?: Float32Array,
      ): Float32Array {
        checkArray("output", output);
        const result = out ?? new Float32Array(output.length);
        fromOutput(gradient, output, columnsOf(output, options), result);
        return result;
      },
    }),
  }) as unknown as DefinedRow<D>;
}
