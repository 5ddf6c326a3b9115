// Prints as JSON what relaxed kernels cost beside the usual ones; null where the engine has none.
import { functions, hasRelaxedSimd } from "hillock";
import { dataOf } from "../measure.mjs";
import { race, stopwatch } from "../timing.mjs";

const [rounds, ...sizes] = process.argv.slice(2).map(Number);
const figures = [];
for (const n of hasRelaxedSimd() ? sizes : []) {
  const { own } = dataOf({}, n);
  for (const name of ["sigmoid", "exp", "tanh", "gelu", "silu"]) {
    const f = functions.get(name);
    const relaxed = f.relaxed();
    const watches = {
      usual: stopwatch(() => f.forward(own.x, own.out)),
      relaxed: stopwatch(() => relaxed.forward(own.x, own.out)),
    };
    const { times } = await race(watches, rounds);
    figures.push({ name, n, times: [times.usual, times.relaxed] });
  }
}
console.log(JSON.stringify(hasRelaxedSimd() ? figures : null));
