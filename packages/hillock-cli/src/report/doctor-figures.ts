import * as Plot from "@observablehq/plot";
import escapeHtml from "escape-html";
import { FINDINGS, type Finding, type Outcome } from "hillock";
import { COLOURS, draw } from "./draw.ts";

const MOST_EPOCHS = 60;
const MOST_UNITS = 64;
/** Of one of two figures side by side. */
export const HALF = 440;

export const sampled = (length: number): number[] => {
  const step = Math.max(1, Math.ceil(length / MOST_EPOCHS));
  return Array.from({ length }, (_, i) => i).filter((i) => i % step === 0);
};

const MOST_DECADES = 6;

/** Powers of ten for a logarithmic axis; a number of ticks where it has too few. */
export function decades(values: readonly number[]): number[] | number {
  const exponents = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  if (exponents.length === 0) return 3;
  const least = Math.ceil(exponents.reduce((a, b) => Math.min(a, b)));
  const greatest = Math.floor(exponents.reduce((a, b) => Math.max(a, b)));
  if (greatest - least < 1) return 3;
  const step = Math.ceil((greatest - least + 1) / MOST_DECADES);
  return Array.from(
    { length: Math.floor((greatest - least) / step) + 1 },
    (_, i) => 10 ** (least + i * step),
  );
}

/** "vanishingGradient" → "Vanishing gradient". */
export const titleOf = (name: string): string => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace("relu", "ReLU");
  return words[0].toUpperCase() + words.slice(1);
};

