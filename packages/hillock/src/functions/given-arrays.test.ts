import { functions, HillockError, hardmax, prelu, relu, sigmoid, softmax } from "hillock";
import { expect, test } from "vitest";

const elementwise = [...functions.values()].filter((f) => f.kind === "elementwise");
const f32 = (...values: number[]): Float32Array => Float32Array.of(...values);

// later than the language that the library is written in
const Resizable = ArrayBuffer as unknown as new (
  bytes: number,
  options: { readonly maxByteLength: number },
) => ArrayBuffer & { resize(bytes: number): void };

function faultOf(call: () => unknown): HillockError {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(HillockError);
    return error as HillockError;
  }
  throw new Error("It was not refused.");
}

test("a view that its buffer was cut short under is refused, and an empty one is not", () => {
  const cut = (offset: number, length: number, bytes: number): Float32Array => {
    const buffer = new Resizable(64, { maxByteLength: 64 });
    const view = new Float32Array(buffer, offset, length);
    buffer.resize(bytes);
    return view;
  };
  for (const view of [cut(32, 4, 16), cut(0, 8, 16), cut(32, 4, 0)]) {
    expect(view).toHaveLength(0);
    const out = f32(7, 7);
    for (const call of [
      () => relu.forward(view),
      () => relu.forward(view, out),
      () => relu.forward(f32(), view),
      () => softmax.forward(view),
      () => prelu.parameterGradients(view, view),
    ])
      expect(faultOf(call)).toMatchObject({
        code: "invalid-argument",
        message: expect.stringContaining("resized"),
      });
    expect(out).toEqual(f32(7, 7));
  }
  expect(relu.forward(cut(16, 0, 32))).toEqual(f32());
  expect(relu.forward(cut(0, 2, 32))).toEqual(f32(0, 0));
});

test("a message names arrays that were given", () => {
  const [three, four] = [f32(1, 2, 3), f32(1, 2, 3, 4)];
  const [longer, shorter] = ["gradient has 4 elements and x has 3;", "gradient has 3 elements and x has 4;"];
  for (const f of [...elementwise, softmax, hardmax]) {
    expect(faultOf(() => f.backward(three, four)).message).toContain(shorter);
    expect(faultOf(() => f.backward(four, three)).message).toContain(longer);
    if (f.kind === "row") continue;
    expect(faultOf(() => f.parameterGradients(three, four)).message).toContain(shorter);
    expect(faultOf(() => f.backward(three, three, four)).message).toContain("x has 3 elements and out has 4");
  }
  for (const f of [sigmoid, softmax])
    expect(faultOf(() => f.backwardFromOutput?.(three, four)).message).toContain(
      "gradient has 3 elements and output has 4;",
    );
  const units = prelu.with({ slope: [0.5, 0.25] });
  expect(faultOf(() => units.backwardFromOutput?.(three, three)).message).toContain("but output has 3");
});

test("gradients of parameters check their arrays, of functions without parameters, too", () => {
  for (const f of elementwise) {
    expect(faultOf(() => f.parameterGradients(f32(1), f32(1, 2))).code).toBe("invalid-shape");
    for (const bad of [undefined, [1, 2], new Float64Array(2)] as unknown as readonly Float32Array[]) {
      expect(faultOf(() => f.parameterGradients(bad, f32(1, 2))).message).toContain("gradient");
      expect(faultOf(() => f.parameterGradients(f32(1, 2), bad)).message).toMatch(/^x /);
    }
  }
});

test("gradients of parameters write no array, so that those they read may overlap", () => {
  const room = f32(-1, -2, -3, -4, -5);
  const [gradient, x] = [room.subarray(0, 4), room.subarray(1)];
  expect(prelu.parameterGradients(gradient, x)).toEqual(
    prelu.parameterGradients(gradient.slice(), x.slice()),
  );
});
