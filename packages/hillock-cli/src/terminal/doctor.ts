import { beatsConstant, type Finding, type Outcome, type Repair } from "hillock";
import { colorsOf } from "./colors.ts";
import { formatNumber } from "./format.ts";

export interface DoctorAnswer {
  readonly first: Outcome;
  readonly findings: readonly Finding[];
  readonly mended: Repair | undefined;
  readonly command: string | undefined;
  /** Whether a repair was asked for. */
  readonly asked: boolean;
  readonly interrupted: boolean;
}

/** "accuracy 93.1 %", or the share of the variance explained. */
export const scoreText = ({ score, regimen }: Pick<Outcome, "score" | "regimen">): string =>
  regimen.task === "regression"
    ? `explained variance ${formatNumber(score)}`
    : `accuracy ${(100 * score).toFixed(1)} %`;

/** ", no better than a constant prediction, accuracy 51.7 %"; nothing where the network is better. */
export function besideConstant(outcome: Outcome): string {
  if (beatsConstant(outcome)) return "";
  const { regimen, constantScore } = outcome;
  // that of a regression is next to 0
  const score = regimen.task === "regression" ? "" : `, ${scoreText({ regimen, score: constantScore })}`;
  return `, no better than a constant prediction${score}`;
}

/** "layer 0", "layer 1, output": as the findings count them. */
export const placeText = ({ layer, sinceEpoch }: Finding): string =>
  [
    ...(layer === null ? [] : [`layer ${layer}`]),
    sinceEpoch === 0 ? "before training" : `since epoch ${sinceEpoch}`,
  ].join(", ");

const EITHER = "either the columns do not tell the target, or something is wrong that no finding names";

/** What to change, in one sentence: the first line of every answer. */
export function firstLine({
  first,
  findings,
  mended,
  asked,
}: Pick<DoctorAnswer, "first" | "findings" | "mended" | "asked">): string {
  if (findings.length === 0 && !beatsConstant(first))
    return `Nothing is found, and yet on held-out rows the network is no better than a constant prediction: ${EITHER}.`;
  if (findings.length === 0) return "Nothing is wrong with this training.";
  if (asked && !beatsConstant(mended?.outcome ?? first))
    return `No change makes the network better on held-out rows than a constant prediction: ${EITHER}.`;
  const kept = mended?.trials.filter((trial) => trial.kept) ?? [];
  if (mended && kept.length > 0) return `Change this: ${kept.map((trial) => trial.description).join(" ")}`;
  return `Change this first: ${findings[0].prescription}`;
}

/** Findings, prescriptions, and before and after, for a terminal. */
export function doctorText(answer: DoctorAnswer, pc = colorsOf(process.stdout)): string {
  const { first, findings, mended, command, asked, interrupted } = answer;
  const lines = [pc.bold(firstLine(answer))];
  if (interrupted)
    lines.push(`(stopped after ${first.history.trainLoss.length} epochs; diagnosed as far as it went)`);
  for (const finding of findings) {
    lines.push(
      "",
      `${pc.red("●")} ${pc.bold(finding.name)}  ${pc.dim(`${placeText(finding)}; ${formatNumber(finding.measured)}, threshold ${formatNumber(finding.threshold)}`)}`,
      `  ${finding.cause}`,
      `  ${pc.green("→")} ${finding.prescription}`,
    );
  }
  const epochs = first.history.trainLoss.length;
  lines.push(
    "",
    `As it is: held-out ${scoreText(first)} after ${epochs} epoch${epochs === 1 ? "" : "s"}${besideConstant(first)}.`,
  );
  if (mended) {
    const better = beatsConstant(mended.outcome);
    const left = mended.findings.map((finding) => finding.name).join(", ");
    lines.push(
      `${better ? "Repaired" : "Changed"}: held-out ${scoreText(mended.outcome)}${besideConstant(mended.outcome)}; ${left === "" ? "no finding is left" : `left: ${left}`}.`,
      `  ${command}`,
    );
  } else if (asked && findings.length > 0) lines.push("No change that was tried made it better.");
  else if (findings.length > 0) lines.push("Add --repair to try the changes.");
  return lines.join("\n");
}
