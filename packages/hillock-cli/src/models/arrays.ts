import { endianness } from "node:os";
import type { Parameter } from "hillock";
import * as v from "valibot";
import { object } from "./schema.ts";

/** float32, little-endian, base64: exact, and a third of the size of printed numbers. */
export function encodeFloats(values: Float32Array): string {
  const bytes = Buffer.from(values.slice().buffer);
  return (endianness() === "BE" ? bytes.swap32() : bytes).toString("base64");
}

/** base64 of exactly `count` finite numbers; the length is checked before memory is taken. */
export const floats = (count: number) => {
  const expected = `base64 of ${count} numbers`;
  const length = 4 * Math.ceil((count * 4) / 3);
  return v.pipe(
    v.string(expected),
    v.length(length, `${expected} (${length} characters)`),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const bytes = Buffer.from(dataset.value, "base64");
      if (bytes.length !== count * 4) {
        addIssue({ message: expected });
        return NEVER;
      }
      if (endianness() === "BE") bytes.swap32();
      const values = new Float32Array(Uint8Array.from(bytes).buffer);
      const bad = values.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0) addIssue({ message: `finite numbers (number ${bad} is ${values[bad]})` });
      return values;
    }),
  );
};

export const encodeParameters = (parameters: readonly Parameter[]): object[] =>
  parameters.map(({ name, shape, data }) => ({ name, shape, data: encodeFloats(data) }));

/** Parameters that have the names and shapes that are expected, in order. */
export const parametersOf = (expected: readonly Omit<Parameter, "data">[]) =>
  v.strictTuple(
    expected.map(({ name, shape }) =>
      object({
        name: v.literal(name, name),
        shape: v.pipe(
          v.array(v.number()),
          v.check((given) => JSON.stringify(given) === JSON.stringify(shape), `[${shape.join(",")}]`),
        ),
        data: floats(shape.reduce((a, b) => a * b, 1)),
      }),
    ),
    `a list of ${expected.length} parameters`,
  );
