import type { Theme } from "../shell/theme.ts";

/** Okabe and Ito's colours, told apart with every common colour blindness; lighter or darker as the ground asks. */
const SERIES: Record<Theme, readonly string[]> = {
  light: ["#0072b2", "#d55e00", "#00805e", "#b0458a", "#6d6300", "#2a7fb8", "#8a4b00", "#444444"],
  dark: ["#56b4e9", "#f08a45", "#2fc79b", "#e79ac6", "#e8d94a", "#8cc8f0", "#e69f00", "#c8c8c8"],
};
/** A second sign beside the colour. */
const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [14, 4],
  [5, 5],
  [3, 6],
  [1, 2],
];

export const seriesColor = (theme: Theme, i: number): string => SERIES[theme][i % 8] ?? "#888";
/** Another dash each time round the colours, so that no two of the first 64 are the same. */
export const seriesDash = (i: number): number[] => [...(DASHES[(i + 3 * Math.floor(i / 8)) % 8] ?? [])];
