import fc from "fast-check";
import { expect, test } from "vitest";
import { HillockError } from "../errors.ts";
import { multiply, x as variable } from "../expression/build.ts";
import { compileElementwise } from "./elementwise.ts";
import { allocate, free, isOwnBuffer } from "./memory.ts";

const doubling = compileElementwise({
  value: () => multiply(2, variable),
  derivative: () => variable,
  parameterDerivative: () => variable,
  lowering: { lower: (formula) => formula },
})({});

test("arrays that are allocated and freed in any order are zeros, apart, and keep what is written to them", () => {
  const step = fc.oneof(
    fc.record({ allocate: fc.oneof(fc.nat(40), fc.nat(30_000)) }),
    fc.record({ free: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const held: { array: Float32Array; mark: number }[] = [];
      let mark = 1;
      for (const each of steps) {
        if ("allocate" in each) {
          const array = allocate(each.allocate);
          expect(array.length).toBe(each.allocate);
          expect(array.every((v) => v === 0)).toBe(true);
          held.push({ array: array.fill(++mark), mark });
        } else if (held.length > 0) {
          const [{ array }] = held.splice(each.free % held.length, 1);
          free(array);
        }
        for (const { array, mark } of held) expect(array.every((v) => v === mark)).toBe(true);
      }
      for (const { array } of held) free(array);
    }),
    { numRuns: 60 },
  );
});

test("memory that is given back is used again", () => {
  const first = allocate(5000);
  const place = first.byteOffset;
  free(first);
  const again = allocate(4000);
  expect(again.byteOffset).toBe(place);
  free(again);
});

test("arrays stay valid, and their kernels work in place, when the memory has grown", () => {
  const early = allocate(100).fill(-2);
  const late = allocate(3_000_000);
  expect(isOwnBuffer(early.buffer)).toBe(true);
  expect(isOwnBuffer(late.buffer)).toBe(true);
  expect(isOwnBuffer(new ArrayBuffer(8))).toBe(false);
  expect(early.every((v) => v === -2)).toBe(true);
  doubling.forward(early, late.subarray(7, 107));
  expect(late[7]).toBe(-4);
  expect(late[6]).toBe(0);
  expect(late[107]).toBe(0);
  free(late);
  free(early);
});

test("parts that overlap by half are refused, across buffers of the same memory too", () => {
  const x = allocate(64);
  expect(() => doubling.forward(x.subarray(0, 32), x.subarray(16, 48))).toThrow(
    /out overlaps x in part.*64 bytes/,
  );
  const grown = allocate(2_000_000);
  const viewed = new Float32Array(grown.buffer, x.byteOffset + 16, 32);
  expect(() => doubling.forward(x.subarray(0, 32), viewed)).toThrow(/overlaps/);
  free(grown);
  free(x);
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("a length of %d is refused", (length) => {
  expect(() => allocate(length)).toThrow(HillockError);
  expect(() => allocate(length)).toThrow(new RegExp(String(length).replace("+", "\\+")));
});

test("more than there is: an error that says so, and what there was is as before", () => {
  const held = allocate(10).fill(3);
  expect(() => allocate(2 ** 31)).toThrow(/out of|cannot grow/);
  expect(held.every((v) => v === 3)).toBe(true);
  expect(allocate(10)).toHaveLength(10);
  free(held);
});

test("only whole arrays of allocate can be freed, and once", () => {
  const array = allocate(16);
  array.fill(3);
  for (const other of [new Float32Array(16), array.subarray(1), array.subarray(0, 1), array.subarray(0, 15)])
    expect(() => free(other)).toThrow(HillockError);
  const another = allocate(16).fill(4);
  expect(array.every((v) => v === 3)).toBe(true);
  free(another);
  free(array);
  expect(() => free(array)).toThrow(/freed already/);
});
