import type { ElementwiseActivation } from "../functions/activation.ts";
import { underUnitNormal } from "../functions/properties.ts";
import type { History, OptimizerName } from "../network/train.ts";
import { type Change, describe } from "./change.ts";
import {
  FINDINGS,
  type Finding,
  type FindingName,
  figure,
  minimum,
  nearlyAll,
  recentFall,
  remainingLoss,
  type Symptom,
} from "./finding.ts";
import { rateOverUsual, usualEpochs, usualSteps } from "./rate.ts";
import { hiddenLayers, straightLayers } from "./straight.ts";
import { TABLE_RATES } from "./task.ts";
import { THRESHOLDS } from "./thresholds.ts";
import { goodFunctions, traitsOf } from "./traits.ts";

const usualRate = (optimizer: OptimizerName): number => TABLE_RATES[optimizer];

function changeFunction(used: readonly string[]): Change[] {
  return goodFunctions()
    .filter(({ f }) => !used.includes(f.name))
    .slice(0, 2)
    .map(({ f, offCentre, gradientGain }) => ({
      kind: "activation",
      to: f,
      why: `under a unit normal its outputs are ${offCentre < 0.1 ? "zero-centred" : `off centre by ${figure(offCentre)} of their size`}, a gradient keeps ${figure(gradientGain)} of its size in a layer, and its slope is nowhere 0 for good`,
    }));
}

const sameFunction = (a: ElementwiseActivation, b: ElementwiseActivation): boolean =>
  a.name === b.name && JSON.stringify(a.parameters) === JSON.stringify(b.parameters);

type Prescriber = (symptom: Symptom, history: History) => readonly Change[];

const rounded = (rate: number): number => Number(rate.toPrecision(2));
const rate = (to: number): Change => ({ kind: "learningRate", to: rounded(to) });

/** The usual learning rate, then less and less; nothing where the one at hand is not above it. */
const lower = (history: History): Change[] =>
  rateOverUsual(history) > THRESHOLDS.farRate.value
    ? [rate(usualRate(history.evidence.optimizer)), rate(usualRate(history.evidence.optimizer) / 10)]
    : [];
/** A tenth, and a hundredth: where steps of the usual size are too large. */
const lowest = ({ evidence }: History): Change[] => [
  rate(evidence.learningRate / 10),
  rate(evidence.learningRate / 100),
];
/** The usual learning rate where the one at hand is below it. */
const higher = (history: History): Change[] =>
  rateOverUsual(history) < 1 / THRESHOLDS.farRate.value ? [rate(usualRate(history.evidence.optimizer))] : [];

const used = ({ evidence }: History): string[] => evidence.activations.map((f) => f.name);
const otherFunction = (history: History): Change[] => changeFunction(used(history));
/** Straight layers bent as the others are, or by another function, or left out. */
function bend(history: History): Change[] {
  const layers = straightLayers(history).map(({ index }) => index);
  const others = asTheOthers(history);
  const functions = otherFunction(history);
  const [first, ...rest] = [...others, ...functions];
  return [...(first ? [first] : []), { kind: "without", layers }, ...rest];
}

/** The function of the bent layers for the straight ones, where they have others. */
function asTheOthers(history: History): Change[] {
  const straight = straightLayers(history);
  const layers = straight.map(({ index }) => index);
  const other = hiddenLayers(history).find(
    ({ index, f }) =>
      !layers.includes(index) &&
      traitsOf(f).straight < THRESHOLDS.bends.value &&
      straight.every((layer) => !sameFunction(layer.f, f)),
  );
  if (layers.length === 0 || other === undefined) return [];
  const why = "as in the other hidden layers, so that the depth adds something";
  return [{ kind: "activation", to: other.f, why, layers }];
}
const initialization: Change = { kind: "initialization" };
const scale: Change = { kind: "scale" };
const adam = ({ evidence }: History): Change[] =>
  evidence.optimizer === "adam" ? [] : [{ kind: "optimizer", to: "adam", learningRate: usualRate("adam") }];
