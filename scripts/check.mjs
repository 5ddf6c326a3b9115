// Formatter and linter, type check, import directions: three checks, each passed or failed.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { installTools, tool } from "./check/tools.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const CHECKS = [
  {
    name: "format and lint",
    command: [
      tool("biome"),
      "check",
      "--error-on-warnings",
      "--diagnostic-level=warn",
      "--max-diagnostics=20",
      ".",
    ],
    remedy: "npm run format mends what can be mended by itself.",
  },
  {
    name: "types",
    command: ["npm", "run", "--silent", "typecheck"],
    remedy: "npm run typecheck repeats this alone.",
  },
  {
    name: "import directions",
    command: [process.execPath, "scripts/check/import-directions.mjs"],
    remedy: "An import may point to its own floor or a lower one; see ARCHITECTURE.md.",
  },
];

/** Runs all of them, whatever fails. */
export function check() {
  try {
    installTools();
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: CHECKS.length };
  }
  const sum = { passed: 0, failed: 0 };
  for (const { name, command, remedy } of CHECKS) {
    const [file, ...args] = command;
    const { status, error } = spawnSync(file, args, { cwd: root, stdio: "inherit" });
    const passed = status === 0;
    sum[passed ? "passed" : "failed"]++;
    if (passed) console.log(`✓ ${name}`);
    else console.error(`✗ ${name}${error ? `: ${error.message}` : ""}. ${remedy}`);
  }
  return sum;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = check().failed > 0 ? 1 : 0;
