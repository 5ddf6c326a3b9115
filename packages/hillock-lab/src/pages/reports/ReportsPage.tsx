import "./reports.css";
import { FileDrop } from "../../ui/FileDrop.tsx";
import type { Word } from "../../ui/glossary.ts";
import { format } from "../../ui/number.ts";
import { Plot, type PlotSeries } from "../../ui/Plot.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import { Term } from "../../ui/Term.tsx";
import { chosen, fault, meanCurve, names, results, runsOf, take, toggle } from "./model.ts";

export default function ReportsPage() {
  const found = results.value;
  return (
    <>
      <h1>Explore a comparison</h1>
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
            {found.table.split(/[\\/]/).at(-1)}, target {found.target}: {found.splits.train} rows to learn
            from, {found.splits.validation} held out, {found.settings.epochs} epochs,{" "}
            {found.settings.seeds.length} seeds. Recommended: <strong>{found.recommended}</strong>.
          </p>
          <Ranking />
          <Curves />
        </>
      ) : (
        <p class="note">
          <code>npx hillock compare TABLE --target COLUMN</code> writes it into <code>hillock-report/</code>.
        </p>
      )}
    </>
  );
}

function Ranking() {
  const ranking = results.value?.ranking ?? [];
  return (
    <div class="ranking">
      <table>
        <thead>
          <tr>
            <th scope="col">Function</th>
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
              <td>{verdict}</td>
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
    logarithmic: boolean,
    yRange?: readonly [number, number],
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
  return (
    <section class="report-curves" aria-label="Curves, means over the seeds">
      {over(
        "Held-out loss",
        "validationLoss",
        (name) => meanCurve(runsOf(name), ({ curves }) => curves.validationLoss),
        false,
      )}
      {over(
        "Training loss",
        "trainLoss",
        (name) => meanCurve(runsOf(name), ({ curves }) => curves.trainLoss),
        false,
      )}
      {over(
        "Gradient norm of the first layer",
        "firstGradient",
        (name) => positive(meanCurve(runsOf(name), ({ layers }) => layers[0]?.gradientNorm ?? [])),
        true,
      )}
      {over(
        "Dead units of the first layer, share",
        "firstDead",
        (name) => meanCurve(runsOf(name), ({ layers }) => layers[0]?.deadShare ?? []),
        false,
        [0, 1],
      )}
    </section>
  );
}
