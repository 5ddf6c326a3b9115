import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { looksLikeIdx, readIdx } from "./idx.ts";

const file = (bytes: readonly number[] | Uint8Array): string => {
  const path = join(mkdtempSync(join(tmpdir(), "hillock-idx-")), "images");
  writeFileSync(path, Uint8Array.from(bytes));
  return path;
};
const two = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];

test.each([
  ["plain", two],
  ["compressed", gzipSync(Uint8Array.from(two))],
])("%s", async (_name, bytes) => {
  const path = file(bytes);
  expect(await looksLikeIdx(path)).toBe(true);
  const { shape, data } = await readIdx(path);
  expect(shape).toEqual([2, 3]);
  expect([...data]).toEqual([1, 2, 3, 4, 5, 255]);
});

test.each<[string, readonly number[] | Uint8Array, RegExp]>([
  ["a length that is not the shape's", two.slice(0, -1), /2 × 3 = 6 bytes, but 5/],
  ["a shape beyond all memory", [0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255, 1], /bytes, but 1/],
  ["a header that is cut off", [0, 0, 8, 3, 0, 0], /header/],
  ["no dimension", [0, 0, 8, 0, 1], /0 dimensions/],
  ["floats", [0, 0, 0x0d, 1, 0, 0, 0, 0], /0xd/],
  ["another file", [1, 2, 3, 4, 5], /not an idx file/],
  ["gzip that is cut off", gzipSync(Uint8Array.from(two)).subarray(0, 20), /decompressed/],
])("%s is refused", async (_name, bytes, message) => {
  await expect(readIdx(file(bytes))).rejects.toThrow(message);
});

test("a table is not taken for one", async () => {
  expect(await looksLikeIdx(file(new TextEncoder().encode("a,b\n1,2\n")))).toBe(false);
});
