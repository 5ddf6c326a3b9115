import { performance } from "node:perf_hooks";
import {
  type BlockTrainer,
  blockTrainer,
  HillockError,
  type Network,
  type Parameter,
  type TrainerState,
} from "hillock";
import type { TrainingSettings } from "../model.ts";
import { breathe, type TrainingRows } from "./rows.ts";

export type LayerHistory = BlockTrainer["layers"][number];

export interface Best {
  readonly epoch: number;
  readonly loss: number;
  readonly parameters: readonly Parameter[];
}

/** Where a training stands after an epoch: with the same rows it goes on to the same final bits. */
export interface TrainingState {
  /** Epochs done. */
  readonly epoch: number;
  readonly trainer: TrainerState;
  /** Of the epoch with the least validation loss; null without validation rows. */
  readonly best: Best | null;
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly number[];
  readonly layers: readonly LayerHistory[];
  readonly seconds: number;
}

export interface Fitted extends TrainingState {
  readonly status: "finished" | "diverged" | "stopped early";
}

export interface FitProgress {
  readonly epoch: number;
  /** Training rows of this epoch that were trained on. */
  readonly rows: number;
  readonly trainLoss: number | undefined;
  readonly validationLoss: number | undefined;
}

export interface FitOptions {
  readonly resume?: TrainingState;
  /** After each epoch but the last; `take` makes the state, which costs a copy of all weights. */
  readonly onEpoch?: (take: () => TrainingState) => Promise<void>;
  readonly onProgress?: (progress: FitProgress) => void;
}

const finite = (values: readonly (number | undefined)[]): boolean =>
  values.every((value) => value === undefined || Number.isFinite(value));

/**
 * Trains the network; it ends with the weights of the best epoch by validation loss, or of the last one where no rows
 * are held out or none was finite.
 * @throws HillockError where settings or data do not fit.
 */
export async function fit(
  net: Network,
  rows: TrainingRows,
  settings: TrainingSettings,
  options: FitOptions = {},
): Promise<Fitted> {
  const { resume, onEpoch, onProgress } = options;
  const trainer = blockTrainer(net, {
    ...settings,
    slots: rows.slots,
    measured: rows.held?.labels.length ?? 0,
  });
  const trainLoss = [...(resume?.trainLoss ?? [])];
  const validationLoss = [...(resume?.validationLoss ?? [])];
  let best = resume?.best ?? null;
  let status: Fitted["status"] = "finished";
  let epoch = resume?.epoch ?? 0;
  if (resume) {
    trainer.restore(resume.trainer);
    resume.layers.forEach((layer, l) => {
      for (const name of Object.keys(layer) as (keyof LayerHistory)[])
        trainer.layers[l][name].push(...layer[name]);
    });
  }
  const began = performance.now();
  const secondsNow = (): number => (resume?.seconds ?? 0) + (performance.now() - began) / 1000;
  const take = (): TrainingState => ({
    epoch,
    trainer: trainer.state(),
    best,
    trainLoss: [...trainLoss],
    validationLoss: [...validationLoss],
    layers: structuredClone(trainer.layers),
    seconds: secondsNow(),
  });
  const outOfPatience = (): boolean =>
    settings.patience !== null && best !== null && epoch - best.epoch >= settings.patience;
  while (epoch < settings.epochs && status === "finished") {
    if (outOfPatience()) {
      status = "stopped early";
      break;
    }
    trainer.startEpoch();
    await rows.pass(trainer, epoch + 1, (done) =>
      onProgress?.({
        epoch: epoch + 1,
        rows: done,
        trainLoss: trainLoss.at(-1),
        validationLoss: validationLoss.at(-1),
      }),
    );
    const loss = trainer.endEpoch();
    const heldLoss = rows.held && trainer.measure(rows.held);
    epoch++;
    trainLoss.push(loss);
    if (heldLoss !== undefined) validationLoss.push(heldLoss);
    if (!finite([loss, heldLoss])) status = "diverged";
    else if (heldLoss !== undefined && !(best && best.loss <= heldLoss))
      best = { epoch, loss: heldLoss, parameters: net.parameters() };
    onProgress?.({ epoch, rows: rows.rows, trainLoss: loss, validationLoss: heldLoss });
    if (status === "finished" && epoch < settings.epochs) await onEpoch?.(take);
    await breathe();
  }
  const state = take();
  if (best) net.load(best.parameters);
  else if (status === "diverged")
    throw new HillockError(
      "invalid-argument",
      `The training diverged in epoch ${epoch}: the loss is no longer a number, and there are no weights worth keeping. A smaller --learning-rate than ${settings.learningRate} is the first thing to try.`,
    );
  return { ...state, status };
}
