import { HillockError } from "../errors.ts";
import type { ParameterValue, ParameterValues } from "./activation.ts";

/** What a parameter's values must be; `below` and `atMost` name another parameter. */
export type Constraint =
  | "positive"
  | "notNegative"
  | "notZero"
  | { readonly below: string }
  | { readonly atMost: string };
export type Constraints = Readonly<Record<string, Constraint>>;

const SIGNS: Readonly<
  Record<Extract<Constraint, string>, { readonly fits: (v: number) => boolean; readonly needed: string }>
> = {
  positive: { fits: (v) => v > 0, needed: "a number above 0" },
  notNegative: { fits: (v) => v >= 0, needed: "a number from 0 on" },
  notZero: { fits: (v) => v !== 0, needed: "a number other than 0" },
};

const listOf = (value: ParameterValue): readonly number[] =>
  typeof value === "number" ? [value] : Array.from(value);

/** @throws HillockError "invalid-argument" that names the parameter, its value and what is needed. */
export function checkConstraints(name: string, constraints: Constraints, values: ParameterValues): void {
  for (const [parameter, constraint] of Object.entries(constraints)) {
    for (const [unit, value] of listOf(values[parameter]).entries()) {
      let needed: string | undefined;
      if (typeof constraint === "string") {
        if (!SIGNS[constraint].fits(value)) needed = SIGNS[constraint].needed;
      } else {
        const other = "below" in constraint ? constraint.below : constraint.atMost;
        const limits = listOf(values[other]);
        const limit = limits[unit % limits.length];
        const fits = "below" in constraint ? value < limit : value <= limit;
        if (!fits)
          needed = `a number ${"below" in constraint ? "below" : "of at most"} ${other}, which is ${limit},`;
      }
      if (needed !== undefined)
        throw new HillockError("invalid-argument", `${name}: ${parameter} is ${value}; ${needed} is needed.`);
    }
  }
}
