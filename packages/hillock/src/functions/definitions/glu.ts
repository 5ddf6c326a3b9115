import { gatedKernels, halfOf } from "../../kernels/rows/gated.ts";
import { defineRowActivation } from "../define-row.ts";

const sigmoid = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

/** The first half of a row, each value times the sigmoid of its gate in the second half. */
export const glu = defineRowActivation({
  name: "glu",
  title: "GLU (gated linear unit)",
  equation: "f_i = x_i\\,\\sigma(x_{i+n/2})",
  jacobianEquation:
    "\\left(\\operatorname{diag}(\\sigma(b))\\;\\; \\operatorname{diag}(a \\odot \\sigma(b) \\odot \\sigma(-b))\\right),\\quad x = (a, b)",
  text: { value: "xᵢ σ(xᵢ₊ₙ⸝₂)", derivative: "(diag(σ(b))  diag(a σ(b) σ(−b))), x = (a, b)" },
  value: (row) => {
    const half = halfOf(row.length);
    return row.slice(0, half).map((a, i) => a * sigmoid(row[half + i]));
  },
  jacobian: (row) => {
    const half = halfOf(row.length);
    return Array.from({ length: half }, (_, i) => {
      const b = row[half + i];
      const slopes = row.map(() => 0);
      slopes[i] = sigmoid(b);
      slopes[half + i] = row[i] * sigmoid(b) * sigmoid(-b);
      return slopes;
    });
  },
  kernels: gatedKernels(),
  outputColumns: halfOf,
  range: [-Infinity, Infinity],
  rangeClosed: [false, false],
  derivativeRange: [-Infinity, Infinity],
  derivativeRangeClosed: [false, false],
  kinkConvention: "It is smooth: there are no kinks.",
  known: { pytorch: "GLU", keras: "glu" },
  uses: "Layers that choose what passes: convolutions and transformers over text.",
  limitations: [
    "It needs twice the units for its output: the columns must be even.",
    "A closed gate passes no gradient.",
  ],
  source: "Dauphin, Fan, Auli & Grangier, Language Modeling with Gated Convolutional Networks (2017).",
});
