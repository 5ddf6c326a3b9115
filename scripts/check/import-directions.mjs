// The import-direction check alone, on this repository or on the tree named: node scripts/check/import-directions.mjs [ROOT]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { installTools, tool } from "./tools.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const root = resolve(process.argv[2] ?? repository);
const sources = ["packages/hillock/src", "packages/hillock-cli/src", "packages/hillock-lab/src"].filter(
  (path) => existsSync(join(root, path)),
);
if (sources.length === 0) {
  console.error(`${root} has no packages/hillock/src and no packages/hillock-cli/src: nothing to check.`);
  process.exit(1);
}
installTools();
const rules = join(repository, "tools/check/dependency-cruiser.cjs");
const { status } = spawnSync(
  tool("depcruise"),
  ["--output-type", "err-long", "--config", rules, ...sources],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exitCode = status === 0 ? 0 : 1;
