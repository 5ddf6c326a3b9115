import { signal } from "@preact/signals";
import { proxy, type Remote, wrap } from "comlink";
import type { DataSummary, Source } from "../../train/data.ts";
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
  readonly #worker: Remote<TrainApi>;
  #configured = 0;

  constructor() {
    this.#worker = wrap<TrainApi>(
      new Worker(new URL("../../train/worker.ts", import.meta.url), { type: "module", name: "training" }),
    );
  }

  /** @throws Error with the table's fault. */
  async prepare(source: Source, held: number): Promise<DataSummary> {
    return valueIn(await this.#worker.prepare(source, held));
  }

  /** As `prepare`, without giving up the data in use. */
  async check(source: Source, held: number): Promise<DataSummary> {
    return valueIn(await this.#worker.check(source, held));
  }

  async configure(settings: NetworkSettings): Promise<void> {
    const turn = ++this.#configured;
    const show = async (frame: Frame): Promise<void> => {
      // a page that is not seen draws nothing, and never says that it has
      if (!document.hidden) await nextPaint();
      if (turn === this.#configured) this.#draw(frame);
    };
    const answer = await this.#worker.configure(settings, proxy(show));
    if (turn === this.#configured) this.fault.value = "fault" in answer ? answer.fault : undefined;
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

  play(epochsPerSecond: number): void {
    void this.#worker.play(epochsPerSecond);
  }
  pause(): void {
    void this.#worker.pause();
  }
  step(): void {
    void this.#worker.step();
  }
  look(epoch: number | undefined): void {
    void this.#worker.look(epoch);
  }
}
