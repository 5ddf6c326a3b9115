import { type CaseData, derive, type Examples, type Random, type Regimen } from "hillock";
import {
  circles,
  clouds,
  fields,
  friedman,
  haze,
  hills,
  moons,
  products,
  type Rows,
  rings,
  ripples,
  saddle,
  sectors,
  shells,
  sines,
  spirals,
} from "./generated.ts";
import { cars, digits, iris, lives, penguins, volcano, weather, winds, zipcodes } from "./real.ts";

export interface DataSet {
  readonly name: string;
  readonly task: Regimen["task"];
  readonly classes: number;
  /** Passes over the training rows in which a healthy network learns it. */
  readonly epochs: number;
  /** Held-out score that a network must reach to count as healthy. */
  readonly reachable: number;
  /** Only optimisers with a rate for each weight learn it in so many epochs. */
  readonly hard?: boolean;
  readonly rows: () => Rows;
}

/** Rows of a generated set: to train on, to choose by, and to judge by. */
const COUNT = 720;
const generated = (
  name: string,
  make: (count: number, random: Random) => Rows,
  count = COUNT,
): Pick<DataSet, "name" | "rows"> => ({
  name,
  rows: () => make(count, derive(11, name)),
});
const real = (name: string, rows: () => Rows): Pick<DataSet, "name" | "rows"> => ({ name, rows });

const SETS: readonly DataSet[] = [
  { ...real("penguins", penguins), task: "multiclass", classes: 3, epochs: 80, reachable: 0.93 },
  { ...real("iris", iris), task: "multiclass", classes: 3, epochs: 150, reachable: 0.85 },
  { ...real("cars", cars), task: "regression", classes: 1, epochs: 80, reachable: 0.75 },
  { ...real("digits", digits), task: "multiclass", classes: 10, epochs: 40, reachable: 0.75 },
  { ...generated("moons", moons), task: "binary", classes: 2, epochs: 60, reachable: 0.93 },
  { ...generated("circles", circles), task: "binary", classes: 2, epochs: 60, reachable: 0.93 },
  { ...generated("spirals", spirals), task: "binary", classes: 2, epochs: 120, reachable: 0.9, hard: true },
  { ...generated("rings", rings), task: "multiclass", classes: 3, epochs: 80, reachable: 0.9 },
  { ...generated("clouds", clouds), task: "multiclass", classes: 4, epochs: 50, reachable: 0.93 },
  { ...generated("friedman", friedman, 1000), task: "regression", classes: 1, epochs: 50, reachable: 0.85 },
  { ...generated("sines", sines), task: "regression", classes: 1, epochs: 100, reachable: 0.9, hard: true },
  { ...generated("products", products), task: "regression", classes: 1, epochs: 80, reachable: 0.9 },
  { ...generated("haze", haze), task: "regression", classes: 1, epochs: 60, reachable: 0.7 },
  {
    ...generated("ripples", ripples),
    task: "regression",
    classes: 1,
    epochs: 100,
    reachable: 0.85,
    hard: true,
  },
  { ...real("lives", lives), task: "regression", classes: 1, epochs: 60, reachable: 0.75 },
  { ...real("weather", weather), task: "regression", classes: 1, epochs: 60, reachable: 0.7 },
  { ...real("volcano", volcano), task: "regression", classes: 1, epochs: 100, reachable: 0.85, hard: true },
  { ...real("zipcodes", zipcodes), task: "multiclass", classes: 10, epochs: 60, reachable: 0.85 },
  { ...real("winds", winds), task: "regression", classes: 1, epochs: 100, reachable: 0.75, hard: true },
  { ...generated("shells", shells), task: "binary", classes: 2, epochs: 60, reachable: 0.93 },
  { ...generated("fields", fields), task: "binary", classes: 2, epochs: 60, reachable: 0.93 },
  { ...generated("sectors", sectors), task: "multiclass", classes: 5, epochs: 80, reachable: 0.9 },
  { ...generated("hills", hills), task: "regression", classes: 1, epochs: 100, reachable: 0.85, hard: true },
  { ...generated("saddle", saddle, 1000), task: "regression", classes: 1, epochs: 60, reachable: 0.8 },
];
export const DATA_SETS: ReadonlyMap<string, DataSet> = new Map(SETS.map((set) => [set.name, set]));

/** A set in three parts: the doctor never sees `test`. */
export interface Parts extends CaseData {
  readonly test: Examples;
}

const TRAIN = 0.5;
const VALIDATION = 0.25;

function partsOf(set: DataSet): Parts {
  const { inputs, labels } = set.rows();
  const order = Uint32Array.from(labels, (_, i) => i);
  derive(7, "parts", set.name).shuffle(order);
  const ends = [TRAIN, TRAIN + VALIDATION].map((share) => Math.round(share * labels.length));
  const training = Array.from(order.subarray(0, ends[0]), (i) => labels[i]);
  const regression = set.task === "regression";
  const mean = regression ? training.reduce((a, b) => a + b, 0) / training.length : 0;
  const spread = regression
    ? Math.sqrt(training.reduce((sum, v) => sum + (v - mean) ** 2, 0) / training.length)
    : 1;
  const examples = (positions: Uint32Array): Examples => ({
    inputs: Float32Array.from([...positions].flatMap((i) => inputs[i])),
    labels: Array.from(positions, (i) => (labels[i] - mean) / spread),
  });
  return {
    columns: inputs[0].length,
    classes: set.classes,
    train: examples(order.subarray(0, ends[0])),
    validation: examples(order.subarray(ends[0], ends[1])),
    test: examples(order.subarray(ends[1])),
  };
}

const made = new Map<string, Parts>();
export function loadSet(name: string): { readonly set: DataSet; readonly parts: Parts } {
  const set = DATA_SETS.get(name);
  if (!set) throw new Error(`There is no data set ${name}; there are ${[...DATA_SETS.keys()].join(", ")}.`);
  const parts = made.get(name) ?? partsOf(set);
  made.set(name, parts);
  return { set, parts };
}
