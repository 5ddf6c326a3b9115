import { expect, test } from "vitest";
import { decode } from "./decode.ts";

const bytes = (...values: number[]): ArrayBuffer => Uint8Array.from(values).buffer;

test("UTF-8 is read as such, and what is none as Windows-1252, which is said", () => {
  expect(decode(bytes(0x47, 0xc3, 0xb6))).toEqual({ text: "Gö", notes: [] });
  // some versions of Node read the few letters that differ as Latin-1; browsers do not
  const { text, notes } = decode(bytes(0x47, 0xf6, 0x73));
  expect(text).toBe("Gös");
  expect(notes).toHaveLength(1);
});
