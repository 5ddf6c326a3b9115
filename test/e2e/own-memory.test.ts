import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type * as Hillock from "hillock";
import { gelu, sigmoid } from "hillock";
import { type Browser, chromium } from "playwright-core";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
const POLICY = "Content-Security-Policy";
const POLICIES: Readonly<Record<string, string>> = {
  "/strict": "script-src 'self' 'unsafe-inline'",
  "/strict-wasm": "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "/strict-threads": "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:",
};
const HTML = `<!doctype html><title>Hillock</title>
<script type="module">import * as H from "/hillock.js"; globalThis.H = H;</script>`;
let browser: Browser;
let server: Server;
let origin: string;

/** The library as a page gets it. */
async function bundle(): Promise<string> {
  const build = await rolldown({ input: "packages/hillock/dist/index.js" });
  const { output } = await build.generate({ format: "es" });
  await build.close();
  return output[0].code;
}

beforeAll(async () => {
  const executablePath = process.env["HILLOCK_CHROMIUM"] ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error("No Chromium: npm test says how to install it.");
  const code = await bundle();
  server = createServer(({ url }, response) => {
    const script = url === "/hillock.js";
    const policy = POLICIES[url ?? ""];
    const headers = url === "/open" ? {} : { ...ISOLATED, ...(policy && { [POLICY]: policy }) };
    response.writeHead(200, { "Content-Type": script ? "text/javascript" : "text/html", ...headers });
    response.end(script ? code : HTML);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath,
    args: [
      ...["--no-sandbox", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const LENGTH = 200_000;
const inputs = Float32Array.from({ length: LENGTH }, (_, i) => ((i * 7919) % 40_000) / 1000 - 20);
/** A sum over the bits that any change of them changes. */
const digest = (array: Float32Array): number =>
  new Uint32Array(Float32Array.from(array).buffer).reduce((sum, bits) => (Math.imul(sum, 31) + bits) | 0, 7);

/** What the page computes with the library that it loads. */
const inPage = async ([length, count]: readonly [number, number]) => {
  const { H } = globalThis as unknown as { H: typeof Hillock };
  const x = H.allocate(length);
  const out = H.allocate(length);
  for (let i = 0; i < length; i++) x[i] = ((i * 7919) % 40_000) / 1000 - 20;
  const digestOf = (array: Float32Array) =>
    new Uint32Array(Float32Array.from(array).buffer).reduce(
      (sum, bits) => (Math.imul(sum, 31) + bits) | 0,
      7,
    );
  const digests = (f: { forward(x: Float32Array, out: Float32Array): Float32Array }) =>
    digestOf(f.forward(x, out));
  const alone = [digests(H.sigmoid), digests(H.gelu)];
  let pool: Hillock.ThreadPool | undefined;
  let refusal = "";
  try {
    pool = await H.threads(count);
  } catch (error) {
    refusal = `${(error as Error).name}: ${(error as Error).message}`;
  }
  const together = [digests(H.sigmoid), digests(H.gelu)];
  const threads = pool?.count ?? 0;
  pool?.close();
  const relaxed = H.sigmoid.relaxed().forward(Float32Array.from(x));
  let worst = 0;
  for (let i = 0; i < length; i++)
    worst = Math.max(worst, Math.abs(relaxed[i] - H.sigmoid(x[i])) / H.sigmoid(x[i]));
  return {
    alone,
    together,
    threads,
    refusal,
    isolated: crossOriginIsolated,
    relaxed: H.hasRelaxedSimd(),
    worst,
  };
};

test("in a page: own memory, two threads with the bits of one, which are Node's; relaxed SIMD", async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/`);
  const seen = await page.evaluate(inPage, [LENGTH, 2] as const);
  expect(seen.isolated).toBe(true);
  expect(seen.refusal).toBe("");
  expect(seen.threads).toBe(2);
  const expected = [sigmoid, gelu].map((f) => digest(f.forward(inputs)));
  expect(seen.alone).toEqual(expected);
  expect(seen.together).toEqual(expected);
  expect(seen.relaxed).toBe(true);
  expect(seen.worst).toBeLessThan(4 * 2 ** -23);
});

test("in a page that is not isolated: own memory all the same, and threads are refused with the headers it needs", async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/open`);
  const seen = await page.evaluate(inPage, [LENGTH, 2] as const);
  expect(seen.isolated).toBe(false);
  expect(seen.refusal).toMatch(/^HillockError: .*Cross-Origin-Opener-Policy/);
  expect(seen.alone).toEqual([sigmoid, gelu].map((f) => digest(f.forward(inputs))));
  expect(seen.together).toEqual(seen.alone);
});

const reluInPage = () => {
  const { H } = globalThis as unknown as { H: typeof Hillock };
  const out = Float32Array.of(7, 7);
  try {
    H.relu.forward(Float32Array.of(-1, 2), out);
    return [...out].join(" ");
  } catch (error) {
    const { code, message } = error as Hillock.HillockError;
    return `${code} ${[...out].join(" ")}: ${message}`;
  }
};

const networkInPage = () => {
  const { H } = globalThis as unknown as { H: typeof Hillock };
  try {
    return String(H.network({ inputs: 1, layers: [H.dense(1, H.relu)] }).layers.length);
  } catch (error) {
    return (error as Hillock.HillockError).code;
  }
};
const threadsInPage = async () => {
  const { H } = globalThis as unknown as { H: typeof Hillock };
  try {
    return String((await H.threads(2)).count);
  } catch (error) {
    return String(error);
  }
};

test("in a page whose policy forbids WebAssembly or threads it is said what the policy lacks; with that, they run", async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/strict`);
  expect(await page.evaluate(reluInPage)).toMatch(/^unsupported 7 7: .*'wasm-unsafe-eval' in its script-src/);
  expect(await page.evaluate(networkInPage)).toBe("unsupported");
  await page.goto(`${origin}/strict-wasm`);
  expect(await page.evaluate(reluInPage)).toBe("0 2");
  expect(await page.evaluate(networkInPage)).toBe("1");
  expect(await page.evaluate(threadsInPage)).toMatch(/^HillockError: .*blob: in its worker-src/);
  await page.goto(`${origin}/strict-threads`);
  expect(await page.evaluate(threadsInPage)).toBe("2");
});
