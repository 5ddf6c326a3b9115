import { describe, expect, test } from "vitest";
import { linear, relu, softmax } from "../functions/all.ts";
import { dense } from "../network/layers.ts";
import { network } from "../network/network.ts";
import { train } from "../network/train.ts";
import { diagnose } from "./diagnose.ts";

/** A network that is to learn so few rows by heart, as one does to see whether it can learn at all. */
async function findingsOf(labels: readonly number[], learningRate: number, epochs = 100) {
  const last = labels.every(Number.isInteger) ? dense(3, softmax) : dense(1, linear);
  const net = network({ inputs: 4, layers: [dense(16, relu), dense(16, relu), last], seed: 1 });
  const inputs = Float32Array.from({ length: 4 * labels.length }, (_, i) => Math.sin(i * 1.7));
  return diagnose(await train(net, { inputs, labels }, { epochs, optimizer: "adam", learningRate }));
}

describe("targets that are the same in every row have no constant prediction to beat", () => {
  test.each([[[1]], [[1, 1, 1, 1]], [[0.1, 0.1, 0.1]], [[2.5]], [[0.5, 0.5]]])(
    "%j, learned by heart: nothing is found",
    async (labels) => {
      expect(await findingsOf(labels, 0.02)).toEqual([]);
    },
  );

  test("not learned: the loss is compared with the untrained network's", async () => {
    const findings = await findingsOf([1], 1e-7, 20);
    expect(findings.map(({ name }) => name)).toEqual(["lossNotFalling", "learningRateTooLow"]);
    expect(findings[0].cause).toMatch(
      /^After 20 epochs the training loss is .+ of that of the untrained network/,
    );
    expect(findings[0].measured).toBeLessThan(0.01);
  });

  test("no cause tells of what is not a number", async () => {
    for (const labels of [[1], [0.3], [2, 2]])
      for (const rate of [1e-8, 0.1, 30])
        for (const { cause } of await findingsOf(labels, rate, 5)) expect(cause).not.toMatch(/NaN|Infinity/);
  });
});
