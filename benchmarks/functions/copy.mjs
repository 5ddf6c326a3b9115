import { stopwatch } from "./timing.mjs";

const [I32, V128] = [0x7f, 0x7b];
const [PREFIX, LOAD, STORE, ALIGNED] = [0xfd, 0, 11, 4];
const VECTORS = 4;
const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);
const section = (id, body) => [id, ...leb(body.length), ...body];
const text = (name) => [name.length, ...Buffer.from(name)];
const get = (local) => [0x20, local];

/** (from, to, bytes): v128 loads, then v128 stores, four at a time; bytes a multiple of 64. */
function copyModule() {
  const [FROM, TO, BYTES, FIRST] = [0, 1, 2, 3];
  const each = Array.from({ length: VECTORS }, (_, i) => i);
  const step = (local, by) => [...get(local), 0x41, ...signed(by), 0x6a, 0x21, local];
  const loop = [
    ...each.flatMap((i) => [...get(FROM), PREFIX, LOAD, ALIGNED, ...leb(16 * i), 0x21, FIRST + i]),
    ...each.flatMap((i) => [...get(TO), ...get(FIRST + i), PREFIX, STORE, ALIGNED, ...leb(16 * i)]),
    ...step(FROM, 16 * VECTORS),
    ...step(TO, 16 * VECTORS),
    ...step(BYTES, -16 * VECTORS),
    ...get(BYTES),
    ...[0x0d, 0],
  ];
  const body = [1, VECTORS, V128, 0x03, 0x40, ...loop, 0x0b, 0x0b];
  const fill = [0, ...get(FROM), ...get(TO), ...get(BYTES), 0xfc, 10, 0, 0, 0x0b];
  return Uint8Array.from([
    ...[0, 97, 115, 109, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 3, I32, I32, I32, 0]),
    ...section(2, [1, ...text(""), ...text("m"), 2, 0, 1]),
    ...section(3, [2, 0, 0]),
    ...section(7, [2, ...text("vectors"), 0, 0, ...text("bulk"), 0, 1]),
    ...section(10, [2, ...leb(body.length), ...body, ...leb(fill.length), ...fill]),
  ]);
}
const signed = (value) => [(value & 127) | 128, (value >> 7) & 127];

/**
 * What this machine copies within one WebAssembly memory: stopwatches of a loop of SIMD loads and stores, which is what
 * a function that computes nothing would cost, and of memory.copy. `bytes` read and as many written a call.
 */
export function copies(bytes) {
  const whole = Math.floor(bytes / 64) * 64;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((2 * whole) / 65_536) + 1 });
  const { vectors, bulk } = new WebAssembly.Instance(new WebAssembly.Module(copyModule()), {
    "": { m: memory },
  }).exports;
  new Uint8Array(memory.buffer).fill(1);
  return { vectors: stopwatch(() => vectors(0, whole, whole)), bulk: stopwatch(() => bulk(whole, 0, whole)) };
}
