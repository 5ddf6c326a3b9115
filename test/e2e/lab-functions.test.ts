import { activation, leakyRelu, relu, sigmoid, tanh } from "hillock";
import { expect, test } from "vitest";
import { ROUTE_NAMES } from "../../packages/hillock-lab/src/shell/route-names.ts";
import { expectAccessible, moveThumb, overflow, slide, useLab, VIEWS } from "./lab.ts";

const lab = useLab();
const number = (text: string | null): number => Number((text ?? "").replaceAll("−", "-"));

test("a slider dragged: the values under it are the library's own", async () => {
  const page = await lab.open("#/functions?f=relu&f=tanh&z=-6,6&at=1");
  const row = (name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) }).getByRole("cell");
  for (const z of [-2.35, 0.4, 3]) {
    await slide(page, "Read at z", z);
    await page.getByRole("columnheader", { name: `at z = ${String(z).replace("-", "−")}` }).waitFor();
    await expect.poll(async () => number(await row("tanh").first().textContent())).toBeCloseTo(tanh(z), 5);
    expect(number(await row("tanh").nth(1).textContent())).toBeCloseTo(tanh.derivative(z), 5);
    expect(number(await row("relu").first().textContent())).toBe(relu(z));
  }
  // by dragging with the mouse, too
  const thumb = page.getByRole("slider", { name: "Read at z" });
  const box = await thumb.boundingBox();
  if (!box) throw new Error("The slider is not to be seen.");
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const z = Number(await thumb.inputValue());
  expect(z).toBeLessThan(-2);
  await expect.poll(async () => number(await row("tanh").first().textContent())).toBeCloseTo(tanh(z), 4);
  await page.close();
});

