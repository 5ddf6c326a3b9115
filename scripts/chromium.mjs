// Finds Chromium for the tests that open pages, or installs it through the system's packages.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = [
  process.env.HILLOCK_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const find = () => PLACES.find((place) => place !== undefined && existsSync(place));

export function chromium() {
  if (!find() && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    console.log("Installing Chromium for the tests that open pages …");
    spawnSync("apt-get", ["update"], { stdio: "ignore" });
    spawnSync(
      "apt-get",
      ["-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", "chromium"],
      { stdio: "ignore" },
    );
  }
  const found = find();
  if (!found)
    console.error(
      "No Chromium: install it (Debian: apt-get install chromium) or name it in HILLOCK_CHROMIUM. The page tests will fail.",
    );
  return found;
}
