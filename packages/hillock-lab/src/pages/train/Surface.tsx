import { useEffect, useRef } from "preact/hooks";
import { type Theme, theme } from "../../shell/theme.ts";
import type { DataSummary, Points } from "../../train/data.ts";
import { type Frame, SURFACE } from "../../train/frame.ts";
import { format } from "../../ui/number.ts";
import { Term } from "../../ui/Term.tsx";

type Rgb = readonly [number, number, number];
/** Blue, orange, green, purple of Okabe and Ito, then yellow, sky: told apart with any colour blindness. */
const CLASSES: readonly Rgb[] = [
  [0, 114, 178],
  [230, 159, 0],
  [0, 158, 115],
  [204, 121, 167],
  [240, 228, 66],
  [86, 180, 233],
];
const GROUND: Record<Theme, Rgb> = { light: [251, 250, 247], dark: [27, 31, 35] };
type Mark = readonly (readonly [dx: number, dy: number])[];
const square = 2.3;
const far = 3.4;
/** Corners of a circle, which has none, a square, a triangle and a diamond. */
const MARKS: readonly [Mark, ...Mark[]] = [
  [],
  [
    [-square, -square],
    [square, -square],
    [square, square],
    [-square, square],
  ],
  [
    [0, -far],
    [far, square],
    [-far, square],
  ],
  [
    [0, -far],
    [far, 0],
    [0, far],
    [-far, 0],
  ],
];
const BLACK: Rgb = [0, 0, 0];
const SIZE = 280;
/** Numbers to be predicted are standardised; beyond this many deviations they have the colour of the end. */
const SPREAD = 2;

const classColor = (i: number): string => `rgb(${(CLASSES[i % CLASSES.length] ?? BLACK).join(" ")})`;

/** How much of each class's colour a point gets, from the network's outputs there. */
function sharesOf(frame: Frame, task: DataSummary["task"], at: number): readonly number[] {
  const { surface, outputs } = frame;
  if (!surface) return [];
  const clamp = (x: number): number => (Number.isFinite(x) ? Math.min(1, Math.max(0, x)) : 0);
  if (task === "multiclass")
    return Array.from({ length: outputs }, (_, k) => clamp(surface[at * outputs + k] ?? 0));
  const p = clamp(task === "regression" ? ((surface[at] ?? 0) + SPREAD) / (2 * SPREAD) : (surface[at] ?? 0));
  return [1 - p, p];
}

function paint(pixels: Uint8ClampedArray, frame: Frame, task: DataSummary["task"], ground: Rgb): void {
  for (let i = 0; i < SURFACE * SURFACE; i++) {
    const shares = sharesOf(frame, task, i);
    // certain places in full colour, undecided ones in that of the ground
    const certainty = 0.72 * Math.max(0, (Math.max(...shares) - 1 / shares.length) / (1 - 1 / shares.length));
    const best = CLASSES[shares.indexOf(Math.max(...shares)) % CLASSES.length] ?? ground;
    for (let c = 0; c < 3; c++)
      pixels[4 * i + c] = (ground[c] ?? 0) * (1 - certainty) + (best[c] ?? 0) * certainty;
    pixels[4 * i + 3] = 255;
  }
}

/** Of a class its own, of a number one between the two ends. */
function pointColor(task: DataSummary["task"], label: number): string {
  if (task !== "regression") return classColor(label);
  const share = Math.min(1, Math.max(0, (label + SPREAD) / (2 * SPREAD)));
  const [low, high] = [CLASSES[0] ?? BLACK, CLASSES[1] ?? BLACK];
  return `rgb(${low.map((from, c) => Math.round(from + ((high[c] ?? 0) - from) * share)).join(" ")})`;
}

/** Around a point, so that it stands out from its own class's colour. */
const EDGE = "rgb(255 255 255 / 85%)";

