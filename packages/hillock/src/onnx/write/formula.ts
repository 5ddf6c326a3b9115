import { HillockError } from "../../errors.ts";
import { less, select, x } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import { inOrder } from "../../expression/structure.ts";
import { isInner, ruleOf, wholeTree } from "./kinds.ts";
import type { NodeList } from "./nodes.ts";

/** What does not depend on x has no shape, or that of a parameter: a choice gives it the shape of x. */
const shapedLikeX = (formula: Expression): Expression =>
  inOrder(formula).some(({ kind }) => kind === "variable") ? formula : select(less(x, x), formula, formula);

/**
 * Writes a formula as nodes.
 * @param names of the tensors that stand for the variable "x" and for each parameter
 * @returns the name of the value
 */
export function writeFormula(
  nodes: NodeList,
  formula: Expression,
  names: Readonly<Record<string, string>>,
): string {
  const own = new Set(inOrder(formula));
  const done = new Map<Expression, string>();
  const visit = (e: Expression): string => {
    const known = done.get(e);
    if (known !== undefined) return known;
    const written = write(e);
    done.set(e, written);
    return written;
  };
  const write = (e: Expression): string => {
    if (e.kind === "constant") return nodes.constant(e.value);
    if (e.kind === "variable" || e.kind === "parameter") return names[e.name];
    if (!isInner(e.kind))
      throw new HillockError(
        "invalid-formula",
        `"${e.kind}" works on the bits of a number; ONNX has none such.`,
      );
    // only in the formula itself: the trees below would match once more
    const whole = own.has(e) ? wholeTree(e) : undefined;
    if (whole !== undefined) return visit(whole);
    const rule = ruleOf(e.kind);
    if ("tree" in rule) return visit(rule.tree(e.args[0]));
    return nodes.add({ type: rule.type, since: rule.since, inputs: e.args.map(visit) });
  };
  return visit(shapedLikeX(formula));
}
