import { computed } from "@preact/signals";
import type { Frame } from "../../train/frame.ts";
import { format } from "../../ui/number.ts";
import { summary } from "./data-model.ts";
import { lanes, shownLanes } from "./model.ts";
import type { LaneName } from "./state.ts";

const scoreIn = (score: number): string =>
  summary.peek()?.task === "regression"
    ? `${format(100 * score, 3)} % explained`
    : `accuracy ${format(100 * score, 3)} %`;

const figuresOf = ({ epoch, score, trainLoss, validationLoss }: Frame): string =>
  epoch === 0
    ? ""
    : ` at epoch ${epoch}: ${scoreIn(score)}, loss ${format(trainLoss, 3)}, held out ${format(validationLoss, 3)}`;

const SENTENCES: Readonly<Record<Frame["status"], (frame: Frame) => string>> = {
  ready: () => "is ready",
  running: () => "is training",
  paused: (frame) => `is paused${figuresOf(frame)}`,
  finished: (frame) => `is at its last epoch${figuresOf(frame)}`,
  failed: ({ epoch }) => `stopped in epoch ${epoch}`,
  diverged: ({ epoch }) => `diverged in epoch ${epoch}`,
};

const said = new Map<LaneName, { readonly key: string; readonly text: string }>();

/** The state of each network in a sentence; it changes with the state, not with every epoch. */
export const announcement = computed(() =>
  shownLanes.value
    .flatMap((lane) => {
      const frame = lanes[lane].frame.value;
      if (!frame) return [];
      const key = `${frame.status} ${frame.status === "running" ? "" : frame.epoch}`;
      const before = said.get(lane);
      if (before?.key === key) return [before.text];
      const text = `Network ${lane.toUpperCase()} ${SENTENCES[frame.status](frame)}.`;
      said.set(lane, { key, text });
      return [text];
    })
    .join(" "),
);