/** Layers as columns, findings as marks on them: full where it is worst, hollow where it holds too. */
export function findingMap(outcome: Outcome, findings: readonly Finding[]): string {
  const last = outcome.history.layers.length - 1;
  const layers = Array.from({ length: last + 1 }, (_, l) => l);
  const rows = FINDINGS.flatMap((name) => findings.filter((finding) => finding.name === name)).map(
    ({ name, layer, layers: concerned = [] }) => {
      const cells = layers.map((l) => {
        const mark = layer === null ? "all" : l === layer ? "worst" : concerned.includes(l) ? "too" : "";
        const text = { all: "the whole network", worst: "worst here", too: "here too", "": "" }[mark];
        return `<td${mark === "" ? "" : ` title="layer ${l}: ${text}"`}>${mark === "" ? "" : `<i class="${mark}"></i>`}</td>`;
      });
      return `<tr><th><a href="#${name}">${titleOf(name)}</a></th>${cells.join("")}</tr>`;
    },
  );
  const head = layers.map((l) => `<th>${l === last ? "out" : l}</th>`).join("");
  return `<div class="scroll"><table class="map"><thead><tr><th>layer</th>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** ∂loss/∂z by layer and epoch, as colours. */
export function gradientHeat(
  outcome: Outcome,
  title: string,
  domain: readonly [number, number] | undefined,
): string {
  const { layers } = outcome.history;
  const epochs = sampled(layers[0].gradientNorm.length);
  const data = layers.flatMap(({ gradientNorm }, layer) =>
    epochs
      .map((epoch) => ({ layer, epoch: epoch + 1, norm: gradientNorm[epoch] }))
      .filter(({ norm }) => norm > 0 && Number.isFinite(norm)),
  );
  return draw(title, {
    width: HALF,
    height: 60 + Math.max(14, Math.min(26, 300 / layers.length)) * layers.length,
    x: {
      type: "band",
      domain: epochs.map((e) => e + 1),
      label: "epoch",
      padding: 0,
      ticks: epochs.filter((_, i) => i % Math.ceil(epochs.length / 6) === 0).map((e) => e + 1),
    },
    y: { type: "band", domain: layers.map((_, l) => l), label: "layer", padding: 0.06 },
    color: { type: "log", scheme: "viridis", ...(domain ? { domain } : {}) },
    marks: [Plot.cell(data, { x: "epoch", y: "layer", fill: "norm", inset: -0.25 })],
  });
}

/** The range of all gradient norms of some outcomes, so that their colours compare. */
export function gradientRange(outcomes: readonly Outcome[]): readonly [number, number] | undefined {
  const norms = outcomes.flatMap(({ history }) =>
    history.layers.flatMap((l) => l.gradientNorm.filter((n) => n > 0 && Number.isFinite(n))),
  );
  if (norms.length === 0) return undefined;
  const least = norms.reduce((a, b) => Math.min(a, b));
  const greatest = norms.reduce((a, b) => Math.max(a, b));
  return least < greatest ? [least, greatest] : undefined;
}

export const STATES = { alive: COLOURS[2], saturated: COLOURS[4], dead: COLOURS[1] } as const;

/** Every hidden unit a square, layers as columns: alive, saturated for half of the examples, or dead for all. */
export function unitGrid(outcome: Outcome): string {
  const hidden = outcome.history.evidence.examine().layers.slice(0, -1);
  const columns = hidden.map(({ units }, layer) => {
    const squares = units.slice(0, MOST_UNITS).map(({ flat, low, high }, unit) => {
      const state = flat === 1 ? "dead" : low + high >= 0.5 ? "saturated" : "alive";
      return `<i class="${state}" title="layer ${layer}, unit ${unit}: ${state}"></i>`;
    });
    const more = units.length > MOST_UNITS ? `<small>+${units.length - MOST_UNITS}</small>` : "";
    return `<div><b>${layer}</b><span>${squares.join("")}</span>${more}</div>`;
  });
  return `<div class="units">${columns.join("") || "No hidden layer."}</div>`;
}

const losses = ({ history }: Outcome): number[] =>
  [...history.trainLoss, ...history.validationLoss].filter((loss) => loss > 0 && Number.isFinite(loss));

/** The range of the losses of some outcomes, so that their curves compare. */
export function lossRange(outcomes: readonly Outcome[]): readonly [number, number] | undefined {
  const all = outcomes.flatMap(losses);
  if (all.length === 0) return undefined;
  const greatest = all.reduce((a, b) => Math.max(a, b));
  // losses a million millionth of the greatest would leave the others no room
  const least = Math.max(
    all.reduce((a, b) => Math.min(a, b)),
    greatest / 1e12,
  );
  return least < greatest ? [least, greatest] : undefined;
}

/** Training and held-out loss over epochs, on a logarithmic scale. */
export function lossCurves(
  outcome: Outcome,
  title: string,
  domain: readonly [number, number] | undefined,
): string {
  const { trainLoss, validationLoss } = outcome.history;
  const data = [
    ...sampled(trainLoss.length).map((e) => ({ epoch: e + 1, loss: trainLoss[e], of: "training" })),
    ...sampled(validationLoss.length).map((e) => ({ epoch: e + 1, loss: validationLoss[e], of: "held-out" })),
  ].filter(({ loss }) => Number.isFinite(loss) && loss > 0);
  return draw(title, {
    width: HALF,
    height: 240,
    marginLeft: 55,
    x: { label: "epoch", ticks: 6 },
    y: {
      type: "log",
      grid: true,
      label: "loss",
      ticks: decades(domain ?? data.map(({ loss }) => loss)),
      tickFormat: "~g",
      ...(domain ? { domain } : {}),
    },
    color: { domain: ["training", "held-out"], range: [COLOURS[0], COLOURS[1]] },
    marks: [
      Plot.lineY(data, { x: "epoch", y: "loss", stroke: "of", z: "of", strokeWidth: 1.8, clip: true }),
      ...(trainLoss.length === 1 ? [Plot.dot(data, { x: "epoch", y: "loss", fill: "of" })] : []),
    ],
  });
}

/** What the colours of a heat map mean. */
export const heatKey = ([least, greatest]: readonly [number, number], text: (x: number) => string): string =>
  `<div class="ramp"><span>${escapeHtml(text(least))}</span><i></i><span>${escapeHtml(text(greatest))}</span></div>`;
