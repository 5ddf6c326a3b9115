import { performance } from "node:perf_hooks";

const BATCH_MS = 4;
const BATCHES = 3;
/** Rounds that do not count: engines compile for speed, on threads of their own, what has run for a while. */
const WARM_UP = 3;

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** ms of so many calls. */
function batch(run, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run();
  return performance.now() - start;
}

/** The same of calls that are done when their promises are. */
async function batchOfPromises(run, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) await run();
  return performance.now() - start;
}

/**
 * A stopwatch for one function: each time it is asked, ms a call, as the fastest of three batches of some 4 ms, so that
 * what else the machine does falls out.
 */
export function stopwatch(run) {
  let calls;
  let time;
  return async () => {
    if (calls === undefined) {
      // to ask each result whether it is a promise would cost as much as a short call
      const first = run();
      time = typeof first?.then === "function" ? batchOfPromises : batch;
      await first;
      for (calls = 1; calls < 1e6; ) {
        const ms = await time(run, calls);
        if (ms >= BATCH_MS) break;
        calls = Math.max(calls * 2, Math.ceil((calls * BATCH_MS) / Math.max(ms, 0.01)));
      }
    }
    let fastest = Infinity;
    for (let i = 0; i < BATCHES; i++) fastest = Math.min(fastest, await time(run, calls));
    return fastest / calls;
  };
}

/**
 * Medians over rounds in which each takes its turn: { times: { name: ms a call }, failures: { name: message } }. Who
 * fails, for want of memory say, is out of the race.
 */
export async function race(watches, rounds) {
  const times = Object.fromEntries(Object.keys(watches).map((name) => [name, []]));
  const failures = {};
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [name, watch] of Object.entries(watches)) {
      if (failures[name] !== undefined) continue;
      try {
        const time = await watch();
        if (round >= 0) times[name].push(time);
      } catch (error) {
        failures[name] = error.message;
        delete times[name];
      }
    }
  }
  return {
    times: Object.fromEntries(Object.entries(times).map(([name, each]) => [name, median(each)])),
    failures,
  };
}

/** Inputs in random order of sign, from the range where functions bend. */
export function inputs(n, seed = 1) {
  const x = new Float32Array(n);
  let state = seed;
  for (let i = 0; i < n; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    x[i] = (state / 2 ** 32 - 0.5) * 8;
  }
  return x;
}
