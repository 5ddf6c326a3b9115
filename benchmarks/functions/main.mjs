// Elementwise and row functions beside their peers, one thread, float32: ns an element, medians of interleaved rounds.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { writeFunctionsTable } from "../../scripts/functions-table.mjs";
import { catalogueCosts } from "./catalogue.mjs";
import { extraLines } from "./extras.mjs";
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

const peers = await openPeers((name) => flags.wantsPart("peers") && flags.wantsPeer(name), say);
say(
  `Machine: ${cpus()[0].model}, Node ${process.version}, one thread, float32. Medians of ${flags.rounds} rounds in which all take turns.`,
);
if (peers.length > 0) say(peers.map(({ name, version }) => `${name} ${version}`).join(", "));
say();

const figures = [];
for (const n of flags.wantsPart("peers") ? flags.sizes : []) {
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
for (const peer of peers) await peer.close?.();
if (figures.length > 0) {
  say("## Targets");
  say();
  for (const line of targetLines(figures)) say(line);
  say();
}
for await (const line of extraLines(flags)) say(line);

const folder = fileURLToPath(new URL("../../docs/benchmarks/", import.meta.url));
mkdirSync(folder, { recursive: true });
if (flags.wantsPart("catalogue")) {
  const costs = await catalogueCosts(flags.rounds);
  say(
    "## Every function, ns an element at 1,048,576 elements, in own memory; row functions over 1,000 columns",
  );
  say();
  say("| function | forward | backward |");
  say("|---|---|---|");
  for (const [name, { fused, forward, backward }] of Object.entries(costs))
    say(
      fused === undefined
        ? `| ${name} | ${forward.toFixed(3)} | ${backward.toFixed(3)} |`
        : `| ${name}, both together | ${fused.toFixed(3)} | |`,
    );
  writeFileSync(`${folder}functions.json`, `${JSON.stringify(costs, null, 2)}\n`);
  writeFunctionsTable();
}
if (flags.whole)
  writeFileSync(
    `${folder}functions.md`,
    `# Functions beside their peers\n\nPrinted by \`npm run bench -- functions\`.\n\n${lines.join("\n")}\n`,
  );
// some peers leave threads and timers behind
process.exit(0);
