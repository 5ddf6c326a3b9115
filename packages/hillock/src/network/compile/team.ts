import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { Share } from "./chunks.ts";

/** The threads that make a step together, as the code of one of them sees it. */
export interface Team {
  readonly share: Share;
  /** Emits the wait until all of them have come so far. */
  sync(f: FunctionBuilder): void;
}

export const ALONE: Team = { share: { thread: 0, threads: 1 }, sync() {} };

/** The thread that does what is not worth dividing. */
export const isLeader = ({ share }: Team): boolean => share.thread === 0;
