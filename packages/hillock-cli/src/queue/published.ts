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

/** Keys of BullMQ's that are no job's; its workers may make some once more while they take leave. */
const COMMON = ["meta", "events", "stalled", "stalled-check", "marker", "id", "pc", "limiter"];

const commonKeys = (id: string): string[] => [
  ...Object.values(keysOf(id)),
  ...COMMON.map((name) => `${PREFIX}:${id}:${name}`),
];

/** In one step, so that a comparison which is announced again meanwhile (Redis had lost it) keeps what it has. */
const SWEEP = `if redis.call("HEXISTS", KEYS[1], ARGV[1]) == 0 then redis.call("UNLINK", unpack(KEYS, 2)) end`;

/** Removes what may be left of a comparison that is no longer in the registry. */
export async function sweepUp(client: Redis, id: string): Promise<void> {
  const keys = [REGISTRY, ...commonKeys(id)];
  await client.eval(SWEEP, keys.length, ...keys, id);
}

const TRIES = 3;

/** Removes all that stands for a comparison; its entry in the registry last, so that what is cut off is done again. */
export async function unpublish(client: Redis, id: string): Promise<void> {
  const queue = openQueue(id, client);
  for (let tries = 0; tries < TRIES; tries++) {
    // others may remove it at the same time, and then one of them finds it half gone
    const done = await queue.obliterate({ force: true }).then(
      () => true,
      () => false,
    );
    if (done) break;
  }
  await queue.close();
  await client.unlink(...commonKeys(id));
  await client.hdel(REGISTRY, id);
}

/** Ids in the registry that nobody waits for any longer. */
export async function abandoned(client: Redis, ids: readonly string[]): Promise<string[]> {
  const there = await Promise.all(ids.map((id) => client.exists(keysOf(id).lease)));
  return ids.filter((_, i) => there[i] === 0);
}
