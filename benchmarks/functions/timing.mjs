import { performance } from "node:perf_hooks";

/** ns an element: as many calls as take about 8 ms, once. */
export async function medianTime(run, n) {
  let calls = 1;
  for (;;) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) {
      const pending = run();
      if (pending) await pending;
    }
    const ms = performance.now() - start;
    if (ms >= 8 || calls > 1e6) return (ms * 1e6) / calls / n;
    calls = Math.max(calls * 2, Math.ceil((calls * 8) / Math.max(ms, 0.01)));
  }
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

/** memory.copy within one WebAssembly memory: bytes read and written, in GB/s. */
export function copySpeed(n) {
  const bytes = n * 4;
  const pages = Math.ceil((2 * bytes) / 65536) + 1;
  // (module (memory (import "" "m") 1) (func (export "c") (param i32 i32 i32) local.get 0 1 2 memory.copy))
  const code = Uint8Array.of(
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    7,
    1,
    96,
    3,
    127,
    127,
    127,
    0,
    2,
    7,
    1,
    0,
    1,
    109,
    2,
    0,
    1,
    3,
    2,
    1,
    0,
    7,
    5,
    1,
    1,
    99,
    0,
    0,
    10,
    14,
    1,
    12,
    0,
    32,
    0,
    32,
    1,
    32,
    2,
    252,
    10,
    0,
    0,
    11,
  );
  const memory = new WebAssembly.Memory({ initial: pages });
  const { c } = new WebAssembly.Instance(new WebAssembly.Module(code), { "": { m: memory } }).exports;
  const times = [];
  for (let round = 0; round < 9; round++) {
    const calls = Math.max(1, Math.ceil(4e7 / bytes));
    const start = performance.now();
    for (let i = 0; i < calls; i++) c(bytes, 0, bytes);
    times.push((performance.now() - start) / calls);
  }
  return { gigabytes: (2 * bytes) / (times.sort((a, b) => a - b)[4] * 1e6) };
}
