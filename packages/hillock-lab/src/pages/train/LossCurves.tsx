import { Plot, type PlotSeries } from "../../ui/Plot.tsx";
import { lanes, shownLanes } from "./model.ts";

const DASHED = [5, 4];

/** All curves over one axis of epochs; a lane that has no such epoch leaves a gap. */
function aligned() {
  const frames = shownLanes.value.flatMap((lane, i) => {
    const curves = lanes[lane].curves.value;
    return curves ? [{ lane, i, curves }] : [];
  });
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
        <h2>Loss over epochs</h2>
        <Plot
          x={epochs}
          series={loss}
          height={200}
          spanGaps
          xRange={[0, Math.max(20, epochs.at(-1) ?? 0)]}
          description={`Loss over ${epochs.at(-1) ?? 0} epochs. ${last.join(", ")}`}
        />
        <p class="note legend">
          Solid: rows it learns from; dashed: held out.
          {frames.length > 1 && " Blue: network A; orange: network B."}
        </p>
      </div>
      {frames.map(({ lane, curves }) => (
        <div key={lane}>
          <h2>Gradient norm by layer, {lane.toUpperCase()}</h2>
          <Plot
            x={curves.epochs}
            series={curves.gradients.map((values, l) => ({
              label: `layer ${l + 1}`,
              values: values.map((v) => (v > 0 ? v : Number.NaN)),
              color: l,
            }))}
            height={200}
            logarithmic
            spanGaps
            xRange={[0, Math.max(20, curves.epochs.at(-1) ?? 0)]}
            description={`Gradient norm of ${curves.gradients.length} layers over the epochs, on a logarithmic axis`}
          />
          <p class="note legend">
            Logarithmic; the first layer is drawn through, the others are dashed each in their way.
          </p>
        </div>
      ))}
    </section>
  );
}
