import { distance } from "fastest-levenshtein";
import { type Activation, activation, type ElementwiseActivation, functions, HillockError } from "hillock";

/** The candidate that was probably meant; small and large letters count last. */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const small = word.toLowerCase();
  const [found] = candidates
    .map((name) => ({ name, far: distance(small, name.toLowerCase()), own: distance(word, name) }))
    .sort((a, b) => a.far - b.far || a.own - b.own);
  return found && found.far <= Math.max(2, word.length / 2) ? found.name : undefined;
};

/** A function of the catalogue by name, or a formula in x. */
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
  return activation(word, word);
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
