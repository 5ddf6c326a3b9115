import { expect, test } from "vitest";
import { dense, diagnose, network, relu, sigmoid, train } from "../index.ts";

/** A curve that goes on as it ended. */
function stretched<T>(curve: readonly T[], epochs: number): T[] {
  return Array.from({ length: epochs }, (_, t) => curve[Math.min(t, curve.length - 1)]);
}

test("curves of 200,000 epochs are diagnosed", async () => {
  const inputs = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i));
  const labels = Array.from({ length: 64 }, (_, i) => Number(Math.sin(i) > 0));
  const net = network({ inputs: 1, layers: [dense(8, relu), dense(1, sigmoid)], seed: 1 });
  const short = await train(
    net,
    { inputs, labels },
    { epochs: 50, learningRate: 0.05, validation: { inputs, labels } },
  );
  const long = <T>(curve: readonly T[]) => stretched(curve, 200_000);
  const { evidence } = short;
  const history = {
    ...short,
    trainLoss: long(short.trainLoss),
    validationLoss: long(short.validationLoss),
    validationAccuracy: long(short.validationAccuracy),
    layers: short.layers.map((layer) => ({
      ...layer,
      gradientNorm: long(layer.gradientNorm),
      deadShare: long(layer.deadShare),
      saturatedShare: long(layer.saturatedShare),
      activationMean: long(layer.activationMean),
      activationSpread: long(layer.activationSpread),
    })),
    evidence: {
      ...evidence,
      alive: evidence.alive.map(long),
      path: { ...evidence.path, step: long(evidence.path.step), cosine: long(evidence.path.cosine) },
    },
  };
  expect(diagnose(history)).toEqual([]);
});
