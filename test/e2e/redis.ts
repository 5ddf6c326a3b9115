import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fresh } from "./command.ts";

const PLACES = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"];
export const PASSWORD = "o/p@n:sesame";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export interface RedisServer {
  readonly port: number;
  /** As the command takes it, password included. */
  readonly address: string;
  /** What the server answers to a command. */
  readonly ask: (...command: string[]) => string[];
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Kills it without a word, and starts it anew after a while. */
  readonly vanish: (milliseconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A real redis-server on loopback with a password; `kept` says whether it writes what it holds to disk. */
export async function startRedis(kept: boolean): Promise<RedisServer> {
  const file = process.env.HILLOCK_REDIS ?? PLACES.find((place) => existsSync(place));
  if (!file) throw new Error("There is no redis-server; npm test installs it where it may.");
  const [port, folder] = [await freePort(), fresh()];
  const options = ["--port", port, "--bind", "127.0.0.1", "--requirepass", PASSWORD, "--dir", folder];
  const persistence = kept ? ["--appendonly", "yes", "--appendfsync", "always"] : ["--save", ""];
  const args = [...options, ...persistence, "--loglevel", "warning"].map(String);
  let server: ChildProcess;
  const ask = (...command: string[]): string[] =>
    execFileSync("redis-cli", ["-p", String(port), "-a", PASSWORD, "--no-auth-warning", ...command], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
      .trim()
      .split("\n")
      .filter((line) => line !== "");
  const start = async (): Promise<void> => {
    server = spawn(file, args, { stdio: "ignore" });
    for (let tries = 0; tries < 100; tries++) {
      await wait(50);
      try {
        if (ask("ping")[0] === "PONG") return;
      } catch {
        // not yet
      }
    }
    throw new Error("redis-server did not start.");
  };
  const kill = async (): Promise<void> => {
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    port,
    address: `redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    ask,
    signal: (signal) => void server.kill(signal),
    async vanish(milliseconds) {
      await kill();
      await wait(milliseconds);
      await start();
    },
    stop: kill,
  };
}
