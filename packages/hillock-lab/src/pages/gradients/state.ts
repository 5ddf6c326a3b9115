import { STARTS, type Start } from "../../compute/chain-options.ts";
import { type FunctionSpec, readSpec, writeSpec } from "../../compute/function-spec.ts";
import { addressed } from "../../shell/location.ts";
import { numberIn, numbersIn } from "../../shell/parameters.ts";

export interface GradientsState {
  /** Of the chain: one function beside another. */
  readonly pair: readonly [FunctionSpec, FunctionSpec];
  readonly depth: number;
  readonly start: Start;
  /** All weights are multiplied by it. */
  readonly scale: number;
  readonly seed: number;
  /** Of the zig-zag: the layer that gives the inputs. */
  readonly paths: readonly [FunctionSpec, FunctionSpec];
  readonly step: number;
  /** Of the collapse. */
  readonly between: FunctionSpec;
  readonly layers: number;
  readonly input: readonly [number, number];
}

export const DEPTHS = [2, 50] as const;
export const SCALES = [0.1, 4] as const;
export const MOST_STEPS = 60;
export const LAYERS = [2, 6] as const;
const REACH = [-2, 2] as const;

const spec = (parameters: URLSearchParams, key: string, fallback: string): FunctionSpec =>
  readSpec(parameters.get(key) || fallback);

export const state = addressed<GradientsState>("gradients", {
  read: (parameters) => {
    const [a = 1, b = -0.5] = numbersIn(parameters.get("x"), [1, -0.5], REACH);
    return {
      pair: [spec(parameters, "f", "sigmoid"), spec(parameters, "g", "relu")],
      depth: Math.round(numberIn(parameters.get("depth"), 20, DEPTHS)),
      start: STARTS.find((each) => each === parameters.get("start")) ?? "auto",
      scale: numberIn(parameters.get("scale"), 1, SCALES),
      seed: Math.round(numberIn(parameters.get("seed"), 1, [0, 50])),
      paths: [spec(parameters, "p", "sigmoid"), spec(parameters, "q", "tanh")],
      step: Math.round(numberIn(parameters.get("step"), MOST_STEPS, [0, MOST_STEPS])),
      between: spec(parameters, "between", "linear"),
      layers: Math.round(numberIn(parameters.get("layers"), 4, LAYERS)),
      input: [a, b],
    };
  },
  write: (now) =>
    new URLSearchParams({
      f: writeSpec(now.pair[0]),
      g: writeSpec(now.pair[1]),
      depth: String(now.depth),
      start: now.start,
      scale: String(now.scale),
      seed: String(now.seed),
      p: writeSpec(now.paths[0]),
      q: writeSpec(now.paths[1]),
      step: String(now.step),
      between: writeSpec(now.between),
      layers: String(now.layers),
      x: now.input.join(),
    }),
});

export const change = (part: Partial<GradientsState>): void => {
  state.value = { ...state.value, ...part };
};
