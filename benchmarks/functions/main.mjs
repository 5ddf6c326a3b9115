// Elementwise and row functions beside their peers, one thread, float32: ns an element, medians of interleaved rounds.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { readFlags } from "./flags.mjs";
import { measureCase } from "./measure.mjs";
import { openPeers } from "./peers.mjs";
import { targetLines } from "./targets.mjs";

const flags = readFlags(process.argv.slice(2));
const lines = [];
const say = (line = "") => {
  console.log(line);
  lines.push(line);
};

const files = readdirSync(new URL("cases/", import.meta.url)).toSorted();
const modules = await Promise.all(files.map((file) => import(new URL(`cases/${file}`, import.meta.url))));
const cases = modules.flatMap((module) => module.cases).filter(({ name }) => flags.wantsCase(name));

const peers = await openPeers(flags.wantsPeer, say);
say(
  `Machine: ${cpus()[0].model}, Node ${process.version}, one thread, float32. Medians of ${flags.rounds} rounds in which all take turns.`,
);
say(peers.map(({ name, version }) => `${name} ${version}`).join(", "));
say();

const figures = [];
for (const n of flags.sizes) {
  say(`## n = ${n.toLocaleString("en")}`);
  say();
  const names = peers.map(({ name }) => name);
  say(`| ns an element | ${names.join(" | ")} | SIMD copy of the same bytes | GB/s | of the copy's |`);
  say(`|${"---|".repeat(names.length + 4)}`);
  for (const each of cases) {
    const figure = await measureCase(each, n, peers, flags.rounds);
    figures.push(figure);
    for (const [name, reason] of Object.entries(figure.refusals))
      console.error(`${name} cannot do it: ${reason}`);
    const show = (name) => figure.ns[name]?.toFixed(3) ?? "–";
    const speed = each.bytes / figure.ns.hillock;
    const share = figure.ns.copy / figure.ns.hillock;
    say(
      `| ${each.name} | ${names.map(show).join(" | ")} | ${show("copy")} | ${speed.toFixed(1)} | ${(100 * share).toFixed(0)} % |`,
    );
  }
  say();
}
say("## Targets");
say();
for (const line of targetLines(figures)) say(line);
for (const peer of peers) await peer.close?.();

if (flags.whole) {
  const folder = fileURLToPath(new URL("../../docs/benchmarks/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}functions.md`,
    `# Functions beside their peers\n\nPrinted by \`npm run bench -- functions\`.\n\n${lines.join("\n")}\n`,
  );
}
process.exit(0);
