import { HillockError } from "../../errors.ts";
import { compileScalar } from "../../expression/evaluate.ts";
import type { Expression } from "../../expression/node.ts";
import { recognise as named } from "../../expression/recognise.ts";
import { inOrder, parameterNames, structuralKey, substitute, treeSize } from "../../expression/structure.ts";
import { text } from "../../expression/text.ts";
import type { ElementwiseActivation, ParameterValues } from "../../functions/activation.ts";
import { functions } from "../../functions/catalogue.ts";
import { defineActivation } from "../../functions/define.ts";
import { match, unify } from "../unify.ts";

/** More parts than a formula that is typed may have. */
const MOST_NODES = 500;
/** The same, where shared ones count as often as they stand. */
const MOST_PARTS = 20_000;
/** Constants of files are float32, and exporters write chains that round otherwise. */
const NEAR = { relative: 1e-6, absolute: 1e-7 };

const SAMPLES: readonly number[] = [
  ...Array.from({ length: 161 }, (_, i) => (i - 80) / 4),
  ...[
    -1000, -50, -6.1, -3.01, -1.001, -0.999, -0.51, -0.0101, 1e-3, 0.49, 0.999, 1.001, 5.99, 6.01, 50, 1000,
  ],
];

/** Whether two functions are the same wherever pre-activations go. */
export function sameFunction(
  f: (x: number) => number,
  g: (x: number) => number,
  { relative, absolute } = NEAR,
): boolean {
  return SAMPLES.every((at) => {
    const [a, b] = [f(at), g(at)];
    return Object.is(a, b) || Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b)) + absolute;
  });
}

const catalogue = [...functions.values()].filter((f) => f.kind === "elementwise");

/** Numbers for parameters, from where the catalogue's formula has them. */
function withSettings(
  f: ElementwiseActivation,
  formula: Expression,
  perUnit: ReadonlyMap<string, Float64Array>,
): ElementwiseActivation | undefined {
  const settings = unify(f.formula, formula);
  if (settings === undefined) return undefined;
  const values: Record<string, number | Float32Array> = {};
  for (const [name, value] of settings) {
    const vector = perUnit.get(value.name);
    if (value.kind === "constant") values[name] = value.value;
    else if (vector !== undefined && f.learnable.includes(name)) values[name] = Float32Array.from(vector);
    else return undefined;
  }
  // where the catalogue's function does not take such a value, the formula stands for itself
  return Object.keys(values).length === 0 ? f : attempt(f, values);
}

/** More would be tried too often. */
const MOST_TRIED = 6;

/** A function whose parameters are among a formula's constants, however the formula is written. */
function withConstants(formula: Expression): ElementwiseActivation | undefined {
  const constants = inOrder(formula).flatMap(({ kind, value }) =>
    kind === "constant" ? [Math.abs(value)] : [],
  );
  const tried = [...new Set(constants)].filter((value) => value > 0).flatMap((value) => [value, -value]);
  if (tried.length > 2 * MOST_TRIED) return undefined;
  const value = compileScalar(formula);
  for (const f of catalogue) {
    const names = Object.keys(f.parameters);
    if (names.length === 0 || names.length > 2 || f.learnable.length > 0) continue;
    const [first, second] = names;
    for (const one of tried)
      for (const other of second === undefined ? [undefined] : [0, ...tried]) {
        const found = attempt(f, other === undefined ? { [first]: one } : { [first]: one, [second]: other });
        if (found !== undefined && sameFunction(found, value)) return found;
      }
  }
  return undefined;
}

/** The function with these parameters; undefined where it does not take them. */
function attempt(f: ElementwiseActivation, values: ParameterValues): ElementwiseActivation | undefined {
  try {
    return f.with(values);
  } catch (cause) {
    if (cause instanceof HillockError) return undefined;
    throw cause;
  }
}

const MOST_KEPT = 1000;
/** What formulas without values per unit were found to be: a deep network has few, many times. */
const kept = new Map<number, ElementwiseActivation | undefined>();

