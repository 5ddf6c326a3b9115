interface Event {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
}

const isEvent = (value: unknown): value is Event =>
  typeof value === "object" &&
  value !== null &&
  "cat" in value &&
  "name" in value &&
  typeof value.name === "string" &&
  "dur" in value &&
  typeof value.dur === "number";

const KERNEL = /^node (\d+)_kernel_time$/;

/**
 * Microseconds by node of the instrumented graph, and of all that ran, from onnxruntime's profile; the first run of
 * each node, which makes its memory, is left out where there are more.
 */
export function readProfile(printed: string): {
  readonly nodes: ReadonlyMap<number, number>;
  readonly total: number;
} {
  const runs = new Map<string, number[]>();
  for (const line of printed.split("\n")) {
    if (!line.includes('"cat"')) continue;
    let event: unknown;
    try {
      event = JSON.parse(line.replace(/,\s*$/, ""));
    } catch {
      continue;
    }
    if (!isEvent(event) || event.cat !== "Node" || !event.name.endsWith("_kernel_time")) continue;
    runs.set(event.name, [...(runs.get(event.name) ?? []), event.dur]);
  }
  const nodes = new Map<number, number>();
  let total = 0;
  for (const [name, times] of runs) {
    const warm = times.length > 1 ? times.slice(1) : times;
    const time = warm.reduce((sum, each) => sum + each, 0) / warm.length;
    total += time;
    const index = KERNEL.exec(name)?.[1];
    if (index !== undefined) nodes.set(Number(index), time);
  }
  return { nodes, total };
}
