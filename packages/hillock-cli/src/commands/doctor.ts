import { join } from "node:path";
import {
  beatsConstant,
  type Collapsed,
  collapsedLayers,
  dense,
  diagnose,
  type Finding,
  HillockError,
  type Initialization,
  OPTIMIZERS,
  OUTPUTS,
  type Outcome,
  prepareCase,
  type Regimen,
  type Repair,
  repair,
  run,
  TABLE_RATES,
} from "hillock";
import { requireHidden } from "../activations.ts";
import { requireApart } from "../models/apart.ts";
import { parseLayers } from "../models/layers.ts";
import { replaceFile } from "../models/output.ts";
import { requireMemory } from "../models/training/memory.ts";
import { renderDoctorReport } from "../report/doctor-page.ts";
import { readTable } from "../tables/read-table.ts";
import { doctorText } from "../terminal/doctor.ts";
import { progressBar } from "../terminal/progress.ts";
import { Waiting } from "../terminal/waiting.ts";
import { commandOf } from "./doctor-command.ts";
import { makeFolder, numberFlag, oneOf, refuse, requireFolder, usualEpochs, whole } from "./flags.ts";

export interface DoctorFlags {
  readonly target?: string;
  readonly task?: string;
  readonly layers?: string;
  readonly init?: string;
  readonly bias?: string;
  readonly scale?: string;
  readonly epochs?: string;
  readonly batchSize?: string;
  readonly loss?: string;
  readonly learningRate?: string;
  readonly weightDecay?: string;
  readonly clipNorm?: string;
  readonly optimizer?: string;
  readonly seed?: string;
  readonly validation?: string;
  readonly repair?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** The exit code that says: something was found. */
const FOUND = 3;
const INTERRUPTED = 130;

function initializationOf(text: string | undefined): Initialization | undefined {
  if (text === undefined) return undefined;
  const expected = "glorot, he, lecun, zeros, normal:SD or constant:V";
  const [kind, value] = text.split(":");
  const number = value === undefined || value.trim() === "" ? Number.NaN : Number(value);
  if (kind === "normal" && number >= 0 && Number.isFinite(number)) return { normal: number };
  if (kind === "constant" && Number.isFinite(number)) return { constant: number };
  const named = (["glorot", "he", "lecun", "zeros"] as const).find((each) => each === text);
  if (!named) throw refuse("--init", text, expected);
  return named;
}

const finite = (x: number | undefined): number | null => (x !== undefined && Number.isFinite(x) ? x : null);
const summary = (outcome: Outcome) => ({
  ...scores(outcome),
  beatsConstant: beatsConstant(outcome),
});
const scores = ({ history, score, regimen }: Outcome) => ({
  epochs: history.trainLoss.length,
  trainLoss: finite(history.trainLoss.at(-1)),
  validationLoss: finite(history.validationLoss.at(-1)),
  validationAccuracy: regimen.task === "regression" ? null : score,
  explainedVariance: regimen.task === "regression" ? finite(score) : null,
});
const told = ({ name, layer, units, sinceEpoch, measured, threshold, cause, prescription }: Finding) => ({
  name,
  layer,
  units,
  sinceEpoch,
  measured: finite(measured),
  threshold,
  cause,
  prescription,
});

/** The single layers as JSON: weights as rows of units. */
const equivalentText = (collapsed: readonly Collapsed[]): string =>
  `${JSON.stringify(
    collapsed.map(({ from, to, layer: { inputs, units, weight, bias } }) => ({
      from,
      to,
      inputs,
      units,
      weight: Array.from({ length: units }, (_, u) =>
        Array.from(weight.subarray(u * inputs, (u + 1) * inputs)),
      ),
      bias: Array.from(bias),
    })),
  )}\n`;

export async function runDoctor(path: string, flags: DoctorFlags): Promise<void> {
  const waiting = new Waiting();
  const table = await waiting.during(`reading ${path}`, () => readTable(path));
  if (flags.target === undefined)
    throw new HillockError(
      "invalid-argument",
      `Which column is to be predicted? Add --target with one of: ${table.columns.map((c) => c.name).join(", ")}.`,
    );
  const task = oneOf("--task", flags.task, ["binary", "multiclass", "regression"]);
  const seed = numberFlag("--seed", flags.seed, 1, (x) => Number.isSafeInteger(x), "a whole number");
  const share = "a share between 0 and 1";
  const validation = numberFlag("--validation", flags.validation, 0.2, (x) => x > 0 && x < 1, share);
  const { hidden, output } = parseLayers(flags.layers ?? "32,32");
  const layers = {
    hidden: hidden.map(({ units, activation, written }) => ({
      units,
      activation: requireHidden(activation, written),
    })),
    output: output?.activation,
  };
  const optimizer = oneOf("--optimizer", flags.optimizer, OPTIMIZERS) ?? "adam";
  const size = "a whole number from 1 to 65536";
  const batchSize = numberFlag("--batch-size", flags.batchSize, 32, (x) => whole(x) && x <= 65_536, size);
  const asked = {
    table,
    target: flags.target,
    validation,
    seed,
    ...(task && { task }),
    ...(layers.output && { output: layers.output }),
  };
  const prepared = await waiting.during(`preparing ${path}`, () => prepareCase(asked));
  const regimen: Regimen = {
    task: prepared.task,
    ...layers,
    loss: oneOf("--loss", flags.loss, ["squaredError"]),
    initialization: initializationOf(flags.init),
    bias: numberFlag("--bias", flags.bias, 0, Number.isFinite, "a number"),
    scale: oneOf("--scale", flags.scale, ["none", "standard", "minmax"]) ?? "standard",
    optimizer,
    learningRate: numberFlag(
      "--learning-rate",
      flags.learningRate,
      TABLE_RATES[optimizer],
      (x) => x > 0 && Number.isFinite(x),
      "a positive number",
    ),
    weightDecay: numberFlag(
      "--weight-decay",
      flags.weightDecay,
      0,
      (x) => x >= 0 && Number.isFinite(x),
      "a number from 0 on",
    ),
    clipNorm:
      flags.clipNorm === undefined
        ? undefined
        : numberFlag(
            "--clip-norm",
            flags.clipNorm,
            1,
            (x) => x > 0 && Number.isFinite(x),
            "a positive number",
          ),
    epochs: numberFlag(
      "--epochs",
      flags.epochs,
      usualEpochs(prepared.data.train.labels.length, batchSize),
      (x) => whole(x) && x <= 1e6,
      "a whole number from 1 to 1000000",
    ),
    batchSize,
    seed,
  };
  const { columns, classes, train, validation: held } = prepared.data;
  const last = OUTPUTS[regimen.task](classes);
  requireMemory(
    columns,
    [
      ...regimen.hidden.map(({ units, activation }) => dense(units, activation)),
      dense(last.units, regimen.output ?? last.activation),
    ],
    batchSize,
    train.labels.length + held.labels.length,
  );
  const out = flags.out ?? "hillock-report";
  const report = join(out, "report.html");
  const equivalent = join(out, "equivalent-layers.json");
  await requireApart(
    [
      ["--out", report],
      ["--out", equivalent],
    ],
    [path],
  );
  await requireFolder(out);

  const signal = { aborted: false };
  const stop = (): void => {
    signal.aborted = true;
  };
  process.once("SIGINT", stop);
  const bar = progressBar("{work} {bar} epoch {value}/{total}");
  bar.start(regimen.epochs, 0, { work: "training" });
  let first: Outcome;
  let mended: Repair | undefined;
  try {
    const options = { signal, onEpoch: (epoch: number) => bar.update(epoch) };
    first = await run(regimen, prepared.data, options);
    const onRun = ({ epochs }: Regimen): void => bar.start(epochs, 0, { work: "repairing" });
    if (flags.repair && !signal.aborted) mended = await repair(first, prepared.data, { ...options, onRun });
  } finally {
    bar.stop();
    process.off("SIGINT", stop);
  }
  const findings = diagnose(first.history);
  const command = mended && commandOf(path, flags.target, validation, mended.outcome.regimen);
  const collapsed = findings.some(({ name }) => name === "linearCollapse")
    ? collapsedLayers(first.network, first.history)
    : [];
  const page = renderDoctorReport({
    table: path,
    target: flags.target,
    first,
    findings,
    mended,
    asked: flags.repair === true,
    command,
    collapsed,
  });
  await makeFolder(out);
  await replaceFile(report, "--out", page);
  if (collapsed.length > 0) await replaceFile(equivalent, "--out", equivalentText(collapsed));
  if (flags.json) {
    const repaired = mended
      ? {
          findings: mended.findings.map(told),
          command,
          before: summary(first),
          after: summary(mended.outcome),
        }
      : null;
    const answer = { findings: findings.map(told), beatsConstant: beatsConstant(first), repaired };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  } else {
    console.log(
      doctorText({
        first,
        findings,
        mended,
        command,
        asked: flags.repair === true,
        interrupted: signal.aborted,
      }),
    );
    console.log(`\nReport: ${report}`);
    if (collapsed.length > 0) console.log(`The single linear layer, for what is one: ${equivalent}`);
  }
  process.exitCode = signal.aborted ? INTERRUPTED : findings.length > 0 ? FOUND : 0;
}
