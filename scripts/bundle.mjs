// Bundles the library for Node, and the command. What the bundler says of files that it wrote is left off.
import { spawnSync } from "node:child_process";

for (const workspace of ["hillock", "hillock-cli"]) {
  const { status } = spawnSync("npm", ["run", "--silent", "build", "--workspace", workspace], {
    stdio: ["inherit", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}
