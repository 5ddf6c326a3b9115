// The lab as a user starts it, for tests and benchmarks: unless told otherwise on a free port and without opening a browser.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../packages/hillock-cli/bin/hillock.js", import.meta.url));
const STARTS_WITHIN_MS = 60_000;

export async function startLab(flags = ["--no-open", "--port", "0"], environment = {}) {
  const child = spawn(process.execPath, [command, "lab", ...flags], {
    env: { ...process.env, ...environment },
  });
  const url = await new Promise((done, failed) => {
    let output = "";
    const timer = setTimeout(() => failed(new Error(`The lab did not start:\n${output}`)), STARTS_WITHIN_MS);
    const read = (chunk) => {
      output += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(output);
      if (!found) return;
      clearTimeout(timer);
      done(found[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => failed(new Error(`The lab ended:\n${output}`)));
  });
  return { url, child };
}
