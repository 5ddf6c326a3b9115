import { expect, test } from "vitest";
import { decode } from "./decode.ts";

const bytes = (...values: number[]): ArrayBuffer => Uint8Array.from(values).buffer;

test("UTF-8 is read as such, and what is none as Windows-1252, which is said", () => {
  expect(decode(bytes(0x47, 0xc3, 0xb6))).toEqual({ text: "Gö", notes: [] });
  const { text, notes } = decode(bytes(0x47, 0xf6, 0x80));
  expect(text).toBe("Gö€");
  expect(notes).toHaveLength(1);
});
