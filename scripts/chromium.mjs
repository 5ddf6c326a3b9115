// Finds Chromium for the tests that open pages, or installs it with the system's packages where that is allowed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** HILLOCK_CHROMIUM, where it is set, is the only place looked at: a wrong path is not silently replaced. */
const find = () => [process.env.HILLOCK_CHROMIUM ?? PLACES].flat().find((place) => existsSync(place));

const succeeds = (file, args) => spawnSync(file, args, { stdio: "ignore" }).status === 0;

/** How to run apt-get: plainly as root, by sudo where it asks for no password, else not at all. */
function aptGet() {
  if (!existsSync("/usr/bin/apt-get")) return undefined;
  if (process.getuid?.() === 0) return ["apt-get"];
  return succeeds("sudo", ["-n", "true"]) ? ["sudo", "-n", "apt-get"] : undefined;
}

function install([file, ...before]) {
  console.log("Installing Chromium for the tests that open pages (apt-get install chromium) …");
  const steps = [
    ["update"],
    ["-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", "chromium"],
  ];
  for (const step of steps) {
    const { status, stdout, stderr } = spawnSync(file, [...before, ...step], {
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (status === 0) continue;
    console.error(`apt-get ${step.join(" ")} failed:\n${`${stdout}${stderr}`.trim().slice(-2000)}`);
    return;
  }
}

/** The path of a Chromium, or undefined after a message that says what to do. */
export function chromium() {
  const apt = find() || process.env.HILLOCK_CHROMIUM ? undefined : aptGet();
  if (apt) install(apt);
  const found = find();
  if (found === undefined)
    console.error(
      process.env.HILLOCK_CHROMIUM
        ? `HILLOCK_CHROMIUM names "${process.env.HILLOCK_CHROMIUM}", which does not exist.`
        : "There is no Chromium, which some tests open pages in. Install it (Debian, Ubuntu: apt-get install chromium) or name its path in HILLOCK_CHROMIUM.",
    );
  return found;
}
