import { n as barX, a as maybeIdentityY, i as maybeStackY } from "./bar-CX5sJOf3.js";
import { t as formatEstimate, r as formatShare } from "./format-SpCuEei3.js";
import {
  C as applyDirectStyles,
  w as applyGroupedChannelStyles,
  T as applyIndirectStyles,
  E as applyTransform,
  $ as area,
  r as COLOURS,
  i as coloursFor,
  O as create,
  c as dot,
  a as draw,
  D as groupIndex,
  L as indexOf,
  s as lineY,
  y as Mark,
  u as maybeCurve,
  l as maybeDenseIntervalX,
  U as maybeZ,
  t as page,
  lt as require_escape_html,
  g as ruleY,
  o as startPage,
  n as table,
  m as text,
} from "./html-BGa7RpMi.js";
import { i as __toESM } from "./rolldown-runtime-DYf_mQCB.js";

// ../../node_modules/@observablehq/plot/src/marks/area.js
const defaults = {
  ariaLabel: "area",
  strokeWidth: 1,
  strokeLinecap: "round",
  strokeLinejoin: "round",
  strokeMiterlimit: 1,
};
var Area = class extends Mark {
  constructor(data, options = {}) {
    const { x1, y1, x2, y2, z, curve, tension } = options;
    super(
      data,
      {
        x1: {
          value: x1,
          scale: "x",
        },
        y1: {
          value: y1,
          scale: "y",
        },
        x2: {
          value: x2,
          scale: "x",
          optional: true,
        },
        y2: {
          value: y2,
          scale: "y",
          optional: true,
        },
        z: {
          value: maybeZ(options),
          optional: true,
        },
      },
      options,
      defaults,
    );
    this.z = z;
    this.curve = maybeCurve(curve, tension);
  }
  filter(index) {
    return index;
  }
  render(index, scales, channels, dimensions, context) {
    const { x1: X1, y1: Y1, x2: X2 = X1, y2: Y2 = Y1 } = channels;
    return create("svg:g", context)
      .call(applyIndirectStyles, this, dimensions, context)
      .call(applyTransform, this, scales, 0, 0)
      .call((g) =>
        g
          .selectAll()
          .data(groupIndex(index, [X1, Y1, X2, Y2], this, channels))
          .enter()
          .append("path")
          .call(applyDirectStyles, this)
          .call(applyGroupedChannelStyles, this, channels)
          .attr(
            "d",
            area()
              .curve(this.curve)
              .defined((i) => i >= 0)
              .x0((i) => X1[i])
              .y0((i) => Y1[i])
              .x1((i) => X2[i])
              .y1((i) => Y2[i]),
          ),
      )
      .node();
  }
};
function areaY(data, options) {
  const { x = indexOf, ...rest } = maybeDenseIntervalX(options);
  return new Area(
    data,
    maybeStackY(
      maybeIdentityY(
        {
          ...rest,
          x1: x,
          x2: void 0,
        },
        x === indexOf ? "y2" : "y",
      ),
    ),
  );
}
// src/report/figures.ts
var import_escape_html = /* @__PURE__ */ __toESM(require_escape_html(), 1);
const MOST_POINTS = 80;
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
/** Mean, lowest and highest over seeds for some of the epochs. */
function points(results, series, read) {
  return results.ranking.flatMap(({ activation }) => {
    const runs = results.runs
      .filter((run) => run.activation === activation && run.status !== "failed")
      .map(read);
    const longest = Math.max(0, ...runs.map((run) => run.length));
    const step = Math.max(1, Math.ceil(longest / MOST_POINTS));
    return Array.from({ length: longest }, (_, epoch) => epoch)
      .filter((epoch) => epoch % step === 0 || epoch === longest - 1)
      .flatMap((epoch) => {
        const values = runs
          .map((run) => run[epoch])
          .filter((v) => typeof v === "number" && Number.isFinite(v));
        return values.length === 0
          ? []
          : [
              {
                epoch: epoch + 1,
                value: mean(values),
                low: Math.min(...values),
                high: Math.max(...values),
                activation,
                series,
              },
            ];
      });
  });
}
/** Small multiples, one per function, of some series over epochs. */
function multiples(results, title, data, label, log) {
  const positive = log ? data.filter((p) => p.low > 0) : data;
  const facets = results.ranking.map((entry) => entry.activation);
  const series = legend(data);
  const columns = 3;
  const place = new Map(
    facets.map((name, i) => [
      name,
      {
        fx: i % columns,
        fy: Math.floor(i / columns),
      },
    ]),
  );
  const fx = (p) => place.get(p.activation)?.fx ?? 0;
  const fy = (p) => place.get(p.activation)?.fy ?? 0;
  return draw(title, {
    height: 60 + 190 * Math.ceil(facets.length / columns),
    marginLeft: 52,
    insetTop: 16,
    grid: true,
    fx: { axis: null },
    fy: { axis: null },
    x: {
      label: "epoch",
      ticks: 4,
    },
    y: {
      label,
      ...(log
        ? {
            type: "log",
            ticks: 4,
          }
        : { ticks: 4 }),
      tickFormat: log ? "~e" : "~g",
    },
    color: {
      legend: false,
      domain: series,
      range: coloursFor(series.length),
    },
    marks: [
      areaY(positive, {
        x: "epoch",
        y1: "low",
        y2: "high",
        fill: "series",
        z: "series",
        fillOpacity: 0.15,
        fx,
        fy,
      }),
      lineY(positive, {
        x: "epoch",
        y: "value",
        stroke: "series",
        z: "series",
        strokeWidth: 1.8,
        fx,
        fy,
      }),
      text(
        facets.map((activation) => ({ activation })),
        {
          text: "activation",
          frameAnchor: "top",
          dy: -14,
          fontWeight: "bold",
          fx,
          fy,
        },
      ),
    ],
  });
}
const isLog = (data) => data.length > 0 && data.every((p) => p.low > 0);
const legend = (data) => [...new Set(data.map((p) => p.series))];
/** Every picture of the report, in reading order. */
function reportFigures(results) {
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
  const byLayer = (read, hiddenOnly = false) =>
    Array.from({ length: hiddenOnly ? layerCount - 1 : layerCount }, (_, l) =>
      points(results, l === layerCount - 1 ? "output layer" : `layer ${l}`, (run) => read(run.layers[l])),
    ).flat();
  const gradients = byLayer((layer) => layer.gradientNorm);
  const multiple = (title, caption, data, label, log = false) =>
    data.length === 0
      ? []
      : [
          {
            title,
            caption,
            series: legend(data),
            svg: multiples(results, title, data, label, log),
          },
        ];
  const times = results.ranking.map(({ activation }) => ({
    activation,
    ms:
      1e3 *
      mean(
        results.runs
          .filter((run) => run.activation === activation && run.status !== "failed")
          .map((run) => run.seconds / run.epochs),
      ),
  }));
  return [
    ...(ranked.length === 0
      ? []
      : [
          {
            title: "Validation loss, with its 95 % interval",
            caption:
              "Farther left is better. Functions whose intervals overlap the best one's cannot be told apart by these runs.",
            series: [],
            svg: draw("Validation loss by activation function", {
              height: 60 + 28 * ranked.length,
              marginLeft: 110,
              x: {
                label: "validation loss",
                grid: true,
              },
              y: {
                domain: ranked.map((r) => r.activation),
                label: null,
              },
              marks: [
                ruleY(ranked, {
                  x1: "low",
                  x2: "high",
                  y: "activation",
                  strokeWidth: 3,
                  stroke: (d) => (d.tied ? COLOURS[2] : COLOURS[6]),
                }),
                dot(ranked, {
                  x: "mean",
                  y: "activation",
                  r: 5,
                  fill: (d) => (d.tied ? COLOURS[2] : COLOURS[6]),
                }),
              ],
            }),
          },
        ]),
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
    ...multiple(
      "Dead units",
      "Share of a layer's units through which no example of the epoch got a gradient.",
      byLayer((layer) => layer.deadShare, true),
      "share",
    ),
    ...multiple(
      "Saturation",
      "Share of activations in the function's flat ends, where hardly any gradient passes.",
      byLayer((layer) => layer.saturatedShare, true),
      "share",
    ),
    ...multiple(
      "Mean activation",
      "Far from 0 the next layer's weight updates share a sign and zig-zag.",
      byLayer((layer) => layer.activationMean, true),
      "mean",
    ),
    ...multiple(
      "Sparsity",
      "Share of activations that are exactly 0; about half is healthy for ReLU.",
      byLayer((layer) => layer.sparsity, true),
      "share",
    ),
    {
      title: "Time per epoch",
      caption: "Wall-clock mean over all runs.",
      series: [],
      svg: draw("Milliseconds per epoch by activation function", {
        height: 60 + 26 * times.length,
        marginLeft: 110,
        x: {
          label: "ms per epoch",
          grid: true,
        },
        y: {
          domain: times.map((t) => t.activation),
          label: null,
        },
        marks: [
          barX(times, {
            x: "ms",
            y: "activation",
            fill: COLOURS[5],
          }),
        ],
      }),
    },
  ];
}
// src/report/page.ts
/** The comparison as one self-contained page: no script, no request. */
function renderReport(results) {
  const { settings, ranking } = results;
  const tied = ranking
    .filter((r) => r.tiedWithBest && r.activation !== results.recommended)
    .map((r) => r.activation);
  const others = tied.length > 1 ? `any of ${tied.join(", ")}` : tied[0];
  const answer = `Use ${results.recommended} here${tied.length > 0 ? `, or ${others}, which these runs cannot tell from it` : ": it is better than every other function tried"}.`;
  const figures = reportFigures(results).map(({ title, caption, series, svg }) => {
    const colours = coloursFor(series.length);
    const keys = series
      .map(
        (name, i) =>
          `<span class="key"><i style="background:${colours[i]}"></i>${(0, import_escape_html.default)(name)}</span>`,
      )
      .join("");
    return `<h2>${(0, import_escape_html.default)(title)}</h2><figure><div>${keys}</div>${svg}<figcaption>${(0, import_escape_html.default)(caption)}</figcaption></figure>`;
  });
  const rows = ranking.map((r, i) => [
    r.tiedWithBest ? "=1" : String(i + 1),
    r.activation,
    formatEstimate(r.validationLoss),
    formatShare(r.validationAccuracy),
    r.verdict,
  ]);
  const facts = Object.entries(settings).map(([name, value]) => [
    name,
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  return page(
    `Hillock: activation functions for ${results.target}`,
    `<h1>Which activation function for “${(0, import_escape_html.default)(results.target)}”?</h1>
<p class="quiet">${(0, import_escape_html.default)(results.table)} · ${results.task} · ${results.splits.train} rows to train, ${results.splits.validation} to validate · layers ${settings.layers.join("-")} · ${settings.seeds.length} seeds × ${settings.epochs} epochs</p>
<p class="answer">${(0, import_escape_html.default)(answer)}</p>
${table(["", "activation", "validation loss (95 % interval)", "accuracy", "verdict"], rows)}
${figures.join("\n")}
<h2>What was done to the table</h2>${table(
      ["column", "kind", "missing", "filled in with", "treatment"],
      results.columns.map((c) => [c.name, c.kind, String(c.missing), c.imputation ?? "–", c.treatment]),
    )}
<h2>Settings</h2>${table(
      ["setting", "value"],
      [...facts, ...Object.entries(results.versions), ["hillock", results.hillock]],
    )}
<p>To repeat it: <code>hillock compare --from results.json</code></p>`,
  );
}

export { renderReport };
