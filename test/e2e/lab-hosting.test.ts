import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createConnection } from "node:net";
import { networkInterfaces } from "node:os";
import { join, resolve } from "node:path";
import sirv from "sirv";
import { afterAll, expect, test } from "vitest";
import { startLab } from "../../scripts/lab-server.mjs";
import { complaints, launch } from "./browser.ts";
import { fresh, hillock } from "./command.ts";
import { useLab } from "./lab.ts";

const lab = useLab();
const built = resolve("packages/hillock-lab/dist");
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return portOf(server);
}
const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = createConnection({ host, port, timeout: 3000 });
    const end = (found: boolean) => () => {
      socket.destroy();
      done(found);
    };
    socket.on("connect", end(true)).on("error", end(false)).on("timeout", end(false));
  });

test("hillock lab serves the port asked for, to this machine alone, isolated, and opens the browser", async () => {
  const taken = createServer();
  const port = await listening(taken);
  const refused = await hillock(["lab", "--no-open", "--port", String(port)]);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain(`Port ${port} is taken`);
  taken.close();

  const folder = fresh();
  const browser = join(folder, "browser.sh");
  writeFileSync(browser, `#!/bin/sh\necho "$1" > ${folder}/opened\n`);
  chmodSync(browser, 0o755);
  const { url, child } = await startLab(["--port", String(port)], { BROWSER: browser, DISPLAY: "" });
  try {
    expect(url).toBe(`http://127.0.0.1:${port}/`);
    await expect
      .poll(() => existsSync(join(folder, "opened")) && readFileSync(join(folder, "opened"), "utf8").trim())
      .toBe(url);
    const { headers } = await fetch(url);
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    expect(await answers("127.0.0.1", port)).toBe(true);
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of others)
      expect([address, await answers(address, port)]).toEqual([address, false]);
  } finally {
    child.kill();
  }
  const page = await lab.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.close();
});

test("the built files work from a sub-path of a plain host, and without it after the first load", async () => {
  const files = sirv(built);
  const server = createServer((request, response) => {
    const inside = /^\/some\/path(\/.*)$/.exec(request.url ?? "")?.[1];
    if (inside === undefined) {
      response.writeHead(404).end();
      return;
    }
    request.url = inside;
    files(request, response, () => {
      response.writeHead(404).end();
    });
  });
  const url = `http://127.0.0.1:${await listening(server)}/some/path/`;
  const page = await (await lab.browser.newContext()).newPage();
  const faults = complaints(page);
  await page.goto(`${url}#/softmax`);
  await page.getByRole("table", { name: "Jacobian of softmax" }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  server.close().closeAllConnections();
  await expect(fetch(url)).rejects.toThrow();

  await page.goto("about:blank");
  await page.goto(`${url}#/train?data=iris&target=species`);
  await page.getByText("120 rows to learn from, 30 held out").waitFor();
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect.poll(() => page.getByRole("slider", { name: "Epoch" }).getAttribute("max")).toBe("1");
  await page.getByRole("link", { name: "Functions" }).click();
  await page.getByRole("textbox", { name: /formula/ }).fill("x * sin(x)");
  await expect.poll(() => page.getByRole("complementary").locator(".katex").count()).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Gradients" }).click();
  await page.getByText(/^The same/).waitFor();
  await page.getByRole("link", { name: "Reports" }).click();
  await page.getByText("Drop a results.json").waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

// V8's own switches take SIMD away on this architecture only
test.runIf(process.arch === "x64")(
  "without WebAssembly SIMD it says what to use, and what it can do is right",
  async () => {
    const browser = await launch(
      "--js-flags=--no-enable-sse4-1 --no-enable-ssse3 --no-enable-sse4-2 --no-enable-avx",
    );
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => faults.push(message));
    await page.goto(`${lab.url}#/functions?f=sigmoid&z=-6,6&at=0`);
    await page
      .getByRole("alert")
      .filter({ hasText: /no WebAssembly SIMD.*use Chrome or Edge from 91/ })
      .waitFor();
    await page.getByRole("row", { name: /^sigmoid\s*0\.5\s*0\.25/ }).waitFor();
    await page.goto(`${lab.url}#/softmax?z=0,0&t=1&y=0&c=100`);
    await expect
      .poll(() => page.getByRole("region", { name: "Overflow" }).getByRole("row").nth(1).textContent())
      .toBe("Class 1100∞not a number0.5");
    await page.goto(`${lab.url}#/gradients`);
    await page.getByText("needs WebAssembly SIMD").first().waitFor();
    await page.goto(`${lab.url}#/train`);
    await page.getByText("400 rows to learn from").waitFor();
    expect(await page.getByRole("button", { name: "Train", exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole("main").textContent()).not.toContain("WebAssembly.Module");
    expect(faults).toEqual([]);
    await browser.close();
  },
);

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
