import { HillockError } from "../errors.ts";
import type { Expression, Kind } from "./node.ts";
import { treeSize } from "./structure.ts";

/** Of a text that somebody reads, or a typesetter sets. */
const MOST_PARTS = 100_000;

/** Binding strength: what stands inside something stronger is put in brackets. */
const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const ATOM = 5;

interface Printed {
  readonly text: string;
  readonly strength: number;
}

/** How one notation writes each kind, given its printed arguments. */
export type Notation = Record<Kind, (args: readonly Printed[], e: Expression, brackets: Brackets) => Printed>;
type Brackets = (part: Printed, atLeast: number) => string;

const atom = (text: string): Printed => ({ text, strength: ATOM });

export function formatConstant(value: number, infinity: string): string {
  if (value === Infinity) return infinity;
  if (value === -Infinity) return `-${infinity}`;
  return String(Number(value.toPrecision(7)));
}

/** A function call, as `name(a, b)`. */
export const call =
  (name: string) =>
  (args: readonly Printed[]): Printed =>
    atom(`${name}(${args.map((a) => a.text).join(", ")})`);

export const infix =
  (sign: string, strength: number, rightStrength = strength) =>
  ([a, b]: readonly Printed[], _e: Expression, brackets: Brackets): Printed => ({
    text: `${brackets(a, strength)}${sign}${brackets(b, rightStrength)}`,
    strength,
  });

/** @throws HillockError "invalid-formula" where shared parts, written as often as they are used, make the text too long */
export function print(notation: Notation, open: string, close: string, expression: Expression): string {
  const parts = treeSize(expression);
  if (parts > MOST_PARTS)
    throw new HillockError(
      "invalid-formula",
      `Written out, the formula or its derivative has ${parts.toPrecision(3)} parts, as each shared one stands as often as it is used; at most ${MOST_PARTS} are written. Write a shorter formula, or compute with this one without writing it.`,
    );
  const brackets: Brackets = (part, atLeast) =>
    part.strength < atLeast ? `${open}${part.text}${close}` : part.text;
  const done = new Map<Expression, Printed>();
  const visit = (e: Expression): Printed => {
    const known = done.get(e);
    if (known) return known;
    const printed = notation[e.kind](e.args.map(visit), e, brackets);
    done.set(e, printed);
    return printed;
  };
  return visit(expression).text;
}

export { ATOM, atom, POWER, PRODUCT, type Printed, SIGN, SUM };
