import { computed, signal } from "@preact/signals";
import type { Results, Run } from "hillock";
import { MOST_BYTES } from "../../train/limits.ts";

export const results = signal<Results>();
export const fault = signal<string>();
/** The functions whose curves are shown; all of them at first. */
export const chosen = signal<readonly string[]>([]);

const isRun = (value: unknown): value is Run =>
  typeof value === "object" &&
  value !== null &&
  "activation" in value &&
  "curves" in value &&
  "layers" in value;

/** What a comparison wrote. @throws Error that says what is missing. */
function readResults(name: string, text: string): Results {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Error(
      `${name} is no JSON. Drop the results.json that hillock compare writes into its report folder.`,
    );
  }
  const found = read as Partial<Results> | null;
  if (
    typeof found !== "object" ||
    found === null ||
    !Array.isArray(found.runs) ||
    !Array.isArray(found.ranking)
  )
    throw new Error(`${name} has no runs and no ranking: it is not the results.json of hillock compare.`);
  if (found.runs.length === 0 || !found.runs.every(isRun) || !found.settings)
    throw new Error(`${name} has runs without curves or layers: it is damaged, or of another version.`);
  return found as Results;
}

export function show(read: Results): void {
  fault.value = undefined;
  results.value = read;
  chosen.value = read.ranking.map(({ activation }) => activation);
}

/** Takes a dropped file; the report that is shown stays where it is none. */
export async function take(file: File): Promise<void> {
  try {
    if (file.size > MOST_BYTES)
      throw new Error(
        `${file.name} has ${Math.round(file.size / 2 ** 20)} MiB; at most ${MOST_BYTES / 2 ** 20} MiB are read into the page.`,
      );
    show(readResults(file.name, await file.text()));
  } catch (cause) {
    fault.value = cause instanceof Error ? cause.message : String(cause);
  }
}

/** Mean over seeds at each epoch that some run has. */
export function meanCurve(runs: readonly Run[], curve: (run: Run) => readonly (number | null)[]): number[] {
  const length = Math.max(0, ...runs.map((run) => curve(run).length));
  return Array.from({ length }, (_, epoch) => {
    const known = runs.map((run) => curve(run)[epoch]).filter((v) => typeof v === "number");
    return known.length === 0 ? Number.NaN : known.reduce((a, b) => a + b, 0) / known.length;
  });
}

/** Whose measurements are shown; the last is the output layer. */
export const layer = signal(0);
export const layerCount = computed(() =>
  Math.max(0, ...(results.value?.runs ?? []).map(({ layers }) => layers.length)),
);

export const names = computed(() => results.value?.ranking.map(({ activation }) => activation) ?? []);
export const runsOf = (name: string): Run[] =>
  results.value?.runs.filter(({ activation }) => activation === name) ?? [];
export const toggle = (name: string): void => {
  const { value } = chosen;
  chosen.value = value.includes(name) ? value.filter((each) => each !== name) : [...value, name];
};