test("a formula typed wrong shows its fault at the character, and right its card; a word becomes a parameter", async () => {
  const page = await lab.open();
  const field = page.getByRole("textbox", { name: /formula/ });
  const wholeFonts = () =>
    page.evaluate(
      () =>
        performance.getEntriesByType("resource").filter(({ name }) => /KaTeX(?!.*-known).*woff2/.test(name))
          .length,
    );
  await page.getByRole("row", { name: /^gelu/ }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  expect(await wholeFonts()).toBe(0);
  await field.pressSequentially("x * tanh(ln(1 + exp(x))");
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
  await expect.poll(() => page.locator("mark").textContent()).toBe(")");
  await field.fill("x * blub(x)");
  await page.getByText('"blub" is not a function of formulas').waitFor();
  await expect.poll(() => page.locator("mark").textContent()).toBe("b");
  await field.fill("x * tanh(ln(1 + exp(x)))");
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("false");
  await page.getByRole("heading", { name: "x * tanh(ln(1 + exp(x)))" }).waitFor();

  await field.fill("x / (1 + exp(-beta * x))");
  await page.getByRole("button", { name: "Make beta a parameter" }).click();
  await slide(page, /^beta/, 2);
  const swish = activation("f", "x / (1 + exp(-beta * x))", { beta: 2 });
  const cell = page
    .getByRole("row", { name: /^x \/ / })
    .getByRole("cell")
    .first();
  await expect.poll(async () => number(await cell.textContent())).toBeCloseTo(swish(1), 5);

  // a letter that no equation of the catalogue has comes with the whole font
  await field.fill("x * q");
  await page.getByRole("button", { name: "Make q a parameter" }).click();
  await expect.poll(wholeFonts).toBeGreaterThan(0);

  const gone = await lab.open("#/functions?f=blub&z=-6,6&at=1");
  await gone.getByRole("complementary").getByText("blub").waitFor();
  await gone.close();
  await field.fill("ln(-1 - x * x)");
  await page.getByText("This formula never ends in a number").waitFor();
  expect(await field.inputValue()).toBe("ln(-1 - x * x)");
  await page.close();
});

test("the card: range, kinks, where it is dead, parameters, names elsewhere", async () => {
  const page = await lab.open("#/functions?f=leakyRelu&f=hardTanh&z=-6,6&at=-1");
  const card = page.getByRole("complementary", { name: /Card/ });
  await slide(page, /negativeSlope/, 0.3);
  const row = page
    .getByRole("row", { name: /^leakyRelu/ })
    .getByRole("cell")
    .first();
  await expect
    .poll(async () => number(await row.textContent()))
    .toBeCloseTo(leakyRelu.with({ negativeSlope: 0.3 })(-1), 5);
  await page.getByRole("button", { name: "hardTanh", exact: true }).click();
  await expect.poll(() => card.textContent()).toContain("Hardtanh");
  const text = (await card.textContent()) ?? "";
  expect(text).toContain("[−1, 1]");
  expect(text.replaceAll("\u00a0", " ")).toContain("z < −1, z > 1");
  await page.getByRole("combobox", { name: "Add a function" }).selectOption("sigmoid");
  await expect.poll(() => card.textContent()).toContain(String(sigmoid.derivativeRange[1]));
  await expect.poll(() => card.locator(".katex").count()).toBeGreaterThanOrEqual(2);
  await card.getByRole("button", { name: "Range of the slope" }).focus();
  await page.getByRole("tooltip").filter({ hasText: "All values that the slope" }).waitFor();
  await page.close();
});

test("a plot dragged moves the range of z, a click on it reads there, Ctrl and the wheel zoom", async () => {
  const page = await lab.open("#/functions?f=tanh&z=-6,6&at=1");
  await page.getByRole("row", { name: /^tanh/ }).waitFor();
  await page
    .getByRole("img", { name: /of tanh$/ })
    .first()
    .waitFor();
  await page.waitForTimeout(200);
  const box = await page.locator(".curves .u-over").first().boundingBox();
  if (!box) throw new Error("The plot is not to be seen.");
  const [middle, height] = [box.x + box.width / 2, box.y + box.height / 2];
  const range = page.getByRole("group", { name: "Range of z" }).locator("output");
  const drag = async (by: number): Promise<void> => {
    await page.mouse.move(middle, height);
    await page.mouse.down();
    await page.mouse.move(middle + by, height, { steps: 4 });
    await page.mouse.up();
  };
  await drag(box.width / 6);
  await expect.poll(() => range.textContent()).toBe("−8 to 4");
  await page.mouse.click(box.x + (2 / 3) * box.width, height);
  await page.getByRole("columnheader", { name: /^at z = (0|−?0\.0\d+)$/ }).waitFor();
  const z = number(
    await page
      .getByRole("columnheader", { name: /^at z/ })
      .textContent()
      .then((text) => text?.slice(7) ?? ""),
  );
  const cell = page.getByRole("row", { name: /^tanh/ }).getByRole("cell").first();
  await expect.poll(async () => number(await cell.textContent())).toBeCloseTo(tanh(z), 3);
  await page.keyboard.down("Control");
  await page.mouse.move(middle, height);
  await page.mouse.wheel(0, -400);
  await page.keyboard.up("Control");
  await expect.poll(() => range.textContent()).toMatch(/^−5\.\d+ to 1\.\d+$/);
  await expect.poll(() => page.url()).toMatch(/z=-5\.\d+%2C1\.\d+/);
  await page.close();
});

test("several functions lie over each other, each with a line of its own, at most seven", async () => {
  const page = await lab.open("#/functions?f=relu&z=-6,6&at=1");
  for (const name of ["elu", "gelu", "mish", "tanh", "sigmoid", "softsign"])
    await page.getByRole("combobox", { name: "Add a function" }).selectOption(name);
  await page.getByRole("row", { name: /^softsign/ }).waitFor();
  expect(await page.getByRole("combobox", { name: "Add a function" }).isDisabled()).toBe(true);
  const lines = await page
    .getByRole("list", { name: "Functions shown" })
    .locator("line")
    .evaluateAll((all) =>
      all.map((line) => `${line.getAttribute("stroke")} ${line.getAttribute("stroke-dasharray")}`),
    );
  expect(new Set(lines).size).toBe(7);
  expect(new Set(lines.map((line) => line.split(" ").slice(1).join())).size).toBe(7);
  await page.getByRole("button", { name: "Remove gelu" }).click();
  await expect.poll(() => page.getByRole("row", { name: /^gelu/ }).count()).toBe(0);
  await page.close();
});

test("a link opens to the same state", async () => {
  const page = await lab.open("#/functions?f=relu&z=-6,6&at=1");
  await page.getByRole("combobox", { name: "Add a function" }).selectOption("elu");
  await slide(page, "alpha", 1.7);
  await page.getByRole("textbox", { name: /formula/ }).fill("sin(x)");
  await moveThumb(page, "Range of z, to", 12);
  await slide(page, "Read at z", 2.5);
  await expect.poll(() => page.url()).toContain("at=2.5");
  const values = async (of: typeof page) => {
    await expect.poll(() => of.getByRole("row", { name: /^sin/ }).count()).toBe(1);
    return of.getByRole("table").first().textContent();
  };
  const before = await values(page);
  const again = await lab.open(new URL(page.url()).hash);
  await expect.poll(() => values(again)).toBe(before);
  expect(await again.getByRole("textbox", { name: /formula/ }).inputValue()).toBe("sin(x)");
  const to = again.getByRole("slider", { name: "Range of z, to" });
  expect(await to.getAttribute("aria-valuenow")).toBe("12");
  await Promise.all([page.close(), again.close()]);
});

test("a formula with printed signs is drawn, Enter keeps it, and the keyboard goes on where it was", async () => {
  const page = await lab.open("#/functions?f=relu&f=tanh&z=-6,6&at=2");
  const field = page.getByRole("textbox", { name: /formula/ });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const chips = page.getByRole("list", { name: "Functions shown" }).getByRole("listitem");
  await field.fill("beta·x² − π");
  await page.getByRole("button", { name: "Make beta a parameter" }).click();
  expect(await focused()).toBe("or type a formula in x");
  const cell = page.getByRole("row", { name: /^beta/ }).getByRole("cell").first();
  await expect.poll(async () => number(await cell.textContent())).toBeCloseTo(4 - Math.PI, 4);
  await page.keyboard.press("Enter");
  await expect.poll(() => field.inputValue()).toBe("");
  await expect.poll(() => chips.count()).toBe(3);
  await field.fill("x;1");
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
  expect(await field.inputValue()).toBe("x;1");
  await field.fill("");
  for (const [name, next] of [
    ["Remove relu", "Remove tanh"],
    ["Remove tanh", "Remove beta·x² − π"],
    ["Remove beta·x² − π", "or type a formula in x"],
  ] as const) {
    await page.getByRole("button", { name }).click();
    await expect.poll(focused).toBe(next);
  }
  // that there are none is in the link
  await expect.poll(() => page.url()).toMatch(/[?&]f=&/);
  const again = await lab.open(new URL(page.url()).hash);
  await again.getByRole("list", { name: "Functions shown" }).waitFor({ state: "attached" });
  expect(await again.getByRole("list", { name: "Functions shown" }).getByRole("listitem").count()).toBe(0);
  await Promise.all([page.close(), again.close()]);
});

test.each([1280, 360])("at %i px a long formula stays within its chip and its card", async (width) => {
  const long = Array(8).fill("x*tanh(ln(1+exp(x)))").join("+");
  const page = await lab.open(
    `#/functions?${new URLSearchParams({ formula: long, z: "-6,6", at: "-3.55" })}`,
    {
      viewport: { width, height: 844 },
    },
  );
  await page.getByRole("complementary").getByRole("heading", { name: long }).waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const chip = await page.locator(".chip").boundingBox();
  expect(chip?.height).toBeLessThan(50);
  await page.close();
});

test("speed is measured here, for every function and for the formula", async () => {
  const page = await lab.open("#/functions?f=relu&formula=x*sigmoid(x)&z=-6,6&at=1");
  await page.getByRole("button", { name: "Measure all functions" }).click();
  const items = page.getByRole("region", { name: /Speed/ }).getByRole("listitem");
  await page.getByRole("button", { name: "Measure all functions" }).waitFor({ timeout: 30_000 });
  const lines = await items.allTextContents();
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.some((line) => line.includes("x*sigmoid(x)"))).toBe(true);
  for (const line of lines) expect(line).toMatch(/\d\.\d\d \/ \d+\.\d\d ns$/);
  await page.close();
});

