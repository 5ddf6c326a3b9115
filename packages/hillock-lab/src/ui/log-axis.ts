import { format } from "./number.ts";

/** uPlot's own logarithmic scale never ends on values below 1e-25: logarithms on a linear one take its place. */
export const log10Of = (value: number | null): number | null =>
  value !== null && value > 0 && Number.isFinite(value) ? Math.log10(value) : null;

const MOST_TICKS = 6;
/** Up to so many decades, 2 and 5 have lines of their own. */
const FEW_DECADES = 2;
const WITHIN = [0, Math.log10(2), Math.log10(5)];
const CLOSE = 1e-9;

/** 1, 2 and 5 of each decade, from the last at or below `low` to the first at or above `high`. */
function around(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let decade = Math.floor(low); decade <= Math.floor(high) + 1; decade++)
    ticks.push(...WITHIN.map((within) => decade + within));
  const first = ticks.filter((tick) => tick <= low + CLOSE).length - 1;
  const last = ticks.findIndex((tick) => tick >= high - CLOSE);
  return ticks.slice(first, Math.max(last, first + 1) + 1);
}

/** The ends of an axis that holds all values between these logarithms. */
export function logRange(low: number | null, high: number | null): [number, number] {
  const ticks = around(low ?? 0, high ?? 0);
  return [ticks[0] ?? 0, ticks.at(-1) ?? 1];
}

/** Where an axis between these logarithms has its lines: never more than a reader can use. */
export function logTicks(low: number, high: number): number[] {
  if (high - low <= FEW_DECADES) return around(low, high);
  const step = Math.ceil((high - low) / MOST_TICKS);
  const first = Math.ceil(low / step - CLOSE);
  const count = Math.floor(high / step + CLOSE) - first + 1;
  return Array.from({ length: count }, (_, i) => step * (first + i));
}

/** The value whose logarithm a tick is. */
export const tickValue = (tick: number): string => format(Number((10 ** tick).toPrecision(6)), 6, 0);
