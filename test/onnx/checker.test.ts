import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import {
  activation,
  dense,
  fromOnnx,
  functions,
  logSoftmax,
  network,
  relu,
  sigmoid,
  softmax,
  toOnnx,
} from "hillock";
import { afterAll, expect, test } from "vitest";

const checker = process.env.HILLOCK_ONNX_CHECKER ?? "/usr/lib/python3/dist-packages/onnx/checker.py";
const folder = mkdtempSync(join(tmpdir(), "hillock-checker-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** One line a file: "ok", the opset that the checker is too old for, or what is wrong; then what a damaged file gives. */
const PROGRAM = `
import sys, onnx
newest = onnx.defs.onnx_opset_version()
for path in sys.argv[1:]:
    model = onnx.load(path)
    opset = [each.version for each in model.opset_import if each.domain == ""][0]
    try:
        onnx.checker.check_model(model, full_check=True)
        print("ok")
    except Exception as fault:
        print("newer" if opset > newest else str(fault).replace("\\n", " "))
`;

const FORMULAS = [
  "x * (1 + erf(x))",
  "sin(x)^2 + cos(x)",
  "log1p(abs(x))",
  "max(x, 0) - min(x, 0) / (2 + atan(x))",
];
const tried = [
  ...[...functions.values()].filter((f) => f.kind === "elementwise"),
  ...FORMULAS.map((formula) => activation(formula, formula)),
];
/** What stands around a network that is trained on a table with texts and missing values. */
const around = {
  preprocessing: {
    kind: "table",
    columns: [
      { kind: "numeric", name: "price (EUR)", fill: 3, scale: { unit: 1, mean: 2, spread: 0.5 } },
      { kind: "numeric", name: "seen", fill: 2e9, scale: { unit: 1e6, mean: 2000, spread: 0.1 } },
      { kind: "category", name: 'city, "x"', categories: ["東京", "São Paulo", "a"], fill: "a" },
    ],
  },
  target: { name: "label", task: "binary", classes: ["no", "yes"], scale: { mean: 0, spread: 1 } },
} as const;

test("ONNX' own checker accepts every file, shapes inferred", () => {
  const files: [string, Uint8Array][] = [
    ...tried.map((f): [string, Uint8Array] => [
      f.name,
      network({ inputs: 3, layers: [dense(4, f), dense(2, softmax)] }).toOnnx(),
    ]),
    ["log-probabilities", network({ inputs: 3, layers: [dense(2, logSoftmax)] }).toOnnx()],
    ["a table", toOnnx(network({ inputs: 5, layers: [dense(4, relu), dense(1, sigmoid)] }), around)],
    [
      "a regression",
      toOnnx(network({ inputs: 5, layers: [dense(1, functions.get("linear") ?? relu)] }), {
        ...around,
        target: { name: "y", task: "regression", classes: [], scale: { mean: 7, spread: 2 } },
      }),
    ],
  ];
  const paths = files.map(([, bytes], i) => {
    const path = join(folder, `${i}.onnx`);
    writeFileSync(path, bytes);
    return path;
  });
  const { stdout, stderr } = spawnSync("/usr/bin/python3", ["-c", PROGRAM, ...paths], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: dirname(dirname(resolve(checker))) },
  });
  const said = stdout.trim().split("\n");
  expect(said.length, stderr).toBe(files.length);
  const newer: string[] = [];
  said.forEach((line, i) => {
    const [name, bytes] = files[i];
    if (line === "newer") newer.push(fromOnnx(bytes).description);
    else expect(line, name).toBe("ok");
  });
  // Debian's knows opset 17; onnxruntime checks what is newer
  for (const description of newer)
    expect(description).toMatch(/ONNX opset (18|20|24), for (Mish|Gelu|Swish)$/);
  expect(newer.length).toBeLessThan(6);
});
