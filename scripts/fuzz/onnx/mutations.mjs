// Ways to spoil an ONNX file: of bits, of bytes, and of what protobuf takes for lengths.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { dense, functions, network, softmax, toOnnx } from "hillock";
import { ModelProtoSchema } from "../../../packages/hillock/dist/onnx/proto/onnx_pb.js";

const models = fileURLToPath(new URL("../../../test/models", import.meta.url));

/** Files to start from: those of other exporters, and Hillock's own for a third of the functions and for a table. */
export function seeds() {
  const others = existsSync(models)
    ? readdirSync(models)
        .filter((file) => file.endsWith(".onnx"))
        .map((file) => new Uint8Array(readFileSync(join(models, file))))
    : [];
  const own = [...functions.values()]
    .filter((f, i) => f.kind === "elementwise" && i % 3 === 0)
    .map((f) => network({ inputs: 3, layers: [dense(4, f), dense(2, softmax)], seed: 1 }).toOnnx());
  return [...others, ...own, ofATable()];
}

/** One of Hillock's own that takes raw columns. */
function ofATable() {
  const columns = [
    { kind: "numeric", name: "size_mm", fill: 3, scale: { unit: 1, mean: 2, spread: 0.5 } },
    { kind: "category", name: "place", categories: ["a", "b"], fill: "b" },
  ];
  const target = { name: "kind", task: "multiclass", classes: ["x", "y"], scale: { mean: 0, spread: 1 } };
  const net = network({ inputs: 3, layers: [dense(4, functions.get("relu")), dense(2, softmax)], seed: 1 });
  return toOnnx(net, { preprocessing: { kind: "table", columns }, target });
}

const whole = (random, below) => Math.floor(random.uniform() * below);

/** Numbers that lengths lie with. */
const LIES = [0, 1, 127, 128, 2 ** 14, 2 ** 28, 2 ** 31 - 1, 2 ** 32 - 1, 2 ** 53];

