// Browsers of the engines there are, each started on an address with nothing kept from before.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "../chromium.mjs";
import { findOrInstall } from "../system-package.mjs";

const USE = "compares engines in";
const firefox = () =>
  findOrInstall({
    title: "Firefox",
    package: "firefox-esr",
    variable: "HILLOCK_FIREFOX",
    places: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
    use: USE,
  });
const webkit = () =>
  findOrInstall({
    title: "WebKit's browser",
    package: "webkit2gtk-driver",
    variable: "HILLOCK_WEBKIT",
    places: ["x86_64", "aarch64"].map(
      (machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
    ),
    use: USE,
  });
/** WebKit's browser needs a screen. */
const screen = () =>
  findOrInstall({
    title: "a screen in memory",
    package: "xvfb",
    variable: "HILLOCK_XVFB_RUN",
    places: ["/usr/bin/xvfb-run"],
    use: "WebKit's browser needs",
  });

/** By engine: what starts it on an address, given a folder for its own; undefined where it is not to be had. */
export const BROWSERS = {
  "V8, Chromium"() {
    const file = chromium();
    const flags = ["--headless", "--no-sandbox", "--no-first-run", "--disable-background-networking"];
    return file && ((url, folder) => [file, ...flags, `--user-data-dir=${folder}`, url]);
  },
  "SpiderMonkey, Firefox"() {
    const file = firefox();
    return file && ((url, folder) => [file, "--headless", "--no-remote", "--profile", folder, url]);
  },
  "JavaScriptCore, WebKitGTK"() {
    const [file, xvfb] = [webkit(), screen()];
    return file && xvfb && ((url) => [xvfb, "-a", file, url]);
  },
};

/** Runs the command until `done` settles. */
export async function whileOpen(commandOf, url, done) {
  const folder = mkdtempSync(join(tmpdir(), "hillock-engine-"));
  const [file, ...args] = commandOf(url, folder);
  // a group of its own, so that all of its processes end with it
  const child = spawn(file, args, { stdio: "ignore", detached: true, env: { ...process.env, HOME: folder } });
  const ended = new Promise((_, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${file} ended with ${code} before it had told anything.`)));
  });
  try {
    return await Promise.race([done, ended]);
  } finally {
    ended.catch(() => {});
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // it has ended by itself
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
