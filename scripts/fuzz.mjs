// npm run fuzz [-- NAME --FLAG …]: builds, and runs scripts/fuzz/NAME/main.mjs, or all of them where none is named.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "scripts/fuzz");
const main = (name) => join(folder, name, "main.mjs");
const known = readdirSync(folder).filter((name) => existsSync(main(name)));
const [name, ...flags] = process.argv.slice(2);
const named = name !== undefined && !name.startsWith("-");

if ((named && !known.includes(name)) || (!named && name !== undefined)) {
  console.log(
    `npm run fuzz [-- NAME --FLAG …]\nNames: ${known.join(", ")}; all of them where none is given. Flags: npm run fuzz -- NAME --help`,
  );
  process.exit(name === "--help" ? 0 : 2);
}
const run = (file, args) => spawnSync(file, args, { cwd: root, stdio: "inherit" }).status ?? 1;
if (run("npm", ["run", "--silent", "build"]) !== 0) process.exit(1);
const failed = (named ? [name] : known).filter((each) => run(process.execPath, [main(each), ...flags]) !== 0);
process.exit(failed.length > 0 ? 1 : 0);
