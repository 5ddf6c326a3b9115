import { allocate, free, glu, HillockError, sigmoidBinaryCrossEntropy, softmaxCrossEntropy } from "hillock";
import { expect, test } from "vitest";
import { ulpError } from "../expression/lower/ulp.ts";

const logits = Float32Array.of(1, 2, 3, -1, 0, 4);
const columns = 3;
// what JavaScript callers may pass, whatever the types say
const whatever = <T>(value: unknown): T => value as T;

/** Refused with a typed error, and nothing is written. */
function refused(call: (out: { gradient: Float32Array }) => unknown, message: RegExp, code?: string): void {
  const gradient = new Float32Array(logits.length).fill(7);
  let error: unknown;
  try {
    call({ gradient });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(HillockError);
  expect((error as HillockError).message).toMatch(message);
  expect((error as HillockError).code).toBe(code ?? "invalid-argument");
  expect(gradient).toEqual(new Float32Array(logits.length).fill(7));
}

test("labels of 64 bits are those of 32", () => {
  for (const rows of [2, 1000]) {
    const many = Float32Array.from({ length: rows * columns }, (_, i) => logits[i % 6]);
    const labels = Int32Array.from({ length: rows }, (_, i) => (i * i) % columns);
    const expected = softmaxCrossEntropy(many, labels, { columns });
    for (const given of [BigInt64Array.from(labels, BigInt), sharedCopy(labels)])
      expect(softmaxCrossEntropy(many, given, { columns })).toEqual(expected);
  }
  for (const bad of [3n, -1n, 2n ** 32n, 2n ** 62n])
    refused(
      (out) => softmaxCrossEntropy(logits, BigInt64Array.of(0n, bad), { columns, out }),
      new RegExp(`row 1 is ${Number(bad)};`),
      "invalid-label",
    );
});

/** The same, which is copied before it is checked. */
function sharedCopy(labels: Int32Array): BigInt64Array {
  const copy = new BigInt64Array(new SharedArrayBuffer(8 * labels.length));
  labels.forEach((label, i) => {
    copy[i] = BigInt(label);
  });
  return copy;
}

test("labels that are none", () => {
  for (const labels of [undefined, null, 1, "01"])
    refused((out) => softmaxCrossEntropy(logits, whatever(labels), { columns, out }), /labels is/);
  refused(
    (out) => softmaxCrossEntropy(logits, whatever({}), { columns, out }),
    /labels for/,
    "invalid-shape",
  );
  for (const [labels, value] of [
    [[0, 1n], /row 1 is 1 \(bigint\)/],
    [[0, "1"], /row 1 is 1 \(string\)/],
    [[null, 1], /row 0 is null \(object\)/],
  ] as const)
    refused((out) => softmaxCrossEntropy(logits, whatever(labels), { columns, out }), value, "invalid-label");
});

test("labels that another thread may change are refused, and those of own memory are not", () => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  refused((out) => softmaxCrossEntropy(logits, shared, { columns, out }), /labels lies in shared memory/);
  const room = allocate(2);
  const own = new Int32Array(room.buffer, room.byteOffset, 2).fill(1);
  expect(softmaxCrossEntropy(logits, own, { columns })).toEqual(
    softmaxCrossEntropy(logits, [1, 1], { columns }),
  );
  free(room);
});

test("options that are none", () => {
  const half = new Float32Array(6).fill(0.5);
  refused(
    () => softmaxCrossEntropy(logits, [0, 1], whatever(undefined)),
    /columns is undefined/,
    "invalid-shape",
  );
  for (const bad of [null, 3, "mean"]) {
    refused(() => softmaxCrossEntropy(logits, [0, 1], whatever(bad)), /options is/);
    refused(() => softmaxCrossEntropy(logits, [0, 1], { columns, out: whatever(bad) }), /out is/);
    refused(() => sigmoidBinaryCrossEntropy(logits, half, whatever(bad)), /options is/);
    refused(() => sigmoidBinaryCrossEntropy(logits, half, { out: whatever(bad) }), /out is/);
  }
});

test("the array at fault is named as it was given", () => {
  const [few, half] = [new Float32Array(5), new Float32Array(6).fill(0.5)];
  const room = new Float32Array(9);
  const entropy = (out: object) => () => softmaxCrossEntropy(logits, [0, 1], { columns, out });
  refused(entropy({ gradient: few }), /logits has 6 elements and out.gradient has 5/, "invalid-shape");
  refused(
    entropy({ probabilities: few }),
    /logits has 6 elements and out.probabilities has 5/,
    "invalid-shape",
  );
  refused(entropy({ gradient: [1] }), /^out.gradient must be/);
  refused(entropy({ probabilities: [1] }), /^out.probabilities must be/);
  refused(
    () => softmaxCrossEntropy(room.subarray(0, 6), [0, 1], { columns, out: { gradient: room.subarray(3) } }),
    /^out.gradient overlaps logits/,
  );
  const binary = (out: object) => () => sigmoidBinaryCrossEntropy(logits, half, { out });
  refused(binary({ gradient: few }), /logits has 6 elements and out.gradient has 5/, "invalid-shape");
  refused(binary({ gradient: [1] }), /^out.gradient must be/);
});

test("GLU takes an even number, as float64 too", () => {
  const message = /columns is 3; an even number is needed/;
  for (const call of [() => glu([1, 2, 3]), () => glu.jacobian([1, 2, 3]), () => glu.outputColumns(3)])
    refused(call, message, "invalid-shape");
  const [value] = glu([3, 0.5]);
  expect(ulpError(Math.fround(value), 3 / (1 + Math.exp(-0.5)))).toBeLessThan(1);
  expect(glu.outputColumns(6)).toBe(3);
});
