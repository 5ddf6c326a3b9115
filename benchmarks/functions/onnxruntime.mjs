import { createRequire } from "node:module";
import { inputs } from "./timing.mjs";

const require = createRequire(import.meta.url);
const OPSET = 20;

// just enough of protobuf to write a model of one node
const text = (s) => Buffer.from(s, "utf8");
const varint = (v) => {
  const out = [];
  for (let rest = v; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...out, rest]);
    out.push((rest % 128) | 128);
  }
};
const field = (number, body) => Buffer.concat([varint(number * 8 + 2), varint(body.length), body]);
const number = (id, v) => Buffer.concat([varint(id * 8), varint(v)]);
const valueInfo = (name, dims) => {
  const shape = Buffer.concat(dims.map((d) => field(1, number(1, d))));
  return Buffer.concat([
    field(1, text(name)),
    field(2, field(1, Buffer.concat([number(1, 1), field(2, shape)]))),
  ]);
};
function model(operator, names, shapes) {
  const node = Buffer.concat([
    ...names.map((name) => field(1, text(name))),
    field(2, text("y")),
    field(4, text(operator)),
  ]);
  const graph = Buffer.concat([
    field(1, node),
    field(2, text("g")),
    ...names.map((name, i) => field(11, valueInfo(name, shapes[i]))),
    field(12, valueInfo("y", shapes[0])),
  ]);
  return Buffer.concat([number(1, 9), field(7, graph), field(8, number(2, OPSET))]);
}

/** onnxruntime's native kernels (AVX-512 where the machine has it), one thread, output given. */
export async function onnxCases(n) {
  const ort = require("onnxruntime-node");
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 };
  const make = async (operator, shape, slope) => {
    const names = slope ? ["x", "s"] : ["x"];
    const session = await ort.InferenceSession.create(model(operator, names, [shape, [1]]), options);
    const size = shape.reduce((a, b) => a * b, 1);
    const feeds = {
      x: new ort.Tensor("float32", inputs(n).slice(0, size), shape),
      ...(slope ? { s: new ort.Tensor("float32", Float32Array.of(slope), [1]) } : {}),
    };
    const fetches = { y: new ort.Tensor("float32", new Float32Array(size), shape) };
    return () => session.run(feeds, fetches);
  };
  const cases = {};
  for (const [name, operator, slope] of [
    ["relu", "Relu"],
    ["leakyRelu", "LeakyRelu"],
    ["prelu", "PRelu", 0.25],
    ["sigmoid", "Sigmoid"],
    ["tanh", "Tanh"],
    ["gelu", "Gelu"],
  ])
    cases[`${name} forward`] = await make(operator, [n], slope);
  for (const columns of [10, 1000])
    cases[`softmax ${columns} columns forward`] = await make("Softmax", [Math.floor(n / columns), columns]);
  return cases;
}
