import { type Activation, functions, HillockError } from "hillock";
import { findActivation, requireHidden } from "../activations.ts";
import { readActivation } from "./call.ts";

/** A hidden layer as the list names it. */
export interface HiddenLayer {
  readonly units: number;
  readonly activation: Activation;
  /** The function as it is kept with a model: a name with its parameters, or a formula. */
  readonly written: string;
}

export interface LayerList {
  readonly hidden: readonly HiddenLayer[];
  /** Where the list names it; otherwise it follows from the task. */
  readonly output: { readonly activation: Activation; readonly written: string } | undefined;
}

const DEFAULT_HIDDEN = "relu";
const MOST_LAYERS = 100;
const MOST_UNITS = 65_536;

interface Item {
  readonly text: string;
  /** Of its first character in the list. */
  readonly at: number;
}

/** A fault that points at its character. */
function fault(list: string, at: number, what: string, remedy: string, flag = "--layers"): HillockError {
  const start = Math.max(0, at - 60);
  return new HillockError(
    "invalid-argument",
    `${flag}, character ${at + 1}: ${what}. ${remedy}\n  ${list.slice(start, at + 40)}\n  ${" ".repeat(at - start)}^`,
    at,
  );
}

const BRACKETS: Readonly<Record<string, number>> = { "(": 1, ")": -1 };

/** Commas separate layers, except inside brackets and quotation marks. */
function splitLayers(list: string): Item[] {
  const items: Item[] = [];
  let from = 0;
  let quote = -1;
  const open: number[] = [];
  const end = (to: number): void => {
    const text = list.slice(from, to);
    const at = from + text.length - text.trimStart().length;
    if (text.trim() === "")
      throw fault(list, Math.min(from, list.length), "a layer is missing", 'Write one, as in "64:gelu".');
    items.push({ text: text.trim(), at });
    from = to + 1;
  };
  for (let i = 0; i < list.length; i++) {
    const c = list[i];
    if (quote >= 0) quote = c === list[quote] ? -1 : quote;
    else if (c === '"' || c === "'") quote = i;
    else if (BRACKETS[c] === 1) open.push(i);
    else if (BRACKETS[c] === -1) {
      if (open.pop() === undefined)
        throw fault(list, i, "this bracket closes nothing", "Remove it, or open one.");
    } else if (c === "," && open.length === 0) end(i);
  }
  if (quote >= 0)
    throw fault(list, quote, "this quotation mark is not closed", "Close it behind the formula.");
  const bracket = open.pop();
  if (bracket !== undefined) throw fault(list, bracket, "this bracket is not closed", "Close it.");
  end(list.length);
  return items;
}

const unquoted = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2].trim() ?? text;

/** A function with its parameters as text that reads back as the same function. */
function written(f: Activation, text: string): string {
  if (f.kind === "row" || !functions.has(f.name)) return text;
  const parameters = Object.entries(f.parameters).map(([name, value]) => `${name}=${String(value)}`);
  return parameters.length === 0 ? f.name : `${f.name}(${parameters.join(",")})`;
}

/** A name, a name with parameters, or a formula in x. */
function readFunction(
  list: string,
  { text, at }: Item,
  flag?: string,
): { activation: Activation; written: string } {
  const inner = unquoted(text);
  const from = at + Math.max(0, text.indexOf(inner));
  const problem = (what: string, remedy: string): HillockError => fault(list, from, what, remedy, flag);
  try {
    const activation = readActivation(inner, problem);
    return { activation, written: written(activation, inner) };
  } catch (cause) {
    if (!(cause instanceof HillockError) || cause.message.startsWith("--layers")) throw cause;
    const [what] = cause.message.split("\n");
    throw fault(
      list,
      from + (cause.position ?? 0),
      what.replace(/\.$/, ""),
      "Name a function, or a formula in x.",
      flag,
    );
  }
}

/** A function on its own, as it is kept with a model. @throws HillockError "invalid-argument" */
export const readWritten = (text: string): Activation => readFunction(text, { text, at: 0 }).activation;

/** A function within the list of another flag, from that character on. @throws HillockError "invalid-argument" */
export const readWithin = (flag: string, list: string, text: string, at: number): Activation =>
  readFunction(list, { text, at }, flag).activation;

/**
 * Reads a list of layers: `"64:gelu,64:prelu,softmax"`.
 *
 *     list     = layer { "," layer } [ "," function ]
 *     layer    = units [ ":" function ]
 *     function = name | name "(" [ parameter "=" ] number { "," … } ")" | formula
 *
 * A formula may stand in quotation marks. Units are 1 to 65536; without a function a layer has `relu`. A function
 * without units may only stand last: it is that of the output layer.
 * @throws HillockError "invalid-argument" with the position of the character at fault.
 */
export function parseLayers(list: string): LayerList {
  const items = splitLayers(list);
  if (items.length > MOST_LAYERS + 1)
    throw fault(
      list,
      items[MOST_LAYERS + 1].at,
      `there are ${items.length} layers`,
      `At most ${MOST_LAYERS} can be.`,
    );
  const hidden: HiddenLayer[] = [];
  let output: LayerList["output"];
  items.forEach((item, i) => {
    const { text, at } = item;
    const sized = /^([+-]?[\d._]+(?:e\d+)?)\s*(?::(.*))?$/is.exec(text);
    const last = i === items.length - 1;
    if (!sized) {
      const stuck = /^\d+(?=[A-Za-z_])/.exec(text);
      if (stuck)
        throw fault(
          list,
          at + stuck[0].length,
          "a colon is missing",
          `Write ${stuck[0]}:${text.slice(stuck[0].length)}.`,
        );
      if (!last)
        throw fault(
          list,
          at,
          `"${text}" has no number of units`,
          `Write it as in "64:${text}"; only the last may be a function alone.`,
        );
      output = readFunction(list, item);
      return;
    }
    const units = Number(sized[1]);
    if (!/^\d+$/.test(sized[1]) || units < 1 || units > MOST_UNITS)
      throw fault(
        list,
        at,
        `a layer of ${sized[1]} units cannot be`,
        `Units are a whole number from 1 to ${MOST_UNITS}.`,
      );
    const rest = sized[2];
    if (rest !== undefined && rest.trim() === "")
      throw fault(
        list,
        at + text.length,
        "a function is missing",
        "Name one behind the colon, or leave the colon out.",
      );
    const start = text.indexOf(":") + 1;
    const place = rest === undefined ? 0 : at + start + rest.length - rest.trimStart().length;
    const read =
      rest === undefined
        ? { activation: findActivation(DEFAULT_HIDDEN), written: DEFAULT_HIDDEN }
        : readFunction(list, { text: rest.trim(), at: place });
    if (read.activation.kind === "row")
      throw fault(
        list,
        place,
        `${read.activation.name} acts on a whole row and can only be the output`,
        `Write it last and without units: "…,${read.activation.name}".`,
      );
    try {
      requireHidden(read.activation, read.written);
    } catch (cause) {
      if (!(cause instanceof HillockError)) throw cause;
      throw fault(
        list,
        place,
        cause.message.split(". ")[0],
        "Make it finite everywhere, for instance with max(x, 0).",
      );
    }
    hidden.push({ units, ...read });
  });
  return { hidden, output };
}
