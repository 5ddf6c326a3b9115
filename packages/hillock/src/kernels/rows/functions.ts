import type { PlainProgram } from "../../codegen/rows/plain-rows.ts";
import type { PowerProgram } from "../../codegen/rows/row-block.ts";
import { checkArrays } from "../check.ts";
import { rowsOf } from "./check.ts";
import { compilePowers, compileRows, type RowRunner } from "./run.ts";

/** Kernels of a row function whose output has as many columns as its input. Rows × columns, row by row. */
export interface RowKernels {
  /** `out` may be `x`. */
  forward(x: Float32Array, columns: number, out: Float32Array): void;
  /** gradientᵀ · Jacobian; `out` may be `gradient` or `x`. */
  backward(gradient: Float32Array, x: Float32Array, columns: number, out: Float32Array): void;
  /** The same from f(x), for functions whose Jacobian can be told from it; `out` may be `gradient` or `output`. */
  backwardFromOutput?(gradient: Float32Array, output: Float32Array, columns: number, out: Float32Array): void;
}

const compile = (program: PlainProgram | PowerProgram): RowRunner =>
  "logits" in program ? compilePowers(program) : compileRows(program);

/** What calls a program for ∂/∂x of a gradient and another array, x or the output. */
const slopesBy =
  (run: RowRunner, other: string): RowKernels["backward"] =>
  (gradient, from, columns, out) => {
    checkArrays({ [other]: from, gradient }, out);
    run({
      rows: rowsOf(other, from.length, columns),
      columns,
      buffers: [
        { data: gradient, perRow: columns, use: "read" },
        { data: from, perRow: columns, use: "read" },
        { data: out, perRow: columns, use: "write" },
      ],
    });
  };

/** Those of a gradient that is 0 everywhere. */
const noSlopes: RowKernels["backward"] = (gradient, x, columns, out) => {
  checkArrays({ x, gradient }, out);
  rowsOf("x", x.length, columns);
  out.fill(0);
};

/** Compiled at the first call. A gradient that is 0 everywhere needs no program. */
export function squareKernels({
  forward,
  backward,
  fromOutput,
}: {
  /** Arrays: x, out. */
  readonly forward: PlainProgram | PowerProgram;
  /** Arrays: gradient, x, out. */
  readonly backward: PlainProgram | PowerProgram | "zero";
  /** Arrays: gradient, output, out. */
  readonly fromOutput?: PlainProgram;
}): RowKernels {
  const run = compile(forward);
  return {
    forward(x, columns, out) {
      checkArrays({ x }, out);
      run({
        rows: rowsOf("x", x.length, columns),
        columns,
        buffers: [
          { data: x, perRow: columns, use: "read" },
          { data: out, perRow: columns, use: "write" },
        ],
      });
    },
    backward: backward === "zero" ? noSlopes : slopesBy(compile(backward), "x"),
    ...(fromOutput && { backwardFromOutput: slopesBy(compile(fromOutput), "output") }),
  };
}
