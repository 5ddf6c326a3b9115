import { setTimeout } from "node:timers/promises";
import { derive, diagnose, type FindingName, type Outcome, repair, run, type Trial } from "hillock";
import { loadSet, type Parts } from "./data/sets.ts";
import { type Case, draw, type Ticket } from "./plan.ts";
import { randomFix } from "./random-fix.ts";
import type { Recipe } from "./recipes/recipe.ts";

/** What became of a sick network under some treatment. */
export interface Treated {
  readonly left: readonly FindingName[];
  /** Of the held-out rows, which the treatment chose by, and of rows that it never saw. */
  readonly score: number;
  readonly testScore: number;
}

/** One case's results, as plain data. */
export interface Examined {
  readonly ticket: Ticket;
  readonly recipe: string | null;
  readonly dataSet: string;
  readonly architecture: string;
  readonly layers: number;
  readonly regression: boolean;
  /** Why it is not what it was made to be, by outcome; null where it is. */
  readonly unfit: string | null;
  /** Earlier draws of this ticket that were not. */
  readonly excluded: readonly string[];
  readonly may: readonly FindingName[];
  readonly found: readonly {
    readonly name: FindingName;
    readonly measured: number;
    readonly cause: string;
  }[];
  readonly twinScore: number;
  /** Of the twin, on the held-out rows. */
  readonly twinHeldOut: number;
  readonly score: number;
  readonly testScore: number;
  /** Null for a healthy case, and where nothing was accepted. */
  readonly doctor: Treated | null;
  readonly random: Treated | null;
  /** The changes that the doctor tried. */
  readonly tried: readonly string[];
  /** Of the twin's training, which is the training as asked for, and of the doctor's repair. */
  readonly trainSeconds: number;
  readonly repairSeconds: number;
  readonly trainings: number;
  readonly settings: string;
}

/** By how much a training of another length must be better to witness that this one was stopped too early or late. */
const WITNESSED = 0.03;
const HALF = 0.5;
/** Epochs before the last of which one may be the better place to stop by chance. */
const JITTER = [1, 2];
/** Lengths of training, as multiples of its own, none of which does better than a healthy one. */
const OTHER_LENGTHS = [1 / 6, 1 / 3, 4];

const trainedFor = (outcome: Outcome, factor: number, parts: Parts): Promise<Outcome> =>
  run({ ...outcome.regimen, epochs: Math.max(1, Math.round(outcome.regimen.epochs * factor)) }, parts);

/** Whether training on, or less, as the recipe says, does better on rows that nobody saw. */
async function witnessed(
  recipe: Recipe,
  outcome: Outcome,
  parts: Parts,
  twinScore: number,
): Promise<boolean> {
  if (recipe.witness === undefined) return true;
  const { regimen } = outcome;
  let score = outcome.scoreOn(parts.test);
  if (recipe.witness.some((factor) => factor > 1)) {
    // a last epoch that was an unlucky one is no early stop
    for (const earlier of JITTER) {
      if (regimen.epochs <= earlier) continue;
      const other = await run({ ...regimen, epochs: regimen.epochs - earlier }, parts);
      score = Math.max(score, other.scoreOn(parts.test));
    }
    if (!(score < twinScore - SPOILED)) return false;
  }
  // what never was near the twin's score tells nothing by a few points
  const bar = Math.max(score + WITNESSED, HALF * twinScore);
  const byHeart = outcome.scoreOn(parts.train);
  for (const factor of recipe.witness) {
    const other = await trainedFor(outcome, factor, parts);
    // stopped too late: training on made the rows that it learns from better known, and others worse
    const learnedSince = factor > 1 || other.scoreOn(parts.train) < byHeart;
    if (learnedSince && other.scoreOn(parts.test) >= bar) return true;
  }
  return false;
}

/** Whether a training that reaches its bar would have done better by another length: then it is not wholly healthy. */
async function betterByLength(outcome: Outcome, parts: Parts): Promise<boolean> {
  const bar = outcome.scoreOn(parts.test) + WITNESSED;
  for (const factor of OTHER_LENGTHS)
    if ((await trainedFor(outcome, factor, parts)).scoreOn(parts.test) >= bar) return true;
  return false;
}

/** A network counts as spoiled where it lacks this much of its twin's score. */
const SPOILED = 0.05;

/** Looks at the processor time, so many milliseconds apart, until the engine has compiled in the background what it will. */
const PAUSE = 4;
const IDLE = 0.25;

const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function settled(): Promise<number> {
  for (let before = processorSeconds(); ; ) {
    await setTimeout(PAUSE);
    const now = processorSeconds();
    if (now - before < (IDLE * PAUSE) / 1000) return before;
    before = now;
  }
}

/**
 * Processor time of this process, which examines one case at a time: the clock depends on what else runs. Code that the
 * engine compiles in the background counts where it is from.
 */
