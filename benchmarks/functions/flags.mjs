import { parseArgs } from "node:util";

const HELP = `npm run bench -- functions [--FLAG …]: elementwise and row functions beside their peers, one thread, float32.
  --sizes 16384,1048576     elements an array has            (16384, 1048576 and 16777216 where left out)
  --cases relu,tanh         only cases whose names contain one of these
  --peers hillock,pytorch   only these peers                 (hillock is always there)
  --rounds 9                interleaved rounds, whose medians are shown
  --only peers,catalogue    only these parts: peers, catalogue (every function's cost), and what is beside none:
                            first-call, plain, relaxed, threads, typed, and unroll, which runs only when named
  --help
Where all of it runs, docs/benchmarks/functions.md is written anew.`;

const list = (value) => value?.split(",").map((each) => each.trim());

/** What the command line asks for; `whole` where nothing is left out. */
export function readFlags(args) {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: "string" },
      cases: { type: "string" },
      peers: { type: "string" },
      rounds: { type: "string" },
      only: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const sizes = list(values.sizes)?.map(Number);
  if (sizes?.some((n) => !Number.isInteger(n) || n < 1))
    throw new Error(`--sizes ${values.sizes}: whole numbers.`);
  const rounds = Number(values.rounds ?? 9);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${values.rounds}: a whole number.`);
  const [cases, peers, only] = [list(values.cases), list(values.peers), list(values.only)];
  return {
    sizes: sizes ?? [16_384, 1_048_576, 16_777_216],
    rounds,
    wantsCase: (name) => cases === undefined || cases.some((part) => name.includes(part)),
    wantsPeer: (name) => peers === undefined || name === "hillock" || peers.includes(name),
    wantsPart: (name) => only === undefined || only.includes(name),
    /** Parts that are about how kernels are made, not how fast they are, have to be named. */
    wantsExtra: (name) => (only === undefined ? name !== "unroll" : only.includes(name)),
    whole: !(values.sizes || values.cases || values.peers || values.only),
  };
}
