import escapeHtml from "escape-html";
import { beatsConstant, type Collapsed, type Finding, type Outcome, type Repair } from "hillock";
import { besideConstant, firstLine, placeText, scoreText } from "../terminal/doctor.ts";
import { formatNumber } from "../terminal/format.ts";
import {
  findingMap,
  gradientHeat,
  gradientRange,
  heatKey,
  lossCurves,
  lossRange,
  STATES,
  titleOf,
  unitGrid,
} from "./doctor-figures.ts";
import { pictureOf } from "./doctor-pictures.ts";
import { COLOURS, startPage } from "./draw.ts";
import { legend, page, table } from "./html.ts";

export interface DoctorReport {
  readonly table: string;
  readonly target: string;
  readonly first: Outcome;
  readonly findings: readonly Finding[];
  readonly mended: Repair | undefined;
  /** Whether a repair was asked for. */
  readonly asked: boolean;
  readonly command: string | undefined;
  readonly collapsed: readonly Collapsed[];
}

const STYLE = `
h1.answer { font-size: 1.55rem; line-height: 1.35; font-weight: 650; margin: 0 0 .4rem }
h1.answer span { display: block; font-size: 1.02rem; font-weight: 400; margin-top: .35rem }
.scores { display: flex; flex-wrap: wrap; gap: .8rem; align-items: stretch; margin: 1.2rem 0 }
.scores > div { padding: .6rem 1.1rem; border-radius: .6rem; background: color-mix(in srgb, currentColor 7%, transparent) }
.scores b { display: block; font-size: 1.7rem; font-variant-numeric: tabular-nums } .scores .better { outline: 2px solid ${COLOURS[2]} }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .8rem 1rem; border-radius: .5rem; background: color-mix(in srgb, currentColor 8%, transparent) }
.map { width: auto } .map td, .map thead th { text-align: center; padding: .3rem; min-width: 1.35rem; border-left: 1px solid color-mix(in srgb, currentColor 10%, transparent) }
.map thead th { font-weight: 400; opacity: .75 } .map tbody th { font-weight: 500; white-space: nowrap; padding-right: 1rem } .map a { color: inherit }
.map i { display: inline-block; width: .85rem; height: .85rem; border-radius: 50%; vertical-align: middle; box-sizing: border-box; background: ${COLOURS[1]} }
.map i.too { background: none; border: 2.5px solid ${COLOURS[1]} } .map i.all { border-radius: 2px; opacity: .55; width: 1rem; height: .5rem }
.pair { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem } .pair > div { flex: 1 1 320px; max-width: 460px; min-width: 0 }
.finding { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding: 1rem 0; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
.finding > div:first-child { flex: 3 1 330px } .finding > div + div { flex: 2 1 280px; max-width: 360px } .finding h3 { margin: 0 0 .2rem } .finding p { margin: .5rem 0 }
.do { border-left: 4px solid ${COLOURS[2]}; padding-left: .8rem }
.units { display: flex; flex-wrap: wrap; gap: .5rem .7rem } .units b { display: block; font-weight: 400; font-size: .8rem; opacity: .75 }
.units span { display: grid; grid-auto-flow: column; grid-template-rows: repeat(8, 11px); gap: 2px } .units i { width: 11px; height: 11px; border-radius: 2px }
.units small { opacity: .75 } ${Object.entries(STATES)
  .map(([state, colour]) => `.units .${state} { background: ${colour} }`)
  .join(" ")}
.ramp { display: flex; gap: .6rem; align-items: center; font-size: .85rem } .ramp i { width: 10rem; height: .7rem; border-radius: 2px; background: linear-gradient(90deg, #440154, #414487, #2a788e, #22a884, #7ad151, #fde725) }
@media (max-width: 480px) { .map tbody th { white-space: normal; font-size: .85rem; padding-right: .4rem } .map td, .map thead th { padding: .25rem .1rem } }`;

/** The answer as a headline, its reason in smaller letters. */
function headline(text: string): string {
  const cut = /^(.{20,}?)(: (?!-)|\. )(.+)$/s.exec(text);
  const [first, rest] = cut ? [`${cut[1]}.`, cut[3]] : [text, ""];
  return `<h1 class="answer">${escapeHtml(first)}${rest === "" ? "" : `<span>${escapeHtml(rest[0].toUpperCase() + rest.slice(1))}</span>`}</h1>`;
}

function describeFinding(first: Outcome, finding: Finding): string {
  const { name, measured, threshold, cause, prescription } = finding;
  const facts = `${placeText(finding)} · measured ${formatNumber(measured)}, threshold ${formatNumber(threshold)}`;
  return `<section class="finding" id="${name}"><div><h3>${titleOf(name)}</h3><div class="quiet">${escapeHtml(facts)} · <code>${name}</code></div>
<p>${escapeHtml(cause)}</p><p class="do">${escapeHtml(prescription)}</p></div><div>${pictureOf(first, finding)}</div></section>`;
}