const seconds = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
  const start = await settled();
  const result = await work();
  return [result, (await settled()) - start];
};

/** Draws of a ticket, at most, until one is what it was made to be. */
const MOST_DRAWS = 24;

/** Trains the healthy twin and the sick one, diagnoses, repairs, and repairs at random. */
export async function examineCase(ticket: Ticket): Promise<Examined> {
  const excluded: string[] = [];
  for (let again = 0; ; again++) {
    const examined = await examineDraw(ticket, draw(ticket, again));
    if (examined.unfit === null || again === MOST_DRAWS - 1) return { ...examined, excluded };
    excluded.push(`${examined.recipe ?? "healthy"} on ${examined.dataSet}: ${examined.unfit}`);
  }
}

async function examineDraw(
  ticket: Ticket,
  { base, recipe, seed }: Case,
): Promise<Omit<Examined, "excluded">> {
  const { parts, regimen } = base;
  const [twin, trainSeconds] = await seconds(() => run(regimen, parts));
  const twinScore = twin.scoreOn(parts.test);
  const { set } = loadSet(base.dataSet);
  const common = {
    ticket,
    dataSet: base.dataSet,
    architecture: base.architecture,
    layers: regimen.hidden.length,
    regression: regimen.task === "regression",
    twinScore,
    twinHeldOut: twin.score,
    trainSeconds,
  };
  const learned = twinScore >= set.reachable;
  const told = (outcome: Outcome) =>
    diagnose(outcome.history).map(({ name, measured, cause }) => ({ name, measured, cause }));
  const settings = (of: Outcome): string => {
    const { hidden, output, initialization, bias, scale, optimizer, learningRate, epochs, batchSize } =
      of.regimen;
    const [first] = hidden;
    return `${hidden.length}×${first.units} ${first.activation.name}${output ? ` → ${output.name}` : ""}, init ${JSON.stringify(initialization) ?? "own"}, bias ${bias}, scale ${scale}, ${optimizer} ${learningRate}, ${epochs} epochs of ${batchSize}`;
  };
  if (!recipe) {
    const unfit = !learned
      ? `reaches ${twinScore.toFixed(3)} only`
      : (await betterByLength(twin, parts))
        ? "healthy, and yet better by another length of training"
        : null;
    return {
      ...common,
      recipe: null,
      unfit,
      may: [],
      found: told(twin),
      score: twin.score,
      testScore: twinScore,
      doctor: null,
      random: null,
      tried: [],
      repairSeconds: 0,
      trainings: learned ? 1 + OTHER_LENGTHS.length : 1,
      settings: settings(twin),
    };
  }
  const sick = recipe.apply(base, derive(seed, "sick"));
  const sickParts = sick.parts ?? parts;
  const outcome = await run(sick.regimen, sickParts);
  const testScore = outcome.scoreOn(sickParts.test);
  const unfit = !learned
    ? `its twin reaches ${twinScore.toFixed(3)} only`
    : recipe.worse && !(testScore < twinScore - SPOILED)
      ? "no worse than its twin"
      : testScore > twinScore
        ? "better than its twin"
        : (await witnessed(recipe, outcome, sickParts, twinScore))
          ? null
          : "no better by another length of training";
  let trainings = 2;
  if (unfit)
    return {
      ...common,
      recipe: recipe.name,
      unfit,
      may: recipe.may,
      found: told(outcome),
      score: outcome.score,
      testScore,
      doctor: null,
      random: null,
      tried: [],
      repairSeconds: 0,
      trainings,
      settings: settings(outcome),
    };
  const trials: Trial[] = [];
  const [mended, repairSeconds] = await seconds(() =>
    repair(outcome, sickParts, { onTrial: (trial) => trials.push(trial) }),
  );
  const fixed = await randomFix(outcome, sickParts, seed);
  trainings += (mended?.trials.filter(({ epochs }) => epochs > 0).length ?? 1) + 2;
  return {
    ...common,
    recipe: recipe.name,
    unfit,
    may: recipe.may,
    found: told(outcome),
    score: outcome.score,
    testScore,
    doctor: mended
      ? {
          left: mended.findings.map(({ name }) => name),
          score: mended.outcome.score,
          testScore: mended.outcome.scoreOn(sickParts.test),
        }
      : null,
    tried: (mended?.trials ?? trials).map(
      ({ description, against, kept, epochs }) =>
        `${kept ? "+" : "–"} ${against}: ${description} (${epochs})`,
    ),
    random: fixed
      ? {
          left: fixed.findings.map(({ name }) => name),
          score: fixed.outcome.score,
          testScore: fixed.outcome.scoreOn(sickParts.test),
        }
      : null,
    repairSeconds,
    trainings,
    settings: settings(outcome),
  };
}
