import type { ElementwiseActivation } from "../functions/activation.ts";
import type { LayerExamination } from "../network/evidence/examine.ts";
import type { History } from "../network/train.ts";
import { THRESHOLDS } from "./thresholds.ts";

export interface HiddenLayer {
  readonly index: number;
  readonly f: ElementwiseActivation;
}

export const hiddenLayers = ({ evidence }: History): HiddenLayer[] =>
  evidence.activations.slice(0, -1).flatMap((f, index) => (f.kind === "elementwise" ? [{ index, f }] : []));

interface StraightLayer extends HiddenLayer {
  /** The most that one of its units bends, as a share of its variance. */
  readonly bend: number;
  /** Whether it was straight before the first step. */
  readonly fromStart: boolean;
}

const bendOf = ({ units }: LayerExamination): number | undefined => {
  const live = units.filter((unit) => unit.spread > 0);
  if (live.length === 0) return undefined;
  const straight = live.filter((unit) => unit.bend < THRESHOLDS.linearCollapse.value).length / live.length;
  return straight >= THRESHOLDS.linearUnits.value ? Math.max(...live.map((unit) => unit.bend)) : undefined;
};

/** Hidden layers that are, or behave as, straight lines over the data. */
export function straightLayers(history: History): StraightLayer[] {
  const { before, examine } = history.evidence;
  const now = examine();
  return hiddenLayers(history).flatMap((layer) => {
    // where numbers overflowed, only the start can tell
    const last = now.layers[layer.index];
    const bend = bendOf(Number.isFinite(last.activationSize) ? last : before.layers[layer.index]);
    return bend === undefined
      ? []
      : [{ ...layer, bend, fromStart: bendOf(before.layers[layer.index]) !== undefined }];
  });
}
