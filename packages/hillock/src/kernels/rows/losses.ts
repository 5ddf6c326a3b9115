import { instantiate, type WasmExports } from "../../codegen/instantiate.ts";
import {
  BINARY_ROUND,
  emitBinaryCrossEntropy,
  MOST_BINARY,
  PADDING,
} from "../../codegen/rows/binary-cross-entropy.ts";
import { crossEntropy } from "../../codegen/rows/cross-entropy.ts";
import { addPowerTable } from "../../codegen/rows/power-table.ts";
import { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { writePowers } from "./powers.ts";
import { compilePowers } from "./run.ts";
import { copyIn, copyOut, fill, reserve, rowMemory } from "./staging.ts";

const withProbabilities = compilePowers(crossEntropy(true));
const gradientOnly = compilePowers(crossEntropy(false));

/**
 * The sum of the rows' losses; writes the probabilities S, where they are wanted, and (S − Y) · scale. Arrays and labels are
 * checked already.
 */
export function crossEntropyOfRows(
  logits: Float32Array,
  labels: ArrayLike<number>,
  columns: number,
  scale: number,
  out: { readonly probabilities: Float32Array | undefined; readonly gradient: Float32Array },
): number {
  const { probabilities, gradient } = out;
  const written = probabilities === undefined ? [gradient] : [probabilities, gradient];
  return (probabilities === undefined ? gradientOnly : withProbabilities)({
    rows: labels.length,
    columns,
    buffers: [
      { data: logits, perRow: columns, use: "read" },
      ...written.map((data) => ({ data, perRow: columns, use: "write" as const })),
    ],
    labels,
    parameters: [scale],
  });
}

const BLOCK = Math.min(4096, MOST_BINARY);
let binary: WasmExports | undefined;

/** The sum of the elements' losses; writes (σ(logits) − labels) · scale. Arrays and labels are checked already. */
export function binaryCrossEntropyOf(
  logits: Float32Array,
  labels: Float32Array,
  scale: number,
  gradient: Float32Array,
): number {
  if (binary === undefined) {
    const module = new ModuleBuilder();
    const params = ["i32", "i32", "i32", "i32", "f64"] as const;
    emitBinaryCrossEntropy(module.addFunction({ params, results: ["f64"], export: "run" }).builder);
    addPowerTable(module);
    binary = instantiate(module.toBytes(), rowMemory());
    writePowers(binary, rowMemory());
  }
  const [x, y, out] = reserve([4 * BLOCK, 4 * BLOCK, 4 * BLOCK]);
  let total = 0;
  for (let start = 0; start < logits.length; start += BLOCK) {
    const end = Math.min(logits.length, start + BLOCK);
    const count = end - start;
    const padded = Math.ceil(count / BINARY_ROUND) * BINARY_ROUND;
    copyIn(x, logits, start, end);
    copyIn(y, labels, start, end);
    fill(x + 4 * count, PADDING.logit, padded - count);
    fill(y + 4 * count, PADDING.label, padded - count);
    total += binary.run(x, y, out, padded, scale);
    copyOut(out, gradient, start, end);
  }
  return total;
}
