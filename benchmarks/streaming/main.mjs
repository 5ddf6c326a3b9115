// Peak memory of hillock train on a table and on one of ten times the length, read in pieces and read whole.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeCsv, writeParquet } from "./tables.mjs";

// long enough that the garbage collector has found its pace
const ROWS = 300_000;
const LONGER = 10;
const BUFFER = 16_384;
const MOST_GROWTH = 1.25;
const hillock = fileURLToPath(new URL("../../packages/hillock-cli/bin/hillock.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hillock-bench-"));
const lines = [];
const say = (line) => {
  console.log(line);
  lines.push(line);
};

/** MiB at the peak, accuracy and seconds, as the command prints them. */
function train(table, ...more) {
  const args = ["train", table, "--target", "label", "--layers", "16", "--epochs", "1", ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, [hillock, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const [, amount, unit] = /peak memory ([\d.]+) (\w+)/.exec(stdout);
  return {
    peak: Number(amount) * (unit === "GiB" ? 1024 : 1),
    accuracy: /validation accuracy ([\d.]+ %)/.exec(stdout)[1],
    seconds: Number(/epochs in ([\d.]+) s/.exec(stdout)[1]),
  };
}

say(
  `\`hillock train --layers 16 --epochs 1\` on a table of ${ROWS.toLocaleString("en")} rows and on one of ${LONGER} times as many: 6 numbers, a category and the target a row. In pieces: \`--stream --buffer ${BUFFER}\`.\n`,
);
say("| format | rows | file | read | peak memory | validation accuracy | the epoch |");
say("|---|---|---|---|---|---|---|");
try {
  for (const [format, write] of [
    ["CSV", writeCsv],
    ["Parquet", writeParquet],
  ]) {
    const peaks = { pieces: [], whole: [] };
    for (const rows of [ROWS, LONGER * ROWS]) {
      const table = join(folder, `table.${format.toLowerCase()}`);
      write(table, rows);
      const size = `${Math.round(statSync(table).size / 2 ** 20)} MiB`;
      for (const [how, flags] of [
        ["pieces", ["--stream", "--buffer", String(BUFFER)]],
        ["whole", []],
      ]) {
        const { peak, accuracy, seconds } = train(table, ...flags);
        peaks[how].push(peak);
        say(
          `| ${format} | ${rows.toLocaleString("en")} | ${size} | ${how === "pieces" ? "in pieces" : "whole"} | ${peak} MiB | ${accuracy} | ${seconds} s |`,
        );
      }
      rmSync(table);
    }
    const [short, long] = peaks.pieces;
    if (long > MOST_GROWTH * short) process.exitCode = 1;
    say(
      `| ${format} | × ${LONGER} | | in pieces | × ${(long / short).toFixed(2)} (whole: × ${(peaks.whole[1] / peaks.whole[0]).toFixed(2)}) | | |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
writeFileSync(
  fileURLToPath(new URL("../../docs/benchmarks/streaming.md", import.meta.url)),
  `# Tables larger than memory\n\nPrinted by \`npm run bench -- streaming\`.\n\n${lines.join("\n")}\n`,
);
