import type { Finding, Outcome, Repair } from "hillock";
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
export const scoreText = ({ score, regimen }: Outcome): string =>
  regimen.task === "regression"
    ? `explained variance ${formatNumber(score)}`
    : `accuracy ${(100 * score).toFixed(1)} %`;

/** "layer 0", "layer 1, output": as the findings count them. */
export const placeText = ({ layer, sinceEpoch }: Finding): string =>
  [
    ...(layer === null ? [] : [`layer ${layer}`]),
    sinceEpoch === 0 ? "before training" : `since epoch ${sinceEpoch}`,
  ].join(", ");

/** What to change, in one sentence: the first line of every answer. */
export function firstLine({ findings, mended }: Pick<DoctorAnswer, "findings" | "mended">): string {
  if (findings.length === 0) return "Nothing is wrong with this training.";
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
  lines.push("", `As it is: held-out ${scoreText(first)} after ${first.history.trainLoss.length} epochs.`);
  if (mended) {
    const left = mended.findings.map((finding) => finding.name).join(", ");
    lines.push(
      `Repaired: held-out ${scoreText(mended.outcome)}; ${left === "" ? "no finding is left" : `left: ${left}`}.`,
      `  ${command}`,
    );
  } else if (asked && findings.length > 0) lines.push("No change that was tried made it better.");
  else if (findings.length > 0) lines.push("Add --repair to try the changes.");
  return lines.join("\n");
}
