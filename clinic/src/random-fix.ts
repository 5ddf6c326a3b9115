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

/** Draws of a change, at most, until one can be afforded. */
const DRAWS = 30;

/**
 * Repair without a diagnosis: changes drawn at random from all that the doctor could prescribe, one at a time, kept
 * where they leave fewer findings and do not lower the held-out score, at the doctor's budget of training epochs: one
 * longer training on top, too.
 */
export async function randomFix(
  first: Outcome,
  parts: Parts,
  seed: number,
  { budget = 2 }: Pick<RepairOptions, "budget"> = {},
): Promise<Fixed | undefined> {
  const random = derive(seed, "random fixes");
  let left = budget * first.regimen.epochs;
  let mayBeLonger = true;
  let best: Fixed = { outcome: first, findings: diagnose(first.history) };
  const isLonger = ({ epochs }: Regimen): boolean => epochs > first.regimen.epochs;
  const draw = (): Regimen | undefined => {
    const changes = everyChange(best.outcome.history);
    for (let attempt = 0; attempt < DRAWS && changes.length > 0; attempt++) {
      const regimen = applyChange(best.outcome.regimen, changes[random.below(changes.length)]);
      if (isLonger(regimen) ? mayBeLonger : regimen.epochs <= left) return regimen;
    }
    return undefined;
  };
  for (;;) {
    const regimen = draw();
    if (!regimen) break;
    if (isLonger(regimen)) mayBeLonger = false;
    else left -= regimen.epochs;
    const outcome = await run(regimen, parts);
    const findings = diagnose(outcome.history);
    if (outcome.score >= first.score && findings.length < best.findings.length) best = { outcome, findings };
    if (best.findings.length === 0) break;
  }
  return best.outcome === first ? undefined : best;
}
