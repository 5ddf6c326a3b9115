import { activation, functions } from "hillock";
import { dataOf } from "../measure.mjs";
import { race, stopwatch } from "../timing.mjs";

const FORMULAS = {
  relu: "max(x, 0)",
  sigmoid: "1 / (1 + exp(-x))",
  tanh: "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
  silu: "x / (1 + exp(-x))",
  gelu: "0.5 * x * (1 + erf(x / sqrt(2)))",
  mish: "x * tanh(ln(1 + exp(x)))",
};

/** A formula as a user types it beside the same function built in. */
export const title = "Typed formulas beside the same functions built in";
export const columns = ["built in", "typed"];

export async function* measure({ rounds, sizes }) {
  for (const n of sizes.filter((size) => size <= 1_048_576)) {
    const { own, close } = dataOf({}, n);
    for (const [name, formula] of Object.entries(FORMULAS)) {
      const [f, typed] = [functions.get(name), activation("typed", formula)];
      for (const direction of ["forward", "backward"]) {
        const call = (g) => () =>
          direction === "forward" ? g.forward(own.x, own.out) : g.backward(own.gradient, own.x, own.out);
        const { times } = await race({ f: stopwatch(call(f)), typed: stopwatch(call(typed)) }, rounds);
        yield { name: `${name} ${direction}: ${formula}`, n, times: [times.f, times.typed], most: 1.1 };
      }
    }
    close();
  }
}
