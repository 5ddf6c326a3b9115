import { performance } from "node:perf_hooks";

const PATIENCE_MS = 1000;
const ERASE_LINE = "\r\u001B[2K";

type Terminal = Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write">;

/** Says on a terminal what is being done before there is a bar, once it has taken a second. */
export class Waiting {
  readonly #stream: Terminal;
  readonly #began = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #shown = false;

  constructor(stream: Terminal = process.stderr) {
    this.#stream = stream;
  }

  async during<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    this.#announce(what);
    try {
      return await work();
    } finally {
      this.#end();
    }
  }

  #announce(what: string): void {
    if (!this.#stream.isTTY) return;
    const show = (): void => {
      this.#stream.write(`${ERASE_LINE}${what.slice(0, (this.#stream.columns || 80) - 3)} …`);
      this.#shown = true;
    };
    const left = this.#began + PATIENCE_MS - performance.now();
    // work that never waits lets no timer be heard
    if (left <= 0) show();
    else this.#timer = setTimeout(show, left).unref();
  }

  #end(): void {
    clearTimeout(this.#timer);
    if (this.#shown) this.#stream.write(ERASE_LINE);
    this.#shown = false;
  }
}
