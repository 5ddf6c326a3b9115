import { apply, type Change, describe } from "./change.ts";
import { diagnose } from "./diagnose.ts";
import type { Finding } from "./finding.ts";
import { type CaseData, lookAtStart, type Outcome, type Regimen, type RunOptions, run } from "./regimen.ts";

/** One change that was tried, and what it brought. */
export interface Trial {
  readonly change: Change;
  readonly description: string;
  /** Of which finding it was the prescription. */
  readonly against: Finding["name"];
  /** Epochs that it took to see; 0 where a look at the start was enough. */
  readonly epochs: number;
  /** Whether the repaired settings have it. */
  readonly kept: boolean;
}

export interface Repair {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly trials: readonly Trial[];
}

export interface RepairOptions extends RunOptions {
  /** Epochs of retraining at most, as a multiple of the first training's; 2 unless given. */
  readonly budget?: number;
}

const key = (regimen: Regimen): string =>
  JSON.stringify({
    ...regimen,
    output: regimen.output?.name ?? null,
    hidden: regimen.hidden.map(({ units, activation }) => [units, activation.name, activation.parameters]),
  });

interface Pick {
  readonly change: Change;
  readonly against: Finding["name"];
  readonly regimen: Regimen;
}

/** The cheapest change, of the first finding that has one left, to settings that were not tried yet. */
function nextChange(
  findings: readonly Finding[],
  regimen: Regimen,
  tried: ReadonlySet<string>,
): Pick | undefined {
  for (const { name, changes } of findings) {
    for (const change of changes) {
      const next = apply(regimen, change);
      if (!tried.has(key(next))) return { change, against: name, regimen: next };
    }
  }
  return undefined;
}

/**
 * Tries the prescriptions one at a time until the findings are gone or the ideas or the budget are. What can be seen
 * before training is mended by looking at the start only, without a retraining. A repair is accepted where it leaves
 * fewer findings and does not lower the held-out score; undefined where none does.
 */
export async function repair(
  first: Outcome,
  data: CaseData,
  options: RepairOptions = {},
): Promise<Repair | undefined> {
  const findings = diagnose(first.history);
  if (findings.length === 0) return undefined;
  const tried = new Set([key(first.regimen)]);
  const trials: Trial[] = [];
  const note = (pick: Pick, epochs: number, kept: boolean): void => {
    trials.push({
      change: pick.change,
      description: describe(pick.change),
      against: pick.against,
      epochs,
      kept,
    });
  };
  let left = (options.budget ?? 2) * first.regimen.epochs;
  let regimen = first.regimen;
  let current: readonly Finding[] = findings;

  /** Mends all that shows before the first step. */
  const mendStart = (): void => {
    for (;;) {
      const atStart = diagnose(lookAtStart(regimen, data));
      const pick = nextChange(atStart, regimen, tried);
      if (!pick) return;
      tried.add(key(pick.regimen));
      const now = diagnose(lookAtStart(pick.regimen, data));
      const kept = now.length < atStart.length;
      note(pick, 0, kept);
      if (kept) regimen = pick.regimen;
    }
  };

  let best: { outcome: Outcome; findings: readonly Finding[]; changes: number } | undefined;
  const better = (outcome: Outcome, own: readonly Finding[]): boolean => {
    const bar = best ?? { outcome: first, findings };
    return own.length < bar.findings.length
      ? outcome.score >= first.score
      : own.length === bar.findings.length && outcome.score > bar.outcome.score;
  };
  mendStart();
  if (regimen === first.regimen) {
    const pick = nextChange(current, regimen, tried);
    if (!pick) return undefined;
    tried.add(key(pick.regimen));
    regimen = pick.regimen;
    note(pick, pick.regimen.epochs, true);
  }
  while (left >= regimen.epochs) {
    left -= regimen.epochs;
    const outcome = await run(regimen, data, options);
    current = diagnose(outcome.history);
    if (better(outcome, current)) best = { outcome, findings: current, changes: trials.length };
    if (current.length === 0) break;
    const pick = nextChange(current, regimen, tried);
    if (!pick) break;
    tried.add(key(pick.regimen));
    note(pick, pick.regimen.epochs, true);
    regimen = pick.regimen;
  }
  if (!best) return undefined;
  const { outcome, changes } = best;
  // what was tried after the best training is not part of it
  return {
    outcome,
    findings: best.findings,
    trials: trials.map((trial, i) => ({ ...trial, kept: trial.kept && i < changes })),
  };
}
