import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { dense, fromOnnx, network, relu, sigmoid, softmax } from "hillock";
import { describe, expect, test } from "vitest";
import { model, node, waves } from "../onnx/graphs.ts";
import { fresh, hillock, penguins } from "./command.ts";
import { inspect, npy, withRuntime } from "./inspect-command.ts";

const models = resolve("test/models");
const convolution = join(models, "pytorch-convolution.onnx");

describe("hillock inspect", () => {
  test("looks into a graph that cannot be trained, over drawn inputs, and says so", async () => {
    const cwd = withRuntime();
    const { status, stdout } = await hillock(["inspect", convolution], cwd);
    expect(status).toBe(0);
    expect(stdout).toMatch(/No data were given: 1024 rows were drawn from a unit normal/);
    for (const text of ["/2/Relu", "silu (Sigmoid Mul)", "256 × 8 × 6 × 6"]) expect(stdout).toContain(text);
    const page = readFileSync(join(cwd, "hillock-report/report.html"), "utf8");
    expect(page).toMatch(/<h1>Inside .*pytorch-convolution\.onnx/);
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  });

  test("its figures are those of the data", async () => {
    const cwd = withRuntime();
    const net = network({ inputs: 2, layers: [dense(3, relu), dense(2, sigmoid), dense(2, softmax)] });
    // unit 0 is dead over these rows, unit 1 a straight line, unit 2 both; the sigmoids are saturated
    net.load(
      net.parameters().map((each) => {
        if (each.name === "0.weight") return { ...each, data: Float32Array.of(1, 0, 1, 0, 1, 0) };
        if (each.name === "0.bias") return { ...each, data: Float32Array.of(-10, 10, 0) };
        if (each.name === "1.weight") return { ...each, data: each.data.map(() => 0) };
        return each.name === "1.bias" ? { ...each, data: Float32Array.of(20, -20) } : each;
      }),
    );
    writeFileSync(join(cwd, "net.onnx"), net.toOnnx());
    const values = Float32Array.from({ length: 200 }, (_, i) => (i % 4 < 2 ? 1 : -1) * (1 + (i % 7) / 7));
    npy(join(cwd, "rows.npy"), [100, 2], values);
    const { activations, data } = await inspect(["net.onnx", "--data", "rows.npy"], cwd);
    expect(data).toBe("100 rows of rows.npy.");
    const [first, second, last] = activations;
    expect(first).toMatchObject({ activation: "relu", collapses: false });
    expect(first.report.dead).toBeCloseTo(1 / 3, 6);
    expect(first.report.slope).toBeCloseTo((0 + 1 + 0.5) / 3, 6);
    expect(first.report.sparsity).toBeCloseTo((1 + 0 + 0.5) / 3, 6);
    expect(second.report).toMatchObject({ dead: 0, saturatedLow: 0.5, saturatedHigh: 0.5 });
    expect(second.gradient).toBeLessThan(1e-8);
    expect(first.gradient).toBeCloseTo(second.gradient * Number(first.report.slope), 15);
    expect(last).toMatchObject({ activation: "softmax", shape: [100, 2] });
    const shares = activations.map(({ timeShare }) => timeShare ?? 0);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(shares.reduce((a, b) => a + b, 0)).toBeLessThan(1);
  });

  test("what it does not look into, and what it drew, is said", async () => {
    const cwd = withRuntime();
    writeFileSync(
      join(cwd, "ids.onnx"),
      model({
        inputs: [{ name: "ids", type: 7, shape: [null] }],
        outputs: [{ name: "y", shape: [null, 4] }],
        tensors: { table: [[3, 4], waves(12)] },
        nodes: [node("Gather", ["table", "ids"], "rows"), node("Tanh", ["rows"], "y")],
      }),
    );
    const { data, activations } = await inspect(["ids.onnx"], cwd);
    expect(data).toMatch(/1024 rows were drawn from 0 and 1 \(whole numbers\)/);
    expect(activations).toMatchObject([{ activation: "tanh", shape: [256, 4] }]);
  });

  test("every function has its share of the time, also where onnxruntime spreads it out into others", async () => {
    const { activations } = await inspect([join(models, "pytorch-activations.onnx")], withRuntime());
    expect(activations.map(({ activation }) => activation)).toContain("hardSwish");
    for (const { timeShare } of activations) expect(timeShare).toBeGreaterThan(0);
    expect(activations.reduce((sum, { timeShare }) => sum + (timeShare ?? 0), 0)).toBeLessThan(1);
  });

  test("a graph for one row at a time is run for as many rows as any other", async () => {
    const cwd = withRuntime();
    writeFileSync(
      join(cwd, "one.onnx"),
      model({
        inputs: [{ name: "x", shape: [1, 4] }],
        outputs: [{ name: "y", shape: [1, 3] }],
        tensors: { w: [[4, 3], waves(12)] },
        nodes: [node("MatMul", ["x", "w"], "z"), node("Relu", ["z"], "y")],
      }),
    );
    const { activations, data, rows, batch } = await inspect(["one.onnx", "--rows", "50"], cwd);
    expect(data).toContain("50 rows");
    expect([rows, batch]).toEqual([50, 1]);
    // over one row half of the units would seem dead
    expect(activations[0].report).toMatchObject({ dead: 0, elements: 150 });
  });

  /** relu over the product of a row with ones: a unit's pre-activation is the row's sum. */
  const sums = (rows: number | null, columns: number): Uint8Array =>
    model({
      inputs: [{ name: "x", shape: [rows, columns] }],
      outputs: [{ name: "y", shape: [rows, 1] }],
      tensors: { w: [[columns, 1], new Float32Array(columns).fill(1)] },
      nodes: [node("MatMul", ["x", "w"], "z"), node("Relu", ["z"], "y")],
    });

  test("of more rows than are run it says how many were", async () => {
    const cwd = withRuntime();
    writeFileSync(join(cwd, "sums.onnx"), sums(null, 2));
    npy(join(cwd, "rows.npy"), [50, 2], new Float32Array(100));
    const { data, rows } = await inspect(["sums.onnx", "--data", "rows.npy", "--rows", "20"], cwd);
    expect([data, rows]).toEqual(["The first 20 of 50 rows of rows.npy.", 20]);
    writeFileSync(join(cwd, "rows.csv"), `a,b\n${"1,2\n".repeat(50)}`);
    const table = await inspect(["sums.onnx", "--data", "rows.csv", "--rows", "20"], cwd);
    expect([table.data, table.rows]).toEqual(["The first 20 of 50 rows of rows.csv.", 20]);
  });

  test("rows that only fill up the last run of a fixed length are not in the figures", async () => {
    const cwd = withRuntime();
    writeFileSync(join(cwd, "fixed.onnx"), sums(4, 1));
    npy(join(cwd, "rows.npy"), [6, 1], Float32Array.of(100, 100, -1, -1, -1, 8));
    const { rows, activations } = await inspect(["fixed.onnx", "--data", "rows.npy"], cwd);
    expect(rows).toBe(6);
    expect(activations[0].report).toMatchObject({ elements: 6, sparsity: 0.5 });
    expect(activations[0].report.mean).toBeCloseTo(208 / 6, 4);
  });

  test("an empty field where the graph takes whole numbers is refused with its place", async () => {
    const cwd = withRuntime();
    writeFileSync(
      join(cwd, "ids.onnx"),
      model({
        inputs: [
          { name: "id", type: 7, shape: [null, 1] },
          { name: "x", shape: [null, 1] },
        ],
        outputs: [{ name: "y", shape: [null, 1] }],
        tensors: {},
        nodes: [
          node("Cast", ["id"], "float", { to: 1n }),
          node("Mul", ["float", "x"], "z"),
          node("Relu", ["z"], "y"),
        ],
      }),
    );
    const run = async (text: string): Promise<string> => {
      writeFileSync(join(cwd, "t.csv"), text);
      const { status, stderr } = await hillock(["inspect", "ids.onnx", "--data", "t.csv"], cwd);
      expect(status).toBe(2);
      return stderr;
    };
    expect(await run("id,x\n1,2\n,3\n")).toMatch(/row 2.*column "id": the field is empty.*Fill it in/);
    expect(await run("id,x\n1,2\n1.5,3\n")).toMatch(/row 2.*column "id": 1\.5 is not a whole number/);
    expect(await run("id,x\n1,2\n1,three\n")).toMatch(/row 2.*column "x": "three" is not a number/);
    npy(join(cwd, "t.npy"), [2], Float32Array.of(0, Number.NaN));
    writeFileSync(
      join(cwd, "one.onnx"),
      model({
        inputs: [{ name: "id", type: 7, shape: [null] }],
        outputs: [{ name: "y", shape: [null] }],
        tensors: {},
        nodes: [node("Cast", ["id"], "z", { to: 1n }), node("Relu", ["z"], "y")],
      }),
    );
    const array = await hillock(["inspect", "one.onnx", "--data", "t.npy"], cwd);
    expect(array.stderr).toMatch(/"id" takes whole numbers \(int64\); the data have NaN/);
  });

  test("a graph without a dimension for a batch takes one row at a time", async () => {
    const cwd = withRuntime();
    writeFileSync(
      join(cwd, "one.onnx"),
      model({
        inputs: [{ name: "x", shape: [4] }],
        outputs: [{ name: "y", shape: [3] }],
        tensors: { w: [[4, 3], waves(12)] },
        nodes: [node("MatMul", ["x", "w"], "z"), node("Relu", ["z"], "y")],
      }),
    );
    const { activations, data, rows, batch } = await inspect(["one.onnx", "--rows", "50"], cwd);
    expect(data).toMatch(/50 rows were drawn.*no dimension for a batch/);
    expect([rows, batch]).toEqual([50, 1]);
    expect(activations).toMatchObject([{ shape: [3], report: { units: 3, elements: 150, dead: 0 } }]);
    npy(join(cwd, "rows.npy"), [20, 4], waves(80));
    const given = await inspect(["one.onnx", "--data", "rows.npy"], cwd);
    expect(given.data).toMatch(/^20 rows of rows.npy/);
    expect(given.activations[0].report).toMatchObject({ units: 3, elements: 60 });
    npy(join(cwd, "row.npy"), [4], waves(4));
    expect((await inspect(["one.onnx", "--data", "row.npy"], cwd)).data).toMatch(/^1 row of row.npy/);
  });

  test("a unit that is never a number is not a dead one", async () => {
    const cwd = withRuntime();
    const w = waves(12);
    w[1] = Number.NaN;
    writeFileSync(
      join(cwd, "nan.onnx"),
      model({
        inputs: [{ name: "x", shape: [null, 4] }],
        outputs: [{ name: "y", shape: [null, 3] }],
        tensors: { w: [[4, 3], w] },
        nodes: [node("MatMul", ["x", "w"], "z"), node("Relu", ["z"], "y")],
      }),
    );
    const { activations } = await inspect(["nan.onnx", "--rows", "50"], cwd);
    expect(activations[0].report).toMatchObject({ dead: 0, notFiniteUnits: 1, notFinite: 50 });
    const { stdout } = await hillock(["inspect", "nan.onnx"], cwd);
    expect(stdout).toContain("Not all that goes in is finite: relu at y (1 of 3 units never is).");
  });

  test("the report's logarithmic figure says what it has no place for, and marks powers of ten", async () => {
    const cwd = withRuntime();
    writeFileSync(
      join(cwd, "dead.onnx"),
      model({
        inputs: [{ name: "x", shape: [null, 4] }],
        outputs: [{ name: "y", shape: [null, 4] }],
        tensors: { low: [[], Float32Array.of(-1000)] },
        nodes: [node("Add", ["x", "low"], "z"), node("Relu", ["z"], "r"), node("Sigmoid", ["r"], "y")],
      }),
    );
    await inspect(["dead.onnx"], cwd);
    const page = readFileSync(join(cwd, "hillock-report/report.html"), "utf8");
    expect(page).toContain(
      "Nothing is left at 0 (r), for which a logarithmic axis has no place: it is not drawn.",
    );
    expect(page).toMatch(/>1e-1<[\s\S]*>1e\+0</);
    expect(page).not.toMatch(/>\d\.\d{3,}e/);
  });

  test("a model of Hillock's takes its table as it is", async () => {
    const cwd = withRuntime();
    await hillock(["train", penguins, "--target", "species", "--epochs", "5", "--save", "model.onnx"], cwd);
    const { data, activations } = await inspect(["model.onnx", "--data", penguins], cwd);
    expect(data).toContain("344 rows");
    expect(activations.map(({ activation }) => activation)).toEqual(["relu", "relu", "softmax"]);
    const drawn = await inspect(["model.onnx"], cwd);
    expect(drawn.data).toContain("the means and spreads of its training columns");
  });

  test("--swap writes the graph with the functions exchanged", async () => {
    const cwd = fresh();
    const path = join(models, "keras-classifier.onnx");
    const { status, stdout } = await hillock(
      ["inspect", path, "--swap", "relu=leakyRelu(0.2),gelu=x*tanh(x)", "--save", "out.onnx"],
      cwd,
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/relu → leakyRelu: 1 place\n.*: 1 place/);
    const { layers } = fromOnnx(readFileSync(join(cwd, "out.onnx")));
    expect(layers.map(({ activation }) => activation.name)).toEqual([
      "leakyRelu",
      "silu",
      "x · tanh(x)",
      "softmax",
    ]);
    const none = await hillock(["inspect", path, "--swap", "mish=relu", "--save", "none.onnx"], cwd);
    expect(none.status).toBe(2);
    expect(none.stderr).toMatch(/has no mish\. Its activations: relu, silu, gelu, softmax/);
  });

  test("a fault in --swap is shown where it stands; a folder is no ONNX file", async () => {
    const cwd = fresh();
    const path = join(models, "keras-classifier.onnx");
    const args = ["inspect", path, "--swap", "silu=gelu,relu=foo", "--save", "out.onnx"];
    const { status, stderr } = await hillock(args, cwd);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^hillock: --swap, character 6: There is no activation function "foo"/);
    expect(stderr).toContain("\n  relu=foo\n       ^");
    expect((await hillock(["inspect", cwd], cwd)).stderr).toMatch(/is a folder; name an ONNX file in it/);
  });

  test("without onnxruntime it says the one command that installs it", async () => {
    const { status, stderr } = await hillock(["inspect", convolution]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/Install it with: npm install onnxruntime-web@\d/);
  });

  test("a Loop that never ends is given up, and what waits longer is said", async () => {
    const cwd = withRuntime();
    const scalar = (name: string, type: number) => ({ name, type, shape: [] });
    const row = (name: string) => ({ name, shape: [1, 4] });
    const [INT64, BOOL] = [7, 9];
    const body = {
      nodes: [node("Identity", ["more"], "again"), node("Identity", ["value"], "same")],
      inputs: [scalar("turn", INT64), scalar("more", BOOL), row("value")],
      outputs: [scalar("again", BOOL), row("same")],
    };
    const endless = model({
      nodes: [
        node("Cast", ["one"], "always", { to: BigInt(BOOL) }),
        node("Loop", ["", "always", "x"], "looped", { body: { body } }),
        node("Relu", ["looped"], "y"),
      ],
      inputs: [row("x")],
      outputs: [row("y")],
      tensors: { one: [[], Float32Array.of(1)] },
    });
    writeFileSync(join(cwd, "endless.onnx"), endless);
    const { status, stderr } = await hillock(["inspect", "endless.onnx", "--timeout", "2"], cwd);
    expect(status).toBe(2);
    expect(stderr).toMatch(/no answer for 2 s, as a Loop in it that never ends would; --timeout SECONDS/);
    const { stderr: refused } = await hillock(["inspect", "endless.onnx", "--timeout", "0"], cwd);
    expect(refused).toMatch(/--timeout 0: .*seconds/);
  });

  test("data that do not fit are refused with both shapes", async () => {
    const cwd = withRuntime();
    npy(join(cwd, "rows.npy"), [10, 3], new Float32Array(30));
    const { status, stderr } = await hillock(["inspect", convolution, "--data", "rows.npy"], cwd);
    expect(status).toBe(2);
    expect(stderr).toMatch(/rows of 3; the input "input" takes 1 × 12 × 12/);
  });
});
