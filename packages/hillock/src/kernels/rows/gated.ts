import { gatedBackward, gatedForward } from "../../codegen/rows/gated.ts";
import { HillockError } from "../../errors.ts";
import { checkArrays } from "../check.ts";
import { checkApart, rowsOf } from "./check.ts";
import type { RowKernels } from "./functions.ts";
import { compileRows } from "./run.ts";

/** Columns of the output. @throws HillockError "invalid-shape" for an odd number of columns. */
export function halfOf(columns: number): number {
  if (columns % 2 !== 0)
    throw new HillockError(
      "invalid-shape",
      `columns is ${columns}; an even number is needed, one half for the values and one for their gates.`,
    );
  return columns / 2;
}

/** Refuses arrays of another kind, of another length than so many rows, or that share elements with x. */
function checkHalf(name: string, array: Float32Array, x: Float32Array, length: number): void {
  checkArrays({ [name]: array }, array);
  if (array.length !== length)
    throw new HillockError(
      "invalid-shape",
      `${name} has ${array.length} elements; half of x's ${x.length} are needed.`,
    );
}

/** First half of each row's columns ⊙ σ(second half). The output has half the columns, so that it cannot be x. */
export function gatedKernels(): RowKernels {
  const forward = compileRows(gatedForward);
  const backward = compileRows(gatedBackward);
  return {
    forward(x, columns, out) {
      checkArrays({ x }, x);
      const rows = rowsOf("x", x.length, columns);
      const half = halfOf(columns);
      checkHalf("out", out, x, x.length / 2);
      checkApart("out", out, "x", x);
      forward({
        rows,
        columns: half,
        buffers: [
          { data: x, perRow: columns, use: "read" },
          { data: out, perRow: half, use: "write" },
        ],
        arrays: [
          [0, half],
          [0, 0],
          [1, 0],
        ],
      });
    },
    backward(gradient, x, columns, out) {
      checkArrays({ x }, out);
      const rows = rowsOf("x", x.length, columns);
      const half = halfOf(columns);
      checkHalf("gradient", gradient, x, x.length / 2);
      checkApart("out", out, "gradient", gradient);
      backward({
        rows,
        columns: half,
        buffers: [
          { data: gradient, perRow: half, use: "read" },
          { data: x, perRow: columns, use: "read" },
          { data: out, perRow: columns, use: "write" },
        ],
        arrays: [
          [1, half],
          [1, 0],
          [0, 0],
          [2, 0],
          [2, half],
        ],
      });
    },
  };
}
