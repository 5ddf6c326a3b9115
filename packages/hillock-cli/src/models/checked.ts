import { HillockError } from "hillock";

/** A value of a JSON file with its place in it; every read checks and says what was expected. */
export interface Checked {
  readonly field: (name: string) => Checked;
  /** At most so many elements. */
  readonly list: (most: number) => Checked[];
  readonly text: (longest?: number) => string;
  readonly finite: () => number;
  readonly whole: (least: number, most: number) => number;
  readonly oneOf: <T extends string>(choices: readonly T[]) => T;
  /** null stays null; anything else is read. */
  readonly orNull: <T>(read: (value: Checked) => T) => T | null;
  /** @throws HillockError "invalid-model" */
  readonly refuse: (expected: string) => never;
  readonly value: unknown;
}

const LONGEST_TEXT = 10_000;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** @param file its name, for messages */
export function checked(file: string, value: unknown, where = ""): Checked {
  const refuse = (expected: string): never => {
    throw new HillockError(
      "invalid-model",
      `${file}${where === "" ? "" : `, ${where}`}: ${shown(value)} stands where ${expected} was expected. The file is damaged or was not written by Hillock.`,
    );
  };
  const self: Checked = {
    value,
    refuse,
    field(name) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse("an object");
      // own fields only: "constructor" and the like are not fields of a file
      if (!Object.hasOwn(value, name)) return refuse(`an object with "${name}"`);
      const held: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
      return checked(file, held, where === "" ? name : `${where}.${name}`);
    },
    list(most) {
      if (!Array.isArray(value)) return refuse("a list");
      if (value.length > most) return refuse(`a list of at most ${most}`);
      return value.map((element: unknown, i) => checked(file, element, `${where}[${i}]`));
    },
    text(longest = LONGEST_TEXT) {
      if (typeof value !== "string") return refuse("text");
      return value.length > longest ? refuse(`a text of at most ${longest} characters`) : value;
    },
    finite: () => (typeof value === "number" && Number.isFinite(value) ? value : refuse("a finite number")),
    whole: (least, most) =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
        ? value
        : refuse(`a whole number from ${least} to ${most}`),
    oneOf(choices) {
      return choices.find((choice) => choice === value) ?? refuse(`one of ${choices.join(", ")}`);
    },
    orNull: (read) => (value === null ? null : read(self)),
  };
  return self;
}