function varint(value) {
  const bytes = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const splice = (bytes, at, asked, put) => {
  const remove = Math.min(asked, bytes.length - at);
  const made = new Uint8Array(bytes.length - remove + put.length);
  made.set(bytes.subarray(0, at));
  made.set(put, at);
  made.set(bytes.subarray(at + remove), at + put.length);
  return made;
};

const MUTATIONS = {
  "a bit": (bytes, random) => {
    bytes[whole(random, bytes.length)] ^= 1 << whole(random, 8);
    return bytes;
  },
  "some bytes": (bytes, random) => {
    for (let i = whole(random, 8) + 1; i > 0; i--) bytes[whole(random, bytes.length)] = whole(random, 256);
    return bytes;
  },
  "cut off": (bytes, random) => bytes.subarray(0, whole(random, bytes.length)),
  "a part left out": (bytes, random) => {
    const at = whole(random, bytes.length);
    return splice(bytes, at, Math.min(bytes.length - at, whole(random, 64) + 1), []);
  },
  "a part twice": (bytes, random) => {
    const at = whole(random, bytes.length);
    return splice(bytes, at, 0, bytes.subarray(at, at + whole(random, 256)));
  },
  "a number that lies": (bytes, random) =>
    splice(bytes, whole(random, bytes.length), 1, varint(LIES[whole(random, LIES.length)])),
  "a part of another file": (bytes, random, files) => {
    const other = files[whole(random, files.length)];
    const from = whole(random, other.length);
    return splice(
      bytes,
      whole(random, bytes.length),
      whole(random, 32),
      other.subarray(from, from + whole(random, 512)),
    );
  },
  "random bytes": (_bytes, random) =>
    Uint8Array.from({ length: whole(random, 2000) }, () => whole(random, 256)),
  "names exchanged": (bytes, random) => {
    // tensors' names are short texts: one byte of one becomes that of another, which makes cycles and lost ends
    const at = whole(random, bytes.length - 1);
    [bytes[at], bytes[at + 1]] = [bytes[at + 1], bytes[at]];
    return bytes;
  },
};

const pick = (random, list) => list[whole(random, list.length)];
/** Numbers that shapes and attributes lie with. */
const ODD = [0n, -1n, 1n, 2n, 3n, 1n << 20n, 1n << 40n, -(1n << 62n), (1n << 62n) - 1n];

/** Ways to spoil what the file says, in a file that decodes. */
const MEANINGS = {
  "an operator exchanged": ({ node }, random) => {
    pick(random, node).opType = pick(random, TYPES);
  },
  "an input exchanged": ({ node, initializer }, random) => {
    const names = [...node.flatMap(({ output }) => output), ...initializer.map(({ name }) => name), ""];
    const { input } = pick(random, node);
    input[whole(random, input.length + 1)] = pick(random, names);
  },
  "two nodes exchanged": ({ node }, random) => {
    const [a, b] = [whole(random, node.length), whole(random, node.length)];
    [node[a], node[b]] = [node[b], node[a]];
  },
  "a node twice": ({ node }, random) => node.splice(whole(random, node.length), 0, pick(random, node)),
  "a node left out": ({ node }, random) => node.splice(whole(random, node.length), 1),
  "a shape": ({ initializer }, random) => {
    if (initializer.length === 0) return;
    const { dims } = pick(random, initializer);
    // two at a time hide each other: 0 beside 2^40 is nothing
    for (let i = whole(random, 2); i >= 0; i--) dims[whole(random, dims.length + 1)] = pick(random, ODD);
  },
  "an element type": ({ initializer }, random) => {
    if (initializer.length > 0) pick(random, initializer).dataType = whole(random, 24);
  },
  "numbers that are none": ({ initializer }, random) => {
    const tensor = pick(random, initializer);
    if (tensor?.rawData.length >= 4) tensor.rawData.set(pick(random, [NAN, INFINITY]), 0);
  },
  "an attribute": ({ node }, random) => {
    const { attribute } = pick(random, node);
    const one = pick(random, attribute);
    if (one === undefined) return;
    one.i = pick(random, ODD);
    one.f = pick(random, [0, Number.NaN, 1e38, -1]);
    if (one.ints.length > 0) one.ints[whole(random, one.ints.length)] = pick(random, ODD);
  },
  "an input's shape": ({ input }, random) => {
    const shape = pick(random, input)?.type?.value.value?.shape;
    if (shape?.dim.length > 0) pick(random, shape.dim).value = { case: "dimValue", value: pick(random, ODD) };
  },
};
const NAN = [0, 0, 0xc0, 0x7f];
const INFINITY = [0, 0, 0x80, 0x7f];
const TYPES = (
  "Add Mul Sub Div Pow Sqrt Exp Log Erf Tanh Sigmoid Relu Clip Where Less Gemm MatMul Reshape Transpose Flatten Concat Softmax " +
  "LogSoftmax Cast Identity Dropout BatchNormalization Constant Squeeze Unsqueeze PRelu Gelu Mish Swish Shrink Scaler Shape Gather Slice Hardmax Conv If Loop"
).split(" ");

function meaning(bytes, random) {
  const model = fromBinary(ModelProtoSchema(), bytes);
  const kind = pick(random, Object.keys(MEANINGS));
  const { functions } = model;
  MEANINGS[kind](
    functions.length > 0 && whole(random, 4) === 0 ? asGraph(pick(random, functions)) : model.graph,
    random,
  );
  return { kind, bytes: toBinary(ModelProtoSchema(), model) };
}
const asGraph = ({ node, input }) => ({ node, initializer: [], input: input.map(() => ({})) });

const kinds = Object.keys(MUTATIONS);

/** One to three mutations of one of the files: half of the time of what it says, else of its bytes. */
export function mutate(files, random) {
  let bytes = pick(random, files).slice();
  const said = [];
  const meant = whole(random, 2) === 0;
  for (let i = whole(random, meant ? 3 : 2); i >= 0 && bytes.length > 2; i--) {
    if (meant) {
      const made = meaning(bytes, random);
      said.push(made.kind);
      bytes = made.bytes;
    } else {
      const kind = pick(random, kinds);
      said.push(kind);
      bytes = MUTATIONS[kind](bytes.slice(), random, files);
    }
  }
  return { bytes, said: said.join(", ") };
}
