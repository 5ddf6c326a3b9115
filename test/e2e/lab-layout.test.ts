import { expect, test } from "vitest";
import { overflow, useLab } from "./lab.ts";
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

test.each([320, 360, 380, 641, 768, 863, 1280])("at %i px every page can be chosen", async (width) => {
  const page = await lab.open("#/functions?f=relu&z=-6,6&at=1", { viewport: { width, height: 844 } });
  const navigation = page.getByRole("navigation");
  await navigation.getByRole("link", { name: "Reports" }).waitFor();
  const hidden = await navigation.evaluate((node) => {
    const { left, right } = node.getBoundingClientRect();
    const end = Math.min(right, document.documentElement.clientWidth) + 0.5;
    return [...node.querySelectorAll("a")]
      .filter((link) => {
        const place = link.getBoundingClientRect();
        return place.right > end || place.left < Math.max(left, 0) - 0.5;
      })
      .map(({ textContent }) => textContent);
  });
  expect(hidden).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.close();
});

test("on a projector the page, its plots and its plane grow", async () => {
  const sizes = await Promise.all(
    [1280, 2560].map(async (width) => {
      const page = await lab.open("#/train?data=circles", { viewport: { width, height: 1440 } });
      await page.getByText("400 rows to learn from").waitFor();
      const of = async (selector: string) => (await page.locator(selector).first().boundingBox())?.width ?? 0;
      const found = [await of("main"), await of(".surface")];
      await page.close();
      return found;
    }),
  );
  expect((sizes[1]?.[0] ?? 0) / (sizes[0]?.[0] ?? 0)).toBeGreaterThan(1.6);
  expect((sizes[1]?.[1] ?? 0) / (sizes[0]?.[1] ?? 0)).toBeGreaterThan(1.8);
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
