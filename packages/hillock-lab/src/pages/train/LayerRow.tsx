import { memo } from "preact/compat";
import { type LayerFrame, UNIT } from "../../train/frame.ts";
import { format } from "../../ui/number.ts";

const CELL = 13;
const COLUMNS = 8;
/** Beside the kinds of UNIT: a unit of which nothing has been seen yet. */
const UNKNOWN = "3";
const [WIDTH, HEIGHT] = [112, 36];

/** A square a unit: filled where it is alive, crossed out where it is dead, half filled where it is saturated. */
const Units = memo(function Units({ states }: { readonly states: string }) {
  const rows = Math.ceil(states.length / COLUMNS);
  const columns = Math.min(states.length, COLUMNS);
  return (
    <svg
      class="units"
      viewBox={`0 0 ${columns * CELL} ${rows * CELL}`}
      width={columns * CELL}
      aria-hidden="true"
    >
      {[...states].map((state, u) => {
        const [x, y] = [(u % COLUMNS) * CELL + 1, Math.floor(u / COLUMNS) * CELL + 1];
        const size = CELL - 3;
        const kind = Number(state);
        return (
          <g key={u} class={`unit state-${state}`}>
            <rect x={x} y={y} width={size} height={size} rx="2" />
            {kind === UNIT.dead && (
              <path d={`M${x + 2} ${y + 2}l${size - 4} ${size - 4}m0 ${4 - size}l${4 - size} ${size - 4}`} />
            )}
            {kind === UNIT.saturated && (
              <rect class="half" x={x} y={y + size / 2} width={size} height={size / 2} />
            )}
          </g>
        );
      })}
    </svg>
  );
});

function histogramPath(histogram: Float32Array): string {
  const most = Math.max(...histogram, 1e-9);
  const step = WIDTH / histogram.length;
  let path = `M0 ${HEIGHT}`;
  histogram.forEach((share, bin) => {
    const y = (HEIGHT - (HEIGHT - 2) * (share / most)).toFixed(1);
    path += `L${(bin * step).toFixed(1)} ${y}L${((bin + 1) * step).toFixed(1)} ${y}`;
  });
  return `${path}L${WIDTH} ${HEIGHT}Z`;
}

const count = (states: Uint8Array, kind: number): number =>
  states.reduce((sum, state) => sum + Number(state === kind), 0);

/** What the layer's units do, in words. */
function unitsInWords(states: Uint8Array): string {
  const dead = count(states, UNIT.dead);
  const saturated = count(states, UNIT.saturated);
  const parts = [...(dead > 0 ? [`${dead} dead`] : []), ...(saturated > 0 ? [`${saturated} saturated`] : [])];
  return parts.length === 0 ? `all ${states.length} alive` : `${parts.join(", ")} of ${states.length}`;
}

/** One layer, live: its units, its activations, and the gradient that reaches it; only its units before it is known. */
export function LayerRow({
  layer,
  units = 1,
  name,
  largest,
}: {
  readonly layer?: LayerFrame;
  readonly units?: number;
  readonly name: string;
  readonly largest: number;
}) {
  const gradient = layer?.gradient ?? Number.NaN;
  const share = gradient > 0 && largest > 0 ? Math.max(0, 1 + Math.log10(gradient / largest) / 6) : 0;
  return (
    <tr>
      <th scope="row">
        {name}
        <span class="note">{layer?.name ?? "\u00a0"}</span>
      </th>
      <td>
        <Units states={layer?.states.join("") ?? UNKNOWN.repeat(units)} />
        <span class="words">{layer ? unitsInWords(layer.states) : "\u00a0"}</span>
      </td>
      <td>
        <svg
          class="histogram"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          width={WIDTH}
          height={HEIGHT}
          aria-hidden="true"
        >
          {layer && <path d={histogramPath(layer.histogram)} />}
        </svg>
        <span class="words">{layer ? `${format(layer.low, 2)} to ${format(layer.high, 2)}` : "\u00a0"}</span>
      </td>
      <td>
        <span class="gauge" aria-hidden="true">
          <i style={{ transform: `scaleX(${share.toFixed(3)})` }} />
        </span>
        <span class="words">
          {layer ? (Number.isNaN(gradient) ? "not yet" : format(gradient, 2)) : "\u00a0"}
        </span>
      </td>
    </tr>
  );
}
