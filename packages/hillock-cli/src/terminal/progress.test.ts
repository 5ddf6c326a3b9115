import { expect, test } from "vitest";
import { fittedLine } from "./progress.ts";
import { Waiting } from "./waiting.ts";

const line = (columns: number, payload: object): string => {
  const bars = {
    barCompleteString: "█".repeat(80),
    barIncompleteString: "░".repeat(80),
    barGlue: "",
    autopaddingChar: " ",
  };
  const params = {
    progress: 0.5,
    eta: 3,
    startTime: 0,
    stopTime: 0,
    total: 140,
    value: 70,
    maxWidth: columns,
  };
  const format = fittedLine(
    "training {bar} {value}/{total} runs · {eta} s left · {activation}",
    () => columns,
  );
  return format(bars, params, payload);
};

test.each([100, 80, 60, 40])("a progress line fits %i columns", (columns) => {
  for (const activation of ["relu", "x / (1 + exp(-x)) + 0.1 * sin(x) * cos(x)"]) {
    const text = line(columns, { activation });
    expect(text.length).toBeLessThan(columns);
    expect(text).toMatch(/^training █+░+ 70\/140 runs/);
  }
});

test("the bar is shortened before anything is left out", () => {
  expect(line(100, { activation: "relu" })).toContain("█".repeat(20));
  expect(line(60, { activation: "relu" })).toMatch(/3 s left · relu$/);
  expect(line(40, { activation: "relu" })).toMatch(/ runs( · 3 s left)?$/);
});

const terminal = (isTTY: boolean) => {
  const written: string[] = [];
  const write = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
  return { written, stream: { isTTY, columns: 20, write } };
};
const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

test("what takes a second is named on a terminal, in a line that is removed", async () => {
  const { written, stream } = terminal(true);
  const waiting = new Waiting(stream);
  await waiting.during("reading t.csv", () => wait(1200));
  expect(written).toEqual(["\r\u001B[2Kreading t.csv …", "\r\u001B[2K"]);
  // from then on at once, since work that never waits lets no timer be heard
  await waiting.during("preparing a table with a long name", () => expect(written).toHaveLength(3));
  expect(written[2]).toBe("\r\u001B[2Kpreparing a table …");
  await expect(waiting.during("more", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(written.at(-1)).toBe("\r\u001B[2K");
});

test.each([
  [true, 10],
  [false, 1200],
])("terminal: %s, %i ms: nothing is said", async (isTTY, ms) => {
  const { written, stream } = terminal(isTTY);
  await new Waiting(stream).during("reading t.csv", () => wait(ms));
  expect(written).toEqual([]);
});
