import type { FittedTarget } from "hillock";
import type { Preprocessing } from "../model.ts";
import type { TrainingRows } from "./rows.ts";

/** Rows that are ready to be trained on, and what was learned of them. */
export interface Prepared {
  readonly preprocessing: Preprocessing;
  readonly target: FittedTarget;
  readonly trainRows: number;
  readonly heldRows: number;
  /** Rows that lie in memory at once while training. */
  readonly rowsInMemory: number;
  /** What was left out or counted otherwise, in sentences. */
  readonly notes: readonly string[];
  readonly rows: (batchSize: number) => Promise<TrainingRows>;
}

export interface Split {
  /** Share held out; 0 for none. */
  readonly share: number;
  readonly seed: number;
}
