import Table from "cli-table3";
import type { Results } from "hillock";
import { NOTHING_FINISHED, reasonFor } from "../report/advice.ts";
import { colorsOf } from "./colors.ts";

export const formatNumber = (x: number): string =>
  Number.isFinite(x) ? String(Number(x.toPrecision(3))) : x > 0 ? "∞" : x < 0 ? "−∞" : "–";

type Ranked = Results["ranking"][number];
type Estimate = NonNullable<Ranked["validationLoss"]>;

const percent = (e: Estimate | null): string => (e ? `${(100 * e.mean).toFixed(1)} %` : "–");

/** One run has no spread, and its mean no interval. */
const hasInterval = ({ runs }: Results, { activation }: Ranked): boolean =>
  runs.filter((run) => run.activation === activation && run.status === "finished").length > 1;

/** Of losses: what of the interval lies below 0 there cannot be. */
export function lossText(results: Results, entry: Ranked): string {
  const { validationLoss: e } = entry;
  if (!e) return "–";
  const mean = formatNumber(e.mean);
  return hasInterval(results, entry)
    ? `${mean} (${formatNumber(Math.max(0, e.low))} – ${formatNumber(e.high)})`
    : mean;
}

/** As percentages: "98.7 % (97.1 – 100)". */
export function accuracyText(results: Results, entry: Ranked): string {
  const { validationAccuracy: e } = entry;
  if (!e || !hasInterval(results, entry)) return percent(e);
  const [low, high] = [Math.max(0, e.low), Math.min(1, e.high)].map((x) => (100 * x).toFixed(1));
  return `${percent(e)} (${low} – ${high})`;
}

export const lossHeading = ({ settings }: Results): string =>
  settings.seeds.length > 1 ? "validation loss (95 % interval)" : "validation loss of one seed";

/** The ranking, the verdicts and the advice, for a terminal. */
export function rankingText(results: Results, pc = colorsOf(process.stdout)): string {
  const classes = results.task !== "regression";
  const table = new Table({
    head: ["", "activation", lossHeading(results), ...(classes ? ["accuracy"] : []), "", "s/run"].map((h) =>
      pc.bold(h),
    ),
    style: { head: [], border: [] },
  });
  results.ranking.forEach((entry, i) => {
    const own = results.runs.filter((run) => run.activation === entry.activation);
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
    const seconds = trained.reduce((sum, run) => sum + run.seconds, 0) / trained.length;
    table.push([
      entry.tiedWithBest ? "=1" : String(i + 1),
      entry.activation,
      lossText(results, entry),
      ...(classes ? [percent(entry.validationAccuracy)] : []),
      note,
      formatNumber(seconds),
    ]);
  });
  const reason = reasonFor(results);
  const advice =
    reason === null ? NOTHING_FINISHED : `Recommended: ${pc.bold(results.recommended ?? "")}. ${reason}`;
  return [table.toString(), "", ...results.ranking.map((entry) => `  ${entry.verdict}`), "", advice].join(
    "\n",
  );
}
