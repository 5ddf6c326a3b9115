import { ActivationStatistics, inspectOnnx } from "hillock";
import { expect, test } from "vitest";
import { model, node, waves } from "./graphs.ts";

/** What a function of rows along an axis makes of 2 × 3 × 4 numbers. */
function reportOf(type: string, opset: number, axis: bigint) {
  const bytes = model({
    inputs: [{ name: "x", shape: [2, 3, 4] }],
    outputs: [{ name: "y", shape: [2, 3, 4] }],
    nodes: [node(type, ["x"], "y", { axis })],
    opset,
  });
  const [found] = inspectOnnx(bytes).activations;
  const statistics = new ActivationStatistics(found);
  statistics.add(waves(24), [2, 3, 4]);
  return statistics.report();
}

test.each([
  [13, 0n, 2],
  [13, 1n, 3],
  [13, -2n, 3],
  [13, 2n, 4],
  [13, -1n, 4],
  [11, 1n, 12],
  [11, 2n, 4],
])("a softmax of opset %d along axis %d has rows of %d probabilities", (opset, axis, length) => {
  const { mean, units, elements } = reportOf("Softmax", opset, axis);
  expect(units).toBe(length);
  expect(elements).toBe(24);
  expect(mean).toBeCloseTo(1 / length, 7);
  expect(reportOf("Hardmax", opset, axis).sparsity).toBeCloseTo(1 - 1 / length, 12);
});
