import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does something and then tidies up: at the end, at an error, and where the user interrupts it, which ends the process. */
export async function untilInterrupted(
  act: () => Promise<void>,
  tidy: (how: "finished" | "interrupted") => Promise<void>,
): Promise<void> {
  let tidied: Promise<void> | undefined;
  const tidyOnce = (how: "finished" | "interrupted"): Promise<void> => {
    tidied ??= tidy(how);
    return tidied;
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    release();
    void tidyOnce("interrupted").finally(() => process.exit(128 + constants.signals[signal]));
  };
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  try {
    await act();
  } finally {
    release();
    await tidyOnce("finished");
  }
}
