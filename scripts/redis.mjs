// A redis-server for tests and benchmarks of queues: found, or installed with the system's packages where that is allowed.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { findOrInstall } from "./system-package.mjs";

/** The path of a redis-server, or undefined after a message that says what to do. */
export const redis = () =>
  findOrInstall({
    title: "redis-server",
    package: "redis-server",
    variable: "HILLOCK_REDIS",
    places: ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"],
    use: "tests and benchmarks of queues start",
  });

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Starts one on loopback, with a password, in a folder; `kept` says whether it writes what it holds to disk. */
export async function startRedis({ file, folder, password, kept }) {
  const port = await freePort();
  const options = ["--port", port, "--bind", "127.0.0.1", "--requirepass", password, "--dir", folder];
  const persistence = kept ? ["--appendonly", "yes", "--appendfsync", "always"] : ["--save", ""];
  const args = [...options, ...persistence, "--loglevel", "warning"].map(String);
  let server;
  const ask = (...command) =>
    execFileSync("redis-cli", ["-p", port, "-a", password, "--no-auth-warning", ...command], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
      .trim()
      .split(/\r?\n/)
      .filter((line) => line !== "");
  const start = async () => {
    server = spawn(file, args, { stdio: "ignore" });
    for (let tries = 0; tries < 200; tries++) {
      await wait(50);
      try {
        if (ask("ping")[0] === "PONG") return;
      } catch {
        // not yet
      }
    }
    throw new Error("redis-server did not start.");
  };
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    address: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    ask,
    signal: (signal) => void server.kill(signal),
    async vanish(milliseconds) {
      await stop();
      await wait(milliseconds);
      await start();
    },
    stop,
  };
}
