import { batch, computed, effect, signal } from "@preact/signals";
import { messageOf } from "../../compute/message.ts";
import { newest } from "../../compute/newest.ts";
import type { DataSummary, Source, TableColumns } from "../../train/data.ts";
import { decode } from "../../train/decode.ts";
import { MOST_BYTES } from "../../train/limits.ts";
import { TABLES } from "../../train/settings.ts";
import { lanes, openOnnx, useData } from "./model.ts";
import { change, type DataChoice, state, type TrainState } from "./state.ts";
import { tableText } from "./tables.ts";

/** Of the data in use. */
export const summary = signal<DataSummary>();
/** What is wrong with a file, or with a link; the data in use stay. */
export const fileFault = signal<string>();
/** Why the chosen column cannot be predicted. */
export const targetFault = signal<string>();
/** What was done to the file so that it could be read. */
export const fileNotes = signal<readonly string[]>([]);
/** Of the chosen table. */
export const columns = signal<readonly string[]>([]);

interface Dropped extends TableColumns {
  readonly name: string;
  readonly text: string;
  readonly drop: number;
}
/** The table that was dropped; it stays in this page. */
const dropped = signal<Dropped>();
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
  if (own) return { kind: "table", name: own.name, text: own.text, target: data.target };
  fileFault.value = `This link was made with a table of one's own, ${data.name}. Its rows are in no link: drop the file again.`;
  return undefined;
}

const chosen = computed(() => JSON.stringify([state.value.data, state.value.held, dropped.value?.drop]));
const inUse = signal("");
/** Whether the data in use are those that are asked for. */
export const dataReady = computed(() => inUse.value === chosen.value);

async function load({ data, held }: TrainState): Promise<void> {
  const asked = chosen.peek();
  const stale = (): boolean => chosen.peek() !== asked;
  try {
    const source = await sourceOf(data);
    if (!source || stale()) return;
    if (source.kind === "table")
      columns.value = (data.kind === "own" ? dropped.peek() : await lanes.a.columnsOf(source))?.columns ?? [];
    const found = await useData(source, held);
    batch(() => {
      summary.value = found;
      inUse.value = asked;
      if (stale()) return;
      fileFault.value = undefined;
      targetFault.value = undefined;
      if (data.kind !== "own") fileNotes.value = [];
      // a link may name a column that the table does not have
      if (data.kind === "shape" || found?.target === undefined || found.target === data.target) return;
      change({ data: { ...data, target: found.target } });
      inUse.value = chosen.value;
    });
  } catch (cause) {
    if (stale()) return;
    const fault = data.kind === "shape" ? fileFault : targetFault;
    fault.value = messageOf(cause);
  }
}
/** What was asked for in the meantime gives way to what is asked for last. */
const reload = newest(load, () => {});
effect(() => {
  if (chosen.value !== inUse.peek()) reload(state.peek());
});

/** Takes a dropped file; what is no table is said, and the data in use stay. */
export async function take(file: File): Promise<void> {
  if (file.name.endsWith(".onnx")) return openOnnx("a", file);
  if (file.size > MOST_BYTES) {
    fileFault.value = `${file.name} has ${Math.round(file.size / 2 ** 20)} MiB; at most ${MOST_BYTES / 2 ** 20} MiB are read into the page. Use hillock train ${file.name} at the command line, which reads tables in pieces.`;
    return;
  }
  try {
    const { text, notes } = decode(await file.arrayBuffer());
    const { data } = state.peek();
    // a link to the same file knows what is predicted
    const target = data.kind === "own" && data.name === file.name ? data.target : undefined;
    const read = await lanes.a.columnsOf({ kind: "table", name: file.name, text, target });
    batch(() => {
      dropped.value = { ...read, name: file.name, text, drop: ++drops };
      fileFault.value = undefined;
      targetFault.value = undefined;
      fileNotes.value = [...notes, ...read.notes];
      change({ data: { kind: "own", name: file.name, target: read.target } });
    });
  } catch (cause) {
    fileFault.value = messageOf(cause);
  }
}
