import { less, select } from "../../expression/build.ts";
import type { Expression, Kind } from "../../expression/node.ts";

const CONDITIONS: ReadonlySet<Kind> = new Set<Kind>(["less", "lessEqual", "equal"]);

/** Whether an expression is a condition, which only a choice takes. */
export const isCondition = ({ kind }: Expression): boolean => CONDITIONS.has(kind);

const isBit = ({ kind, value }: Expression): boolean => kind === "constant" && (value === 0 || value === 1);

/** Whether an expression is true or false: a condition, or 1 and 0 of what conditions were joined to. */
export function isTruth(e: Expression): boolean {
  if (isCondition(e) || isBit(e)) return true;
  if (e.kind !== "select") return false;
  const [, a, b] = e.args;
  return isBit(a) ? isTruth(b) : isBit(b) && isTruth(a);
}

/** Conditions are joined as 1 and 0. */
export const asNumber = (e: Expression): Expression => (isCondition(e) ? select(e, 1, 0) : e);

export const asCondition = (e: Expression): Expression => (isCondition(e) ? e : less(0, e));
