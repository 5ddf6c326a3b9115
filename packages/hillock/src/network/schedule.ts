import { HillockError } from "../errors.ts";

/** How the learning rate goes over the epochs, as a factor on it. */
export type Schedule =
  | { readonly kind: "constant" }
  /** Multiplied by `factor` after every `every` epochs. */
  | { readonly kind: "step"; readonly every: number; readonly factor: number }
  /** Multiplied by `factor` after each epoch. */
  | { readonly kind: "exponential"; readonly factor: number }
  /** Half a cosine from 1 down to `least`, 0 unless given: Loshchilov & Hutter, SGDR (2017), without restarts. */
  | { readonly kind: "cosine"; readonly least?: number };

type Kinds = { readonly [K in Schedule["kind"]]: Extract<Schedule, { kind: K }> };

/** By repeated multiplication: the same bits on every engine, which `**` does not promise. */
function powerOf(factor: number, times: number): number {
  let product = 1;
  for (let i = 0; i < times; i++) product *= factor;
  return product;
}

/** The cosine of a share of a half turn to 1e-7, by its own series: engines differ in Math.cos. */
function halfTurnCosine(share: number): number {
  // on the first quarter; the second mirrors it
  const x = (share <= 0.5 ? share : 1 - share) * Math.PI;
  const square = x * x;
  let [term, sum] = [1, 1];
  for (let n = 2; n <= 18; n += 2) {
    term *= -square / (n * (n - 1));
    sum += term;
  }
  return share <= 0.5 ? sum : -sum;
}

const FACTORS: {
  readonly [K in keyof Kinds]: (schedule: Kinds[K], epoch: number, epochs: number) => number;
} = {
  constant: () => 1,
  step: ({ every, factor }, epoch) => powerOf(factor, Math.floor((epoch - 1) / every)),
  exponential: ({ factor }, epoch) => powerOf(factor, epoch - 1),
  cosine: ({ least = 0 }, epoch, epochs) =>
    least + ((1 - least) * (1 + halfTurnCosine(epochs > 1 ? (epoch - 1) / (epochs - 1) : 0))) / 2,
};

/** What the learning rate is multiplied by in this epoch, counted from 1. */
export function scheduleFactor<K extends Schedule["kind"]>(
  schedule: Kinds[K] & { readonly kind: K },
  epoch: number,
  epochs: number,
): number {
  return FACTORS[schedule.kind](schedule, epoch, epochs);
}

/** @throws HillockError "invalid-argument" where a schedule's kind or numbers make no sense. */
export function checkSchedule(schedule: Schedule): void {
  const refuse = (what: string): never => {
    throw new HillockError("invalid-argument", `schedule ${JSON.stringify(schedule)}: ${what} is needed.`);
  };
  if (!Object.hasOwn(FACTORS, schedule.kind)) refuse(`a kind of ${Object.keys(FACTORS).join(", ")}`);
  if ("factor" in schedule && !(schedule.factor > 0 && schedule.factor <= 1))
    refuse("a factor above 0, at most 1");
  if ("every" in schedule && !(Number.isInteger(schedule.every) && schedule.every >= 1))
    refuse("a whole number of epochs");
  if ("least" in schedule && schedule.least !== undefined && !(schedule.least >= 0 && schedule.least <= 1))
    refuse("a least factor from 0 to 1");
}
