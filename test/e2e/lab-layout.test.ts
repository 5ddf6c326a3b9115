import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useLab } from "./lab.ts";

const lab = useLab();
const sick = JSON.stringify([Array(5).fill([8, "sigmoid"]), "auto", "auto", 0, 1, "sgd", 0.1, 32, 1]);
const dying = JSON.stringify([Array(2).fill([16, "relu"]), "auto", "auto", -4, 1, "adam", 0.01, 32, 1]);

/** Each page with what it shows last; `act` brings results in. */
const PAGES: readonly (readonly [hash: string, last: string, act?: (page: Page) => Promise<void>])[] = [
  ["#/functions", "Means are taken under a"],
  ["#/gradients", "The same: over inputs"],
  ["#/softmax", "Both agree as long as"],
  ["#/reports", "writes it into"],
  ["#/train?data=weather", "1169 rows to learn from"],
  [
    `#/train?${new URLSearchParams({ data: "moons", a: sick, b: dying })}`,
    "400 rows to learn from",
    async (page) => {
      await page.getByRole("button", { name: "Train", exact: true }).click();
      await page.getByRole("article").filter({ hasText: "Vanishing gradient" }).waitFor({ timeout: 30_000 });
      await page.getByRole("article").filter({ hasText: "Dying relu" }).waitFor({ timeout: 30_000 });
      await page.getByRole("button", { name: "Pause", exact: true }).click();
    },
  ],
];

test.each([1280, 390])(
  "at %i px nothing shifts on a cold load, nor when results come in",
  async (width) => {
    const shifts: string[] = [];
    for (const [hash, last, act] of PAGES) {
      const context = await lab.browser.newContext({ viewport: { width, height: 844 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        Object.assign(window, { shift: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[])
            if (!entry.hadRecentInput) (window as unknown as { shift: number }).shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(lab.url + hash);
      await page.getByText(last).waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(600);
      await act?.(page);
      const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
      shifts.push(`${hash.slice(0, 12)} ${shift.toFixed(4)}`);
      expect([hash, shift < 0.01, shift]).toEqual([hash, true, shift]);
      await context.close();
    }
    console.log(`layout shift at ${width} px: ${shifts.join(", ")}`);
  },
  90_000,
);

test("every underlined word says what it means, by mouse and by keyboard, and Escape closes it", async () => {
  for (const [hash, last, act] of PAGES) {
    const page = await lab.open(hash);
    await page.getByText(last).waitFor();
    await act?.(page);
    await page.locator("details").evaluateAll((all) => {
      for (const each of all) each.setAttribute("open", "");
    });
    const words = page.locator("button.term");
    const sentences = await words.evaluateAll((all) =>
      all.map((word) => {
        const tip = document.getElementById(word.getAttribute("aria-describedby") ?? "");
        word.focus();
        const shown = tip?.matches(":popover-open") ?? false;
        word.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
        const closed = !tip?.matches(":popover-open");
        return { word: word.textContent, says: tip?.textContent ?? "", shown, closed };
      }),
    );
    for (const { word, says, shown, closed } of sentences)
      expect([word, /^[^.]{20,}\.$|^.{20,}[.;:].*\.$/.test(says), shown, closed]).toEqual([
        word,
        true,
        true,
        true,
      ]);
    if (hash !== "#/reports") {
      expect(sentences.length).toBeGreaterThanOrEqual(5);
      await words.first().hover();
      await page.locator(".tooltip:popover-open").waitFor();
      await page.mouse.move(0, 0);
      await page.locator(".tooltip:popover-open").waitFor({ state: "detached" });
    }
    await page.close();
  }
}, 90_000);

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
