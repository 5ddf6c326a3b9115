import { readFileSync } from "node:fs";
import { derive, FINDINGS, type FindingName } from "hillock";
import { type Base, drawBase, oneOf, whole } from "./bases.ts";
import { GRADIENT_RECIPES } from "./recipes/gradients.ts";
import { PROGRESS_RECIPES } from "./recipes/progress.ts";
import type { Recipe } from "./recipes/recipe.ts";
import { START_RECIPES } from "./recipes/start.ts";
import { UNIT_RECIPES } from "./recipes/units.ts";

export const HALVES = ["tuned", "unseen"] as const;
export type Half = (typeof HALVES)[number];

interface Share {
  readonly dataSets: readonly string[];
  readonly architectures: readonly string[];
}
/** Which data sets and architectures thresholds were tuned on, and which they never saw. */
export const SPLIT = JSON.parse(readFileSync(new URL("../split.json", import.meta.url), "utf8")) as Readonly<
  Record<Half, Share>
>;

export const RECIPES: readonly Recipe[] = [
  ...START_RECIPES,
  ...GRADIENT_RECIPES,
  ...UNIT_RECIPES,
  ...PROGRESS_RECIPES,
];

/** A case before it is drawn; plain data, so that it can go to another thread. */
export interface Ticket {
  readonly half: Half;
  /** What it is made sick with; null for a healthy one. */
  readonly finding: FindingName | null;
  readonly number: number;
  readonly seed: number;
  readonly dataSet: string | null;
}

export interface Case {
  readonly base: Base;
  readonly recipe: Recipe | undefined;
  readonly seed: number;
}

export interface PlanOptions {
  readonly seed: number;
  readonly sick: number;
  readonly healthy: number;
  readonly only: FindingName | "healthy" | null;
  readonly dataSet: string | null;
  readonly half: Half | null;
}

/** Tickets in an order in which every finding is met early. */
export function plan({ seed, sick, healthy, only, dataSet, half: asked }: PlanOptions): Ticket[] {
  const wanted = only === null ? [...FINDINGS, null] : [only === "healthy" ? null : only];
  const counts = wanted.map((finding) => ({ finding, count: finding === null ? healthy : sick }));
  return HALVES.filter((half) => asked === null || half === asked)
    .flatMap((half) =>
      counts.flatMap(({ finding, count }) =>
        Array.from({ length: Math.ceil(count / 2) }, (_, number) => ({
          half,
          finding,
          number,
          seed,
          dataSet,
        })),
      ),
    )
    .sort((a, b) => a.number - b.number);
}

const DRAWS = 200;

/** Draws a ticket's case: the recipes in turn, all else from the ticket's own stream, one for each try. */
export function draw({ half, finding, number, seed, dataSet }: Ticket, again = 0): Case {
  const random = derive(seed, "case", half, finding ?? "healthy", number, again);
  const { dataSets, architectures } = SPLIT[half];
  const recipes = RECIPES.filter((recipe) => recipe.must === finding);
  const recipe = recipes[number % Math.max(1, recipes.length)];
  for (let attempt = 0; attempt < DRAWS; attempt++) {
    const base = drawBase(
      dataSet ?? oneOf(random, dataSets),
      oneOf(random, architectures),
      random,
      recipe?.depth,
    );
    if (!recipe?.suits || recipe.suits(base)) return { base, recipe, seed: whole(random, [1, 1e6]) };
  }
  throw new Error(`No case of ${recipe?.name} on ${dataSet ?? dataSets.join(", ")} suits its recipe.`);
}
