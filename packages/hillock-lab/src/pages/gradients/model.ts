import { computed, effect, type Signal, signal } from "@preact/signals";
import { wrap } from "comlink";
import type { ChainLook } from "../../compute/chain.ts";
import type { CollapseLook } from "../../compute/collapse.ts";
import { messageOf } from "../../compute/message.ts";
import type { NetworksApi } from "../../compute/networks-worker.ts";
import { newest } from "../../compute/newest.ts";
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

interface Shown<T> extends Found<T> {
  /** Whether another result is on its way. */
  readonly stale: boolean;
}

/** Computes again whenever what it depends on changes, and only then. */
function follow<D, T>(
  depends: (now: GradientsState) => D,
  compute: (on: D) => Promise<Found<T>>,
): Signal<Shown<T>> {
  const found = signal<Shown<T>>({ value: undefined, fault: undefined, stale: true });
  const key = computed(() => JSON.stringify(depends(state.value)));
  const attempt = async (on: D): Promise<Found<T>> => {
    if (!hasSimd)
      return { value: undefined, fault: "This part computes whole networks, which needs WebAssembly SIMD." };
    try {
      return await compute(on);
    } catch (cause) {
      return { value: found.peek().value, fault: messageOf(cause) };
    }
  };
  const refresh = newest(attempt, (result) => {
    found.value = { ...result, stale: false };
  });
  effect(() => {
    refresh(JSON.parse(key.value) as D);
    found.value = { ...found.peek(), stale: true };
  });
  return found;
}

type Pair<T> = readonly [T, T];

/** One beside the other; where one cannot be had, the other stands alone. */
async function both<T>(looks: Pair<Promise<T>>): Promise<Found<Pair<T | undefined>>> {
  const [a, b] = await Promise.allSettled(looks);
  const faults = [a, b].flatMap((each) => (each.status === "rejected" ? [messageOf(each.reason)] : []));
  const lookOf = (each: PromiseSettledResult<T>): T | undefined =>
    each.status === "fulfilled" ? each.value : undefined;
  return { value: [lookOf(a), lookOf(b)], fault: faults[0] };
}

export const chains = follow(
  ({ pair, depth, start, scale, seed }) => ({ pair, depth, start, scale, seed }),
  ({ pair, depth, start, scale, seed }) =>
    both<ChainLook>([
      networks.chainLook(pair[0], depth, start, scale, seed),
      networks.chainLook(pair[1], depth, start, scale, seed),
    ]),
);

export const zigzags = follow(
  ({ paths }) => paths,
  (paths) => both<ZigzagLook>([networks.zigzagLook(paths[0], 3), networks.zigzagLook(paths[1], 3)]),
);

export const collapse = follow(
  ({ between, layers, input }) => ({ between, layers, input }),
  async ({ between, layers, input }): Promise<Found<CollapseLook>> => ({
    value: await networks.collapseLook(between, layers, input, 1),
    fault: undefined,
  }),
);
