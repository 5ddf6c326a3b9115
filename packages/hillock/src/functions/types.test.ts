import {
  activation,
  allocate,
  type ElementwiseActivation,
  gelu,
  logSoftmax,
  prelu,
  type RowActivation,
  relu,
  sigmoid,
  softmax,
  tanh,
} from "hillock";
import { expect, expectTypeOf, test } from "vitest";

const y = Float32Array.of(0.25, 0.5);
type New = Float32Array<ArrayBuffer>;

test("functions whose slope the output tells have it, and keep it with other parameters", () => {
  expect(sigmoid.backwardFromOutput(y, y)).toEqual(Float32Array.of(0.25 * 0.1875, 0.5 * 0.25));
  expect(relu.relaxed().backwardFromOutput(y, y)).toEqual(y);
  expect(tanh.backwardFromOutput(y, y)).toHaveLength(2);
  expect(prelu.with({ slope: 0.5 }).backwardFromOutput(y, y)).toEqual(y);
  expect(softmax.backwardFromOutput(y, y, { columns: 1 })).toHaveLength(2);
  expectTypeOf(gelu).toEqualTypeOf<ElementwiseActivation>();
  expectTypeOf(logSoftmax).toEqualTypeOf<RowActivation>();
  expectTypeOf(activation("f", "x").backwardFromOutput).toBeNullable();
});

test("a new array is no shared one, and an array that is given keeps its type", () => {
  expectTypeOf(relu.forward(y)).toEqualTypeOf<New>();
  expectTypeOf(relu.backward(y, y)).toEqualTypeOf<New>();
  expectTypeOf(sigmoid.backwardFromOutput(y, y)).toEqualTypeOf<New>();
  expectTypeOf(prelu.parameterGradients(y, y)).toEqualTypeOf<Readonly<Record<string, New>>>();
  expectTypeOf(softmax.forward(y)).toEqualTypeOf<New>();
  expectTypeOf(softmax.forward(y, { columns: 2 })).toEqualTypeOf<New>();
  expectTypeOf(softmax.backward(y, y, undefined, y)).toEqualTypeOf<New>();
  const own = allocate(2);
  expectTypeOf(relu.forward(y, own)).toEqualTypeOf<typeof own>();
  expectTypeOf(relu.forward(own, y)).toEqualTypeOf<New>();
  const perhaps = (out?: Float32Array) => relu.forward(y, out);
  expectTypeOf(perhaps).returns.toEqualTypeOf<Float32Array>();
  expect(perhaps(own)).toBe(own);
});
