import {
  type ActivationReport,
  ActivationStatistics,
  collapses,
  type FoundActivation,
  type OnnxInspection,
  type OnnxSummary,
} from "hillock";
import { fromHalves } from "./halves.ts";
import { readProfile } from "./profile.ts";
import { type Outputs, Runtime } from "./runtime.ts";
import type { Feeds } from "./tensors.ts";

/** What one activation of a graph does over the data. */
export interface Looked {
  readonly node: string;
  /** Of the function. */
  readonly activation: string;
  readonly operators: readonly string[];
  /** In one run. */
  readonly shape: readonly number[];
  readonly report: ActivationReport;
  /** What is left of a gradient at its input, by the activations behind it alone. */
  readonly gradient: number;
  /** Whether it stands inside of a recurrent operator. */
  readonly inside: boolean;
  /** Whether it is a straight line over the data, so that the linear maps around it come to one. */
  readonly collapses: boolean;
  /** Of the graph's time in onnxruntime; null where it was not measured, and inside of operators. */
  readonly timeShare: number | null;
}

export interface Look {
  readonly activations: readonly Looked[];
  readonly rows: number;
  /** Rows of one run. */
  readonly batch: number;
  /** Milliseconds of one run of all nodes. */
  readonly milliseconds: number;
}

/** Numbers of all tensors that are looked at in one run. */
const MOST_AT_ONCE = 2 ** 25;
const MOST_BATCH = 256;
const TIMED_RUNS = 6;

const sizeOf = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);

/** As many rows at a time as keep what is looked at small. */
async function batchRows(runtime: Runtime, feeds: Feeds): Promise<number> {
  if (feeds.fixed !== undefined) return feeds.fixed;
  const outputs = await runtime.run(feeds.batch(0, 1), false);
  const perRow = Object.values(outputs).reduce((sum, { dims }) => sum + sizeOf(dims), 1);
  return Math.max(1, Math.min(MOST_BATCH, feeds.rows, Math.floor(MOST_AT_ONCE / perRow)));
}

/** null where the time of one of the nodes is not known. */
const shareOf = (own: readonly number[], times: ReadonlyMap<number, number>, total: number): number | null =>
  own.every((index) => times.has(index))
    ? own.reduce((sum, index) => sum + (times.get(index) ?? 0), 0) / total
    : null;

type Tensor = Outputs[string];

function numbersOf({ type, data }: Pick<Tensor, "type" | "data">): Float32Array {
  if (data instanceof Float32Array) return data;
  if (type === "float16" && data instanceof Uint16Array) return fromHalves(data);
  return Float32Array.from(data as ArrayLike<number>, Number);
}

/** Of a run that was filled up, what its own rows made; undefined where the rows are not the first dimension. */
function ownRows(
  { type, data, dims }: Tensor,
  count: number,
  own: number,
): [Float32Array, readonly number[]] | undefined {
  const values = numbersOf({ type, data });
  if (own === count) return [values, dims];
  if (dims[0] !== count) return undefined;
  return [values.subarray(0, (values.length / count) * own), [own, ...dims.slice(1)]];
}

/** Runs the graph over all rows, then a few times more to be timed. */
export async function lookInto(
  inspection: OnnxInspection,
  graph: OnnxSummary,
  feeds: Feeds,
  timeout: number,
  onProgress: (rows: number) => void,
): Promise<Look> {
  const { activations, instrumented } = inspection;
  const statistics = activations.map(
    (found: FoundActivation) => new ActivationStatistics(found, feeds.batched),
  );
  const runtime = await Runtime.start(timeout);
  try {
    await runtime.open(instrumented, false);
    const batch = await batchRows(runtime, feeds);
    let rows = 0;
    while (rows < feeds.rows) {
      const count = feeds.fixed ?? Math.min(batch, feeds.rows - rows);
      const given = feeds.batch(rows, count);
      const outputs: Outputs = { ...given, ...(await runtime.run(given, true)) };
      const own = Math.min(count, feeds.rows - rows);
      for (const [i, { input }] of activations.entries()) {
        const taken =
          ownRows(outputs[input], count, own) ?? (rows === 0 && ownRows(outputs[input], count, count));
        if (taken) statistics[i].add(...taken);
      }
      rows += own;
      onProgress(rows);
    }
    await runtime.open(instrumented, true);
    const timed = feeds.batch(0, batch);
    for (let run = 0; run < TIMED_RUNS; run++) await runtime.run(timed, false);
    const { nodes, total } = readProfile(await runtime.close(), graph.nodes);
    const reports = statistics.map((each) => each.report());
    const gradients = inspection.gradients(reports.map(({ slope }) => slope));
    return {
      rows,
      batch,
      milliseconds: total / 1000,
      activations: activations.map((found, i) => ({
        node: found.node,
        activation: found.activation.name,
        operators: found.types,
        shape: statistics[i].shape,
        report: reports[i],
        gradient: gradients[i],
        inside: found.gate !== undefined,
        // between a gate and what is behind it stands a product
        collapses: found.gate === undefined && collapses(reports[i]),
        timeShare: found.gate
          ? null
          : shareOf(
              found.nodes.filter((index) => graph.nodes[index].type !== "Constant"),
              nodes,
              total,
            ),
      })),
    };
  } finally {
    runtime.end();
  }
}
