import { functions, prelu, softmax, softmaxCrossEntropy } from "hillock";
import { inputs } from "./timing.mjs";

/** The same call a user makes, on plain arrays, with outputs allocated beforehand. */
export function hillockCases(n) {
  const x = inputs(n);
  const gradient = inputs(n, 2);
  const out = new Float32Array(n);
  const cases = {};
  for (const name of ["relu", "leakyRelu", "prelu", "sigmoid", "tanh", "gelu", "silu"]) {
    const f = name === "prelu" ? prelu.with({ slope: 0.25 }) : functions.get(name);
    cases[`${name} forward`] = () => void f.forward(x, out);
    cases[`${name} backward`] = () => void f.backward(gradient, x, out);
  }
  for (const columns of [10, 1000]) {
    const rows = Math.floor(n / columns);
    const [logits, own, slopes] = [
      x.subarray(0, rows * columns),
      out.subarray(0, rows * columns),
      new Float32Array(rows * columns),
    ];
    const labels = Int32Array.from({ length: rows }, (_, r) => r % columns);
    cases[`softmax ${columns} columns forward`] = () => void softmax.forward(logits, { columns }, own);
    cases[`cross-entropy ${columns} columns backward`] = () =>
      void softmaxCrossEntropy(logits, labels, { columns, out: { probabilities: own, gradient: slopes } });
  }
  return cases;
}
