import { signal } from "@preact/signals";
import { proxy, type Remote, transfer, wrap } from "comlink";
import type { DataSummary, Source, TableColumns, TableSource } from "../../train/data.ts";
import type { CurvesFrame, Frame } from "../../train/frame.ts";
import type { NetworkSettings } from "../../train/settings.ts";
import type { Answer, TrainApi } from "../../train/worker.ts";

const CURVES_MS = 250;
const nextPaint = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));

function valueIn<T>(answer: Answer<T>): T {
  if ("fault" in answer) throw new Error(answer.fault);
  return answer.value;
}

/** One network on the page, with a worker of its own that trains it. */
export class Lane {
  /** What is drawn. */
  readonly frame = signal<Frame>();
  /** Drawn less often: nobody sees curves of hundreds of epochs move at every one. */
  readonly curves = signal<CurvesFrame>();
  #curvesAt = 0;
  /** Why the settings make no network; the last one that could be made stays. */
  readonly fault = signal<string>();
  /** Why its training or its file came to nothing; not for a network that could not be made. */
  readonly trouble = signal<string>();
  readonly #worker: Remote<TrainApi>;
  #configured = 0;
  /** The newest network of which something is drawn. */
  #drawn = 0;

  constructor() {
    this.#worker = wrap<TrainApi>(
      new Worker(new URL("../../train/worker.ts", import.meta.url), { type: "module", name: "training" }),
    );
  }

  /** @throws Error with the table's fault. */
  async prepare(source: Source, held: number): Promise<DataSummary> {
    return valueIn(await this.#worker.prepare(source, held));
  }

  /** What a table could be asked to predict. @throws Error where it is none. */
  async columnsOf(source: TableSource): Promise<TableColumns> {
    return valueIn(await this.#worker.columnsOf(source));
  }

  /** Whether the settings make a network; where they make none, the one before goes on. `port`: to the network that it races. */
  async configure(settings: NetworkSettings, port?: MessagePort): Promise<boolean> {
    const turn = ++this.#configured;
    const newest = (): boolean => {
      this.#drawn = Math.max(this.#drawn, turn);
      return turn === this.#drawn;
    };
    const show = async (frame: Frame): Promise<void> => {
      // a page that is not seen draws nothing, and never says that it has
      if (!document.hidden) await nextPaint();
      if (newest()) this.#draw(frame);
    };
    const fail = (message: string): void => {
      if (newest()) this.#fail(message);
    };
    const other = port && transfer(port, [port]);
    const answer = await this.#worker.configure(settings, proxy(show), proxy(fail), other);
    const made = !("fault" in answer);
    if (made && newest()) this.trouble.value = undefined;
    if (turn === this.#configured) this.fault.value = made ? undefined : answer.fault;
    return made;
  }

  /** @throws Error that says what the file lacks; nothing is changed then. */
  async open(bytes: Uint8Array, before: NetworkSettings): Promise<NetworkSettings> {
    return valueIn(await this.#worker.open(bytes, before));
  }

  /** The network that is looked at, as an ONNX file. */
  async save(): Promise<Uint8Array> {
    return valueIn(await this.#worker.save());
  }

  #draw(frame: Frame): void {
    this.frame.value = frame;
    const now = performance.now();
    if (frame.status === "running" && now - this.#curvesAt < CURVES_MS) return;
    this.#curvesAt = now;
    this.curves.value = frame.curves;
  }

  #fail(message: string): void {
    this.trouble.value = `The training stopped. ${message}`;
    const last = this.frame.peek();
    if (last) this.frame.value = { ...last, status: "failed" };
  }

  play(epochsPerSecond: number): void {
    void this.#worker.play(epochsPerSecond);
  }
  pause(): void {
    void this.#worker.pause();
  }
  step(): void {
    void this.#worker.step();
  }
  stepTo(epoch: number): void {
    void this.#worker.stepTo(epoch);
  }
  stop(): void {
    this.frame.value = undefined;
    void this.#worker.stop();
  }
  look(epoch: number | undefined): void {
    void this.#worker.look(epoch);
  }
}
