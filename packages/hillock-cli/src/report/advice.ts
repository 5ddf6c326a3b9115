import type { Results } from "hillock";

const list = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : (names[0] ?? "");

/** Why a comparison recommends what it does, and how sure that is; null where it can recommend nothing. */
export function reasonFor({ recommended, ranking, runs }: Results): string | null {
  if (recommended === null) return null;
  const finishes = (name: string): boolean =>
    runs.every(({ activation, status }) => activation !== name || status === "finished");
  if (ranking.length === 1) return "It is the only function that was tried.";
  if (!finishes(recommended)) return "No function's loss stayed finite for every seed; its did for the most.";
  const tied = ranking
    .filter(({ tiedWithBest, activation }) => tiedWithBest && activation !== recommended)
    .map(({ activation }) => activation);
  if (tied.length > 0) return `These runs cannot tell it from ${list(tied)}: any of them will do.`;
  return ranking.some(({ activation }) => activation !== recommended && finishes(activation))
    ? "It is better than every other function tried."
    : "It is the only one whose loss stayed finite for every seed.";
}

export const NOTHING_FINISHED =
  "No training's loss stayed finite, so there is nothing to recommend. Try a smaller learning rate.";
