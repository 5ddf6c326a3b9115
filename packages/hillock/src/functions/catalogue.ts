import type { Activation } from "./activation.ts";
import * as all from "./all.ts";

/** Lists begin with these; the others follow by name. */
const FIRST: readonly Activation[] = [
  all.linear,
  all.sigmoid,
  all.tanh,
  all.relu,
  all.leakyRelu,
  all.prelu,
  all.elu,
  all.selu,
  all.gelu,
  all.silu,
  all.mish,
  all.softplus,
  all.softsign,
  all.hardSwish,
  all.softmax,
  all.softmin,
  all.logSoftmax,
  all.hardmax,
  all.sparsemax,
  all.glu,
];
const rankOf = (f: Activation): number => (FIRST.includes(f) ? FIRST.indexOf(f) : FIRST.length);

/** Those of an element before those of a row. */
const listed = (): Activation[] =>
  Object.values<Activation>(all).sort(
    (a, b) => Number(a.kind === "row") - Number(b.kind === "row") || rankOf(a) - rankOf(b),
  );

/** Every activation function, by name. */
export const functions: ReadonlyMap<string, Activation> = new Map(listed().map((f) => [f.name, f]));
