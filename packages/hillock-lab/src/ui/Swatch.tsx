import { theme } from "../shell/theme.ts";
import { seriesColor, seriesDash } from "./palette.ts";

/** A short piece of a series' line. */
export function Swatch({ color, dash }: { readonly color: number; readonly dash?: readonly number[] }) {
  return (
    <svg class="line-swatch" width="22" height="8" aria-hidden="true">
      <line
        x1="1"
        y1="4"
        x2="21"
        y2="4"
        stroke={seriesColor(theme.value, color)}
        stroke-width="3"
        stroke-dasharray={(dash ?? seriesDash(color)).join(" ")}
      />
    </svg>
  );
}
