// All tests: sets up what they need, runs the check and the suite, and prints the sum from the runner's report.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "./check.mjs";
import { chromium } from "./chromium.mjs";

const browser = chromium();
const sum = check();
const report = join(mkdtempSync(join(tmpdir(), "hillock-test-")), "report.json");
spawnSync("npx", ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile=${report}`], {
  stdio: "inherit",
  env: { ...process.env, ...(browser ? { HILLOCK_CHROMIUM: browser } : {}) },
});
try {
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, "utf8"));
  sum.passed += numPassedTests;
  sum.failed += numFailedTests + (success || numFailedTests > 0 ? 0 : 1);
} catch {
  console.error("The test runner left no report.");
  sum.failed++;
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;
