import { HillockError } from "hillock";
import { Redis } from "ioredis";
import type { Address, ConnectionSettings } from "./address.ts";

const ANSWER_MS = 3000;
const LONGEST_RETRY_MS = 1000;

const explain = ({ shown, options }: Address, cause: string): HillockError => {
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
const PATIENT: ConnectionSettings = {
  maxRetriesPerRequest: null,
  connectTimeout: ANSWER_MS,
  keepAlive: 5000,
  retryStrategy: (times) => Math.min(100 * times, LONGEST_RETRY_MS),
  // after a failover the old main copy takes no writes
  reconnectOnError: (error) => error.message.startsWith("READONLY"),
};

/**
 * Connects; from then on the connection comes back by itself.
 * @throws HillockError within seconds where nothing answers, or the password is refused; it is never repeated.
 */
export async function connect(address: Address): Promise<Redis> {
  const probe = new Redis({
    ...address.options,
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let said = `no answer in ${ANSWER_MS / 1000} s`;
  probe.on("error", (error: Error) => {
    said = error.message;
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("late")), ANSWER_MS + 500);
    });
    const answer = probe.connect().then(() => probe.select(address.options.db ?? 0));
    await Promise.race([answer, late]);
  } catch (cause) {
    const own = cause instanceof Error ? cause.message : String(cause);
    // what the server said tells more than that the connection is closed
    throw explain(address, /^(late|Connection is closed)/.test(own) ? said : own);
  } finally {
    clearTimeout(timer);
    probe.disconnect();
  }
  const client = new Redis({ ...address.options, ...PATIENT });
  // without a listener for errors the first outage would end the process
  client.on("error", () => undefined);
  return client;
}

/** Tells when Redis goes and comes back. */
export function watch(client: Redis, onGone: () => void, onBack: () => void): void {
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
