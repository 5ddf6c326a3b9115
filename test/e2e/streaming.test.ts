import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { fresh, hillock } from "./command.ts";

const ROWS = 15_000;
const value = (row: number, column: number): number => ((row * (7919 + 104_729 * column)) % 10_007) / 1000;
const label = (row: number): string => (value(row, 0) > value(row, 1) ? "yes" : "no");
const columns = Array.from({ length: 8 }, (_, c) => `x${c}`);

function csv(rows: number): string {
  const path = join(fresh(), "table.csv");
  const lines = Array.from(
    { length: rows },
    (_, row) => `${columns.map((_name, c) => value(row, c)).join(",")},${label(row)}`,
  );
  writeFileSync(path, `${[...columns, "label"].join(",")}\n${lines.join("\n")}\n`);
  return path;
}
function parquet(rows: number): string {
  const path = join(fresh(), "table.parquet");
  const every = Array.from({ length: rows }, (_, row) => row);
  const columnData = [
    ...columns.map((name, c) => ({ name, data: every.map((row) => value(row, c)), type: "DOUBLE" as const })),
    { name: "label", data: every.map(label), type: "STRING" as const },
  ];
  writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 5000 })));
  return path;
}

/** MiB that the command held at most, and how often it was right, as it prints them. */
async function train(table: string, ...flags: string[]): Promise<{ peak: number; accuracy: number }> {
  const args = ["train", table, "--target", "label", "--layers", "8", "--epochs", "1", ...flags];
  const { stdout, stderr } = await hillock(args);
  expect(stderr).not.toMatch(/hillock:/);
  const [, peak] = /peak memory ([\d.]+) MiB/.exec(stdout) ?? [];
  const [, accuracy] = /validation accuracy ([\d.]+) %/.exec(stdout) ?? [];
  return { peak: Number(peak), accuracy: Number(accuracy) };
}

test.each([
  ["CSV", csv],
  ["Parquet", parquet],
])(
  "%s in pieces: ten times the table takes little more memory, read whole it takes much more",
  async (_name, write) => {
    const [short, long] = [write(ROWS), write(10 * ROWS)];
    const pieces = ["--stream", "--buffer", "2048"];
    const inPieces = [await train(short, ...pieces), await train(long, ...pieces)];
    const whole = [await train(short), await train(long)];
    const growth = ([less, more]: readonly { peak: number }[]): number => more.peak - less.peak;
    // the garbage collector takes its time, so that some growth is seen
    expect(growth(inPieces)).toBeLessThan(growth(whole) / 2);
    expect(inPieces[1].peak).toBeLessThan(whole[1].peak);
    for (const { accuracy } of inPieces) expect(accuracy).toBeGreaterThan(90);
  },
  120_000,
);
