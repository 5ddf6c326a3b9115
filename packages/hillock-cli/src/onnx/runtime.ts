import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HillockError } from "hillock";
import type { FromWorker, ToWorker, WorkerTensor } from "./messages.ts";

/** The version that this was tried with. */
const PACKAGE = "onnxruntime-web";
const INSTALL = `npm install ${PACKAGE}@1.30.0`;

/** Beside Hillock, or in the folder that the command runs in. */
function locate(): string {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), "package.json"))]) {
    try {
      return pathToFileURL(createRequire(from).resolve(PACKAGE)).href;
    } catch {
      // the next place
    }
  }
  throw new HillockError(
    "invalid-argument",
    `hillock inspect runs the graph with onnxruntime, which is not installed. Install it with: ${INSTALL}`,
  );
}

const MOST_SAID = 2000;

/** Seconds without an answer that a graph is given unless it is said. */
export const DEFAULT_TIMEOUT = 300;

export type Outputs = Readonly<Record<string, WorkerTensor>>;

/** One graph in onnxruntime, in a process of its own: whatever a file makes it do ends there. */
export class Runtime {
  readonly #process: ChildProcess;
  #printed = "";
  #said = "";
  #answer: ((answer: FromWorker) => void) | undefined;
  #fail: ((cause: Error) => void) | undefined;
  readonly #timeout: number;

  private constructor(path: string, timeout: number) {
    this.#timeout = timeout;
    this.#process = fork(fileURLToPath(new URL("./worker.js", import.meta.url)), [path], {
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    // onnxruntime writes its profile there
    this.#process.stdout?.on("data", (chunk: Buffer) => {
      this.#printed += chunk.toString();
    });
    this.#process.stderr?.on("data", (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString()).slice(-MOST_SAID);
    });
    this.#process.on("message", (answer) => this.#answer?.(answer as FromWorker));
    this.#process.on("error", (cause) => this.#fail?.(cause));
    this.#process.on("exit", (code) =>
      this.#fail?.(new Error(`it ended with exit code ${code}\n${this.#said}`)),
    );
  }

  /** @param timeout seconds without an answer after which a graph is taken for one that never ends. */
  static async start(timeout: number): Promise<Runtime> {
    const runtime = new Runtime(locate(), timeout);
    await runtime.#next();
    return runtime;
  }

  #next(): Promise<FromWorker> {
    return new Promise<FromWorker>((resolve, reject) => {
      this.#answer = resolve;
      this.#fail = reject;
    }).catch((cause: unknown) => {
      throw new HillockError(
        "invalid-model",
        `onnxruntime failed: ${cause instanceof Error ? cause.message : String(cause)}.`,
      );
    });
  }

  async #ask(message: ToWorker): Promise<FromWorker> {
    const answer = this.#next();
    this.#process.send(message);
    const timer = setTimeout(() => this.#giveUp(), this.#timeout * 1000);
    const result = await answer.finally(() => clearTimeout(timer));
    if (result.kind === "failed")
      throw new HillockError("invalid-model", `onnxruntime cannot run the graph: ${result.why}`);
    return result;
  }

  /** In a loop the process hears nothing but this. */
  #giveUp(): void {
    this.#process.kill("SIGKILL");
    this.#fail?.(
      new Error(
        `the graph has given no answer for ${this.#timeout} s, as a Loop in it that never ends would; --timeout SECONDS waits longer, --rows N runs fewer rows`,
      ),
    );
  }

  async open(bytes: Uint8Array, profiled: boolean): Promise<void> {
    await this.#ask({ kind: "open", bytes, profiled });
  }

  async run(feeds: Outputs, keep: boolean): Promise<Outputs> {
    const answer = await this.#ask({ kind: "run", feeds, keep });
    return answer.kind === "ran" ? answer.outputs : {};
  }

  /** What onnxruntime printed while it was open: its profile. */
  async close(): Promise<string> {
    const { stdout } = this.#process;
    const ended = new Promise((resolve) => stdout?.once("end", resolve));
    await this.#ask({ kind: "close" });
    this.end();
    // what was printed arrives on another way than the answer; it is whole once there can be no more
    await ended;
    return this.#printed;
  }

  end(): void {
    this.#fail = undefined;
    if (this.#process.connected) this.#process.disconnect();
  }
}
