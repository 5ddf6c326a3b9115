import * as Plot from "@observablehq/plot";
import type { Finding, FindingName, Outcome } from "hillock";
import { decades, sampled } from "./doctor-figures.ts";
import { COLOURS, draw } from "./draw.ts";

const WIDTH = 340;
const HEIGHT = 150;
/** Names under bars, at most. */
const MOST_NAMES = 12;
const usable = (value: number): boolean => Number.isFinite(value);

/** One bar a layer, column or kind, and the threshold as a line. */
function bars(
  title: string,
  values: readonly { readonly name: string; readonly value: number }[],
  threshold: number | undefined,
  label: string,
  log = false,
): string {
  const shown = values.filter(({ value }) => usable(value) && (!log || value > 0));
  if (shown.length === 0) return "";
  const lines = threshold !== undefined && usable(threshold) && (!log || threshold > 0) ? [threshold] : [];
  const least = shown.reduce((a, { value }) => Math.min(a, value), lines[0] ?? Number.POSITIVE_INFINITY);
  return draw(title, {
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 52,
    x: {
      type: "band",
      domain: values.map(({ name }) => name),
      label: null,
      ticks: values.flatMap(({ name }, i) => (i % Math.ceil(values.length / MOST_NAMES) === 0 ? [name] : [])),
    },
    y: {
      label,
      grid: true,
      ...(log
        ? {
            type: "log" as const,
            tickFormat: ".0~e",
            ticks: decades([...shown.map(({ value }) => value), ...lines]),
          }
        : { tickFormat: "~g", ticks: 4 }),
    },
    marks: [
      Plot.barY(shown, {
        x: "name",
        ...(log ? { y1: least / 2, y2: "value" } : { y: "value" }),
        fill: COLOURS[0],
      }),
      Plot.ruleY(lines, { stroke: COLOURS[1], strokeDasharray: "4 3" }),
    ],
  });
}

