import { HillockError } from "../errors.ts";

/** What a parameter's values must be; `below` and `atMost` name another parameter. */
type Constraint =
  | "positive"
  | "notNegative"
  | "notZero"
  | { readonly below: string }
  | { readonly atMost: string };
/** Of parameters: numbers, or lists of them. */
export type CheckedValues = Readonly<Record<string, number | readonly number[]>>;
/** Of the function with that name. @throws HillockError "invalid-argument" that names the parameter, its value and what is needed. */
export type Check = (name: string, values: CheckedValues) => void;

type Rule = readonly [fits: (value: number) => boolean, needed: string];

const SIGNS: Readonly<Record<Extract<Constraint, string>, Rule>> = {
  positive: [(v) => v > 0, "above 0"],
  notNegative: [(v) => v >= 0, "from 0 on"],
  notZero: [(v) => v !== 0, "other than 0"],
};

/** A check that values are as their constraints say; a page carries it with functions that have some. */
export const needs =
  (constraints: Readonly<Record<string, Constraint>>): Check =>
  (name, values) => {
    const limitedBy = (other: string, unit: number, word: string, fits: (limit: number) => Rule[0]): Rule => {
      const limits = [values[other]].flat();
      const limit = limits[unit % limits.length];
      return [fits(limit), `${word} ${other}, which is ${limit},`];
    };
    for (const [parameter, constraint] of Object.entries(constraints)) {
      for (const [unit, value] of [values[parameter]].flat().entries()) {
        const [fits, needed] =
          typeof constraint === "string"
            ? SIGNS[constraint]
            : "below" in constraint
              ? limitedBy(constraint.below, unit, "below", (limit) => (v) => v < limit)
              : limitedBy(constraint.atMost, unit, "of at most", (limit) => (v) => v <= limit);
        if (!fits(value))
          throw new HillockError(
            "invalid-argument",
            `${name}: ${parameter} is ${value}; a number ${needed} is needed.`,
          );
      }
    }
  };
