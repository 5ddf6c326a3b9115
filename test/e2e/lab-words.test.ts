import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useLab } from "./lab.ts";
import { PAGES } from "./lab-pages.ts";

const lab = useLab();

/** Everything that names a control, a column, a figure or a part of a page. */
const LABELS =
  "h1, h2, h3, label, .label, legend, th[scope=col], dt, summary, .named, .labelled, .key, .legend, .layer-heads, .speed-choice";
/** Stems of the field's words; each that a page's labels use must be explained on that page. */
const STEMS = [
  ...[
    "activation",
    "gradient",
    "slope",
    "logit",
    "probabilit",
    "jacobian",
    "cross-entropy",
    "overflow",
    "onnx",
  ],
  ...[
    "saturated",
    "dead",
    "kink",
    "range",
    "mean output",
    "mean slope",
    "epoch",
    "loss",
    "held out",
    "accuracy",
  ],
  ...[
    "units",
    "layer",
    "learning rate",
    "optimiser",
    "weight decay",
    "seed",
    "initialisation",
    "weight scale",
  ],
  ...[
    "temperature",
    "float32",
    "naive",
    "stable",
    "zig-zag",
    "zero-centred",
    "collapse",
    "formula",
    "verdict",
  ],
  ...[
    "steps",
    "noise",
    "explained",
    "clip gradients",
    "biases",
    "weights start",
    "rows of a step",
    "standardise",
  ],
  ...["pytorch", "keras", "webnn", "right class", "doctor", "column to predict", "shape or table"],
];
/** Labels in everyday words. */
const PLAIN = [
  /^what a function makes of/i,
  /^rectified linear unit$/i,
  /^(elsewhere|use and limits|speed in this browser|data|network [AB].*|beside it|inputs from|beside it, inputs from)$/i,
  /^at z = |^input x\d$|^for this input$|^output( \d)?$|^class \d|^right$|^[szy]\d$|^x[₁₂²x]+$|^sin πx[₁₂]$/i,
  /^show held-out rows, as rings$|^drop a |^train, and watch|^explore a comparison$|^no comparison yet$|^start, output and more$/i,
  /^(relu|gelu|tanh|sigmoid|swish)$|^e\^z$|^z$|^f′?\(z\)$|^function$|^inputs$/i,
  /in network [AB]$/,
];

const openAll = (page: Page): Promise<void> =>
  page.locator("details").evaluateAll((all) => {
    for (const each of all) each.setAttribute("open", "");
  });

test("the words of every label are explained on their page, by mouse and by keyboard, and Escape closes it", async () => {
  const done = new Set<string>();
  for (const [hash, last, act] of PAGES) {
    const page = await lab.open(hash);
    await page.getByText(last).waitFor();
    await act?.(page);
    await openAll(page);
    const words = page.locator("button.term:visible");
    const found = await words.evaluateAll((all) =>
      all.map((each) => ({
        word: each.textContent ?? "",
        says: each.getAttribute("aria-description") ?? "",
      })),
    );
    const labels = await page.locator(LABELS).evaluateAll((all) =>
      all.map((each) => ({
        text: (each.textContent ?? "").replace(/\s+/g, " ").trim(),
        explains: each.querySelector("button.term") !== null,
      })),
    );
    const explained = found.map(({ word }) => word.toLowerCase());
    const unexplained = labels.flatMap(({ text, explains }) => {
      const used = STEMS.filter((stem) => text.toLowerCase().includes(stem));
      const missing = used.filter((stem) => !explained.some((word) => word.includes(stem)));
      const known = text === "" || explains || used.length > 0 || PLAIN.some((plain) => plain.test(text));
      return missing.length > 0 || !known ? [`${text}: ${missing.join()}`] : [];
    });
    expect.soft([hash, unexplained]).toEqual([hash, []]);
    const tip = page.getByRole("tooltip");
    for (const [i, { word, says }] of found.entries()) {
      expect([word, /^[^.]{20,}\.$|^.{20,}[.;:].*\.$/.test(says)]).toEqual([word, true]);
      if (done.has(says)) continue;
      done.add(says);
      await words.nth(i).hover();
      await expect.poll(async () => [word, await tip.textContent()]).toEqual([word, says]);
    }
    await page.mouse.move(0, 0);
    await tip.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Skip to the page" }).focus();
    const first = words.first();
    await first.focus();
    await tip.waitFor();
    expect(await first.getAttribute("aria-describedby")).toBe(await tip.getAttribute("id"));
    await page.keyboard.press("Escape");
    await tip.waitFor({ state: "hidden" });
    await page.close();
  }
  expect(done.size).toBeGreaterThan(75);
}, 120_000);

test("a finger shows what a word means, another word's place, and a touch elsewhere closes it", async () => {
  const page = await lab.open("#/softmax", {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  const tip = page.getByRole("tooltip");
  for (const word of ["Logit", "Temperature"]) {
    const term = page.getByRole("button", { name: word, exact: true });
    await term.tap();
    await expect.poll(() => tip.textContent()).toBe(await term.getAttribute("aria-description"));
    const box = await tip.boundingBox();
    expect([box !== null && box.x >= 0, (box?.x ?? 0) + (box?.width ?? 999) <= 390]).toEqual([true, true]);
  }
  // where it has no word
  await page.getByRole("heading", { level: 1 }).tap({ position: { x: 8, y: 12 } });
  await tip.waitFor({ state: "hidden" });
  await page.close();
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
