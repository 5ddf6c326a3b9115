import {
  applyChange,
  diagnose,
  type Finding,
  HillockError,
  type History,
  make,
  type Parameter,
  prescribe,
  scoreOf,
  toOnnx,
  train,
} from "hillock";
import { messageOf } from "../compute/message.ts";
import type { Plane, Prepared } from "./data.ts";
import { type FindingFrame, type Frame, type Status, SURFACE } from "./frame.ts";
import { layersFromOne } from "./layer-words.ts";
import { curvesOf, layersOf } from "./look.ts";
import type { Net } from "./net.ts";
import type { Pace } from "./pace.ts";
import { MOST_EPOCHS, regimenOf, settingsOf, wordsOf } from "./regimen.ts";
import type { NetworkSettings } from "./settings.ts";
import { Snapshots } from "./snapshots.ts";

const FRAME_MS = 45;
const DIAGNOSE_MS = 400;
const BREATHE_MS = 10;
const SAMPLE_ROWS = 256;
/** Before these, too little was seen to tell. */
const FIRST_FINDINGS = 10;
const PATIENT_FINDINGS = 100;
const PATIENT: readonly Finding["name"][] = ["slowConvergence", "learningRateTooLow", "lossNotFalling"];

const OVER: readonly Status[] = ["finished", "diverged", "failed"];

const later = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The plane's points row by row, from the top left. */
function gridOf({ x, y }: Plane): Float32Array {
  const grid = new Float32Array(2 * SURFACE * SURFACE);
  for (let row = 0; row < SURFACE; row++)
    for (let column = 0; column < SURFACE; column++) {
      const at = 2 * (row * SURFACE + column);
      grid[at] = x[0] + ((x[1] - x[0]) * (column + 0.5)) / SURFACE;
      grid[at + 1] = y[1] + ((y[0] - y[1]) * (row + 0.5)) / SURFACE;
    }
  return grid;
}

/** What a training tells the page. */
export interface Audience {
  /** Resolves when the frame is drawn. */
  readonly show: (frame: Frame) => Promise<void>;
  /** The training cannot go on. */
  readonly fail: (message: string) => void;
}

/** One network in training: plays, pauses, steps, and shows any past epoch. */
export class Trainer {
  readonly #settings: NetworkSettings;
  readonly #prepared: Prepared;
  readonly #audience: Audience;
  readonly #pace: Pace | undefined;
  readonly #ready: ReturnType<typeof make>;
  /** A second network for looks at past weights, while the first goes on. */
  readonly #past: ReturnType<typeof make>;
  readonly #sample: Float32Array;
  readonly #grid: Float32Array | undefined;
  readonly #snapshots = new Snapshots();
  readonly #signal = { aborted: false };
  #history: History | undefined;
  #status: Status = "ready";
  #epoch = 0;
  #shown: number | undefined;
  #steps = 0;
  #perSecond = Number.POSITIVE_INFINITY;
  #resume: (() => void) | undefined;
  #showing = false;
  #lastFrame = 0;
  #lastBreath = 0;
  #due = 0;
  #findings: readonly FindingFrame[] = [];
  #diagnosedAt = 0;

  /**
   * `start`: weights to begin with, of a file. `pace`: keeps step with another network.
   * @throws HillockError where the settings make no network, or the weights are not of its shapes.
   */
  constructor(
    settings: NetworkSettings,
    prepared: Prepared,
    audience: Audience,
    { start, pace }: { readonly start?: readonly Parameter[]; readonly pace?: Pace } = {},
  ) {
    this.#settings = settings;
    this.#prepared = prepared;
    this.#audience = audience;
    this.#pace = pace;
    const regimen = regimenOf(settings, prepared.summary.task);
    const { plane } = prepared.summary;
    this.#ready = make(regimen, prepared.data);
    if (start) this.#ready.net.load(start);
    const { inputsAt = (points: Float32Array) => points } = prepared;
    const grid = plane && { inputs: inputsAt(gridOf(plane)), labels: new Float64Array(SURFACE * SURFACE) };
    this.#past = make(regimen, grid ? { ...prepared.data, validation: grid } : prepared.data);
    this.#grid = grid ? this.#past.validation.inputs : undefined;
    this.#sample = this.#ready.train.inputs.slice(0, SAMPLE_ROWS * prepared.data.columns);
    this.#snapshots.keep(0, this.#ready.net);
    void this.#draw();
  }

  get status(): Status {
    return this.#status;
  }

  play(perSecond: number): void {
    this.#perSecond = perSecond;
    this.#due = performance.now();
    this.#go(Number.POSITIVE_INFINITY);
  }

  step(): void {
    this.#go(1);
  }

