import { expect, test } from "vitest";
import { HillockError } from "../errors.ts";
import { celu, hardTanh, leakyRelu, relu, softmax, softplus } from "../functions/all.ts";
import { softmaxCrossEntropy } from "../functions/cross-entropy.ts";
import { activation } from "../functions/custom.ts";
import { dense } from "./layers.ts";
import { network } from "./network.ts";

const four = new Float32Array(4);
const detached = (): Float32Array => {
  const array = new Float32Array(8);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
};
// what JavaScript callers may pass, whatever the types say
const whatever = <T>(value: unknown): T => value as T;

const FAULTS: Readonly<Record<string, readonly [() => unknown, RegExp]>> = {
  "a formula of 100,000 characters": [() => activation("f", `${"x+".repeat(50_000)}x`), /100001 characters/],
  "a formula nested 10,000 deep": [
    () => activation("f", `${"(".repeat(10_000)}x${")".repeat(10_000)}`),
    /characters/,
  ],
  "a formula whose derivative explodes": [
    () => activation("f", Array(300).fill("x").join("^")),
    /operations/,
  ],
  "no formula": [() => activation("f", whatever(undefined)), /undefined/],
  "a name of the formula language": [() => activation("exp", "2 * x"), /"exp"/],
  "a parameter that shadows a primitive": [() => activation("f", "x * exp", { exp: 1 }), /"exp"/],
  "a parameter that shadows the variable": [() => activation("f", "2 * x", { x: 1 }), /"x"/],
  "a parameter that objects have": [
    () => activation("f", "x * toString", { toString: whatever<number>(1) }),
    /"toString"/,
  ],
  "a parameter that is not used": [
    () => activation("f", "2 * x", { a: 1 }),
    /not depend on the parameter "a"/,
  ],
  "a parameter that makes no difference": [
    () => activation("f", "x + 0 * a", { a: 1 }),
    /The value of "x \+ 0 \* a" does not depend on the parameter "a"/,
  ],
  "layers that are more than a module of the engine's can be": [
    () => network({ inputs: 1, layers: Array<ReturnType<typeof dense>>(1000).fill(dense(1, softplus)) }),
    /1000 layers are too much for one module/,
  ],
  "a slope that is no number": [() => leakyRelu.with({ negativeSlope: Number.NaN }), /negativeSlope is NaN/],
  "a parameter that must be positive": [() => softplus.with({ beta: -1 }), /beta is -1.*above 0/],
  "a parameter that must not be zero": [() => celu.with({ alpha: 0 }), /alpha is 0/],
  "bounds in the wrong order": [() => hardTanh.with({ min: 2 }), /min is 2.*max, which is 1/],
  "an unknown parameter": [() => relu.with({ slope: 1 }), /no parameter "slope"/],
  "an input of the wrong type": [
    () => relu.forward(whatever(new Float64Array(4))),
    /x must be a Float32Array/,
  ],
  "no input": [() => relu.forward(whatever(undefined)), /x must be a Float32Array/],
  "an input in shared memory": [
    () => relu.forward(new Float32Array(new SharedArrayBuffer(16))),
    /shared memory/,
  ],
  "an input that was transferred": [() => relu.forward(detached()), /transferred/],
  "a gradient of another length": [() => relu.backward(new Float32Array(3), four), /3 elements/],
  "columns that do not divide": [() => softmax.forward(four, { columns: 3 }), /4 elements.*3 columns/],
  "no columns": [() => softmax.forward(four, { columns: 0 }), /columns is 0/],
  "a fraction of a column": [() => softmax.forward(four, { columns: 1.5 }), /columns is 1.5/],
  "a label out of range": [() => softmaxCrossEntropy(four, [0, 2], { columns: 2 }), /row 1 is 2/],
  "a label that is no number": [
    () => softmaxCrossEntropy(four, [Number.NaN, 1], { columns: 2 }),
    /row 0 is NaN/,
  ],
  "a reduction that is none": [
    () => softmaxCrossEntropy(four, [0, 1], { columns: 2, reduction: whatever("max") }),
    /"max"/,
  ],
  "a layer without a function": [() => dense(2, whatever(undefined)), /undefined/],
  "a network without layers": [
    () => network({ inputs: 2, layers: whatever(undefined) }),
    /at least one layer/,
  ],
  ...Object.fromEntries(
    ["inputs", "largestBatch"].flatMap((name) =>
      [0, -1, 1.5, Number.NaN, Infinity, null, "8"].map((value) => [
        `a network with ${name} ${value}`,
        [
          () => network(whatever({ inputs: 2, layers: [dense(1, relu)], [name]: value })),
          new RegExp(`${name} of a network is ${value}; a whole number of at least 1`),
        ],
      ]),
    ),
  ),
  "a network beyond memory": [() => network({ inputs: 60_000, layers: [dense(60_000, relu)] }), /MiB/],
};

test.each(Object.entries(FAULTS))("%s: a typed error that says so", (_name, [call, message]) => {
  let error: unknown;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(HillockError);
  expect((error as HillockError).message).toMatch(message);
  expect((error as HillockError).code).toMatch(/^[a-z]+(-[a-z]+)+$/);
});

test("nothing is written where a call is refused", () => {
  const memory = new Float32Array(12).fill(7);
  const overlapping = memory.subarray(4, 12);
  expect(() => relu.forward(memory.subarray(0, 8), overlapping)).toThrow(HillockError);
  expect(() => relu.forward(four, overlapping)).toThrow(HillockError);
  expect(() => softmax.forward(new Float32Array(8), { columns: 3 }, overlapping)).toThrow(HillockError);
  const out = { probabilities: memory.subarray(0, 4), gradient: memory.subarray(4, 8) };
  expect(() => softmaxCrossEntropy(four, [0, 9], { columns: 2, out })).toThrow(HillockError);
  expect(Array.from(memory)).toEqual(Array(12).fill(7));
});

test("in place is allowed", () => {
  const x = Float32Array.of(-1, 2, -3, 4);
  relu.forward(x, x);
  expect(Array.from(x)).toEqual([0, 2, 0, 4]);
});
