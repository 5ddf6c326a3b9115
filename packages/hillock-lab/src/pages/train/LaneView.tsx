import type { Frame } from "../../train/frame.ts";
import { format } from "../../ui/number.ts";
import { Term } from "../../ui/Term.tsx";
import { LayerRow, unitsInWords } from "./LayerRow.tsx";
import { lanes, summary } from "./model.ts";
import { OnnxFile } from "./OnnxFile.tsx";
import { Surface } from "./Surface.tsx";
import type { LaneName } from "./state.ts";

const percent = (share: number): string =>
  Number.isNaN(share) ? "none" : share < -1 ? "< −100 %" : `${format(100 * share, 3)} %`;
const STATUS = {
  ready: "not trained yet",
  running: "training",
  paused: "paused",
  finished: "at its last epoch",
  diverged: "diverged",
} as const;

/** One network: how right it is, what it answers, and what its layers do. */
export function LaneView({ lane }: { readonly lane: LaneName }) {
  const frame = lanes[lane].frame.value;
  const data = summary.value;
  const title = `Network ${lane.toUpperCase()}`;
  const found = frame?.findings.length ?? 0;
  const regression = data?.task === "regression";
  return (
    <section class="lane" data-plane={data?.plane !== undefined} aria-label={`${title}, live`}>
      <div class="heading whole">
        <h2>{title}</h2>
        <span class="note">
          {frame ? STATUS[frame.status] : ""}
          {found > 0 && `, ${found} ${found === 1 ? "finding" : "findings"} below`}
        </span>
      </div>
      <dl class="figures whole">
        <div>
          <dt>
            <Term word={regression ? "explained" : "accuracy"}>{regression ? "Explained" : "Accuracy"}</Term>
          </dt>
          <dd class="large">{frame ? percent(frame.score) : ""}</dd>
        </div>
        <div>
          <dt>
            <Term word="trainLoss">Loss</Term>
          </dt>
          <dd>{frame?.shown ? format(frame.trainLoss, 3) : "–"}</dd>
        </div>
        <div>
          <dt>
            <Term word="validationLoss">Held out</Term>
          </dt>
          <dd>{frame?.shown ? format(frame.validationLoss, 3) : "–"}</dd>
        </div>
      </dl>
      {frame?.status === "diverged" && (
        <p class="notice whole" role="alert">
          It diverged in epoch {frame.epoch}: the loss is no longer a finite number, so training ended. Your
          settings are kept; take a smaller learning rate, or look back at the epochs before.
        </p>
      )}
      {data?.plane && (
        <Surface
          frame={frame}
          summary={data}
          label={`Decision surface of network ${lane.toUpperCase()} at epoch ${frame?.shown ?? 0}`}
        />
      )}
      <LayerTable frame={frame} />
      <OnnxFile lane={lane} />
    </section>
  );
}

function LayerTable({ frame }: { readonly frame: Frame | undefined }) {
  const layers = frame?.layers ?? [];
  const largest = Math.max(0, ...layers.map(({ gradient }) => gradient).filter(Number.isFinite));
  return (
    <table class="layer-table">
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col">
            <Term word="deadUnit">Units</Term>
          </th>
          <th scope="col">
            <Term word="histogram">Activations</Term>
          </th>
          <th scope="col">
            <Term word="gradientNorm">Gradient</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {layers.map((layer, l) => (
          <LayerRow
            key={l}
            layer={layer}
            name={l === layers.length - 1 ? "Output" : `Layer ${l + 1}`}
            largest={largest}
          />
        ))}
      </tbody>
      <caption class="hidden">
        {layers.map((layer, l) => `Layer ${l + 1}: ${unitsInWords(layer.states)}`).join("; ")}
      </caption>
    </table>
  );
}
