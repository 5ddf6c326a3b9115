// Curves over rows, width, depth, runs, threads and workers on this machine, and what they say of a million trainings.
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { compare } from "./command.mjs";
import { curves } from "./curves.mjs";
import { queueCosts } from "./queue.mjs";
import { reckon } from "./reckoning.mjs";

const ROUNDS = 3;
const lines = [];
const say = (...texts) => {
  for (const text of texts) {
    console.log(text);
    lines.push(text);
  }
};
const table = (head, rows) => [
  `| ${head.join(" | ")} |`,
  `|${head.map(() => "---").join("|")}|`,
  ...rows.map((row) => `| ${row.join(" | ")} |`),
  "",
];
const number = (x) => String(Number(x.toPrecision(3)));
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

say(
  `Machine: ${availableParallelism()} cores of ${cpus()[0].model}, Node ${process.version}. Others worked on it too: its load was ${loadavg()[0].toFixed(1)} at the start.`,
  "",
  "## Rows, width and depth",
  "",
  "One training on one thread, Adam, batches of 32, every measurement of the doctor on; the median of 5 rounds.",
  "",
);
for (const { title, head, lines: rows } of await curves()) say(`**${title}**`, "", ...table(head, rows));

say("## Runs", "", "The whole of `hillock compare` on the penguins, from the command to the report.", "");
const runs = [];
for (const seeds of [1, 4, 16, 64]) {
  const run = await compare(["--activations", "relu,tanh", "--seeds", String(seeds)]);
  runs.push([run.runs, number(run.seconds), number((1000 * run.seconds) / run.runs), `${run.peak} MiB`]);
}
say(...table(["runs", "s", "ms a run", "peak memory"], runs));

say(
  "## Every core",
  "",
  "A comparison of 20 runs on one thread and on two, in turns; results compared bit for bit, times aside. Beside it the same trainings as two commands at once, one a function, that share nothing but the machine: more it does not give.",
  "",
);
const half = ["--seeds", "10", "--layers", "96,96", "--epochs", "1000", "--threads", "1"];
const both = ["relu", "tanh"];
const rounds = [];
for (let i = 0; i < ROUNDS; i++) {
  const whole = [...half, "--activations", both.join(",")];
  const one = await compare(whole);
  const two = await compare([...whole, "--threads", "2"]);
  const apart = await Promise.all(both.map((name) => compare([...half, "--activations", name])));
  const atOnce = Math.max(...apart.map(({ seconds }) => seconds));
  rounds.push({
    one,
    two,
    ratio: one.seconds / two.seconds,
    atOnce,
    most: one.seconds / atOnce,
    same: one.digest === two.digest,
  });
}
const times = (factor) => `${factor.toFixed(2)}×`;
say(
  ...table(
    ["round", "1 thread, s", "2 threads, s", "factor", "two commands, s", "factor", "same bits"],
    rounds.map(({ one, two, ratio, atOnce, most, same }, i) => [
      i + 1,
      number(one.seconds),
      number(two.seconds),
      times(ratio),
      number(atOnce),
      times(most),
      same ? "yes" : "NO",
    ]),
  ),
  `The median is ${times(median(rounds.map(({ ratio }) => ratio)))}, of two commands ${times(median(rounds.map(({ most }) => most)))}; the target is 1.8×.`,
  "",
);
if (!rounds.every(({ same }) => same)) process.exitCode = 1;

const costs = await queueCosts();
say(
  "## Workers on a queue",
  "",
  `\`hillock compare --queue\` with workers of one thread each, all on this machine with its ${availableParallelism()} cores, beside Redis and the comparing process. Without a queue, on one thread: ${number(costs.alone.seconds)} s for the ${costs.alone.runs} runs.`,
  "",
  ...table(
    ["workers", "s", "runs a second", "same bits as without a queue"],
    costs.curve.map(({ workers, seconds, runs: n, same }) => [
      workers,
      number(seconds),
      number(n / seconds),
      same ? "yes" : "NO",
    ]),
  ),
  "## A million trainings on 10,000 workers",
  "",
  ...reckon(costs),
);
if (!costs.curve.every(({ same }) => same)) process.exitCode = 1;
writeFileSync(
  fileURLToPath(new URL("../../docs/scale.md", import.meta.url)),
  `# How it scales\n\nWritten by \`npm run bench -- scale\`: every figure is measured by it, or reckoned from those that are.\n\n${lines.join("\n")}\n`,
);
