/** What stands in Redis for a comparison: all of it under `hillock:`, and gone when it ends. */

import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import type { PlanSettings } from "../trainings/plan.ts";

export const PREFIX = "hillock";
/** A hash: the comparisons that want workers, by id. */
export const REGISTRY = `${PREFIX}:comparisons`;

/** A comparison's entry in the registry. */
export interface Announcement {
  readonly hillock: string;
  readonly table: string;
  readonly trainings: number;
  readonly settings: PlanSettings;
  /** Of the table's bytes as they travel, gzip of `packTable`. */
  readonly sha256: string;
}

/** A job; trainings are told apart by their place in the comparison's list. */
export interface TrainingJob {
  readonly index: number;
}

export const keysOf = (id: string) => ({
  /** The table, fetched once by each worker. */
  data: `${PREFIX}:${id}:data`,
  /** A stream of runs, deleted as they are taken. */
  results: `${PREFIX}:${id}:results`,
  /** There as long as somebody waits for the results. */
  lease: `${PREFIX}:${id}:lease`,
});

export const TIMES = {
  /** A worker that is silent for so long has lost its trainings to others. */
  lockMs: 5000,
  stalledCheckMs: 2000,
  /** How often a training may be lost with its worker before it counts as the cause. */
  mostStalls: 5,
  attempts: 3,
  leaseMs: 60_000,
  dataSeconds: 24 * 3600,
  /** How often workers look for comparisons. */
  lookMs: 1000,
} as const;

export const openQueue = (id: string, connection: Redis): Queue<TrainingJob> => {
  const queue = new Queue<TrainingJob>(id, {
    connection,
    prefix: PREFIX,
    skipWaitingForReady: true,
    streams: { events: { maxLen: 100 } },
  });
  queue.on("error", () => undefined);
  return queue;
};

/** Keys that BullMQ's workers may make once more while they take leave. */
const LATE = ["meta", "events", "stalled", "stalled-check", "marker", "id", "pc", "limiter"];

/** Removes all that stands for a comparison. */
export async function unpublish(client: Redis, id: string): Promise<void> {
  const { data, results, lease } = keysOf(id);
  await client.hdel(REGISTRY, id);
  const queue = openQueue(id, client);
  try {
    await queue.obliterate({ force: true });
  } finally {
    await queue.close();
  }
  await client.unlink(data, results, lease, ...LATE.map((name) => `${PREFIX}:${id}:${name}`));
}

/** Ids in the registry that nobody waits for any longer. */
export async function abandoned(client: Redis, ids: readonly string[]): Promise<string[]> {
  const there = await Promise.all(ids.map((id) => client.exists(keysOf(id).lease)));
  return ids.filter((_, i) => there[i] === 0);
}
