import { verdict } from "hillock";
import { peakMemory } from "../../machine.ts";
import { formatNumber } from "../../terminal/format.ts";
import type { Model } from "../model.ts";
import type { Fitted } from "./fit.ts";
import type { Prepared } from "./prepared.ts";

const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN;

const endings: Readonly<Record<Fitted["status"], string>> = {
  finished: "",
  "stopped early": "; stopped early, since it got no better",
  diverged: "; then it diverged, and the best weights before that are kept",
};

/** What a training came to: losses, time, a line for each layer, and the verdict. */
export function trainingText(
  { target, layers, settings, results }: Omit<Model, "hillock" | "parameters">,
  { status, epoch, seconds, trainLoss, layers: measured, best }: Fitted,
  { trainRows, heldRows, notes }: Prepared,
): string {
  const lines = [
    ...notes.map((note) => `note: ${note}`),
    `${target.name}: ${target.task}${target.classes.length > 0 ? `, ${target.classes.length} classes` : ""}; ${trainRows} rows trained on, ${heldRows} held out`,
    `${epoch} of ${settings.epochs} epochs in ${formatNumber(seconds)} s, peak memory ${peakMemory()}${endings[status]}`,
    [
      `train loss ${formatNumber(results.trainLoss ?? Number.NaN)}`,
      ...(results.validationLoss === null ? [] : [`validation loss ${formatNumber(results.validationLoss)}`]),
      ...(results.validationAccuracy === null
        ? []
        : [`validation accuracy ${(100 * results.validationAccuracy).toFixed(2)} %`]),
    ].join(", ") + (best ? ` (weights of epoch ${best.epoch}, the best by validation loss)` : ""),
    "layers, in the last epoch:",
    ...layers.map(({ units, activation }, l) => {
      const own = measured[l];
      const gradient = `  ${l}  ${units} ${activation}: gradient ${formatNumber(last(own.gradientNorm))}`;
      // an output that is sure of its answer is flat on purpose
      if (l === layers.length - 1) return gradient;
      return `${gradient}, dead ${percent(last(own.deadShare))}, saturated ${percent(last(own.saturatedShare))}, activations ${formatNumber(last(own.activationMean))} ± ${formatNumber(last(own.activationSpread))}`;
    }),
    verdict("The network", [
      { status: status === "diverged" ? "diverged" : "finished", epochs: epoch, trainLoss, layers: measured },
    ]),
  ];
  return lines.join("\n");
}
