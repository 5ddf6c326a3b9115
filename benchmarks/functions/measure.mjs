import { copies } from "./copy.mjs";
import { inputs, race } from "./timing.mjs";

const NS = 1e6;
/** Above so many elements a round takes long, and its times scatter less. */
const LARGE = 4_000_000;

/** What cases work on: n elements, cut to whole rows where the case has columns. */
function dataOf({ columns }, size) {
  const n = columns === undefined ? size : Math.floor(size / columns) * columns;
  return { n, columns, x: inputs(n), gradient: inputs(n, 2), out: new Float32Array(n) };
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
  const ms = await race(watches, n > LARGE ? Math.ceil(rounds / 3) : rounds);
  for (const watch of Object.values(watches)) await watch.close?.();
  const ns = Object.fromEntries(Object.entries(ms).map(([name, time]) => [name, (time * NS) / n]));
  return { name: each.name, bytes: each.bytes, n, ns, refusals };
}
