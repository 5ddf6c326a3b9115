import type { Results } from "hillock";

export const formatNumber = (x: number): string =>
  Number.isFinite(x) ? String(Number(x.toPrecision(3))) : x > 0 ? "∞" : x < 0 ? "−∞" : "–";

type Ranked = Results["ranking"][number];
type Estimate = NonNullable<Ranked["validationLoss"]>;

export const formatPercent = (e: Estimate | null): string => (e ? `${(100 * e.mean).toFixed(1)} %` : "–");

/** One run has no spread, and its mean no interval. */
const hasInterval = ({ runs }: Results, { activation }: Ranked): boolean =>
  runs.filter((run) => run.activation === activation && run.status === "finished").length > 1;

const within = (results: Results, entry: Ranked, e: Estimate | null, low: number, high: number): string => {
  if (!e) return "–";
  const mean = formatNumber(e.mean);
  return hasInterval(results, entry)
    ? `${mean} (${formatNumber(Math.max(low, e.low))} – ${formatNumber(Math.min(high, e.high))})`
    : mean;
};

// what of an interval lies where no loss, error or share can be is left out
export const lossText = (results: Results, entry: Ranked): string =>
  within(results, entry, entry.validationLoss, 0, Infinity);
export const errorText = (results: Results, entry: Ranked): string =>
  within(results, entry, entry.rootMeanSquareError, 0, Infinity);
export const explainedText = (results: Results, entry: Ranked): string =>
  within(results, entry, entry.explainedVariance, -Infinity, 1);

/** As percentages: "98.7 % (97.1 – 100)". */
export function accuracyText(results: Results, entry: Ranked): string {
  const { validationAccuracy: e } = entry;
  if (!e || !hasInterval(results, entry)) return formatPercent(e);
  const [low, high] = [Math.max(0, e.low), Math.min(1, e.high)].map((x) => (100 * x).toFixed(1));
  return `${formatPercent(e)} (${low} – ${high})`;
}

export const lossHeading = ({ settings }: Results): string =>
  settings.seeds.length > 1 ? "validation loss (95 % interval)" : "validation loss of one seed";
