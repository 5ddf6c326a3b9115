import { totalmem } from "node:os";

// src/machine.ts
const size = (bytes) =>
  bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${Math.ceil(bytes / 2 ** 20)} MiB`;
/** What this process may take: the machine's memory, or the limit it was put under. */
function available() {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}
/** The most memory that this process has held so far, all of its threads together. */
const peakMemory = () => size(process.resourceUsage().maxRSS * 1024);

export { available as t, peakMemory as n, size as r };
