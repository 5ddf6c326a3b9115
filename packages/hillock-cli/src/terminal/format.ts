import type { Results } from "hillock";

export const formatNumber = (x: number): string =>
  Number.isFinite(x) ? String(Number(x.toPrecision(3))) : x > 0 ? "∞" : x < 0 ? "−∞" : "–";

type Estimate = NonNullable<Results["ranking"][number]["validationLoss"]>;
export const formatInterval = (e: Estimate | null): string =>
  e ? `${formatNumber(e.mean)} (${formatNumber(e.low)} – ${formatNumber(e.high)})` : "–";

/** Losses and errors: what of the interval lies below 0 there cannot be. */
export const formatEstimate = (e: Estimate | null): string =>
  formatInterval(e && { ...e, low: Math.max(0, e.low) });

/** As percentages: "98.7 % (97.1 – 100)". */
export const formatShare = (e: Estimate | null): string => {
  if (!e) return "–";
  const [low, high] = [Math.max(0, e.low), Math.min(1, e.high)].map((x) => (100 * x).toFixed(1));
  return `${formatPercent(e)} (${low} – ${high})`;
};

export const formatPercent = (e: Estimate | null): string => (e ? `${(100 * e.mean).toFixed(1)} %` : "–");
