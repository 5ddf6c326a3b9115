import type { ElementwiseActivation } from "../functions/activation.ts";
import type { LayerExamination } from "../network/evidence/examine.ts";
import type { History } from "../network/train.ts";
import { maximum, remainingLoss } from "./finding.ts";
import { THRESHOLDS } from "./thresholds.ts";
import { traitsOf } from "./traits.ts";

export interface HiddenLayer {
  readonly index: number;
  readonly f: ElementwiseActivation;
}

export const hiddenLayers = ({ evidence }: History): HiddenLayer[] =>
  evidence.activations.slice(0, -1).flatMap((f, index) => (f.kind === "elementwise" ? [{ index, f }] : []));

interface StraightLayer extends HiddenLayer {
  /** The most that one of its units bends, as a share of its variance. */
  readonly bend: number;
  /** Whether it was straight before the first step, and whether it is at the end. */
  readonly fromStart: boolean;
  readonly stillSo: boolean;
}

const bendOf = ({ units }: LayerExamination): number | undefined => {
  const live = units.filter((unit) => unit.spread > 0);
  if (live.length === 0) return undefined;
  const straight = live.filter((unit) => unit.bend < THRESHOLDS.linearCollapse.value).length / live.length;
  return straight >= THRESHOLDS.linearUnits.value ? maximum(live.map((unit) => unit.bend)) : undefined;
};

/** What the traits of a straight line round. */
const LINEAR = 1e-6;

/** Hidden layers that are, or behave as, straight lines over the data. */
export function straightLayers(history: History): StraightLayer[] {
  const { before, examine } = history.evidence;
  const now = examine();
  const few = before.rows < THRESHOLDS.fewRows.value;
  const told = hiddenLayers(history).filter(({ f }) => !few || traitsOf(f).straight > 1 - LINEAR);
  const layers = told.map((layer) => {
    const last = now.layers[layer.index];
    return {
      ...layer,
      start: bendOf(before.layers[layer.index]),
      end: Number.isFinite(last.activationSize) ? bendOf(last) : undefined,
    };
  });
  const stillSo = layers.some(({ end }) => end !== undefined);
  const learned = remainingLoss(history) < THRESHOLDS.learned.value;
  // what went wild or died before it learned has no shape any more: there the start tells
  const when = stillSo || learned ? "end" : "start";
  return layers.flatMap(({ index, f, start, [when]: bend }) =>
    bend === undefined ? [] : [{ index, f, bend, fromStart: start !== undefined, stillSo }],
  );
}