/**
 * The function of the catalogue that a formula from a file is, with its parameters; undefined where it is none.
 * @param perUnit values of the formula's parameters
 */
export function fromCatalogue(
  formula: Expression,
  perUnit: ReadonlyMap<string, Float64Array>,
): ElementwiseActivation | undefined {
  if (parameterNames(formula).length > 0) return find(formula, perUnit);
  const key = structuralKey(formula);
  if (kept.size >= MOST_KEPT) kept.clear();
  if (!kept.has(key)) kept.set(key, find(formula, perUnit));
  return kept.get(key);
}

function find(
  formula: Expression,
  perUnit: ReadonlyMap<string, Float64Array>,
): ElementwiseActivation | undefined {
  const plain = catalogue.filter((f) => f.learnable.length === 0);
  const learned = catalogue.filter((f) => f.learnable.length > 0);
  // an operator whose parameter is learned stays one, even where its value makes it another function
  if (!plain.some((f) => match(f.formula, formula) !== undefined)) {
    const written = learned.find((f) => match(f.formula, formula) !== undefined);
    const found = written && withSettings(written, formula, perUnit);
    if (found !== undefined) return found;
  }
  if (parameterNames(formula).length === 0) {
    const value = compileScalar(formula);
    const same = plain.find((f) => sameFunction(f, value));
    if (same !== undefined) return same;
  }
  for (const form of [formula, named(formula)])
    for (const f of [...plain, ...learned]) {
      const found = withSettings(f, form, perUnit);
      if (found !== undefined) return found;
    }
  return parameterNames(formula).length === 0 ? withConstants(formula) : undefined;
}

/** Whether a formula is too long to be a function of its own, where its shared parts stand as often as they are used, too. */
export const isTooLong = (formula: Expression): boolean =>
  inOrder(formula).length > MOST_NODES || treeSize(formula) > MOST_PARTS;

/** The formula's own parameters, called p1, p2, … in the order in which they stand. */
function renamed(formula: Expression, perUnit: ReadonlyMap<string, Float64Array>) {
  const names = new Map(parameterNames(formula).map((name, i) => [name, `p${i + 1}`]));
  return {
    formula: substitute(formula, (leaf) =>
      leaf.kind === "parameter" ? { ...leaf, name: names.get(leaf.name) ?? leaf.name } : undefined,
    ),
    values: Object.fromEntries(
      [...names].map(([from, to]) => [to, Float32Array.from(perUnit.get(from) ?? [])]),
    ),
  };
}

/** Functions of files' own, which a deep network has many times. */
const own = new Map<number, ElementwiseActivation>();

/**
 * A function for a formula from a file: the catalogue's where it is one of these, else one of its own.
 * @throws HillockError "invalid-model" where the chain of nodes is too long
 */
export function activationOf(
  formula: Expression,
  perUnit: ReadonlyMap<string, Float64Array>,
  node: string,
): ElementwiseActivation {
  const known = fromCatalogue(formula, perUnit);
  if (known !== undefined) return known;
  if (isTooLong(formula))
    throw new HillockError(
      "invalid-model",
      `The activation at node "${node}" is a chain of more than ${MOST_NODES} operators, or of ${MOST_PARTS} where shared ones count as often as they are used; so long ones are not trained.`,
    );
  if (parameterNames(formula).length > 0) return define(formula, perUnit);
  const key = structuralKey(formula);
  if (own.size >= MOST_KEPT) own.clear();
  const made = own.get(key) ?? define(formula, perUnit);
  own.set(key, made);
  return made;
}

function define(formula: Expression, perUnit: ReadonlyMap<string, Float64Array>): ElementwiseActivation {
  const { formula: plain, values } = renamed(named(formula), perUnit);
  const written =
    treeSize(plain) <= MOST_NODES ? text(plain) : `a function of ${inOrder(plain).length} parts`;
  return defineActivation({
    name: written,
    title: written,
    formula: plain,
    parameters: values,
    learnable: Object.keys(values),
    role: "special",
    uses: "A function of a network that comes from elsewhere.",
    limitations: [],
    source: "An ONNX file.",
  });
}
