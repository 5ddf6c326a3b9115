import { type FunctionSpec, readSpec, writeSpec } from "../../compute/function-spec.ts";
import { addressed } from "../../shell/location.ts";
import { numberIn, numbersIn } from "../../shell/parameters.ts";

export interface FunctionsState {
  /** Of the catalogue, or formulas that were kept. */
  readonly functions: readonly FunctionSpec[];
  /** The formula that is being typed; empty where none is. */
  readonly draft: FunctionSpec;
  /** Whose card is shown; the draft is the one after the last. */
  readonly selected: number;
  readonly range: readonly [number, number];
  /** Where values are read. */
  readonly z: number;
}

export const MOST_FUNCTIONS = 7;
export const state = addressed<FunctionsState>("functions", {
  read: (parameters) => {
    const functions = parameters
      .getAll("f")
      .map(readSpec)
      .filter(({ text }) => text !== "");
    const draft = readSpec(parameters.get("formula") ?? "");
    const [from = -6, to = 6] = numbersIn(parameters.get("z"), [-6, 6]);
    const z = numberIn(parameters.get("at"), 1);
    const selected = Math.round(numberIn(parameters.get("card"), 0));
    const chosen = parameters.has("f") || draft.text !== "";
    const shown = chosen ? functions : [readSpec("relu"), readSpec("gelu")];
    return {
      functions: shown.slice(0, MOST_FUNCTIONS),
      draft,
      selected: Math.max(0, Math.min(selected, shown.length)),
      range: from < to ? [from, to] : [-6, 6],
      z,
    };
  },
  write: ({ functions, draft, selected, range, z }) => {
    const parameters = new URLSearchParams();
    for (const spec of functions) parameters.append("f", writeSpec(spec));
    // that there are none is kept, too
    if (functions.length === 0) parameters.set("f", "");
    if (draft.text !== "") parameters.set("formula", writeSpec(draft));
    if (selected !== 0) parameters.set("card", String(selected));
    parameters.set("z", range.map((x) => Number(x.toPrecision(5))).join());
    parameters.set("at", String(z));
    return parameters;
  },
});

/** The listed functions, then the draft where there is one. */
export const shownSpecs = ({ functions, draft }: FunctionsState): FunctionSpec[] =>
  draft.text === "" ? [...functions] : [...functions, draft];

export const change = (part: Partial<FunctionsState>): void => {
  state.value = { ...state.value, ...part };
};

export function add(spec: FunctionSpec): void {
  const { functions } = state.value;
  if (functions.length >= MOST_FUNCTIONS) return;
  change({ functions: [...functions, spec], selected: functions.length });
}

export function remove(index: number): void {
  const { functions, draft, selected } = state.value;
  if (index === functions.length)
    change({ draft: { text: "", parameters: {} }, selected: Math.max(0, index - 1) });
  else {
    const left = functions.filter((_, i) => i !== index);
    const most = left.length - (draft.text === "" ? 1 : 0);
    change({
      functions: left,
      selected: Math.max(0, Math.min(selected > index ? selected - 1 : selected, most)),
    });
  }
}

/** Changes the parameters of one of the shown functions. */
export function setParameter(index: number, name: string, value: number): void {
  const { functions, draft } = state.value;
  const changed = (spec: FunctionSpec): FunctionSpec => ({
    ...spec,
    parameters: { ...spec.parameters, [name]: value },
  });
  if (index === functions.length) change({ draft: changed(draft) });
  else change({ functions: functions.map((spec, i) => (i === index ? changed(spec) : spec)) });
}
