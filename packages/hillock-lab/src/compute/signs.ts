/** Signs of printed formulas, which the lab itself writes, as the formula language has them. */
const SIGNS: Readonly<Record<string, string>> = {
  "−": "-",
  "–": "-",
  "·": "*",
  "×": "*",
  "÷": "/",
  "²": "^2",
  "³": "^3",
  π: "pi",
};

export interface Plain {
  readonly text: string;
  /** Which character of what was typed a character of the text stands for. */
  readonly typedAt: (position: number) => number;
}

export function plainSigns(typed: string): Plain {
  let text = "";
  const origins: number[] = [];
  [...typed].forEach((sign) => {
    const written = SIGNS[sign] ?? sign;
    const origin = text.length === 0 ? 0 : (origins.at(-1) ?? 0) + 1;
    for (let i = 0; i < written.length; i++) origins.push(written === sign ? origin + i : origin);
    text += written;
  });
  return { text, typedAt: (position) => origins[position] ?? (origins.at(-1) ?? -1) + 1 };
}
