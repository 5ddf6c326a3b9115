import type { Expression } from "./node.ts";

const identities = new Map<string, number>();
const keys = new WeakMap<Expression, number>();

/** A number that two expressions share exactly when they are written alike, however they share their parts. */
export function structuralKey(e: Expression): number {
  const known = keys.get(e);
  if (known !== undefined) return known;
  const own = e.kind === "constant" ? (Object.is(e.value, -0) ? "-0" : String(e.value)) : e.name;
  const text = `${e.kind}(${own};${e.args.map(structuralKey).join(",")})`;
  let key = identities.get(text);
  if (key === undefined) {
    key = identities.size;
    identities.set(text, key);
  }
  keys.set(e, key);
  return key;
}

export const sameTree = (a: Expression, b: Expression): boolean =>
  a === b || structuralKey(a) === structuralKey(b);

/** Every node once, arguments before what uses them. */
export function inOrder(root: Expression): Expression[] {
  const seen = new Set<Expression>();
  const order: Expression[] = [];
  const visit = (e: Expression): void => {
    if (seen.has(e)) return;
    seen.add(e);
    for (const arg of e.args) visit(arg);
    order.push(e);
  };
  visit(root);
  return order;
}

/** Nodes of the expression written out, where a shared part counts as often as it is used; Infinity beyond 10³⁰⁸. */
export function treeSize(root: Expression): number {
  const sizes = new Map<Expression, number>();
  for (const e of inOrder(root))
    sizes.set(
      e,
      e.args.reduce((sum, arg) => sum + (sizes.get(arg) ?? 0), 1),
    );
  return sizes.get(root) ?? 0;
}

/** Names of the parameters in order of first appearance. */
export function parameterNames(root: Expression): string[] {
  return [
    ...new Set(
      inOrder(root)
        .filter((e) => e.kind === "parameter")
        .map((e) => e.name),
    ),
  ];
}

/** A number, or a parameter, which stands for one. */
export const isGiven = ({ kind }: Expression): boolean => kind === "parameter" || kind === "constant";

/** The parameter or constant k where `product` is k · u. */
export function slopeOf(u: Expression, product: Expression): Expression | undefined {
  if (product.kind !== "multiply") return undefined;
  const [left, right] = product.args;
  if (isGiven(left) && sameTree(right, u)) return left;
  return isGiven(right) && sameTree(left, u) ? right : undefined;
}

/** The expression with some of its parts replaced. */
export function substitute(
  root: Expression,
  replacement: (part: Expression) => Expression | undefined,
): Expression {
  const done = new Map<Expression, Expression>();
  for (const e of inOrder(root)) {
    const args = e.args.map((arg) => done.get(arg) ?? arg);
    const changed = args.some((arg, i) => arg !== e.args[i]);
    done.set(e, replacement(e) ?? (changed ? { ...e, args } : e));
  }
  return done.get(root) ?? root;
}

/** The expression with each part rewritten, those below first. */
export function rewrite(root: Expression, rule: (e: Expression) => Expression | undefined): Expression {
  const done = new Map<Expression, Expression>();
  for (const e of inOrder(root)) {
    const args = e.args.map((arg) => done.get(arg) ?? arg);
    const own = args.every((arg, i) => arg === e.args[i]) ? e : { ...e, args };
    done.set(e, rule(own) ?? own);
  }
  return done.get(root) ?? root;
}
