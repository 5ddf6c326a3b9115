import { derivativeLatex, functions, HillockError, latex, ranges, underUnitNormal } from "hillock";
import type { FunctionSpec } from "./function-spec.ts";
import { messageOf } from "./message.ts";
import { curveOf, resolve } from "./resolve.ts";
import { troubleOf } from "./trouble.ts";

export interface CatalogueEntry {
  readonly name: string;
  readonly title: string;
  readonly group: "usual" | "special" | "row";
  readonly parameters: Readonly<Record<string, number>>;
}

const numbersOf = (
  parameters: Readonly<Record<string, number | ArrayLike<number>>>,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "number" ? value : (value[0] ?? 0),
    ]),
  );

export const catalogue = (): CatalogueEntry[] =>
  [...functions.values()].map((f) => ({
    name: f.name,
    title: f.title,
    group: f.kind === "row" ? "row" : f.role,
    parameters: f.kind === "row" ? {} : numbersOf(f.parameters),
  }));

/** All that the card of a function shows. */
export interface Card {
  readonly name: string;
  readonly title: string;
  readonly kind: "elementwise" | "row";
  readonly latex: string;
  readonly derivativeLatex: string;
  readonly ranges: ReturnType<typeof ranges>;
  readonly kinks: readonly number[];
  readonly kinkConvention: string;
  readonly tails: {
    readonly saturatedBelow: number;
    readonly saturatedAbove: number;
    readonly deadBelow: number;
    readonly deadAbove: number;
  };
  readonly uses: string;
  readonly limitations: readonly string[];
  readonly source: string;
  readonly known: Readonly<Partial<Record<"pytorch" | "keras" | "onnx" | "webnn", string>>>;
  readonly parameters: Readonly<Record<string, number>>;
  readonly learnable: readonly string[];
  /** Under a unit normal; null for a row function. */
  readonly meanOutput: number | null;
  readonly meanSlope: number | null;
  /** Where in ±6 the formula gives no number, as a sentence; null where it always does. */
  readonly trouble: string | null;
}

export interface Fault {
  readonly message: string;
  /** 0-based character of the formula; null where the fault is not of one. */
  readonly position: number | null;
  /** A word of the formula that could be made a parameter. */
  readonly unknown: string | null;
}
export type Described = { readonly card: Card } | { readonly fault: Fault };

/** The fault in a sentence, with its place apart from it. */
export function faultOf(cause: unknown, text: string): Fault {
  if (!(cause instanceof Error)) return { message: String(cause), position: null, unknown: null };
  const position = (cause instanceof HillockError ? cause.position : undefined) ?? null;
  const message = messageOf(cause);
  return { message, position, unknown: message.includes("is unknown") ? wordAt(text, position) : null };
}

/** A whole word that could be the name of a parameter. */
function wordAt(text: string, position: number | null): string | null {
  const [word] = /^[\p{L}\p{N}\p{M}_]+/u.exec(text.slice(position ?? text.length)) ?? [];
  return word !== undefined && /^[A-Za-z_]\w*$/.test(word) ? word : null;
}

const EVERYWHERE = {
  saturatedBelow: -Infinity,
  saturatedAbove: Infinity,
  deadBelow: -Infinity,
  deadAbove: Infinity,
};

export function describe(spec: FunctionSpec): Described {
  try {
    const f = resolve(spec);
    const { value } = curveOf(f);
    const elementwise = f.kind === "elementwise";
    return {
      card: {
        name: f.name,
        title: functions.has(spec.text) ? f.title : spec.text,
        kind: f.kind,
        latex: latex(f),
        derivativeLatex: derivativeLatex(f),
        ranges: ranges(f),
        kinks: elementwise ? f.kinks : [],
        kinkConvention: f.kinkConvention,
        tails: elementwise ? f.tails : EVERYWHERE,
        uses: f.uses,
        limitations: f.limitations,
        source: f.source,
        known: f.known,
        parameters: elementwise ? numbersOf(f.parameters) : {},
        learnable: elementwise ? f.learnable : [],
        meanOutput: elementwise ? underUnitNormal(f) : null,
        meanSlope: elementwise ? underUnitNormal(f.derivative) : null,
        trouble: troubleOf(value)?.message ?? null,
      },
    };
  } catch (cause) {
    return { fault: faultOf(cause, spec.text) };
  }
}

export interface Curves {
  readonly z: Float64Array;
  readonly value: readonly Float64Array[];
  readonly slope: readonly Float64Array[];
}

/** f and f′ of each over a range of z; functions that do not compile are NaN throughout. */
export function curves(specs: readonly FunctionSpec[], from: number, to: number, points: number): Curves {
  const z = Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
  const sampled = specs.map((spec) => {
    try {
      const { value, slope } = curveOf(resolve(spec));
      return { value: z.map((each) => value(each)), slope: z.map((each) => slope(each)) };
    } catch {
      return { value: z.map(() => Number.NaN), slope: z.map(() => Number.NaN) };
    }
  });
  return { z, value: sampled.map(({ value }) => value), slope: sampled.map(({ slope }) => slope) };
}

/** f and f′ at one z. */
export const at = (specs: readonly FunctionSpec[], z: number): [number, number][] =>
  specs.map((spec) => {
    const { value, slope } = curves([spec], z, z, 2);
    return [value[0]?.[0] ?? Number.NaN, slope[0]?.[0] ?? Number.NaN];
  });
