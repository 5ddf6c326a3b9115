import { writeSync } from "node:fs";
import { colorsOf } from "./colors.ts";

const STDERR = 2;

/** Ends the process where its reader has gone, or where what it prints cannot be written. */
export function listenToOutputs(): void {
  process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
    // head and the like have read all they want
    if (cause.code === "EPIPE") process.exit();
    try {
      writeSync(
        STDERR,
        `${colorsOf(process.stderr).red("hillock:")} the output cannot be written: ${cause.message}\n`,
      );
    } catch {
      // nobody is left to tell
    }
    process.exit(1);
  });
  // progress and warnings that nobody reads end nothing
  process.stderr.on("error", () => undefined);
}
