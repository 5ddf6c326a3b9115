import { type ErrorCode, HillockError } from "hillock";
import * as v from "valibot";

/*
 * What stands in files. Each message of a schema says what was expected; `readAs` adds the file, the place and the value.
 */

const LONGEST_TEXT = 10_000;

export const text = (longest = LONGEST_TEXT) =>
  v.pipe(v.string("text"), v.maxLength(longest, `a text of at most ${longest} characters`));

export const finite = v.pipe(v.number("a finite number"), v.finite("a finite number"));

export const positive = v.pipe(finite, v.gtValue(0, "a number above 0"));

export const whole = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(expected),
    v.safeInteger(expected),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  );
};

/** Any that a number has exactly. */
export const seed = whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

export const oneOf = <const Choices extends readonly string[]>(choices: Choices) =>
  v.picklist(choices, `one of ${choices.join(", ")}`);

export const task = oneOf(["binary", "multiclass", "regression"]);

export const list = <Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(v.array(item, "a list"), v.maxLength(most, `a list of at most ${most}`));

export const object = <Entries extends v.ObjectEntries>(entries: Entries) => v.object(entries, "an object");

export const distinctTexts = (most: number) =>
  v.pipe(
    list(text(), most),
    v.check((texts) => new Set(texts).size === texts.length, "texts that all differ"),
  );

const shown = (value: unknown): string => {
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 40 ? `${written.slice(0, 40)}…` : written;
};

/** A file and where in it a value stands. */
export interface Place {
  readonly file: string;
  /** Of a text within the file that is read on its own. */
  readonly within?: string;
  readonly code?: ErrorCode;
}

const ORIGIN = "The file is damaged or was not written by Hillock.";

const faultIn = ({ file, within = "", code = "invalid-model" }: Place, at: string, what: string) => {
  const where = at.startsWith("[") ? within + at : [within, at].filter((part) => part !== "").join(".");
  return new HillockError(code, `${file}${where === "" ? "" : `, ${where}`}: ${what}. ${ORIGIN}`);
};

/** A value that its schema admits, but not what stands beside it. */
export const misfit = (place: Place, at: string, value: unknown, expected: string): HillockError =>
  faultIn(place, at, `${shown(value)} stands where ${expected} was expected`);

const written = (path: readonly { readonly key: unknown }[]): string =>
  path
    .map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");

/** @throws HillockError that names the file, the place, what stands there, and what was expected. */
export function readAs<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  place: Place,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [{ input, message, path = [] }] = result.issues;
  const last = path.at(-1);
  if (last !== undefined && last.value === undefined)
    throw faultIn(place, written(path.slice(0, -1)), `"${String(last.key)}" is missing`);
  throw misfit(place, written(path), last === undefined ? input : last.value, message);
}