interface Series {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** Curves over epochs, and the threshold as a line. */
function curves(
  title: string,
  series: readonly Series[],
  threshold: number | undefined,
  label: string,
  log = false,
): string {
  const data = series.flatMap(({ name, values }) =>
    sampled(values.length)
      .map((e) => ({ name, epoch: e + 1, value: values[e] }))
      .filter(({ value }) => usable(value) && (!log || value > 0)),
  );
  if (data.length === 0) return "";
  return draw(title, {
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 52,
    x: { label: "epoch", ticks: 5 },
    y: {
      label,
      grid: true,
      ...(log ? { type: "log" as const, ticks: decades(data.map(({ value }) => value)) } : { ticks: 4 }),
      tickFormat: "~g",
    },
    color: { domain: series.map(({ name }) => name), range: [COLOURS[0], COLOURS[4]] },
    marks: [
      ...(data.length === series.length
        ? [Plot.dot(data, { x: "epoch", y: "value", fill: "name" })]
        : [Plot.lineY(data, { x: "epoch", y: "value", stroke: "name", z: "name", strokeWidth: 1.8 })]),
      ...(threshold !== undefined && usable(threshold) && (!log || threshold > 0)
        ? [Plot.ruleY([threshold], { stroke: COLOURS[1], strokeDasharray: "4 3" })]
        : []),
    ],
  });
}

const byLayer = (values: readonly number[]): { readonly name: string; readonly value: number }[] =>
  values.map((value, l) => ({ name: String(l), value }));
const ratio = (mean: number, spread: number): number => Math.abs(mean) / Math.hypot(mean, spread);

type Picture = (outcome: Outcome, finding: Finding) => string;

const gradients: Picture = ({ history }) =>
  bars(
    "Gradient norm by layer before training",
    byLayer(history.evidence.before.layers.map(({ gradientSize }) => gradientSize)),
    undefined,
    "gradient norm at the start, by layer",
    true,
  );
const losses: Picture = ({ history }) =>
  curves(
    "Loss by epoch",
    [
      { name: "training", values: history.trainLoss },
      { name: "held-out", values: history.validationLoss },
    ],
    history.evidence.constantLoss,
    "loss; dashed: a constant prediction's",
    true,
  );
const steps: Picture = ({ history }) =>
  curves(
    "Movement of the weights by epoch",
    [{ name: "movement", values: history.evidence.path.step }],
    undefined,
    "movement over the weights' size",
    true,
  );

/** A picture for each finding: the figure that it rests on, and its threshold. */
const PICTURES: Readonly<Record<FindingName, Picture>> = {
  vanishingGradient: gradients,
  explodingGradient: gradients,
  divergence: losses,
  lossNotFalling: losses,
  slowConvergence: losses,
  overfitting: losses,
  learningRateTooHigh: steps,
  learningRateTooLow: steps,
  dyingRelu: ({ history }, { layer, threshold }) =>
    curves(
      "Dead units by epoch",
      [{ name: "dead", values: history.layers[layer ?? 0].deadShare }],
      threshold,
      `share of dead units in layer ${layer}`,
    ),
  saturation: ({ history }, { layer, threshold }) =>
    curves(
      "Saturation by epoch",
      [{ name: "saturated", values: history.layers[layer ?? 0].saturatedShare }],
      threshold,
      `saturated share in layer ${layer}`,
    ),
  notZeroCentred: ({ history }, { layer, threshold }) => {
    const { activationMean, activationSpread } = history.layers[layer ?? 0];
    const values = activationMean.map((mean, epoch) => ratio(mean, activationSpread[epoch]));
    return curves(
      "Outputs' mean over their size",
      [{ name: "off centre", values }],
      threshold,
      `|mean| over size, layer ${layer}`,
    );
  },
  linearCollapse: ({ history }, { threshold }) =>
    bars(
      "Bend of each layer",
      byLayer(
        history.evidence
          .examine()
          .layers.slice(0, -1)
          .map(({ units }) => Math.max(1e-12, ...units.map(({ bend }) => bend))),
      ),
      threshold,
      "share that no line explains, by layer",
      true,
    ),
  symmetricUnits: ({ history }, { threshold }) =>
    bars(
      "Twins by layer",
      byLayer(
        history.evidence.before.layers.map(({ twins, units }) =>
          units.length > 1 ? twins / units.length : 0,
        ),
      ),
      threshold,
      "share of units with a twin, by layer",
    ),
  poorInitialisation: ({ history }, { layer, threshold, measured }) => {
    const { before, fanIn } = history.evidence;
    const biased = before.layers[layer ?? 0].biasSize === measured;
    return biased
      ? bars(
          "Biases by layer",
          byLayer(before.layers.map(({ biasSize }) => biasSize)),
          threshold,
          "size of the biases at the start, by layer",
        )
      : bars(
          "Growth through each layer's weights",
          byLayer(before.layers.map(({ weightSize }, l) => Math.sqrt(fanIn[l]) * weightSize)),
          threshold,
          "growth through the weights, by layer",
          true,
        );
  },
  unscaledInput: ({ history }, { threshold }) =>
    bars(
      "Size of the input columns",
      history.evidence.inputs.map(({ mean, spread }, c) => ({
        name: String(c),
        value: Math.hypot(mean, spread),
      })),
      threshold,
      "size, by input column",
      true,
    ),
  wrongOutputFunction: ({ history }) => {
    const { activations, targets } = history.evidence;
    const { range, name } = activations[activations.length - 1];
    const shown = (x: number): number => Math.max(targets[0] - 2, Math.min(targets[1] + 2, x));
    const rows = [
      { name: "targets", low: targets[0], high: targets[1] },
      { name, low: shown(range[0]), high: shown(range[1]) },
    ];
    return draw("Range of the output function and of the targets", {
      width: WIDTH,
      height: 110,
      marginLeft: 100,
      x: { label: "from … to", grid: true, ticks: 5 },
      y: { type: "band", domain: rows.map((row) => row.name), label: null },
      marks: [Plot.barX(rows, { x1: "low", x2: "high", y: "name", fill: "name", inset: 8 })],
      color: { domain: rows.map((row) => row.name), range: [COLOURS[2], COLOURS[1]] },
    });
  },
};

/** Empty where there is nothing to draw. */
export const pictureOf = (outcome: Outcome, finding: Finding): string =>
  PICTURES[finding.name](outcome, finding);
