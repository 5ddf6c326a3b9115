import { effect, signal } from "@preact/signals";
import { compute } from "../../compute/client.ts";
import { newest } from "../../compute/newest.ts";
import type { OverflowLook, SoftmaxLook } from "../../compute/softmax.ts";
import { addressed } from "../../shell/location.ts";
import { numberIn } from "../../shell/parameters.ts";

export const LEAST = 2;
export const MOST = 6;
export const REACH = 8;
export const MOST_SHIFT = 120;

export interface SoftmaxState {
  readonly logits: readonly number[];
  readonly temperature: number;
  /** The class that is right. */
  readonly target: number;
  /** Added to every logit, for what overflows. */
  readonly shift: number;
}

export const state = addressed<SoftmaxState>("softmax", {
  read: (parameters) => {
    const read = (parameters.get("z") ?? "").split(",").map(Number);
    const fits = read.length >= LEAST && read.length <= MOST && read.every((z) => Math.abs(z) <= REACH);
    const logits = parameters.has("z") && fits ? read : [2, 1, 0.1];
    return {
      logits,
      temperature: numberIn(parameters.get("t"), 1, [0.1, 10]),
      target: Math.round(numberIn(parameters.get("y"), 0, [0, logits.length - 1])),
      shift: numberIn(parameters.get("c"), 0, [0, MOST_SHIFT]),
    };
  },
  write: ({ logits, temperature, target, shift }) =>
    new URLSearchParams({ z: logits.join(), t: String(temperature), y: String(target), c: String(shift) }),
});

export const change = (part: Partial<SoftmaxState>): void => {
  state.value = { ...state.value, ...part };
};

export const look = signal<{ readonly softmax: SoftmaxLook; readonly overflow: OverflowLook }>();
const refresh = newest(
  async ({ logits, temperature, target, shift }: SoftmaxState) => {
    const [softmax, overflow] = await Promise.all([
      compute.softmaxLook(logits, temperature, target),
      compute.overflowLook(logits, shift),
    ]);
    return { softmax, overflow };
  },
  (result) => {
    look.value = result;
  },
);
effect(() => refresh(state.value));
