import type uPlot from "uplot";

interface Reachable {
  readonly xRange?: readonly [number, number];
  readonly onRange?: (range: readonly [number, number]) => void;
  readonly onPick?: (x: number) => void;
}

const ZOOM = 1.0015;
const WIDTHS = [0.01, 2000] as const;
/** Movements below this many pixels are a click. */
const CLICK = 4;

/** Dragging moves the range, the wheel with Ctrl or ⌘ widens it, a click picks an x. */
export function panAndZoom(plot: uPlot, latest: () => Reachable): void {
  const { over } = plot;
  over.addEventListener("pointerdown", (down) => {
    if (down.button !== 0) return;
    const { xRange, onRange, onPick } = latest();
    const width = over.clientWidth;
    over.setPointerCapture(down.pointerId);
    const move = (event: PointerEvent): void => {
      if (!xRange || !onRange || Math.abs(event.clientX - down.clientX) < CLICK) return;
      const shift = ((event.clientX - down.clientX) * (xRange[1] - xRange[0])) / width;
      onRange([xRange[0] - shift, xRange[1] - shift]);
    };
    const up = (event: PointerEvent): void => {
      over.removeEventListener("pointermove", move);
      if (Math.abs(event.clientX - down.clientX) >= CLICK) return;
      onPick?.(plot.posToVal(event.clientX - over.getBoundingClientRect().left, "x"));
    };
    over.addEventListener("pointermove", move);
    over.addEventListener("pointerup", up, { once: true });
    over.addEventListener("pointercancel", up, { once: true });
  });
  over.addEventListener(
    "wheel",
    (event) => {
      const { xRange, onRange } = latest();
      if (!xRange || !onRange || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const at = plot.posToVal(event.clientX - over.getBoundingClientRect().left, "x");
      const width = xRange[1] - xRange[0];
      const factor = Math.min(WIDTHS[1], Math.max(WIDTHS[0], width * ZOOM ** event.deltaY)) / width;
      onRange([at - (at - xRange[0]) * factor, at + (xRange[1] - at) * factor]);
    },
    { passive: false },
  );
}
