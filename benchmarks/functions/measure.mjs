import { allocate, free } from "hillock";
import { copies } from "./copy.mjs";
import { inputs, race } from "./timing.mjs";

const NS = 1e6;
/** Above so many elements a round takes long, and its times scatter less. */
const LARGE = 4_000_000;

/**
 * What cases work on: n elements, cut to whole rows where the case has columns. `own` has the same in Hillock's own
 * memory, `plain` in plain arrays.
 */
export function dataOf({ columns }, size) {
  const n = columns === undefined ? size : Math.floor(size / columns) * columns;
  const plain = { x: inputs(n), gradient: inputs(n, 2), out: new Float32Array(n) };
  const own = Object.fromEntries(
    Object.entries(plain).map(([name, array]) => {
      const copy = allocate(n);
      copy.set(array);
      return [name, copy];
    }),
  );
  const close = () => {
    for (const array of Object.values(own)) free(array);
  };
  return { n, columns, ...plain, plain, own, close };
}

/** { name, n, ns: { peer: …, copy: … } }; peers that cannot do it are absent. */
export async function measureCase(each, size, peers, rounds) {
  const data = dataOf(each, size);
  const { n } = data;
  const copy = copies((n * each.bytes) / 2);
  const watches = { copy: copy.vectors, bulk: copy.bulk };
  const refusals = {};
  for (const { name, takes, watch } of peers) {
    if (each[takes] === undefined) continue;
    try {
      watches[name] = await watch(each[takes], data);
    } catch (error) {
      if (name === "hillock") throw error;
      refusals[name] = error.message;
    }
  }
  const { times, failures } = await race(watches, n > LARGE ? Math.ceil(rounds / 3) : rounds);
  if (failures.hillock !== undefined) throw new Error(`${each.name}: ${failures.hillock}`);
  for (const watch of Object.values(watches)) await watch.close?.();
  data.close();
  const ns = Object.fromEntries(Object.entries(times).map(([name, time]) => [name, (time * NS) / n]));
  return { name: each.name, targets: each.targets ?? [], n, ns, refusals: { ...refusals, ...failures } };
}
