import { expect, test } from "vitest";
import { useLab } from "./lab.ts";
import { openRawTab } from "./raw-tab.ts";

const lab = useLab();
const HOUR_MS = 3_600_000;

/** Drops a table of two kinds on the page. */
const DROP = `(() => {
  const rows = Array.from({ length: 200 }, (_, i) => [Math.sin(i * 1.7), Math.cos(i * 2.9)]);
  const text = "a,b,side\\n" + rows.map(([a, b]) => a + "," + b + "," + (a + b > 0 ? "above" : "below")).join("\\n");
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "sides.csv", { type: "text/csv" }));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
})()`;
/** Everything that was set: the address, the controls, and the epoch that training has come to. */
const SET = `JSON.stringify([location.hash,
  [...document.querySelectorAll(".settings :is(select, input:not([type=file]))")].map((each) => each.type === "checkbox" ? each.checked : each.value)])`;
const EPOCH = `Number(document.querySelector(".time input").max)`;
const click = (name: string): string =>
  `[...document.querySelectorAll("button")].find(({ textContent }) => textContent === "${name}").click()`;

test("a tab behind another one, frozen, and then hidden for an hour loses nothing, and trains on", async () => {
  const a = JSON.stringify([[[7, "mish"]], "auto", "he", 0.5, 1, "adam", 0.02, 16, 5]);
  const tab = await openRawTab(lab.browser, `${lab.url}#/train?${new URLSearchParams({ data: "moons", a })}`);
  const has = (text: string) => tab.evaluate<boolean>(`document.body.innerText.includes("${text}")`);
  await expect.poll(() => has("400 rows to learn from")).toBe(true);
  await tab.evaluate(DROP);
  await expect.poll(() => has("160 rows to learn from, 40 held out")).toBe(true);
  await tab.evaluate(`globalThis.seen = []; globalThis.ticks = 0; setInterval(() => { ticks++; }, 50);
    for (const type of ["visibilitychange", "freeze", "resume"])
      document.addEventListener(type, () => seen.push(type));`);
  await tab.evaluate(click("Train"));
  await expect.poll(() => tab.evaluate(EPOCH)).toBeGreaterThan(20);
  await expect.poll(() => tab.evaluate(`location.hash`)).toContain("file=sides.csv");
  const before = await tab.evaluate<string>(SET);
  expect(before).toContain("mish");

  // behind another tab: the browser itself says that it is hidden
  await tab.hide();
  await expect.poll(() => tab.evaluate(`document.visibilityState`)).toBe("hidden");
  await new Promise((done) => setTimeout(done, 300));
  const epoch = await tab.evaluate<number>(EPOCH);

  // frozen: no timer runs
  await tab.send("Page.setWebLifecycleState", { state: "frozen" });
  await new Promise((done) => setTimeout(done, 1500));
  await tab.send("Page.setWebLifecycleState", { state: "active" });
  expect(await tab.evaluate(`seen.join()`)).toBe("visibilitychange,freeze,resume");
  expect(await tab.evaluate(EPOCH)).toBe(epoch);

  // an hour of the page's clock, with every timer that falls into it
  const [start, ticks] = await tab.evaluate<[number, number]>(`[performance.now(), ticks]`);
  const over = tab.next("Emulation.virtualTimeBudgetExpired");
  const starving = { maxVirtualTimeTaskStarvationCount: 100_000 };
  await tab.send("Emulation.setVirtualTimePolicy", { policy: "advance", budget: HOUR_MS, ...starving });
  await over;
  expect(await tab.evaluate<number>(`performance.now() - ${start}`)).toBeGreaterThan(0.999 * HOUR_MS);
  expect(await tab.evaluate<number>(`ticks - ${ticks}`)).toBeGreaterThan(3000);
  expect(await tab.evaluate(EPOCH)).toBe(epoch);
  expect(await has("Paused while this tab was hidden.")).toBe(true);

  await tab.send("Emulation.setVirtualTimePolicy", { policy: "advance" });
  await tab.show();
  await expect.poll(() => tab.evaluate(`document.visibilityState`)).toBe("visible");
  await expect.poll(() => tab.evaluate<number>(EPOCH), { timeout: 20_000 }).toBeGreaterThan(epoch);
  expect(await tab.evaluate(SET)).toBe(before);
  expect(await has("160 rows to learn from, 40 held out")).toBe(true);
  await tab.close();
});
