import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const BATCHES = 3;

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Processor time of this process in seconds: other than the clock, it stands still while others are at work. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Seconds of processor time of the fastest of three batches. */
export async function fastest(batch) {
  let least = Infinity;
  for (let i = 0; i < BATCHES; i++) {
    const start = processorTime();
    await batch();
    least = Math.min(least, processorTime() - start);
  }
  return least;
}

/**
 * Each of { name: () => rate } takes its turn in each round: { name: { best, median } }. The best is what the machine
 * can do; the median is less where others wear out its caches.
 */
export async function takeTurns(peers, rounds) {
  const rates = Object.fromEntries(Object.keys(peers).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, measure] of Object.entries(peers)) rates[name].push(await measure());
  return Object.fromEntries(
    Object.entries(rates).map(([name, values]) => [
      name,
      { best: Math.max(...values), median: median(values) },
    ]),
  );
}

/** Prints lines, and keeps them for docs/benchmarks/NAME.md. */
export function report(name, title) {
  const lines = [];
  return {
    say(line) {
      console.log(line);
      lines.push(line);
    },
    write() {
      const folder = fileURLToPath(new URL("../docs/benchmarks/", import.meta.url));
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        `${folder}${name}.md`,
        `# ${title}\n\nPrinted by \`npm run bench -- ${name}\`.\n\n${lines.join("\n")}\n`,
      );
    },
  };
}
