// How V8 compiles in a command's process. Nothing that is computed depends on it.
import { setFlagsFromString } from "node:v8";

/**
 * Eight times as late as V8 does of itself: a command's functions seldom live long enough to earn their optimization, which
 * takes the cores from the trainings.
 */
export const optimizeLate = (): void => setFlagsFromString("--interrupt-budget=540672");

/**
 * A thread optimizes a function of WebAssembly where it first calls it. Otherwise its baseline code runs, slower by some
 * times, until the optimizer has found a core; where trainings take them all, that is late.
 */
export const optimizeAtFirstCall = (): void => setFlagsFromString("--no-liftoff");
