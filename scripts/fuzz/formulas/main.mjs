// npm run fuzz -- formulas [--runs N --seed N]: what may be typed, through the parser, the compiler and the kernels.
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { activation, HillockError } from "hillock";
import { evaluate } from "../../../packages/hillock/dist/expression/evaluate.js";
import { erf, erfc, normal } from "../../../packages/hillock/dist/expression/special/erf.js";
import { fuzzFormulas } from "../formulas.mjs";

const HELP = `npm run fuzz -- formulas [--runs N --seed N --path PATH]

Writes formulas, well formed, broken, huge and nested, and gives each to the library. It must be refused with an error that
says what and where, or its kernels must agree with the float64 evaluator, forward and backward, as far as float32
arithmetic lets them: the bound is computed for each formula and input, by adding up what every step rounds.

--runs   formulas (default 2000)
--seed   of the random choices; printed, so that a run can be repeated (default: the time)
--path   as printed for a formula that failed: only that one`;

function fail(message) {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}
let given;
try {
  given = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: "string", default: "2000" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
      path: { type: "string" },
      help: { type: "boolean" },
    },
  });
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
const { values, positionals } = given;
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const wholeNumber = (name, least) => {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < least)
    fail(`--${name} is ${values[name]}; a whole number from ${least} on is needed.`);
  return number;
};
const runs = wholeNumber("runs", 1);
const seed = wholeNumber("seed", -(2 ** 31));
if (positionals.length > 0) fail(`"${positionals.join(" ")}" is not understood.`);

console.log(`${runs} formulas from seed ${seed}`);
const bar = new SingleBar({
  format: "{bar} {value}/{total} formulas · {compiled} compiled · {values} values compared · {eta} s left",
  clearOnComplete: true,
  hideCursor: false,
  gracefulExit: false,
});
const tty = process.stderr.isTTY;
const compared = (counts) => counts.forward + counts.backward + counts.parameters;
const shown = (counts) => ({ compiled: counts.compiled, values: compared(counts) });
if (tty) bar.start(runs, 0, { compiled: 0, values: 0 });
let said = Date.now();
const { counts, failure } = fuzzFormulas(
  { activation, HillockError, evaluate, special: { erf, erfc, normal } },
  {
    runs,
    seed,
    path: values.path,
    onProgress(so) {
      if (tty) bar.update(Math.min(runs, so.formulas), shown(so));
      else if (Date.now() - said > 10_000) {
        said = Date.now();
        console.error(`${so.formulas} of ${runs} formulas, ${so.compiled} compiled`);
      }
    },
  },
);
bar.stop();
const share = counts.compiled === 0 ? 0 : Math.round((100 * counts.sharp) / compared(counts));
console.log(`${counts.formulas} formulas tried (a failure is made smaller, which tries more)
${counts.refusedWithPlace} refused with the place, ${counts.refusedWithout} refused for what has no place (a name, a size)
${counts.compiled} compiled; ${counts.forward} values, ${counts.backward} slopes and ${counts.parameters} slopes by parameters compared with float64
${share} % of the bounds are sharp: three digits or more; the others are near a pole, an overflow, a jump or a cancellation
slowest: ${Math.round(counts.slowest)} ms, ${JSON.stringify(counts.slowestText)}`);
if (failure !== undefined) {
  console.error(`\nFailed: ${JSON.stringify(failure.text)}, named ${JSON.stringify(failure.name)}\n${failure.reason}
Again: npm run fuzz -- formulas --seed ${failure.seed} --path ${failure.path}`);
  process.exit(1);
}
