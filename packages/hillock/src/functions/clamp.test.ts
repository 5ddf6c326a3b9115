import fc from "fast-check";
import { clamp, dense, fromOnnx, HillockError, hardTanh, latex, network, sigmoid, train, wgsl } from "hillock";
import { describe, expect, test } from "vitest";

const float = fc.float();

describe.each([
  ["from below", { min: -2, max: Infinity }],
  ["from above", { min: -Infinity, max: 3 }],
  ["not at all", { min: -Infinity, max: Infinity }],
])("cut off %s", (_name, values) => {
  const f = clamp.with(values);
  const { min, max } = values;

  test("f is min(max(x, min), max), its slope 1 from one bound to the other", () => {
    fc.assert(
      fc.property(fc.array(float, { maxLength: 9 }), (list) => {
        const x = Float32Array.from(list);
        const cut = x.map((v) => (Number.isNaN(v) ? v : Math.min(Math.max(v, min), max)));
        expect(f.forward(x)).toEqual(cut);
        expect(Float32Array.from(x, f)).toEqual(cut);
        const slopes = x.map((v) => (Number.isNaN(v) ? v : Number(v >= min && v <= max)));
        expect(f.backward(new Float32Array(x.length).fill(1), x)).toEqual(slopes);
        expect(Float32Array.from(x, f.derivative)).toEqual(slopes);
      }),
    );
  });

  test("its card, its equation and its text for a GPU are those of a function", () => {
    expect(f.range).toEqual([min, max]);
    expect(f.kinks).toEqual([min, max].filter(Number.isFinite));
    expect(latex(f)).toBe(latex(clamp));
    expect(wgsl(f)).toBe(wgsl(clamp));
  });

  test("a network with it learns, and goes to an ONNX file and back", async () => {
    const net = network({ inputs: 2, layers: [dense(3, f), dense(1, sigmoid)], seed: 2 });
    const data = { inputs: Float32Array.of(0, 1, 1, 0, 1, 1, 0, 0), labels: [1, 1, 0, 0] };
    const { trainLoss } = await train(net, data, { epochs: 10 });
    expect(trainLoss[9]).toBeLessThan(trainLoss[0]);
    const again = fromOnnx(net.toOnnx());
    const rows = Float32Array.of(-90, 2, 300, 7, 1e30, -1e30);
    expect(again.predict(rows)).toEqual(net.predict(rows));
  });
});

test("only what leaves a bound open may be infinite", () => {
  for (const values of [{ min: Infinity, max: Infinity }, { max: -Infinity }, { min: Number.NaN }])
    expect(() => clamp.with(values)).toThrow(HillockError);
  expect(() => hardTanh.with({ max: Infinity })).toThrow(/max is Infinity/);
});
