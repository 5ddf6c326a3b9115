import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { theme } from "../shell/theme.ts";
import { log10Of, logRange, logTicks, tickValue } from "./log-axis.ts";
import { format } from "./number.ts";
import { seriesColor, seriesDash } from "./palette.ts";
import { panAndZoom } from "./pan-and-zoom.ts";
import { enlarged } from "./wide.ts";

export interface PlotSeries {
  readonly label: string;
  readonly values: ArrayLike<number | null>;
  /** Which colour and dash of the palette. */
  readonly color: number;
  readonly width?: number;
  /** Dashed where given; else as the palette has it. */
  readonly dash?: readonly number[];
}

/** A part of the x axis with a tint behind it, or a line where both ends are the same. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly kind: "saturated" | "dead" | "mark" | "cursor";
}

export interface PlotProps {
  /** What is to be seen, in a sentence, for those who do not see it. */
  readonly description: string;
  readonly x: ArrayLike<number>;
  readonly series: readonly PlotSeries[];
  readonly height: number;
  readonly xLabel?: string;
  readonly yLabel?: string;
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number] | undefined;
  readonly logarithmic?: boolean;
  /** Draws on over missing values. */
  readonly spanGaps?: boolean;
  readonly bands?: readonly Band[];
  readonly onRange?: (range: readonly [number, number]) => void;
  readonly onPick?: (x: number) => void;
}

const styleOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function drawBands(plot: uPlot, bands: readonly Band[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const { from, to, kind } of bands) {
    const { min = 0, max = 0 } = plot.scales.x ?? {};
    const [a, b] = [Math.max(from, min ?? from), Math.min(to, max ?? to)];
    if (a > b) continue;
    const left = plot.valToPos(a, "x", true);
    const right = plot.valToPos(b, "x", true);
    if (from === to) {
      ctx.strokeStyle = styleOf(kind === "cursor" ? "--accent" : "--muted");
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash(kind === "cursor" ? [] : [3 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(left, bbox.top);
      ctx.lineTo(left, bbox.top + bbox.height);
      ctx.stroke();
    } else {
      ctx.fillStyle = styleOf(kind === "dead" ? "--dead" : "--saturated");
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
  }
  ctx.restore();
}

const heightOf = ({ height }: PlotProps): number => height * enlarged.value;

const LOG_AXIS: uPlot.Axis = {
  splits: (_plot, _axis, low, high) => logTicks(low, high),
  values: (_plot, ticks) => ticks.map(tickValue),
};

function options(props: PlotProps, latest: () => PlotProps, width: number): uPlot.Options {
  const { series, xLabel, yLabel, logarithmic } = props;
  const times = enlarged.peek();
  const font = `${12 * times}px system-ui, sans-serif`;
  const axis = (label: string | undefined, size: number): uPlot.Axis => ({
    stroke: styleOf("--muted"),
    grid: { stroke: styleOf("--line"), width: 1 },
    ticks: { show: false },
    font,
    labelFont: font,
    labelSize: 18 * times,
    size: size * times,
    gap: 6,
    values: (_plot, ticks) => ticks.map((tick) => format(tick, 6)),
    ...(label ? { label } : {}),
  });
  return {
    width,
    height: heightOf(props),
    padding: [10, 10, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: {
        time: false,
        range: (_plot, min, max) => {
          const [from, to] = latest().xRange ?? [min, max];
          return [from, to];
        },
      },
      y: {
        range: (_plot, min, max) => {
          const { yRange } = latest();
          if (yRange) return [yRange[0], yRange[1]];
          if (logarithmic) return logRange(min, max);
          return min === null ? [0, 1] : uPlot.rangeNum(min, max, 0.08, true);
        },
      },
    },
    axes: [axis(xLabel, 28), { ...axis(yLabel, 52), ...(logarithmic && LOG_AXIS) }],
    series: [
      {},
      ...series.map(({ label, color, width: lineWidth = 2, dash }) => ({
        label,
        stroke: seriesColor(theme.peek(), color),
        width: lineWidth * times,
        dash: dash ? [...dash] : seriesDash(color),
        points: { show: false },
        spanGaps: props.spanGaps ?? false,
        // whole pixels would make a flat curve a staircase
        pxAlign: 0,
      })),
    ],
    hooks: {
      drawClear: [(plot) => drawBands(plot, latest().bands ?? [])],
      ...(props.onRange || props.onPick ? { ready: [(plot) => panAndZoom(plot, latest)] } : {}),
    },
  };
}

const finite = (values: ArrayLike<number | null>): (number | null)[] =>
  Array.from(values, (v) => (v !== null && Number.isFinite(v) ? v : null));
const dataOf = ({ x, series, logarithmic }: PlotProps): uPlot.AlignedData => [
  Array.from(x),
  ...series.map(({ values }) => (logarithmic ? finite(values).map(log10Of) : finite(values))),
];

/** Where each line begins and ends, for those who do not see it. */
function inFigures(series: readonly PlotSeries[]): string {
  if (series.length === 0) return "nothing yet";
  return series
    .map(({ label, values }) => {
      const known = finite(values).filter((v) => v !== null);
      const [first, last] = [known[0], known.at(-1)];
      return first === undefined || last === undefined
        ? `${label}: nothing yet`
        : `${label}: from ${format(first, 3, 0)} to ${format(last, 3, 0)}`;
    })
    .join("; ");
}

/** A live canvas plot; made anew only where its shape changes. */
export function Plot(props: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const shape = JSON.stringify([
    props.series.map(({ label, color, width, dash }) => [label, color, width, dash]),
    heightOf(props),
    props.logarithmic,
    theme.value,
  ]);
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const made = new uPlot(
      options(latest.current, () => latest.current, node.clientWidth),
      dataOf(latest.current),
      node,
    );
    plot.current = made;
    const resized = new ResizeObserver(() =>
      made.setSize({ width: node.clientWidth, height: heightOf(latest.current) }),
    );
    resized.observe(node);
    return () => {
      resized.disconnect();
      plot.current = undefined;
      made.destroy();
    };
  }, [shape]);
  useEffect(() => {
    plot.current?.setData(dataOf(props));
  });
  return (
    <div
      class="plot"
      role="img"
      aria-label={props.description}
      aria-description={inFigures(props.series)}
      ref={box}
      style={{ height: `${heightOf(props)}px` }}
      data-draggable={props.onRange !== undefined}
    />
  );
}
