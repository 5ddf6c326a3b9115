import "./reports.css";
import type { LayerMeasurements, Results } from "hillock";
import { layersFromOne } from "../../train/layer-words.ts";
import { FileDrop } from "../../ui/FileDrop.tsx";
import type { Word } from "../../ui/glossary.ts";
import { format } from "../../ui/number.ts";
import { Plot, type PlotProps, type PlotSeries } from "../../ui/Plot.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import { Term } from "../../ui/Term.tsx";
import { Example } from "./Example.tsx";
import {
  chosen,
  fault,
  layer,
  layerCount,
  meanCurve,
  names,
  results,
  runsOf,
  take,
  toggle,
} from "./model.ts";

export default function ReportsPage() {
  const found = results.value;
  return (
    <>
      <h1>Explore a comparison</h1>
      <p class="lead">The same network, from the same seeds, with one activation function after another.</p>
      <FileDrop
        label="Drop a results.json of hillock compare here, or choose one"
        accept=".json,application/json"
        take={take}
      />
      <p class="said" role="status">
        {fault.value}
      </p>
      {found ? (
        <>
          <p>
            {found.table.split(/[\\/]/).at(-1)}, <Term word="target">target</Term> {found.target}:{" "}
            {found.splits.train} rows to learn from, {found.splits.validation}{" "}
            <Term word="heldOut">held out</Term>, {found.settings.epochs} <Term word="epoch">epochs</Term>,{" "}
            {found.settings.seeds.length} <Term word="seed">seeds</Term>.{" "}
            <Term word="recommended">Recommended</Term>: <strong>{found.recommended ?? "none"}</strong>
            {ties(found)}.
          </p>
          <Ranking />
          <Curves />
        </>
      ) : (
        <Example />
      )}
    </>
  );
}

/** How many others do as well, as far as the seeds can tell. */
function ties({ ranking, recommended }: Results): string {
  if (recommended === null) return ", since no training's loss stayed finite";
  const others = ranking.filter(
    ({ tiedWithBest, activation }) => tiedWithBest && activation !== recommended,
  ).length;
  return others === 0 ? "" : `, which cannot be told apart from ${others} of the others`;
}

function Ranking() {
  const ranking = results.value?.ranking ?? [];
  return (
    <div class="ranking">
      <table aria-label="Ranking">
        <thead>
          <tr>
            <th scope="col">
              <Term word="function">Function</Term>
            </th>
            <th scope="col">
              <Term word="validationLoss">Held-out loss</Term>
            </th>
            <th scope="col">
              <Term word="accuracy">Accuracy</Term>
            </th>
            <th scope="col">
              <Term word="verdict">Verdict</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          {ranking.map(({ activation, validationLoss, validationAccuracy, verdict }, i) => (
            <tr key={activation}>
              <th scope="row">
                <label class="check">
                  <input
                    type="checkbox"
                    checked={chosen.value.includes(activation)}
                    onChange={() => toggle(activation)}
                  />
                  <Swatch color={i} /> {activation}
                </label>
              </th>
              <td>{validationLoss ? format(validationLoss.mean, 3) : "none"}</td>
              <td>{validationAccuracy ? `${format(100 * validationAccuracy.mean, 3)} %` : "–"}</td>
              <td>{layersFromOne(verdict)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Curves() {
  const shown = names.value.flatMap((name, color) => (chosen.value.includes(name) ? [{ name, color }] : []));
  const over = (
    title: string,
    word: Word,
    read: (name: string) => number[],
    { logarithmic = false, yRange }: Pick<PlotProps, "logarithmic" | "yRange"> = {},
  ) => {
    const series = shown.map(({ name, color }): PlotSeries => ({ label: name, values: read(name), color }));
    const length = Math.max(0, ...series.map(({ values }) => values.length));
    return (
      <div>
        <h2>
          <Term word={word}>{title}</Term>
        </h2>
        <Plot
          x={Array.from({ length }, (_, i) => i + 1)}
          series={series}
          height={230}
          logarithmic={logarithmic}
          yRange={yRange}
          xRange={[1, Math.max(2, length)]}
          xLabel="epoch"
          description={`${title}, over ${length} epochs, of ${shown.map(({ name }) => name).join(", ")}`}
        />
      </div>
    );
  };
  const positive = (values: number[]): number[] => values.map((v) => (v > 0 ? v : Number.NaN));
  const count = layerCount.value;
  const at = Math.min(layer.value, count - 1);
  const where = at === count - 1 ? "the output layer" : `layer ${at + 1}`;
  const measured = (read: (layer: LayerMeasurements) => readonly number[]) => (name: string) =>
    meanCurve(runsOf(name), ({ layers }) => (layers[at] ? read(layers[at]) : []));
  return (
    <>
      <section class="report-curves" aria-label="Curves, means over the seeds">
        {over("Held-out loss", "validationLoss", (name) =>
          meanCurve(runsOf(name), ({ curves }) => curves.validationLoss),
        )}
        {over("Training loss", "trainLoss", (name) =>
          meanCurve(runsOf(name), ({ curves }) => curves.trainLoss),
        )}
      </section>
      <div class="which-layer">
        <Slider
          label="Layer"
          word="layer"
          value={at}
          min={0}
          max={Math.max(1, count - 1)}
          step={1}
          shown={where}
          disabled={count < 2}
          onChange={(next) => {
            layer.value = next;
          }}
        />
      </div>
      <section class="report-curves" aria-label="Measurements of a layer, means over the seeds">
        {over(
          `Gradient norm of ${where}`,
          "gradientNorm",
          (name) => positive(measured(({ gradientNorm }) => gradientNorm)(name)),
          { logarithmic: true },
        )}
        {over(
          `Dead units of ${where}, share`,
          "deadShare",
          measured(({ deadShare }) => deadShare),
          {
            yRange: [0, 1],
          },
        )}
        {over(
          `Saturated cases of ${where}, share`,
          "saturatedShare",
          measured(({ saturatedShare }) => saturatedShare),
          { yRange: [0, 1] },
        )}
        {over(
          `Mean activation of ${where}`,
          "zeroCentred",
          measured(({ activationMean }) => activationMean),
        )}
      </section>
    </>
  );
}
