import { sparsemaxBackward, sparsemaxForward } from "../../codegen/rows/sparsemax.ts";
import { squareKernels } from "../../kernels/rows/functions.ts";
import { defineRowActivation } from "../define-row.ts";
import { squareMatrix } from "../rows/normalized.ts";
import { projectOntoSimplex } from "../rows/sparsemax.ts";

/** The nearest point to x among probabilities. A row with NaN or +∞, or of −∞ only, is NaN. */
export const sparsemax = defineRowActivation({
  name: "sparsemax",
  title: "Sparsemax",
  equation: "f_i = \\max(x_i - \\tau(x), 0),\\quad \\textstyle\\sum_i f_i = 1",
  jacobianEquation:
    "\\operatorname{diag}(s) - \\frac{s\\,s^{\\mathsf T}}{|S|},\\quad s_i = 1 \\text{ where } f_i > 0, \\text{ else } 0",
  text: {
    value: "max(xᵢ − τ, 0), τ so that they sum to 1",
    derivative: "diag(s) − s sᵀ / |S|, s = 1 where f > 0, else 0",
  },
  value: projectOntoSimplex,
  jacobian: (row) => {
    const p = projectOntoSimplex(row);
    const support = p.filter((value) => value > 0).length;
    const inside = p.map((value) => (value > 0 ? 1 : 0));
    return squareMatrix(p.length, (i, j) => (i === j ? inside[i] : 0) - (inside[i] * inside[j]) / support);
  },
  kernels: squareKernels({ forward: sparsemaxForward, backward: sparsemaxBackward }),
  range: [0, 1],
  rangeClosed: [true, true],
  derivativeRange: [-0.5, 1],
  derivativeRangeClosed: [true, false],
  kinkConvention:
    "The derivative jumps where a value enters the support, f > 0; on the border the value counts as outside.",
  known: {},
  uses: "Attention or probabilities of which most should be exactly 0.",
  limitations: [
    "Outside the support the gradient is zero.",
    "Cross-entropy of its output is infinite where the label has probability 0; it has a loss of its own.",
  ],
  source: "Martins & Astudillo, From Softmax to Sparsemax (2016).",
});
