const OPSET = 20;
const IR_VERSION = 9;

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

/** An ONNX model, y = operator(inputs): shapes by name, the first of which y has too. */
export function model(operator, shapes) {
  const names = Object.keys(shapes);
  const node = Buffer.concat([
    ...names.map((name) => field(1, text(name))),
    field(2, text("y")),
    field(4, text(operator)),
  ]);
  const graph = Buffer.concat([
    field(1, node),
    field(2, text("g")),
    ...names.map((name) => field(11, valueInfo(name, shapes[name]))),
    field(12, valueInfo("y", shapes[names[0]])),
  ]);
  return Buffer.concat([number(1, IR_VERSION), field(7, graph), field(8, number(2, OPSET))]);
}

/** A stopwatch's function over either runtime: one node, output given. */
export async function nodeRunner(ort, options, { operator, slope }, { x, n, columns }) {
  const shape = columns === undefined ? [n] : [n / columns, columns];
  const shapes = slope === undefined ? { x: shape } : { x: shape, s: [1] };
  const session = await ort.InferenceSession.create(new Uint8Array(model(operator, shapes)), options);
  const feeds = { x: new ort.Tensor("float32", x, shape) };
  if (slope !== undefined) feeds.s = new ort.Tensor("float32", Float32Array.of(slope), [1]);
  const fetches = { y: new ort.Tensor("float32", new Float32Array(n), shape) };
  return { run: () => session.run(feeds, fetches), close: () => session.release() };
}
