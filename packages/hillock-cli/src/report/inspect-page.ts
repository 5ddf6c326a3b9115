import * as Plot from "@observablehq/plot";
import escapeHtml from "escape-html";
import type { Look } from "../onnx/look.ts";
import {
  alongWhichWay,
  firstLine,
  HEAD,
  type InspectionFacts,
  notLookedInto,
  remarks,
  rowsOf,
  runOf,
} from "../terminal/inspect.ts";
import { COLOURS, draw, startPage } from "./draw.ts";
import { legend, page, table } from "./html.ts";

/** More would be no picture. */
const MOST_SHOWN = 120;

const places = ({ activations }: Look) =>
  activations.slice(0, MOST_SHOWN).map((each, i) => ({ ...each, place: i, label: `${i}` }));

/** Places are whole numbers. */
const placeAxis = ({ activations }: Look) => ({
  label: "activation, in the order of computing",
  ticks: Math.min(10, Math.max(1, Math.min(activations.length, MOST_SHOWN) - 1)),
  tickFormat: "d",
});

const withSlope = (look: Look) => places(look).filter(({ report }) => report.slope !== null);

/** Whole powers of ten around all values. */
function decades(values: readonly number[]): [number, number] {
  const [low, high] = [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

/** What a logarithmic axis has no place for, in a sentence; empty where there is nothing. */
function notDrawn(look: Look): string {
  const lost = withSlope(look).filter(({ gradient }) => !(gradient > 0));
  const one = lost.length === 1;
  return lost.length === 0
    ? ""
    : ` Nothing is left at ${lost.map(({ place, node }) => `${place} (${node})`).join(", ")}, for which a logarithmic axis has no place: ${one ? "it is" : "they are"} not drawn.`;
}

/** What is left of a gradient, activation by activation. */
function gradientFigure(look: Look): string {
  const data = withSlope(look).filter(({ gradient }) => gradient > 0);
  return data.length === 0
    ? "<p>Nothing is left of a gradient anywhere.</p>"
    : draw("Gradient left by the activations", {
        height: 260,
        x: placeAxis(look),
        y: {
          type: "log",
          label: "gradient left",
          domain: decades(data.map(({ gradient }) => gradient)),
          tickFormat: "~e",
          ticks: 5,
        },
        marks: [
          Plot.lineY(data, { x: "place", y: "gradient", stroke: COLOURS[0], strokeWidth: 1.8 }),
          Plot.dot(data, { x: "place", y: "gradient", fill: COLOURS[0], r: 3 }),
        ],
      });
}

/** Shares of units and elements that pass nothing on. */
function sharesFigure(look: Look): string {
  const data = places(look).flatMap(({ place, report }) => [
    { place, share: report.dead ?? 0, series: "dead units" },
    { place, share: report.saturatedLow ?? 0, series: "saturated below" },
    { place, share: report.saturatedHigh ?? 0, series: "saturated above" },
  ]);
  return draw("Dead and saturated", {
    height: 260,
    x: placeAxis(look),
    y: { domain: [0, 1], label: "share", percent: false },
    color: { domain: SERIES.map(([name]) => name), range: SERIES.map(([, colour]) => colour) },
    marks: [
      Plot.lineY(data, { x: "place", y: "share", stroke: "series", z: "series", strokeWidth: 1.8 }),
      Plot.dot(data, { x: "place", y: "share", fill: "series", r: 3 }),
    ],
  });
}
const SERIES = [
  ["dead units", COLOURS[1]],
  ["saturated below", COLOURS[4]],
  ["saturated above", COLOURS[3]],
] as const;

/** Mean and spread of what comes out. */
function outputsFigure(look: Look): string {
  const data = places(look).map(({ place, report: { mean, spread } }) => ({
    place,
    mean,
    low: mean - spread,
    high: mean + spread,
  }));
  return draw("Mean and spread of the outputs", {
    height: 260,
    x: placeAxis(look),
    y: { label: "output" },
    marks: [
      Plot.ruleX(data, { x: "place", y1: "low", y2: "high", stroke: COLOURS[5], strokeWidth: 4 }),
      Plot.dot(data, { x: "place", y: "mean", fill: COLOURS[0], r: 3.5 }),
    ],
  });
}

/** The functions of a graph as one self-contained page. */
export function renderInspection(facts: InspectionFacts): string {
  startPage();
  const { path, summary, closed, said, look } = facts;
  const others = remarks(look).slice(1);
  const figure = (title: string, caption: string, body: string): string =>
    `<h2>${escapeHtml(title)}</h2><figure><div class="plot">${body}</div><figcaption>${escapeHtml(caption)}</figcaption></figure>`;
  const shown = look.activations.length > MOST_SHOWN ? ` The first ${MOST_SHOWN} are drawn.` : "";
  return page(
    `Hillock: inside ${path}`,
    `<h1>Inside ${escapeHtml(path)}</h1><p class="answer">${escapeHtml(firstLine(look))}</p>
${others.map((each) => `<p>${escapeHtml(each)}</p>`).join("\n")}
<p class="quiet">${summary.nodes.length} nodes · opset ${summary.opset} · ${escapeHtml(summary.producer || "producer not named")} · ${escapeHtml(`${said} ${notLookedInto(summary, closed)}`.trim())}</p>
${table(
  ["", ...HEAD],
  rowsOf(look).map((row, i) => [String(i), ...row]),
)}
${figure("What is left of a gradient", `Gradient left: ${alongWhichWay(look)}; functions of whole rows, such as softmax, count as 1, and weights are not in it.${notDrawn(look)}${shown}`, gradientFigure(look))}
${figure("Dead and saturated", "Dead: units whose slope is 0 for every row. Saturated: elements where the slope has fallen below 5 % of the steepest.", `${legend(SERIES)}${sharesFigure(look)}`)}
${figure("Outputs", "Dots are means, bars reach one standard deviation to each side.", outputsFigure(look))}
<p class="quiet">Times are shares of ${look.milliseconds.toFixed(2)} ms for ${runOf(look)} in onnxruntime, with nothing fused.</p>`,
  );
}
