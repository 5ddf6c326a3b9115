import { mkdir } from "node:fs/promises";
import { t as HillockError } from "./errors-D-d5hvak.js";

// src/commands/flags.ts
const refuse = (flag, value, expected) =>
  new HillockError("invalid-argument", `${flag} ${value}: ${expected} is needed.`);
function numberFlag(flag, value, fallback, ok, expected) {
  if (value === void 0) return fallback;
  const number = value.trim() === "" ? NaN : Number(value);
  if (!ok(number)) throw refuse(flag, value, expected);
  return number;
}
function oneOf(flag, value, choices) {
  if (value === void 0) return void 0;
  const found = choices.find((choice) => choice === value);
  if (found === void 0) throw refuse(flag, value, `one of ${choices.join(", ")}`);
  return found;
}
const whole = (x) => Number.isInteger(x) && x >= 1;
/** Enough steps to tell functions apart, on small tables and large ones. */
const STEPS = 1e3;
/** Passes over so many training rows where the user names no number. */
const usualEpochs = (rows, batchSize) =>
  Math.min(200, Math.max(10, Math.ceil(STEPS / Math.ceil(rows / batchSize))));
/** Makes the folder for a report. @throws HillockError where it cannot be made. */
async function makeFolder(folder) {
  await mkdir(folder, { recursive: true }).catch((cause) => {
    throw new HillockError(
      "invalid-argument",
      `The folder "${folder}" cannot be made: ${cause instanceof Error ? cause.message : String(cause)}. Choose another with --out.`,
    );
  });
}

export { makeFolder as t, numberFlag as n, oneOf as r, refuse as i, usualEpochs as a, whole as o };
