import { expose } from "comlink";
import type { Parameter } from "hillock";
import { formula } from "../compute/formula.ts";
import { useFormulas } from "../compute/resolve.ts";
import { type DataSummary, type Prepared, prepareSource, type Source } from "./data.ts";
import type { Frame } from "./frame.ts";
import { openOnnx, weightsKey } from "./onnx-file.ts";
import type { NetworkSettings } from "./settings.ts";
import { Trainer } from "./trainer.ts";

useFormulas(formula);

export type Answer<T> = { readonly value: T } | { readonly fault: string };

const answer = <T>(make: () => T): Answer<T> => {
  try {
    return { value: make() };
  } catch (cause) {
    return { fault: cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause) };
  }
};

let prepared: Prepared | undefined;
let trainer: Trainer | undefined;
let opened: { readonly key: string; readonly parameters: readonly Parameter[] } | undefined;

/** One network's training; the page holds a worker for each. */
const api = {
  /** What the data would be, without touching those in use. */
  check: (source: Source, held: number): Answer<DataSummary> =>
    answer(() => prepareSource(source, held).summary),
  prepare: (source: Source, held: number): Answer<DataSummary> =>
    answer(() => {
      const next = prepareSource(source, held);
      trainer?.stop();
      trainer = undefined;
      prepared = next;
      return next.summary;
    }),
  /** A new network at epoch 0; the one before stays where the settings make none. */
  configure: (settings: NetworkSettings, show: (frame: Frame) => Promise<void>): Answer<null> =>
    answer(() => {
      if (!prepared) throw new Error("There are no data yet.");
      const start = opened?.key === weightsKey(settings) ? opened.parameters : undefined;
      const next = new Trainer(settings, prepared, show, start);
      trainer?.stop();
      trainer = next;
      return null;
    }),
  /** The settings of the network in an ONNX file; when they are configured, its weights are those it starts from. */
  open: (bytes: Uint8Array, before: NetworkSettings): Answer<NetworkSettings> =>
    answer(() => {
      if (!prepared) throw new Error("There are no data yet.");
      const { settings, parameters } = openOnnx(bytes, before, prepared.data.columns);
      opened = { key: weightsKey(settings), parameters };
      return settings;
    }),
  save: (): Answer<Uint8Array> =>
    answer(() => {
      if (!trainer) throw new Error("There is no network yet.");
      return trainer.toOnnx();
    }),
  play: (epochsPerSecond: number): void => trainer?.play(epochsPerSecond),
  pause: (): void => trainer?.pause(),
  step: (): void => trainer?.step(),
  look: (epoch: number | undefined): void => trainer?.look(epoch),
};
export type TrainApi = typeof api;
expose(api);
