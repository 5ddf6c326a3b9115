import { abs, add, divide, multiply, subtract, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x / (1 + |x|). */
export const softsign = defineActivation({
  name: "softsign",
  title: "Softsign",
  formula: divide(x, add(1, abs(x))),
  // the quotient rule's difference cancels far out
  derivative: divide(divide(1, add(1, abs(x))), add(1, abs(x))),
  derivativeFromOutput: (a) => multiply(subtract(1, abs(a)), subtract(1, abs(a))),
  known: { pytorch: "Softsign", keras: "softsign", onnx: "Softsign", webnn: "softsign" },
  uses: "A tanh without exponentials, whose slope fades more slowly.",
  limitations: ["It saturates at both ends, though slowly."],
  source: "Turian, Bergstra & Bengio, Quadratic features and deep architectures for chunking, NAACL (2009).",
});
