import { expect, test } from "vitest";
import { useLab } from "./lab.ts";
import { PAGES } from "./lab-pages.ts";

const lab = useLab();
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

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
