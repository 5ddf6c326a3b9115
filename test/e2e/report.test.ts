import { symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "./browser.ts";
import { fresh, hillock, penguins, readResults } from "./command.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test("the report opens from its file, asks for nothing else, and shows its plots", async () => {
  const { cwd, status } = await hillock([
    ...["compare", penguins, "--target", "species", "--seeds", "2", "--epochs", "10", "--out", "report"],
  ]);
  expect(status).toBe(0);
  const url = pathToFileURL(join(cwd, "report", "report.html")).href;
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) faults.push(request.url());
  });
  await page.goto(url, { waitUntil: "load" });
  const plots = await page.locator("svg:visible").evaluateAll((all) =>
    all.map((svg) => {
      const { width, height } = svg.getBoundingClientRect();
      return { width, height, marks: svg.querySelectorAll("path, line, rect, circle").length };
    }),
  );
  // learning curves, gradients by layer and over epochs, dead and saturated shares, time per epoch
  expect(plots.length).toBeGreaterThanOrEqual(6);
  for (const plot of plots) {
    expect(plot.width).toBeGreaterThan(0);
    expect(plot.height).toBeGreaterThan(0);
    expect(plot.marks).toBeGreaterThan(0);
  }
  const text = (await page.locator("body").textContent()) ?? "";
  for (const { activation, verdict } of readResults(join(cwd, "report")).ranking) {
    expect(text).toContain(activation);
    expect(await page.getByText(verdict).first().isVisible()).toBe(true);
  }
  // a linear unit neither dies nor saturates, and is hardly ever exactly 0: no pictures of that
  expect(text.match(/None with [^.]*\blinear\b/g)).toHaveLength(3);
  expect(text).not.toMatch(/\b(undefined|NaN|\[object Object\])/);
  expect(faults).toEqual([]);
});

/** A page's images, and what it says. */
async function opened(path: string): Promise<{ images: number; text: string }> {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path).href);
  return {
    images: await page.locator("img").count(),
    text: (await page.locator("body").textContent()) ?? "",
  };
}

const bomb = "<img src=x onerror=alert(1)>";
const formula = "x < 0 ? 0 : x";

/** A folder with a table of such names, and a runtime for inspect. */
function hostile(): string {
  const cwd = fresh();
  symlinkSync(resolve("tools/onnxruntime/node_modules"), join(cwd, "node_modules"));
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 3},${i % 2 ? bomb : "plain"}`);
  writeFileSync(join(cwd, "table.csv"), `${bomb},other,target ${bomb}\n${rows.join("\n")}\n`);
  return cwd;
}
const table = ["table.csv", "--target", `target ${bomb}`, "--epochs", "2"];
const layers = ["--layers", `4:${formula}`];
// a file's name has no slash
const model = `${bomb.replace("/", "")}.onnx`;
const FOUND = 3;

test.each([
  ["compare", [["compare", ...table, "--seeds", "2", "--activations", `tanh,${formula}`]], 0, formula],
  ["doctor", [["doctor", ...table, ...layers]], FOUND, `target ${bomb}`],
  [
    "inspect",
    [
      ["train", ...table, ...layers, "--save", model],
      ["inspect", model, "--data", "table.csv"],
    ],
    0,
    model,
  ],
] as const)(
  "names from the table and formulas cannot put markup into the page of hillock %s",
  async (_name, commands, ends, shown) => {
    const cwd = hostile();
    for (const command of commands) {
      const { status, stderr } = await hillock(command, cwd);
      expect(stderr).not.toMatch(/hillock:/);
      expect(status).toBe(ends);
    }
    const { images, text } = await opened(join(cwd, "hillock-report", "report.html"));
    expect(images).toBe(0);
    expect(text).toContain(shown);
  },
);

test("on a phone verdicts have the page's width, and what plots say can be read", async () => {
  const { cwd } = await hillock([
    ...["compare", penguins, "--target", "species", "--seeds", "2", "--epochs", "3", "--out", "report"],
    ...["--activations", "relu,tanh,sigmoid,x / (1 + exp(-x))"],
  ]);
  const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
  await page.goto(pathToFileURL(join(cwd, "report", "report.html")).href, { waitUntil: "load" });
  const widths = await page
    .locator(".blocks td:last-child")
    .evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().width));
  expect(widths).toHaveLength(4);
  for (const width of widths) expect(width).toBeGreaterThan(340);
  const heights = await page
    .locator("svg text:visible")
    .evaluateAll((all) => all.map((text) => text.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThan(9);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
});
