import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { allocate, free, functions, HillockError, sigmoid, tanh, threads } from "hillock";
import { afterEach, expect, test, vi } from "vitest";
import { ownMemory } from "../packages/hillock/src/kernels/memory.ts";
import { SLOT } from "../packages/hillock/src/kernels/thread-main.ts";

const worker = (source: string): Worker => new Worker(source, { eval: true });
const LENGTH = 400_000;
const x = allocate(LENGTH);
const gradient = allocate(LENGTH);
const out = allocate(LENGTH);
for (let i = 0; i < LENGTH; i++) {
  x[i] = Math.sin(i) * 12;
  gradient[i] = Math.cos(i);
}
const bits = (array: Float32Array) => Buffer.from(Float32Array.from(array).buffer);
let pool: Awaited<ReturnType<typeof threads>> | undefined;
afterEach(() => {
  pool?.close();
  pool = undefined;
});

test.each([2, 3])("%d threads give the bits of one, at any length and offset", async (count) => {
  const names = ["relu", "prelu", "sigmoid", "tanh", "gelu", "softplus"] as const;
  const expected = names.map((name) => {
    const f = functions.get(name);
    if (f?.kind !== "elementwise") throw new Error(name);
    return { f, forward: bits(f.forward(x)), backward: bits(f.backward(gradient, x)) };
  });
  pool = await threads(count, { worker });
  expect(pool.count).toBe(count);
  const place = fc.record({
    which: fc.nat(names.length - 1),
    from: fc.nat(9),
    length: fc.integer({ min: 60_000, max: LENGTH - 10 }),
  });
  fc.assert(
    fc.property(place, ({ which, from, length }) => {
      const { f, forward, backward } = expected[which];
      const part = (array: Float32Array) => array.subarray(from, from + length);
      out.fill(7);
      f.forward(part(x), part(out));
      expect(bits(part(out)).equals(forward.subarray(4 * from, 4 * (from + length)))).toBe(true);
      expect(out[from + length]).toBe(7);
      f.backward(part(gradient), part(x), part(out));
      expect(bits(part(out)).equals(backward.subarray(4 * from, 4 * (from + length)))).toBe(true);
      expect(out[from + length]).toBe(7);
    }),
    { numRuns: 120 },
  );
});

test("the other thread takes pieces of the work", async () => {
  const counted = new Int32Array(new SharedArrayBuffer(4));
  // every piece that it has done, it counts, before anything else runs there
  const counting = `const counted = require("node:worker_threads").workerData;
    const { add } = Atomics;
    Atomics.add = (words, at, by) => { if (at === ${SLOT.done}) add(counted, 0, 1); return add(words, at, by); };`;
  pool = await threads(2, {
    worker: (source) => new Worker(`${counting}${source}`, { eval: true, workerData: counted }),
  });
  const end = performance.now() + 20_000;
  while (Atomics.load(counted, 0) < 10 && performance.now() < end) tanh.forward(x, out);
  expect(Atomics.load(counted, 0)).toBeGreaterThanOrEqual(10);
});

test("arrays of 4 MB that are allocated after the threads began are worked on by them", async () => {
  pool = await threads(2, { worker });
  const late = allocate(1_048_576).fill(1.5);
  const result = allocate(1_048_576);
  sigmoid.forward(late, result);
  const value = sigmoid.forward(Float32Array.of(1.5))[0];
  expect(result.every((v) => v === value)).toBe(true);
  free(late);
  free(result);
});

test("plain arrays and small ones are worked on as before, and so is everything after close", async () => {
  pool = await threads(2, { worker });
  const plain = Float32Array.from(x);
  const expected = bits(tanh.forward(plain));
  expect(bits(tanh.forward(x, out)).equals(expected)).toBe(true);
  expect(bits(tanh.forward(x.subarray(0, 100))).equals(expected.subarray(0, 400))).toBe(true);
  pool.close();
  pool.close();
  expect(bits(tanh.forward(x, out)).equals(expected)).toBe(true);
});

test("pools that are opened and closed, and such as fail, leave own memory as large as it was", async () => {
  const size = (): number => {
    const array = allocate(1);
    free(array);
    return ownMemory().buffer.byteLength;
  };
  const expected = bits(tanh.forward(x));
  let before = 0;
  for (let round = 0; round < 12; round++) {
    // one of its threads starts, the other does not
    let started = 0;
    const half = (source: string) => worker(started++ === 0 ? source : "process.exit()");
    await expect(threads(3, { worker: half })).rejects.toThrow(/did not start/);
    pool = await threads(3, { worker });
    out.fill(7);
    expect(bits(tanh.forward(x, out)).equals(expected)).toBe(true);
    pool.close();
    if (round === 0) before = size();
  }
  expect(size()).toBe(before);
});

test("a thread of a closed pool that has not ended yet takes no work of the next one", async () => {
  const late: Worker[] = [];
  const counted = new Int32Array(new SharedArrayBuffer(4));
  const counting = `const counted = require("node:worker_threads").workerData;
    const { add, compareExchange } = Atomics;
    Atomics.compareExchange = (...all) => { add(counted, 0, 1); return compareExchange(...all); };`;
  const first = await threads(2, {
    worker: (source) => {
      // it sees neither that its pool is closed, nor its end
      const deaf = source.replace("Atomics.load(control, slot.pool) === pool;", "true;");
      expect(deaf).not.toBe(source);
      const made = new Worker(`${counting}${deaf}`, { eval: true, workerData: counted });
      late.push(made);
      return { postMessage: (m) => made.postMessage(m), on: made.on.bind(made), terminate: () => {} };
    },
  });
  const end = performance.now() + 20_000;
  while (Atomics.load(counted, 0) === 0 && performance.now() < end) tanh.forward(x, out);
  first.close();
  const taken = Atomics.load(counted, 0);
  expect(taken).toBeGreaterThan(0);
  pool = await threads(2, { worker });
  for (let i = 0; i < 200; i++) tanh.forward(x, out);
  expect(Atomics.load(counted, 0)).toBe(taken);
  await Promise.all(late.map((each) => each.terminate()));
});

test.each([0, 1.5, -1, Number.NaN, 1000])("threads(%d) is refused", async (count) => {
  await expect(threads(count, { worker })).rejects.toThrow(HillockError);
});

test("in Node nothing need be given", async () => {
  const expected = bits(tanh.forward(x));
  pool = await threads(2);
  expect(pool.count).toBe(2);
  expect(bits(tanh.forward(x, out)).equals(expected)).toBe(true);
});

test("in Node nothing need be given beside a library that makes Node's Worker a global", async () => {
  vi.stubGlobal("Worker", Worker);
  try {
    pool = await threads(2);
  } finally {
    vi.unstubAllGlobals();
  }
  expect(pool.count).toBe(2);
});

test("without a Worker it is said how to give one; a second pool is refused; one that fails leaves none behind", async () => {
  vi.stubGlobal("process", undefined);
  const none = threads(2);
  vi.unstubAllGlobals();
  await expect(none).rejects.toThrow(/no Worker here; give what starts one/);
  const broken = () => new Worker("throw new Error('broken')", { eval: true });
  await expect(threads(2, { worker: broken })).rejects.toThrow(/did not start.*broken/);
  const ended = () => worker("process.exit()");
  await expect(threads(2, { worker: ended })).rejects.toThrow(/did not start.*ended at once/);
  pool = await threads(1);
  await expect(threads(2, { worker })).rejects.toThrow(/in use already/);
});
