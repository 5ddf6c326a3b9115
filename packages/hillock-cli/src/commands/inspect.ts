import { join } from "node:path";
import { HillockError, inspectOnnx, type OnnxInspection, summarizeOnnx } from "hillock";
import { splitList } from "../activations.ts";
import { requireApart } from "../models/apart.ts";
import { readWithin } from "../models/layers.ts";
import { readOnnxFile } from "../models/onnx.ts";
import { replaceFile, replaceFileOrKeep, requireWritable } from "../models/output.ts";
import { feedsOf } from "../onnx/feeds.ts";
import { lookInto } from "../onnx/look.ts";
import { pixelsFlag } from "../onnx/pixels.ts";
import { DEFAULT_TIMEOUT } from "../onnx/runtime.ts";
import { renderInspection } from "../report/inspect-page.ts";
import { inspectionText, notLookedInto } from "../terminal/inspect.ts";
import { progressBar } from "../terminal/progress.ts";
import { makeFolder, numberFlag, requireFolder, whole } from "./flags.ts";

export interface InspectFlags {
  readonly data?: string;
  readonly rows?: string;
  readonly seed?: string;
  readonly pixels?: string;
  readonly timeout?: string;
  readonly swap?: string;
  readonly save?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const DEFAULT_ROWS = 1024;
/** A week. */
const LONGEST_TIMEOUT = 604_800;

const misused = (message: string): HillockError => new HillockError("invalid-argument", message);

/** Functions to exchange, as in relu=leakyRelu(0.2),sigmoid=tanh. */
function exchangesOf(list: string) {
  return splitList(list).map((each) => {
    const sign = each.indexOf("=");
    const [from, to] = [each.slice(0, Math.max(0, sign)).trim(), each.slice(sign + 1).trim()];
    if (from === "" || to === "")
      throw misused(`--swap ${each}: write FUNCTION=FUNCTION, as in relu=leakyRelu.`);
    return {
      from: readWithin("--swap", each, from, 0),
      to: readWithin("--swap", each, to, each.length - to.length),
    };
  });
}

const namesIn = ({ activations }: OnnxInspection): string =>
  [...new Set(activations.map(({ activation }) => activation.name))].join(", ") || "none that is known";

/** Writes the graph with functions exchanged. */
async function exchange(
  path: string,
  inspection: OnnxInspection,
  swap: string,
  save: string | undefined,
): Promise<void> {
  if (save === undefined) throw misused(`--swap ${swap}: say with --save where the new file goes.`);
  const exchanges = exchangesOf(swap);
  await requireApart([["--save", save]], [path]);
  await requireWritable(save, "--save");
  const { bytes, counts } = inspection.swap(exchanges);
  exchanges.forEach(({ from, to }, i) => {
    if (counts[i] === 0)
      throw misused(`--swap: ${path} has no ${from.name}. Its activations: ${namesIn(inspection)}.`);
    console.log(`${from.name} → ${to.name}: ${counts[i]} ${counts[i] === 1 ? "place" : "places"}`);
  });
  await replaceFileOrKeep(save, "--save", bytes);
  console.log(`Written: ${save}`);
}

/** Looks into a graph, whatever made it, or exchanges its functions. */
export async function runInspect(path: string, flags: InspectFlags): Promise<void> {
  const rows = numberFlag(
    "--rows",
    flags.rows,
    DEFAULT_ROWS,
    (x) => whole(x) && x <= 1e6,
    "a whole number from 1 to 1000000",
  );
  const seed = numberFlag("--seed", flags.seed, 1, Number.isSafeInteger, "a whole number");
  const pixels = pixelsFlag(flags.pixels);
  const timeout = numberFlag(
    "--timeout",
    flags.timeout,
    DEFAULT_TIMEOUT,
    (x) => x > 0 && x <= LONGEST_TIMEOUT,
    `a number of seconds up to ${LONGEST_TIMEOUT}`,
  );
  if (flags.save !== undefined && flags.swap === undefined)
    throw misused(`--save ${flags.save}: say with --swap which functions to exchange.`);
  const bytes = await readOnnxFile(path);
  const inspection = inspectOnnx(bytes);
  if (flags.swap !== undefined) {
    await exchange(path, inspection, flags.swap, flags.save);
    return;
  }
  const { activations, closed } = inspection;
  const summary = summarizeOnnx(bytes);
  if (activations.length === 0)
    throw new HillockError(
      "invalid-model",
      `${path} has no activation that can be looked at. ${notLookedInto(summary, closed)}`.trim(),
    );
  const out = flags.out ?? "hillock-report";
  const report = join(out, "report.html");
  await requireApart([["--out", report]], [path, flags.data]);
  await requireFolder(out);
  const feeds = await feedsOf(inspection.inputs, bytes, { data: flags.data, rows, seed, pixels });
  const bar = progressBar("running {bar} row {value}/{total} · {eta} s left");
  bar.start(feeds.rows, 0);
  const look = await lookInto(inspection, summary, feeds, timeout, (done) => bar.update(done)).finally(() =>
    bar.stop(),
  );
  const facts = { path, summary, closed, said: feeds.said, look };
  await makeFolder(out);
  await replaceFile(report, "--out", renderInspection(facts));
  if (flags.json) process.stdout.write(`${JSON.stringify({ model: path, data: feeds.said, ...look })}\n`);
  else console.log(`${inspectionText(facts)}\n\nReport: ${report}`);
}
