import { multiply } from "./build.ts";
import type { Expression } from "./node.ts";

/** u of −u, whichever way the sign stands; undefined for others. */
export function opposite(e: Expression): Expression | undefined {
  if (e.kind === "negate") return e.args[0];
  const [factor, rest] = e.args;
  if (e.kind !== "multiply" || factor.kind !== "constant" || !(factor.value < 0)) return undefined;
  return multiply(-factor.value, rest);
}
