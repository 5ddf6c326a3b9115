import { t as HillockError } from "./errors-D-d5hvak.js";

// src/trainings/run-text.ts
/** JSON has no NaN, no infinities and no −0; they travel as an object that nothing else in a run looks like. */
const SPECIAL = "number";
const SPECIAL_STARTS = `{"${SPECIAL}":`;
const revive = (_key, value) =>
  typeof value === "object" && value !== null && SPECIAL in value ? Number(value[SPECIAL]) : value;
/** A run as JSON that gives the same bits back. */
const runText = (run) =>
  JSON.stringify(run, (_key, value) =>
    typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))
      ? { [SPECIAL]: Object.is(value, -0) ? "-0" : String(value) }
      : value,
  );
const MEASURES = [
  "gradientNorm",
  "weightGradientNorm",
  "deadShare",
  "saturatedShare",
  "activationMean",
  "activationSpread",
  "sparsity",
];
const CURVES = ["trainLoss", "validationLoss", "validationAccuracy", "seconds"];
const isNumbers = (list) =>
  Array.isArray(list) && list.every((value) => value === null || typeof value === "number");
const hasNumbers = (holder, names) =>
  names.every((name) => isNumbers(Object.getOwnPropertyDescriptor(holder, name)?.value));
/**
 * @param expected whose run it must be
 * @throws HillockError "invalid-argument" where it is not that of this training
 */
function readRun(text, expected) {
  let run;
  try {
    run = text.includes(SPECIAL_STARTS) ? JSON.parse(text, revive) : JSON.parse(text);
  } catch {
    run = null;
  }
  const { curves, layers } = run ?? {};
  if (
    !(
      run &&
      run.activation === expected.activation &&
      run.seed === expected.seed &&
      ["finished", "diverged", "failed"].includes(run.status ?? "") &&
      typeof run.epochs === "number" &&
      typeof run.seconds === "number" &&
      curves &&
      hasNumbers(curves, CURVES) &&
      Array.isArray(layers) &&
      layers.every((layer) => hasNumbers(layer, MEASURES))
    )
  )
    throw new HillockError(
      "invalid-argument",
      `A result is not that of ${expected.activation} with seed ${expected.seed}.`,
    );
  return run;
}

export { readRun as t, runText as n };
