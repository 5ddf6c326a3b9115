// Programs of the system that tests run: found where they usually are, or installed with apt-get where that is allowed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const succeeds = (file, args) => spawnSync(file, args, { stdio: "ignore" }).status === 0;

/** How to run apt-get: plainly as root, by sudo where it asks for no password, else not at all. */
function aptGet() {
  if (!existsSync("/usr/bin/apt-get")) return undefined;
  if (process.getuid?.() === 0) return ["apt-get"];
  return succeeds("sudo", ["-n", "true"]) ? ["sudo", "-n", "apt-get"] : undefined;
}

function install([file, ...before], { title, package: name, use }) {
  console.log(`Installing ${title}, which ${use} (apt-get install ${name}) …`);
  const steps = [
    ["update"],
    ["-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", name],
  ];
  for (const step of steps) {
    const { status, stdout, stderr } = spawnSync(file, [...before, ...step], {
      encoding: "utf8",
      // at run level 1 an installed server is not started
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    });
    if (status === 0) continue;
    console.error(`apt-get ${step.join(" ")} failed:\n${`${stdout}${stderr}`.trim().slice(-2000)}`);
    return;
  }
}

/**
 * The path of a program, or undefined after a message that says what to do. The environment's variable, where it is
 * set, is the only place looked at: a wrong path is not silently replaced.
 */
export function findOrInstall(program) {
  const { title, package: name, variable, places, use } = program;
  const named = process.env[variable];
  const find = () => (named === undefined ? places : [named]).find((place) => existsSync(place));
  const apt = find() || named ? undefined : aptGet();
  if (apt) install(apt, program);
  const found = find();
  if (found === undefined)
    console.error(
      named
        ? `${variable} names "${named}", which does not exist.`
        : `There is no ${title}, which ${use}. Install it (Debian, Ubuntu: apt-get install ${name}) or name its path in ${variable}.`,
    );
  return found;
}
