import fc from "fast-check";
import { HillockError } from "hillock";
import { expect, test } from "vitest";
import { packTable, unpackTable } from "./packed-table.ts";

const numbers = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(null), fc.constant(-0)), {
  minLength: 5,
  maxLength: 5,
});
const texts = fc.array(fc.oneof(fc.string(), fc.constant(null)), { minLength: 5, maxLength: 5 });
const table = fc.array(fc.tuple(fc.string(), fc.oneof(numbers, texts))).map((columns) => ({
  name: "t.csv",
  rows: 5,
  columns: columns.map(([name, values]) => ({ name, values })),
}));

test("a table comes back as it was, to the bit", () => {
  fc.assert(
    fc.property(table, (given) => {
      const back = unpackTable(packTable(given));
      expect(back.name).toBe(given.name);
      back.columns.forEach(({ name, values }, c) => {
        expect(name).toBe(given.columns[c].name);
        values.forEach((value, row) => {
          expect(Object.is(value, given.columns[c].values[row])).toBe(true);
        });
      });
      expect(back.columns).toHaveLength(given.columns.length);
    }),
  );
});

test("whatever is changed in its bytes, it is read or refused; nothing larger than it is taken", () => {
  fc.assert(
    fc.property(table, fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat(), (given, at, value, cut) => {
      const bytes = packTable(given);
      bytes[at % bytes.length] = value;
      const part = cut % 3 === 0 ? bytes.subarray(0, cut % (bytes.length + 1)) : bytes;
      try {
        unpackTable(part);
      } catch (error) {
        expect(error).toBeInstanceOf(HillockError);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["a header longer than the bytes", [255, 255, 255, 255, 1, 2]],
  ["nothing", []],
  ["rows beyond all memory", [...Buffer.from('0000{"name":"t","rows":9007199254740991,"columns":[]}')]],
])("%s is refused", (_name, bytes) => {
  const given = Uint8Array.from(bytes);
  if (given.length > 8) new DataView(given.buffer).setUint32(0, given.length - 4, true);
  const columns = given.length > 8 ? given : undefined;
  if (!columns) expect(() => unpackTable(given)).toThrow(/damaged/);
  else {
    const text = new TextDecoder().decode(given.subarray(4)).replace("[]", '[{"name":"a","texts":null}]');
    const header = new TextEncoder().encode(text);
    const whole = new Uint8Array(4 + header.length);
    new DataView(whole.buffer).setUint32(0, header.length, true);
    whole.set(header, 4);
    expect(() => unpackTable(whole)).toThrow(/damaged: it has \d+ bytes where/);
  }
});
