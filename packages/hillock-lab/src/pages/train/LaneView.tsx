import type { Frame } from "../../train/frame.ts";
import { format } from "../../ui/number.ts";
import { Term } from "../../ui/Term.tsx";
import { summary } from "./data-model.ts";
import { FINDINGS } from "./Findings.tsx";
import { LayerRow } from "./LayerRow.tsx";
import { lanes } from "./model.ts";
import { OnnxFile } from "./OnnxFile.tsx";
import { Surface } from "./Surface.tsx";
import { type LaneName, settingsOf, state } from "./state.ts";

const percent = (share: number): string =>
  Number.isNaN(share) ? "none" : share < -1 ? "< −100 %" : `${format(100 * share, 3)} %`;
const STATUS: Readonly<Record<Frame["status"], string>> = {
  ready: "not trained yet",
  running: "training",
  paused: "paused",
  finished: "at its last epoch",
  diverged: "diverged",
  failed: "stopped",
};
const stateOf = ({ status, shown }: Frame): string =>
  status === "ready" ? STATUS.ready : `epoch ${shown}, ${STATUS[status]}`;

const showFindings = (): void => document.getElementById(FINDINGS)?.scrollIntoView({ behavior: "smooth" });

/** One network: how right it is, what it answers, and what its layers do. */
export function LaneView({ lane }: { readonly lane: LaneName }) {
  const frame = lanes[lane].frame.value;
  const trouble = lanes[lane].trouble.value;
  const data = summary.value;
  const title = `Network ${lane.toUpperCase()}`;
  const found = frame?.findings.length ?? 0;
  const regression = data?.task === "regression";
  // what is to come keeps its place
  const plane = data ? data.plane !== undefined : state.value.data.kind === "shape";
  return (
    <section class="lane" data-plane={plane} aria-label={`${title}, live`}>
      <div class="heading whole">
        <h2>{title}</h2>
        <span class="note state">
          {frame ? stateOf(frame) : ""}
          {found > 0 && (
            <>
              ,{" "}
              <button type="button" class="link" onClick={showFindings}>
                {found} {found === 1 ? "finding" : "findings"}
              </button>
            </>
          )}
        </span>
      </div>
      <dl class="figures whole">
        <div>
          <dt>
            <Term word={regression ? "explained" : "accuracy"}>{regression ? "Explained" : "Accuracy"}</Term>
          </dt>
          <dd class="large">{frame ? percent(frame.score) : "–"}</dd>
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
      {trouble && (
        <p class="notice whole" role="alert">
          {trouble}
        </p>
      )}
      {plane && (
        <Surface
          frame={frame}
          summary={data}
          showHeld={state.value.showHeld}
          label={`Decision surface of network ${lane.toUpperCase()} at epoch ${frame?.shown ?? 0}`}
        />
      )}
      <LayerTable lane={lane} frame={frame} />
      <OnnxFile lane={lane} />
    </section>
  );
}

function LayerTable({ lane, frame }: { readonly lane: LaneName; readonly frame: Frame | undefined }) {
  const layers = frame?.layers ?? [];
  const largest = Math.max(0, ...layers.map(({ gradient }) => gradient).filter(Number.isFinite));
  const asked = settingsOf(lane)?.layers ?? [];
  const name = (l: number, count: number): string => (l === count - 1 ? "Output" : `Layer ${l + 1}`);
  return (
    <table class="layer-table">
      <thead>
        <tr>
          <th scope="col">
            <Term word="layer">Layer</Term>
          </th>
          <th scope="col">
            <Term word="units">Units</Term>
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
        {layers.length > 0
          ? layers.map((layer, l) => (
              <LayerRow key={l} layer={layer} name={name(l, layers.length)} largest={largest} />
            ))
          : [...asked.map(({ units }) => units), 1].map((units, l) => (
              <LayerRow key={l} units={units} name={name(l, asked.length + 1)} largest={0} />
            ))}
      </tbody>
      <caption class="hidden">Layers of network {lane.toUpperCase()}</caption>
    </table>
  );
}
