import type { Expression, Kind } from "../expression/node.ts";
import { simplify } from "../expression/simplify.ts";
import { sameTree } from "../expression/structure.ts";

/** What stands in a formula where a pattern has its parameters. */
export type Bindings = ReadonlyMap<string, Expression>;

/** Constants of files are float32: two numbers are the same where they are in float32. */
const sameNumber = (a: number, b: number): boolean => Object.is(Math.fround(a), Math.fround(b));

/** Exporters write the operands of a product as they like. */
const COMMUTATIVE: ReadonlySet<Kind> = new Set<Kind>(["add", "multiply", "min", "max"]);

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
    if (before !== undefined) return sameTree(before, subject);
    if (subject.kind !== "constant" && subject.kind !== "parameter") return false;
    found.set(pattern.name, subject);
    return true;
  }
  if (pattern.kind !== subject.kind) return false;
  if (pattern.kind === "constant") return sameNumber(pattern.value, subject.value);
  const each = (args: readonly Expression[]): boolean =>
    pattern.args.every((arg, i) => bind(arg, args[i], found, done));
  if (!COMMUTATIVE.has(pattern.kind)) return each(subject.args);
  const [foundBefore, doneBefore] = [[...found], [...done]];
  if (each(subject.args)) return true;
  restore(found, foundBefore);
  restore(done, doneBefore);
  done.set(pattern, subject);
  return each([...subject.args].reverse());
}

function restore<K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

/** The parameters with which `pattern` is `subject`, as both are written; each a constant or a parameter of the subject. */
export function match(pattern: Expression, subject: Expression): Bindings | undefined {
  const found = new Map<string, Expression>();
  return bind(pattern, subject, found, new Map()) ? found : undefined;
}

/** The same, or where both are simplified. */
export const unify = (pattern: Expression, subject: Expression): Bindings | undefined =>
  match(pattern, subject) ?? match(simplify(pattern), simplify(subject));
