import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { model, node } from "../onnx/graphs.ts";
import { fresh, hillock } from "./command.ts";

const FLOAT = 1;
const BYTE = 2;
const PIXELS = Uint8Array.of(0, 51, 102, 255, 255, 255, 0, 0);

/** A folder with two images of 2 × 2 pixels, and a graph that sums each. */
function folderWith(type: number): string {
  const cwd = fresh();
  symlinkSync(resolve("tools/onnxruntime/node_modules"), join(cwd, "node_modules"));
  writeFileSync(
    join(cwd, "images"),
    Buffer.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, ...PIXELS]),
  );
  const cast = type === FLOAT ? [] : [node("Cast", ["x"], "float", { to: BigInt(FLOAT) })];
  writeFileSync(
    join(cwd, "sum.onnx"),
    model({
      inputs: [{ name: "x", type, shape: [null, 2, 2] }],
      outputs: [{ name: "y", shape: [null, 1] }],
      tensors: { w: [[4, 1], Float32Array.of(1, 1, 1, 1)] },
      nodes: [
        ...cast,
        node("Flatten", [type === FLOAT ? "x" : "float"], "flat"),
        node("MatMul", ["flat", "w"], "z"),
        node("Relu", ["z"], "y"),
      ],
    }),
  );
  return cwd;
}

async function both(cwd: string, flags: readonly string[]) {
  const predicted = await hillock(["predict", "sum.onnx", "images", ...flags], cwd);
  const inspected = await hillock(["inspect", "sum.onnx", "--data", "images", "--json", ...flags], cwd);
  return { predicted, inspected };
}

test.each([
  [
    "without a flag from 0 to 1",
    FLOAT,
    [],
    1,
    "Pixels were scaled to 0 … 1; --pixels 0-255 feeds them as they are.",
  ],
  ["with --pixels 0-1 the same", FLOAT, ["--pixels", "0-1"], 1, "Pixels were scaled to 0 … 1"],
  [
    "with --pixels 0-255 as they are",
    FLOAT,
    ["--pixels", "0-255"],
    255,
    "Pixels were fed as they are, 0 to 255.",
  ],
  ["as bytes where the graph takes bytes", BYTE, [], 255, "Pixels were fed as they are, 0 to 255."],
] as const)("predict and inspect feed pixels alike: %s", async (_name, type, flags, most, said) => {
  const cwd = folderWith(type);
  const { predicted, inspected } = await both(cwd, flags);
  expect(predicted.stderr + inspected.stderr).toBe("");
  expect(predicted.stdout).toContain(said);
  const sums = readFileSync(join(cwd, "predictions.csv"), "utf8").trim().split("\n").slice(1).map(Number);
  const expected = [1.6 * most, 2 * most];
  sums.forEach((sum, i) => {
    expect(sum).toBeCloseTo(expected[i], 4);
  });
  const { data, activations } = JSON.parse(inspected.stdout) as {
    data: string;
    activations: { report: { mean: number } }[];
  };
  expect(data).toContain(said);
  expect(activations[0].report.mean).toBeCloseTo((expected[0] + expected[1]) / 2, 4);
});

test("--pixels is refused where it says nothing, with the reason", async () => {
  const cwd = folderWith(BYTE);
  for (const { status, stderr } of Object.values(await both(cwd, ["--pixels", "0-1"]))) {
    expect(status).toBe(2);
    expect(stderr).toMatch(/--pixels 0-1: the input "x" takes whole numbers/);
  }
  for (const { status, stderr } of Object.values(await both(cwd, ["--pixels", "bright"]))) {
    expect(status).toBe(2);
    expect(stderr).toMatch(/--pixels bright: one of 0-1, 0-255 is needed/);
  }
  const drawn = await hillock(["inspect", "sum.onnx", "--pixels", "0-1"], cwd);
  expect(drawn.stderr).toMatch(/--pixels 0-1: it is of images in an idx file/);
});
