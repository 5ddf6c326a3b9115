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
}

const compile = (program: PlainProgram | PowerProgram): RowRunner =>
  "logits" in program ? compilePowers(program) : compileRows(program);

/** Compiled at the first call. A gradient that is 0 everywhere needs no program. */
export function squareKernels(programs: {
  /** Arrays: x, out. */
  readonly forward: PlainProgram | PowerProgram;
  /** Arrays: gradient, x, out. */
  readonly backward: PlainProgram | PowerProgram | "zero";
}): RowKernels {
  const forward = compile(programs.forward);
  const backward = programs.backward === "zero" ? undefined : compile(programs.backward);
  return {
    forward(x, columns, out) {
      checkArrays({ x }, out);
      forward({
        rows: rowsOf("x", x.length, columns),
        columns,
        buffers: [
          { data: x, perRow: columns, use: "read" },
          { data: out, perRow: columns, use: "write" },
        ],
      });
    },
    backward(gradient, x, columns, out) {
      checkArrays({ gradient, x }, out);
      const rows = rowsOf("x", x.length, columns);
      if (backward === undefined) {
        out.fill(0);
        return;
      }
      backward({
        rows,
        columns,
        buffers: [
          { data: gradient, perRow: columns, use: "read" },
          { data: x, perRow: columns, use: "read" },
          { data: out, perRow: columns, use: "write" },
        ],
      });
    },
  };
}
