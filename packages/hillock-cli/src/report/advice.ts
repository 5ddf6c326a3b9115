import type { Results } from "hillock";

const list = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : (names[0] ?? "");

const GUESSING =
  "None of them predicts rows held out better than a constant does: the columns may say nothing about the target, or more rows, fewer epochs or a smaller network are needed.";

/** Why a comparison recommends what it does, and how sure that is; null where it can recommend nothing. */
export function reasonFor(results: Results): string | null {
  const reason = orderOf(results);
  const guesses = results.ranking.every(({ betterThanConstant }) => betterThanConstant !== true);
  return reason !== null && guesses ? `${reason} ${GUESSING}` : reason;
}

function orderOf({ recommended, ranking, runs }: Results): string | null {
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