/** A training that is too short is repeated with so many times as many epochs, at most. */
const MOST_LONGER = 10;
const LEAST_LONGER = 4;
const shallow: Change = { kind: "depth", to: 2 };
const isVeryShort = ({ trainLoss }: History): boolean => trainLoss.length < THRESHOLDS.fewEpochs.value;
/** The most epochs of a training that is repeated because the first was too short. */
export function mostEpochs(history: History): number {
  const most = MOST_LONGER * Math.max(1, history.trainLoss.length);
  return isVeryShort(history) ? Math.max(most, usualEpochs(history)) : most;
}
/** As long as the loss needs to come near its end if it goes on falling as it does; four to five times as long. */
function longer(history: History): Change {
  const epochs = Math.max(1, history.trainLoss.length);
  const fall = Math.min(0.99, Math.max(1e-6, recentFall(history.trainLoss)));
  const quarters = Math.log(nearlyAll(history) / 3 / remainingLoss(history)) / Math.log(1 - fall);
  const times = Number.isFinite(quarters) ? 1 + quarters / 4 : LEAST_LONGER;
  if (isVeryShort(history)) return { kind: "epochs", to: mostEpochs(history) };
  return { kind: "epochs", to: Math.ceil(Math.min(MOST_LONGER, Math.max(LEAST_LONGER, times)) * epochs) };
}
/** A little beyond the lowest held-out loss, where it is flat; or before it. */
const shorter = ({ sinceEpoch }: Symptom, { trainLoss }: History): Change[] =>
  [Math.ceil(1.3 * sinceEpoch), Math.ceil(sinceEpoch / 2)]
    .filter((to) => to >= 1 && to < trainLoss.length)
    .map((to) => ({ kind: "epochs", to }));
const clip: Change = { kind: "clip", to: 1 };
const decay = (to: number): Change => ({ kind: "weightDecay", to, learningRate: usualRate("adamw") });

/** What may mend each finding, the cheapest change first: settings before functions, functions before depth. */
const PRESCRIBERS = {
  wrongOutputFunction: () => [{ kind: "output" }],
  unscaledInput: () => [scale],
  symmetricUnits: () => [initialization],
  poorInitialisation: () => [initialization],
  divergence: (_s, history) => [
    ...lower(history),
    initialization,
    scale,
    clip,
    ...adam(history),
    ...lowest(history),
    ...otherFunction(history),
  ],
  explodingGradient: (_s, history) => [
    initialization,
    ...lower(history),
    clip,
    ...adam(history),
    ...otherFunction(history),
    ...lowest(history),
    shallow,
  ],
  learningRateTooHigh: (_s, history) => [...lower(history), ...lowest(history), ...adam(history)],
  dyingRelu: (_s, history) => [
    initialization,
    ...lower(history),
    ...otherFunction(history),
    ...lowest(history),
  ],
  saturation: (_s, history) => [
    initialization,
    scale,
    ...lower(history),
    ...otherFunction(history),
    ...lowest(history),
  ],
  vanishingGradient: (_s, history) => [initialization, ...otherFunction(history), shallow],
  linearCollapse: (_s, history) => [initialization, ...bend(history), ...higher(history)],
  notZeroCentred: (_s, history) => [initialization, ...otherFunction(history)],
  lossNotFalling: (_s, history) => [
    ...lower(history),
    ...higher(history),
    ...(isVeryShort(history) && usualSteps(history) < THRESHOLDS.shortTraining.value
      ? [longer(history)]
      : []),
    initialization,
    ...adam(history),
    ...otherFunction(history),
    shallow,
  ],
  learningRateTooLow: (_s, history) => [
    ...higher(history),
    ...adam(history),
    rate(10 * history.evidence.learningRate),
  ],
  slowConvergence: (_s, history) => [
    ...lower(history),
    ...higher(history),
    ...adam(history),
    longer(history),
    rate(3 * history.evidence.learningRate),
  ],
  overfitting: (symptom, history) => [...shorter(symptom, history), decay(1), decay(3), decay(0.3)],
} satisfies Record<FindingName, Prescriber>;

