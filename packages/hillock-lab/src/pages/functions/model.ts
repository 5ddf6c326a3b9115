import { computed, effect, signal } from "@preact/signals";
import { catalogue } from "../../compute/catalogue.ts";
import { compute } from "../../compute/client.ts";
import type { Curves, Described } from "../../compute/describe.ts";
import { type FunctionSpec, writeSpec } from "../../compute/function-spec.ts";
import { newest } from "../../compute/newest.ts";
import { loadEquations } from "../../ui/equations.ts";
import { shownSpecs, state } from "./state.ts";

export const POINTS = 601;

/** Of each shown function, in their order; the last known ones while new ones are computed. */
export const described = signal<readonly Described[]>([]);
/** Of the curves that are drawn: a draft that does not parse leaves its last good curve. */
export const drawn = signal<{ readonly specs: readonly FunctionSpec[]; readonly curves: Curves }>();
export const readings = signal<readonly (readonly [number, number])[]>([]);

let lastDraft: FunctionSpec | undefined;
const good = (specs: readonly FunctionSpec[], results: readonly Described[]): FunctionSpec[] =>
  specs.flatMap((spec, i) => {
    const isDraft = i === state.value.functions.length;
    const fault = results[i] && "fault" in results[i];
    if (isDraft && !fault) lastDraft = spec;
    if (!fault) return [spec];
    return isDraft && lastDraft ? [lastDraft] : [];
  });

/** One look at everything: what the functions are, their curves and their values at z. */
async function look(specs: readonly FunctionSpec[], range: readonly [number, number], z: number) {
  const [results] = await Promise.all([
    Promise.all(specs.map((spec) => compute.describe(spec))),
    // a card without them would grow when they come
    Promise.all(specs.map(({ text }) => loadEquations(text).catch(() => undefined))),
  ]);
  const specsDrawn = good(specs, results);
  const [curves, values] = await Promise.all([
    compute.curves(specsDrawn, range[0], range[1], POINTS),
    compute.at(specs, z),
  ]);
  return { results, specs: specsDrawn, curves, values };
}

const refresh = newest(look, ({ results, specs, curves, values }) => {
  described.value = results;
  drawn.value = { specs, curves };
  readings.value = values;
});
effect(() => {
  const current = state.value;
  refresh(shownSpecs(current), current.range, current.z);
});

export const selectedCard = computed(() => {
  const result = described.value[state.value.selected];
  return result && "card" in result ? result.card : undefined;
});
/** Why the selected function has no card. */
export const selectedFault = computed(() => {
  const result = described.value[state.value.selected];
  return result && "fault" in result ? result.fault : undefined;
});
export const draftFault = computed(() => {
  const { draft, functions } = state.value;
  const result = described.value[functions.length];
  return draft.text !== "" && result && "fault" in result ? result.fault : undefined;
});

const entryOf = ({ text }: FunctionSpec) => catalogue.value.find(({ name }) => name === text);
/** A function's name with the parameters that differ from the usual. */
export function labelOf(spec: FunctionSpec): string {
  const usual = entryOf(spec)?.parameters ?? {};
  const own = Object.entries(spec.parameters).filter(([name, value]) => usual[name] !== value);
  if (own.length === 0) return spec.text;
  return `${spec.text} (${own.map(([name, value]) => `${name} ${Number(value.toPrecision(3))}`).join(", ")})`;
}
export const keyOf = writeSpec;