test("small, without layout shift, offline after the first load", async () => {
  const context = await lab.browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(lab.url);
  await page.getByRole("row", { name: /^gelu/ }).waitFor();
  const shown = await page.evaluate(() => performance.now());
  await page.waitForTimeout(500);
  const bytes = await page.evaluate(() =>
    [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
      .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize)
      .reduce((a, b) => a + b, 0),
  );
  const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
  console.log(
    `first page: ${(bytes / 1000).toFixed(1)} kB as sent, values shown after ${shown.toFixed(0)} ms, layout shift ${shift.toFixed(4)}`,
  );
  expect(bytes).toBeGreaterThan(30_000);
  expect(bytes).toBeLessThan(150_000);
  expect(shift).toBeLessThan(0.01);

  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() =>
      page.evaluate(async () => (await (await caches.open((await caches.keys())[0] ?? "")).keys()).length),
    )
    .toBeGreaterThan(10);
  await context.setOffline(true);
  await page.goto(`${lab.url}#/functions?f=mish&z=-6,6&at=1`);
  await page.reload();
  await page.getByRole("row", { name: /^mish/ }).waitFor();
  await context.close();
});

test.each(ROUTE_NAMES)(
  "the files of %s are asked for with the document, before any of its code has run",
  async (name) => {
    const context = await lab.browser.newContext();
    const page = await context.newPage();
    await page.route(/\/assets\/index-[^/]+\.js$/, (route) => route.abort());
    const file = `${name.charAt(0).toUpperCase()}${name.slice(1)}Page-`;
    const asked = ["js", "css"].map((kind) =>
      page.waitForRequest((request) => request.url().includes(file) && request.url().endsWith(kind)),
    );
    await page.goto(`${lab.url}#/${name}`);
    await Promise.all(asked);
    await context.close();
  },
);

test.each(VIEWS)("%s at %i px: axe finds nothing serious, nothing overflows", async (colorScheme, width) => {
  const page = await lab.open("#/functions?f=relu&f=sigmoid&f=geluTanh&formula=x*foo&z=-6,6&at=1", {
    colorScheme,
    viewport: { width, height: 844 },
  });
  await page.getByRole("row", { name: /^sigmoid/ }).waitFor();
  await page.getByText("is unknown").waitFor();
  await expectAccessible(page);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  // an equation too long for its card is scrolled, with the keyboard too
  await page.getByRole("button", { name: "geluTanh", exact: true }).click();
  await page.getByRole("complementary").locator("[tabindex='0']").first().waitFor();
  await expectAccessible(page);
  await page.close();
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
