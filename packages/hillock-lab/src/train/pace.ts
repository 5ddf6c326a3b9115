/** Two networks in a race, each in a worker of its own: none goes on to an epoch before the other has come as far. */
export class Pace {
  readonly #port: MessagePort;
  #own = 0;
  #other = 0;
  #go: (() => void) | undefined;

  /** `port`: one end of a channel whose other end the other network has. */
  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<number>) => {
      this.#other = data;
      if (data >= this.#own) this.#go?.();
    };
  }

  /** Says that this epoch is over. */
  arrive(epoch: number): void {
    this.#own = epoch;
    this.#port.postMessage(epoch);
  }

  /** The same, and waits for the other, or for `wake`. */
  async meet(epoch: number): Promise<void> {
    this.arrive(epoch);
    if (this.#other >= epoch) return;
    await new Promise<void>((go) => {
      this.#go = go;
    });
  }

  /** Ends the waiting: this network has been told to stop. */
  wake(): void {
    this.#go?.();
  }

  /** For good: the other goes on alone. */
  leave(): void {
    this.#port.postMessage(Number.POSITIVE_INFINITY);
    this.wake();
  }
}
