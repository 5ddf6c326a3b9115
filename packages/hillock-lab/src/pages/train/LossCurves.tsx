import type { CurvesFrame } from "../../train/frame.ts";
import { Plot, type PlotSeries } from "../../ui/Plot.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import { Term } from "../../ui/Term.tsx";
import { lanes, shownLanes } from "./model.ts";
import { type LaneName, settingsOf } from "./state.ts";

const DASHED = [5, 4];
const NONE: CurvesFrame = {
  epochs: new Float64Array(),
  trainLoss: new Float64Array(),
  validationLoss: new Float64Array(),
  gradients: [],
};

const nameOf = (l: number, lane: LaneName): string =>
  l === (settingsOf(lane)?.layers.length ?? 0) ? "output" : `layer ${l + 1}`;

/** All curves over one axis of epochs; a lane that has no such epoch leaves a gap. */
function aligned() {
  const frames = shownLanes.value.map((lane, i) => ({ lane, i, curves: lanes[lane].curves.value ?? NONE }));
  const epochs = Float64Array.from(new Set(frames.flatMap(({ curves }) => [...curves.epochs]))).sort();
  const onto = (own: Float64Array, values: Float64Array): (number | null)[] => {
    const known = new Map<number, number>();
    own.forEach((epoch, i) => known.set(epoch, values[i] ?? Number.NaN));
    return Array.from(epochs, (epoch) => known.get(epoch) ?? null);
  };
  return { epochs, frames, onto };
}

export function LossCurves() {
  const { epochs, frames, onto } = aligned();
  const loss = frames.flatMap(({ lane, i, curves }): PlotSeries[] => [
    {
      label: `${lane.toUpperCase()} train`,
      values: onto(curves.epochs, curves.trainLoss),
      color: i,
      dash: [],
    },
    {
      label: `${lane.toUpperCase()} held out`,
      values: onto(curves.epochs, curves.validationLoss),
      color: i,
      dash: DASHED,
    },
  ]);
  const last = frames.map(
    ({ lane, curves }) => `${lane.toUpperCase()} ${curves.trainLoss.at(-1)?.toPrecision(3) ?? ""}`,
  );
  return (
    <section class="charts" aria-label="Curves over the epochs">
      <div>
        <h2>
          <Term word="loss">Loss</Term> over epochs
        </h2>
        <Plot
          x={epochs}
          series={loss}
          height={200}
          logarithmic
          spanGaps
          xRange={[0, Math.max(20, epochs.at(-1) ?? 0)]}
          xLabel="epoch"
          description={`Loss over ${epochs.at(-1) ?? 0} epochs, on a logarithmic axis. ${last.join(", ")}`}
        />
        <p class="note legend">
          {frames.map(({ lane, i }) => (
            <span key={lane}>
              <Swatch color={i} dash={[]} /> {lane.toUpperCase()},{" "}
              <Term word="trainLoss">rows learned from</Term> <Swatch color={i} dash={DASHED} />{" "}
              <Term word="validationLoss">held out</Term>
            </span>
          ))}
        </p>
      </div>
      {frames.map(({ lane, curves }) => (
        <div key={lane}>
          <h2>
            <Term word="gradientNorm">Gradient norm</Term> by layer, {lane.toUpperCase()}
          </h2>
          <Plot
            x={curves.epochs}
            series={curves.gradients.map((values, l) => ({
              label: nameOf(l, lane),
              values: values.map((v) => (v > 0 ? v : Number.NaN)),
              color: l,
            }))}
            height={200}
            logarithmic
            spanGaps
            xRange={[0, Math.max(20, curves.epochs.at(-1) ?? 0)]}
            xLabel="epoch"
            description={`Gradient norm of ${curves.gradients.length} layers over the epochs, on a logarithmic axis`}
          />
          <p class="note legend">
            {Array.from({ length: (settingsOf(lane)?.layers.length ?? 0) + 1 }, (_, l) => (
              <span key={l}>
                <Swatch color={l} /> {nameOf(l, lane)}
              </span>
            ))}
          </p>
        </div>
      ))}
    </section>
  );
}
