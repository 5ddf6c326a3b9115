import { HillockError } from "hillock";

export const refuse = (flag: string, value: string, expected: string): HillockError =>
  new HillockError("invalid-argument", `${flag} ${value}: ${expected} is needed.`);

export function numberFlag(
  flag: string,
  value: string | undefined,
  fallback: number,
  ok: (x: number) => boolean,
  expected: string,
): number {
  if (value === undefined) return fallback;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!ok(number)) throw refuse(flag, value, expected);
  return number;
}

export function oneOf<T extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw refuse(flag, value, `one of ${choices.join(", ")}`);
  return found;
}

/** Optimisers and the learning rates that suit them on standardised tables. */
export const RATES = {
  sgd: 0.1,
  momentum: 0.02,
  nesterov: 0.02,
  adam: 0.005,
  adamw: 0.005,
  rmsprop: 0.002,
} as const;
export const OPTIMIZERS = ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"] as const;

export const whole = (x: number): boolean => Number.isInteger(x) && x >= 1;
