// npm run clinic [-- --FLAG …]: builds, installs the real data to train on, and runs the clinic; see clinic/src/main.ts.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installFolder } from "./install-folder.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (file, args) => spawnSync(file, args, { cwd: root, stdio: "inherit" }).status ?? 1;

if (run("npm", ["run", "--silent", "build"]) !== 0) process.exit(1);
installFolder(join(root, "clinic"));
if (run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "clinic"]) !== 0) process.exit(1);
process.exit(run(process.execPath, ["clinic/dist/main.js", ...process.argv.slice(2)]));
