/** Signs that equations are printed with, as formulas are typed. */
const TYPED: Readonly<Record<string, string>> = {
  "−": "-",
  "–": "-",
  "·": "*",
  "⋅": "*",
  "×": "*",
  "÷": "/",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
  "=": "==",
};
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** A raised number, a comparison in two signs, or any one character. */
const PART = new RegExp(`⁻?[${RAISED}]+|[<>=!]=|.`, "gs");

const typed = (part: string): string => {
  if (RAISED.includes(part.slice(-1))) {
    const digits = Array.from(part, (sign) => (sign === "⁻" ? "-" : RAISED.indexOf(sign)));
    return `^${digits.join("")}`;
  }
  return TYPED[part] ?? part.replace(/[\u00a0\u2009\u202f]/, " ");
};

export interface Typed {
  readonly text: string;
  /** Which character of what was given a character of the text stands for. */
  readonly givenAt: (position: number) => number;
}

/** What an equation begins with. */
const HEAD = /^\s*f\s*\(\s*x\s*\)\s*=(?!=)/;

/** A formula in the signs in which equations are printed, such as f(x) = 2·x² − |x|, in those that are typed. */
export function withTypedSigns(given: string): Typed {
  let text = "";
  const origins: number[] = [];
  const formula = given.replace(HEAD, (head) => " ".repeat(head.length));
  for (const { 0: part, index } of formula.matchAll(PART)) {
    const written = typed(part);
    text += written;
    while (origins.length < text.length) origins.push(index);
  }
  return { text, givenAt: (position) => origins[position] ?? given.length };
}
