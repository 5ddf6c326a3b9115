import { Worker } from "node:worker_threads";
import { functions, threads } from "hillock";
import { dataOf } from "../measure.mjs";
import { median, stopwatch } from "../timing.mjs";

const COMPUTING = ["sigmoid", "tanh", "gelu", "silu"];
const LARGE = 1_000_000;

/** Two threads beside one. Where the machine is busy, the second gets little: `chrt -r 5 npm run bench …` as root. */
export const title = "Two threads beside one";
export const columns = ["one thread", "two threads"];

export async function* measure({ rounds, sizes }) {
  for (const n of sizes) {
    const { own, close } = dataOf({}, n);
    for (const name of ["relu", ...COMPUTING]) {
      const f = functions.get(name);
      const call = () => f.forward(own.x, own.out);
      const [one, two] = [[], []];
      for (let round = 0; round < rounds; round++) {
        one.push(await stopwatch(call)());
        const pool = await threads(2, { worker: (source) => new Worker(source, { eval: true }) });
        // the other thread compiles too
        for (let i = 0; i < 20; i++) call();
        two.push(await stopwatch(call)());
        pool.close();
      }
      const least = n >= LARGE && COMPUTING.includes(name) ? 1.8 : n < 65_536 ? 0.95 : undefined;
      yield { name: `${name} forward`, n, times: [median(one), median(two)], faster: least };
    }
    close();
  }
}
