import { apply, type Change, describe, showsAtStart } from "./change.ts";
import { diagnose } from "./diagnose.ts";
import type { Finding } from "./finding.ts";
import { MOST_LONGER } from "./prescribe.ts";
import { type CaseData, lookAtStart, type Outcome, type Regimen, type RunOptions, run } from "./regimen.ts";
import { TABLE_RATES } from "./task.ts";

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
  /** Before each retraining. */
  readonly onRun?: (regimen: Regimen) => void;
  /** After each change that was tried. */
  readonly onTrial?: (trial: Trial) => void;
  /**
   * Epochs of retraining at most, as a multiple of the first training's; 2 unless given. One training that is longer
   * because the first was too short comes on top.
   */
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

/** The cheapest change, of the first finding that has one left, to settings that were not tried yet and can be afforded. */
function nextChange(
  findings: readonly Finding[],
  regimen: Regimen,
  tried: ReadonlySet<string>,
  epochs: number,
  suits: (change: Change) => boolean = () => true,
  most = epochs,
): Pick | undefined {
  // what was there before the first step is no effect of the others
  const since = [0, 1].flatMap((late) =>
    findings.filter(({ sinceEpoch }) => Math.min(1, sinceEpoch) === late),
  );
  for (const { name, changes } of since) {
    for (const change of changes) {
      const next = apply(regimen, change);
      if (suits(change) && next.epochs <= (change.kind === "epochs" ? most : epochs) && !tried.has(key(next)))
        return { change, against: name, regimen: next };
    }
  }
  return undefined;
}

/** Where nothing is found any more: what trains most networks well. */
function furtherChange(regimen: Regimen, tried: ReadonlySet<string>, epochs: number): Pick | undefined {
  const adam: Change = { kind: "optimizer", to: "adam", learningRate: TABLE_RATES.adam };
  const next = apply(regimen, adam);
  if (next.epochs > epochs || tried.has(key(next))) return undefined;
  return { change: adam, against: "slowConvergence", regimen: next };
}

interface State {
  readonly regimen: Regimen;
  readonly findings: readonly Finding[];
  /** Positions in the list of trials of the changes that led here. */
  readonly changes: readonly number[];
}

const has = (findings: readonly Finding[], name: Finding["name"]): boolean =>
  findings.some((finding) => finding.name === name);

/**
 * Tries the prescriptions one at a time until the findings are gone or the ideas or the budget are. What can be seen
 * before training is mended by looking at the start only, without a retraining. A change that does not take away what it
 * was prescribed against is taken back. A repair is accepted where it leaves fewer findings and does not lower the
 * held-out score; undefined where none does.
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
  const note = ({ change, against }: Pick, epochs: number, kept: boolean): number => {
    const trial = { change, description: describe(change), against, epochs, kept };
    options.onTrial?.(trial);
    return trials.push(trial) - 1;
  };
  let left = (options.budget ?? 2) * first.regimen.epochs;
  /** Epochs of a training that is longer than the first. */
  let longest = MOST_LONGER * first.regimen.epochs;

  /** Mends all that shows before the first step. */
  const mendStart = (from: State): State => {
    let state = from;
    for (;;) {
      const atStart = diagnose(lookAtStart(state.regimen, data));
      const pick = nextChange(atStart, state.regimen, tried, left, showsAtStart);
      if (!pick) return state;
      tried.add(key(pick.regimen));
      const now = diagnose(lookAtStart(pick.regimen, data));
      const kept = !has(now, pick.against);
      const number = note(pick, 0, kept);
      if (kept) state = { ...state, regimen: pick.regimen, changes: [...state.changes, number] };
    }
  };

  let best: { readonly outcome: Outcome; readonly state: State } | undefined;
  const better = (outcome: Outcome, own: readonly Finding[]): boolean => {
    const bar = best
      ? { outcome: best.outcome, findings: best.state.findings }
      : { outcome: first, findings };
    return own.length < bar.findings.length
      ? outcome.score >= first.score
      : own.length === bar.findings.length && outcome.score > bar.outcome.score;
  };
  const unchanged: State = { regimen: first.regimen, findings, changes: [] };
  let state = mendStart(unchanged);
  let pick =
    state === unchanged ? nextChange(findings, state.regimen, tried, left, undefined, longest) : undefined;
  for (;;) {
    const regimen = pick?.regimen ?? state.regimen;
    const long = regimen.epochs > first.regimen.epochs;
    if ((regimen === first.regimen && !pick) || options.signal?.aborted) break;
    if (regimen.epochs > (long ? longest : left)) break;
    tried.add(key(regimen));
    options.onRun?.(regimen);
    const outcome = await run(regimen, data, options);
    // what is half done proves nothing
    if (options.signal?.aborted) break;
    const own = diagnose(outcome.history);
    if (long) longest = 0;
    else left -= outcome.history.trainLoss.length;
    const improved = better(outcome, own);
    const kept = !pick || improved || !has(own, pick.against);
    const number = pick && note(pick, outcome.history.trainLoss.length, kept);
    const changes = number === undefined ? state.changes : [...state.changes, number];
    if (improved) best = { outcome, state: { regimen, findings: own, changes } };
    if (kept) state = { regimen, findings: own, changes };
    if (own.length === 0 && improved) break;
    const next = (from: State): Pick | undefined =>
      nextChange(from.findings, from.regimen, tried, left, undefined, Math.max(left, longest));
    if (state.findings.length > 0) pick = next(state);
    else {
      // healthy, and yet it scores less than the sick one did: another function, or a better optimiser
      const begin = best?.state ?? unchanged;
      const otherWay = state.changes.some((i) => trials[i].change.kind === "activation");
      pick = (otherWay ? next(begin) : undefined) ?? furtherChange(state.regimen, tried, left);
      if (pick && otherWay) state = begin;
    }
    if (!pick) break;
  }
  if (!best) return undefined;
  const { outcome, state: chosen } = best;
  return {
    outcome,
    findings: chosen.findings,
    trials: trials.map((trial, i) => ({ ...trial, kept: chosen.changes.includes(i) })),
  };
}
