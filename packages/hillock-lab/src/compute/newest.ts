/** Runs the newest call only: while one is under way, later ones replace each other. */
export function newest<A extends readonly unknown[], R>(
  call: (...args: A) => Promise<R>,
  use: (result: R) => void,
): (...args: A) => void {
  let running = false;
  let waiting: A | undefined;
  const run = async (args: A): Promise<void> => {
    running = true;
    try {
      use(await call(...args));
    } finally {
      running = false;
      const next = waiting;
      waiting = undefined;
      if (next) void run(next);
    }
  };
  return (...args) => {
    if (running) waiting = args;
    else void run(args);
  };
}
