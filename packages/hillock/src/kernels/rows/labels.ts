import { instantiate, type WasmExports } from "../../codegen/instantiate.ts";
import { LABEL_ROUND, labelRangeModule } from "../../codegen/rows/label-range.ts";
import { copyIntegers, fill, reserve, rowMemory } from "./staging.ts";

const BLOCK = 8192;
let range: WasmExports | undefined;

/** Whether all labels are classes, 0 to classes − 1: many at a time, as a loop of JavaScript takes longer than a row's loss. */
export function areClasses(labels: Int32Array, classes: number): boolean {
  range ??= instantiate(labelRangeModule().toBytes(), rowMemory());
  const [at] = reserve([4 * BLOCK]);
  for (let start = 0; start < labels.length; start += BLOCK) {
    const end = Math.min(labels.length, start + BLOCK);
    const count = end - start;
    const padded = Math.ceil(count / LABEL_ROUND) * LABEL_ROUND;
    copyIntegers(at, labels, start, end);
    // 0 is a class
    fill(at + 4 * count, 0, padded - count);
    if (range.run(at, padded, classes - 1) !== 0) return false;
  }
  return true;
}
