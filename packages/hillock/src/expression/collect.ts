import { add, constant, divide, multiply, negate, power, subtract } from "./build.ts";
import type { Expression } from "./node.ts";
import { inOrder, rewrite, structuralKey } from "./structure.ts";

/** Constant factor, and by their keys how often each other factor stands in a product; below 0 under the line. */
interface Product {
  readonly factor: number;
  readonly powers: ReadonlyMap<number, { readonly base: Expression; readonly times: number }>;
}

const single = (base: Expression, times = 1): Product => ({
  factor: 1,
  powers: new Map([[structuralKey(base), { base, times }]]),
});

const varies = (e: Expression): boolean => inOrder(e).some(({ kind }) => kind === "variable");

/** The first times the second to the power `exponent`. */
function join(first: Product, second: Product, exponent = 1): Product {
  const powers = new Map(first.powers);
  for (const [key, { base, times }] of second.powers) {
    const all = (powers.get(key)?.times ?? 0) + exponent * times;
    // where x is 0, x/x is no number
    if (all === 0 && !varies(base)) powers.delete(key);
    else powers.set(key, { base, times: all });
  }
  return { factor: first.factor * second.factor ** exponent, powers };
}

const NOTHING: Product = { factor: 1, powers: new Map() };

class Products {
  readonly #known = new Map<Expression, Product>();

  of(e: Expression): Product {
    const known = this.#known.get(e);
    if (known) return known;
    const product = this.#read(e);
    this.#known.set(e, product);
    return product;
  }

  #read(e: Expression): Product {
    const [a, b] = e.args;
    if (e.kind === "constant") return { ...NOTHING, factor: e.value };
    if (e.kind === "negate") return { ...this.of(a), factor: -this.of(a).factor };
    if (e.kind === "multiply") return join(this.of(a), this.of(b));
    // what is divided by a number stays so: 1/3 is shorter than its digits
    if (e.kind === "divide") return join(this.of(a), b.kind === "constant" ? single(b) : this.of(b), -1);
    if (e.kind === "power" && b.kind === "constant" && Number.isInteger(b.value) && b.value > 0)
      return join(NOTHING, this.of(a), b.value);
    return single(e);
  }
}

const raised = (base: Expression, times: number): Expression => (times === 1 ? base : power(base, times));
const productOf = (factors: readonly Expression[]): Expression =>
  factors.length === 0 ? constant(1) : factors.reduce((product, each) => multiply(product, each));

function written({ factor, powers }: Product): Expression {
  const all = [...powers.values()];
  const above = all.flatMap(({ base, times }) => (times >= 0 ? [raised(base, Math.max(1, times))] : []));
  const cancelled = all.flatMap(({ base, times }) => (times === 0 ? [base] : []));
  const below = [
    ...all.flatMap(({ base, times }) => (times < 0 ? [raised(base, -times)] : [])),
    ...cancelled,
  ];
  const [first, ...rest] = above;
  const signed = factor === -1 && first ? [negate(first), ...rest] : [constant(factor), ...above];
  const top = productOf(factor === 1 ? above : signed);
  return below.length === 0 ? top : divide(top, productOf(below));
}

/** The same for products that differ in their factor or the order of their factors. */
const keyOf = ({ powers }: Product): string =>
  [...powers]
    .sort(([a], [b]) => a - b)
    .map(([key, { times }]) => `${key}^${times}`)
    .join(" ");

type Terms = ReadonlyMap<string, { readonly rest: Expression; readonly times: number }>;

/** Products with their constants first and powers of what stands in them more than once, and sums of unlike terms. */
export function collect(root: Expression): Expression {
  const products = new Products();
  const known = new Map<Expression, Terms>();
  const termsOf = (e: Expression): Terms => {
    const before = known.get(e);
    if (before) return before;
    const terms = new Map<string, { readonly rest: Expression; readonly times: number }>();
    const include = (its: Terms, sign: number): void => {
      for (const [key, { rest, times }] of its)
        terms.set(key, { rest, times: (terms.get(key)?.times ?? 0) + sign * times });
    };
    if (e.kind === "add" || e.kind === "subtract") {
      include(termsOf(e.args[0]), 1);
      include(termsOf(e.args[1]), e.kind === "add" ? 1 : -1);
    } else {
      const product = products.of(e);
      terms.set(keyOf(product), { rest: written({ ...product, factor: 1 }), times: product.factor });
    }
    known.set(e, terms);
    return terms;
  };
  const unlike = (e: Expression): Expression | undefined => {
    const sides = e.args.map(termsOf);
    const terms = termsOf(e);
    if (terms.size === sides.reduce((sum, { size }) => sum + size, 0)) return undefined;
    return (
      [...terms.values()]
        .filter(({ times }) => times !== 0)
        .map(({ rest, times }) => ({
          size: written(join({ ...NOTHING, factor: Math.abs(times) }, products.of(rest))),
          times,
        }))
        .reduce<Expression | undefined>((sum, { size, times }) => {
          if (sum === undefined) return times < 0 ? negate(size) : size;
          return times < 0 ? subtract(sum, size) : add(sum, size);
        }, undefined) ?? constant(0)
    );
  };
  return rewrite(root, (e) => {
    if (e.kind === "add" || e.kind === "subtract") return unlike(e);
    const isProduct =
      e.kind === "multiply" || e.kind === "divide" || (e.kind === "negate" && e.args[0].kind === "multiply");
    return isProduct ? written(products.of(e)) : undefined;
  });
}
