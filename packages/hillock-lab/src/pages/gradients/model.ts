import { computed, effect, type Signal, signal } from "@preact/signals";
import { wrap } from "comlink";
import type { ChainLook } from "../../compute/chain.ts";
import { newest } from "../../compute/client.ts";
import type { CollapseLook } from "../../compute/collapse.ts";
import type { NetworksApi } from "../../compute/networks-worker.ts";
import { hasSimd } from "../../compute/simd.ts";
import type { ZigzagLook } from "../../compute/zigzag.ts";
import { type GradientsState, state } from "./state.ts";

const networks = wrap<NetworksApi>(
  new Worker(new URL("../../compute/networks-worker.ts", import.meta.url), {
    type: "module",
    name: "networks",
  }),
);

/** The newest result of a part of the page, and the fault where it cannot be had; the result before stays. */
interface Found<T> {
  readonly value: T | undefined;
  readonly fault: string | undefined;
}

/** Computes again whenever what it depends on changes, and only then. */
function follow<D, T>(depends: (now: GradientsState) => D, compute: (on: D) => Promise<T>): Signal<Found<T>> {
  const found = signal<Found<T>>({ value: undefined, fault: undefined });
  const key = computed(() => JSON.stringify(depends(state.value)));
  const attempt = async (on: D): Promise<Found<T>> => {
    if (!hasSimd)
      return { value: undefined, fault: "This part computes whole networks, which needs WebAssembly SIMD." };
    try {
      return { value: await compute(on), fault: undefined };
    } catch (cause) {
      const message = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
      return { value: found.peek().value, fault: message };
    }
  };
  const refresh = newest(attempt, (result) => {
    found.value = result;
  });
  effect(() => refresh(JSON.parse(key.value) as D));
  return found;
}

type Pair<T> = readonly [T, T];

export const chains = follow(
  ({ pair, depth, start, scale, seed }) => ({ pair, depth, start, scale, seed }),
  ({ pair, depth, start, scale, seed }): Promise<Pair<ChainLook>> =>
    Promise.all([
      networks.chainLook(pair[0], depth, start, scale, seed),
      networks.chainLook(pair[1], depth, start, scale, seed),
    ]),
);

export const zigzags = follow(
  ({ paths }) => paths,
  (paths): Promise<Pair<ZigzagLook>> =>
    Promise.all([networks.zigzagLook(paths[0], 3), networks.zigzagLook(paths[1], 3)]),
);

export const collapse = follow(
  ({ between, layers, input }) => ({ between, layers, input }),
  ({ between, layers, input }): Promise<CollapseLook> => networks.collapseLook(between, layers, input, 1),
);
