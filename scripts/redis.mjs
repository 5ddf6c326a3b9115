// Finds redis-server for the tests of queues, or installs it with the system's packages where that is allowed.
import { findOrInstall } from "./system-package.mjs";

/** The path of a redis-server, or undefined after a message that says what to do. */
export const redis = () =>
  findOrInstall({
    title: "redis-server",
    package: "redis-server",
    variable: "HILLOCK_REDIS",
    places: ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"],
    use: "the tests of queues start",
  });
