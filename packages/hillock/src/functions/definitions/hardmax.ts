import { hardmaxForward } from "../../codegen/rows/hardmax.ts";
import { squareKernels } from "../../kernels/rows/functions.ts";
import { defineRowActivation } from "../define-row.ts";
import { squareMatrix } from "../rows/normalized.ts";

/** f(x)_i = 1 at the first of the largest, else 0. A row with NaN is NaN. */
export const hardmax = defineRowActivation({
  name: "hardmax",
  title: "Hardmax",
  equation: "f_i = \\begin{cases} 1 & i = \\min \\arg\\max_j x_j \\\\ 0 & \\text{else} \\end{cases}",
  jacobianEquation: "0",
  text: { value: "1 at the first maximum, else 0", derivative: "0" },
  value: (row) => {
    if (row.some(Number.isNaN)) return row.map(() => Number.NaN);
    const first = row.indexOf(row.reduce((a, b) => Math.max(a, b), -Infinity));
    return row.map((_, i) => (i === first ? 1 : 0));
  },
  jacobian: (row) => squareMatrix(row.length, () => 0),
  kernels: squareKernels({ forward: hardmaxForward, backward: "zero" }),
  range: [0, 1],
  rangeClosed: [true, true],
  derivativeRange: [0, 0],
  derivativeRangeClosed: [true, true],
  kinkConvention:
    "It jumps where two values are the largest: the first one wins. Its derivative is 0 everywhere.",
  known: { onnx: "Hardmax" },
  uses: "A decision as a vector: one-hot of the best class.",
  limitations: ["Its gradient is zero everywhere: nothing before it learns."],
  source: "ONNX operators, Hardmax-13.",
});
