import { readSpec } from "../../compute/function-spec.ts";
import { addressed } from "../../shell/location.ts";
import { numberIn } from "../../shell/parameters.ts";
import { FEATURE_NAMES, type Feature, PLAIN } from "../../train/features.ts";
import {
  type NetworkSettings,
  readNetwork,
  SHAPES,
  type Shape,
  TABLES,
  type TableName,
  USUAL,
  writeNetwork,
} from "../../train/settings.ts";

export type DataChoice =
  | {
      readonly kind: "shape";
      readonly shape: Shape;
      readonly noise: number;
      readonly features: readonly Feature[];
    }
  | { readonly kind: "table"; readonly table: TableName; readonly target: string }
  /** A table of the user's own: only its name and target are in the address, never its rows. */
  | { readonly kind: "own"; readonly name: string; readonly target: string };

export interface TrainState {
  readonly data: DataChoice;
  /** Share of the rows that are held out. */
  readonly held: number;
  /** Whether the plane shows them, too. */
  readonly showHeld: boolean;
  readonly a: NetworkSettings;
  /** The network that races the first, where there is one. */
  readonly b: NetworkSettings | undefined;
  /** Epochs a second; Infinity for as many as there can be. */
  readonly speed: number;
}

export const SPEEDS = [1, 5, 20, 60, Number.POSITIVE_INFINITY] as const;

export const MOST_NOISE = 1;
export const HELD = [0.1, 0.8] as const;
const USUALLY_HELD = 0.2;

function readFeatures(text: string | null): readonly Feature[] {
  const asked = (text ?? "").split(",");
  const known = FEATURE_NAMES.filter((name) => asked.includes(name));
  return known.length > 0 ? known : PLAIN;
}

function readData(parameters: URLSearchParams): DataChoice {
  const name = parameters.get("data") ?? "";
  const target = parameters.get("target") ?? "";
  const shape = SHAPES.find((each) => each === name);
  const plain = {
    noise: numberIn(parameters.get("noise"), 0, [0, MOST_NOISE]),
    features: readFeatures(parameters.get("features")),
  };
  if (shape) return { kind: "shape", shape, ...plain };
  const table = (Object.keys(TABLES) as TableName[]).find((each) => each === name);
  if (table) return { kind: "table", table, target: target || TABLES[table].target };
  if (parameters.has("file")) return { kind: "own", name: parameters.get("file") ?? "", target };
  return { kind: "shape", shape: "circles", ...plain };
}

export const state = addressed<TrainState>("train", {
  read: (parameters) => ({
    data: readData(parameters),
    showHeld: parameters.get("show") === "held",
    held: numberIn(parameters.get("held"), USUALLY_HELD, HELD),
    a: readNetwork(parameters.get("a") ?? "") ?? USUAL,
    b: readNetwork(parameters.get("b") ?? ""),
    speed: SPEEDS.find((speed) => String(speed) === parameters.get("speed")) ?? 60,
  }),
  write: ({ data, held, showHeld, a, b, speed }) => {
    const parameters = new URLSearchParams();
    if (data.kind === "own") parameters.set("file", data.name);
    else parameters.set("data", data.kind === "shape" ? data.shape : data.table);
    if (data.kind !== "shape") parameters.set("target", data.target);
    else {
      if (data.noise > 0) parameters.set("noise", String(data.noise));
      if (data.features.join() !== PLAIN.join()) parameters.set("features", data.features.join());
    }
    if (held !== USUALLY_HELD) parameters.set("held", String(held));
    if (showHeld) parameters.set("show", "held");
    parameters.set("a", writeNetwork(a));
    if (b) parameters.set("b", writeNetwork(b));
    parameters.set("speed", String(speed));
    return parameters;
  },
});

export const change = (part: Partial<TrainState>): void => {
  state.value = { ...state.value, ...part };
};

const RIVALS = ["relu", "tanh"] as const;

/** The same network with another function: of two alike, one would hide the other's curves. */
export function rivalOf(net: NetworkSettings): NetworkSettings {
  const other = RIVALS.find((text) => net.layers.some(({ activation }) => activation.text !== text));
  const activation = readSpec(other ?? RIVALS[0]);
  return { ...net, layers: net.layers.map(({ units }) => ({ units, activation })) };
}

export type LaneName = "a" | "b";
export const settingsOf = (lane: LaneName): NetworkSettings | undefined => state.value[lane];
export function changeNetwork(lane: LaneName, part: Partial<NetworkSettings>): void {
  const own = settingsOf(lane);
  if (own) change({ [lane]: { ...own, ...part } });
}
