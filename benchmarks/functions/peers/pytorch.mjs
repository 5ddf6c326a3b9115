import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * PyTorch's native kernels on one thread, in a process of its own that is asked for one measurement at a time, so that
 * its rounds stand between those of the others. A case gives the line of Python that is timed, and what to do before.
 */
export async function open() {
  const script = fileURLToPath(new URL("pytorch_server.py", import.meta.url));
  for (const python of ["/usr/bin/python3", "python3"]) {
    const server = spawn(python, [script], { stdio: ["pipe", "pipe", "ignore"] });
    server.on("error", () => {});
    server.stdin.on("error", () => {});
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const ask = async (question) => {
      server.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("PyTorch's process ended.");
      const answer = JSON.parse(value);
      if (answer.error) throw new Error(`PyTorch: ${answer.error}`);
      return answer;
    };
    const first = await lines.next();
    if (first.done) continue;
    return {
      version: JSON.parse(first.value).version,
      async watch({ setup = "", run }, { n, columns }) {
        await ask({ n, columns, setup, run });
        return async () => (await ask({})).ms;
      },
      async close() {
        server.stdin.end();
        if (server.exitCode === null) await once(server, "exit");
      },
    };
  }
  throw new Error("there is no python3 with torch (Debian: python3-torch)");
}
