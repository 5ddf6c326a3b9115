// Cold loads of the lab as `hillock lab` serves it: each in a browser context of its own, with nothing kept.
import { spawnSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { chromium as browserType } from "playwright-core";
import { chromium } from "../../scripts/chromium.mjs";
import { startLab } from "../../scripts/lab-server.mjs";
import { median, report } from "../rounds.mjs";

const ROUNDS = 15;
const FONTS_WITHIN_MS = 500;
const root = fileURLToPath(new URL("../../", import.meta.url));
const { say, write } = report("lab", "Cold loads of the lab");

/** What tells that a page shows what it computed. */
const PAGES = {
  functions: (page) => page.getByRole("row", { name: /^gelu/ }),
  softmax: (page) => page.getByRole("table").first(),
};

/** Milliseconds from the address to what `shown` waits for, and the bytes that were sent for it. */
async function load(browser, address, shown) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "commit" });
  await shown(page).waitFor();
  const ms = await page.evaluate(() => performance.now());
  // fonts come once there is text to set in them
  await page.waitForTimeout(FONTS_WITHIN_MS);
  const seen = await page.evaluate(() => ({
    drawn: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    bytes: [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
      .map((entry) => entry.encodedBodySize)
      .reduce((sum, bytes) => sum + bytes, 0),
  }));
  await context.close();
  return { ms, ...seen };
}

const built = spawnSync("npm", ["run", "--silent", "build:lab"], { cwd: root, encoding: "utf8" });
if (built.status !== 0) throw new Error(`The lab could not be built:\n${built.stdout}${built.stderr}`);
const executablePath = chromium();
if (!executablePath) process.exit(1);
const { child, url } = await startLab();
const browser = await browserType.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const empty = [];
  const loads = Object.fromEntries(Object.keys(PAGES).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    empty.push((await load(browser, `${url}icon.svg`, (page) => page.locator("svg"))).ms);
    for (const [name, shown] of Object.entries(PAGES))
      loads[name].push(await load(browser, `${url}#/${name}`, shown));
  }
  say(
    `Machine: ${cpus()[0].model}, ${availableParallelism()} cores, Chromium ${browser.version()}. From localhost, ${ROUNDS} loads of each page in turns, from the address to the first values that the page computed. Beside them the icon alone, which is what this browser takes for any page here.\n`,
  );
  say("| page | first drawn, ms (median) | values shown, ms (median) | quickest | slowest | kB sent |");
  say("|---|---|---|---|---|---|");
  for (const [name, seen] of Object.entries(loads)) {
    const ms = seen.map((each) => each.ms);
    const drawn = median(seen.map((each) => each.drawn));
    const bytes = Math.max(...seen.map((each) => each.bytes));
    say(
      `| ${name} | ${[drawn, median(ms), Math.min(...ms), Math.max(...ms)].map((x) => x.toFixed(0)).join(" | ")} | ${(bytes / 1000).toFixed(1)} |`,
    );
  }
  say(
    `| the icon alone | | ${[median(empty), Math.min(...empty), Math.max(...empty)].map((x) => x.toFixed(0)).join(" | ")} | |`,
  );
  say("\nTarget: the first page shows its values within 1,000 ms and 150 kB.");
  write();
} finally {
  await browser.close();
  child.kill();
}
