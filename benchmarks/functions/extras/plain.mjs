import { functions } from "hillock";
import { dataOf } from "../measure.mjs";
import { race, stopwatch } from "../timing.mjs";

const MOVING = ["relu", "leakyRelu", "prelu"];
const COMPUTING = ["sigmoid", "tanh", "gelu", "silu"];

/** What a call on plain arrays costs beside the same one on arrays of Hillock's own memory. */
export const title = "Plain arrays beside own memory";
export const columns = ["own memory", "plain arrays"];

export async function* measure({ rounds, sizes }) {
  for (const n of sizes) {
    const { own, plain, close } = dataOf({}, n);
    for (const name of [...MOVING, ...COMPUTING]) {
      const f = functions.get(name);
      for (const direction of ["forward", "backward"]) {
        const call = ({ x, gradient, out }) =>
          direction === "forward" ? () => f.forward(x, out) : () => f.backward(gradient, x, out);
        const { times } = await race({ own: stopwatch(call(own)), plain: stopwatch(call(plain)) }, rounds);
        const most = MOVING.includes(name) ? 2.2 : 1.15;
        yield { name: `${name} ${direction}`, n, times: [times.own, times.plain], most };
      }
    }
    close();
  }
}
