import { expose } from "comlink";
import { compare, functions, type Results } from "hillock";
import { readTable } from "./table.ts";

const NAMES = ["relu", "gelu", "tanh", "sigmoid", "swish"];

/** A small comparison of functions on a table, as `hillock compare` does it. */
const api = {
  compare: (
    name: string,
    text: string,
    target: string,
    onRun: (done: number, total: number) => void,
  ): Promise<Results> =>
    compare({
      table: readTable(name, text).table,
      target,
      activations: NAMES.flatMap((each) => functions.get(each) ?? []),
      layers: [16, 16],
      epochs: 40,
      ...{ batchSize: 32, learningRate: 0.01, optimizer: "adam", seeds: [1, 2, 3], validation: 0.2 },
      onRun,
    }),
};
export type CompareApi = typeof api;
expose(api);
