import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readNpy } from "./npy.ts";

const folder = mkdtempSync(join(tmpdir(), "hillock-npy-"));

/** A file as numpy.save writes it. */
function save(type: string, bytes: Uint8Array, count: number): string {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${count},), }`;
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const path = join(folder, `${type.replace(/\W/g, "_")}.npy`);
  const start = Uint8Array.of(0x93, ...Buffer.from("NUMPY"), 1, 0, padded.length & 255, padded.length >> 8);
  writeFileSync(path, Buffer.concat([start, Buffer.from(padded, "latin1"), bytes]));
  return path;
}
const bytesOf = ({ buffer }: { readonly buffer: ArrayBuffer }): Uint8Array => new Uint8Array(buffer);

test.each<[string, Uint8Array, readonly number[]]>([
  ["<f2", bytesOf(Uint16Array.of(0x3e00, 0xc000, 0x0001, 0x7c00)), [1.5, -2, 2 ** -24, Infinity]],
  ["<f4", bytesOf(Float32Array.of(1.5, -2)), [1.5, -2]],
  ["<f8", bytesOf(Float64Array.of(1.5, -2)), [1.5, -2]],
  ["|u1", Uint8Array.of(1, 255), [1, 255]],
  ["|i1", Uint8Array.of(1, 255), [1, -1]],
  ["|b1", Uint8Array.of(1, 0), [1, 0]],
  ["<u2", bytesOf(Uint16Array.of(1, 65535)), [1, 65535]],
  ["<i2", bytesOf(Uint16Array.of(1, 65535)), [1, -1]],
  ["<u4", bytesOf(Uint32Array.of(1, 2 ** 31)), [1, 2 ** 31]],
  ["<i4", bytesOf(Int32Array.of(1, -1)), [1, -1]],
  ["<u8", bytesOf(BigUint64Array.of(1n, 2n ** 63n)), [1, 2 ** 63]],
  ["<i8", bytesOf(BigInt64Array.of(1n, -1n)), [1, -1]],
])("numbers of type %s are read as what they are", async (type, bytes, expected) => {
  const { shape, data } = await readNpy(save(type, bytes, expected.length));
  expect(shape).toEqual([expected.length]);
  expect(Array.from(data)).toEqual(expected);
});

test("texts are refused, with what is read instead", async () => {
  await expect(readNpy(save("<U1", new Uint8Array(8), 2))).rejects.toThrow(
    "its numbers are of type <U1; read are <f2",
  );
});
