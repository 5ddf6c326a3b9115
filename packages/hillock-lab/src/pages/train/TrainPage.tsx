import "./train.css";
import { DataPanel } from "./DataPanel.tsx";
import { Findings } from "./Findings.tsx";
import { LaneView } from "./LaneView.tsx";
import { LossCurves } from "./LossCurves.tsx";
import { shownLanes } from "./model.ts";
import { NetworkPanel } from "./NetworkPanel.tsx";
import { PlayBar } from "./PlayBar.tsx";
import { change, rivalOf, state } from "./state.ts";

export default function TrainPage() {
  return (
    <>
      <h1>Train, and watch every layer</h1>
      <p class="lead">Choose data and layers, and press Train. A second network can race the first.</p>
      <div class="workbench">
        <div class="settings">
          <DataPanel />
          <NetworkPanel lane="a" />
          {state.value.b ? (
            <NetworkPanel lane="b" />
          ) : (
            <button type="button" class="wide" onClick={() => change({ b: rivalOf(state.value.a) })}>
              Race a second network
            </button>
          )}
        </div>
        <div class="stage">
          <PlayBar />
          <div class="lanes" data-count={shownLanes.value.length}>
            {shownLanes.value.map((lane) => (
              <LaneView key={lane} lane={lane} />
            ))}
          </div>
          <LossCurves />
          <Findings />
        </div>
      </div>
    </>
  );
}