  pause(): void {
    if (this.#status !== "running") return;
    this.#steps = 0;
    this.#pace?.wake();
  }

  /** Up to this epoch, where it has not come so far yet. */
  stepTo(epoch: number): void {
    if (epoch > this.#epoch) this.#go(epoch - this.#epoch);
  }

  stop(): void {
    this.#signal.aborted = true;
    this.#resume?.();
    this.#pace?.leave();
  }

  /** Shows an epoch of the past; undefined for the newest. */
  look(epoch: number | undefined): void {
    this.#shown = epoch;
    void this.#draw();
  }

  #go(steps: number): void {
    if (OVER.includes(this.#status)) return;
    this.#steps = steps;
    this.#shown = undefined;
    const started = this.#status !== "ready";
    this.#status = "running";
    if (started) this.#resume?.();
    else void this.#train();
  }

  async #train(): Promise<void> {
    const { optimizer, learningRate, batchSize, seed, weightDecay, clipNorm } = this.#settings;
    try {
      const history = await train(this.#ready.net, this.#ready.train, {
        ...{ optimizer, learningRate, batchSize, seed, weightDecay, measureEvery: 1, epochs: MOST_EPOCHS },
        ...(clipNorm > 0 ? { clipNorm } : {}),
        validation: this.#ready.validation,
        signal: this.#signal,
        onEpoch: ({ epoch, history: soFar }) => this.#afterEpoch(epoch, soFar),
      });
      this.#history = history;
      this.#status = history.status;
      this.#diagnose();
      await this.#draw();
    } catch (cause) {
      if (!(cause instanceof HillockError && cause.code === "aborted")) this.#fail(cause);
    } finally {
      this.#pace?.leave();
    }
  }

  /** Memory may be at its end, so that not even a picture can be made. */
  #fail(cause: unknown): void {
    if (this.#signal.aborted) return;
    this.#status = "failed";
    this.stop();
    this.#audience.fail(messageOf(cause));
  }

  async #afterEpoch(epoch: number, history: History): Promise<void> {
    this.#epoch = epoch;
    this.#history = history;
    this.#snapshots.keep(epoch, this.#ready.net);
    if (history.status === "diverged" || this.#signal.aborted) return;
    this.#steps--;
    if (this.#steps > 0) await this.#pace?.meet(epoch);
    else this.#pace?.arrive(epoch);
    const now = performance.now();
    if (now - this.#diagnosedAt > DIAGNOSE_MS) this.#diagnose();
    if (this.#steps <= 0) {
      this.#status = "paused";
      this.#diagnose();
      void this.#draw();
      await new Promise<void>((resume) => {
        this.#resume = resume;
      });
      return;
    }
    if (now - this.#lastFrame >= FRAME_MS) void this.#draw();
    this.#due = Math.max(this.#due + 1000 / this.#perSecond, now - 100);
    if (this.#due > now) await later(this.#due - now);
    else if (now - this.#lastBreath > BREATHE_MS) {
      await later(0);
      this.#lastBreath = performance.now();
    }
  }

  #diagnose(): void {
    this.#diagnosedAt = performance.now();
    if (!this.#history || (this.#epoch < FIRST_FINDINGS && this.#status !== "diverged")) return;
    const regimen = regimenOf(this.#settings, this.#prepared.summary.task);
    this.#findings = diagnose(this.#history)
      .filter(({ name }) => this.#epoch >= PATIENT_FINDINGS || !PATIENT.includes(name))
      .flatMap((finding): FindingFrame[] => {
        const change = prescribe(finding).find(({ kind }) => kind !== "epochs");
        if (!change) return [];
        const { name, layer, sinceEpoch, cause } = finding;
        const mended = settingsOf(this.#settings, applyChange(regimen, change));
        return [
          { name, layer, sinceEpoch, cause: layersFromOne(cause), prescription: wordsOf(change), mended },
        ];
      });
  }

  /** One picture at a time: the page says when it has drawn the last one. */
  async #draw(): Promise<void> {
    if (this.#showing || this.#signal.aborted) return;
    this.#showing = true;
    this.#lastFrame = performance.now();
    let frame: Frame;
    try {
      frame = this.#frame();
      await this.#audience.show(frame);
    } catch (cause) {
      return this.#fail(cause);
    } finally {
      this.#showing = false;
    }
    const moved = frame.epoch !== this.#epoch || frame.status !== this.#status;
    const asked = this.#shown !== undefined && frame.shown !== this.#snapshots.nearest(this.#shown)?.epoch;
    if ((moved && this.#status !== "running") || asked) await this.#draw();
  }

  /** The network of the epoch that is looked at; weights that are no longer finite leave the last ones that were. */
  #look(): { readonly net: Net; readonly shown: number; readonly finite: boolean } {
    const snapshot = this.#shown === undefined ? undefined : this.#snapshots.nearest(this.#shown);
    const { net } = this.#past;
    const parameters = snapshot?.parameters ?? this.#ready.net.parameters();
    const finite = parameters.every(({ data }) => data.every(Number.isFinite));
    if (finite) net.load(parameters);
    return { net, shown: snapshot?.epoch ?? this.#epoch, finite };
  }

  /** An ONNX file of the network that is looked at. Its inputs are the columns as the network gets them. */
  toOnnx(): Uint8Array {
    return toOnnx(this.#look().net);
  }

  #frame(): Frame {
    const { net, shown, finite } = this.#look();
    const history = this.#history;
    return {
      status: this.#status,
      epoch: this.#epoch,
      shown,
      trainLoss: history?.trainLoss[shown - 1] ?? Number.NaN,
      validationLoss: history?.validationLoss[shown - 1] ?? Number.NaN,
      score: finite ? this.#score(net) : Number.NaN,
      layers: layersOf(net, this.#sample, history, shown),
      curves: curvesOf(history, net.layers.length),
      surface: this.#grid ? net.predict(this.#grid) : undefined,
      outputs: net.outputs,
      findings: this.#findings,
    };
  }

  #score(net: Net): number {
    const outputs = net.predict(this.#ready.validation.inputs);
    return scoreOf(this.#prepared.summary.task, outputs, this.#prepared.data.validation.labels);
  }
}
