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
