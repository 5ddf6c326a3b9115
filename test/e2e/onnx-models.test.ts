import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromOnnx } from "hillock";
import { describe, expect, test } from "vitest";
import { type GraphSketch, model, type NodeSketch, node, waves } from "../onnx/graphs.ts";
import { type Feed, runOnnx } from "../onnx/onnxruntime.ts";
import { fresh, hillock, penguins } from "./command.ts";

const [header, ...lines] = readFileSync(penguins, "utf8").trim().split("\n");
const names = header.split(",");
const fields = lines.map((line) => line.split(","));
const train = (target: string, cwd: string, save: string) =>
  hillock(
    ["train", penguins, "--target", target, "--layers", "16:silu,16:prelu", "--epochs", "20", "--save", save],
    cwd,
  );

/** The raw table as the file's inputs. */
function feeds(columns: readonly string[]): Record<string, Feed> {
  return Object.fromEntries(
    columns.map((name): [string, Feed] => {
      const cells = fields.map((row) => row[names.indexOf(name)]);
      const dims = [cells.length, 1];
      return cells.every((cell) => cell === "" || Number.isFinite(Number(cell)))
        ? [
            name,
            {
              type: "float32",
              data: Float32Array.from(cells, (c) => (c === "" ? Number.NaN : Number(c))),
              dims,
            },
          ]
        : [name, { type: "string", data: cells, dims }];
    }),
  );
}

/** Columns of predictions.csv. */
const predictions = (folder: string): string[][] =>
  readFileSync(join(folder, "predictions.csv"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

describe("a model saved as ONNX takes raw columns", () => {
  test.each([
    ["species", "probabilities"],
    ["sex", "probability"],
    ["body_mass_g", "prediction"],
  ])("%s: onnxruntime and hillock predict give the same", async (target, output) => {
    const cwd = fresh();
    const trained = await train(target, cwd, "model.onnx");
    expect(trained.status).toBe(0);
    expect(trained.stdout).toMatch(/model\.onnx \(ONNX opset \d+/);
    const predicted = await hillock(["predict", "model.onnx", penguins], cwd);
    expect(predicted.status).toBe(0);
    const own = predictions(cwd);
    const bytes = readFileSync(join(cwd, "model.onnx"));
    const result = await runOnnx(bytes, feeds(names.filter((name) => name !== target)));
    const values = Array.from(result[output].data, Number);
    const width = values.length / fields.length;
    own.forEach((row, r) => {
      if (target === "body_mass_g") expect(Math.abs(Number(row[0]) / values[r] - 1)).toBeLessThan(1e-5);
      else {
        expect(row[0]).toBe(result.label.data[r]);
        const shares = values.slice(r * width, (r + 1) * width);
        const last = row.slice(-width).map(Number);
        last.forEach((share, k) => {
          expect(Math.abs(share - shares[k])).toBeLessThan(2e-6);
        });
      }
    });
  });

  test("the same bits as the model in JSON, where classes are predicted", async () => {
    const cwd = fresh();
    await Promise.all([train("species", cwd, "model.onnx"), train("species", cwd, "model.json")]);
    await hillock(["predict", "model.onnx", penguins], cwd);
    const onnx = predictions(cwd);
    await hillock(["predict", "model.json", penguins], cwd);
    expect(onnx).toEqual(predictions(cwd));
  });

  test("names, units and classes are in its metadata", async () => {
    const cwd = fresh();
    await train("species", cwd, "model.onnx");
    const { metadata, columns } = fromOnnx(readFileSync(join(cwd, "model.onnx")));
    expect(JSON.parse(metadata.get("hillock.classes") ?? "")).toEqual(["Adelie", "Chinstrap", "Gentoo"]);
    expect(JSON.parse(metadata.get("hillock.columns") ?? "")).toContainEqual(
      expect.objectContaining({ name: "bill_length_mm", unit: "mm" }),
    );
    expect(columns?.map(({ name }) => name)).toEqual(names.filter((name) => name !== "species"));
  });
});

test("a damaged file is refused with its name", async () => {
  const cwd = fresh();
  const { status, stderr } = await hillock(["predict", penguins, penguins], cwd);
  expect(status).toBe(2);
  expect(stderr).not.toMatch(/^\s+at /m);
});

describe("a file of another program", () => {
  const rows = waves(40, 2);
  const table = ["a,b,c,d", ...Array.from({ length: 10 }, (_, r) => rows.slice(4 * r, 4 * r + 4).join(","))];
  /** One product, and what stands behind it. */
  const classifier = (behind: readonly NodeSketch[], tensors: GraphSketch["tensors"] = {}): Uint8Array =>
    model({
      inputs: [{ name: "x", shape: [null, 4] }],
      outputs: [{ name: "y", shape: [null, 3] }],
      tensors: { w: [[4, 3], waves(12)], ...tensors },
      nodes: [node("MatMul", ["x", "w"], behind.length === 0 ? "y" : "z"), ...behind],
    });
  async function predicted(bytes: Uint8Array): Promise<{ header: string; rows: string[][] }> {
    const cwd = fresh();
    writeFileSync(join(cwd, "table.csv"), table.join("\n"));
    writeFileSync(join(cwd, "other.onnx"), bytes);
    const { status, stderr } = await hillock(["predict", "other.onnx", "table.csv"], cwd);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const [header] = readFileSync(join(cwd, "predictions.csv"), "utf8").split("\n");
    return { header, rows: predictions(cwd) };
  }

  test("several outputs that are no probabilities are written as they are", async () => {
    const { header, rows: own } = await predicted(classifier([]));
    expect(header).toBe("output:0,output:1,output:2");
    const expected = (await runOnnx(classifier([]), { x: { type: "float32", data: rows, dims: [10, 4] } })).y
      .data;
    own.flat().forEach((value, i) => {
      expect(Math.abs(Number(value) - expected[i])).toBeLessThan(1e-6);
    });
  });

  test("log-probabilities are written as probabilities, with the names that the file has for its classes", async () => {
    const bytes = classifier(
      [
        node("LogSoftmax", ["z"], "y"),
        node("ArgMax", ["y"], "best", { axis: 1n, keepdims: 0n }),
        node("ArrayFeatureExtractor", ["labels", "best"], "label", {}, "ai.onnx.ml"),
      ],
      { labels: [[3], BigInt64Array.of(3n, 5n, 8n)] },
    );
    const { header, rows: own } = await predicted(bytes);
    expect(header).toBe("prediction,probability:3,probability:5,probability:8");
    for (const [label, ...shares] of own) {
      const numbers = shares.map(Number);
      expect(numbers.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      expect(label).toBe(["3", "5", "8"][numbers.indexOf(Math.max(...numbers))]);
    }
    expect(new Set(own.map(([label]) => label)).size).toBeGreaterThan(1);
  });
});
