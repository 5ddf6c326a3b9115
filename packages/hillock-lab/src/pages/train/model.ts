import { computed, effect, signal } from "@preact/signals";
import { messageOf } from "../../compute/message.ts";
import { newest } from "../../compute/newest.ts";
import { hasSimd } from "../../compute/simd.ts";
import type { DataSummary, Source } from "../../train/data.ts";
import { MOST_BYTES } from "../../train/limits.ts";
import type { NetworkSettings } from "../../train/settings.ts";
import { Lane } from "./lane.ts";
import { change, type LaneName, state } from "./state.ts";

export const lanes: Readonly<Record<LaneName, Lane>> = { a: new Lane(), b: new Lane() };
const LANES: readonly LaneName[] = ["a", "b"];
export const shownLanes = computed<readonly LaneName[]>(() => (state.value.b ? LANES : ["a"]));

/** What happened to the training while nobody saw it; empty where nothing did. */
export const hiddenPause = signal("");
const SAID_MS = 8000;

let hasData = false;
/** Whether networks are on their way to epoch 0. */
const beginning = signal(false);
/** Whether there is something to train: data and networks come from the workers. */
export const networksReady = computed(
  () => !beginning.value && shownLanes.value.every((lane) => lanes[lane].frame.value !== undefined),
);

async function beginOne(name: LaneName, port?: MessagePort): Promise<boolean> {
  const settings = state.peek()[name];
  return settings !== undefined && lanes[name].configure(settings, port);
}

interface Beginning {
  /** Where its settings make no network, both networks stay as they are. */
  readonly changed: LaneName;
  readonly playing?: boolean;
}

async function beginBoth(changed: LaneName, newData: boolean): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const other = changed === "a" ? "b" : "a";
  if ((await beginOne(changed, port1)) || newData) await beginOne(other, port2);
}

let newData = false;
const begin = newest(
  async ({ changed, playing }: Beginning): Promise<void> => {
    beginning.value = true;
    lookingAt.value = undefined;
    const onNewData = newData;
    newData = false;
    await (state.peek().b ? beginBoth(changed, onNewData) : beginOne("a"));
    if (playing) play();
  },
  () => {
    beginning.value = false;
  },
);

/** All networks at epoch 0, two of them in step. */
export function restart(how: Partial<Beginning> = {}): void {
  if (hasData && hasSimd) begin({ changed: "a", ...how });
}

/** New data for all networks, which begin anew. @throws Error with the table's fault; the data before stay in use. */
export async function useData(source: Source, held: number): Promise<DataSummary | undefined> {
  const [first] = await Promise.all(LANES.map((lane) => lanes[lane].prepare(source, held)));
  hasData = true;
  newData = true;
  restart();
  return first;
}

const written = computed(() => LANES.map((lane) => JSON.stringify(state.value[lane] ?? null)).join("\n"));
let before: readonly string[] = [];
effect(() => {
  const now = written.value.split("\n");
  const removed = now[1] === "null" && before[1] !== now[1];
  const changed = now[0] === before[0] ? "b" : "a";
  before = now;
  if (removed) lanes.b.stop();
  if (!removed || changed === "a") restart({ changed });
});

/** Begins from the network in an ONNX file; a file that holds none is said, and the network in use stays. */
export async function openOnnx(name: LaneName, file: File): Promise<void> {
  const lane = lanes[name];
  const own = state.peek()[name] ?? state.peek().a;
  if (file.size > MOST_BYTES) {
    lane.fault.value = `${file.name} has ${Math.round(file.size / 2 ** 20)} MiB; at most ${MOST_BYTES / 2 ** 20} MiB are read into the page.`;
    return;
  }
  try {
    const settings = await lane.open(new Uint8Array(await file.arrayBuffer()), own);
    change({ [name]: settings });
    restart({ changed: name });
  } catch (cause) {
    lane.fault.value = `${file.name} cannot be opened. ${messageOf(cause)}`;
  }
}

/** Downloads the network that is looked at. */
export async function saveOnnx(name: LaneName): Promise<void> {
  const lane = lanes[name];
  try {
    const bytes = await lane.save();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: "application/octet-stream" }));
    link.download = `network-${name}.onnx`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    lane.trouble.value = undefined;
  } catch (cause) {
    lane.trouble.value = `The network cannot be saved. ${messageOf(cause)}`;
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
export function look(epoch: number): void {
  lookingAt.value = epoch >= lastEpoch.peek() ? undefined : epoch;
  each((lane) => lane.look(lookingAt.peek()));
}

// of two that are paused, one may have come an epoch farther
effect(() => {
  const frames = shownLanes.value.flatMap((lane) => lanes[lane].frame.value ?? []);
  if (frames.length < 2 || frames.some(({ status }) => status !== "paused")) return;
  const last = Math.max(...frames.map(({ epoch }) => epoch));
  if (frames.some(({ epoch }) => epoch < last)) each((lane) => lane.stepTo(last));
});

/** The mended network races the first, both from the same start. */
export function race(settings: NetworkSettings): void {
  change({ b: settings });
  restart({ changed: "b", playing: true });
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
