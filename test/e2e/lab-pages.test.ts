import { join } from "node:path";
import { sigmoid, softmax } from "hillock";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hillock, penguins, readResults } from "./command.ts";
import { expectAccessible, overflow, slide, useLab, VIEWS } from "./lab.ts";

const lab = useLab();
const number = (text: string | null): number => Number((text ?? "").replaceAll("−", "-"));
const cellsOf = async (page: Page, caption: string): Promise<number[][]> => {
  const rows = page.getByRole("table", { name: caption, exact: true }).getByRole("row");
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
  );
  return texts.map((row) => row.filter((text) => text !== "").map(number)).filter((row) => row.length > 0);
};

test("softmax: logits dragged, and every matrix is the library's own, down to s − y", async () => {
  const page = await lab.open("#/softmax");
  const logits = [1.3, -2.1, 0.6];
  for (const [i, z] of logits.entries()) await slide(page, `Class ${i + 1}, logit`, z);
  await page.getByRole("radio").nth(2).check();
  await slide(page, "Temperature", 0.3);
  const temperature = Number((10 ** 0.3).toPrecision(3));
  const scaled = logits.map((z) => z / temperature);
  const s = softmax(scaled);
  const y = [0, 0, 1];
  const close = (found: readonly number[] | undefined, wanted: readonly number[]): void => {
    expect(found?.length).toBe(wanted.length);
    wanted.forEach((value, i) => {
      expect(Math.abs((found?.[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(
        0.006 * Math.abs(value) + 1e-12,
      );
    });
  };
  await expect
    .poll(async () => Math.abs(((await cellsOf(page, "Probabilities"))[0]?.[0] ?? 0) - (s[0] ?? 0)))
    .toBeLessThan(0.001);
  const jacobian = await cellsOf(page, "Jacobian of softmax");
  softmax.jacobian(scaled).forEach((row, i) => {
    close(jacobian[i], row);
  });
  const difference = s.map((p, i) => p - (y[i] ?? 0));
  close((await cellsOf(page, "Difference"))[0], difference);
  close((await cellsOf(page, "Times the Jacobian"))[0], difference);
  close((await cellsOf(page, "Gradient at the probabilities"))[0], [0, 0, -1 / (s[2] ?? 0)]);
  await expect.poll(() => page.url()).toContain(`z=1.3%2C-2.1%2C0.6&t=${temperature}&y=2`);
  const again = await lab.open(new URL(page.url()).hash);
  await expect.poll(() => cellsOf(again, "Jacobian of softmax")).toEqual(jacobian);
  await Promise.all([page.close(), again.close()]);
});

test("softmax: what overflows naively stays right in the stable form", async () => {
  const page = await lab.open("#/softmax?z=2,1,0.1&t=1&y=0&c=0");
  const rows = page.getByRole("region", { name: "Overflow" }).getByRole("row", { name: /^Class/ });
  const column = (i: number) =>
    rows.evaluateAll((all, at) => all.map((row) => row.querySelectorAll("td")[at]?.textContent), i);
  await expect.poll(async () => (await column(2))[0]).toMatch(/^0\.6/);
  expect(await column(2)).toEqual(await column(3));
  const stable = await column(3);
  await slide(page, "Add to every logit", 100);
  await expect.poll(() => column(2)).toEqual(["not a number", "not a number", "not a number"]);
  expect(await column(1)).toEqual(["∞", "∞", "∞"]);
  expect(await column(3)).toEqual(stable);
  await page.close();
});

const chainWords = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "A chain of layers" })
    .getByRole("listitem")
    .filter({ hasText: `${name}:` });
const left = async (page: Page, name: string): Promise<number> =>
  number(/gets (\S+) of/.exec((await chainWords(page, name).textContent()) ?? "")?.[1] ?? null);

test("a gradient shrinks through sigmoids, not through ReLUs; the scale makes it grow", async () => {
  const page = await lab.open("#/gradients");
  await chainWords(page, "sigmoid").waitFor();
  expect(await left(page, "sigmoid")).toBeLessThan(1e-9);
  expect(await left(page, "relu")).toBeGreaterThan(0.01);
  await page.getByRole("slider", { name: "Layers", exact: true }).fill("10");
  await page.getByText(`0.25 a layer: ${String((0.25 ** 9).toExponential(1)).replace("e-", "e−")}`).waitFor();
  await expect.poll(() => left(page, "sigmoid")).toBeGreaterThan(1e-9);
  const before = await left(page, "sigmoid");
  await slide(page, "Weight scale", 0.5);
  await expect.poll(() => left(page, "sigmoid")).toBeGreaterThan(100 * before);
  // where layers are equally wide, He's variance for ReLU is twice Glorot's: a gradient gains √2 a layer
  const initialisation = page.getByRole("slider", { name: "Initialisation" });
  const own = await left(page, "relu");
  await initialisation.fill("1");
  expect(await initialisation.getAttribute("aria-valuetext")).toBe("Glorot, LeCun: variance 1/n");
  await expect.poll(() => page.url()).toContain("start=glorot");
  await expect.poll(() => left(page, "relu")).not.toBe(own);
  const glorot = await left(page, "relu");
  await page.getByRole("button", { name: "He", exact: true, includeHidden: true }).click();
  expect(await initialisation.inputValue()).toBe("2");
  await expect.poll(async () => (await left(page, "relu")) / glorot).toBeCloseTo(Math.SQRT2 ** 9, 0);
  await page.getByRole("combobox", { name: "Beside it", exact: true }).selectOption("linear");
  await chainWords(page, "linear").waitFor();
  await page.close();
});

test("a formula that never ends in a number is said, and the function beside it stands", async () => {
  const page = await lab.open(
    `#/gradients?${new URLSearchParams({ f: "ln(-1 - x * x)", g: "relu", depth: "3" })}`,
  );
  const part = page.getByRole("region", { name: "A chain of layers" });
  await part.getByText("This formula never ends in a number").waitFor();
  await chainWords(page, "relu").waitFor();
  expect(await part.getByRole("textbox", { name: "One function, formula" }).inputValue()).toBe(
    "ln(-1 - x * x)",
  );
  await page.close();
});

test("the zig-zag: positive inputs move both weights together, zero-centred ones do not", async () => {
  const page = await lab.open("#/gradients");
  const captions = page.getByRole("region", { name: "The zig-zag" }).getByRole("figure");
  await expect.poll(() => captions.first().textContent()).toContain("in 100 %");
  const share = Number(/in (\d+) %/.exec((await captions.nth(1).textContent()) ?? "")?.[1]);
  expect(share).toBeLessThan(75);
  await page.getByRole("combobox", { name: "Beside it, inputs from" }).selectOption("exp");
  await expect.poll(() => captions.nth(1).textContent()).toContain("in 100 %");
  const points = () => captions.first().locator("polyline").getAttribute("points");
  const whole = await points();
  await slide(page, "Steps", 5);
  await expect.poll(async () => (await points())?.split(" ").length).toBe(6);
  expect(whole?.startsWith((await points()) ?? "")).toBe(true);
  await page.close();
});

test("the collapse: a deep linear network equals its single layer, a bent one does not", async () => {
  const page = await lab.open("#/gradients");
  const part = page.getByRole("region", { name: "The collapse" });
  await part.getByText(/^The same: .* 4 layers are one/).waitFor();
  const row = async (name: string) =>
    (await part.getByRole("row", { name }).getByRole("cell").allTextContents()).map(number);
  const product = (a: number[][], b: number[][]): number[][] =>
    a.map((line) => (b[0] ?? []).map((_, c) => line.reduce((sum, x, k) => sum + x * (b[k]?.[c] ?? 0), 0)));
  const matrices: number[][][] = [];
  for (let l = 1; l <= 4; l++) matrices.push(await cellsOf(page, `Weights of layer ${l}`));
  const single = await cellsOf(page, "Weights of the single layer");
  const multiplied = matrices.reduce((done, next) => product(next, done));
  multiplied.forEach((line, r) => {
    line.forEach((value, c) => {
      expect(Math.abs(value - (single[r]?.[c] ?? Number.NaN))).toBeLessThan(0.02);
    });
  });
  const before = (await row("the network"))[0];
  await slide(page, "Input x1", -1.5);
  await expect.poll(async () => (await row("the network"))[0]).not.toBe(before);
  await expect
    .poll(async () => ((await row("the network"))[0] ?? 0) - ((await row("the single layer"))[0] ?? 1))
    .toBeCloseTo(0, 4);
  await part.getByRole("combobox", { name: "Between the layers" }).selectOption("tanh");
  await part.getByText(/^Not the same/).waitFor();
  await page.close();
});

test("between pages nothing is lost, and the keyboard reaches everything", async () => {
  const page = await lab.open("#/functions?f=sigmoid&z=-4,4&at=0.5");
  await page.getByRole("row", { name: /^sigmoid/ }).waitFor();
  await page.getByRole("link", { name: "Softmax" }).click();
  await slide(page, "Class 1, logit", 4);
  await page.getByRole("link", { name: "Functions" }).click();
  const cell = page
    .getByRole("row", { name: /^sigmoid/ })
    .getByRole("cell")
    .first();
  await expect.poll(async () => number(await cell.textContent())).toBeCloseTo(sigmoid(0.5), 5);
  await page.getByRole("link", { name: "Softmax" }).click();
  expect(await page.getByRole("slider", { name: "Class 1, logit" }).inputValue()).toBe("4");
  await page.getByRole("slider", { name: "Class 1, logit" }).focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.getByRole("slider", { name: "Class 1, logit" }).inputValue()).toBe("4.1");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("radio");
  await page.close();
});

test("a results.json dropped is explored; what is none is said, and the report stays", async () => {
  const { cwd, status } = await hillock([
    ...["compare", penguins, "--target", "species", "--seeds", "2", "--epochs", "8", "--out", "report"],
  ]);
  expect(status).toBe(0);
  const results = readResults(join(cwd, "report"));
  const page = await lab.open("#/reports");
  const file = page.getByLabel(/Drop a results.json/);
  await file.setInputFiles(join(cwd, "report", "results.json"));
  const recommended = results.recommended ?? "";
  await page.getByText(`Recommended: ${recommended}`).waitFor();
  for (const { activation, validationLoss, verdict } of results.ranking) {
    const row = page.getByRole("row", { name: new RegExp(`^${activation}\\b`) });
    const cells = await row.getByRole("cell").allTextContents();
    const mean = validationLoss?.mean ?? Number.NaN;
    expect(Math.abs(number(cells[0] ?? null) - mean)).toBeLessThan(0.01 * mean);
    expect(cells[2]).toBe(verdict);
  }
  await slide(page, "Layer", 1);
  await page
    .getByRole("img", {
      name: new RegExp(`^Gradient norm of layer 2, over 8 epochs, of .*${recommended}`),
    })
    .waitFor();
  await slide(page, "Layer", 2);
  await page.getByRole("heading", { name: "Dead units of the output layer, share" }).waitFor();
  const plots = page.getByRole("region", { name: /^Curves/ }).getByRole("img");
  expect(await plots.first().getAttribute("aria-label")).toContain(recommended);
  await page.getByRole("checkbox", { name: recommended, exact: true }).uncheck();
  await expect
    .poll(() => plots.first().getAttribute("aria-label"))
    .not.toMatch(new RegExp(`\\b${recommended}(,|$)`));
  for (const [name, text, message] of [
    ["notes.txt", "no json", /is no JSON/],
    ["other.json", "{}", /has no runs and no ranking/],
    ["broken.json", JSON.stringify({ ranking: [], runs: [{}] }), /damaged/],
  ] as const) {
    await file.setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    await expect.poll(() => page.locator(".said").textContent()).toMatch(message);
    expect(await page.getByText(`Recommended: ${recommended}`).isVisible()).toBe(true);
  }
  for (const [colorScheme, width] of VIEWS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  }
  await page.close();
});

test.each(VIEWS)("%s at %i px: axe finds nothing serious, nothing overflows", async (colorScheme, width) => {
  for (const hash of ["#/softmax?z=2,1,0.1,3,-4&t=1&y=0&c=100", "#/gradients"]) {
    const page = await lab.open(hash, { colorScheme, viewport: { width, height: 844 } });
    await (hash.startsWith("#/s") ? page.getByText("divides ∞ by ∞") : page.getByText(/^The same/)).waitFor();
    await expectAccessible(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.close();
  }
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
