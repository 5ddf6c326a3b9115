import { type Change, describe, showsAtStart } from "./change.ts";
import { diagnose } from "./diagnose.ts";
import { AT_THE_END, type Finding } from "./finding.ts";
import { changesMade, furtherPick, nextPick, type Pick, stoppedEarlier, Tried } from "./pick.ts";
import { mostEpochs } from "./prescribe.ts";
import { type CaseData, lookAtStart, type Outcome, type Regimen, type RunOptions, run } from "./regimen.ts";
import { whenHealthy, whenHopeless } from "./retraining.ts";

/** One change that was tried, and what it brought. */
export interface Trial {
  readonly change: Change;
  readonly description: string;
  /** Of which finding it was the prescription. */
  readonly against: Finding["name"];
  /** Epochs that it took to see; 0 where a look at the start was enough, or a training that tried another change, too. */
  readonly epochs: number;
  /** Whether the repaired settings have it. */
  readonly kept: boolean;
}

export interface Repair {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly trials: readonly Trial[];
}

export interface RepairOptions extends Omit<RunOptions, "enough"> {
  /** Before each retraining, with the most epochs that it may take. */
  readonly onRun?: (regimen: Regimen) => void;
  /** After each change that was tried. */
  readonly onTrial?: (trial: Trial) => void;
  /**
   * Epochs of retraining at most, as a multiple of the first training's; 2 unless given. One training that is longer
   * because the first was too short comes on top.
   */
  readonly budget?: number;
}

interface State {
  readonly regimen: Regimen;
  readonly findings: readonly Finding[];
  /** Positions in the list of trials of the changes that led here. */
  readonly changes: readonly number[];
}

/** A retraining, and what is found in it. */
interface Attempt {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly longer: boolean;
  /** Whether it was broken off as hopeless. */
  readonly brokenOff: boolean;
}

const has = (findings: readonly Finding[], name: Finding["name"]): boolean =>
  findings.some((finding) => finding.name === name);

/**
 * Tries the prescriptions of a sick training's findings, one change at a time, by training again from the same seed. What
 * shows before the first step is mended first, all of it, and then trained once. A change is kept where its finding goes;
 * a training that is as sick at its half is broken off, and one of another length ends where nothing is found any more.
 * The best training is taken, where it leaves fewer findings and does not lower the held-out score; undefined where none
 * does.
 */
export async function repair(
  first: Outcome,
  data: CaseData,
  options: RepairOptions = {},
): Promise<Repair | undefined> {
  const findings = diagnose(first.history);
  return findings.length === 0 ? undefined : new Search(first, findings, data, options).repair();
}

class Search {
  readonly #first: Outcome;
  readonly #data: CaseData;
  readonly #options: RepairOptions;
  readonly #unchanged: State;
  readonly #tried = new Tried();
  readonly #trials: Trial[] = [];
  #left: number;
  /** Epochs of a training that is longer than the first. */
  #longest: number;
  #best: { readonly outcome: Outcome; readonly state: State } | undefined;

  constructor(first: Outcome, findings: readonly Finding[], data: CaseData, options: RepairOptions) {
    this.#first = first;
    this.#data = data;
    this.#options = options;
    this.#unchanged = { regimen: first.regimen, findings, changes: [] };
    this.#tried.add(first.regimen);
    this.#left = (options.budget ?? 2) * first.regimen.epochs;
    this.#longest = mostEpochs(first.history);
  }