/** Whether a change would change anything. */
const matters = (change: Change, { evidence, trainLoss }: History): boolean => {
  if (change.kind === "initialization") return evidence.startChosen;
  if (change.kind === "scale")
    return (
      evidence.inputs.some(({ mean, spread }) => Math.hypot(mean, spread) > THRESHOLDS.scaledHigh.value) ||
      evidence.inputs.every(({ mean, spread }) => Math.hypot(mean, spread) < THRESHOLDS.scaledLow.value)
    );
  if (change.kind === "depth") return evidence.activations.length - 1 > change.to;
  if (change.kind === "without") return change.layers.length > 0;
  if (change.kind === "epochs") return change.to !== trainLoss.length;
  return true;
};

/** Share of a unit normal at which f has next to no slope. */
const flatShare = (f: ElementwiseActivation): number =>
  underUnitNormal((z) =>
    Number(z < f.tails.saturatedBelow || z > f.tails.saturatedAbove || f.derivative(z) === 0),
  );

/** Faults that a function has under a unit normal already, so that no start mends them. */
const OWN_FAULTS: Partial<Record<FindingName, (f: ElementwiseActivation) => boolean>> = {
  dyingRelu: (f) => flatShare(f) > THRESHOLDS.dyingReluLearned.value,
  saturation: (f) => flatShare(f) > THRESHOLDS.saturation.value,
  notZeroCentred: (f) => traitsOf(f).offCentre > THRESHOLDS.notZeroCentred.value,
  linearCollapse: (f) => traitsOf(f).straight > 1 - THRESHOLDS.linearCollapse.value,
};

function isOwnFault(name: FindingName, { layer }: Symptom, { evidence }: History): boolean {
  const f = layer === null ? undefined : evidence.activations[layer];
  return f?.kind === "elementwise" && (OWN_FAULTS[name]?.(f) ?? false);
}

/** Units of a hidden layer where there is none, as `hillock doctor` has them. */
const USUAL_UNITS = 32;

/** Where there is no hidden layer: one more for a better one; what is not of hidden layers stays. */
function withoutHidden(changes: readonly Change[]): readonly Change[] {
  const [first] = changeFunction([]);
  const bendable: readonly Change[] =
    first?.kind === "activation" ? [{ kind: "hidden", units: USUAL_UNITS, to: first.to }] : [];
  const own = changes.filter(({ kind }) => kind !== "activation");
  return own.length < changes.length || own.length === 0 ? [...own, ...bendable] : own;
}

/** The changes that may mend a finding, the cheapest first; never empty. */
export function changesFor(name: FindingName, symptom: Symptom, history: History): readonly Change[] {
  const changes = (PRESCRIBERS[name] as Prescriber)(symptom, history).filter((change) =>
    matters(change, history),
  );
  if (history.evidence.activations.length === 1) return withoutHidden(changes);
  if (changes.length === 0) return otherFunction(history);
  if (!changes.includes(initialization) || !isOwnFault(name, symptom, history)) return changes;
  return [...changes.filter((change) => change !== initialization), initialization];
}

/** What to change: the cheapest first. From the functions' own properties, so a formula of one's own gets the same advice. */
export const prescribe = (finding: Finding): readonly Change[] => finding.changes;

/** Every change that some finding's prescription could name for this training: what the doctor chooses from. */
export function everyChange(history: History): Change[] {
  const symptom = {
    layer: null,
    units: null,
    sinceEpoch: history.validationLoss.indexOf(minimum(history.validationLoss)) + 1,
    measured: 0,
    threshold: 0,
    cause: "",
  };
  const all = FINDINGS.flatMap((name) => changesFor(name, symptom, history));
  return [...new Map(all.map((change) => [describe(change), change])).values()];
}
