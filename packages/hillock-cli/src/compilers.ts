// How V8 compiles in a command's process. Nothing that is computed depends on it.
import { setFlagsFromString } from "node:v8";

/** Flags are no public face of V8's: where they were not tried they may be unknown, or end the process. */
const isTried = process.versions.v8.startsWith("11.");
const set = (flag: string): void => {
  if (isTried) setFlagsFromString(flag);
};

/**
 * Eight times as late as V8 does of itself: a command's functions seldom live long enough to earn their optimization, which
 * takes the cores from the trainings.
 */
export const optimizeLate = (): void => set("--interrupt-budget=540672");

/**
 * A thread optimizes a function of WebAssembly where it first calls it. Otherwise its baseline code runs, slower by some
 * times, until the optimizer has found a core; where trainings take them all, that is late.
 */
export const optimizeAtFirstCall = (): void => set("--no-liftoff");
