import type { Results } from "hillock";

export const formatNumber = (x: number): string =>
  Number.isFinite(x) ? String(Number(x.toPrecision(3))) : x > 0 ? "∞" : x < 0 ? "−∞" : "–";

type Estimate = NonNullable<Results["ranking"][number]["validationLoss"]>;
/** One value has no spread, and no interval. */
const isSingle = ({ low, high }: Estimate): boolean => low === high;

export const formatInterval = (e: Estimate | null): string => {
  if (!e) return "–";
  const mean = formatNumber(e.mean);
  return isSingle(e) ? mean : `${mean} (${formatNumber(e.low)} – ${formatNumber(e.high)})`;
};

/** Losses and errors: what of the interval lies below 0 there cannot be. */
export const formatEstimate = (e: Estimate | null): string =>
  formatInterval(e && { ...e, low: Math.max(0, e.low) });

export const lossHeading = ({ settings }: Results): string =>
  settings.seeds.length > 1 ? "validation loss (95 % interval)" : "validation loss of one seed";

/** As percentages: "98.7 % (97.1 – 100)". */
export const formatShare = (e: Estimate | null): string => {
  if (!e || isSingle(e)) return formatPercent(e);
  const [low, high] = [Math.max(0, e.low), Math.min(1, e.high)].map((x) => (100 * x).toFixed(1));
  return `${formatPercent(e)} (${low} – ${high})`;
};

export const formatPercent = (e: Estimate | null): string => (e ? `${(100 * e.mean).toFixed(1)} %` : "–");
