// One network's steps split over two threads, beside one thread and beside PyTorch: by the clock, because processor time counts both.
import { performance } from "node:perf_hooks";
import { takeTurns } from "../rounds.mjs";
import { openHillock } from "./peers/hillock.mjs";
import { openTorchTraining } from "./peers/torch.mjs";
import { make, NETWORKS, problem } from "./problem.mjs";

const ROUNDS = 25;
const now = () => performance.now() / 1000;
const whole = (x) => Math.round(x).toLocaleString("en");
const bits = (losses) => Buffer.from(Float64Array.from(losses).buffer);

export async function compareThreads(say, python) {
  const shape = NETWORKS[1];
  const data = problem(shape);
  const parameters = make(shape).parameters();
  const peers = {};
  for (const threads of [1, 2]) {
    peers[`Hillock, ${threads}`] = await openHillock(shape, data, { threads, now });
    if (python)
      peers[`PyTorch, ${threads}`] = await openTorchTraining(
        python,
        shape,
        data,
        parameters,
        threads,
        "clock",
      );
  }
  const [one, two] = [1, 2].map((threads) => bits(peers[`Hillock, ${threads}`].losses));
  const same = one.equals(two);
  if (!same) process.exitCode = 1;
  const rates = await takeTurns(
    Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, peer.stepsPerSecond])),
    ROUNDS,
  );
  for (const peer of Object.values(peers)) peer.close();
  say(
    `## Two threads, by the clock\n\n${shape.sizes.join("-")}, batch ${shape.batch}; \`trainingThreads(net, 2)\`. The losses of the first steps are ${same ? "the same, bit for bit, as" : "**not** those"} on one thread. A busy machine shows here: a step needs both processors at once.\n`,
  );
  say("| trainer, threads | steps/s | of the median round | examples/s | beside one thread |");
  say("|---|---|---|---|---|");
  for (const [name, { best, median }] of Object.entries(rates)) {
    const alone = rates[name.replace(/\d$/, "1")];
    say(
      `| ${name} | ${whole(best)} | ${whole(median)} | ${whole(best * shape.batch)} | ${(best / alone.best).toFixed(2)}× |`,
    );
  }
  if (python)
    say(
      `\nHillock on two threads makes ${(rates["Hillock, 2"].best / rates["PyTorch, 1"].best).toFixed(2)} times the steps of PyTorch on one, and ${(rates["Hillock, 2"].best / rates["PyTorch, 2"].best).toFixed(2)} times those of PyTorch on two. Target: ≥ 1×.\n`,
    );
}
