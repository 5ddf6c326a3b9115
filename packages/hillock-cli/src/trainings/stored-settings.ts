import { OPTIMIZERS } from "hillock";
import * as v from "valibot";
import { list, object, oneOf, positive, seed, text, whole } from "../models/schema.ts";

const MOST = 1_000_000;
const size = whole(1, 65_536);

/** What a comparison's files say of it: a checkpoint, and results.json. They are used like flags, and held to the same. */
export const COMPARISON_SETTINGS = object({
  activations: v.pipe(list(text(), MOST), v.minLength(1, "at least one function")),
  layers: list(size, MOST),
  epochs: whole(1, MOST),
  batchSize: size,
  learningRate: positive,
  optimizer: oneOf(OPTIMIZERS),
  seeds: v.pipe(list(seed, MOST), v.minLength(1, "at least one seed")),
  validation: v.pipe(positive, v.ltValue(1, "a share between 0 and 1")),
});
