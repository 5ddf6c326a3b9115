import { HillockError } from "../errors.ts";

/** Of a loss over rows or elements. */
export type Reduction = "mean" | "sum";

const SCALES = {
  mean: (count) => (count === 0 ? 1 : 1 / count),
  sum: () => 1,
} satisfies Record<Reduction, (count: number) => number>;

/** What a sum over so many is multiplied by. @throws HillockError "invalid-argument" for another word. */
export function scaleOf(reduction: Reduction, count: number): number {
  if (!Object.hasOwn(SCALES, reduction))
    throw new HillockError("invalid-argument", `reduction is "${reduction}"; it is "mean" or "sum".`);
  return SCALES[reduction](count);
}

/** Options that were given; without any, whoever reads one that is needed refuses it. @throws HillockError "invalid-argument" for what is no object. */
export function givenAs<T extends object>(name: string, value: T | undefined): T {
  const given: unknown = value === undefined ? {} : value;
  if (typeof given !== "object" || given === null)
    throw new HillockError("invalid-argument", `${name} is ${String(given)}; an object is needed.`);
  return given as T;
}
