import { setTimeout as wait } from "node:timers/promises";
import { VERSION } from "hillock";
import type { Redis } from "ioredis";
import { readAddress } from "./address.ts";
import { connect, watch } from "./connection.ts";
import { type Follower, follow, type Tables } from "./follow.ts";
import { type Announcement, abandoned, REGISTRY, sweepUp, TIMES, unpublish } from "./published.ts";

/** How long trainings at hand may take to end when the worker is asked to. */
const GRACE_MS = 3000;
const FAREWELL_MS = 2000;
const REPEAT_MS = 60_000;

export interface Attendance {
  readonly queue: string;
  readonly threads: number;
  readonly say: (line: string) => void;
  /** Aborted when the worker is to end; a second time when at once. */
  readonly stop: AbortSignal;
  readonly stopNow: AbortSignal;
}

interface Followed {
  readonly follower: Follower;
  readonly announcement: Announcement;
  readonly since: number;
}

/** Says the same at most once a minute. */
function sparing(say: (line: string) => void): (line: string) => void {
  const said = new Map<string, number>();
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

class Attendant {
  readonly #client: Redis;
  readonly #attendance: Attendance;
  readonly #warn: (line: string) => void;
  readonly #followed = new Map<string, Followed>();
  readonly #tables: Tables = new Map();
  /** When a comparison without anybody who waits for it was first seen. */
  readonly #lonely = new Map<string, number>();

  constructor(client: Redis, attendance: Attendance) {
    this.#client = client;
    this.#attendance = attendance;
    this.#warn = sparing(attendance.say);
  }

  async #announcementOf(id: string): Promise<Announcement | undefined> {
    const text = await this.#client.hget(REGISTRY, id);
    try {
      const announcement = JSON.parse(text ?? "") as Announcement;
      if (announcement.hillock === VERSION && Number.isInteger(announcement.trainings)) return announcement;
      this.#warn(
        `comparison ${id} is of Hillock ${announcement.hillock}, this is ${VERSION}, which may compute other bits: left to workers of that version`,
      );
    } catch {
      if (text !== null)
        this.#warn(`comparison ${id} is not announced in a way that Hillock writes: left alone`);
    }
    return undefined;
  }

  #shareThreads(): void {
    const each = Math.max(1, Math.floor(this.#attendance.threads / Math.max(1, this.#followed.size)));
    for (const { follower } of this.#followed.values()) follower.setThreads(each);
  }

  async #begin(id: string): Promise<void> {
    const announcement = await this.#announcementOf(id);
    if (!announcement) return;
    const { threads, say } = this.#attendance;
    const follower = follow(this.#client, id, announcement, this.#tables, threads, (message) => {
      if (!ORDINARY.test(message)) this.#warn(`comparison ${id}: ${message}`);
    });
    this.#followed.set(id, { follower, announcement, since: performance.now() });
    say(`comparison ${id}: ${announcement.trainings} trainings on ${announcement.table}`);
  }

  async #leave(id: string, { follower, since, announcement }: Followed): Promise<void> {
    this.#followed.delete(id);
    const seconds = (performance.now() - since) / 1000;
    this.#attendance.say(
      `comparison ${id} has ended: ${follower.done()} trainings done here, ${(follower.done() / seconds).toPrecision(3)} a second`,
    );
    await follower.drop();
    if (![...this.#followed.values()].some((other) => other.announcement.sha256 === announcement.sha256))
      this.#tables.delete(announcement.sha256);
    await sweepUp(this.#client, id);
  }

  /** Comparisons whose command was killed are cleared away after a while. */
  async #clear(ids: readonly string[]): Promise<void> {
    const now = performance.now();
    const lonely = await abandoned(this.#client, ids);
    for (const id of this.#lonely.keys()) if (!lonely.includes(id)) this.#lonely.delete(id);
    for (const id of lonely) {
      const since = this.#lonely.get(id) ?? now;
      this.#lonely.set(id, since);
      if (now - since > TIMES.leaseMs / 4) await unpublish(this.#client, id);
    }
  }

  /** Finds new comparisons, and leaves those that have ended; what goes wrong is said, and tried again. */
  async look(): Promise<void> {
    try {
      await this.#look();
    } catch (cause) {
      this.#warn(`looking for comparisons failed: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }

  async #look(): Promise<void> {
    const ids = await this.#client.hkeys(REGISTRY);
    for (const [id, followed] of this.#followed) if (!ids.includes(id)) await this.#leave(id, followed);
    for (const id of ids) if (!this.#followed.has(id)) await this.#begin(id);
    this.#shareThreads();
    await this.#clear(ids);
  }

  async end(): Promise<void> {
    const { stopNow, say } = this.#attendance;
    const all = [...this.#followed.values()].map(({ follower }) => follower);
    if (all.length > 0) say("ending: trainings at hand are finished or given back");
    const grace = wait(GRACE_MS, undefined, { signal: stopNow }).catch(() => undefined);
    const finished = Promise.all(all.map((follower) => follower.finish())).then(() => true);
    if ((await Promise.race([finished, grace])) !== true) {
      const given = Promise.all(all.map((follower) => follower.giveBack()));
      await Promise.race([given, wait(FAREWELL_MS, undefined, { ref: false })]);
    }
    this.#client.disconnect();
  }
}

/**
 * Works off whatever comparisons are on the queue, until it is stopped.
 * @throws HillockError where the queue does not answer at the start; later it is waited for.
 */
export async function attend(attendance: Attendance): Promise<void> {
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
  const stopped = new Promise<void>((done) => stop.addEventListener("abort", () => done(), { once: true }));
  while (!stop.aborted) {
    await Promise.race([attendant.look(), stopped]);
    await Promise.race([wait(TIMES.lookMs, undefined, { signal: stop }).catch(() => undefined), stopped]);
  }
  await attendant.end();
}
