import type { ElementwiseActivation } from "../../functions/activation.ts";
import type { History } from "../../network/train.ts";
import {
  early,
  figure,
  late,
  lowerMedian,
  maximum,
  minimum,
  otherLayers,
  percent,
  type Rule,
  remainingLoss,
  sinceWhen,
} from "../finding.ts";
import { hiddenLayers, straightLayers } from "../straight.ts";
import { THRESHOLDS } from "../thresholds.ts";

/** A half-line of inputs on which nothing is learned, and no bound on the other side: rectifiers, whatever their name. */
const canDie = (f: ElementwiseActivation): boolean =>
  f.tails.deadBelow > -Infinity || f.tails.deadAbove < Infinity;

/** Times of death that are told one by one, at most. */
const DEATHS_TOLD = 6;

/** "7 from epoch 1 on, 2 from epoch 12 on": how many units are dead since when. */
function deathsText(deaths: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const epoch of [...deaths].sort((a, b) => a - b)) counts.set(epoch, (counts.get(epoch) ?? 0) + 1);
  const told = [...counts].slice(0, DEATHS_TOLD);
  const rest = deaths.length - told.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...told.map(([epoch, count]) => `${count} from ${epoch === 0 ? "the start" : `epoch ${epoch}`} on`),
    ...(rest > 0 ? [`${rest} later`] : []),
  ].join(", ");
}

const worst = <T extends { readonly measured: number }>(found: readonly T[]): T | undefined =>
  found.reduce<T | undefined>(
    (most, each) => (most && most.measured >= each.measured ? most : each),
    undefined,
  );

interface Dead {
  readonly units: readonly number[];
  /** Share of the layer's units: the lowerMedian over the last quarter of the epochs. */
  readonly measured: number;
  /** When so many of them were, where that is not the end. */
  readonly epoch?: number;
  /** Epoch of each unit's death, 0 before training. */
  readonly deaths: readonly number[];
  /** Examples that were looked at; undefined for all. */
  readonly examined?: number;
}

/** Units without a slope on any example of an epoch. */
function dead(history: History, index: number): Dead {
  const alive = history.evidence.alive[index];
  const atStart = history.evidence.before.layers[index].units.map((unit) => unit.flat === 1);
  const shares = history.layers[index].deadShare;
  const epoch = shares.lastIndexOf(lowerMedian(late(shares))) + 1;
  const then = alive.slice(0, epoch);
  const last = then.at(-1);
  const units = placesOf(last ? Array.from(last, (bit) => bit === 0) : atStart);
  return {
    units,
    measured: units.length / atStart.length,
    deaths: units.map((u) => (last ? sinceWhen(then, (bits) => bits[u] === 0) : 0)),
    ...(epoch < alive.length && { epoch }),
  };
}

/** Units as good as dead: without a slope on any examined example, before training and at the end. */
function asGoodAsDead({ evidence: { before, examine } }: History, index: number): Dead {
  const now = examine();
  const units = placesOf(
    before.layers[index].units.map(({ flat }, u) => flat === 1 && now.layers[index].units[u].flat === 1),
  );
  const measured = units.length / before.layers[index].units.length;
  return { units, measured, deaths: units.map(() => 0), examined: now.rows };
}

const placesOf = (marks: readonly boolean[]): number[] => marks.flatMap((mark, u) => (mark ? [u] : []));

