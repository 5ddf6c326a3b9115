// Formulas to try: of the language, nearly of the language, and of another size.
import fc from "fast-check";

const ONE_ARGUMENT =
  "exp expm1 ln log log1p sqrt abs sin cos atan arctan tanh sinh cosh sigmoid softplus erf erfc normal relu".split(
    " ",
  );
const TWO_ARGUMENTS = ["min", "max", "pow"];
const COMPARISONS = ["<", "<=", ">", ">=", "==", "!=", "≤", "≥", "≠", "="];
const OPERATORS = ["+", "-", "*", "/", "^", "**", "−", "·", "×"];
/** At the edges of float32 and float64, and ordinary ones. */
const NUMBERS =
  "0 1 2 3 0.5 0.1 10 100 1e-45 1.4e-45 1e-38 1e-30 3.4e38 3.5e38 1e39 1e308 1.8e308 1e-320 5e-324 16777217 0.1e1 .5 1e5 0.3333333333333333".split(
    " ",
  );

export const PARAMETERS = { beta: 1.5, slope: 0.25 };

/** Texts of the language, as deep as `size` says. */
const { expression } = fc.letrec((tie) => {
  const inner = tie("expression");
  const bracketed = inner.map((text) => `(${text})`);
  return {
    expression: fc.oneof(
      { depthSize: "medium", withCrossShrink: true, maxDepth: 6 },
      { weight: 5, arbitrary: fc.constantFrom("x", "x", "x", "beta", "slope", "pi", "e") },
      { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
      {
        weight: 6,
        arbitrary: fc
          .tuple(bracketed, fc.constantFrom(...OPERATORS), bracketed)
          .map((parts) => parts.join(" ")),
      },
      {
        weight: 6,
        arbitrary: fc.tuple(fc.constantFrom(...ONE_ARGUMENT), inner).map(([f, a]) => `${f}(${a})`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...TWO_ARGUMENTS), inner, inner)
          .map(([f, a, b]) => `${f}(${a}, ${b})`),
      },
      { weight: 1, arbitrary: fc.tuple(inner, inner, inner).map(([a, b, c]) => `clamp(${a}, ${b}, ${c})`) },
      { weight: 2, arbitrary: bracketed.map((a) => `-${a}`) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(bracketed, fc.constantFrom(...COMPARISONS), bracketed, bracketed, bracketed)
          .map(([a, compare, b, yes, no]) => `(${a} ${compare} ${b} ? ${yes} : ${no})`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(bracketed, fc.constantFrom(...COMPARISONS), bracketed, bracketed, bracketed)
          .map(([a, compare, b, yes, no]) => `(${yes} if ${a} ${compare} ${b} else ${no})`),
      },
      { weight: 1, arbitrary: bracketed.map((a) => `|${a}|`) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom("σ", "Φ", "√"), inner).map(([f, a]) => `${f}(${a})`) },
      {
        weight: 1,
        arbitrary: fc.tuple(bracketed, fc.constantFrom("²", "³", "⁻¹")).map((parts) => parts.join("")),
      },
    ),
  };
});
export const valid = expression;

const TOKENS = [
  ...ONE_ARGUMENT,
  ...TWO_ARGUMENTS,
  ...OPERATORS,
  ...COMPARISONS,
  ...NUMBERS,
  ..."x beta pi ( ) , ? : [ ] { } . ; = ! ~ && || & | % => this null true '' \" ` \\ \n \t 0x10 1e 1.. 1_0 _ $ é 𝑥 ∞ π σ Φ √ ² ⁻ |x| f(x)= if else NaN Infinity constructor __proto__ toString hasOwnProperty x.x x[0] x() (x)(x) f(x) #".split(
    " ",
  ),
];
const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 20 }).map((tokens) => tokens.join(""));

/** A text of the language with a few characters taken out, put in or doubled. */
const broken = fc
  .tuple(
    valid,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 }), fc.constantFrom(...TOKENS)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((changed, [place, kind, token]) => {
      const at = place % (changed.length + 1);
      if (kind === 0) return changed.slice(0, at) + changed.slice(at + 1);
      if (kind === 1) return changed.slice(0, at) + token + changed.slice(at);
      return changed.slice(0, at) + changed.slice(at, at + 5) + changed.slice(at);
    }, text),
  );

/** Pieces that nest when they are repeated, with what closes them. */
const NESTS = [
  ["(", ")"],
  ["-", ""],
  ["- ", ""],
  ["!", ""],
  ["[", "]"],
  ["exp(", ")"],
  ["max(x,", ")"],
  ["x+(", ")"],
  ["x^", ""],
  ["x**", ""],
  ["x>0?x:", ""],
  ["x>0?", ":x"],
  ["x if x>0 else ", ""],
  ["|", "|"],
  ["-|1+", "|"],
  ["x+", ""],
  ["x*", ""],
  ["x/", ""],
  ["x<", ""],
  ["x.", ""],
  ["x[", "]"],
  ["x&&", ""],
  ["f(", ")"],
  ["x,", ""],
  ["exp(x)*", ""],
  ["(x+1)*sin(", ")"],
];
const huge = fc
  .tuple(
    fc.constantFrom(...NESTS),
    fc.oneof(fc.constantFrom(90, 100, 101, 250, 500, 1000, 10_000), fc.integer({ min: 2, max: 700 })),
    fc.boolean(),
  )
  .map(([[open, close], count, closed]) => `${open.repeat(count)}x${closed ? close.repeat(count) : ""}`);
const long = fc
  .tuple(fc.constantFrom("x+", " ", "x", "1", "(x)*", "é", "exp"), fc.constantFrom(1999, 2000, 2001, 100_000))
  .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));

/** Anything that might be typed. */
export const anyText = fc.oneof(
  { weight: 8, arbitrary: valid },
  { weight: 4, arbitrary: broken },
  { weight: 2, arbitrary: soup },
  { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: "binary" }) },
  { weight: 2, arbitrary: huge },
  { weight: 1, arbitrary: long },
);

/** Names of functions and parameters, good and bad. */
export const anyName = fc.oneof(
  { weight: 12, arbitrary: fc.constant("mine") },
  fc.constantFrom(
    "f",
    "mine",
    "beta",
    "exp",
    "x",
    "pi",
    "e",
    "relu",
    "",
    " ",
    "constructor",
    "__proto__",
    "toString",
    "a b",
    "1a",
    "ß",
  ),
  fc.string({ maxLength: 8 }),
);
