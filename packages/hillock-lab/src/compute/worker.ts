import { expose } from "comlink";
import { at, catalogue, curves, describe } from "./describe.ts";
import type { FunctionSpec } from "./function-spec.ts";
import { loadFormulasFor } from "./load-formulas.ts";
import { overflowLook, softmaxLook } from "./softmax.ts";
import { measureSpeed } from "./speed.ts";

/** The same, once what it needs to read formulas is there. */
const reading =
  <Given extends FunctionSpec | readonly FunctionSpec[], Rest extends unknown[], Result>(
    act: (given: Given, ...rest: Rest) => Result,
  ) =>
  async (given: Given, ...rest: Rest): Promise<Awaited<Result>> => {
    await loadFormulasFor([given].flat() as FunctionSpec[]);
    return await act(given, ...rest);
  };

const api = {
  catalogue,
  describe: reading(describe),
  curves: reading(curves),
  at: reading(at),
  measureSpeed: reading(measureSpeed),
  softmaxLook,
  overflowLook,
};
export type ComputeApi = typeof api;
expose(api);