export const dyingRelu: Rule = (history) => {
  const learned = remainingLoss(history) < THRESHOLDS.learned.value;
  // over few rows a living unit may well lie on its flat side for each, as it does for half of all
  const byChance = 0.5 ** history.evidence.rows;
  const threshold = Math.min(1, THRESHOLDS[learned ? "dyingReluLearned" : "dyingRelu"].value + byChance);
  const found = hiddenLayers(history)
    .filter(({ f }) => canDie(f))
    .flatMap((layer) => {
      const looks = [dead(history, layer.index), ...(learned ? [] : [asGoodAsDead(history, layer.index)])];
      const own = looks.find(({ measured }) => measured >= threshold);
      return own ? [{ ...layer, ...own }] : [];
    });
  const most = worst(found);
  if (!most) return undefined;
  const { index, f, units, deaths, measured, examined, epoch } = most;
  const { deadBelow, deadAbove } = f.tails;
  const side = deadBelow > -Infinity ? `below ${figure(deadBelow)}` : `above ${figure(deadAbove)}`;
  const was = epoch !== undefined;
  const examples = examined === undefined ? "every example" : `all ${examined} examples that were looked at`;
  const alive = history.evidence.alive[index];
  const revived = alive
    .slice(1)
    .reduce((sum, now, t) => sum + now.filter((bit, u) => bit === 1 && alive[t][u] === 0).length, 0);
  const others = found.length > 1 ? ` The same holds for ${otherLayers(found.length - 1)}.` : "";
  return {
    layer: index,
    layers: found.map((each) => each.index),
    units,
    sinceEpoch: deaths.length > 0 ? minimum(deaths) : 0,
    measured,
    threshold,
    cause: `${was ? `After epoch ${epoch}, ` : ""}${units.length} of ${history.evidence.units[index]} units of layer ${index} ${was ? "were" : "are"} dead: their pre-activations ${was ? "lay" : "lie"} ${side} for ${examples}, where the slope of ${f.name} is 0, so no gradient ${was ? "reached" : "reaches"} their weights (${deathsText(deaths)}; units came alive again ${revived} time${revived === 1 ? "" : "s"}).${others}`,
  };
};

export const saturation: Rule = (history) => {
  const threshold = THRESHOLDS.saturation.value;
  const learned = remainingLoss(history) < THRESHOLDS.learned.value;
  const found = hiddenLayers(history)
    .map(({ index, f }) => {
      const shares = history.layers[index].saturatedShare;
      const before = history.evidence.before.layers[index].units;
      const start = before.reduce((sum, { low, high }) => sum + low + high, 0) / before.length;
      // late saturation of a network that has learned is no trouble: its examples are decided
      const measured =
        Math.max(start, lowerMedian(early(shares)), learned ? 0 : lowerMedian(late(shares))) || 0;
      return { index, f, measured, start, shares, before };
    })
    .filter(({ measured }) => measured >= threshold);
  const most = worst(found);
  if (!most) return undefined;
  const now = history.evidence.examine().layers[most.index].units;
  const units = now.flatMap(({ low, high }, u) => (low + high >= threshold ? [u] : []));
  const mean = (read: (unit: (typeof now)[number]) => number): number =>
    now.reduce((sum, unit) => sum + read(unit), 0) / now.length;
  return {
    layer: most.index,
    layers: found.map(({ index }) => index),
    units,
    sinceEpoch: most.start >= threshold ? 0 : sinceWhen(most.shares, (share) => share >= threshold),
    measured: most.measured,
    threshold,
    cause: `Layer ${most.index} is saturated in ${percent(most.measured)} of cases (at the end ${percent(mean((u) => u.low))} at the low end, ${percent(mean((u) => u.high))} at the high end), where ${most.f.name} is nearly flat: little gradient comes through.${found.length > 1 ? ` So ${found.length === 2 ? "is" : "are"} ${otherLayers(found.length - 1)}.` : ""}`,
  };
};

