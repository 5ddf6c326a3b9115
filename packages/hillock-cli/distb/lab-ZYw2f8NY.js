import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import open from "open";
import sirv from "sirv";
import { t as HillockError } from "./errors-D-d5hvak.js";

// src/lab/built.ts
/** When a file below the folder was last changed, in milliseconds; 0 where there is none. */
function newest(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, statSync(join(parentPath, name)).mtimeMs), 0);
}
async function build(folder) {
  const vite = createRequire(join(folder, "package.json")).resolve("vite/package.json");
  const child = spawn(process.execPath, [join(dirname(vite), "bin/vite.js"), "build"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk.toString();
    });
  if ((await new Promise((done, failed) => child.on("close", done).on("error", failed))) !== 0)
    throw new HillockError(
      "invalid-argument",
      `The lab could not be built; npm run build:lab repeats this alone.\n${output.trim().slice(-2e3)}`,
    );
}
/**
 * The folder of the lab's built files. A published package has them; in a clone they are built when they are missing
 * or older than their sources.
 */
async function builtLab(say) {
  const folder = dirname(fileURLToPath(import.meta.resolve("hillock-lab/package.json")));
  const page = join(folder, "dist/index.html");
  const sources = [join(folder, "src"), join(folder, "build"), join(folder, "../hillock/src")].map(newest);
  const inClone = sources[0] !== void 0 && sources[0] > 0;
  const builtAt = existsSync(page) ? statSync(page).mtimeMs : 0;
  if (inClone && builtAt < Math.max(...sources)) {
    say("Building the lab, which takes a few seconds and is done once …");
    await build(folder);
  }
  if (!existsSync(page))
    throw new HillockError(
      "invalid-argument",
      `The lab's files are missing from ${dirname(page)}. Install hillock-lab again.`,
    );
  return dirname(page);
}
// src/lab/server.ts
const HOST = "127.0.0.1";
/** Tried first where no port is asked for, so that the browser knows the page again. */
const USUAL_PORT = 4170;
const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
};
const listen = (server, port) =>
  new Promise((done, failed) => {
    const refused = (error) =>
      error.code === "EADDRINUSE" || error.code === "EACCES" ? done(false) : failed(error);
    server.once("error", refused);
    server.listen(port, HOST, () => {
      server.off("error", refused);
      done(true);
    });
  });
/** Serves a folder of static files to this machine only. `port` is undefined for any that is free. */
async function serve(folder, port) {
  const files = sirv(folder, {
    gzip: true,
    etag: true,
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
      response.setHeader(
        "Cache-Control",
        path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  const server = createServer((request, response) =>
    files(request, response, () => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
      response
        .writeHead(404, { "Content-Type": "text/plain; charset=utf-8" })
        .end("There is nothing here.\n");
    }),
  );
  if (!((await listen(server, port ?? USUAL_PORT)) || (port === void 0 && (await listen(server, 0)))))
    throw new HillockError(
      "invalid-argument",
      `Port ${port} is taken or may not be used. Choose another with --port, or leave it out for any that is free.`,
    );
  const address = server.address();
  return {
    url: `http://${HOST}:${typeof address === "object" && address ? address.port : port}/`,
    server,
  };
}
// src/commands/lab.ts
function readPort(text) {
  if (text === void 0) return void 0;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new HillockError(
      "invalid-argument",
      `--port is "${text}"; a whole number from 0 to 65535 is needed.`,
    );
  return port;
}
/** Serves the lab until it is interrupted. */
async function runLab(flags) {
  const port = readPort(flags.port);
  const { url, server } = await serve(await builtLab((text) => console.error(text)), port);
  console.log(`The lab is at ${url}`);
  console.log("It computes in your browser alone and is served to this machine only. Ctrl+C ends it.");
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  if (flags.open)
    await open(url).catch(() => {
      console.error("No browser could be opened; open the address yourself.");
    });
}

export { runLab };
