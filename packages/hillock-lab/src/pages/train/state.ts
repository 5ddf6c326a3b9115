import { addressed } from "../../shell/location.ts";
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
  | { readonly kind: "shape"; readonly shape: Shape }
  | { readonly kind: "table"; readonly table: TableName; readonly target: string }
  /** A table of the user's own: only its name and target are in the address, never its rows. */
  | { readonly kind: "own"; readonly name: string; readonly target: string };

export interface TrainState {
  readonly data: DataChoice;
  readonly a: NetworkSettings;
  /** The network that races the first, where there is one. */
  readonly b: NetworkSettings | undefined;
  /** Epochs a second; Infinity for as many as there can be. */
  readonly speed: number;
}

export const SPEEDS = [1, 5, 20, 60, Number.POSITIVE_INFINITY] as const;

function readData(parameters: URLSearchParams): DataChoice {
  const name = parameters.get("data") ?? "";
  const target = parameters.get("target") ?? "";
  const shape = SHAPES.find((each) => each === name);
  if (shape) return { kind: "shape", shape };
  const table = (Object.keys(TABLES) as TableName[]).find((each) => each === name);
  if (table) return { kind: "table", table, target: target || TABLES[table].target };
  if (parameters.has("file")) return { kind: "own", name: parameters.get("file") ?? "", target };
  return { kind: "shape", shape: "circles" };
}

export const state = addressed<TrainState>("train", {
  read: (parameters) => ({
    data: readData(parameters),
    a: readNetwork(parameters.get("a") ?? "") ?? USUAL,
    b: readNetwork(parameters.get("b") ?? ""),
    speed: SPEEDS.find((speed) => String(speed) === parameters.get("speed")) ?? 60,
  }),
  write: ({ data, a, b, speed }) => {
    const parameters = new URLSearchParams();
    if (data.kind === "own") parameters.set("file", data.name);
    else parameters.set("data", data.kind === "shape" ? data.shape : data.table);
    if (data.kind !== "shape") parameters.set("target", data.target);
    parameters.set("a", writeNetwork(a));
    if (b) parameters.set("b", writeNetwork(b));
    parameters.set("speed", String(speed));
    return parameters;
  },
});

export const change = (part: Partial<TrainState>): void => {
  state.value = { ...state.value, ...part };
};

export type LaneName = "a" | "b";
export const settingsOf = (lane: LaneName): NetworkSettings | undefined => state.value[lane];
export function changeNetwork(lane: LaneName, part: Partial<NetworkSettings>): void {
  const own = settingsOf(lane);
  if (own) change({ [lane]: { ...own, ...part } });
}
