import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { WaitingError, Worker } from "bullmq";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { t as openPool } from "./pool-qw--vbl4.js";
import {
  i as abandoned,
  l as connect,
  a as keysOf,
  t as PREFIX,
  n as REGISTRY,
  d as readAddress,
  s as sweepUp,
  r as TIMES,
  c as unpublish,
  u as watch,
} from "./published-fyMyuz0N.js";
import { t as VERSION } from "./version-BMRBbPxr.js";

// src/queue/follow.ts
const MOST_TABLE = 2 ** 31 - 1;
const FETCHES = 3;
/** Looks for a table that is not there, one a second. */
const PATIENCE = 60;
/** The table as it was announced; where Redis has lost it, it is announced again soon. */
async function fetchBytes(client, id) {
  for (let tries = 0; tries < PATIENCE; tries++) {
    const bytes = await client.getBuffer(keysOf(id).data);
    if (bytes) return bytes;
    await setTimeout(TIMES.lookMs);
  }
  throw new HillockError("invalid-table", "the table is no longer on the queue");
}
async function fetchTable(client, id, sha256) {
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
function tableOf(tables, client, id, sha256) {
  const known = tables.get(sha256);
  const fetched = known ?? fetchTable(client, id, sha256);
  tables.delete(sha256);
  tables.set(sha256, fetched);
  if (known) return known;
  fetched.catch(() => tables.delete(sha256));
  return fetched;
}
function readIndex({ data }, trainings) {
  const index = data?.index;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= trainings)
    throw new HillockError(
      "invalid-argument",
      `the job names training ${JSON.stringify(index) ?? "none"}; there are 0 to ${trainings - 1}`,
    );
  return index;
}
/** Works off trainings of one comparison. */
function follow(client, id, { settings, table: name, trainings, sha256 }, tables, threads, onError) {
  const { results } = keysOf(id);
  let done = 0;
  let leaving = "no";
  let pool;
  const openOnce = async () => {
    const plan = {
      name,
      settings,
      table: await tableOf(tables, client, id, sha256),
    };
    return {
      ...openPool(threads),
      plan,
    };
  };
  const process = async (job, token) => {
    const index = readIndex(job, trainings);
    try {
      pool ??= openOnce().catch((cause) => {
        pool = void 0;
        throw cause;
      });
      const { runPacked, plan } = await pool;
      const run = await runPacked({
        plan,
        index,
      });
      await client.xadd(results, "*", "index", index, "run", Buffer.from(run));
      done++;
    } catch (cause) {
      if (leaving === "no") throw cause;
      if (leaving === "giving back") await job.moveToWait(token);
      throw new WaitingError();
    }
  };
  const worker = new Worker(id, process, {
    connection: client,
    prefix: PREFIX,
    concurrency: threads,
    lockDuration: TIMES.lockMs,
    stalledInterval: TIMES.stalledCheckMs,
    maxStalledCount: TIMES.mostStalls,
    runRetryDelay: 1e3,
    drainDelay: 2,
  });
  worker.on("error", (error) => onError(error.message));
  const closePool = async () => {
    await pool?.then((own) => own.close()).catch(() => void 0);
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
// src/queue/attend.ts
/** How long trainings at hand may take to end when the worker is asked to. */
const GRACE_MS = 3e3;
const FAREWELL_MS = 2e3;
const REPEAT_MS = 6e4;
/** From one look at an unchanged queue to the next. */
const LONGER = 1.2;
/** Says the same at most once a minute. */
function sparing(say) {
  const said = /* @__PURE__ */ new Map();
  return (line) => {
    const now = performance.now();
    if (now - (said.get(line) ?? -Infinity) < REPEAT_MS) return;
    said.set(line, now);
    say(line);
  };
}
/** What an outage of Redis leads to anyway, and the queue mends. */
const ORDINARY =
  /ECONNREFUSED|ECONNRESET|EPIPE|Connection is closed|LOADING|could not renew lock|Missing (lock|key)|lock mismatch|Lock mismatch|not in the active state/i;
var Attendant = class {
  #client;
  #attendance;
  #warn;
  #followed = /* @__PURE__ */ new Map();
  #tables = /* @__PURE__ */ new Map();
  /** When a comparison without anybody who waits for it was first seen. */
  #lonely = /* @__PURE__ */ new Map();
  constructor(client, attendance) {
    this.#client = client;
    this.#attendance = attendance;
    this.#warn = sparing(attendance.say);
  }
  async #announcementOf(id) {
    const text = await this.#client.hget(REGISTRY, id);
    try {
      const announcement = JSON.parse(text ?? "");
      if (announcement.hillock === "0.1.0" && Number.isInteger(announcement.trainings)) return announcement;
      this.#warn(
        `comparison ${id} is of Hillock ${announcement.hillock}, this is ${VERSION}, which may compute other bits: left to workers of that version`,
      );
    } catch {
      if (text !== null)
        this.#warn(`comparison ${id} is not announced in a way that Hillock writes: left alone`);
    }
  }
  #shareThreads() {
    const each = Math.max(1, Math.floor(this.#attendance.threads / Math.max(1, this.#followed.size)));
    for (const { follower } of this.#followed.values()) follower.setThreads(each);
  }
  async #begin(id) {
    const announcement = await this.#announcementOf(id);
    if (!announcement) return;
    const { threads, say } = this.#attendance;
    const follower = follow(this.#client, id, announcement, this.#tables, threads, (message) => {
      if (!ORDINARY.test(message)) this.#warn(`comparison ${id}: ${message}`);
    });
    this.#followed.set(id, {
      follower,
      announcement,
      since: performance.now(),
    });
    say(`comparison ${id}: ${announcement.trainings} trainings on ${announcement.table}`);
  }
  async #leave(id, { follower, since }) {
    this.#followed.delete(id);
    const seconds = (performance.now() - since) / 1e3;
    this.#attendance.say(
      `comparison ${id} has ended: ${follower.done()} trainings done here, ${(follower.done() / seconds).toPrecision(3)} a second`,
    );
    await follower.drop();
    this.#forgetTables();
    await sweepUp(this.#client, id);
  }
  /** Of tables that no comparison needs, the last one stays: the next comparison is often on the same. */
  #forgetTables() {
    const needed = new Set([...this.#followed.values()].map(({ announcement }) => announcement.sha256));
    const unused = [...this.#tables.keys()].filter((sha256) => !needed.has(sha256));
    for (const sha256 of unused.slice(0, -1)) this.#tables.delete(sha256);
  }
  /** Comparisons whose command was killed are cleared away after a while. */
  async #clear(ids) {
    const now = performance.now();
    const lonely = await abandoned(this.#client, ids);
    for (const id of this.#lonely.keys()) if (!lonely.includes(id)) this.#lonely.delete(id);
    for (const id of lonely) {
      const since = this.#lonely.get(id) ?? now;
      this.#lonely.set(id, since);
      if (now - since > TIMES.leaseMs / 4) await unpublish(this.#client, id);
    }
  }
  /**
   * Finds new comparisons, and leaves those that have ended; what goes wrong is said, and tried again.
   * @returns whether anything has changed
   */
  async look() {
    const before = [...this.#followed.keys()].join();
    try {
      await this.#look();
    } catch (cause) {
      this.#warn(`looking for comparisons failed: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
    return [...this.#followed.keys()].join() !== before;
  }
  async #look() {
    const ids = await this.#client.hkeys(REGISTRY);
    for (const [id, followed] of this.#followed) if (!ids.includes(id)) await this.#leave(id, followed);
    for (const id of ids) if (!this.#followed.has(id)) await this.#begin(id);
    this.#shareThreads();
    await this.#clear(ids);
  }
  async end() {
    const { stopNow, say } = this.#attendance;
    const all = [...this.#followed.values()].map(({ follower }) => follower);
    if (all.length > 0) say("ending: trainings at hand are finished or given back");
    const grace = setTimeout(GRACE_MS, void 0, { signal: stopNow }).catch(() => void 0);
    const finished = Promise.all(all.map((follower) => follower.finish())).then(() => true);
    if ((await Promise.race([finished, grace])) !== true) {
      const given = Promise.all(all.map((follower) => follower.giveBack()));
      await Promise.race([given, setTimeout(FAREWELL_MS, void 0, { ref: false })]);
    }
    this.#client.disconnect();
  }
};
/**
 * Works off whatever comparisons are on the queue, until it is stopped.
 * @throws HillockError where the queue does not answer at the start; later it is waited for.
 */
async function attend(attendance) {
  const { queue, threads, say, stop } = attendance;
  const address = readAddress(queue);
  const client = await connect(address);
  watch(
    client,
    () => say(`${address.shown} does not answer; waiting for it`),
    () => say(`${address.shown} is back`),
  );
  const attendant = new Attendant(client, attendance);
  say(`waiting for comparisons on ${address.shown}, ${threads} trainings at a time`);
  const stopped = new Promise((done) => stop.addEventListener("abort", () => done(), { once: true }));
  let pause = TIMES.lookMs;
  while (!stop.aborted) {
    pause = (await Promise.race([attendant.look(), stopped]))
      ? TIMES.lookMs
      : Math.min(TIMES.longestLookMs, LONGER * pause);
    await Promise.race([setTimeout(pause, void 0, { signal: stop }).catch(() => void 0), stopped]);
  }
  await attendant.end();
}

export { attend };