function scores(first: Outcome, findings: readonly Finding[], mended: Repair | undefined): string {
  const count = (found: readonly Finding[]): string =>
    found.length === 0 ? "nothing found" : `${found.length} finding${found.length === 1 ? "" : "s"}`;
  const card = (title: string, outcome: Outcome, found: readonly Finding[], better: boolean): string =>
    `<div${better ? ' class="better"' : ""}><span class="quiet">${title}</span><b>${escapeHtml(scoreText(outcome))}</b><span class="quiet">held out, after ${outcome.history.trainLoss.length} epochs${escapeHtml(besideConstant(outcome))} · ${count(found)}</span></div>`;
  return `<div class="scores">${card(mended ? "before" : "as it is", first, findings, false)}${mended ? card("after", mended.outcome, mended.findings, beatsConstant(mended.outcome)) : ""}</div>`;
}

const MOST_COLUMNS = 12;
const MOST_ROWS = 24;

/** The weights of the layer that some linear layers are together, where a page can hold them. */
function singleLayer({ from, to, layer: { inputs, units, weight, bias } }: Collapsed): string {
  const title = `<h2>Layers ${from} to ${to} as one</h2><p>${units} unit${units === 1 ? "" : "s"} over ${inputs} input${inputs === 1 ? "" : "s"}: weights and bias of the single linear layer that computes the same.</p>`;
  if (inputs > MOST_COLUMNS || units > MOST_ROWS)
    return `${title}<p class="quiet">In equivalent-layers.json.</p>`;
  const head = ["unit", ...Array.from({ length: inputs }, (_, k) => `input ${k}`), "bias"];
  const rows = Array.from({ length: units }, (_, u) => [
    String(u),
    ...Array.from(weight.subarray(u * inputs, (u + 1) * inputs), formatNumber),
    formatNumber(bias[u]),
  ]);
  return `${title}${table(head, rows)}`;
}

/** The diagnosis as one page: what to change first, then the evidence, before and after side by side. */
export function renderDoctorReport(report: DoctorReport): string {
  const { table: source, target, first, findings, mended, asked, command, collapsed } = report;
  startPage();
  const outcomes = mended ? [first, mended.outcome] : [first];
  const pair = (
    title: string,
    caption: string,
    above: string,
    figure: (outcome: Outcome, name: string) => string,
  ): string => {
    const parts = outcomes.map((outcome, i) => {
      const name = outcomes.length === 1 ? "" : i === 0 ? "before" : "after";
      return `<div>${name === "" ? "" : `<strong>${name}</strong>`}${figure(outcome, name === "" ? title : `${title}, ${name}`)}</div>`;
    });
    return `<h2>${escapeHtml(title)}</h2><figure>${above}<div class="pair">${parts.join("")}</div><figcaption>${escapeHtml(caption)}</figcaption></figure>`;
  };
  const norms = gradientRange(outcomes);
  const range = lossRange(outcomes);
  const figures = () => [
    pair(
      "Gradient norm by layer and epoch",
      `${mended ? "Both with the same colours. " : ""}A layer much darker than the last hardly learns.`,
      norms ? heatKey(norms, formatNumber) : "",
      (outcome, name) => gradientHeat(outcome, name, norms),
    ),
    pair(
      "Units at the end",
      "Each square a unit of a hidden layer, the first 64 of each.",
      legend(Object.entries(STATES)),
      unitGrid,
    ),
    pair(
      "Loss",
      `Mean over the epoch's rows, on ${mended ? "the same" : "a"} logarithmic scale.`,
      legend([
        ["training", COLOURS[0]],
        ["held-out", COLOURS[1]],
      ]),
      (outcome, name) => lossCurves(outcome, name, range),
    ),
  ];
  const tried = mended
    ? `<h2>What was tried</h2>${table(
        ["change", "against", "epochs to see", ""],
        mended.trials.map((t) => [
          t.description,
          titleOf(t.against),
          t.epochs === 0 ? "none" : String(t.epochs),
          t.kept ? "kept" : "taken back",
        ]),
      )}`
    : "";
  return page(
    `Hillock doctor: ${target}`,
    `${headline(firstLine({ first, findings, mended, asked }))}
<p class="quiet">${escapeHtml(source)} · target “${escapeHtml(target)}”</p>
${scores(first, findings, mended)}
${command === undefined ? "" : `<p>To train like this:</p><pre>${escapeHtml(command)}</pre>`}
${findings.length > 0 ? `<h2>Where it is wrong</h2><figure>${findingMap(first, findings)}<figcaption>Layers as columns. A full mark is the worst layer, a hollow one has it too, a bar is of the whole network.</figcaption></figure>` : ""}
${first.history.trainLoss.length > 0 ? figures().join("\n") : ""}
${findings.length > 0 ? `<h2>Findings</h2>${findings.map((finding) => describeFinding(first, finding)).join("\n")}` : ""}
${collapsed.map(singleLayer).join("")}
${tried}`,
    STYLE,
  );
}
