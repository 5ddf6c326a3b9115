import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { startLab } from "../../scripts/lab-server.mjs";
import { complaints, launch } from "./browser.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const STARTS_WITHIN_MS = 60_000;

export interface Lab {
  readonly url: string;
  readonly browser: Browser;
  /** A page of its own that must not complain; `hash` such as "#/functions?f=relu". */
  readonly open: (hash?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Complaints of all pages so far. */
  readonly faults: string[];
}

/** One lab and one browser for the tests of a file. */
export function useLab(): Lab {
  const lab: { url: string; browser?: Browser; child?: ChildProcess } = { url: "" };
  const faults: string[] = [];
  beforeAll(async () => {
    const [{ url, child }, browser] = await Promise.all([startLab(), launch()]);
    Object.assign(lab, { url, child, browser });
  }, STARTS_WITHIN_MS);
  afterAll(async () => {
    await lab.browser?.close();
    lab.child?.kill();
  });
  const browser = (): Browser => {
    if (!lab.browser) throw new Error("The browser has not started.");
    return lab.browser;
  };
  return {
    get url() {
      return lab.url;
    },
    get browser() {
      return browser();
    },
    faults,
    async open(hash = "", options = {}) {
      const context = await browser().newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const own = complaints(page);
      page.on("close", () => faults.push(...own));
      await page.goto(lab.url + hash);
      return page;
    },
  };
}

/** Colours and widths that every page is looked at in. */
export const VIEWS = [
  ["light", 1280],
  ["dark", 1280],
  ["light", 390],
  ["dark", 390],
] as const;

/** No finding of axe that is serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
  expect(found).toEqual([]);
}

/** How far the page can be scrolled sideways; not above 0 where everything fits. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Moves one of a range's two thumbs with the keyboard. */
export async function moveThumb(page: Page, name: string, value: number): Promise<void> {
  const thumb = page.getByRole("slider", { name });
  const now = async (): Promise<number> => Number(await thumb.getAttribute("aria-valuenow"));
  await thumb.focus();
  const up = (await now()) < value;
  for (let presses = 0; presses < 200 && (up ? (await now()) < value : (await now()) > value); presses++) {
    const before = await now();
    await page.keyboard.press(up ? "ArrowRight" : "ArrowLeft");
    await expect.poll(now).not.toBe(before);
  }
  expect(await now()).toBe(value);
}

/** Sets one of the browser's own sliders as dragging it does. */
export async function slide(page: Page, name: string | RegExp, value: number): Promise<void> {
  await page.getByRole("slider", { name }).fill(String(value));
}
