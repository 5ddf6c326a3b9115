import { getFloat16, setFloat16 } from "@petamoriken/float16";

/** Float16 numbers as onnxruntime takes and gives them where an engine has no Float16Array: by their bits. */
export function toHalves(numbers: readonly number[]): Uint16Array {
  const bits = new Uint16Array(numbers.length);
  const view = new DataView(bits.buffer);
  numbers.forEach((value, i) => {
    setFloat16(view, 2 * i, value, LITTLE);
  });
  return bits;
}

export function fromHalves(bits: Uint16Array): Float32Array {
  const view = new DataView(bits.buffer, bits.byteOffset, bits.byteLength);
  return Float32Array.from(bits, (_, i) => getFloat16(view, 2 * i, LITTLE));
}

const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
