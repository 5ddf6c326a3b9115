// All tests: builds, sets up what they need, runs the check and the suite, and prints the sum last.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "./check.mjs";
import { chromium } from "./chromium.mjs";
import { onnxChecker } from "./onnx-checker.mjs";
import { onnxruntime } from "./onnxruntime.mjs";
import { redis } from "./redis.mjs";
import { sumOf } from "./test/sum.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs vitest and reads its report. */
function suite(programs) {
  const folder = mkdtempSync(join(tmpdir(), "hillock-test-"));
  const report = join(folder, "report.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile=${report}`];
  const { status, error } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...programs },
  });
  if (error) console.error(`The test runner could not be started: ${error.message}`);
  try {
    return sumOf(JSON.parse(readFileSync(report, "utf8")), status);
  } catch {
    console.error("The test runner left no report: it counts as one failure.");
    return sumOf(undefined, status);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The command and the lab are tested as they are built; where this fails, the check of types below says why and counts.
const built = ["build", "build:lab"].every(
  (step) => spawnSync("npm", ["run", "--silent", step], { cwd: root, stdio: "ignore" }).status === 0,
);
if (!built) console.error("The build failed: the command's tests run on what was built before.");
/** Programs of the system that tests run, by the variable that names them. */
const programs = {
  HILLOCK_CHROMIUM: chromium(),
  HILLOCK_REDIS: redis(),
  HILLOCK_ONNX_CHECKER: onnxChecker(),
};
const missing = Object.keys(programs).filter((name) => programs[name] === undefined);
for (const name of missing) delete programs[name];
const runtime = onnxruntime();
const sums = [check(), suite(programs), { passed: 0, failed: missing.length + (runtime ? 0 : 1) }];
const total = (key) => sums.reduce((sum, each) => sum + each[key], 0);
if (!runtime) console.error("Failed: no onnxruntime, see the message at the start.");
for (const name of missing) console.error(`Failed: nothing for ${name}, see the message at the start.`);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") > 0 ? 1 : 0;
