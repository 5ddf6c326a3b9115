import { SingleBar } from "cli-progress";

/** A bar on stderr. Nothing of the terminal is changed, so nothing is left to restore at Ctrl-C. */
export const progressBar = (format: string): SingleBar =>
  new SingleBar({
    format,
    hideCursor: false,
    linewrap: true,
    gracefulExit: false,
    clearOnComplete: true,
    stream: process.stderr,
    barCompleteChar: "█",
    barIncompleteChar: "░",
  });
