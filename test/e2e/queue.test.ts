import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Results } from "hillock";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RedisServer, redis as redisServer, startRedis } from "../../scripts/redis.mjs";
import { command, type Ended, fresh, hillock, penguins, readResults, withoutTimes } from "./command.ts";

const PASSWORD = "o/p@n:sesame";

/** A dozen processes share the machine: on a slow one a test takes most of a minute. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const servers: RedisServer[] = [];
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(servers.map((server) => server.stop()));
});
async function redis(kept = false): Promise<RedisServer> {
  const file = redisServer();
  if (!file) throw new Error("There is no redis-server, see the message above.");
  const server = await startRedis({ file, folder: fresh(), password: PASSWORD, kept });
  servers.push(server);
  return server;
}

interface Running extends Ended {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly text: () => string;
}
function start(args: readonly string[], cwd = fresh()): Running {
  const { FORCE_COLOR: _forced, HILLOCK_QUEUE_PASSWORD: _password, ...env } = process.env;
  const child = spawn(process.execPath, [command, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const texts = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (texts.stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (texts.stderr += String(chunk)));
  const ended = new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  return {
    child,
    cwd,
    ended,
    text: () => texts.stdout + texts.stderr,
    get status() {
      return child.exitCode;
    },
    get stdout() {
      return texts.stdout;
    },
    get stderr() {
      return texts.stderr;
    },
  };
}
async function until(what: () => boolean, why: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (what()) return;
    await wait(50);
  }
  throw new Error(`It did not come to this in a minute: ${why}.`);
}

const worker = (queue: string, threads = 1): Running =>
  start(["worker", "--queue", queue, "--threads", String(threads)]);
const quick = ["--seeds", "2", "--epochs", "5"];
/** Some seconds for one thread, in few trainings. */
const slow = ["--activations", "relu,tanh", "--seeds", "2", "--epochs", "1000"];
const compare = (settings: readonly string[], target = "species"): string[] => [
  "compare",
  penguins,
  "--target",
  target,
  ...settings,
];
const bits = (cwd: string): unknown => withoutTimes(readResults(join(cwd, "hillock-report")));
const idOf = (server: RedisServer): string => {
  const [id] = server.ask("hkeys", "hillock:comparisons");
  return id ?? "";
};
/** Trainings that a worker is at. */
const active = (server: RedisServer): number =>
  Number(server.ask("llen", `hillock:${idOf(server)}:active`)[0]);

let slowly: unknown;
beforeAll(async () => {
  const { status, cwd } = await hillock(compare(slow));
  expect(status).toBe(0);
  slowly = bits(cwd);
});
async function expectSlowBits({ ended, cwd, text }: Running): Promise<void> {
  expect(await ended, text()).toBe(0);
  expect(bits(cwd)).toEqual(slowly);
}

test("two comparisons at once on two workers: each report is the one without a queue, and nothing stays", async () => {
  const server = await redis();
  server.ask("config", "set", "slowlog-log-slower-than", "0");
  server.ask("config", "set", "slowlog-max-len", "100000");
  const workers = [worker(server.address), worker(server.address, 2)];
  const targets = ["species", "body_mass_g"];
  const queued = targets.map((target) => start([...compare(quick, target), "--queue", server.address]));
  for (const { ended, text } of queued) expect(await ended, text()).toBe(0);
  const plain = await Promise.all(targets.map((target) => hillock(compare(quick, target))));
  queued.forEach(({ cwd }, i) => {
    expect(bits(cwd)).toEqual(bits(plain[i].cwd));
  });
  // a table is fetched at most once by a worker, though both comparisons are on the same one
  const asked = server.ask("slowlog", "get", "100000");
  const fetches = asked.filter((line, i) => /^get$/i.test(line.trim()) && asked[i + 1]?.endsWith(":data"));
  expect(fetches.length).toBeGreaterThanOrEqual(1);
  expect(fetches.length).toBeLessThanOrEqual(workers.length);
  await until(() => server.ask("keys", "*").length === 0, "nothing is left in Redis");
  for (const { child } of workers) child.kill("SIGTERM");
  for (const each of workers) {
    expect(await each.ended).toBe(0);
    expect(each.text()).toMatch(/has ended: \d+ trainings done here/);
    expect(each.text()).not.toContain(PASSWORD);
    expect(each.text()).not.toMatch(/^\s+at /m);
  }
});

test.concurrent("a worker that is killed in mid-training loses nothing", async () => {
  const server = await redis();
  const first = worker(server.address, 2);
  const run = start([...compare(slow), "--queue", server.address]);
  await until(() => active(server) > 0, "a training has begun");
  await wait(200);
  expect(active(server)).toBeGreaterThan(0);
  first.child.kill("SIGKILL");
  worker(server.address, 2);
  await expectSlowBits(run);
});

test.concurrent("a worker that is asked to end gives back what it cannot finish, and ends with 0", async () => {
  const server = await redis();
  const first = worker(server.address);
  const run = start([...compare(slow), "--queue", server.address]);
  await until(() => active(server) > 0, "a training has begun");
  first.child.kill("SIGTERM");
  first.child.kill("SIGINT");
  expect(await first.ended).toBe(0);
  expect(active(server)).toBe(0);
  worker(server.address, 2);
  await expectSlowBits(run);
});

