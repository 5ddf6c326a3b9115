import * as Plot from "@observablehq/plot";
import type { Results } from "hillock";
import { lowerMedian } from "../lower-median.ts";
import { COLOURS, coloursFor, draw, startPage } from "./draw.ts";

const MOST_POINTS = 80;

interface Point {
  readonly epoch: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly activation: string;
  readonly series: string;
}

/** Of the runs that have a value in an epoch: their mean, lowest and highest. */
function spread(
  runs: readonly (readonly (number | null)[])[],
  epoch: number,
): Pick<Point, "value" | "low" | "high"> | undefined {
  let [sum, count, low, high] = [0, 0, Infinity, -Infinity];
  for (const run of runs) {
    const value = run[epoch];
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    sum += value;
    count++;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return count === 0 ? undefined : { value: sum / count, low, high };
}

/** What runs of one function have over epochs, for some of the epochs. */
function points(
  results: Results,
  series: string,
  read: (run: Results["runs"][number]) => readonly (number | null)[],
): Point[] {
  return results.ranking.flatMap(({ activation }) => {
    const own = results.runs.filter((run) => run.activation === activation && run.status !== "failed");
    const runs = own.map(read);
    const longest = Math.max(0, ...runs.map((run) => run.length));
    const step = Math.max(1, Math.ceil(longest / MOST_POINTS));
    return Array.from({ length: longest }, (_, epoch) => epoch)
      .filter((epoch) => epoch % step === 0 || epoch === longest - 1)
      .flatMap((epoch) => {
        const found = spread(runs, epoch);
        return found ? [{ epoch: epoch + 1, ...found, activation, series }] : [];
      });
  });
}

/** Small multiples, one per function, of some series over epochs. */
function multiples(
  facets: readonly string[],
  title: string,
  data: readonly Point[],
  label: string,
  log: boolean,
): string {
  const positive = log ? data.filter((p) => p.low > 0) : data;
  const series = legend(data);
  const columns = Math.min(3, facets.length);
  const rows = Math.ceil(facets.length / columns);
  const place = new Map(facets.map((name, i) => [name, { fx: i % columns, fy: Math.floor(i / columns) }]));
  const fx = (p: { activation: string }): number => place.get(p.activation)?.fx ?? 0;
  const fy = (p: { activation: string }): number => place.get(p.activation)?.fy ?? 0;
  return draw(title, {
    width: 72 + 276 * columns,
    height: 60 + 190 * rows,
    marginLeft: 52,
    insetTop: 16,
    grid: true,
    // named here, they need not be gathered from the points
    fx: { axis: null, domain: [...Array(columns).keys()] },
    fy: { axis: null, domain: [...Array(rows).keys()] },
    x: { label: "epoch", ticks: 4 },
    y: { label, ...(log ? { type: "log", ticks: 4 } : { ticks: 4 }), tickFormat: log ? "~e" : "~g" },
    color: { legend: false, domain: series, range: coloursFor(series.length) },
    marks: [
      Plot.areaY(positive, {
        x: "epoch",
        y1: "low",
        y2: "high",
        fill: "series",
        z: "series",
        fillOpacity: 0.15,
        fx,
        fy,
      }),
      Plot.lineY(positive, {
        x: "epoch",
        y: "value",
        stroke: "series",
        z: "series",
        strokeWidth: 1.8,
        fx,
        fy,
      }),
      Plot.text(
        facets.map((activation) => ({ activation })),
        { text: "activation", frameAnchor: "top", dy: -14, fontWeight: "bold", fx, fy },
      ),
    ],
  });
}

const isLog = (data: readonly Point[]): boolean => data.length > 0 && data.every((p) => p.low > 0);

export interface Figure {
  readonly title: string;
  readonly caption: string;
  readonly series: readonly string[];
  readonly svg: string;
}

const legend = (data: readonly Point[]): string[] => [...new Set(data.map((p) => p.series))];
/** Every picture of the report, in reading order. */
export function reportFigures(results: Results): Figure[] {
  startPage();
  const ranked = results.ranking.flatMap((entry) =>
    entry.validationLoss
      ? [
          {
            ...entry.validationLoss,
            low: Math.max(0, entry.validationLoss.low),
            activation: entry.activation,
            tied: entry.tiedWithBest,
          },
        ]
      : [],
  );
  const learning = [
    ...points(results, "training", (run) => run.curves.trainLoss),
    ...points(results, "validation", (run) => run.curves.validationLoss),
  ];
  const layerCount = results.runs.reduce((most, run) => Math.max(most, run.layers.length), 0);
  const byLayer = (
    read: (layer: Results["runs"][number]["layers"][number]) => readonly number[],
    hiddenOnly = false,
  ): Point[] =>
    Array.from({ length: hiddenOnly ? layerCount - 1 : layerCount }, (_, l) =>
      points(results, l === layerCount - 1 ? "output layer" : `layer ${l}`, (run) => read(run.layers[l])),
    ).flat();
  const gradients = byLayer((layer) => layer.gradientNorm);
  const activations = results.ranking.map(({ activation }) => activation);
  const multiple = (
    title: string,
    caption: string,
    data: readonly Point[],
    label: string,
    log = false,
  ): Figure[] =>
    data.length === 0
      ? []
      : [{ title, caption, series: legend(data), svg: multiples(activations, title, data, label, log) }];
  /** Only of the functions that have any: a picture of nothing is a sentence. */
  const shares = (title: string, caption: string, data: readonly Point[]): Figure[] => {
    if (data.length === 0) return [];
    const some = new Set(data.filter(({ high }) => high > 0).map(({ activation }) => activation));
    const shown = data.filter(({ activation }) => some.has(activation));
    const drawn = activations.filter((activation) => some.has(activation));
    const none = activations.filter((name) => !some.has(name) && data.some((p) => p.activation === name));
    return [
      {
        title,
        caption: none.length > 0 ? `${caption} None with ${none.join(", ")}.` : caption,
        series: legend(shown),
        svg: some.size > 0 ? multiples(drawn, title, shown, "share", false) : "",
      },
    ];
  };
  const times = activations.map((activation) => {
    const own = results.runs.filter((run) => run.activation === activation);
    return { activation, ms: 1000 * lowerMedian(own.flatMap((run) => run.curves.seconds)) };
  });
  const ranking: Figure[] =
    ranked.length === 0
      ? []
      : [
          {
            ...(results.settings.seeds.length > 1
              ? {
                  title: "Validation loss, with its 95 % interval",
                  caption:
                    "Farther left is better. Functions whose intervals overlap the best one's cannot be told apart by these runs.",
                }
              : {
                  title: "Validation loss of one seed",
                  caption:
                    "Farther left is better. One seed has no interval: it tells no function from another.",
                }),
            series: [],
            svg: draw("Validation loss by activation function", {
              height: 60 + 28 * ranked.length,
              marginLeft: 110,
              x: { label: "validation loss", grid: true },
              y: { domain: ranked.map((r) => r.activation), label: null },
              marks: [
                Plot.ruleY(ranked, {
                  x1: "low",
                  x2: "high",
                  y: "activation",
                  strokeWidth: 3,
                  stroke: (d: { tied: boolean }) => (d.tied ? COLOURS[2] : COLOURS[6]),
                }),
                Plot.dot(ranked, {
                  x: "mean",
                  y: "activation",
                  r: 5,
                  fill: (d: { tied: boolean }) => (d.tied ? COLOURS[2] : COLOURS[6]),
                }),
              ],
            }),
          },
        ];
  return [
    ...ranking,
    ...multiple(
      "Learning curves",
      "Mean loss over seeds; the band runs from the lowest to the highest seed. A validation curve that rises while training falls is overfitting.",
      learning,
      "loss",
      isLog(learning),
    ),
    ...multiple(
      "Gradient norm, layer by layer",
      "Root mean square of ∂loss/∂z. Lines that lie far apart mean that some layers learn much slower than others: vanishing gradients.",
      gradients,
      "gradient norm",
      isLog(gradients),
    ),
    ...shares(
      "Dead units",
      "Share of a layer's units through which no example of the epoch got a gradient.",
      byLayer((layer) => layer.deadShare, true),
    ),
    ...shares(
      "Saturation",
      "Share of activations in the function's flat ends, where hardly any gradient passes.",
      byLayer((layer) => layer.saturatedShare, true),
    ),
    ...multiple(
      "Mean activation",
      "Far from 0 the next layer's weight updates share a sign and zig-zag.",
      byLayer((layer) => layer.activationMean, true),
      "mean",
    ),
    ...shares(
      "Sparsity",
      "Share of activations that are exactly 0; about half is healthy for ReLU.",
      byLayer((layer) => layer.sparsity, true),
    ),
    {
      title: "Time per epoch",
      caption: "Wall-clock median over all epochs of all runs.",
      series: [],
      svg: draw("Milliseconds per epoch by activation function", {
        height: 60 + 26 * times.length,
        marginLeft: 110,
        x: { label: "ms per epoch", grid: true },
        y: { domain: times.map((t) => t.activation), label: null },
        marks: [Plot.barX(times, { x: "ms", y: "activation", fill: COLOURS[5] })],
      }),
    },
  ];
}
