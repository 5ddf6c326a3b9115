import { expose } from "comlink";
import type { Parameter } from "hillock";
import { formula } from "../compute/formula.ts";
import { messageOf } from "../compute/message.ts";
import { useFormulas } from "../compute/resolve.ts";
import {
  columnsOf,
  type DataSummary,
  type Prepared,
  prepareSource,
  type Source,
  type TableColumns,
  type TableSource,
} from "./data.ts";
import { openOnnx, weightsKey } from "./onnx-file.ts";
import { Pace } from "./pace.ts";
import type { NetworkSettings } from "./settings.ts";
import { type Audience, Trainer } from "./trainer.ts";

useFormulas(formula);

export type Answer<T> = { readonly value: T } | { readonly fault: string };

const answer = <T>(make: () => T): Answer<T> => {
  try {
    return { value: make() };
  } catch (cause) {
    return { fault: messageOf(cause) };
  }
};

let prepared: Prepared | undefined;
let trainer: Trainer | undefined;
let opened: { readonly key: string; readonly parameters: readonly Parameter[] } | undefined;

/** One network's training; the page holds a worker for each. */
const api = {
  columnsOf: (source: TableSource): Answer<TableColumns> => answer(() => columnsOf(source)),
  prepare: (source: Source, held: number): Answer<DataSummary> =>
    answer(() => {
      const next = prepareSource(source, held);
      trainer?.stop();
      trainer = undefined;
      prepared = next;
      return next.summary;
    }),
  /** A new network at epoch 0; the one before stays where the settings make none. `port`: to the network that it races. */
  configure: (
    settings: NetworkSettings,
    show: Audience["show"],
    fail: Audience["fail"],
    port?: MessagePort,
  ): Answer<null> => {
    const pace = port && new Pace(port);
    const made = answer(() => {
      if (!prepared) throw new Error("There are no data yet.");
      const start = opened?.key === weightsKey(settings) ? opened.parameters : undefined;
      const next = new Trainer(
        settings,
        prepared,
        { show, fail },
        { ...(start && { start }), ...(pace && { pace }) },
      );
      trainer?.stop();
      trainer = next;
      return null;
    });
    if ("fault" in made) pace?.leave();
    return made;
  },
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
  stepTo: (epoch: number): void => trainer?.stepTo(epoch),
  stop: (): void => {
    trainer?.stop();
    trainer = undefined;
  },
  look: (epoch: number | undefined): void => trainer?.look(epoch),
};
export type TrainApi = typeof api;
expose(api);
