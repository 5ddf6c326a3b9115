import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** Okabe & Ito's colours, told apart by colour-blind readers too. */
export const COLOURS = [
  "#0072B2",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#E69F00",
  "#56B4E9",
  "#999999",
  "#F0E442",
];

/** One for each of so many series in their order: where these colours do not suffice, from dark to light. */
export function coloursFor(count: number): readonly string[] {
  if (count <= COLOURS.length) return COLOURS.slice(0, count);
  // the lightest of the scheme are left out: they cannot be seen on white
  const ramp = Plot.scale({ color: { type: "linear", scheme: "viridis", domain: [0, 1.1 * (count - 1)] } });
  return Array.from({ length: count }, (_, i) => ramp.apply(i));
}

let figures = 0;
/** Figures are numbered within a page, so that the same results give the same page. */
export const startPage = (): void => {
  figures = 0;
};

/** A plot as inline SVG. */
export function draw(title: string, options: Plot.PlotOptions): string {
  figures++;
  const svg = Plot.plot({
    width: 900,
    ...options,
    document,
    className: `hillock-figure-${figures}`,
    ariaLabel: title,
    style: { background: "none", color: "currentColor" },
  });
  return svg.outerHTML.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" role="img" ');
}
