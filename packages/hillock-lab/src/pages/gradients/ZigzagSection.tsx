import type { ZigzagLook } from "../../compute/zigzag.ts";
import { theme } from "../../shell/theme.ts";
import { FunctionSelect } from "../../ui/FunctionSelect.tsx";
import { format } from "../../ui/number.ts";
import { seriesColor } from "../../ui/palette.ts";
import { Slider } from "../../ui/Slider.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import { Term } from "../../ui/Term.tsx";
import { marksOf, reachOf } from "./frame.ts";
import { zigzags } from "./model.ts";
import { change, MOST_STEPS, state } from "./state.ts";

const SIZE = 300;
const NAMES = ["Inputs from", "Beside it, inputs from"];

const pointIn = ([a, b]: readonly [number, number]): string => `(${format(a, 2)}, ${format(b, 2)})`;

/** The path of two weights, towards the goal. */
function PathFigure({
  look,
  color,
  step,
  name,
  reach,
}: {
  readonly look: ZigzagLook | undefined;
  readonly color: number;
  readonly step: number;
  readonly name: string;
  readonly reach: number;
}) {
  const place = (w: number): number => ((w + reach) / (2 * reach)) * SIZE;
  const path = (look?.path ?? []).slice(0, step + 1);
  const at = path.at(-1);
  const points = path.map(([a, b]) => [place(a), SIZE - place(b)] as const);
  const ink = seriesColor(theme.value, color);
  const start = points[0];
  const end = points.at(-1);
  return (
    <svg
      class="path"
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={`Path of two weights under the outputs of ${name}, ${step} steps`}
      aria-description={
        path[0] && at
          ? `From ${pointIn(path[0])} to ${pointIn(at)}; the goal is ${look ? pointIn(look.goal) : ""}`
          : "Not computed yet"
      }
    >
      <path
        class="axes"
        d={`M${SIZE / 2} 0V${SIZE}M0 ${SIZE / 2}H${SIZE}${marksOf(reach)
          .map((mark) => `M${place(mark)} ${SIZE / 2 - 3}v6M${SIZE / 2 - 3} ${SIZE - place(mark)}h6`)
          .join("")}`}
      />
      <polyline
        points={points.map((point) => point.join()).join(" ")}
        fill="none"
        stroke={ink}
        stroke-width="2"
      />
      {points.map(([x, y], i) => (
        <circle key={i} cx={x} cy={y} r="2.2" fill={ink} />
      ))}
      {start && <circle class="start" cx={start[0]} cy={start[1]} r="5" />}
      {end && <circle cx={end[0]} cy={end[1]} r="4.5" fill={ink} />}
      {look && (
        <path class="goal" d={`M${place(look.goal[0]) - 7} ${SIZE - place(look.goal[1])}h14m-7 -7v14`} />
      )}
      <text x={SIZE - 6} y={SIZE / 2 - 8} text-anchor="end">
        w₁
      </text>
      <text x={SIZE / 2 + 8} y={15}>
        w₂
      </text>
      {marksOf(reach).map((mark) => (
        <g key={mark} class="number">
          <text x={place(mark)} y={SIZE / 2 + 14} text-anchor="middle">
            {format(mark, 3)}
          </text>
          <text x={SIZE / 2 - 6} y={SIZE - place(mark) + 4} text-anchor="end">
            {format(mark, 3)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Inputs that share a sign beside inputs that do not. */
export function ZigzagSection() {
  const { paths, step } = state.value;
  const { value: found, fault } = zigzags.value;
  const reach = reachOf((found ?? []).map((look) => look?.path ?? []));
  return (
    <section class="part" aria-label="The zig-zag">
      <h2>
        The <Term word="zigzag">zig-zag</Term>: why outputs should be{" "}
        <Term word="zeroCentred">zero-centred</Term>
      </h2>
      <div class="part-grid">
        <div class="controls">
          <p class="lead">
            Two <Term word="weight">weights</Term> learn from what a layer of each function gives them, one
            example a step, from the circle to the cross. Where all inputs are positive, both weights can only
            grow or shrink together.
          </p>
          <Slider
            label="Steps"
            word="step"
            value={step}
            min={0}
            max={MOST_STEPS}
            step={1}
            onChange={(next) => change({ step: next })}
          />
          <p class="said" role="status">
            {fault}
          </p>
        </div>
        <div class="paths">
          {paths.map((spec, i) => {
            const look = found?.[i];
            return (
              <figure key={i} aria-label={`${NAMES[i]} ${spec.text}`}>
                <div class="field">
                  <span class="named">
                    <Swatch color={i} /> {NAMES[i]}
                  </span>
                  <FunctionSelect
                    label={NAMES[i] ?? ""}
                    value={spec}
                    onChange={(next) => change({ paths: i === 0 ? [next, paths[1]] : [paths[0], next] })}
                  />
                </div>
                <PathFigure look={look} color={i} step={step} name={spec.text} reach={reach} />
                <figcaption>
                  {look && (
                    <>
                      Both weights move the same way in <strong>{Math.round(100 * look.sameSign)} %</strong>{" "}
                      of the steps; the way is <strong>{format(look.detour, 3)}</strong> times as long as
                      straight, and ends {format(look.left, 2)} from the goal.
                    </>
                  )}
                </figcaption>
              </figure>
            );
          })}
        </div>
      </div>
    </section>
  );
}
