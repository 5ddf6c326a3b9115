import { expect, test } from "vitest";
import { trainingText } from "./report.ts";

const history = (saturated: number) => ({
  gradientNorm: [1, 1],
  weightGradientNorm: [1, 1],
  deadShare: [0, 0],
  saturatedShare: [saturated, saturated],
  activationMean: [0, 0],
  activationSpread: [1, 1],
  sparsity: [0, 0],
});

test("layers are numbered as in the verdict beneath, from 0", () => {
  const text = trainingText(
    {
      target: { name: "y", task: "regression", classes: [], scale: { mean: 0, spread: 1 } },
      preprocessing: { kind: "table", columns: [] },
      layers: [
        { units: 8, activation: "tanh" },
        { units: 4, activation: "sigmoid" },
        { units: 1, activation: "linear" },
      ],
      settings: {
        epochs: 2,
        batchSize: 32,
        learningRate: 0.1,
        optimizer: "sgd",
        seed: 1,
        validation: 0,
        patience: null,
      },
      results: { trainLoss: 1, validationLoss: null, validationAccuracy: null, epoch: 2 },
    },
    {
      status: "finished",
      epoch: 2,
      trainer: { parameters: [], moments: new Float32Array(0), powers: [1, 1] },
      best: null,
      trainLoss: [1, 1],
      validationLoss: [],
      layers: [history(0), history(0.9), history(0)],
      seconds: 1,
    },
    {
      preprocessing: { kind: "table", columns: [] },
      target: { name: "y", task: "regression", classes: [], scale: { mean: 0, spread: 1 } },
      trainRows: 10,
      heldRows: 0,
      rowsInMemory: 10,
      notes: [],
      rows: () => Promise.reject(new Error("not asked for")),
    },
  );
  expect(text).toMatch(/^ {2}0 {2}8 tanh.*\n {2}1 {2}4 sigmoid.*saturated 90 %.*\n {2}2 {2}1 linear/m);
  expect(text).toMatch(/units of layer 1 are saturated/);
});
