import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useLab } from "./lab.ts";
import { PAGES } from "./lab-pages.ts";

const lab = useLab();

interface Node {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The tree that the browser gives to a screen reader. */
async function treeOf(page: Page): Promise<Node[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description, properties = [] }) => ({
      role: String(role?.value ?? ""),
      name: String(name?.value ?? ""),
      description: String(description?.value ?? ""),
      properties: Object.fromEntries(properties.map((each) => [each.name, each.value.value])),
    }));
}

const NAMED = [
  ...["button", "link", "slider", "combobox", "textbox", "checkbox", "radio", "spinbutton", "img", "image"],
  ...["table", "region", "group", "heading", "toolbar", "navigation", "complementary", "figure", "article"],
];

test("what a screen reader is told: everything has a name, and pictures have their figures", async () => {
  for (const [hash, last, act] of PAGES) {
    const page = await lab.open(hash);
    await page.getByText(last).waitFor();
    await act?.(page);
    const tree = await treeOf(page);
    const nameless = tree.filter(({ role, name }) => NAMED.includes(role) && name.trim() === "");
    // an article is named by its heading, a <details> by its summary
    expect([hash, nameless.filter(({ role }) => role !== "article" && role !== "group")]).toEqual([hash, []]);
    const pictures = tree.filter(({ role }) => role === "img" || role === "image");
    for (const { name, description } of pictures)
      expect([hash, name, /\d/.test(description) || /nothing yet/.test(description)]).toEqual([
        hash,
        name,
        true,
      ]);
    const headings = tree.filter(({ role }) => role === "heading").map(({ properties }) => properties.level);
    expect([hash, headings.filter((level) => level === 1).length, headings[0]]).toEqual([hash, 1, 1]);
    for (const [i, level] of headings.entries())
      expect(Number(level) - Number(headings[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    const sliders = tree.filter(({ role }) => role === "slider");
    expect(sliders.filter(({ name }) => /^\S*$/.test(name.trim()) && name.trim().length < 4)).toEqual([]);
    await page.close();
  }
}, 60_000);

/** How often each live region has changed, by its words. */
const WATCH = `globalThis.said = [];
  for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]"))
    new MutationObserver(() => said.push(region.textContent)).observe(region, { subtree: true, childList: true, characterData: true });
  globalThis.loud = [...document.querySelectorAll("output:not([role=none])")].length;`;

test("training is announced when it starts, pauses and finds something, not at every epoch", async () => {
  const a = JSON.stringify([Array(5).fill([8, "sigmoid"]), "auto", "auto", 0, 1, "sgd", 0.1, 32, 1]);
  const page = await lab.open(`#/train?${new URLSearchParams({ data: "moons", a, speed: "60" })}`);
  const state = page.getByRole("status", { name: "State of the training" });
  await expect.poll(() => state.textContent()).toBe("Network A is ready.");
  await page.evaluate(WATCH);
  expect(await page.evaluate("loud")).toBe(0);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect.poll(() => state.textContent()).toBe("Network A is training.");
  await page.getByText("findings, causes before effects").waitFor({ timeout: 20_000 });
  await page.waitForTimeout(1500);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect
    .poll(() => state.textContent())
    .toMatch(
      /^Network A is paused at epoch \d+: accuracy \d+(\.\d+)? %, loss [\d.e−]+, held out [\d.e−]+\.$/,
    );
  const epochs = Number(await page.getByRole("slider", { name: "Epoch" }).getAttribute("max"));
  expect(epochs).toBeGreaterThan(60);
  const said = await page.evaluate<string[]>("said");
  expect(said.filter((words) => words.includes("training")).length).toBe(1);
  expect(said.some((words) => /^\d+ findings/.test(words))).toBe(true);
  // a start, a pause, and one sentence each time that the number of findings changes
  expect(said.length).toBeLessThanOrEqual(12);
  const live = (await treeOf(page)).filter(({ properties }) => properties.live === "assertive");
  expect(live.filter(({ role }) => role !== "alert")).toEqual([]);
  await page.close();
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
