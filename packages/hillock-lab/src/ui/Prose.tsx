import type { ComponentChildren } from "preact";
import type { Word } from "./glossary.ts";
import { Term } from "./Term.tsx";

/** How the field's words stand in sentences that the library writes. */
const FORMS: readonly (readonly [pattern: string, word: Word])[] = [
  ["zero-centred", "zeroCentred"],
  ["pre-activations?", "preActivation"],
  ["activations?", "activation"],
  ["saturates?|saturated", "saturated"],
  ["dead", "dead"],
  ["bias(?:es)?", "bias"],
  ["gradients?", "gradient"],
  ["slopes?", "slope"],
  ["monotone", "monotone"],
  ["logits?", "logit"],
  ["softmax", "softmax"],
  ["sparse", "sparse"],
  ["hidden layers?", "hidden"],
  ["exponential", "exponential"],
];
const ANY = new RegExp(`\\b(?:${FORMS.map(([pattern]) => `(${pattern})`).join("|")})\\b`, "gi");

/** A text of the library's, in which each of the field's words explains itself where it first stands. */
export function Prose({ children }: { readonly children: string }) {
  const parts: ComponentChildren[] = [];
  const done = new Set<Word>();
  let from = 0;
  for (const found of children.matchAll(ANY)) {
    const word = FORMS[found.slice(1).findIndex((group) => group !== undefined)]?.[1];
    if (word === undefined || done.has(word)) continue;
    done.add(word);
    parts.push(
      children.slice(from, found.index),
      <Term key={found.index} word={word}>
        {found[0]}
      </Term>,
    );
    from = found.index + found[0].length;
  }
  return (
    <>
      {parts}
      {children.slice(from)}
    </>
  );
}
