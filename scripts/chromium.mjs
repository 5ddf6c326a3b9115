// Finds Chromium for the tests that open pages, or installs it with the system's packages where that is allowed.
import { findOrInstall } from "./system-package.mjs";

/** The path of a Chromium, or undefined after a message that says what to do. */
export const chromium = () =>
  findOrInstall({
    title: "Chromium",
    package: "chromium",
    variable: "HILLOCK_CHROMIUM",
    places: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
    use: "some tests open pages in",
  });
