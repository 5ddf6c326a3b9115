import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { t as HillockError } from "./errors-D-d5hvak.js";

// src/queue/address.ts
/** Stands for a password that is not in the address, where other users of the machine could read it. */
const PASSWORD_VARIABLE = "HILLOCK_QUEUE_PASSWORD";
const USUAL_PORT = 6379;
/** @throws HillockError "invalid-argument"; what was given is not repeated, since it may hold a password. */
function readAddress(text) {
  const refuse = (what) =>
    new HillockError(
      "invalid-argument",
      `--queue: ${what}. Write redis://HOST, redis://:PASSWORD@HOST:PORT or rediss://USER:PASSWORD@HOST/DATABASE, with %40 for @ and the like in a password; or put the password into ${PASSWORD_VARIABLE}.`,
    );
  if (!URL.canParse(text)) throw refuse("the address cannot be read");
  const url = new URL(text);
  if (!["redis:", "rediss:"].includes(url.protocol))
    throw refuse("the address must begin with redis:// or rediss://");
  if (url.hostname === "") throw refuse("the address names no host");
  const database = /^\/?(\d*)\/?$/.exec(url.pathname);
  if (!database) throw refuse("behind the host only the number of a database may stand");
  const [host, port] = [
    url.hostname.replace(/^\[(.*)\]$/, "$1"),
    url.port === "" ? USUAL_PORT : Number(url.port),
  ];
  const db = Number(database[1]);
  const username = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password) || process.env["HILLOCK_QUEUE_PASSWORD"];
  return {
    shown: `${url.protocol}//${url.hostname}:${port}${db === 0 ? "" : `/${db}`}`,
    options: {
      host,
      port,
      db,
      ...(username === "" ? {} : { username }),
      ...(password ? { password } : {}),
      ...(url.protocol === "rediss:" ? { tls: { servername: host } } : {}),
    },
  };
}
// src/queue/connection.ts
const ANSWER_MS = 3e3;
const LONGEST_RETRY_MS = 1e3;
const explain = ({ shown, options }, cause) => {
  const { password } = options;
  const said = password ? cause.replaceAll(password, "…") : cause;
  const what = /WRONGPASS|invalid password|invalid username/i.test(cause)
    ? `${shown} refuses the password. Check it; in an address %40 stands for @, and so on`
    : /DB index|SELECT is not allowed/i.test(cause)
      ? `${shown} has no database ${options.db}. Leave its number out, or name a lower one`
      : /NOAUTH/.test(cause)
        ? `${shown} asks for a password. Write redis://:PASSWORD@HOST, or set HILLOCK_QUEUE_PASSWORD`
        : `${shown} does not answer as a Redis (${said}). Check host and port, and that redis-server runs there`;
  return new HillockError("invalid-argument", `The queue ${what}.`);
};
/** Commands wait while Redis is gone, and are sent when it is back. */
const PATIENT = {
  maxRetriesPerRequest: null,
  connectTimeout: ANSWER_MS,
  keepAlive: 5e3,
  retryStrategy: (times) => Math.min(100 * times, LONGEST_RETRY_MS),
  reconnectOnError: (error) => error.message.startsWith("READONLY"),
};
/**
 * Connects; from then on the connection comes back by itself.
 * @throws HillockError within seconds where nothing answers, or the password is refused; it is never repeated.
 */
async function connect(address) {
  const probe = new Redis({
    ...address.options,
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let said = `no answer in ${ANSWER_MS / 1e3} s`;
  probe.on("error", (error) => {
    said = error.message;
  });
  let timer;
  try {
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(/* @__PURE__ */ new Error("late")), 3500);
    });
    const answer = probe.connect().then(() => probe.select(address.options.db ?? 0));
    await Promise.race([answer, late]);
  } catch (cause) {
    const own = cause instanceof Error ? cause.message : String(cause);
    throw explain(address, /^(late|Connection is closed)/.test(own) ? said : own);
  } finally {
    clearTimeout(timer);
    probe.disconnect();
  }
  const client = new Redis({
    ...address.options,
    ...PATIENT,
  });
  client.on("error", () => void 0);
  return client;
}
/** Tells when Redis goes and comes back. */
function watch(client, onGone, onBack) {
  let gone = false;
  client.on("close", () => {
    if (!gone) onGone();
    gone = true;
  });
  client.on("ready", () => {
    if (gone) onBack();
    gone = false;
  });
}
// src/queue/published.ts
/** What stands in Redis for a comparison: all of it under `hillock:`, and gone when it ends. */
const PREFIX = "hillock";
/** A hash: the comparisons that want workers, by id. */
const REGISTRY = `${PREFIX}:comparisons`;
const keysOf = (id) => ({
  /** The table, fetched once by each worker. */
  data: `${PREFIX}:${id}:data`,
  /** A stream of runs, deleted as they are taken. */
  results: `${PREFIX}:${id}:results`,
  /** There as long as somebody waits for the results. */
  lease: `${PREFIX}:${id}:lease`,
});
const TIMES = {
  /** A worker that is silent for so long has lost its trainings to others. */
  lockMs: 5e3,
  stalledCheckMs: 2e3,
  /** How often a training may be lost with its worker before it counts as the cause. */
  mostStalls: 5,
  attempts: 3,
  leaseMs: 6e4,
  dataSeconds: 86400,
  /** How often workers look for comparisons: at first, and after nothing has changed for a while. */
  lookMs: 1e3,
  longestLookMs: 3e3,
};
const openQueue = (id, connection) => {
  const queue = new Queue(id, {
    connection,
    prefix: PREFIX,
    skipWaitingForReady: true,
    streams: { events: { maxLen: 100 } },
  });
  queue.on("error", () => void 0);
  return queue;
};
/** Keys of BullMQ's that are no job's; its workers may make some once more while they take leave. */
const COMMON = ["meta", "events", "stalled", "stalled-check", "marker", "id", "pc", "limiter"];
const commonKeys = (id) => [...Object.values(keysOf(id)), ...COMMON.map((name) => `${PREFIX}:${id}:${name}`)];
/** In one step, so that a comparison which is announced again meanwhile (Redis had lost it) keeps what it has. */
const SWEEP = `if redis.call("HEXISTS", KEYS[1], ARGV[1]) == 0 then redis.call("UNLINK", unpack(KEYS, 2)) end`;
/** Removes what may be left of a comparison that is no longer in the registry. */
async function sweepUp(client, id) {
  const keys = [REGISTRY, ...commonKeys(id)];
  await client.eval(SWEEP, keys.length, ...keys, id);
}
const TRIES = 3;
/** Removes all that stands for a comparison; its entry in the registry last, so that what is cut off is done again. */
async function unpublish(client, id) {
  const queue = openQueue(id, client);
  for (let tries = 0; tries < TRIES; tries++)
    if (
      await queue.obliterate({ force: true }).then(
        () => true,
        () => false,
      )
    )
      break;
  await queue.close();
  await client.unlink(...commonKeys(id));
  await client.hdel(REGISTRY, id);
}
/** Ids in the registry that nobody waits for any longer. */
async function abandoned(client, ids) {
  const there = await Promise.all(ids.map((id) => client.exists(keysOf(id).lease)));
  return ids.filter((_, i) => there[i] === 0);
}

export {
  abandoned as i,
  connect as l,
  keysOf as a,
  openQueue as o,
  PREFIX as t,
  REGISTRY as n,
  readAddress as d,
  sweepUp as s,
  TIMES as r,
  unpublish as c,
  watch as u,
};
