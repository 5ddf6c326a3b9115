import { HillockError } from "hillock";
import type { RedisOptions } from "ioredis";

export type ConnectionSettings = Omit<RedisOptions, "replyMapping">;

/** Where a queue is, and how it is called in messages: never with its password. */
export interface Address {
  readonly shown: string;
  readonly options: ConnectionSettings;
}

/** Stands for a password that is not in the address, where other users of the machine could read it. */
const PASSWORD_VARIABLE = "HILLOCK_QUEUE_PASSWORD";
const USUAL_PORT = 6379;

/** What an escaped part of an address says; undefined where a % begins no escape. */
function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** @throws HillockError "invalid-argument"; what was given is not repeated, since it may hold a password. */
export function readAddress(text: string): Address {
  const refuse = (what: string): HillockError =>
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
  const username = unescaped(url.username);
  const own = unescaped(url.password);
  if (username === undefined || own === undefined)
    throw refuse(
      `a % in the ${own === undefined ? "password" : "user's name"} must be written %25, and what follows it is no escape of a character`,
    );
  const password = own || process.env[PASSWORD_VARIABLE];
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
