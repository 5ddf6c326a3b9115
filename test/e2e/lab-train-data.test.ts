import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { fresh } from "./command.ts";
import { slide, useLab } from "./lab.ts";
import { at, button, live, network, scoreOf, trainedTo } from "./lab-train-page.ts";

const lab = useLab();

/** Two kinds told apart by the sum of two of three columns. */
function csv(rows = 240): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const [a, b, c] = [Math.sin(i * 1.7) * 3, Math.cos(i * 2.9) * 3, Math.sin(i * 0.77)];
    return `${a.toFixed(3)},${b.toFixed(3)},${c.toFixed(3)},${a + b > 0 ? "above" : "below"}`;
  });
  return `a,b,c,side\n${lines.join("\n")}\n`;
}

/** Drops a file on the page as a person does. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], file, { type: "text/csv" }));
      return data;
    },
    [name, text] as const,
  );
  const zone = page.getByText("Drop a CSV file here");
  for (const type of ["dragenter", "dragover", "drop"])
    await zone.dispatchEvent(type, { dataTransfer: transfer });
}

test("a CSV dropped on the page is trained on to 95 % accuracy and more", async () => {
  const page = await lab.open("#/train");
  await drop(page, "sides.csv", csv());
  await page.getByText("192 rows to learn from, 48 held out; 3 inputs, 2 classes.").waitFor();
  expect(await page.getByRole("combobox", { name: "Column to predict" }).inputValue()).toBe("side");
  await button(page, "Train").click();
  await expect.poll(() => scoreOf(live(page)), { timeout: 30_000 }).toBeGreaterThanOrEqual(0.95);
  await button(page, "Pause").click();
  // its name goes into the link, its rows do not
  await expect.poll(() => page.url()).toContain("file=sides.csv");
  expect(page.url()).not.toContain("above");
  await page.close();
});

test("a second file dropped takes the first one's place, name and rows", async () => {
  const page = await lab.open("#/train");
  await page.getByText("400 rows to learn from").waitFor();
  await drop(page, "first.csv", csv());
  await page.getByText("192 rows to learn from").waitFor();
  const chosen = () =>
    page.getByRole("combobox", { name: "Shape or table" }).evaluate((node) => {
      const [option] = (node as HTMLSelectElement).selectedOptions;
      return option?.textContent;
    });
  expect(await chosen()).toBe("first.csv");
  await drop(page, "second.csv", csv(100).replace("side", "part"));
  await page.getByText("80 rows to learn from, 20 held out; 3 inputs, 2 classes.").waitFor();
  await page.waitForTimeout(500);
  expect(await chosen()).toBe("second.csv");
  expect(await page.getByRole("combobox", { name: "Column to predict" }).inputValue()).toBe("part");
  await expect.poll(() => page.url()).toContain("file=second.csv&target=part");
  await button(page, "Step").click();
  await trainedTo(page, 1);
  await page.close();
});

test("a column that cannot be predicted is said beside the choice, and nothing trains until another is chosen", async () => {
  const page = await lab.open("#/train");
  await page.getByText("400 rows to learn from").waitFor();
  const [header = "", ...rows] = csv(120).trim().split("\n");
  const remarks = [`${header},unit,remark`, ...rows.map((row, i) => `${row},mm,remark ${i}`)].join("\n");
  await drop(page, "remarks.csv", remarks);
  await page.getByText("Left out, for the same value is in every row: unit.").waitFor();
  const target = page.getByRole("combobox", { name: "Column to predict" });
  expect(await target.inputValue()).toBe("side");
  await target.selectOption("remark");
  await page.getByText(/the class "remark 0" has one example/).waitFor();
  expect(await button(page, "Train").isDisabled()).toBe(true);
  await target.selectOption("a");
  await page.getByText(/a number\./).waitFor();
  await button(page, "Step").click();
  await trainedTo(page, 1);
  await page.close();
});

test("what is dropped and is no table is said in place, and what was set stays", async () => {
  const page = await lab.open(at({ data: "moons", a: network([[5, "elu"]]) }));
  await page.getByText("400 rows to learn from").waitFor();
  const said = page.getByRole("region", { name: "Data", exact: true }).getByRole("status");
  const cases: readonly (readonly [name: string, text: string, message: RegExp])[] = [
    ["photo.csv", "PNG\0\0\u0001binary", /holds binary data/],
    ["words.csv", "word\nalpha\nbeta\ngamma\n", /has one column, "word"/],
    ["uneven.csv", "a,b\n1,2\n1,2,3\n", /row 2: 3 fields, but the header has 2/],
    ["short.csv", "a,b\n1,2\n", /has 1 row of data; at least 10/],
    ["same.csv", `a,b\n${"1,2\n".repeat(40)}`, /every column has one value only/],
  ];
  for (const [name, text, message] of cases) {
    await drop(page, name, text);
    await expect.poll(() => said.textContent(), { timeout: 20_000 }).toMatch(message);
    expect(await page.getByRole("combobox", { name: "Shape or table" }).inputValue()).toBe("moons");
  }
  // 500 MB on the disk: refused at once, without reading them
  const large = join(fresh(), "large.csv");
  writeFileSync(large, "a,b\n");
  truncateSync(large, 500e6);
  const started = Date.now();
  await page.getByLabel(/Drop a CSV file here/).setInputFiles(large);
  await expect.poll(() => said.textContent()).toMatch(/large\.csv has 477 MiB; .*hillock train large\.csv/);
  expect(Date.now() - started).toBeLessThan(3000);
  expect(await page.getByRole("spinbutton", { name: "Units of layer 1" }).inputValue()).toBe("5");
  await button(page, "Step").click();
  await trainedTo(page, 1);
  await page.close();
});

test("a link opens to the same data and networks", async () => {
  const page = await lab.open("#/train");
  await page.getByRole("combobox", { name: "Shape or table" }).selectOption("iris");
  await page.getByRole("combobox", { name: "Function of layer 2" }).selectOption("mish");
  await page.getByRole("spinbutton", { name: "Units of layer 1" }).fill("11");
  await page.keyboard.press("Tab");
  await button(page, "Race a second network").click();
  await slide(page, "Learning rate", -1).catch(() =>
    page.getByRole("slider", { name: "Learning rate" }).first().fill("-1"),
  );
  await expect.poll(() => page.url()).toContain("0.1%2C");
  const settings = (of: Page) =>
    of
      .locator(".settings")
      .evaluate((node) =>
        [
          ...node.querySelectorAll<HTMLInputElement | HTMLSelectElement>("select, input:not([type=file])"),
        ].map(({ value }) => value),
      );
  const before = await settings(page);
  const again = await lab.open(new URL(page.url()).hash);
  await expect.poll(() => settings(again)).toEqual(before);
  await Promise.all([page.close(), again.close()]);
});

test("noise, inputs and the held-out share: a link opens to them, and the surface is that of the inputs", async () => {
  const page = await lab.open(at({ data: "xor", a: network([]), speed: "Infinity" }));
  await page.getByText("400 rows to learn from").waitFor();
  // without a hidden layer the coordinates tell nothing; their product tells all
  await page.getByRole("checkbox", { name: "x₁x₂" }).check();
  for (const name of ["x₁", "x₂"]) await page.getByRole("checkbox", { name, exact: true }).uncheck();
  await slide(page, "Held out", 0.4);
  await page.getByText("300 rows to learn from, 200 held out; 1 input, 2 classes.").waitFor();
  await button(page, "Train").click();
  await expect.poll(() => scoreOf(live(page)), { timeout: 20_000 }).toBeGreaterThan(0.98);
  await button(page, "Pause").click();
  const surface = live(page).getByRole("img", { name: /^Decision surface/ });
  await expect.poll(() => surface.getAttribute("aria-description")).toMatch(/blue on (4[5-9]|5[0-5]) %/);
  const dots = () => live(page).locator(".surface canvas").nth(1).screenshot();
  const learned = await dots();
  await page.getByRole("checkbox", { name: "Show held-out rows" }).check();
  await expect.poll(async () => (await dots()).equals(learned)).toBe(false);
  await slide(page, "Noise", 0.5);
  await expect.poll(() => page.url()).toMatch(/noise=0\.5&features=x1x2&held=0\.4&show=held/);
  const again = await lab.open(new URL(page.url()).hash);
  await again.getByText("300 rows to learn from, 200 held out; 1 input").waitFor();
  expect(await again.getByRole("slider", { name: "Noise" }).inputValue()).toBe("0.5");
  await Promise.all([page.close(), again.close()]);
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
