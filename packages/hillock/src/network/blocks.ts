import { HillockError } from "../errors.ts";
import { padded } from "./compile/plan.ts";
import { SETTING } from "./compile/settings.ts";
import { OPTIMIZERS } from "./compile/update.ts";
import { bytesPerTarget, countRows, type Data, loadData, measure } from "./data.ts";
import { type LayerHistory, layerHistories, recordLayers, resetCounters, usualInterval } from "./measure.ts";
import { momentsIn } from "./memory.ts";
import { copyRows, type Network, type Parameter } from "./network.ts";
import { checkOptions, type OptimizerName, prepareOptimizer } from "./options.ts";

export interface BlockTrainerOptions {
  /** How many rows the buffer holds. */
  readonly slots: number;
  /** How many rows `measure` takes at most; 0 unless given. */
  readonly measured?: number;
  readonly optimizer: OptimizerName;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** Everything that a training is between two epochs, besides its rows. */
export interface TrainerState {
  readonly parameters: readonly Parameter[];
  /** The optimiser's first, then second moments, as they lie in the network's memory. */
  readonly moments: Float32Array;
  /** Adam's β₁ᵗ and β₂ᵗ. */
  readonly powers: readonly [number, number];
}

/** Trains on rows that come and go in a buffer of fixed size, so that a table may be larger than memory. */
export interface BlockTrainer {
  readonly slots: number;
  /** Puts rows into consecutive slots. @throws HillockError where they do not fit. */
  put(slot: number, data: Data): void;
  /** Zeroes the epoch's loss and counters. */
  startEpoch(): void;
  /** One step a batch over the rows in these slots, in this order. */
  step(slots: Uint32Array): void;
  /** Mean loss of the epoch's examples, each before its step; adds the layers' measurements to `layers`. */
  endEpoch(): number;
  readonly layers: readonly LayerHistory[];
  /** Mean loss over rows, without a step. */
  measure(data: Data): number;
  state(): TrainerState;
  /** @throws HillockError where the state is of another network. */
  restore(state: TrainerState): void;
}

/** @throws HillockError for settings that do not fit, "out-of-memory" where there is no room for the buffer. */
export function blockTrainer(net: Network, options: BlockTrainerOptions): BlockTrainer {
  const { slots, measured = 0, optimizer, batchSize, learningRate } = options;
  const { momentum } = checkOptions(net, { optimizer, batchSize, learningRate, epochs: 1 });
  const { engine } = net;
  const { places } = engine;
  const stride = padded(net.inputs);
  const perTarget = bytesPerTarget(net);
  const align = (bytes: number): number => Math.ceil(bytes / 16) * 16;
  const sizes = {
    inputs: align(slots * stride * 4),
    targets: align(slots * perTarget),
    order: align(slots * 4),
    measured: align(measured * (stride * 4 + perTarget)),
  };
  const inputsAt = engine.reserve(sizes.inputs + sizes.targets + sizes.order + sizes.measured);
  const targetsAt = inputsAt + sizes.inputs;
  const orderAt = targetsAt + sizes.targets;
  const measuredAt = orderAt + sizes.order;
  prepareOptimizer(net, 0, { learningRate, momentum, weightDecay: 0, clipNorm: 0 });
  const layers = layerHistories(net);
  let rowsOfEpoch = 0;
  const moments = (): Float32Array =>
    new Float32Array(engine.memory.buffer, places.firstMoments, momentsIn(places));
  const settings = (): DataView => new DataView(engine.memory.buffer, places.settings);

  return {
    slots,
    layers,
    put(slot, data) {
      const rows = countRows(net, data, "training");
      if (slot < 0 || slot + rows > slots)
        throw new HillockError(
          "invalid-shape",
          `${rows} rows do not fit from slot ${slot} on into a buffer of ${slots}.`,
        );
      const { buffer } = engine.memory;
      const inputs = new Float32Array(buffer, inputsAt, slots * stride);
      copyRows(data.inputs, net.inputs, 0, inputs, stride, slot, rows, net.inputs);
      if (net.loss === "softmaxCrossEntropy")
        new Int32Array(buffer, targetsAt, slots).set(Int32Array.from(data.labels), slot);
      else {
        const width = padded(net.outputs);
        const targets = new Float32Array(buffer, targetsAt, slots * width);
        copyRows(Float32Array.from(data.labels), net.outputs, 0, targets, width, slot, rows, net.outputs);
      }
    },
    startEpoch() {
      resetCounters(net);
      rowsOfEpoch = 0;
    },
    step(order) {
      new Uint32Array(engine.memory.buffer, orderAt, slots).set(order);
      const code = OPTIMIZERS.indexOf(optimizer);
      engine.run.epoch(order.length, batchSize, inputsAt, targetsAt, orderAt, code, usualInterval(slots));
      rowsOfEpoch += order.length;
    },
    endEpoch() {
      recordLayers(net, layers);
      return new DataView(engine.memory.buffer, places.loss).getFloat64(0, true) / rowsOfEpoch;
    },
    measure(data) {
      const rows = countRows(net, data, "validation");
      if (rows > measured)
        throw new HillockError(
          "invalid-shape",
          `${rows} rows are to be measured; there is room for ${measured}.`,
        );
      return measure(net, loadData(net, data, rows, measuredAt)).loss;
    },
    state: () => ({
      parameters: net.parameters(),
      moments: moments().slice(),
      powers: [
        settings().getFloat64(SETTING.beta1Power, true),
        settings().getFloat64(SETTING.beta2Power, true),
      ],
    }),
    restore(state) {
      if (state.moments.length !== moments().length)
        throw new HillockError(
          "invalid-shape",
          `The state has ${state.moments.length} moments; this network has ${moments().length}.`,
        );
      net.load(state.parameters);
      moments().set(state.moments);
      settings().setFloat64(SETTING.beta1Power, state.powers[0], true);
      settings().setFloat64(SETTING.beta2Power, state.powers[1], true);
    },
  };
}
