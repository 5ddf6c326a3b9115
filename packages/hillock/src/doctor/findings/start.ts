import type { Activation } from "../../functions/activation.ts";
import { figure, maximum, otherLayers, type Rule } from "../finding.ts";
import { THRESHOLDS } from "../thresholds.ts";

interface Fault {
  readonly layer: number;
  readonly measured: number;
  readonly threshold: number;
  /** How far beyond the threshold, to find the worst. */
  readonly size: number;
  readonly what: string;
}

export const poorInitialisation: Rule = ({ evidence }) => {
  const low = THRESHOLDS.weightScaleLow.value;
  const high = THRESHOLDS.weightScaleHigh.value;
  const hidden = evidence.before.layers.slice(0, -1);
  const found = hidden.flatMap((own, layer): Fault[] => {
    if (own.biasSize > THRESHOLDS.biasScale.value)
      return [
        {
          layer,
          measured: own.biasSize,
          threshold: THRESHOLDS.biasScale.value,
          size: Infinity,
          what: `the biases of layer ${layer} start at a size of ${figure(own.biasSize)}`,
        },
      ];
    // what the weights make of a signal, whatever its scale
    const growth = evidence.fanIn[layer] * own.weightSize ** 2;
    const measured = Math.sqrt(growth);
    if (measured >= low && measured <= high) return [];
    const threshold = measured < low ? low : high;
    const size = Math.abs(Math.log(measured / threshold));
    return [
      {
        layer,
        measured,
        threshold,
        size,
        what: `the weights of layer ${layer} ${measured < low ? "shrink" : "blow up"} a signal to ${figure(measured)} times its size`,
      },
    ];
  });
  if (found.length === 0) return undefined;
  const most = found.reduce((a, b) => (b.size > a.size ? b : a));
  return {
    layer: most.layer,
    layers: found.map(({ layer }) => layer),
    units: null,
    sinceEpoch: 0,
    measured: most.measured,
    threshold: most.threshold,
    cause: `Before training ${most.what}${found.length > 1 ? `, and ${otherLayers(found.length - 1)} likewise` : ""}: signals and gradients shrink or grow layer by layer.`,
  };
};

export const unscaledInput: Rule = ({ evidence }) => {
  const high = THRESHOLDS.inputScaleHigh.value;
  const low = THRESHOLDS.inputScaleLow.value;
  const sizes = evidence.inputs.map(({ mean, spread }) => Math.hypot(mean, spread));
  const large = sizes.flatMap((size, column) => (size > high ? [column] : []));
  const greatest = maximum(sizes);
  if (large.length === 0 && greatest >= low) return undefined;
  const units = large.length > 0 ? large : sizes.map((_, column) => column);
  const worst = evidence.inputs[sizes.indexOf(greatest)];
  return {
    layer: 0,
    units,
    sinceEpoch: 0,
    measured: greatest,
    threshold: large.length > 0 ? high : low,
    cause:
      large.length > 0
        ? `${large.length} of ${sizes.length} input columns are not scaled: the largest runs from ${figure(worst.least)} to ${figure(worst.greatest)}. Its weights get gradients ${figure(greatest)} times those of a standardised column, so no learning rate suits all.`
        : `The input columns are all tiny (size ${figure(greatest)}): the first layer's weights hardly get a gradient.`,
  };
};

/** Whether the outputs can be what the loss asks for; by range, not by name. */
function outputFault(
  output: Activation,
  loss: string,
  units: number,
  targets: readonly [number, number],
  decisions: boolean,
): { readonly measured: number; readonly threshold: number; readonly cause: string } | undefined {
  const [low, high] = output.range;
  if (units === 1 && output.kind === "row")
    return {
      measured: 1,
      threshold: 2,
      cause: `The output, ${output.name} over one unit, is the same whatever comes in: it normalises a row, and the row has one element.`,
    };
  if (loss === "softmaxCrossEntropy") return undefined;
  if (loss === "binaryCrossEntropy") {
    if (low >= 0 && high <= 1) return undefined;
    return {
      measured: low < 0 ? low : high,
      threshold: low < 0 ? 0 : 1,
      cause: `The output function ${output.name} runs from ${figure(low)} to ${figure(high)}; a probability lies from 0 to 1, and the loss has no slope outside.`,
    };
  }
  const [least, greatest] = targets;
  if (decisions && (units > 1 || (low >= 0 && high <= 1)))
    return {
      measured: 0,
      threshold: 1,
      cause: `The targets are decisions, 0 or 1, and the loss is a squared error over ${output.name}: ${Number.isFinite(low) && Number.isFinite(high) ? "where an output is sure and wrong, its slope and with it the gradient is 0, instead of 1 as with cross-entropy" : "its outputs are no probabilities, and a sure decision is punished as an error"}.`,
    };
  if (least >= low && greatest <= high) return undefined;
  return {
    measured: least < low ? least : greatest,
    threshold: least < low ? low : high,
    cause: `The output function ${output.name} runs from ${figure(low)} to ${figure(high)}; the targets run from ${figure(least)} to ${figure(greatest)}, which it cannot reach.`,
  };
}

export const wrongOutputFunction: Rule = ({ evidence }) => {
  const layer = evidence.activations.length - 1;
  const fault = outputFault(
    evidence.activations[layer],
    evidence.loss,
    evidence.units[layer],
    evidence.targets,
    evidence.decisions,
  );
  return fault && { layer, units: null, sinceEpoch: 0, ...fault };
};
