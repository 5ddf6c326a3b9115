import { dense, derive, leakyRelu, linear, network, rrelu, softmax, train } from "hillock";
import { expect, test } from "vitest";

const random = derive(5, "rows");
const rows = 64;
const inputs = Float32Array.from({ length: rows * 3 }, () => random.uniform() * 2 - 1);
const labels = Int32Array.from({ length: rows }, () => random.below(2));

const trained = async (seed: number, f = rrelu, epochs = 3) => {
  const net = network({ inputs: 3, layers: [dense(9, f), dense(5, f), dense(2, softmax)], seed: 1 });
  const history = await train(
    net,
    { inputs, labels },
    { epochs, seed, batchSize: 16, shuffle: false, learningRate: 0.1 },
  );
  return { net, history, bits: net.parameters().flatMap(({ data }) => [...data]) };
};

test("training draws slopes: the same seed gives the same bits, another one others", async () => {
  const [a, b, c] = [await trained(1), await trained(1), await trained(2)];
  expect(a.bits).toEqual(b.bits);
  expect(a.bits).not.toEqual(c.bits);
  const mean = leakyRelu.with({ negativeSlope: (1 / 8 + 1 / 3) / 2 });
  expect((await trained(1, mean)).bits).not.toEqual(a.bits);
});

test("outside of training the slope is the mean, also after it", async () => {
  const { net } = await trained(1);
  const mean = leakyRelu.with({ negativeSlope: Math.fround((1 / 8 + 1 / 3) / 2) });
  const same = network({ inputs: 3, layers: [dense(9, mean), dense(5, mean), dense(2, softmax)], seed: 1 });
  same.load(net.parameters());
  expect(net.predict(inputs)).toEqual(same.predict(inputs));
  expect(net.predict(inputs)).toEqual(net.predict(inputs));
  expect(rrelu.forward(Float32Array.of(-1, 2))).toEqual(mean.forward(Float32Array.of(-1, 2)));
});

test("no room between the bounds is a leaky ReLU, bit for bit", async () => {
  const fixed = rrelu.with({ lower: 0.25, upper: 0.25 });
  expect((await trained(3, fixed)).bits).toEqual(
    (await trained(3, leakyRelu.with({ negativeSlope: 0.25 }))).bits,
  );
});

test("forward and backward of a step draw the same slopes, evenly between the bounds, for each element its own", async () => {
  // one row, one step, w ← w − dw: what training did to w₂ tells the slope that was forward, that to w₁ the one backward
  const slopes: number[] = [];
  for (let seed = 0; seed < 400; seed++) {
    const net = network({
      inputs: 1,
      layers: [dense(1, rrelu), dense(1, linear)],
      seed: 0,
      loss: "meanSquaredError",
    });
    const [w1, b1, w2, b2] = net.parameters();
    const start = [Float32Array.of(-1), Float32Array.of(0), Float32Array.of(1), Float32Array.of(0)];
    net.load([w1, b1, w2, b2].map((parameter, i) => ({ ...parameter, data: start[i] })));
    await train(
      net,
      { inputs: Float32Array.of(1), labels: Float32Array.of(1) },
      { epochs: 1, seed, learningRate: 2 ** -10, batchSize: 1 },
    );
    const [first, , second, bias] = net.parameters().map(({ data }, i) => data[0] - start[i][0]);
    // with z = −1 and a = −slope: dw₂ = db₂ · a, dw₁ = db₂ · slope
    const [forward, backward] = [-second / bias, first / bias];
    expect(forward).toBeCloseTo(backward, 3);
    slopes.push(backward);
  }
  expect(Math.min(...slopes)).toBeGreaterThanOrEqual(1 / 8 - 1e-3);
  expect(Math.max(...slopes)).toBeLessThanOrEqual(1 / 3 + 1e-3);
  const mean = slopes.reduce((a, b) => a + b) / slopes.length;
  const spread = Math.sqrt(slopes.reduce((a, b) => a + (b - mean) ** 2, 0) / slopes.length);
  const width = 1 / 3 - 1 / 8;
  expect(Math.abs(mean - (1 / 8 + 1 / 3) / 2)).toBeLessThan((4 * width) / Math.sqrt(12 * slopes.length));
  expect(Math.abs(spread - width / Math.sqrt(12))).toBeLessThan(0.1 * width);
  expect(new Set(slopes.map((slope) => slope.toFixed(4))).size).toBeGreaterThan(200);
});
