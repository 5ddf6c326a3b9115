import { distance } from "fastest-levenshtein";
import { type Activation, activation, type ElementwiseActivation, functions, HillockError } from "hillock";

/** The candidate that was probably meant; small and large letters count last. */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const small = word.toLowerCase();
  const [found] = candidates
    .map((name) => ({
      name,
      far: distance(small, name.toLowerCase()),
      own: distance(word, name),
      // two letters that changed places are two steps, as many as to some other words
      first: Number(name.charAt(0).toLowerCase() !== small.charAt(0)),
    }))
    .sort((a, b) => a.far - b.far || a.own - b.own || a.first - b.first);
  return found && found.far <= Math.max(2, word.length / 2) ? found.name : undefined;
};

/** A function of the catalogue by name, or a formula in x, behind which its parameters may stand: "x * tanh(beta * x); beta=1". */
export function findActivation(text: string): Activation {
  const word = text.trim();
  const known = functions.get(word);
  if (known) return known;
  if (/^[A-Za-z_]\w*$/.test(word) && word !== "x") {
    const near = nearest(word, [...functions.keys()]);
    throw new HillockError(
      "unknown-function",
      `There is no activation function "${word}".${near ? ` Did you mean ${near}?` : ""} There are: ${[...functions.keys()].join(", ")}; or type a formula in x.`,
    );
  }
  const [formula, ...settings] = word.split(";");
  try {
    return activation(word, formula, Object.fromEntries(settings.map(readSetting)));
  } catch (cause) {
    throw withRemedy(cause, word);
  }
}

type Remedy = (told: RegExpExecArray, formula: string) => string;

/** What the command line knows beside what the library says. */
const REMEDIES: readonly (readonly [RegExp, Remedy])[] = [
  [
    /^"([A-Za-z_]\w*)" is unknown.*/,
    ([, name], formula) =>
      `"${name}" is unknown: give it a value, from which training changes it in each unit, as in "${formula}; ${name}=1"; or use x.`,
  ],
  [
    /^("(\w+)" is not a function of formulas\.)( There are: (.*)\.)/,
    ([, told, name, others, list]) => {
      const near = nearest(name, list.split(", "));
      return `${told}${near ? ` Did you mean ${near}?` : ""}${others}`;
    },
  ],
];

function withRemedy(cause: unknown, formula: string): unknown {
  if (!(cause instanceof HillockError)) return cause;
  for (const [pattern, remedy] of REMEDIES) {
    const told = pattern.exec(cause.message);
    if (told === null) continue;
    const message = remedy(told, formula) + cause.message.slice(told[0].length);
    return new HillockError(cause.code, message, cause.position);
  }
  return cause;
}

/** A parameter of a formula with the value from which it is learned: beta=1. */
function readSetting(setting: string): [name: string, value: number] {
  const [, name, text] = /^\s*([A-Za-z_]\w*)\s*=\s*(\S+)\s*$/.exec(setting) ?? [];
  const value = Number(text);
  if (name === undefined || !Number.isFinite(value))
    throw new HillockError(
      "invalid-formula",
      `"${setting.trim()}" gives no parameter a value: behind a formula stand NAME=NUMBER, as in "x * tanh(beta * x); beta=1".`,
    );
  return [name, value];
}

/** Commas separate functions, except inside brackets. */
export function splitList(list: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const c of list) {
    depth += c === "(" ? 1 : c === ")" ? -1 : 0;
    if (c === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/**
 * What a hidden layer may use; standardised data keep pre-activations about within ±10.
 * @param name as the user wrote it
 */
export function requireHidden(f: Activation, name: string): ElementwiseActivation {
  if (f.kind === "row")
    throw new HillockError(
      "invalid-argument",
      `${f.name} acts on a whole row and belongs to the output layer; it cannot be compared as a hidden function.`,
    );
  for (let x = -10; x <= 10; x += 0.125) {
    if (!Number.isFinite(f(x)))
      throw new HillockError(
        "invalid-formula",
        `The function "${name}" is ${f(x)} at x = ${x}, which pre-activations reach. Make it finite everywhere, for instance with max(x, 0) or abs(x).`,
      );
  }
  return f;
}
