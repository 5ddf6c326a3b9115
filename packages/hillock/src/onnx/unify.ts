import type { Expression } from "../expression/node.ts";
import { simplify } from "../expression/simplify.ts";
import { structuralKey } from "../expression/structure.ts";

/** What stands in a formula where a pattern has its parameters. */
export type Bindings = ReadonlyMap<string, Expression>;

/** Constants of files are float32: two numbers are the same where they are in float32. */
const sameNumber = (a: number, b: number): boolean => Object.is(Math.fround(a), Math.fround(b));

function bind(
  pattern: Expression,
  subject: Expression,
  found: Map<string, Expression>,
  done: Map<Expression, Expression>,
): boolean {
  if (done.get(pattern) === subject) return true;
  done.set(pattern, subject);
  if (pattern.kind === "parameter") {
    const before = found.get(pattern.name);
    if (before !== undefined) return structuralKey(before) === structuralKey(subject);
    if (subject.kind !== "constant" && subject.kind !== "parameter") return false;
    found.set(pattern.name, subject);
    return true;
  }
  if (pattern.kind !== subject.kind) return false;
  if (pattern.kind === "constant") return sameNumber(pattern.value, subject.value);
  return pattern.args.every((arg, i) => bind(arg, subject.args[i], found, done));
}

/** The parameters with which `pattern` is `subject`, as both are written; each a constant or a parameter of the subject. */
export function match(pattern: Expression, subject: Expression): Bindings | undefined {
  const found = new Map<string, Expression>();
  return bind(pattern, subject, found, new Map()) ? found : undefined;
}

/** The same, or where both are simplified. */
export const unify = (pattern: Expression, subject: Expression): Bindings | undefined =>
  match(pattern, subject) ?? match(simplify(pattern), simplify(subject));
