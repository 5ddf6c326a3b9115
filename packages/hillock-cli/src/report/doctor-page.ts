import escapeHtml from "escape-html";
import type { Finding, Outcome, Repair } from "hillock";
import { firstLine, placeText, scoreText } from "../terminal/doctor.ts";
import { formatNumber } from "../terminal/format.ts";
import { findingMarks, gradientHeat, gradientRange, lossCurves, unitGrid } from "./doctor-figures.ts";
import { COLOURS, startPage } from "./draw.ts";
import { page, table } from "./html.ts";

export interface DoctorReport {
  readonly table: string;
  readonly target: string;
  readonly first: Outcome;
  readonly findings: readonly Finding[];
  readonly mended: Repair | undefined;
  readonly command: string | undefined;
}

const key = (entries: readonly (readonly [string, string])[]): string =>
  `<div>${entries.map(([name, colour]) => `<span class="key"><i style="background:${colour}"></i>${escapeHtml(name)}</span>`).join("")}</div>`;

/** The diagnosis as one page: what to change first, then the evidence, before and after side by side. */
export function renderDoctorReport({
  table: source,
  target,
  first,
  findings,
  mended,
  command,
}: DoctorReport): string {
  startPage();
  const outcomes = mended ? [first, mended.outcome] : [first];
  const range = gradientRange(outcomes);
  const pair = (
    title: string,
    caption: string,
    legend: string,
    figure: (outcome: Outcome, name: string) => string,
  ): string => {
    const svgs = outcomes.map((outcome, i) => {
      const name = outcomes.length === 1 ? title : i === 0 ? "before" : "after";
      return `<div><strong>${outcomes.length === 1 ? "" : name}</strong>${figure(outcome, `${title}, ${name}`)}</div>`;
    });
    return `<h2>${escapeHtml(title)}</h2><figure>${legend}<div style="display:flex;flex-wrap:wrap;gap:1rem">${svgs.join("")}</div><figcaption>${escapeHtml(caption)}</figcaption></figure>`;
  };
  const list = findings.map(
    (
      finding,
    ) => `<h3>${escapeHtml(finding.name)} <span class="quiet">${escapeHtml(placeText(finding))}; measured ${escapeHtml(formatNumber(finding.measured))}, threshold ${escapeHtml(formatNumber(finding.threshold))}</span></h3>
<p>${escapeHtml(finding.cause)}</p><p>→ ${escapeHtml(finding.prescription)}</p>`,
  );
  const trained = first.history.trainLoss.length > 0;
  const figures = trained
    ? [
        ...(findings.length > 0
          ? [
              `<h2>Where</h2><figure>${findingMarks(first, findings)}<figcaption>Layers as columns; a finding of the whole network marks all of them.</figcaption></figure>`,
            ]
          : []),
        pair(
          "Gradient norm by layer and epoch",
          "Dark is small. A layer much darker than the last hardly learns.",
          "",
          (o, name) => gradientHeat(o, name, range),
        ),
        pair(
          "Units at the end",
          "Each square a unit of a hidden layer (the first 64 of each).",
          key([
            ["alive", COLOURS[2]],
            ["saturated", COLOURS[4]],
            ["dead", COLOURS[1]],
          ]),
          unitGrid,
        ),
        pair(
          "Loss",
          "Mean over the epoch's rows.",
          key([
            ["training", COLOURS[0]],
            ["held-out", COLOURS[1]],
          ]),
          lossCurves,
        ),
      ]
    : [];
  const after = mended
    ? `<h2>Repaired</h2><p>Held-out ${escapeHtml(scoreText(first))} before, ${escapeHtml(scoreText(mended.outcome))} after; ${mended.findings.length === 0 ? "no finding is left" : `left: ${escapeHtml(mended.findings.map((f) => f.name).join(", "))}`}.</p><p>To train like this: <code>${escapeHtml(command ?? "")}</code></p>${table(
        ["change", "against", "epochs to see", ""],
        mended.trials.map((t) => [
          t.description,
          t.against,
          String(t.epochs),
          t.kept ? "kept" : "did not help",
        ]),
      )}`
    : "";
  return page(
    `Hillock doctor: ${target}`,
    `<h1>What to change</h1><p class="answer">${escapeHtml(firstLine({ findings, mended }))}</p>
<p class="quiet">${escapeHtml(source)} · target “${escapeHtml(target)}” · held-out ${escapeHtml(scoreText(first))} as it is</p>
${after}${findings.length > 0 ? "<h2>Findings</h2>" : ""}${list.join("\n")}${figures.join("\n")}`,
  );
}
