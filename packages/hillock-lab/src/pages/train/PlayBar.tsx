import { hasSimd } from "../../compute/simd.ts";
import { Slider } from "../../ui/Slider.tsx";
import { Term } from "../../ui/Term.tsx";
import { announcement } from "./announcement.ts";
import { dataReady } from "./data-model.ts";
import {
  hiddenPause,
  lanes,
  lastEpoch,
  look,
  lookingAt,
  networksReady,
  pause,
  play,
  restart,
  running,
  shownLanes,
  step,
} from "./model.ts";
import { change, SPEEDS, state } from "./state.ts";

const ready = (): boolean => hasSimd && dataReady.value && networksReady.value;
const OVER: readonly string[] = ["finished", "diverged", "failed"];
const over = (): boolean =>
  shownLanes.value.every((lane) => OVER.includes(lanes[lane].frame.value?.status ?? ""));

/** Play, pause, step, speed, and back in time. */
export function PlayBar() {
  const most = lastEpoch.value;
  const shown = lookingAt.value ?? most;
  return (
    <div class="play-bar" role="toolbar" aria-label="Training">
      <button
        type="button"
        class="primary"
        disabled={running.value ? false : !ready() || over()}
        onClick={running.value ? pause : play}
      >
        {running.value ? "Pause" : "Train"}
      </button>
      <button type="button" disabled={!ready() || over() || running.value} onClick={step}>
        Step
      </button>
      <button type="button" onClick={() => restart()}>
        Restart
      </button>
      <div class="speed-choice">
        <Term word="speed">Speed</Term>
        <select
          aria-label="Speed"
          value={String(state.value.speed)}
          onChange={(event) => {
            change({ speed: Number(event.currentTarget.value) });
            if (running.peek()) play();
          }}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {Number.isFinite(speed) ? `${speed} epoch${speed === 1 ? "" : "s"}/s` : "full speed"}
            </option>
          ))}
        </select>
      </div>
      <div class="time">
        <Slider
          label="Epoch"
          word="epoch"
          value={shown}
          min={0}
          max={Math.max(1, most)}
          step={1}
          shown={lookingAt.value === undefined ? `${most}` : `${shown} of ${most}`}
          disabled={most === 0}
          onChange={look}
        />
      </div>
      <span role="status" class="hidden" aria-label="State of the training">
        {announcement.value}
      </span>
      <span role="status" class="toast" data-shown={hiddenPause.value !== ""}>
        {hiddenPause.value || null}
      </span>
    </div>
  );
}
