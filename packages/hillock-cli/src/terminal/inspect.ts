import Table from "cli-table3";
import type { OnnxInspection, OnnxSummary } from "hillock";
import type { Look, Looked } from "../onnx/look.ts";
import { colorsOf } from "./colors.ts";
import { formatNumber } from "./format.ts";

export interface InspectionFacts {
  readonly path: string;
  readonly summary: OnnxSummary;
  readonly closed: OnnxInspection["closed"];
  /** Where the data come from. */
  readonly said: string;
  readonly look: Look;
}

const percent = (share: number | null): string =>
  share === null ? "–" : `${Number((100 * share).toPrecision(3))} %`;
const number = (value: number | null): string => (value === null ? "–" : formatNumber(value));

/** Below these a reader should look. */
const LITTLE_GRADIENT = 0.01;
const MANY_DEAD = 0.4;
const MOSTLY_SATURATED = 0.5;

const whereNotFinite = ({ node, activation, report }: Looked): string => {
  const units = report.notFiniteUnits ?? 0;
  const never = units === 0 ? "" : ` (${units} of ${report.units} units never ${units === 1 ? "is" : "are"})`;
  return `${activation} at ${node}${never}`;
};

/** How much one run was. */
export const runOf = ({ batch }: Look): string => `${batch} row${batch === 1 ? "" : "s"}`;

/** What is remarkable, in sentences. */
export function remarks({ activations }: Look): string[] {
  const named = (list: readonly Looked[]): string =>
    list.map(({ node, activation }) => `${activation} at ${node}`).join(", ");
  const when = (
    test: (each: Looked) => boolean,
    say: (list: readonly Looked[], names: string) => string,
  ): string[] => {
    const list = activations.filter(test);
    return list.length === 0 ? [] : [say(list, named(list))];
  };
  return [
    ...when(
      ({ report }) => report.notFinite > 0,
      (list) => `Not all that goes in is finite: ${list.map(whereNotFinite).join(", ")}.`,
    ),
    ...when(
      ({ report }) => (report.dead ?? 0) >= MANY_DEAD,
      (_, names) => `Many units are dead: ${names}.`,
    ),
    ...when(
      ({ report }) =>
        (report.saturatedLow ?? 0) + (report.saturatedHigh ?? 0) >= MOSTLY_SATURATED &&
        (report.dead ?? 0) < MANY_DEAD,
      (_, names) => `Mostly saturated: ${names}.`,
    ),
    ...when(
      (each) => each.collapses,
      (_, names) => `A straight line over the data, so that the linear maps around come to one: ${names}.`,
    ),
    ...when(
      ({ gradient, report }) => report.slope !== null && gradient < LITTLE_GRADIENT,
      (list, names) =>
        `The activations leave less than ${LITTLE_GRADIENT} of a gradient (${formatNumber(Math.min(...list.map((each) => each.gradient)))} at worst): ${names}.`,
    ),
  ];
}

export const firstLine = (look: Look): string => {
  const [first] = remarks(look);
  return (
    first ??
    `Nothing is remarkable in ${look.activations.length} activation${look.activations.length === 1 ? "" : "s"}.`
  );
};

export const HEAD = [
  "node",
  "function",
  "shape",
  "dead",
  "saturated below · above",
  "mean ± spread",
  "zeros",
  "|f′|",
  "gradient left",
  "time",
];

/** One line an activation, in the order in which they are computed. */
export const rowsOf = ({ activations }: Look): string[][] =>
  activations.map(({ node, activation, operators, shape, report, gradient, timeShare }) => [
    node,
    operators.length > 1 ? `${activation} (${operators.join(" ")})` : activation,
    shape.join(" × "),
    percent(report.dead),
    report.saturatedLow === null ? "–" : `${percent(report.saturatedLow)} · ${percent(report.saturatedHigh)}`,
    `${number(report.mean)} ± ${number(report.spread)}`,
    percent(report.sparsity),
    number(report.slope),
    report.slope === null ? "–" : number(gradient),
    percent(timeShare),
  ]);

const WITH_GRAPHS: ReadonlySet<string> = new Set(["If", "Loop", "Scan"]);

const MOST_NAMED = 3;

/** What is not looked into, in sentences; empty where there is nothing. */
export function notLookedInto({ nodes }: OnnxSummary, closed: OnnxInspection["closed"]): string {
  const types = [...new Set(nodes.map(({ type }) => type))].filter((type) => WITH_GRAPHS.has(type));
  return [
    ...(types.length === 0 ? [] : [`The graphs inside of ${types.join(", ")} are not looked into.`]),
    ...[...new Set(closed.map(({ why }) => why))].map((why) => {
      const nodes = closed.filter((each) => each.why === why).map(({ node }) => node);
      const more = nodes.length > MOST_NAMED ? ` and ${nodes.length - MOST_NAMED} more` : "";
      return `The functions inside of ${nodes.slice(0, MOST_NAMED).join(", ")}${more} are not looked into: ${why}.`;
    }),
  ].join(" ");
}

const LONGEST = 28;
/** Names' ends tell nodes apart. */
const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2 - 1)}…${text.slice(-LONGEST / 2)}`;

/** How the gradient's column is to be read. */
export const alongWhichWay = (look: Look): string =>
  `the product of mean |f′| from the outputs down to the node, along the way on which most is left${look.activations.some(({ inside }) => inside) ? "; inside of recurrent operators, of one step" : ""}`;

/** What a graph's activations do, for a terminal. */
export function inspectionText(
  { summary, closed, said, look }: InspectionFacts,
  pc = colorsOf(process.stdout),
): string {
  const table = new Table({ head: HEAD.map((each) => pc.bold(each)), style: { head: [], border: [] } });
  for (const row of rowsOf(look)) table.push(row.map(shortened));
  const [first, ...others] = remarks(look);
  const made = summary.producer === "" ? "" : `, made by ${summary.producer}`;
  return [
    pc.bold(first ?? firstLine(look)),
    ...others,
    "",
    `${summary.nodes.length} nodes, opset ${summary.opset}${made}. ${said} ${notLookedInto(summary, closed)}`.trim(),
    table.toString(),
    `Gradient left: ${alongWhichWay(look)}. Time: of ${formatNumber(look.milliseconds)} ms for ${runOf(look)} in onnxruntime, nothing fused.`,
  ].join("\n");
}