/** Full marks, or rings for rows that are held out. */
function drawPoints(
  context: CanvasRenderingContext2D,
  { plane, task }: DataSummary,
  points: Points | undefined,
  { size, rings }: { readonly size: number; readonly rings: boolean },
): void {
  if (!points || !plane) return;
  const scale = size / SIZE;
  context.lineWidth = (rings ? 1.8 : 1) * scale;
  for (let i = 0; i < points.labels.length; i++) {
    const x = (((points.inputs[2 * i] ?? 0) - plane.x[0]) / (plane.x[1] - plane.x[0])) * size;
    const y = ((plane.y[1] - (points.inputs[2 * i + 1] ?? 0)) / (plane.y[1] - plane.y[0])) * size;
    const label = points.labels[i] ?? 0;
    const color = pointColor(task, label);
    context.fillStyle = rings ? EDGE : color;
    context.strokeStyle = rings ? color : EDGE;
    context.beginPath();
    // shapes tell the classes apart where colours do not
    const mark = MARKS[task === "regression" ? 0 : label % MARKS.length] ?? MARKS[0];
    if (mark.length === 0) context.arc(x, y, 2.6 * scale, 0, 2 * Math.PI);
    for (const [dx, dy] of mark) context.lineTo(x + dx * scale, y + dy * scale);
    context.closePath();
    context.fill();
    context.stroke();
  }
}

/** How much of the plane the network gives to each class, for those who do not see it. */
function inFigures(frame: Frame | undefined, summary: DataSummary | undefined): string {
  if (!frame?.surface || !summary) return "Not computed yet";
  const points = `${summary.points?.labels.length ?? 0} rows as dots`;
  const places = SURFACE * SURFACE;
  if (summary.task === "regression") {
    const sorted = frame.surface.slice().sort();
    return `${points}; answers from ${format(sorted[0] ?? 0, 2)} to ${format(sorted[places - 1] ?? 0, 2)}, standardised`;
  }
  const counts = summary.classes.map(() => 0);
  for (let at = 0; at < places; at++) {
    const shares = sharesOf(frame, summary.task, at);
    const best = shares.indexOf(Math.max(...shares));
    counts[best] = (counts[best] ?? 0) + 1;
  }
  const parts = summary.classes.map(
    (name, i) => `${name} on ${Math.round((100 * (counts[i] ?? 0)) / places)} %`,
  );
  return `${points}; the network answers ${parts.join(", ")} of the plane`;
}

/** What the network answers over the plane, with the training points on it. */
export function Surface({
  frame,
  summary,
  showHeld,
  label,
}: {
  readonly frame: Frame | undefined;
  readonly summary: DataSummary | undefined;
  readonly showHeld: boolean;
  readonly label: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const points = useRef<HTMLCanvasElement>(null);
  const shade = theme.value;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !summary || !frame?.surface) return;
    const image = context.createImageData(SURFACE, SURFACE);
    paint(image.data, frame, summary.task, GROUND[shade]);
    context.putImageData(image, 0, 0);
  }, [frame, summary, shade]);
  // points do not change while it trains: they lie on a canvas of their own
  useEffect(() => {
    const node = points.current;
    const context = node?.getContext("2d");
    if (!node || !context || !summary) return;
    const draw = (): void => {
      const size = Math.round((node.clientWidth || SIZE) * devicePixelRatio);
      node.width = size;
      node.height = size;
      drawPoints(context, summary, summary.points, { size, rings: false });
      if (showHeld) drawPoints(context, summary, summary.heldPoints, { size, rings: true });
    };
    const resized = new ResizeObserver(draw);
    resized.observe(node);
    return () => resized.disconnect();
  }, [summary, showHeld]);
  return (
    <figure class="plane" aria-label="The plane">
      <div class="surface" role="img" aria-label={label} aria-description={inFigures(frame, summary)}>
        <canvas ref={canvas} width={SURFACE} height={SURFACE} />
        <canvas ref={points} />
      </div>
      <figcaption class="note">
        <ClassKey summary={summary} />
        <Term word="decisionSurface">Background</Term>: the network's answer.
      </figcaption>
    </figure>
  );
}

const MOST_NAMED = 6;
function ClassKey({ summary }: { readonly summary: DataSummary | undefined }) {
  if (!summary) return <span class="class-key">&nbsp;</span>;
  if (summary.task === "regression")
    return <span class="class-key">Dots: the rows it trains on, from low (blue) to high (orange).</span>;
  return (
    <span class="class-key">
      {summary.classes.slice(0, MOST_NAMED).map((name, i) => (
        <span key={name}>
          <i style={{ background: classColor(i) }} data-mark={i % MARKS.length} /> {name}
        </span>
      ))}
    </span>
  );
}
