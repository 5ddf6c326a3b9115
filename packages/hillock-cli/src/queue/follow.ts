import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type Job, WaitingError, Worker } from "bullmq";
import { HillockError } from "hillock";
import type { Redis } from "ioredis";
import type { Plan } from "../trainings/plan.ts";
import { openPool, type Pool } from "../trainings/pool.ts";
import { type Announcement, keysOf, PREFIX, TIMES, type TrainingJob } from "./published.ts";

const MOST_TABLE = 2 ** 31 - 1;
const FETCHES = 3;
/** Looks for a table that is not there, one a second. */
const MOST_LOOKS = 60;

/** Tables that were fetched, by content hash: comparisons on the same one need no second way. */
export type Tables = Map<string, Promise<Uint8Array>>;

/** The table as it was announced; where Redis has lost it, it is announced again soon. */
async function fetchBytes(client: Redis, id: string): Promise<Buffer> {
  for (let tries = 0; tries < MOST_LOOKS; tries++) {
    const bytes = await client.getBuffer(keysOf(id).data);
    if (bytes) return bytes;
    await wait(TIMES.lookMs);
  }
  throw new HillockError("invalid-table", "the table is no longer on the queue");
}

async function fetchTable(client: Redis, id: string, sha256: string): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    const bytes = await fetchBytes(client, id);
    if (createHash("sha256").update(bytes).digest("hex") === sha256) {
      const table = await promisify(gunzip)(bytes, { maxOutputLength: MOST_TABLE });
      const shared = new Uint8Array(new SharedArrayBuffer(table.length));
      shared.set(table);
      return shared;
    }
    if (tries === FETCHES)
      throw new HillockError("invalid-table", "the table on the queue does not match its content hash");
  }
}

/** Each table is fetched once; one that could not be is tried again when it is next asked for. */
export function tableOf(tables: Tables, client: Redis, id: string, sha256: string): Promise<Uint8Array> {
  const known = tables.get(sha256);
  const fetched = known ?? fetchTable(client, id, sha256);
  // the one that was used last stands last
  tables.delete(sha256);
  tables.set(sha256, fetched);
  if (known) return known;
  fetched.catch(() => tables.delete(sha256));
  return fetched;
}

export interface Follower {
  readonly done: () => number;
  readonly setThreads: (threads: number) => void;
  /** Takes no further training, and waits for those at hand. */
  readonly finish: () => Promise<void>;
  /** Ends at once; trainings at hand go back to the queue, for other workers. */
  readonly giveBack: () => Promise<void>;
  /** Ends at once, since nobody waits for the results any longer. */
  readonly drop: () => Promise<void>;
}

function readIndex({ data }: Job<TrainingJob>, trainings: number): number {
  const index = (data as Partial<TrainingJob> | null)?.index;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= trainings)
    throw new HillockError(
      "invalid-argument",
      `the job names training ${JSON.stringify(index) ?? "none"}; there are 0 to ${trainings - 1}`,
    );
  return index;
}

/** Works off trainings of one comparison. */
export function follow(
  client: Redis,
  id: string,
  { settings, table: name, trainings, sha256 }: Announcement,
  tables: Tables,
  threads: number,
  onError: (message: string) => void,
): Follower {
  const { results } = keysOf(id);
  let done = 0;
  let leaving: "no" | "giving back" | "dropped" = "no";
  let pool: Promise<Pool & { readonly plan: Plan }> | undefined;
  const openOnce = async () => {
    const plan: Plan = { name, settings, table: await tableOf(tables, client, id, sha256) };
    return { ...openPool(threads), plan };
  };
  const process = async (job: Job<TrainingJob>, token?: string): Promise<void> => {
    const index = readIndex(job, trainings);
    try {
      pool ??= openOnce().catch((cause: unknown) => {
        // the next training tries again
        pool = undefined;
        throw cause;
      });
      const { runPacked, plan } = await pool;
      const run = await runPacked({ plan, index });
      await client.xadd(results, "*", "index", index, "run", Buffer.from(run));
      done++;
    } catch (cause) {
      if (leaving === "no") throw cause;
      if (leaving === "giving back") await job.moveToWait(token);
      throw new WaitingError();
    }
  };
  const worker = new Worker<TrainingJob, void>(id, process, {
    connection: client,
    prefix: PREFIX,
    concurrency: threads,
    lockDuration: TIMES.lockMs,
    stalledInterval: TIMES.stalledCheckMs,
    maxStalledCount: TIMES.mostStalls,
    runRetryDelay: 1000,
    drainDelay: 2,
  });
  worker.on("error", (error) => onError(error.message));
  const closePool = async (): Promise<void> => {
    await pool?.then((own) => own.close()).catch(() => undefined);
  };
  return {
    done: () => done,
    setThreads(count) {
      worker.concurrency = count;
    },
    async finish() {
      await worker.pause();
      await worker.close();
      await closePool();
    },
    async giveBack() {
      leaving = "giving back";
      await worker.pause(true);
      await closePool();
      await worker.close();
    },
    async drop() {
      leaving = "dropped";
      await worker.pause(true);
      await closePool();
      await worker.close(true);
    },
  };
}
