import { HillockError } from "../errors.ts";
import { checkLabel } from "../kernels/rows/check.ts";
import { decisionsPerRow } from "./compile/measure.ts";
import { padded, targetBytes } from "./compile/plan.ts";
import { requireLoss } from "./layer-plans.ts";
import { copyRows, type Network } from "./network.ts";

/** rows × inputs, and a class per row or rows × outputs of numbers. */
export interface Data {
  readonly inputs: Float32Array;
  readonly labels: ArrayLike<number>;
}

export interface Loaded {
  readonly rows: number;
  readonly inputs: number;
  readonly targets: number;
}

export const bytesPerTarget = (net: Network): number => targetBytes(net.engine.plan);

/** A plain loop: a callback for each number of a large table costs as much as a step over it. */
function firstNotFinite(values: Float32Array): number {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}

export function countRows(net: Network, { inputs, labels }: Data, what: string): number {
  requireLoss(net.layers[net.layers.length - 1].activation);
  if (inputs.length === 0 || inputs.length % net.inputs !== 0) {
    throw new HillockError(
      "invalid-shape",
      `The ${what} inputs have ${inputs.length} numbers; whole rows of ${net.inputs} are needed, at least one.`,
    );
  }
  const rows = inputs.length / net.inputs;
  const perRow = net.loss === "softmaxCrossEntropy" ? 1 : net.outputs;
  if (labels.length !== rows * perRow)
    throw new HillockError(
      "invalid-shape",
      `There are ${labels.length} ${what} labels for ${rows} rows; ${rows * perRow} are needed.`,
    );
  const bad = firstNotFinite(inputs);
  if (bad >= 0)
    throw new HillockError(
      "invalid-argument",
      `The ${what} inputs have ${inputs[bad]} in row ${Math.floor(bad / net.inputs)}, column ${bad % net.inputs}; fill in or leave out such rows.`,
    );
  for (let r = 0; r < labels.length; r++) {
    if (net.loss === "softmaxCrossEntropy") checkLabel(labels[r], r, net.outputs);
    else if (!Number.isFinite(labels[r]))
      throw new HillockError("invalid-label", `Label ${r} is ${labels[r]}; a finite number is needed.`);
    else if (net.loss === "binaryCrossEntropy" && (labels[r] < 0 || labels[r] > 1))
      throw new HillockError(
        "invalid-label",
        `The label of row ${r} is ${labels[r]}; binary labels lie from 0 to 1.`,
      );
  }
  return rows;
}

/** Lays the data set into the network's memory, rows padded to whole vectors. */
export function loadData(net: Network, data: Data, rows: number, at: number): Loaded {
  const { memory } = net.engine;
  const stride = padded(net.inputs);
  const targets = at + rows * stride * 4;
  copyRows(
    data.inputs,
    net.inputs,
    0,
    new Float32Array(memory.buffer, at, rows * stride),
    stride,
    0,
    rows,
    net.inputs,
  );
  if (net.loss === "softmaxCrossEntropy") {
    const block = new Int32Array(memory.buffer, targets, rows);
    for (let r = 0; r < rows; r++) block[r] = data.labels[r];
  } else {
    const width = padded(net.outputs);
    copyRows(
      Float32Array.from(data.labels),
      net.outputs,
      0,
      new Float32Array(memory.buffer, targets, rows * width),
      width,
      0,
      rows,
      net.outputs,
    );
  }
  return { rows, inputs: at, targets };
}

export interface Measured {
  /** Mean over the rows. */
  readonly loss: number;
  /** Share of right decisions; undefined for a squared error. */
  readonly accuracy: number | undefined;
}

/** What the network makes of rows, without a step. */
export function measure(net: Network, { rows, inputs, targets }: Loaded): Measured {
  const { run, places, capacity, plan } = net.engine;
  run.measure(rows, capacity, inputs, targets);
  const { data } = net.engine.views();
  const decisions = rows * decisionsPerRow(plan);
  return {
    loss: data.getFloat64(places.loss, true) / rows,
    accuracy: decisions > 0 ? data.getUint32(places.rightDecisions, true) / decisions : undefined,
  };
}
