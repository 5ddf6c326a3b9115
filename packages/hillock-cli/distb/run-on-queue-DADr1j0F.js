import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:os";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { t as HillockError } from "./errors-D-d5hvak.js";
import {
  i as abandoned,
  l as connect,
  a as keysOf,
  o as openQueue,
  t as PREFIX,
  n as REGISTRY,
  d as readAddress,
  r as TIMES,
  c as unpublish,
  u as watch,
} from "./published-fyMyuz0N.js";
import { t as readRun } from "./run-text-DhHj62s2.js";
import { t as VERSION } from "./version-BMRBbPxr.js";

// src/queue/interrupt.ts
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Does something and then tidies up: at the end, at an error, and where the user interrupts it, which ends the process. */
async function untilInterrupted(act, tidy) {
  let tidied;
  const tidyOnce = (how) => {
    tidied ??= tidy(how);
    return tidied;
  };
  const interrupted = (signal) => {
    release();
    tidyOnce("interrupted").finally(() => process.exit(128 + constants.signals[signal]));
  };
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  try {
    await act();
  } finally {
    release();
    await tidyOnce("finished");
  }
}
// src/queue/run-on-queue.ts
const BULK = 500;
/** Redis's own limit for a value. */
const MOST_DATA = 2 ** 29;
const MOST_RESULT = 2 ** 28;
const READ_AT_ONCE = 64;
const HOUSEKEEPING_MS = 1e3;
const LOOK_MS = 500;
const HANGING_MS = 15e3;
const RATE_MS = 1e4;
/** Time to tidy up: when the user waits at the end, and when the process is to end. */
const FAREWELL_MS = {
  finished: 3e4,
  interrupted: 800,
};
const nameOf = (index) => `t${index}`;
const indexOf = (id) => Number(id?.slice(1));
var QueueRun = class {
  #id = randomBytes(6).toString("hex");
  #client;
  #reader;
  #queue;
  #own;
  #wanted;
  #listener;
  #data;
  #announcement;
  #outstanding = /* @__PURE__ */ new Set();
  /** When results came, for the rate. */
  #arrivals = [];
  #next = 0;
  #doubtful = false;
  #ended = false;
  /** Settles when nothing more is put on the queue. */
  #running = Promise.resolve();
  constructor(client, plan, own, wanted, data, listener) {
    this.#client = client;
    this.#reader = client.duplicate();
    this.#reader.on("error", () => void 0);
    watch(
      client,
      () => listener.onProgress({ workers: "Redis does not answer" }),
      () => {
        this.#doubtful = true;
      },
    );
    this.#queue = openQueue(this.#id, client);
    this.#own = own;
    this.#wanted = wanted;
    this.#listener = listener;
    this.#data = data;
    this.#announcement = {
      hillock: VERSION,
      table: plan.name,
      trainings: own.jobs.length,
      settings: plan.settings,
      sha256: createHash("sha256").update(data).digest("hex"),
    };
  }
  async #publish() {
    const { data, lease } = keysOf(this.#id);
    await this.#client
      .multi()
      .set(lease, "1", "PX", TIMES.leaseMs)
      .set(data, this.#data, "EX", TIMES.dataSeconds)
      .hset(REGISTRY, this.#id, JSON.stringify(this.#announcement))
      .exec();
  }
  /** A job that is there already stays as it is. */
  async #add(indices) {
    for (let from = 0; from < indices.length && !this.#ended; from += BULK)
      await this.#queue.addBulk(
        indices.slice(from, from + BULK).map((index) => ({
          name: "training",
          data: { index },
          opts: {
            jobId: nameOf(index),
            attempts: TIMES.attempts,
            removeOnComplete: true,
            removeOnFail: false,
            stackTraceLimit: 1,
          },
        })),
      );
  }
  async #feed() {
    while (!this.#ended && this.#next < this.#wanted.length && this.#outstanding.size <= 19500) {
      const some = this.#wanted.slice(this.#next, this.#next + BULK);
      await this.#add(some);
      for (const index of some) this.#outstanding.add(index);
      this.#next += some.length;
    }
  }
  async #settle(index, run) {
    if (!this.#outstanding.delete(index)) return;
    this.#arrivals.push(performance.now());
    await this.#listener.take(index, run);
  }
  async #read(index, bytes) {
    const job = this.#own.jobs[index];
    try {
      const text = await promisify(gunzip)(bytes, { maxOutputLength: MOST_RESULT });
      return readRun(text.toString("utf8"), this.#own.failed(job, ""));
    } catch (cause) {
      return this.#own.failed(
        job,
        `its result cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      );
    }
  }
  async #collect() {
    const { results } = keysOf(this.#id);
    const hanging = setTimeout(() => this.#reader.disconnect(true), HANGING_MS);
    const read = await this.#reader
      .xreadBuffer("COUNT", READ_AT_ONCE, "BLOCK", LOOK_MS, "STREAMS", results, "0")
      .finally(() => clearTimeout(hanging));
    for (const [, entries] of read ?? []) {
      for (const [, [, index, , bytes]] of entries) {
        const place = Number(index.toString("latin1"));
        if (this.#outstanding.has(place)) await this.#settle(place, await this.#read(place, bytes));
      }
      await this.#client.xdel(results, ...entries.map(([id]) => id));
    }
  }
  async #takeFailures() {
    for (const job of await this.#queue.getFailed(0, 63)) {
      const index = indexOf(job.id);
      const why = /stalled more than/.test(job.failedReason)
        ? `every worker that began it died, ${TIMES.mostStalls + 1} times`
        : job.failedReason;
      if (index in this.#own.jobs) await this.#settle(index, this.#own.failed(this.#own.jobs[index], why));
      await job.remove();
    }
  }
  async #keepHouse() {
    const { data, lease } = keysOf(this.#id);
    await this.#client.set(lease, "1", "PX", TIMES.leaseMs);
    const held = await this.#client.expire(data, TIMES.dataSeconds);
    const listed = await this.#client.hexists(REGISTRY, this.#id);
    if (held === 0 || listed === 0 || this.#doubtful) {
      this.#doubtful = false;
      await this.#publish();
      await this.#add([...this.#outstanding]);
    }
    await this.#takeFailures();
    await this.#showWorkers();
  }
  async #showWorkers() {
    const from = performance.now() - RATE_MS;
    while (this.#arrivals.length > 0 && this.#arrivals[0] < from) this.#arrivals.shift();
    const span = Math.min(RATE_MS, performance.now() - (this.#arrivals[0] ?? performance.now())) / 1e3;
    const rate = span > 0 ? (this.#arrivals.length / span).toPrecision(3) : "–";
    const count = await this.#queue.getWorkersCount().catch(() => void 0);
    const workers =
      count === void 0
        ? "unknown number of workers"
        : count === 0
          ? "waiting for workers: hillock worker"
          : `${count} worker${count === 1 ? "" : "s"}`;
    this.#listener.onProgress({
      workers,
      rate,
    });
  }
  async #loop() {
    this.#listener.onStart();
    await this.#publish();
    let kept = -Infinity;
    while (!this.#ended && (this.#next < this.#wanted.length || this.#outstanding.size > 0)) {
      await this.#feed();
      if (performance.now() - kept > HOUSEKEEPING_MS && !this.#ended) {
        await this.#keepHouse();
        kept = performance.now();
      }
      if (this.#outstanding.size > 0 && !this.#ended) await this.#collect();
    }
  }
  async run() {
    const loop = this.#loop();
    this.#running = loop.catch(() => void 0);
    await loop;
  }
  /** Leaves nothing behind, as far as Redis still answers. */
  async end(how) {
    this.#ended = true;
    this.#reader.disconnect();
    const tidy = this.#running
      .then(() => unpublish(this.#client, this.#id))
      .then(() => this.#queue.close())
      .catch(() => void 0);
    await Promise.race([tidy, setTimeout$1(FAREWELL_MS[how], void 0, { ref: false })]);
    this.#client.disconnect();
  }
};
/**
 * Puts trainings of a comparison on a queue in Redis, and takes the results from it.
 * @throws HillockError where the queue does not answer at the start or refuses what it is given; later it is waited for.
 */
async function runOnQueue(queue, plan, own, wanted, listener) {
  const address = readAddress(queue);
  const data = await promisify(gzip)(plan.table);
  if (data.length > MOST_DATA)
    throw new HillockError(
      "out-of-memory",
      `The table takes ${Math.ceil(data.length / 2 ** 20)} MiB on its way; Redis holds values of up to ${MOST_DATA / 2 ** 20} MiB. Use fewer rows, or leave --queue out.`,
    );
  const client = await connect(address);
  try {
    for (const id of await abandoned(client, await client.hkeys(REGISTRY))) await unpublish(client, id);
    const run = new QueueRun(client, plan, own, wanted, data, listener);
    await untilInterrupted(
      () => run.run(),
      (how) => run.end(how),
    );
  } catch (cause) {
    if (cause instanceof HillockError) throw cause;
    throw new HillockError(
      "invalid-argument",
      `The queue ${address.shown} failed: ${cause instanceof Error ? cause.message : String(cause)}. Keys of comparisons begin with ${PREFIX}:.`,
    );
  } finally {
    client.disconnect();
  }
}

export { runOnQueue };
