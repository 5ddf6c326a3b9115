import { wrap } from "comlink";
import { computeThread } from "./thread.ts";
import type { ComputeApi } from "./worker.ts";

/** The library, in a worker of its own: the page never waits for it. */
export const compute = wrap<ComputeApi>(computeThread());
