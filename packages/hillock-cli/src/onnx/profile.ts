import type { OnnxNode } from "hillock";
import { lowerMedian } from "../lower-median.ts";

interface Event {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
  readonly ts: number;
}

const isEvent = (value: unknown): value is Event =>
  typeof value === "object" &&
  value !== null &&
  "cat" in value &&
  "name" in value &&
  typeof value.name === "string" &&
  "dur" in value &&
  typeof value.dur === "number" &&
  "ts" in value &&
  typeof value.ts === "number";

const KERNEL = /^node (\d+)_kernel_time$/;
/** What only looks, and is no part of the graph. */
const BESIDE = /^beside \d+_kernel_time$/;

/** What onnxruntime ran, in the order in which it first did: microseconds of a run that is not the first. */
interface Ran {
  /** Of the instrumented graph; undefined where an operator was spread out into others, under names of their own. */
  readonly node: number | undefined;
  readonly time: number;
}

function ranIn(printed: string): Ran[] {
  const events: Event[] = [];
  for (const line of printed.split("\n")) {
    if (!line.includes('"cat"')) continue;
    try {
      const event: unknown = JSON.parse(line.replace(/,\s*$/, ""));
      if (!isEvent(event) || event.cat !== "Node" || BESIDE.test(event.name)) continue;
      if (event.name.endsWith("_kernel_time")) events.push(event);
    } catch {
      // a line that was cut off
    }
  }
  const runs = new Map<string, number[]>();
  for (const { name, dur } of events.sort((a, b) => a.ts - b.ts))
    runs.set(name, [...(runs.get(name) ?? []), dur]);
  return [...runs].map(([name, times]) => {
    // the first run makes the memory
    const warm = times.length > 1 ? times.slice(1) : times;
    const index = KERNEL.exec(name)?.[1];
    return {
      node: index === undefined ? undefined : Number(index),
      time: lowerMedian(warm),
    };
  });
}

/** Between which places in the order a node must have run: behind what it takes, before what takes it. */
function windows(nodes: readonly OnnxNode[], placed: ReadonlyMap<number, number>) {
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  const start = nodes.map(({ inputs, outputs }, i) => {
    const at = placed.get(i) ?? inputs.reduce((most, name) => Math.max(most, starts.get(name) ?? -1), -1);
    for (const name of outputs) starts.set(name, at);
    return at;
  });
  const end = new Array<number>(nodes.length);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const { inputs, outputs } = nodes[i];
    const at = outputs.reduce((least, name) => Math.min(least, ends.get(name) ?? Infinity), Infinity);
    end[i] = placed.get(i) ?? at;
    for (const name of inputs) ends.set(name, Math.min(ends.get(name) ?? Infinity, end[i]));
  }
  return (i: number, at: number): boolean => start[i] < at && at < end[i];
}

/**
 * Microseconds by node of the instrumented graph, and of all that ran, from onnxruntime's profile. What a node was
 * spread out into is its own where it must have run between the node's neighbours and between no other's; where that
 * cannot be told, the node has no time.
 */
export function readProfile(
  printed: string,
  nodes: readonly OnnxNode[],
): { readonly nodes: ReadonlyMap<number, number>; readonly total: number } {
  const ran = ranIn(printed);
  const placed = new Map<number, number>();
  const times = new Map<number, number>();
  ran.forEach(({ node, time }, at) => {
    if (node === undefined) return;
    placed.set(node, at);
    times.set(node, time);
  });
  const spreadOut = nodes.flatMap(({ type }, i) => (placed.has(i) || type === "Constant" ? [] : [i]));
  const within = windows(nodes, placed);
  const doubtful = new Set<number>();
  ran.forEach(({ node, time }, at) => {
    if (node !== undefined) return;
    const [own, ...others] = spreadOut.filter((i) => within(i, at));
    if (own === undefined) return;
    if (others.length > 0) for (const each of [own, ...others]) doubtful.add(each);
    else times.set(own, (times.get(own) ?? 0) + time);
  });
  for (const each of doubtful) times.delete(each);
  return { nodes: times, total: ran.reduce((sum, { time }) => sum + time, 0) };
}
