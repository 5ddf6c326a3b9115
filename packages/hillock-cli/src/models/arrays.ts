import { endianness } from "node:os";
import type { Parameter } from "hillock";
import type { Checked } from "./checked.ts";

/** float32, little-endian, base64: exact, and a third of the size of printed numbers. */
export function encodeFloats(values: Float32Array): string {
  const bytes = Buffer.from(values.slice().buffer);
  return (endianness() === "BE" ? bytes.swap32() : bytes).toString("base64");
}

/** @throws HillockError "invalid-model" unless there are exactly `count` finite numbers; checked before allocation. */
export function decodeFloats(from: Checked, count: number): Float32Array {
  const length = 4 * Math.ceil((count * 4) / 3);
  const text = from.text(Infinity);
  if (text.length !== length) return from.refuse(`base64 of ${count} numbers (${length} characters)`);
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== count * 4) return from.refuse(`base64 of ${count} numbers`);
  if (endianness() === "BE") bytes.swap32();
  const values = new Float32Array(Uint8Array.from(bytes).buffer);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) return from.refuse(`finite numbers (number ${bad} is ${values[bad]})`);
  return values;
}

export const encodeParameters = (parameters: readonly Parameter[]): object[] =>
  parameters.map(({ name, shape, data }) => ({ name, shape, data: encodeFloats(data) }));

/** Parameters that have the names and shapes that are expected, in order. */
export function decodeParameters(
  from: Checked,
  expected: readonly { readonly name: string; readonly shape: readonly number[] }[],
): Parameter[] {
  const given = from.list(expected.length);
  if (given.length !== expected.length) return from.refuse(`a list of ${expected.length} parameters`);
  return expected.map(({ name, shape }, i) => {
    given[i].field("name").oneOf([name]);
    const written = given[i].field("shape");
    if (JSON.stringify(written.value) !== JSON.stringify(shape))
      return written.refuse(`[${shape.join(",")}]`);
    const count = shape.reduce((a, b) => a * b, 1);
    return { name, shape, data: decodeFloats(given[i].field("data"), count) };
  });
}