export const notZeroCentred: Rule = (history) => {
  const threshold = THRESHOLDS.notZeroCentred.value;
  const layers = hiddenLayers(history);
  const found = layers
    .map(({ index, f }) => {
      const { activationMean, activationSpread } = history.layers[index];
      const ratios = activationMean.map((mean, t) => Math.abs(mean) / Math.hypot(mean, activationSpread[t]));
      const { units, activationSize } = history.evidence.before.layers[index];
      const start = Math.abs(units.reduce((sum, { mean }) => sum + mean, 0) / units.length) / activationSize;
      const measured = Math.max(
        ...[start, lowerMedian(early(ratios))].filter((ratio) => !Number.isNaN(ratio)),
        0,
      );
      return { index, f, measured, start, ratios };
    })
    .filter(({ measured }) => measured >= threshold);
  const most = worst(found);
  if (!most) return undefined;
  const { before, examine } = history.evidence;
  const above = [before, examine()]
    .map(({ layers: seen }) => seen[most.index + 1])
    .reduce((a, b) => (b.sameSignExamples >= a.sameSignExamples ? b : a));
  if (!(above.sameSignExamples >= THRESHOLDS.sameSign.value)) return undefined;
  const { path } = history.evidence;
  return {
    layer: most.index,
    layers: found.map(({ index }) => index),
    units: null,
    sinceEpoch: most.start >= threshold ? 0 : Math.max(1, most.ratios.findIndex((r) => r >= threshold) + 1),
    measured: most.measured,
    threshold,
    cause: `The outputs of layer ${most.index} (${most.f.name}) are far from zero-centred: |mean| is ${figure(most.measured)} of their size. For ${percent(above.sameSignExamples)} of examples all weight gradients of a unit above share a sign, and for ${percent(above.sameSignBatches)} of units in a whole batch. The weights went ${figure(path.length / path.distance)} times as far as they came; successive epochs' movements have a cosine of ${figure(lowerMedian(path.cosine) || 0)}.`,
  };
};

/** "layers 0 to 2 are one linear layer of 3 units over 4 inputs", for each run of straight layers and the one above. */
function runsText(
  { evidence: { units, fanIn } }: History,
  straight: readonly { readonly index: number }[],
): string {
  const straightAt = (l: number): boolean => straight.some(({ index }) => index === l);
  return straight
    .filter(({ index }) => !straightAt(index - 1))
    .map(({ index: from }) => {
      let to = from;
      while (straightAt(to)) to++;
      return `layers ${from} to ${to} are one linear layer of ${units[to]} units over ${fanIn[from]} inputs`;
    })
    .join(", ");
}

export const linearCollapse: Rule = (history) => {
  const collapsed = straightLayers(history);
  if (collapsed.length === 0) return undefined;
  const names = [...new Set(collapsed.map(({ f }) => f.name))].join(", ");
  const list = collapsed.map(({ index }) => index).join(", ");
  return {
    layer: collapsed[0].index,
    layers: collapsed.map(({ index }) => index),
    units: null,
    sinceEpoch: collapsed.some(({ fromStart }) => fromStart) ? 0 : history.trainLoss.length,
    measured: maximum(collapsed.map(({ bend }) => bend)),
    threshold: THRESHOLDS.linearCollapse.value,
    cause: `Layer${collapsed.length > 1 ? "s" : ""} ${list} (${names}) ${collapsed.length > 1 ? "behave" : "behaves"} as linear over the data: with the weights above, ${runsText(history, collapsed)}, and the depth adds nothing.`,
  };
};

export const symmetricUnits: Rule = (history) => {
  const threshold = THRESHOLDS.symmetricUnits.value;
  const found = hiddenLayers(history)
    .map(({ index }) => {
      const own = history.evidence.before.layers[index];
      return {
        index,
        measured: own.units.length > 1 ? own.twins / own.units.length : 0,
        units: own.units.map((_, u) => u),
        twins: own.twins,
      };
    })
    .filter(({ measured }) => measured >= threshold);
  const most = worst(found);
  if (!most) return undefined;
  return {
    layer: most.index,
    layers: found.map(({ index }) => index),
    units: most.units,
    sinceEpoch: 0,
    measured: most.measured,
    threshold,
    cause: `${most.twins} of ${most.units.length} units of layer ${most.index} start with the same weights as another: they compute the same, get the same gradient, and stay the same. The layer is as good as one unit.`,
  };
};
