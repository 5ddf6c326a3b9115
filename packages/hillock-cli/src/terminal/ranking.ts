import Table from "cli-table3";
import type { Ranked, Results } from "hillock";
import { NOTHING_FINISHED, reasonFor } from "../report/advice.ts";
import { type Colors, colorsOf } from "./colors.ts";
import { formatNumber, formatPercent, lossHeading, lossText } from "./format.ts";
import { columnsOf, shortened, widthOf, wrapped } from "./width.ts";

interface Row {
  readonly entry: Ranked;
  readonly place: string;
  readonly loss: string;
  readonly note: string;
  /** The same where there is little room. */
  readonly brief: string;
  readonly seconds: string;
}
interface Column {
  readonly head: string;
  readonly cell: (row: Row) => string;
}
/** How much room the table takes: what is left out, and how long names may be. */
interface Layout {
  readonly interval: boolean;
  readonly seconds: boolean;
  readonly note: "note" | "brief" | undefined;
  readonly name: number;
  /** Only the last of the scores. */
  readonly oneScore?: boolean;
}

const WIDE: Layout = { interval: true, seconds: true, note: "note", name: Infinity };
/** From the widest to the narrowest. */
const LAYOUTS: readonly Layout[] = [
  WIDE,
  { ...WIDE, name: 24 },
  { ...WIDE, note: "brief", name: 24 },
  { ...WIDE, note: "brief", name: 16 },
  { ...WIDE, note: "brief", name: 16, seconds: false },
  { ...WIDE, note: "brief", name: 16, seconds: false, interval: false },
  { note: undefined, name: 16, seconds: false, interval: false },
  { note: undefined, name: 10, seconds: false, interval: false },
  { note: undefined, name: 7, seconds: false, interval: false, oneScore: true },
];

const plainNumber = (e: Ranked["validationLoss"]): string => (e ? formatNumber(e.mean) : "–");

function columnsIn(
  { interval, seconds, note, name, oneScore }: Layout,
  heading: string,
  regression: boolean,
): Column[] {
  const loss = interval
    ? {
        head: heading,
        cell: (row: Row) => row.loss,
      }
    : { head: "validation\nloss", cell: ({ entry }: Row) => plainNumber(entry.validationLoss) };
  const scores: Column[] = regression
    ? [
        { head: "R²", cell: ({ entry }) => plainNumber(entry.explainedVariance) },
        { head: "RMS\nerror", cell: ({ entry }) => plainNumber(entry.rootMeanSquareError) },
      ]
    : [{ head: "accuracy", cell: ({ entry }) => formatPercent(entry.validationAccuracy) }];
  return [
    { head: "", cell: ({ place }) => place },
    { head: name < 10 ? "name" : "activation", cell: ({ entry }) => shortened(entry.activation, name) },
    loss,
    ...(oneScore ? scores.slice(-1) : scores),
    ...(note ? [{ head: "", cell: (row: Row) => row[note] }] : []),
    ...(seconds ? [{ head: "s/run", cell: (row: Row) => row.seconds }] : []),
  ];
}

function rowsOf(results: Results, pc: Colors): Row[] {
  const { ranking, runs } = results;
  return ranking.map((entry, i) => {
    const own = runs.filter((run) => run.activation === entry.activation);
    const diverged = own.filter((run) => run.status === "diverged").length;
    const trained = own.filter((run) => run.status !== "failed");
    const note =
      trained.length < own.length
        ? pc.red(`failed ${own.length - trained.length}/${own.length}`)
        : diverged > 0
          ? pc.red(`diverged ${diverged}/${own.length}`)
          : entry.tiedWithBest
            ? pc.green(i === 0 ? "best" : "tied with best")
            : "";
    const brief = note.replace("tied with best", "tied");
    const seconds = trained.reduce((sum, run) => sum + run.seconds, 0) / trained.length;
    const place = entry.tiedWithBest ? "=1" : String(i + 1);
    return { entry, place, loss: lossText(results, entry), note, brief, seconds: formatNumber(seconds) };
  });
}

function tableIn(layout: Layout, rows: readonly Row[], results: Results, pc: Colors): string {
  const heading = lossHeading(results).replace(/ (?=\(|of )/, "\n");
  const columns = columnsIn(layout, heading, results.task === "regression");
  const table = new Table({
    head: columns.map(({ head }) => head.split("\n").map(pc.bold).join("\n")),
    style: { head: [], border: [] },
  });
  for (const row of rows) table.push(columns.map(({ cell }) => cell(row)));
  return table.toString();
}

/** The widest table that fits. */
function rankingTable(results: Results, columns: number, pc: Colors): string {
  const rows = rowsOf(results, pc);
  let text = "";
  for (const layout of LAYOUTS) {
    text = tableIn(layout, rows, results, pc);
    if (widthOf(text) <= columns) break;
  }
  return text;
}

/** What the losses are measured by. */
export function lossMeaning({ task, target, constantLoss }: Results): string {
  const constant = formatNumber(constantLoss);
  return task === "regression"
    ? `Loss: squared error of ${target}, standardised; its mean alone has ${constant}. RMS error: root mean square error, in the unit of ${target}. R²: share of its variance that is explained.`
    : `Loss: cross-entropy; the class shares alone have ${constant}.`;
}

const leftOut = ({ columns }: Results): string[] =>
  columns.flatMap(({ name, kind, treatment }) =>
    treatment.startsWith("left out")
      ? [`note: ${name} ${treatment}`]
      : kind === "target" && treatment !== "target"
        ? [`note: ${name}, the ${treatment}`]
        : [],
  );

/** Notes, the ranking, the verdicts and the advice, for a terminal. */
export function rankingText(
  results: Results,
  pc = colorsOf(process.stdout),
  columns = columnsOf(process.stdout),
): string {
  const reason = reasonFor(results);
  const advice =
    reason === null ? NOTHING_FINISHED : `Recommended: ${pc.bold(results.recommended ?? "")}. ${reason}`;
  return [
    ...leftOut(results).map((note) => wrapped(note, columns)),
    rankingTable(results, columns, pc),
    pc.dim(wrapped(lossMeaning(results), columns)),
    "",
    ...results.ranking.map(({ verdict }) => wrapped(verdict, columns, "  ", "    ")),
    "",
    wrapped(advice, columns),
  ].join("\n");
}
