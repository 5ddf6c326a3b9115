// npm run format: formats, and mends what the linter can mend by itself.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { installTools, tool } from "./check/tools.mjs";

installTools();
const { status } = spawnSync(tool("biome"), ["check", "--write", "."], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  stdio: "inherit",
});
process.exitCode = status ?? 1;
