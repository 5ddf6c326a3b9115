import { computed, effect, signal } from "@preact/signals";
import { newest } from "../../compute/client.ts";
import { hasSimd } from "../../compute/simd.ts";
import type { DataSummary, Source } from "../../train/data.ts";
import { MOST_BYTES } from "../../train/limits.ts";
import { type NetworkSettings, TABLES } from "../../train/settings.ts";
import { Lane } from "./lane.ts";
import { change, type DataChoice, type LaneName, state, type TrainState } from "./state.ts";
import { tableText } from "./tables.ts";

export const lanes: Readonly<Record<LaneName, Lane>> = { a: new Lane(), b: new Lane() };
export const LANES: readonly LaneName[] = ["a", "b"];
export const shownLanes = computed<readonly LaneName[]>(() => (state.value.b ? LANES : ["a"]));

export const summary = signal<DataSummary>();
/** What is wrong with the data that were asked for; those before stay in use. */
export const dataFault = signal<string>();
/** What happened to the training while nobody saw it; empty where nothing did. */
export const hiddenPause = signal("");
const SAID_MS = 8000;
/** The text of the table that was dropped; it stays in this page. */
const dropped = signal<{ readonly name: string; readonly text: string; readonly drop: number }>();
let drops = 0;

async function sourceOf(data: DataChoice): Promise<Source | undefined> {
  if (data.kind === "shape") return data;
  if (data.kind === "table")
    return {
      kind: "table",
      name: TABLES[data.table].title,
      text: await tableText(data.table),
      target: data.target,
    };
  const own = dropped.peek();
  if (own) return { kind: "table", name: own.name, text: own.text, target: data.target || undefined };
  dataFault.value = `This link was made with a table of one's own, ${data.name}. Its rows are in no link: drop the file again.`;
  return undefined;
}

let loaded = "";
const dataKey = computed(() => JSON.stringify([state.value.data, state.value.held, dropped.value?.drop]));

async function load({ data, held }: TrainState): Promise<void> {
  try {
    const source = await sourceOf(data);
    if (!source) return;
    const [first] = await Promise.all(LANES.map((lane) => lanes[lane].prepare(source, held)));
    if (!first) return;
    dataFault.value = undefined;
    summary.value = first;
    if (data.kind !== "shape" && first.target !== undefined && first.target !== data.target)
      change({ data: { ...data, target: first.target } });
    for (const lane of LANES) configure(lane, state.peek()[lane]);
  } catch (cause) {
    dataFault.value = cause instanceof Error ? cause.message : String(cause);
  }
}
/** What was asked for in the meantime gives way to what is asked for last. */
const reload = newest(load, () => {});

function configure(lane: LaneName, settings: NetworkSettings | undefined): void {
  if (settings && summary.peek() && hasSimd) void lanes[lane].configure(settings);
}

effect(() => {
  const key = dataKey.value;
  if (key === loaded) return;
  loaded = key;
  reload(state.peek());
});
for (const lane of LANES) {
  const settings = computed(() => JSON.stringify(state.value[lane] ?? null));
  effect(() => {
    configure(lane, settings.value === "null" ? undefined : state.peek()[lane]);
  });
}

/** Begins from the network in an ONNX file; a file that holds none is said, and the network in use stays. */
export async function openOnnx(name: LaneName, file: File): Promise<void> {
  const lane = lanes[name];
  const before = state.peek()[name] ?? state.peek().a;
  if (file.size > MOST_BYTES) {
    lane.fault.value = `${file.name} has ${Math.round(file.size / 2 ** 20)} MiB; at most ${MOST_BYTES / 2 ** 20} MiB are read into the page.`;
    return;
  }
  try {
    const settings = await lane.open(new Uint8Array(await file.arrayBuffer()), before);
    lookingAt.value = undefined;
    change({ [name]: settings });
    configure(name, settings);
  } catch (cause) {
    lane.fault.value = `${file.name} cannot be opened. ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** Downloads the network that is looked at. */
export async function saveOnnx(name: LaneName): Promise<void> {
  const bytes = await lanes[name].save();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: "application/octet-stream" }));
  link.download = `network-${name}.onnx`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Takes a dropped file; what is no table is said, and the data in use stay. */
export async function take(file: File): Promise<void> {
  if (file.name.endsWith(".onnx")) return openOnnx("a", file);
  if (file.size > MOST_BYTES) {
    dataFault.value = `${file.name} has ${Math.round(file.size / 2 ** 20)} MiB; at most ${MOST_BYTES / 2 ** 20} MiB are read into the page. Use hillock train ${file.name} at the command line, which reads tables in pieces.`;
    return;
  }
  const text = await file.text();
  try {
    // tried before anything in use is given up
    const found = await lanes.a.check(
      { kind: "table", name: file.name, text, target: undefined },
      state.peek().held,
    );
    dropped.value = { name: file.name, text, drop: ++drops };
    change({ data: { kind: "own", name: file.name, target: found.target ?? "" } });
  } catch (cause) {
    dataFault.value = cause instanceof Error ? cause.message : String(cause);
  }
}

export const running = computed(() =>
  shownLanes.value.some((lane) => lanes[lane].frame.value?.status === "running"),
);
export const lastEpoch = computed(() =>
  Math.max(0, ...shownLanes.value.map((lane) => lanes[lane].frame.value?.epoch ?? 0)),
);

const each = (act: (lane: Lane) => void): void => {
  for (const lane of shownLanes.peek()) act(lanes[lane]);
};
/** Which past epoch is looked at; undefined for the newest. */
export const lookingAt = signal<number>();
export function play(): void {
  lookingAt.value = undefined;
  each((lane) => lane.play(state.peek().speed));
}
export const pause = (): void => each((lane) => lane.pause());
export function step(): void {
  lookingAt.value = undefined;
  each((lane) => lane.step());
}
export function restart(): void {
  lookingAt.value = undefined;
  for (const lane of shownLanes.peek()) configure(lane, state.peek()[lane]);
}
export function look(epoch: number): void {
  lookingAt.value = epoch >= lastEpoch.peek() ? undefined : epoch;
  each((lane) => lane.look(lookingAt.peek()));
}

/** The mended network races the first, both from the same start. */
export function race(settings: NetworkSettings): void {
  change({ b: settings });
  restart();
  play();
}

/** A page that nobody sees does not train on: it would fill memory for an hour. */
let waiting = false;
document.addEventListener("visibilitychange", () => {
  if (document.hidden && running.peek()) {
    waiting = true;
    hiddenPause.value = "Paused while this tab was hidden.";
    pause();
  } else if (!document.hidden && waiting) {
    waiting = false;
    hiddenPause.value = "Paused while this tab was hidden; now it goes on.";
    play();
    setTimeout(() => {
      if (!waiting) hiddenPause.value = "";
    }, SAID_MS);
  }
});
