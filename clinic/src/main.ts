import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { FINDINGS, type FindingName } from "hillock";
import { Tinypool } from "tinypool";
import { DATA_SETS } from "./data/sets.ts";
import type { Examined } from "./examine-case.ts";
import { HALVES, type Half, plan, SPLIT, type Ticket } from "./plan.ts";
import { clinicTables } from "./tables.ts";

const ONLY = [...FINDINGS, "healthy"] as const;
const HELP = `npm run clinic [-- --only FINDING --data SET --half HALF --quick --threads N --seed N --json FILE]

Makes healthy networks sick on purpose, lets the doctor diagnose and repair them, and prints what came of it,
beside the same number of random changes. The whole clinic writes docs/clinic.md; a part of it only prints.

  --only FINDING   only networks with this fault: ${ONLY.join(", ")}
  --data SET       only on this data set: ${[...DATA_SETS.keys()].join(", ")}
  --half HALF      tuned or unseen: who tunes looks at the tuned half only
  --quick          a fifth of the cases
  --threads N      cases at a time (default: one a core)
  --seed N         of all that is drawn (default: 1)
  --json FILE      every case's results, to look into
`;
const SICK = 36;
const HEALTHY = 120;
const QUICK = 5;

interface Flags {
  readonly only: FindingName | "healthy" | null;
  readonly data: string | null;
  readonly half: Half | null;
  readonly quick: boolean;
  readonly threads: number;
  readonly seed: number;
  readonly json: string | undefined;
}

const refuse = (text: string): never => {
  console.error(text);
  process.exit(2);
};

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      data: { type: "string" },
      half: { type: "string" },
      quick: { type: "boolean", default: false },
      threads: { type: "string" },
      seed: { type: "string" },
      json: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const whole = (flag: string, text: string | undefined, fallback: number): number => {
    const number = Number(text ?? fallback);
    return Number.isInteger(number) && number >= 1
      ? number
      : refuse(`${flag} ${text}: a whole number from 1 on is needed.`);
  };
  const only = ONLY.find((name) => name === values.only) ?? null;
  if (values.only !== undefined && only === null)
    refuse(`--only ${values.only}: one of ${ONLY.join(", ")} is needed.`);
  if (values.data !== undefined && !DATA_SETS.has(values.data))
    refuse(`--data ${values.data}: one of ${[...DATA_SETS.keys()].join(", ")} is needed.`);
  const half = HALVES.find((name) => name === values.half) ?? null;
  if (values.half !== undefined && half === null)
    refuse(`--half ${values.half}: one of ${HALVES.join(", ")} is needed.`);
  return {
    only,
    half,
    data: values.data ?? null,
    quick: values.quick,
    threads: whole("--threads", values.threads, availableParallelism()),
    seed: whole("--seed", values.seed, 1),
    json: values.json,
  };
}

async function examineAll(tickets: readonly Ticket[], threads: number): Promise<Examined[]> {
  const bar = new SingleBar({
    format: "{bar} {value}/{total} networks, {duration_formatted}, about {eta_formatted} to go",
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: false,
    etaBuffer: 60,
  });
  const pool = new Tinypool({
    runtime: "child_process",
    filename: fileURLToPath(new URL("worker.js", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
  bar.start(tickets.length, 0);
  try {
    return await Promise.all(
      tickets.map(async (ticket) => {
        const examined = (await pool.run(ticket)) as Examined;
        bar.increment();
        return examined;
      }),
    );
  } finally {
    bar.stop();
    await pool.destroy();
  }
}

const { only, data, half, quick, threads, seed, json } = readFlags();
const part = quick ? QUICK : 1;
const counts = { sick: Math.ceil(SICK / part), healthy: Math.ceil(HEALTHY / part) };
const tickets = plan({ seed, ...counts, only, dataSet: data, half });
const start = performance.now();
const results = await examineAll(tickets, threads);
const seconds = (performance.now() - start) / 1000;
const machine = `${cpus()[0].model}, Node ${process.version}`;
const tables = clinicTables(results, { machine, threads, seconds, seed });
console.log(tables);
if (json !== undefined) writeFileSync(json, JSON.stringify(results));
if (!only && !data && !half && !quick) {
  const split = HALVES.map(
    (name) => `- ${name}: ${SPLIT[name].dataSets.join(", ")}; ${SPLIT[name].architectures.join(", ")}`,
  ).join("\n");
  const notes = readFileSync(new URL("../notes.md", import.meta.url), "utf8");
  writeFileSync(
    fileURLToPath(new URL("../../docs/clinic.md", import.meta.url)),
    `# The clinic\n\nPrinted by \`npm run clinic\`. ${tables}\n\n## The two halves\n\nThresholds, findings and repairs were tuned on one half of the data sets and of the architectures (\`clinic/split.json\`).\n\n${split}\n\n${notes}`,
  );
}
