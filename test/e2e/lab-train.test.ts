import { expect, test } from "vitest";
import { slide, useLab } from "./lab.ts";
import { at, button, epochOf, live, network, scoreOf, trainedTo } from "./lab-train-page.ts";

const lab = useLab();

test("dead units are seen as dead", async () => {
  const page = await lab.open(
    at({
      data: "circles",
      a: network(
        [
          [8, "relu"],
          [8, "relu"],
        ],
        ["auto", "auto", -10],
      ),
    }),
  );
  await button(page, "Step").click();
  await trainedTo(page, 1);
  const row = live(page).getByRole("row", { name: /^Layer 1/ });
  await expect.poll(() => row.textContent()).toContain("8 dead of 8");
  expect(await row.locator(".state-1").count()).toBe(8);
  // the doctor's words count layers as the rows do
  await button(page, "Train").click();
  const finding = page.getByRole("article").filter({ hasText: "Dying relu" });
  await finding.getByText(/8 of 8 units of layer [12] are dead/).waitFor();
  await expect
    .poll(() =>
      page
        .getByRole("article")
        .filter({ hasText: /layer 0/i })
        .count(),
    )
    .toBe(0);
  await page.close();
});

test("back in time: the slider shows the past epoch as it was, and training goes on from the newest", async () => {
  const page = await lab.open(at({ data: "xor", a: network([[8, "tanh"]]), speed: "Infinity" }));
  await page.getByText("400 rows to learn from").waitFor();
  await expect.poll(() => scoreOf(live(page))).toBeGreaterThan(0);
  const start = await scoreOf(live(page));
  await button(page, "Train").click();
  await trainedTo(page, 60);
  await button(page, "Pause").click();
  await button(page, "Train").waitFor();
  const last = await epochOf(page);
  const end = await scoreOf(live(page));
  expect(end).toBeGreaterThan(start);
  await slide(page, "Epoch", 0);
  await expect.poll(() => scoreOf(live(page))).toBe(start);
  await slide(page, "Epoch", last);
  await expect.poll(() => scoreOf(live(page))).toBe(end);
  await button(page, "Step").click();
  await trainedTo(page, last + 1);
  expect(await epochOf(page)).toBe(last + 1);
  await page.close();
});

test("two networks from the same seed start alike; each function goes its own way", async () => {
  const [a, b] = [network([[12, "tanh"]]), network([[12, "tanh"]])];
  const page = await lab.open(at({ data: "penguins", target: "species", a, b }));
  await live(page, "B").waitFor();
  for (let i = 1; i <= 3; i++) {
    await button(page, "Step").click();
    await trainedTo(page, i);
    await button(page, "Train").waitFor();
  }
  const figures = (name: "A" | "B") => live(page, name).locator("dl").textContent();
  await expect.poll(() => figures("B")).toBe(await figures("A"));
  await page
    .getByRole("region", { name: "Network B", exact: true })
    .getByRole("combobox", { name: "Function of layer 1" })
    .selectOption("relu");
  await button(page, "Restart").click();
  await button(page, "Step").click();
  await expect.poll(() => figures("B")).not.toBe(await figures("A"));
  await page.close();
});

test("two networks race in step: a change to one restarts both, and each says its epoch", async () => {
  const a = network([[8, "tanh"]]);
  const page = await lab.open(at({ data: "circles", a, speed: "Infinity" }));
  await page.getByText("400 rows to learn from").waitFor();
  await button(page, "Race a second network").click();
  const functionOf = (name: "A" | "B") =>
    page
      .getByRole("region", { name: `Network ${name}`, exact: true })
      .getByRole("combobox", { name: "Function of layer 1" });
  // of two alike, one would hide the other
  expect(await functionOf("B").inputValue()).toBe("relu");
  const stateOf = (name: "A" | "B") => live(page, name).locator(".state").textContent();
  const epochs = async () =>
    Promise.all(
      (["A", "B"] as const).map(
        async (name) => /^epoch (\d+), paused/.exec((await stateOf(name)) ?? "")?.[1],
      ),
    );
  const isOne = (said: ReadonlySet<string | undefined>) => said.size === 1 && !said.has(undefined);
  const together = async (): Promise<number> => {
    await button(page, "Pause").click();
    // while they run, neither says where it paused
    await expect.poll(async () => new Set(await epochs())).toSatisfy(isOne);
    return Number((await epochs())[0]);
  };
  await button(page, "Train").click();
  await trainedTo(page, 60);
  const first = await together();
  expect(first).toBeGreaterThanOrEqual(60);
  await functionOf("B").selectOption("sigmoid");
  for (const name of ["A", "B"] as const) await expect.poll(() => stateOf(name)).toBe("not trained yet");
  await button(page, "Train").click();
  await trainedTo(page, 20);
  await together();
  await page.close();
});

test("the doctor finds a vanishing gradient, and 'fix it' trains a second network that learns", async () => {
  const layers = Array.from({ length: 6 }, () => [8, "sigmoid"] as const);
  const page = await lab.open(
    at({
      data: "iris",
      target: "species",
      a: network(layers, ["auto", "auto", 0, 1, "sgd", 0.1]),
      speed: "60",
    }),
  );
  await button(page, "Train").click();
  const finding = page
    .getByRole("article")
    .filter({ hasText: "Vanishing gradient" })
    .filter({ hasText: "network A" });
  await finding.waitFor({ timeout: 30_000 });
  expect(await scoreOf(live(page))).toBeLessThan(0.5);
  await finding.getByRole("button", { name: "Fix it in network B" }).click();
  await expect.poll(() => scoreOf(live(page, "B")), { timeout: 40_000 }).toBeGreaterThan(0.9);
  await page.close();
});

test("a network that diverges says so, and keeps what was set", async () => {
  const page = await lab.open(
    at({
      data: "weather",
      a: network(
        [
          [16, "linear"],
          [16, "linear"],
        ],
        ["auto", "auto", 0, 0, "sgd", 100],
      ),
      speed: "Infinity",
    }),
  );
  await button(page, "Train").click();
  await live(page)
    .getByRole("alert")
    .filter({ hasText: "It diverged in epoch" })
    .waitFor({ timeout: 20_000 });
  expect(await page.getByRole("spinbutton", { name: "Units of layer 2" }).inputValue()).toBe("16");
  await slide(page, "Learning rate", -2);
  await expect
    .poll(() =>
      live(page)
        .getByText(/^not trained yet/)
        .count(),
    )
    .toBe(1);
  await page.close();
});

test("a formula that is wrong is said; the network before goes on", async () => {
  const page = await lab.open(at({ data: "circles", a: network([[8, "tanh"]]) }));
  const panel = page.getByRole("region", { name: "Network A", exact: true });
  await panel.getByRole("combobox", { name: "Function of layer 1" }).selectOption("a formula…");
  await panel.getByRole("textbox").fill("x * tanh(");
  await expect.poll(() => panel.locator(".said").textContent()).toMatch(/character/);
  await panel.getByRole("textbox").fill("ln(-1 - x * x)");
  await expect.poll(() => panel.locator(".said").textContent()).toMatch(/never ends in a number/);
  await panel.getByRole("textbox").fill("x * tanh(x)");
  await expect.poll(() => panel.locator(".said").textContent()).toBe("");
  await button(page, "Step").click();
  await trainedTo(page, 1);
  await page.close();
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
