import {
  applyChange,
  derive,
  diagnose,
  everyChange,
  type Finding,
  type Outcome,
  type Regimen,
  type RepairOptions,
  run,
} from "hillock";
import type { Parts } from "./data/sets.ts";

export interface Fixed {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}

/**
 * Repair without a diagnosis: changes drawn at random from all that the doctor could prescribe, one at a time, kept
 * where they leave fewer findings and do not lower the held-out score, at the doctor's budget of training epochs.
 */
export async function randomFix(
  first: Outcome,
  parts: Parts,
  seed: number,
  { budget = 2 }: Pick<RepairOptions, "budget"> = {},
): Promise<Fixed | undefined> {
  const random = derive(seed, "random fixes");
  let left = budget * first.regimen.epochs;
  let best: Fixed = { outcome: first, findings: diagnose(first.history) };
  const draw = (): Regimen | undefined => {
    const changes = everyChange(best.outcome.history);
    if (changes.length === 0) return undefined;
    return applyChange(best.outcome.regimen, changes[random.below(changes.length)]);
  };
  for (;;) {
    const regimen = draw();
    if (!regimen || regimen.epochs > left) break;
    left -= regimen.epochs;
    const outcome = await run(regimen, parts);
    const findings = diagnose(outcome.history);
    if (outcome.score >= first.score && findings.length < best.findings.length) best = { outcome, findings };
    if (best.findings.length === 0) break;
  }
  return best.outcome === first ? undefined : best;
}
