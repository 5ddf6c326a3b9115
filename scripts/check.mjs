// Formatter, linter, type check, import directions. Each is one check; the sum is printed last.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tools = `${root}/tools/check`;
const run = (command, args, cwd = root) => spawnSync(command, args, { cwd, stdio: "inherit" }).status === 0;

export function check() {
  if (
    !existsSync(`${tools}/node_modules/.bin/biome`) &&
    !run("npm", ["ci", "--no-audit", "--no-fund"], tools)
  ) {
    console.error("The check's own tools could not be installed in tools/check.");
    return { passed: 0, failed: 1 };
  }
  const checks = {
    "format and lint": () => run(`${tools}/node_modules/.bin/biome`, ["check", "--max-diagnostics=20", "."]),
    types: () => run("npm", ["run", "--silent", "typecheck"]),
    "import directions": () =>
      run(`${tools}/node_modules/.bin/depcruise`, [
        "--config",
        `${tools}/dependency-cruiser.cjs`,
        "packages/hillock/src",
        "packages/hillock-cli/src",
      ]),
  };
  const sum = { passed: 0, failed: 0 };
  for (const [name, holds] of Object.entries(checks)) {
    const passed = holds();
    sum[passed ? "passed" : "failed"]++;
    console.log(`${passed ? "✓" : "✗"} ${name}`);
  }
  return sum;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = check();
  process.exitCode = failed > 0 ? 1 : 0;
}