const GONE_MS = 10_000;
test.concurrent.each<[string, boolean, (server: RedisServer) => Promise<void>]>([
  ["killed and started anew, from what it wrote to disk", true, (server) => server.vanish(GONE_MS)],
  ["killed and started anew, with nothing", false, (server) => server.vanish(GONE_MS)],
  [
    "silent",
    false,
    async (server) => {
      server.signal("SIGSTOP");
      await wait(GONE_MS);
      server.signal("SIGCONT");
    },
  ],
])("Redis gone for 10 s, %s: nothing is lost", async (_name, kept, lose) => {
  const server = await redis(kept);
  const [first] = [worker(server.address), worker(server.address)];
  await until(() => first.text().includes("waiting for comparisons"), "the worker has connected");
  const run = start([...compare(slow), "--queue", server.address]);
  await until(() => active(server) > 0, "a training has begun");
  await lose(server);
  await expectSlowBits(run);
  await until(() => server.ask("keys", "*").length === 0, "nothing is left in Redis");
  expect(first.child.exitCode).toBeNull();
});

test.concurrent.each([
  [
    "a wrong password",
    (address: string) => address.replace(encodeURIComponent(PASSWORD), "wr0ng"),
    /refuses the password/,
  ],
  ["no password", (address: string) => address.replace(/\/\/.*@/, "//"), /asks for a password/],
  ["no such database", (address: string) => `${address}/99`, /no database 99/],
  ["nobody there", (address: string) => address.replace(/:\d+$/, ":9"), /does not answer/],
  ["no address", () => `redis:/${encodeURIComponent(PASSWORD)}`, /--queue.*redis:\/\/HOST/],
])("%s: a clear error at once, without the password", async (_name, change, message) => {
  const address = change(servers[0].address);
  const runs = [["worker"], compare(quick)].map((args) => hillock([...args, "--queue", address]));
  for (const { status, stdout, stderr } of await Promise.all(runs)) {
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), "wr0ng"])
      expect(stdout + stderr).not.toContain(secret);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});

test.concurrent("a Redis that is silent from the start: a clear error in a few seconds", async () => {
  const server = await redis();
  server.signal("SIGSTOP");
  // the helper waits for half a minute, then the status is null
  const { status, stderr } = await hillock(["worker", "--queue", server.address]);
  server.signal("SIGCONT");
  expect(stderr).toMatch(/does not answer/);
  expect(status).toBe(2);
});

test("a poisoned job fails alone, with its message in the report", async () => {
  const server = await redis();
  const settings = compare([...quick, "--activations", "relu,tanh"]);
  const run = start([...settings, "--queue", server.address]);
  await until(
    () => idOf(server) !== "" && server.ask("keys", `hillock:${idOf(server)}:t1`).length > 0,
    "it is queued",
  );
  server.ask("hset", `hillock:${idOf(server)}:t1`, "data", '{"index":4711}');
  worker(server.address);
  expect(await run.ended, run.text()).toBe(0);
  const { runs, ranking } = bits(run.cwd) as Results;
  const plain = bits((await hillock(settings)).cwd) as Results;
  expect(runs[1]).toMatchObject({ activation: "relu", seed: 2, status: "failed", error: /4711/ });
  expect(runs.filter((_, i) => i !== 1)).toEqual(plain.runs.filter((_, i) => i !== 1));
  expect(ranking.find(({ activation }) => activation === "relu")?.verdict).toMatch(/1 of 2 .*4711/);
  expect(run.stdout).toMatch(/4711/);
});

test("an interrupted comparison ends soon and leaves nothing; nor, after a while, does a killed one", async () => {
  const server = await redis();
  const interrupted = start([...compare(slow), "--queue", server.address]);
  await until(() => idOf(server) !== "", "it is queued");
  const asked = performance.now();
  interrupted.child.kill("SIGINT");
  expect(await interrupted.ended).toBe(130);
  expect(performance.now() - asked).toBeLessThan(2000);
  expect(server.ask("keys", "*")).toEqual([]);

  const killed = start([...compare(slow), "--queue", server.address]);
  await until(() => idOf(server) !== "", "it is queued");
  killed.child.kill("SIGKILL");
  await killed.ended;
  const left = idOf(server);
  server.ask("del", `hillock:${left}:lease`); // as it is after a minute
  const next = start([...compare(quick), "--queue", server.address]);
  await until(() => !["", left].includes(idOf(server)), "the next one has cleared it away");
  next.child.kill("SIGTERM");
  expect(await next.ended).toBe(143);
  expect(server.ask("keys", "*")).toEqual([]);
});

test("without --queue nothing of it is loaded", async () => {
  const hook = `
    import { appendFileSync } from "node:fs";
    export async function resolve(specifier, context, next) {
      const found = await next(specifier, context);
      appendFileSync("loaded.txt", found.url + "\\n");
      return found;
    }`;
  const register = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)}, import.meta.url);`;
  const loadedBy = async (args: readonly string[]): Promise<string> => {
    const { readFileSync } = await import("node:fs");
    const cwd = fresh();
    const child = spawn(
      process.execPath,
      ["--import", `data:text/javascript,${encodeURIComponent(register)}`, command, ...args],
      { cwd, stdio: "ignore" },
    );
    await new Promise((done) => child.on("exit", done));
    return readFileSync(join(cwd, "loaded.txt"), "utf8");
  };
  const QUEUE = /bullmq|ioredis|msgpackr|dist\/run-on-queue/;
  const plain = await loadedBy(compare([...quick, "--threads", "1"]));
  expect(plain).toMatch(/dist\/pool-/);
  expect(plain).not.toMatch(QUEUE);
  expect(await loadedBy([...compare(quick), "--queue", "redis://127.0.0.1:9"])).toMatch(QUEUE);
});