  async repair(): Promise<Repair | undefined> {
    let state = this.#mendStart();
    let pick = state === this.#unchanged ? this.#next(state) : undefined;
    while (pick || state.regimen !== this.#first.regimen) {
      const attempt = await this.#attempt(pick?.regimen ?? state.regimen, pick);
      if (!attempt) break;
      const { outcome, findings, brokenOff } = attempt;
      const improved = !brokenOff && this.#isBetter(attempt);
      // an end that comes too early for one finding and too late for another leads nowhere
      const between = pick?.span !== undefined && !attempt.longer && findings.length > 0;
      const kept = !brokenOff && !between && (!pick || improved || !has(findings, pick.against));
      const changes = [...state.changes, ...(pick ? this.#note(pick, attempt, kept) : [])];
      const reached: State = { regimen: outcome.regimen, findings, changes };
      if (improved) this.#best = { outcome, state: reached };
      if (improved && findings.length === 0) break;
      if (kept) state = reached;
      if (state.findings.length > 0) pick = this.#next(state);
      else [state, pick] = this.#beyondHealth(state, pick, kept ? outcome : undefined);
      if (!pick) break;
    }
    if (!this.#best) return undefined;
    const { outcome, state: chosen } = this.#best;
    const trials = this.#trials.map((trial, i) => ({ ...trial, kept: chosen.changes.includes(i) }));
    return { outcome, findings: chosen.findings, trials };
  }

  get #purse() {
    return { left: this.#left, longest: this.#longest };
  }

  /** Mends all that shows before the first step. */
  #mendStart(): State {
    let state = this.#unchanged;
    let atStart = diagnose(lookAtStart(state.regimen, this.#data));
    for (;;) {
      const pick = nextPick(atStart, state.regimen, this.#tried, this.#purse, showsAtStart);
      if (!pick) return state;
      this.#tried.add(pick.regimen);
      const mended = diagnose(lookAtStart(pick.regimen, this.#data));
      const kept = !has(mended, pick.against);
      const number = this.#log(pick, pick.change, 0, kept);
      if (!kept) continue;
      state = { ...state, regimen: pick.regimen, changes: [...state.changes, number] };
      atStart = mended;
    }
  }

  /** Trains; undefined where that cannot be afforded, or was interrupted: what is half done proves nothing. */
  async #attempt(asked: Regimen, pick: Pick | undefined): Promise<Attempt | undefined> {
    const { signal, onRun } = this.#options;
    const span = pick?.span;
    const regimen: Regimen = span ? { ...asked, epochs: span.most } : asked;
    const longer = regimen.epochs > this.#first.regimen.epochs;
    if (signal?.aborted || regimen.epochs > (longer ? this.#longest : this.#left)) return undefined;
    this.#tried.add(asked);
    onRun?.(regimen);
    const left = (this.#best?.state ?? this.#unchanged).findings.length;
    const isHealthy = span && whenHealthy(this.#first, this.#data, span);
    const isHopeless =
      pick && pick.change.kind !== "epochs" ? whenHopeless(pick.against, regimen, left) : undefined;
    let brokenOff = false;
    const outcome = await run(regimen, this.#data, {
      ...this.#options,
      enough: (epoch, history) => {
        brokenOff = isHopeless?.(epoch, history) ?? false;
        return brokenOff || (isHealthy?.(epoch, history) ?? false);
      },
    });
    if (signal?.aborted) return undefined;
    if (longer) this.#longest = 0;
    else this.#left -= outcome.history.trainLoss.length;
    return { outcome, findings: diagnose(outcome.history), longer, brokenOff };
  }

  #isBetter({ outcome, findings }: Attempt): boolean {
    const best = this.#best;
    const least = (best?.state ?? this.#unchanged).findings.length;
    return findings.length < least
      ? outcome.score >= this.#first.score
      : findings.length === least && outcome.score > (best?.outcome ?? this.#first).score;
  }

  #next(from: State): Pick | undefined {
    return nextPick(from.findings, from.regimen, this.#tried, this.#purse);
  }

  /** Healthy, and yet it scores less than the sick one did: less of the same, another way, or finer steps. */
  #beyondHealth(
    state: State,
    pick: Pick | undefined,
    outcome: Outcome | undefined,
  ): [State, Pick | undefined] {
    const earlier = outcome && stoppedEarlier(outcome, this.#first.score, this.#tried, this.#purse);
    if (earlier) return [state, earlier];
    const begin = this.#best?.state ?? this.#unchanged;
    const hasOtherWay =
      state.changes.some((i) => this.#trials[i].change.kind === "activation") ||
      (pick !== undefined && AT_THE_END.includes(pick.against));
    const other = hasOtherWay ? this.#next(begin) : undefined;
    return other ? [begin, other] : [state, furtherPick(state.regimen, this.#tried, this.#purse)];
  }

  #note(pick: Pick, { outcome: { regimen, history }, brokenOff }: Attempt, kept: boolean): number[] {
    const changes = brokenOff ? [pick.change] : changesMade(pick, regimen);
    return changes.map((change, i) => this.#log(pick, change, i === 0 ? history.trainLoss.length : 0, kept));
  }

  #log({ against }: Pick, change: Change, epochs: number, kept: boolean): number {
    const trial = { change, description: describe(change), against, epochs, kept };
    this.#options.onTrial?.(trial);
    return this.#trials.push(trial) - 1;
  }
}
