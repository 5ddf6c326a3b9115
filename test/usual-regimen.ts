import type { Regimen } from "../packages/hillock/src/doctor/regimen.ts";

/** What the doctor's tests train with, but for what each of them is about. */
export const usualRegimen: Regimen = {
  task: "binary",
  hidden: [],
  output: undefined,
  loss: undefined,
  initialization: undefined,
  bias: 0,
  scale: "standard",
  optimizer: "adam",
  learningRate: 0.005,
  weightDecay: 0,
  clipNorm: undefined,
  epochs: 80,
  batchSize: 32,
  seed: 1,
};
