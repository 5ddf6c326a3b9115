import * as Plot from "@observablehq/plot";
import { FINDINGS, type Finding, type Outcome } from "hillock";
import { COLOURS, draw } from "./draw.ts";

const MOST_EPOCHS = 60;
const MOST_UNITS = 64;

const sampled = (length: number): number[] => {
  const step = Math.max(1, Math.ceil(length / MOST_EPOCHS));
  return Array.from({ length }, (_, i) => i).filter((i) => i % step === 0);
};

/** Layers as columns, findings as marks on them. */
export function findingMarks(outcome: Outcome, findings: readonly Finding[]): string {
  const layers = outcome.history.layers.map((_, l) => l);
  const names = FINDINGS.filter((name) => findings.some((finding) => finding.name === name));
  const marks = findings.flatMap(({ name, layer }) =>
    (layer === null ? layers : [layer]).map((l) => ({ name, layer: l })),
  );
  return draw("Findings by layer", {
    height: 60 + 26 * names.length,
    marginLeft: 150,
    x: { type: "band", domain: layers, label: "layer (the last is the output)" },
    y: { domain: names, label: null },
    marks: [
      Plot.cell(
        layers.flatMap((layer) => names.map((name) => ({ layer, name }))),
        { x: "layer", y: "name", fill: "currentColor", fillOpacity: 0.06, inset: 1 },
      ),
      Plot.dot(marks, { x: "layer", y: "name", fill: COLOURS[1], r: 6 }),
    ],
  });
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
    width: 440,
    height: 60 + 22 * layers.length,
    x: {
      type: "band",
      domain: epochs.map((e) => e + 1),
      label: "epoch",
      ticks: epochs.filter((_, i) => i % Math.ceil(epochs.length / 6) === 0).map((e) => e + 1),
    },
    y: { type: "band", domain: layers.map((_, l) => l), label: "layer" },
    color: {
      type: "log",
      scheme: "viridis",
      label: "gradient norm",
      legend: false,
      ...(domain ? { domain } : {}),
    },
    marks: [Plot.cell(data, { x: "epoch", y: "layer", fill: "norm", inset: 0 })],
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

const STATES = ["alive", "saturated", "dead"] as const;

/** Every unit a square: alive, saturated for half of the examples, or dead for all. */
export function unitGrid(outcome: Outcome, title: string): string {
  const examined = outcome.history.evidence.examine().layers.slice(0, -1);
  const data = examined.flatMap(({ units }, layer) =>
    units.slice(0, MOST_UNITS).map(({ flat, low, high }, unit) => ({
      layer,
      unit,
      state: flat === 1 ? STATES[2] : low + high >= 0.5 ? STATES[1] : STATES[0],
    })),
  );
  const rows = Math.max(1, ...examined.map(({ units }) => Math.min(MOST_UNITS, units.length)));
  return draw(title, {
    width: 440,
    height: 60 + 9 * rows,
    x: { type: "band", domain: examined.map((_, l) => l), label: "layer" },
    y: { type: "band", label: "unit", ticks: [] },
    color: { domain: [...STATES], range: [COLOURS[2], COLOURS[4], COLOURS[1]] },
    marks: [
      Plot.cell(data, {
        x: "layer",
        y: "unit",
        fill: "state",
        inset: 0.7,
        title: (d: (typeof data)[number]) => `layer ${d.layer}, unit ${d.unit}: ${d.state}`,
      }),
    ],
  });
}

/** Training and held-out loss over epochs. */
export function lossCurves(outcome: Outcome, title: string): string {
  const { trainLoss, validationLoss } = outcome.history;
  const data = [
    ...sampled(trainLoss.length).map((e) => ({ epoch: e + 1, loss: trainLoss[e], of: "training" })),
    ...sampled(validationLoss.length).map((e) => ({ epoch: e + 1, loss: validationLoss[e], of: "held-out" })),
  ].filter(({ loss }) => Number.isFinite(loss));
  return draw(title, {
    width: 440,
    height: 240,
    y: { grid: true, label: "loss", tickFormat: "~g" },
    color: { domain: ["training", "held-out"], range: [COLOURS[0], COLOURS[1]] },
    marks: [Plot.lineY(data, { x: "epoch", y: "loss", stroke: "of", z: "of", strokeWidth: 1.8 })],
  });
}
