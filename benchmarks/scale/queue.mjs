// What a training asks of Redis, of the comparing process and of the way between, measured on a real redis-server.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { getHeapStatistics } from "node:v8";
import { redis, startRedis } from "../../scripts/redis.mjs";
import { compare, hillock, penguins, startWorker } from "./command.mjs";

const FUNCTIONS = ["--activations", "relu,tanh"];
const seeds = (count) => [...FUNCTIONS, "--seeds", String(count)];
const IDLE_SECONDS = 10;
const QUEUED = 5000;

function info(server) {
  const values = new Map(server.ask("info", "all").map((line) => line.split(":")));
  const read = (name) => Number(values.get(name));
  return {
    commands: read("total_commands_processed"),
    received: read("total_net_input_bytes"),
    sent: read("total_net_output_bytes"),
    cpu: read("used_cpu_user") + read("used_cpu_sys"),
    memory: read("used_memory"),
  };
}
const minus = (a, b) => Object.fromEntries(Object.keys(a).map((key) => [key, a[key] - b[key]]));

export async function queueCosts() {
  const file = redis();
  if (!file) throw new Error("There is no redis-server to measure.");
  const folder = mkdtempSync(join(tmpdir(), "hillock-bench-"));
  const server = await startRedis({ file, folder, password: "bench", kept: false });
  const workers = [];
  const grow = async (count) => {
    while (workers.length < count) workers.push(await startWorker(server.address));
  };
  try {
    const alone = await compare([...seeds(60), "--threads", "1"]);
    const curve = [];
    for (const count of [1, 2, 4, 8]) {
      await grow(count);
      const queued = await compare([...seeds(60), "--queue", server.address]);
      curve.push({ workers: count, ...queued, same: queued.digest === alone.digest });
    }
    const idleOf = async () => {
      const before = info(server);
      await wait(1000 * IDLE_SECONDS);
      return minus(info(server), before);
    };
    const many = { workers: workers.length, ...(await idleOf()) };
    for (const worker of workers.splice(2)) await worker.stop();
    const few = { workers: workers.length, ...(await idleOf()) };
    // two sizes, so that what is paid once falls out
    const measure = async (count) => {
      const before = info(server);
      const run = await compare([...seeds(count), "--queue", server.address]);
      return { ...run, redis: minus(info(server), before) };
    };
    const [small, large] = [await measure(50), await measure(300)];
    const slope = (read) => (read(large) - read(small)) / (large.runs - small.runs);
    const perIdle = (key) => (many[key] - few[key]) / IDLE_SECONDS / (many.workers - few.workers);
    const connections = server.ask("client", "list").filter((line) => !line.includes("cmd=client|list"));
    const perConnection =
      connections.reduce((sum, line) => sum + Number(/tot-mem=(\d+)/.exec(line)[1]), 0) / connections.length;
    for (const worker of workers.splice(0)) await worker.stop();
    const [jobBytes, dataBytes] = await queuedMemory(server);
    return {
      alone,
      curve,
      perTraining: {
        seconds: large.trainingSeconds,
        epochs: large.epochs,
        commands: slope((run) => run.redis.commands),
        redisSeconds: slope((run) => run.redis.cpu),
        received: slope((run) => run.redis.received),
        sent: slope((run) => run.redis.sent),
        compareSeconds: slope((run) => run.cpu),
        compareMemory: slope((run) => run.peak) * 2 ** 20,
        resultBytes: slope((run) => run.bytes),
      },
      perWorker: {
        idleCommands: perIdle("commands"),
        idleSeconds: Math.max(0, perIdle("cpu")),
        connections: 1 + 1, // its own, and one that waits for each comparison
        connectionBytes: perConnection,
      },
      heapLimit: getHeapStatistics().heap_size_limit,
      jobBytes,
      dataBytes,
      tableBytes: statSync(penguins).size,
    };
  } finally {
    for (const worker of workers) await worker.stop();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Memory of a job that waits, and of the table, with no worker there. */
async function queuedMemory(server) {
  const before = info(server);
  const out = mkdtempSync(join(tmpdir(), "hillock-bench-"));
  const args = ["compare", penguins, "--target", "species", ...seeds(QUEUED / 2), "--queue", server.address];
  const child = spawn(process.execPath, [hillock, ...args, "--out", out], { stdio: "ignore" });
  const ended = new Promise((done) => child.on("exit", done));
  let id;
  for (let tries = 0; tries < 300; tries++) {
    await wait(100);
    [id] = server.ask("hkeys", "hillock:comparisons");
    if (id && Number(server.ask("llen", `hillock:${id}:wait`)[0]) === QUEUED) break;
  }
  const grown = info(server).memory - before.memory;
  const data = Number(server.ask("strlen", `hillock:${id}:data`)[0]);
  child.kill("SIGINT");
  await ended;
  rmSync(out, { recursive: true, force: true });
  return [(grown - data) / QUEUED, data];
}
