import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { model, node, waves } from "../onnx/graphs.ts";
import { fresh, hillock } from "./command.ts";
import { inspect, npy, withRuntime } from "./inspect-command.ts";

const models = resolve("test/models");

describe("hillock inspect, of graphs of many kinds", () => {
  test("looks into recurrent operators, step by step", async () => {
    const cwd = withRuntime();
    const { activations } = await inspect([join(models, "pytorch-recurrent.onnx"), "--rows", "20"], cwd);
    const gate = activations.find(({ node }) => node === "backward forget gate of /both/LSTM");
    expect(gate?.activation).toBe("sigmoid");
    expect(gate?.shape).toEqual([20, 7, 5]);
    expect(gate?.report.elements).toBe(20 * 7 * 5);
    expect(gate?.timeShare).toBeNull();
    const shares = activations.flatMap(({ timeShare }) => timeShare ?? []);
    expect(shares.length).toBe(2);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThan(1);
    const { stdout } = await hillock(["inspect", join(models, "pytorch-recurrent.onnx")], cwd);
    expect(stdout).toContain("inside of recurrent operators, of one step");
    // what tells two lines apart is not cut off
    expect(stdout).toMatch(/backward forg….* of \/both\/LSTM /);
  });

  test("numbers of 16 bits go in, and are looked at as what they are", async () => {
    const cwd = withRuntime();
    writeFileSync(
      join(cwd, "half.onnx"),
      model({
        inputs: [{ name: "x", type: 10, shape: [null, 2] }],
        outputs: [{ name: "y", type: 10, shape: [null, 2] }],
        nodes: [node("Neg", ["x"], "h"), node("Relu", ["h"], "y")],
      }),
    );
    npy(join(cwd, "rows.npy"), [4, 2], Float32Array.of(1, -2, 3, -4.5, 5, 0.25, -7, 1e-7));
    const { activations } = await inspect(["half.onnx", "--data", "rows.npy"], cwd);
    const [{ report }] = activations;
    expect(report.notFinite).toBe(0);
    expect(report.mean).toBeCloseTo((2 + 4.5 + 7) / 8, 6);
    expect(report.sparsity).toBe(5 / 8);
  });

  test("draws single numbers and vectors beside rows", async () => {
    const cwd = withRuntime();
    writeFileSync(
      join(cwd, "beside.onnx"),
      model({
        inputs: [
          { name: "x", shape: [4, 3] },
          { name: "scale", shape: [] },
          { name: "shift", shape: [3] },
        ],
        outputs: [{ name: "y", shape: [4, 3] }],
        nodes: [
          node("Mul", ["x", "scale"], "scaled"),
          node("Add", ["scaled", "shift"], "h"),
          node("Tanh", ["h"], "y"),
        ],
      }),
    );
    const { activations, rows } = await inspect(["beside.onnx", "--rows", "8"], cwd);
    expect(rows).toBe(8);
    expect(activations).toMatchObject([{ activation: "tanh", shape: [4, 3] }]);
  });

  test("says of recurrent operators why it does not look into them", async () => {
    const cwd = fresh();
    writeFileSync(
      join(cwd, "closed.onnx"),
      model({
        inputs: [{ name: "x", shape: [null, 3, 2] }],
        outputs: [{ name: "y4", shape: [null, 3, 1, 2] }],
        tensors: { w: [[1, 2, 2], waves(4)], axis: [[1], BigInt64Array.of(2n)] },
        nodes: [1, 2, 3, 4].flatMap((i) => [
          node("RNN", [i === 1 ? "x" : `x${i - 1}`, "w", "w"], `y${i}`, { hidden_size: 2n, layout: 1n }),
          node("Squeeze", [`y${i}`, "axis"], `x${i}`),
        ]),
      }),
    );
    const { status, stderr } = await hillock(["inspect", "closed.onnx"], cwd);
    expect(status).toBe(2);
    expect(stderr).toBe(
      "hillock: closed.onnx has no activation that can be looked at. The functions inside of y1, y2, y3 and 1 more are not looked into: its rows stand before its steps (layout 1).\n",
    );
  });
});
