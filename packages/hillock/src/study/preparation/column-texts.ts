import { HillockError } from "../../errors.ts";
import type { Cell } from "./table.ts";

/** Where fewer of a column's fields are text, and there are so many numbers, the text is a slip of the pen. */
const MOST_STRAY_SHARE = 0.2;
const LEAST_NUMBERS = 10;
/** Where so many of the texts have one form of number, the others are slips of the pen. */
const FORMED_SHARE = 0.95;
/** So few different texts may well be categories, whatever they look like. */
const MOST_CATEGORIES = 10;
const LONGEST_NUMBER = 40;

interface Form {
  /** What the fields are, behind "numbers with". */
  readonly what: string;
  readonly remedy: string;
}

const SEPARATED: Form = {
  what: "thousands separators",
  remedy: "Write them without, as in 1234.5.",
};
const COMMA: Form = { what: "decimal commas", remedy: "Write them with a point, as in 1.5." };

const THOUSANDS = /^[+-]?\d{1,3}(?:[,'\u2019 \u00A0\u202F]\d{3})+(?:\.\d+)?$|^[+-]?\d{1,3}(?:\.\d{3}){2,}$/;
const DECIMAL_COMMA = /^[+-]?(?:\d{1,3}(?:[. \u00A0\u202F]\d{3})+|\d*),\d+(?:e[+-]?\d+)?$/i;
const WITH_UNIT =
  /^[+-]?([$€£¥])?\s*[+-]?\d[\d.,'\u2019 \u00A0\u202F]*?(?:e[+-]?\d+)?\s*([^\d\s.,+-][^\d\s]{0,9})?$/i;

const UNIT = "unit ";

/** The keys of the forms that a text may have. */
function formsOf(text: string): string[] {
  const keys: string[] = [];
  if (THOUSANDS.test(text)) keys.push("thousands");
  if (DECIMAL_COMMA.test(text)) keys.push("comma");
  if (keys.length > 0) return keys;
  const [, before, after] = WITH_UNIT.exec(text) ?? [];
  const unit = before ?? after;
  return unit === undefined ? [] : [`${UNIT}${unit}`];
}

const formOf = (key: string): Form => {
  if (key === "thousands") return SEPARATED;
  if (key === "comma") return COMMA;
  return {
    what: `"${key.slice(UNIT.length)}"`,
    remedy: "Write the numbers alone, with a point and no separators; a unit may stand in the column's name.",
  };
};

/** What stands in a column that might be one of numbers, gathered in one pass and in bounded memory. */
export class ColumnTexts {
  #numbers = 0;
  #texts = 0;
  #formless = 0;
  #words = false;
  #first: { readonly value: string; readonly where: string } | undefined;
  /** How often each form stands; a field may have two. */
  readonly #forms = new Map<string, number>();
  readonly #examples = new Map<string, string>();
  readonly #different = new Set<string>();

  /** @param where its table, row and column, for messages */
  add(cell: Cell, where: () => string): void {
    if (typeof cell === "number") this.#numbers++;
    if (typeof cell !== "string") return;
    this.#texts++;
    this.#first ??= { value: cell, where: where() };
    // most columns of text are none of numbers, and soon known as such
    if (this.#words) return;
    const keys = cell.length > LONGEST_NUMBER ? [] : formsOf(cell);
    if (keys.length === 0) this.#formless++;
    this.#words = this.#formless > 100 && this.#formless > this.#texts / 2;
    for (const key of keys) {
      if (!this.#forms.has(key) && this.#forms.size > MOST_CATEGORIES) continue;
      this.#forms.set(key, (this.#forms.get(key) ?? 0) + 1);
      if (!this.#examples.has(key)) this.#examples.set(key, cell);
    }
    if (this.#different.size <= MOST_CATEGORIES) this.#different.add(cell);
  }

  get hasText(): boolean {
    return this.#texts > 0;
  }

  /** @throws HillockError "invalid-table" where numbers are meant, and some or all are written so that they are text */
  check(): void {
    if (!this.#first) return;
    const [key, count] = [...this.#forms].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
    const { value, where } = this.#first;
    // plain numbers beside them say that these are no names
    const areNumbers = this.#different.size > MOST_CATEGORIES || (this.#numbers > 0 && !key.startsWith(UNIT));
    if (areNumbers && count >= FORMED_SHARE * this.#texts) {
      const { what, remedy } = formOf(key);
      throw new HillockError(
        "invalid-table",
        `${where}: the column has numbers with ${what}, such as "${this.#examples.get(key)}", which would be taken for text. ${remedy}`,
      );
    }
    if (this.#numbers >= LEAST_NUMBERS && this.#texts <= MOST_STRAY_SHARE * (this.#numbers + this.#texts))
      throw new HillockError(
        "invalid-table",
        `${where}: "${value}" stands where numbers were expected. Correct it, or leave the field empty; where the numbers name categories, write them as text, as in c1.`,
      );
  }
}
