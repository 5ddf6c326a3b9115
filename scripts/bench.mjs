// npm run bench [-- NAME … --FLAG …]: builds, installs the peers to measure beside, and runs benchmarks/NAME/main.mjs, or all of them.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installFolder } from "./install-folder.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "benchmarks");
const known = readdirSync(folder).filter((name) => existsSync(join(folder, name, "main.mjs")));
const given = process.argv.slice(2);
const firstFlag = given.findIndex((each) => each.startsWith("--"));
const asked = firstFlag < 0 ? given : given.slice(0, firstFlag);
const flags = firstFlag < 0 ? [] : given.slice(firstFlag);
const unknown = asked.filter((name) => !known.includes(name));

if ((flags.includes("--help") && asked.length === 0) || unknown.length > 0) {
  console.log(
    `npm run bench [-- NAME … --FLAG …]\nBenchmarks: ${known.join(", ")}. All of them run where none is named; flags go to each.`,
  );
  process.exit(flags.includes("--help") ? 0 : 2);
}
const run = (file, args, options) =>
  spawnSync(file, args, { cwd: root, stdio: "inherit", ...options }).status ?? 1;
if (run("npm", ["run", "--silent", "build"]) !== 0) process.exit(1);
console.error("Installing the peers to measure beside (once; about 500 MB) …");
installFolder(folder);
let failed = 0;
for (const name of asked.length > 0 ? asked : known) {
  console.log(`\n# ${name}\n`);
  if (run(process.execPath, [join(folder, name, "main.mjs"), ...flags]) !== 0) failed++;
}
process.exit(failed > 0 ? 1 : 0);
