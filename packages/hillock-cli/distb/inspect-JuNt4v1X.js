import { fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  ot as constant,
  c as functions,
  $ as inOrder,
  xt as parameter,
  a as splitList,
  At as x,
} from "./activations-VfsU12zi.js";
import { n as tableError } from "./cell-a6oqPVkS.js";
import {
  o as replaceFile,
  s as replaceFileOrKeep,
  r as requireFile,
  c as requireWritable,
} from "./checked-BrP1_TWr.js";
import { t as colorsOf } from "./colors-C_gb9SvI.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { b as derive } from "./fitted-DwmPkfMm.js";
import { t as makeFolder, n as numberFlag, o as whole } from "./flags-BKHzASgC.js";
import { n as formatNumber, a as require_cli_table3 } from "./format-SpCuEei3.js";
import {
  r as COLOURS,
  c as dot,
  a as draw,
  s as lineY,
  t as page,
  lt as require_escape_html,
  h as ruleX,
  o as startPage,
  n as table,
} from "./html-BGa7RpMi.js";
import {
  m as constantOf,
  l as curvesOf,
  _ as decodeModel,
  c as fromOnnx,
  d as guarded,
  f as inlined,
  t as looksLikeIdx,
  u as peeled,
  h as permute,
  p as readGraph,
  n as readIdx,
  o as readOnnxFile,
  g as stretch,
} from "./idx-D4H5tlS3.js";
import {
  y as activationOf,
  _ as create,
  C as formulaOfNode,
  b as fromCatalogue,
  w as isElementwise,
  x as isTooLong,
  p as ModelProtoSchema,
  o as ModelWriter,
  v as planActivation,
  l as readTensor,
  n as readWritten,
  S as sameFunction,
  u as sizeOf$2,
  h as toBinary,
  m as ValueInfoProtoSchema,
} from "./layers-DxG7v61O.js";
import { t as progressBar, r as readTable } from "./progress-zMrgDYo7.js";
import { i as __toESM } from "./rolldown-runtime-DYf_mQCB.js";
import { t as THRESHOLDS } from "./thresholds-Di1h1rhN.js";

// ../hillock/src/onnx/run/rows.ts
const rowFunction = (type) => {
  const found = [...functions.values()].find((f) => f.kind === "row" && f.known.onnx === type);
  return found?.kind === "row" ? found : void 0;
};
const lastOrder = (rank, axis) => [
  ...Array.from({ length: rank }, (_, each) => each).filter((each) => each !== axis),
  axis,
];
const inverse = (order) => order.map((_, axis) => order.indexOf(axis));
/** Applies a function of rows along one axis: it is moved to the end, and back. */
function alongAxis(tensor, axis, apply) {
  const order = lastOrder(tensor.shape.length, axis);
  const moved = permute(tensor.values, tensor.shape, order);
  const made = apply(Float32Array.from(moved.values), tensor.shape[axis]);
  return {
    ...tensor,
    ...permute(made, moved.shape, inverse(order)),
  };
}
const rowAxisOf = ({ attributes }, opset) => ({
  axis: attributes.int("axis", opset < 13 ? 1 : -1),
  joined: opset < 13,
});
/** Softmax and its kin; undefined where the tensor has no such axis. */
function runRows(f, tensor, { axis: given, joined }) {
  const rank = tensor.shape.length;
  const axis = given < 0 ? given + rank : given;
  if (axis < 0 || axis > rank || (!joined && axis === rank)) return void 0;
  if (sizeOf$2(tensor.shape) === 0) return tensor;
  if (!joined) return alongAxis(tensor, axis, (rows, columns) => f.forward(rows, { columns }));
  const columns = sizeOf$2(tensor.shape.slice(axis));
  return {
    ...tensor,
    values: Float64Array.from(f.forward(Float32Array.from(tensor.values), { columns })),
  };
}
// ../hillock/src/onnx/inspect/chains.ts
/** Longer chains are no activation. */
const MOST_CHAINED = 60;
/** Larger constants are no slopes. */
const MOST_CONSTANT = 2 ** 20;
/** What tells a curve of the file's own from arithmetic such as a square or a root. */
const CURVED = /* @__PURE__ */ new Set([
  "exp",
  "expm1",
  "tanh",
  "sigmoid",
  "softplus",
  "erf",
  "erfc",
  "atan",
  "sin",
  "cos",
  "max",
  "min",
  "select",
  "log",
]);
/** Finds activations by what nodes compute, not by what they are called. */
var Finder = class {
  #graph;
  #elements = /* @__PURE__ */ new Map();
  #constants = /* @__PURE__ */ new Map();
  #leaves = /* @__PURE__ */ new Map();
  #values = /* @__PURE__ */ new Map();
  /** The tensor that a formula is; each node makes a formula of its own. */
  #tensors = /* @__PURE__ */ new Map();
  #makers = /* @__PURE__ */ new Map();
  /** Tensors that something else than a longer chain takes. */
  #ends = /* @__PURE__ */ new Set();
  constructor(graph) {
    this.#graph = graph;
    graph.nodes.forEach((node, index) => {
      for (const output of node.outputs) this.#makers.set(output, index);
    });
    graph.nodes.forEach((node, index) => {
      this.#visit(node, index);
    });
    for (const { name } of graph.outputs) this.#ends.add(name);
  }
  #constant(name) {
    const known = this.#constants.get(name);
    const stored = known === void 0 ? this.#graph.initializers.get(name) : void 0;
    if (stored === void 0) return known;
    if (!(sizeOf$2(stored.dims.map(Number)) <= MOST_CONSTANT)) return void 0;
    const tensor = readTensor(stored);
    this.#constants.set(name, tensor);
    return tensor;
  }
  #isConstant(name) {
    return this.#graph.initializers.has(name) || this.#constants.has(name);
  }
  #visit(node, index) {
    const [output] = node.outputs;
    if (node.domain === "" && node.type === "Constant") {
      const tensor = constantOf(node.attributes);
      if (tensor !== void 0) this.#constants.set(output, tensor);
      return;
    }
    const element = isElementwise(node) ? this.#element(node, index) : void 0;
    if (element !== void 0) {
      this.#elements.set(output, element);
      if (!this.#tensors.has(element.formula)) this.#tensors.set(element.formula, output);
      return;
    }
    for (const input of node.inputs) this.#ends.add(input);
  }
  #element(node, index) {
    const own = node.inputs.filter((name) => name !== "" && !this.#isConstant(name));
    if (own.length === 0) return void 0;
    const elements = own.map(
      (name) =>
        this.#elements.get(name) ?? {
          root: name,
          formula: x,
          nodes: [],
        },
    );
    const [{ root }] = elements;
    const joined = elements.every((each) => each.root === root);
    const nodes = [.../* @__PURE__ */ new Set([...elements.flatMap((each) => each.nodes), index])];
    if (!joined || nodes.length > MOST_CHAINED) return void 0;
    const args = node.inputs.map((name) => {
      if (name === "") return void 0;
      const place = own.indexOf(name);
      if (place >= 0) return elements[place].formula;
      const tensor = this.#constant(name);
      if (tensor === void 0 || tensor.texts !== void 0) return void 0;
      return tensor.values.length === 1 && node.type !== "PRelu"
        ? constant(tensor.values[0])
        : this.#leaf(name, tensor);
    });
    if (node.inputs.some((name, i) => name !== "" && args[i] === void 0)) return void 0;
    const formula = formulaOfNode(node, args, this.#graph.opset);
    return (
      formula && {
        root,
        formula,
        nodes,
      }
    );
  }
  #leaf(name, tensor) {
    const known = this.#leaves.get(name) ?? parameter(`p${this.#leaves.size + 1}`);
    this.#leaves.set(name, known);
    this.#values.set(known.name, tensor);
    return known;
  }
  /** The chain's nodes between two of its tensors. */
  #between(element, from, to) {
    const found = /* @__PURE__ */ new Set();
    const own = new Set(element.nodes);
    const queue = [to];
    for (let name = queue.pop(); name !== void 0; name = queue.pop()) {
      const index = this.#makers.get(name);
      if (name === from || index === void 0 || !own.has(index) || found.has(index)) continue;
      found.add(index);
      queue.push(...this.#graph.nodes[index].inputs);
    }
    return [...found].sort((a, b) => a - b);
  }
  /** undefined where no node lies between the two: one tensor with two names. */
  #found(element, f, input, output) {
    const nodes = this.#between(element, input, output);
    if (nodes.length === 0) return void 0;
    const { nodes: all } = this.#graph;
    const maker = this.#makers.get(input);
    return {
      activation: f,
      node: all[nodes[nodes.length - 1]].name,
      nodes,
      types: nodes.map((index) => all[index].type),
      input,
      output,
      producer: maker === void 0 ? void 0 : all[maker].type,
      perUnit: this.#values,
      rows: void 0,
    };
  }
  /** The activation that a chain comes to, without what only scales it before and behind. */
  #recognise(output, element) {
    const { formula, root } = element;
    const values = new Map([...this.#values].map(([name, tensor]) => [name, tensor.values]));
    const tensorOf = (e) => (e === x ? root : this.#tensors.get(e));
    if (curvesOf(formula, values).some(({ curve }) => curve === x)) return void 0;
    for (const { inner } of peeled(formula, values)) {
      const to = inner === formula ? output : tensorOf(inner);
      if (to === void 0) continue;
      for (const { part, curve } of curvesOf(inner, values)) {
        const from = tensorOf(part);
        const f = from === void 0 ? void 0 : fromCatalogue(curve, values);
        if (from !== void 0 && f !== void 0) return this.#found(element, f, from, to);
      }
    }
    if (!inOrder(formula).some(({ kind }) => CURVED.has(kind))) return void 0;
    const plain = curvesOf(formula, values).find(
      ({ part, curve }) =>
        tensorOf(part) !== void 0 && !inOrder(curve).some(({ kind }) => kind === "parameter"),
    );
    const from = plain && tensorOf(plain.part);
    if (plain === void 0 || from === void 0 || isTooLong(plain.curve)) return void 0;
    return this.#found(element, activationOf(plain.curve, /* @__PURE__ */ new Map(), output), from, output);
  }
  #row(node, index) {
    const f = node.domain === "" ? rowFunction(node.type) : void 0;
    const [input] = node.inputs;
    if (f === void 0 || input === void 0) return void 0;
    const maker = this.#makers.get(input);
    return {
      activation: f,
      node: node.name,
      nodes: [index],
      types: [node.type],
      input,
      output: node.outputs[0],
      producer: maker === void 0 ? void 0 : this.#graph.nodes[maker].type,
      perUnit: /* @__PURE__ */ new Map(),
      rows: rowAxisOf(node, this.#graph.opset),
    };
  }
  find() {
    const found = [];
    const seen = /* @__PURE__ */ new Set();
    this.#graph.nodes.forEach((node, index) => {
      const [output] = node.outputs;
      const element = this.#elements.get(output);
      const each =
        element !== void 0 && this.#ends.has(output)
          ? this.#recognise(output, element)
          : this.#row(node, index);
      if (each === void 0 || seen.has(each.output)) return;
      seen.add(each.output);
      found.push(each);
    });
    return found;
  }
};
/** Every activation of a graph, in the order in which they are computed. */
const findActivations = (graph) => new Finder(graph).find();
// ../hillock/src/onnx/inspect/inspect.ts
const nodeName = (index) => `node ${index}`;
function withNodes(model, nodes, outputs) {
  const { graph } = model;
  if (graph === void 0) throw new HillockError("invalid-model", "The ONNX file has no graph.");
  const there = new Set(graph.output.map(({ name }) => name));
  const inputs = new Set(graph.input.map(({ name }) => name));
  const further = [...new Set(outputs)].filter((name) => !there.has(name) && !inputs.has(name));
  return {
    ...model,
    graph: {
      ...graph,
      node: nodes,
      output: [...graph.output, ...further.map((name) => create(ValueInfoProtoSchema, { name }))],
    },
  };
}
function depth(graph, activations, slopes) {
  const left = new Map(graph.outputs.map(({ name }) => [name, 1]));
  const raise = (name, value) => {
    left.set(name, Math.max(left.get(name) ?? 0, value));
  };
  const inside = /* @__PURE__ */ new Map();
  activations.forEach(({ nodes }, i) => {
    for (const index of nodes) inside.set(index, i);
  });
  const result = new Array(activations.length).fill(0);
  for (let index = graph.nodes.length - 1; index >= 0; index--) {
    const { inputs, outputs } = graph.nodes[index];
    const owner = inside.get(index);
    if (owner === void 0) {
      const most = outputs.reduce((value, name) => Math.max(value, left.get(name) ?? 0), 0);
      for (const name of inputs) raise(name, most);
    } else if (outputs.includes(activations[owner].output)) {
      const { output, input } = activations[owner];
      result[owner] = (left.get(output) ?? 0) * (slopes[owner] ?? 1);
      raise(input, result[owner]);
    }
  }
  return result;
}
/** FunctionProto needs this version of the file format. */
const FUNCTIONS_IR = 8n;
const isSame = (found, asked) =>
  found.name === asked.name ||
  (found.kind === "elementwise" && asked.kind === "elementwise" && sameFunction(found, asked));
function swapped(model, nodes, { opset }, activations, exchanges) {
  const counts = exchanges.map(() => 0);
  const { graph } = model;
  const taken = [
    ...nodes.flatMap(({ output }) => output),
    ...(graph?.initializer ?? []).map(({ name }) => name),
    ...(graph?.input ?? []).map(({ name }) => name),
  ];
  const writer = new ModelWriter(opset, taken);
  const removed = /* @__PURE__ */ new Set();
  const placed = /* @__PURE__ */ new Map();
  for (const { activation, node, nodes: own, input, output } of activations) {
    const place = exchanges.findIndex(({ from }) => isSame(activation, from));
    if (place < 0) continue;
    const { to } = exchanges[place];
    if (to.kind === "row" || activation.kind === "row")
      throw new HillockError(
        "invalid-argument",
        `${to.kind === "row" ? to.name : activation.name} acts on whole rows; it cannot be exchanged.`,
      );
    counts[place]++;
    const before = writer.nodes.nodes.length;
    writer.activationInto(planActivation(to, {}, opset), input, output, node);
    placed.set(own[own.length - 1], writer.nodes.nodes.slice(before));
    for (const index of own) removed.add(index);
  }
  const { needed } = writer;
  if (needed.opset > opset)
    throw new HillockError(
      "invalid-model",
      `The file is of opset ${opset}; ${needed.types.join(", ")} stand in opset ${needed.opset}. Export it for that one first.`,
    );
  const used = /* @__PURE__ */ new Set([
    ...(graph?.output ?? []).map(({ name }) => name),
    ...nodes.flatMap((node, index) => (removed.has(index) ? [] : node.input)),
  ]);
  const kept = nodes.flatMap((node, index) => {
    const put = placed.get(index) ?? [];
    return removed.has(index) && (put.length > 0 || !node.output.some((name) => used.has(name)))
      ? put
      : [node];
  });
  const functions = writer.functions;
  const made = {
    ...withNodes(model, kept, []),
    functions: [...model.functions, ...functions],
    irVersion: functions.length > 0 && model.irVersion < FUNCTIONS_IR ? FUNCTIONS_IR : model.irVersion,
    opsetImport: [...model.opsetImport, ...writer.imports(model.opsetImport.map(({ domain }) => domain))],
  };
  if (made.graph !== void 0) made.graph.initializer = [...made.graph.initializer, ...writer.initializers];
  return {
    bytes: toBinary(ModelProtoSchema, made),
    counts,
  };
}
/** Looks into any ONNX graph. @throws HillockError "invalid-model" where the file is damaged */
function inspectOnnx(bytes) {
  return guarded(() => {
    const model = decodeModel(bytes);
    const graph = readGraph(model);
    const activations = findActivations(graph);
    const nodes = inlined(model);
    const numbered = nodes.map((node, index) => ({
      ...node,
      name: nodeName(index),
    }));
    const seen = activations.map(({ input }) => input);
    return {
      inputs: graph.inputs,
      outputs: graph.outputs,
      activations,
      instrumented: toBinary(ModelProtoSchema, withNodes(model, numbered, seen)),
      gradients: (slopes) => depth(graph, activations, slopes),
      swap: (exchanges) => swapped(model, nodes, graph, activations, exchanges),
    };
  });
}
// ../hillock/src/onnx/inspect/statistics.ts
const ACROSS_CHANNELS = /Conv|BatchNormalization|InstanceNormalization|GroupNormalization|Pool/;
/** The axis whose places are units: channels behind convolutions, else the last. */
function unitAxis(rank, producer) {
  if (rank <= 2) return rank - 1;
  if (rank >= 4) return 1;
  return producer !== void 0 && ACROSS_CHANNELS.test(producer) ? 1 : 2;
}
const LAST = {
  axis: -1,
  joined: false,
};
/** How many units a function of rows has: the length of one row. */
function rowLength(shape, { axis, joined }) {
  const from = axis < 0 ? axis + shape.length : axis;
  return joined ? sizeOf$2(shape.slice(from)) : (shape[from] ?? 0);
}
function outputsOfRows(f, z, shape, rows) {
  const columns = rowLength(shape, rows);
  if (columns === 0 || z.length === 0) return [];
  const { axis, joined } = rows;
  if (joined || axis === -1 || axis === shape.length - 1) return f.forward(z, { columns });
  return (
    runRows(
      f,
      {
        type: 1,
        shape,
        values: Float64Array.from(z),
        texts: void 0,
      },
      rows,
    )?.values ?? []
  );
}
const sumsOf = (units) => ({
  sloped: new Uint32Array(units),
  counts: new Float64Array(units),
  z: new Float64Array(units),
  zz: new Float64Array(units),
  a: new Float64Array(units),
  aa: new Float64Array(units),
  za: new Float64Array(units),
});
/** Gathers what goes into one activation of a graph, a batch at a time. */
var ActivationStatistics = class {
  #found;
  #sums;
  #shape = [];
  #elements = 0;
  #zeros = 0;
  #low = 0;
  #high = 0;
  #slopes = 0;
  #notFinite = 0;
  constructor(found) {
    this.#found = found;
  }
  /** The shape of the last batch. */
  get shape() {
    return this.#shape;
  }
  /** @param z what the activation takes, of this shape */
  add(z, shape) {
    if (sizeOf$2(shape) !== z.length)
      throw new HillockError("invalid-shape", `${z.length} numbers are not ${shape.join(" × ")}.`);
    this.#shape = shape;
    const { activation } = this.#found;
    if (activation.kind === "row") this.#addRows(activation, z, shape);
    else this.#addElements(activation, z, shape);
  }
  #bound(f, shape) {
    const values = f.learnable.flatMap((name) => {
      const tensor = this.#found.perUnit.get(name);
      return tensor === void 0
        ? []
        : [[name, Float32Array.from(stretch(tensor.values, tensor.shape, shape))]];
    });
    return values.length === 0 ? f : f.with(Object.fromEntries(values));
  }
  #addElements(f, z, shape) {
    const bound = this.#bound(f, shape);
    const a = bound.forward(z);
    const slopes = bound.backward(new Float32Array(z.length).fill(1), z);
    const axis = unitAxis(shape.length, this.#found.producer);
    const units = shape[axis] ?? 1;
    const inner = sizeOf$2(shape.slice(axis + 1));
    if (this.#sums === void 0 || this.#sums.counts.length !== units) this.#sums = sumsOf(units);
    const sums = this.#sums;
    const { saturatedBelow, saturatedAbove } = bound.tails;
    for (let i = 0; i < z.length; i++) {
      const u = Math.floor(i / inner) % units;
      const [zi, ai, slope] = [z[i], a[i], slopes[i]];
      if (!Number.isFinite(zi) || !Number.isFinite(ai)) {
        this.#notFinite++;
        continue;
      }
      sums.counts[u]++;
      if (slope !== 0) sums.sloped[u]++;
      sums.z[u] += zi;
      sums.zz[u] += zi * zi;
      sums.a[u] += ai;
      sums.aa[u] += ai * ai;
      sums.za[u] += zi * ai;
      if (ai === 0) this.#zeros++;
      if (zi < saturatedBelow) this.#low++;
      if (zi > saturatedAbove) this.#high++;
      this.#slopes += Math.abs(slope);
    }
    this.#elements += z.length;
  }
  #addRows(f, z, shape) {
    const a = outputsOfRows(f, z, shape, this.#found.rows ?? LAST);
    this.#sums ??= sumsOf(1);
    for (let i = 0; i < a.length; i++) {
      const value = a[i];
      if (!Number.isFinite(value)) {
        this.#notFinite++;
        continue;
      }
      this.#sums.counts[0]++;
      this.#sums.a[0] += value;
      this.#sums.aa[0] += value * value;
      if (value === 0) this.#zeros++;
    }
    this.#elements += a.length;
  }
  report() {
    const sums = this.#sums ?? sumsOf(0);
    const total = (values) => values.reduce((sum, value) => sum + value, 0);
    const count = total(sums.counts);
    const mean = total(sums.a) / count;
    const spread = Math.sqrt(Math.max(0, total(sums.aa) / count - mean * mean));
    const rows = this.#found.activation.kind === "row";
    const units = sums.counts.length;
    const dead = sums.sloped.reduce((sum, sloped) => sum + (sloped === 0 ? 1 : 0), 0);
    const share = (part) => (rows || count === 0 ? null : part / count);
    return {
      units: rows ? rowLength(this.#shape, this.#found.rows ?? LAST) : units,
      elements: this.#elements,
      dead: rows || units === 0 ? null : dead / units,
      saturatedLow: share(this.#low),
      saturatedHigh: share(this.#high),
      mean,
      spread,
      sparsity: this.#zeros / count,
      slope: share(this.#slopes),
      straight: rows ? null : straightShare(sums),
      notFinite: this.#notFinite,
    };
  }
};
/** Share of the units that vary of which no more than so much is no straight line. */
function straightShare({ counts, z, zz, a, aa, za }) {
  let [living, straight] = [0, 0];
  for (let u = 0; u < counts.length; u++) {
    const n = counts[u];
    const variance = (sum, squares) => squares / n - (sum / n) ** 2;
    const [vz, va] = [variance(z[u], zz[u]), variance(a[u], aa[u])];
    if (!(va > 1e-12 * (aa[u] / n)) || !(vz > 0)) continue;
    living++;
    if (1 - (za[u] / n - (z[u] / n) * (a[u] / n)) ** 2 / (vz * va) < THRESHOLDS.linearCollapse.value)
      straight++;
  }
  return living === 0 ? null : straight / living;
}
/** Whether an activation adds nothing to the linear maps around it, over the data that went through. */
const collapses = ({ straight }) => straight !== null && straight >= THRESHOLDS.linearUnits.value;
// ../hillock/src/onnx/summary.ts
/** @throws HillockError "invalid-model" where the file is damaged */
const summarizeOnnx = (bytes) =>
  guarded(() => {
    const model = decodeModel(bytes);
    const { opset, nodes, inputs, outputs, metadata } = readGraph(model);
    return {
      opset,
      producer: [model.producerName, model.producerVersion].filter((each) => each !== "").join(" "),
      description: model.docString,
      nodes: nodes.map(({ name, type, domain, inputs: from, outputs: to }) => ({
        name,
        type,
        domain,
        inputs: from,
        outputs: to,
      })),
      inputs,
      outputs,
      metadata,
    };
  });
// src/tables/npy.ts
const MAGIC = "NUMPY";
const MOST_BYTES = 2 ** 31 - 1;
const READERS = {
  "<f4": {
    bytes: 4,
    read: (view, at) => view.getFloat32(at, true),
  },
  "<f8": {
    bytes: 8,
    read: (view, at) => view.getFloat64(at, true),
  },
  "|u1": {
    bytes: 1,
    read: (view, at) => view.getUint8(at),
  },
  "|i1": {
    bytes: 1,
    read: (view, at) => view.getInt8(at),
  },
  "|b1": {
    bytes: 1,
    read: (view, at) => view.getUint8(at),
  },
  "<i2": {
    bytes: 2,
    read: (view, at) => view.getInt16(at, true),
  },
  "<i4": {
    bytes: 4,
    read: (view, at) => view.getInt32(at, true),
  },
  "<i8": {
    bytes: 8,
    read: (view, at) => Number(view.getBigInt64(at, true)),
  },
};
const isNpy = (path) => /\.npy$/i.test(path);
/**
 * Reads an array as numpy.save writes it.
 * @throws HillockError "invalid-table" unless it is one of numbers, and its length is what its shape says
 */
async function readNpy(path) {
  const size = await requireFile(path);
  if (size > MOST_BYTES) throw tableError(`${path} has ${size} bytes; .npy files of up to 2 GiB are read.`);
  const bytes = await readFile(path);
  if (bytes.length < 12 || bytes.toString("latin1", 0, 6) !== MAGIC)
    throw tableError(`${path} is not a .npy file: it does not begin as one.`);
  const wide = bytes[6] >= 2;
  const start = wide ? 12 : 10;
  const end = start + (wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const header = bytes.toString("latin1", start, Math.min(end, bytes.length));
  const type = /'descr'\s*:\s*'([^']+)'/.exec(header)?.[1] ?? "";
  const lengths = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  if (end > bytes.length || lengths === void 0) throw tableError(`${path}: its header is cut off or wrong.`);
  if (!/'fortran_order'\s*:\s*False/.test(header))
    throw tableError(`${path} is in Fortran's order; save it with numpy.ascontiguousarray.`);
  if (!Object.hasOwn(READERS, type))
    throw tableError(
      `${path}: its numbers are of type ${type || "unknown"}; read are ${Object.keys(READERS).join(", ")}.`,
    );
  const { bytes: each, read } = READERS[type];
  const shape = lengths.split(",").flatMap((text) => (text.trim() === "" ? [] : [Number(text)]));
  const count = shape.reduce((product, length) => product * length, 1);
  if (
    !shape.every((length) => Number.isInteger(length) && length >= 0) ||
    bytes.length - end !== count * each
  )
    throw tableError(
      `${path}: its shape ${shape.join(" × ")} needs ${count * each} bytes, and ${bytes.length - end} follow.`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    shape,
    data: Float32Array.from({ length: count }, (_, i) => read(view, end + i * each)),
  };
}
// src/onnx/feeds.ts
/** ONNX' element types, as onnxruntime calls them. */
const TYPES = {
  1: {
    name: "float32",
    array: (numbers) => Float32Array.from(numbers),
  },
  2: {
    name: "uint8",
    array: (numbers) => Uint8Array.from(numbers),
  },
  3: {
    name: "int8",
    array: (numbers) => Int8Array.from(numbers),
  },
  6: {
    name: "int32",
    array: (numbers) => Int32Array.from(numbers),
  },
  7: {
    name: "int64",
    array: (numbers) => BigInt64Array.from(numbers, (value) => BigInt(Math.trunc(value))),
  },
  9: {
    name: "bool",
    array: (numbers) => Uint8Array.from(numbers, (value) => (value === 0 ? 0 : 1)),
  },
  11: {
    name: "float64",
    array: (numbers) => Float64Array.from(numbers),
  },
};
const BYTE = 2;
const STRING = 8;
const FLOATS = /* @__PURE__ */ new Set([1, 11]);
/** Of dimensions other than the rows that the graph leaves open. */
const OPEN_LENGTH = 8;
const MOST_ROW = 2 ** 26;
const sizeOf$1 = (shape) => shape.reduce((a, b) => a * b, 1);
function rowShape({ name, shape }) {
  const lengths = (shape ?? [void 0]).slice(1).map((length) => length ?? OPEN_LENGTH);
  if (!(sizeOf$1(lengths) <= MOST_ROW))
    throw new HillockError(
      "invalid-model",
      `The input "${name}" has ${sizeOf$1(lengths)} numbers a row; at most ${MOST_ROW} are run.`,
    );
  return lengths;
}
function tensor(border, count, numbers) {
  const type = TYPES[border.type];
  if (type === void 0)
    throw new HillockError(
      "invalid-model",
      `The input "${border.name}" is of ONNX' element type ${border.type}, for which no data can be made.`,
    );
  const dims = border.shape?.length === 0 ? [] : [count, ...rowShape(border)];
  return {
    type: type.name,
    dims,
    data: type.array(numbers),
  };
}
const texts = (count, values) => ({
  type: "string",
  dims: [count, 1],
  data: values,
});
/** Near enough to a unit normal: the sum of twelve uniform numbers, less six. */
const normal = (random) => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.uniform();
  return sum;
};
/** What numbers of an element type are drawn from. */
const drawnFrom = (type) =>
  type === STRING
    ? "empty texts"
    : FLOATS.has(type)
      ? "a unit normal"
      : type === BYTE
        ? "0 to 255 (bytes)"
        : "0 and 1 (whole numbers)";
/** A value of a column as its training rows had them. */
function drawCell(column, random) {
  if (column.kind === "category")
    return column.categories[Math.floor(random.uniform() * column.categories.length)] ?? "";
  return (column.scale.mean + normal(random) * column.scale.spread) * column.scale.unit;
}
/** The columns that a file of Hillock's own takes; undefined for other files. */
function columnsOf(bytes) {
  try {
    return fromOnnx(bytes).columns;
  } catch (cause) {
    if (cause instanceof HillockError) return void 0;
    throw cause;
  }
}
const fixedRows = (inputs) => inputs.flatMap(({ shape }) => (shape?.[0] === void 0 ? [] : [shape[0]]))[0];
function drawn(inputs, bytes, rows, seed) {
  const columns = columnsOf(bytes);
  const draw = (border, count, random) => {
    const column = columns?.find(({ name }) => name === border.name);
    if (column !== void 0) {
      const cells = Array.from({ length: count }, () => drawCell(column, random));
      return border.type === STRING
        ? texts(count, cells.map(String))
        : tensor(border, count, cells.map(Number));
    }
    if (border.type === STRING) return texts(count, new Array(count).fill(""));
    const size = count * sizeOf$1(rowShape(border));
    const number = FLOATS.has(border.type)
      ? () => normal(random)
      : border.type === BYTE
        ? () => Math.floor(random.uniform() * 256)
        : () => Math.floor(random.uniform() * 2);
    return tensor(border, count, Array.from({ length: size }, number));
  };
  const kinds = new Set(inputs.map(({ type }) => drawnFrom(type)));
  return {
    said: `No data were given: ${rows} rows were drawn from ${columns === void 0 ? [...kinds].join(" and ") : "the means and spreads of its training columns"}, to the shapes of the graph's inputs. With --data the figures are those of your data.`,
    rows,
    fixed: fixedRows(inputs),
    batch: (start, count) =>
      Object.fromEntries(
        inputs.map((border) => [
          border.name,
          draw(border, count, derive(seed, `${border.name} from ${start}`)),
        ]),
      ),
  };
}
const single = (inputs, path) => {
  const [input, ...others] = inputs;
  if (input === void 0 || others.length > 0)
    throw new HillockError(
      "invalid-argument",
      `${path} is one array; the graph takes ${inputs.length}: ${inputs.map(({ name }) => name).join(", ")}. Leave --data out to have inputs drawn.`,
    );
  return input;
};
/** Rows of an array for the graph's one input. */
function arrayFeeds(inputs, path, shape, read) {
  const input = single(inputs, path);
  const [rows, ...own] = shape;
  const size = sizeOf$1(own);
  const target =
    (input.shape === void 0 || input.shape.slice(1).includes(void 0)) && input.shape?.length === shape.length
      ? {
          ...input,
          shape: [void 0, ...own],
        }
      : input;
  if (rows === 0 || sizeOf$1(rowShape(target)) !== size)
    throw new HillockError(
      "invalid-argument",
      `${path} has rows of ${own.join(" × ") || "one number"}; the input "${input.name}" takes ${rowShape(target).join(" × ") || "one number"}.`,
    );
  return {
    said: `${rows} rows of ${path}.`,
    rows,
    fixed: fixedRows(inputs),
    batch: (from, count) => ({
      [input.name]: tensor(
        target,
        count,
        Array.from({ length: count * size }, (_, i) => read((from * size + i) % (rows * size))),
      ),
    }),
  };
}
function tableFeeds(inputs, path, table) {
  const { rows, columns } = table;
  const cellsOf = (name) => {
    const found = columns.find((column) => column.name === name);
    if (found === void 0)
      throw new HillockError(
        "invalid-table",
        `${path} has no column "${name}", which the graph takes. It has: ${columns.map((column) => column.name).join(", ")}.`,
      );
    return found.values;
  };
  const said = `${rows} rows of ${path}.`;
  if (
    inputs.length > 1 ||
    inputs[0]?.type === STRING ||
    columns.some(({ name }) => name === inputs[0]?.name)
  ) {
    const cells = new Map(inputs.map(({ name }) => [name, cellsOf(name)]));
    const number = (value) => (value === null ? NaN : Number(value));
    return {
      said,
      rows,
      fixed: fixedRows(inputs),
      batch: (from, count) =>
        Object.fromEntries(
          inputs.map((border) => {
            const own = Array.from(
              { length: count },
              (_, i) => cells.get(border.name)?.[(from + i) % rows] ?? null,
            );
            return [
              border.name,
              border.type === STRING
                ? texts(
                    count,
                    own.map((value) => (value === null ? "" : String(value))),
                  )
                : tensor(border, count, own.map(number)),
            ];
          }),
        ),
    };
  }
  const text = columns.find(({ values }) => values.some((value) => typeof value !== "number"));
  if (text !== void 0)
    throw new HillockError(
      "invalid-table",
      `${path}: the column "${text.name}" has other than numbers; the graph takes numbers alone.`,
    );
  const width = columns.length;
  return arrayFeeds(inputs, path, [rows, width], (at) =>
    Number(columns[at % width].values[Math.floor(at / width)]),
  );
}
/** Rows from a file, or drawn to the graph's input shapes where none is named. */
async function feedsOf(inputs, bytes, data, rows, seed) {
  if (data === void 0) {
    const whole = fixedRows(inputs) ?? 1;
    return drawn(inputs, bytes, Math.ceil(rows / whole) * whole, seed);
  }
  const atMost = (feeds) => ({
    ...feeds,
    rows: Math.min(feeds.rows, rows),
  });
  if (isNpy(data)) {
    const { shape, data: values } = await readNpy(data);
    return atMost(arrayFeeds(inputs, data, shape, (at) => values[at]));
  }
  if (await looksLikeIdx(data)) {
    const { shape, data: values } = await readIdx(data);
    const scale = FLOATS.has(inputs[0]?.type ?? 0) ? 255 : 1;
    const feeds = arrayFeeds(inputs, data, shape, (at) => values[at] / scale);
    return atMost(
      scale === 1
        ? feeds
        : {
            ...feeds,
            said: `${feeds.said} Pixels were scaled to 0 … 1.`,
          },
    );
  }
  return atMost(tableFeeds(inputs, data, await readTable(data)));
}
// src/onnx/profile.ts
const isEvent = (value) =>
  typeof value === "object" &&
  value !== null &&
  "cat" in value &&
  "name" in value &&
  typeof value.name === "string" &&
  "dur" in value &&
  typeof value.dur === "number" &&
  "ts" in value &&
  typeof value.ts === "number";
const KERNEL = /^node (\d+)_kernel_time$/;
/** The middle one, which a busy machine does not move. */
function median(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
function ranIn(printed) {
  const events = [];
  for (const line of printed.split("\n")) {
    if (!line.includes('"cat"')) continue;
    try {
      const event = JSON.parse(line.replace(/,\s*$/, ""));
      if (isEvent(event) && event.cat === "Node" && event.name.endsWith("_kernel_time")) events.push(event);
    } catch {}
  }
  const runs = /* @__PURE__ */ new Map();
  for (const { name, dur } of events.sort((a, b) => a.ts - b.ts))
    runs.set(name, [...(runs.get(name) ?? []), dur]);
  return [...runs].map(([name, times]) => {
    const warm = times.length > 1 ? times.slice(1) : times;
    const index = KERNEL.exec(name)?.[1];
    return {
      node: index === void 0 ? void 0 : Number(index),
      time: median(warm),
    };
  });
}
/** Between which places in the order a node must have run: behind what it takes, before what takes it. */
function windows(nodes, placed) {
  const starts = /* @__PURE__ */ new Map();
  const ends = /* @__PURE__ */ new Map();
  const start = nodes.map(({ inputs, outputs }, i) => {
    const at = placed.get(i) ?? inputs.reduce((most, name) => Math.max(most, starts.get(name) ?? -1), -1);
    for (const name of outputs) starts.set(name, at);
    return at;
  });
  const end = new Array(nodes.length);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const { inputs, outputs } = nodes[i];
    const at = outputs.reduce((least, name) => Math.min(least, ends.get(name) ?? Infinity), Infinity);
    end[i] = placed.get(i) ?? at;
    for (const name of inputs) ends.set(name, Math.min(ends.get(name) ?? Infinity, end[i]));
  }
  return (i, at) => start[i] < at && at < end[i];
}
/**
 * Microseconds by node of the instrumented graph, and of all that ran, from onnxruntime's profile. What a node was
 * spread out into is its own where it must have run between the node's neighbours and between no other's; where that
 * cannot be told, the node has no time.
 */
function readProfile(printed, nodes) {
  const ran = ranIn(printed);
  const placed = /* @__PURE__ */ new Map();
  const times = /* @__PURE__ */ new Map();
  ran.forEach(({ node, time }, at) => {
    if (node === void 0) return;
    placed.set(node, at);
    times.set(node, time);
  });
  const spreadOut = nodes.flatMap(({ type }, i) => (placed.has(i) || type === "Constant" ? [] : [i]));
  const within = windows(nodes, placed);
  const doubtful = /* @__PURE__ */ new Set();
  ran.forEach(({ node, time }, at) => {
    if (node !== void 0) return;
    const [own, ...others] = spreadOut.filter((i) => within(i, at));
    if (own === void 0) return;
    if (others.length > 0) for (const each of [own, ...others]) doubtful.add(each);
    else times.set(own, (times.get(own) ?? 0) + time);
  });
  for (const each of doubtful) times.delete(each);
  return {
    nodes: times,
    total: ran.reduce((sum, { time }) => sum + time, 0),
  };
}
// src/onnx/runtime.ts
/** The version that this was tried with. */
const PACKAGE = "onnxruntime-web";
const INSTALL = `npm install ${PACKAGE}@1.30.0`;
/** Beside Hillock, or in the folder that the command runs in. */
function locate() {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), "package.json"))])
    try {
      return pathToFileURL(createRequire(from).resolve(PACKAGE)).href;
    } catch {}
  throw new HillockError(
    "invalid-argument",
    `hillock inspect runs the graph with onnxruntime, which is not installed. Install it with: ${INSTALL}`,
  );
}
/** One graph in onnxruntime, in a process of its own: whatever a file makes it do ends there. */
var Runtime = class Runtime {
  #process;
  #printed = "";
  #said = "";
  #answer;
  #fail;
  constructor(path) {
    this.#process = fork(fileURLToPath(new URL("./worker.js", import.meta.url)), [path], {
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#process.stdout?.on("data", (chunk) => {
      this.#printed += chunk.toString();
    });
    this.#process.stderr?.on("data", (chunk) => {
      this.#said = (this.#said + chunk.toString()).slice(-2e3);
    });
    this.#process.on("message", (answer) => this.#answer?.(answer));
    this.#process.on("error", (cause) => this.#fail?.(cause));
    this.#process.on("exit", (code) =>
      this.#fail?.(/* @__PURE__ */ new Error(`it ended with exit code ${code}\n${this.#said}`)),
    );
  }
  static async start() {
    const runtime = new Runtime(locate());
    await runtime.#next();
    return runtime;
  }
  #next() {
    return new Promise((resolve, reject) => {
      this.#answer = resolve;
      this.#fail = reject;
    }).catch((cause) => {
      throw new HillockError(
        "invalid-model",
        `onnxruntime failed: ${cause instanceof Error ? cause.message : String(cause)}.`,
      );
    });
  }
  async #ask(message) {
    const answer = this.#next();
    this.#process.send(message);
    const result = await answer;
    if (result.kind === "failed")
      throw new HillockError("invalid-model", `onnxruntime cannot run the graph: ${result.why}`);
    return result;
  }
  async open(bytes, profiled) {
    await this.#ask({
      kind: "open",
      bytes,
      profiled,
    });
  }
  async run(feeds, keep) {
    const answer = await this.#ask({
      kind: "run",
      feeds,
      keep,
    });
    return answer.kind === "ran" ? answer.outputs : {};
  }
  /** What onnxruntime printed while it was open: its profile. */
  async close() {
    const { stdout } = this.#process;
    const ended = new Promise((resolve) => stdout?.once("end", resolve));
    await this.#ask({ kind: "close" });
    this.end();
    await ended;
    return this.#printed;
  }
  end() {
    this.#fail = void 0;
    if (this.#process.connected) this.#process.disconnect();
  }
};
// src/onnx/look.ts
/** Numbers of all tensors that are looked at in one run. */
const MOST_AT_ONCE = 2 ** 25;
const MOST_BATCH = 256;
const TIMED_RUNS = 6;
const sizeOf = (dims) => dims.reduce((a, b) => a * b, 1);
/** As many rows at a time as keep what is looked at small. */
async function batchRows(runtime, feeds) {
  if (feeds.fixed !== void 0) return feeds.fixed;
  const outputs = await runtime.run(feeds.batch(0, 1), false);
  const perRow = Object.values(outputs).reduce((sum, { dims }) => sum + sizeOf(dims), 1);
  return Math.max(1, Math.min(MOST_BATCH, feeds.rows, Math.floor(MOST_AT_ONCE / perRow)));
}
/** null where the time of one of the nodes is not known. */
const shareOf = (own, times, total) =>
  own.every((index) => times.has(index))
    ? own.reduce((sum, index) => sum + (times.get(index) ?? 0), 0) / total
    : null;
const numbersOf = (data) => (data instanceof Float32Array ? data : Float32Array.from(data, Number));
/** Runs the graph over all rows, then a few times more to be timed. */
async function lookInto(inspection, graph, feeds, onProgress) {
  const { activations, instrumented } = inspection;
  const statistics = activations.map((found) => new ActivationStatistics(found));
  const runtime = await Runtime.start();
  try {
    await runtime.open(instrumented, false);
    const batch = await batchRows(runtime, feeds);
    let rows = 0;
    while (rows < feeds.rows) {
      const count = feeds.fixed ?? Math.min(batch, feeds.rows - rows);
      const given = feeds.batch(rows, count);
      const outputs = {
        ...given,
        ...(await runtime.run(given, true)),
      };
      for (const [i, { input }] of activations.entries()) {
        const { data, dims } = outputs[input];
        statistics[i].add(numbersOf(data), dims);
      }
      rows += count;
      onProgress(Math.min(rows, feeds.rows));
    }
    await runtime.open(instrumented, true);
    const timed = feeds.batch(0, batch);
    for (let run = 0; run < TIMED_RUNS; run++) await runtime.run(timed, false);
    const { nodes, total } = readProfile(await runtime.close(), graph.nodes);
    const reports = statistics.map((each) => each.report());
    const gradients = inspection.gradients(reports.map(({ slope }) => slope));
    return {
      rows,
      batch,
      milliseconds: total / 1e3,
      activations: activations.map((found, i) => ({
        node: found.node,
        activation: found.activation.name,
        operators: found.types,
        shape: [batch, ...statistics[i].shape.slice(1)],
        report: reports[i],
        gradient: gradients[i],
        collapses: collapses(reports[i]),
        timeShare: shareOf(
          found.nodes.filter((index) => graph.nodes[index].type !== "Constant"),
          nodes,
          total,
        ),
      })),
    };
  } finally {
    runtime.end();
  }
}
// src/terminal/inspect.ts
var import_escape_html = /* @__PURE__ */ __toESM(require_escape_html(), 1);
var import_cli_table3 = /* @__PURE__ */ __toESM(require_cli_table3(), 1);
const percent = (share) => (share === null ? "–" : `${Number((100 * share).toPrecision(3))} %`);
const number = (value) => (value === null ? "–" : formatNumber(value));
/** Below these a reader should look. */
const LITTLE_GRADIENT = 0.01;
const MANY_DEAD = 0.4;
const MOSTLY_SATURATED = 0.5;
/** What is remarkable, in sentences. */
function remarks({ activations }) {
  const named = (list) => list.map(({ node, activation }) => `${activation} at ${node}`).join(", ");
  const when = (test, say) => {
    const list = activations.filter(test);
    return list.length === 0 ? [] : [say(list, named(list))];
  };
  return [
    ...when(
      ({ report }) => report.notFinite > 0,
      (_, names) => `Not all that goes in is finite: ${names}.`,
    ),
    ...when(
      ({ report }) => (report.dead ?? 0) >= MANY_DEAD,
      (_, names) => `Many units are dead: ${names}.`,
    ),
    ...when(
      ({ report }) =>
        (report.saturatedLow ?? 0) + (report.saturatedHigh ?? 0) >= MOSTLY_SATURATED &&
        (report.dead ?? 0) < MANY_DEAD,
      (_, names) => `Mostly saturated: ${names}.`,
    ),
    ...when(
      (each) => each.collapses,
      (_, names) => `A straight line over the data, so that the linear maps around come to one: ${names}.`,
    ),
    ...when(
      ({ gradient, report }) => report.slope !== null && gradient < LITTLE_GRADIENT,
      (list, names) =>
        `The activations leave less than ${LITTLE_GRADIENT} of a gradient (${formatNumber(Math.min(...list.map((each) => each.gradient)))} at worst): ${names}.`,
    ),
  ];
}
const firstLine = (look) => {
  const [first] = remarks(look);
  return (
    first ??
    `Nothing is remarkable in ${look.activations.length} activation${look.activations.length === 1 ? "" : "s"}.`
  );
};
const HEAD = [
  "node",
  "function",
  "shape",
  "dead",
  "saturated below · above",
  "mean ± spread",
  "zeros",
  "|f′|",
  "gradient left",
  "time",
];
/** One line an activation, in the order in which they are computed. */
const rowsOf = ({ activations }) =>
  activations.map(({ node, activation, operators, shape, report, gradient, timeShare }) => [
    node,
    operators.length > 1 ? `${activation} (${operators.join(" ")})` : activation,
    shape.join(" × "),
    percent(report.dead),
    report.saturatedLow === null ? "–" : `${percent(report.saturatedLow)} · ${percent(report.saturatedHigh)}`,
    `${number(report.mean)} ± ${number(report.spread)}`,
    percent(report.sparsity),
    number(report.slope),
    report.slope === null ? "–" : number(gradient),
    percent(timeShare),
  ]);
const WITH_GRAPHS = /* @__PURE__ */ new Set(["If", "Loop", "Scan"]);
/** What is not looked into, in a sentence; empty where there is nothing. */
function notLookedInto({ nodes }) {
  const types = [...new Set(nodes.map(({ type }) => type))].filter((type) => WITH_GRAPHS.has(type));
  return types.length === 0 ? "" : `The graphs inside of ${types.join(", ")} are not looked into.`;
}
const LONGEST = 28;
const shortened = (text) => (text.length <= LONGEST ? text : `${text.slice(0, 27)}…`);
/** What a graph's activations do, for a terminal. */
function inspectionText({ summary, said, look }, pc = colorsOf(process.stdout)) {
  const table = new import_cli_table3.default({
    head: HEAD.map((each) => pc.bold(each)),
    style: {
      head: [],
      border: [],
    },
  });
  for (const row of rowsOf(look)) table.push(row.map(shortened));
  const [first, ...others] = remarks(look);
  const made = summary.producer === "" ? "" : `, made by ${summary.producer}`;
  return [
    pc.bold(first ?? firstLine(look)),
    ...others,
    "",
    `${summary.nodes.length} nodes, opset ${summary.opset}${made}. ${said} ${notLookedInto(summary)}`.trim(),
    table.toString(),
    `Gradient left: the product of mean |f′| from the outputs down to the node, along the way on which most is left. Time: of ${formatNumber(look.milliseconds)} ms for ${look.batch} rows in onnxruntime, nothing fused.`,
  ].join("\n");
}
// src/report/inspect-page.ts
/** More would be no picture. */
const MOST_SHOWN = 120;
const places = ({ activations }) =>
  activations.slice(0, MOST_SHOWN).map((each, i) => ({
    ...each,
    place: i,
    label: `${i}`,
  }));
/** Places are whole numbers. */
const placeAxis = ({ activations }) => ({
  label: "activation, in the order of computing",
  ticks: Math.min(10, Math.max(1, Math.min(activations.length, MOST_SHOWN) - 1)),
  tickFormat: "d",
});
const key = (entries) =>
  `<div>${entries.map(([name, colour]) => `<span class="key"><i style="background:${colour}"></i>${(0, import_escape_html.default)(name)}</span>`).join("")}</div>`;
/** What is left of a gradient, activation by activation. */
function gradientFigure(look) {
  const data = places(look).filter(({ report, gradient }) => report.slope !== null && gradient > 0);
  return data.length === 0
    ? "<p>Nothing is left of a gradient anywhere.</p>"
    : draw("Gradient left by the activations", {
        height: 260,
        x: placeAxis(look),
        y: {
          type: "log",
          label: "gradient left",
          tickFormat: "~e",
          ticks: 5,
        },
        marks: [
          lineY(data, {
            x: "place",
            y: "gradient",
            stroke: COLOURS[0],
            strokeWidth: 1.8,
          }),
          dot(data, {
            x: "place",
            y: "gradient",
            fill: COLOURS[0],
            r: 3,
          }),
        ],
      });
}
/** Shares of units and elements that pass nothing on. */
function sharesFigure(look) {
  const data = places(look).flatMap(({ place, report }) => [
    {
      place,
      share: report.dead ?? 0,
      series: "dead units",
    },
    {
      place,
      share: report.saturatedLow ?? 0,
      series: "saturated below",
    },
    {
      place,
      share: report.saturatedHigh ?? 0,
      series: "saturated above",
    },
  ]);
  return draw("Dead and saturated", {
    height: 260,
    x: placeAxis(look),
    y: {
      domain: [0, 1],
      label: "share",
      percent: false,
    },
    color: {
      domain: SERIES.map(([name]) => name),
      range: SERIES.map(([, colour]) => colour),
    },
    marks: [
      lineY(data, {
        x: "place",
        y: "share",
        stroke: "series",
        z: "series",
        strokeWidth: 1.8,
      }),
      dot(data, {
        x: "place",
        y: "share",
        fill: "series",
        r: 3,
      }),
    ],
  });
}
const SERIES = [
  ["dead units", COLOURS[1]],
  ["saturated below", COLOURS[4]],
  ["saturated above", COLOURS[3]],
];
/** Mean and spread of what comes out. */
function outputsFigure(look) {
  const data = places(look).map(({ place, report: { mean, spread } }) => ({
    place,
    mean,
    low: mean - spread,
    high: mean + spread,
  }));
  return draw("Mean and spread of the outputs", {
    height: 260,
    x: placeAxis(look),
    y: { label: "output" },
    marks: [
      ruleX(data, {
        x: "place",
        y1: "low",
        y2: "high",
        stroke: COLOURS[5],
        strokeWidth: 4,
      }),
      dot(data, {
        x: "place",
        y: "mean",
        fill: COLOURS[0],
        r: 3.5,
      }),
    ],
  });
}
/** The functions of a graph as one self-contained page. */
function renderInspection(facts) {
  startPage();
  const { path, summary, said, look } = facts;
  const others = remarks(look).slice(1);
  const figure = (title, caption, body) =>
    `<h2>${(0, import_escape_html.default)(title)}</h2><figure>${body}<figcaption>${(0, import_escape_html.default)(caption)}</figcaption></figure>`;
  const shown = look.activations.length > MOST_SHOWN ? ` The first ${MOST_SHOWN} are drawn.` : "";
  return page(
    `Hillock: inside ${path}`,
    `<h1>Inside ${(0, import_escape_html.default)(path)}</h1><p class="answer">${(0, import_escape_html.default)(firstLine(look))}</p>
${others.map((each) => `<p>${(0, import_escape_html.default)(each)}</p>`).join("\n")}
<p class="quiet">${summary.nodes.length} nodes · opset ${summary.opset} · ${(0, import_escape_html.default)(summary.producer || "producer not named")} · ${(0, import_escape_html.default)(`${said} ${notLookedInto(summary)}`.trim())}</p>
${table(
  ["", ...HEAD],
  rowsOf(look).map((row, i) => [String(i), ...row]),
)}
${figure("What is left of a gradient", `The product of mean |f′| from the outputs down, along the way on which most is left; functions of whole rows, such as softmax, count as 1, and weights are not in it.${shown}`, gradientFigure(look))}
${figure("Dead and saturated", "Dead: units whose slope is 0 for every row. Saturated: elements where the slope has fallen below 5 % of the steepest.", `${key(SERIES)}${sharesFigure(look)}`)}
${figure("Outputs", "Dots are means, bars reach one standard deviation to each side.", outputsFigure(look))}
<p class="quiet">Times are shares of ${look.milliseconds.toFixed(2)} ms for ${look.batch} rows in onnxruntime, with nothing fused.</p>`,
  );
}
// src/commands/inspect.ts
const DEFAULT_ROWS = 1024;
const misused = (message) => new HillockError("invalid-argument", message);
/** Functions to exchange, as in relu=leakyRelu(0.2),sigmoid=tanh. */
function exchangesOf(list) {
  return splitList(list).map((each) => {
    const [from, ...rest] = each.split("=");
    const to = rest.join("=");
    if (from.trim() === "" || to.trim() === "")
      throw misused(`--swap ${each}: write FUNCTION=FUNCTION, as in relu=leakyRelu.`);
    return {
      from: readWritten(from.trim()),
      to: readWritten(to.trim()),
    };
  });
}
const namesIn = ({ activations }) =>
  [...new Set(activations.map(({ activation }) => activation.name))].join(", ") || "none that is known";
/** Writes the graph with functions exchanged. */
async function exchange(path, inspection, swap, save) {
  if (save === void 0) throw misused(`--swap ${swap}: say with --save where the new file goes.`);
  const exchanges = exchangesOf(swap);
  await requireWritable(save, "--save");
  const { bytes, counts } = inspection.swap(exchanges);
  exchanges.forEach(({ from, to }, i) => {
    if (counts[i] === 0)
      throw misused(`--swap: ${path} has no ${from.name}. Its activations: ${namesIn(inspection)}.`);
    console.log(`${from.name} → ${to.name}: ${counts[i]} ${counts[i] === 1 ? "place" : "places"}`);
  });
  await replaceFileOrKeep(save, "--save", bytes);
  console.log(`Written: ${save}`);
}
/** Looks into a graph, whatever made it, or exchanges its functions. */
async function runInspect(path, flags) {
  const rows = numberFlag(
    "--rows",
    flags.rows,
    DEFAULT_ROWS,
    (x) => whole(x) && x <= 1e6,
    "a whole number of at least 1",
  );
  const seed = numberFlag("--seed", flags.seed, 1, Number.isSafeInteger, "a whole number");
  if (flags.save !== void 0 && flags.swap === void 0)
    throw misused(`--save ${flags.save}: say with --swap which functions to exchange.`);
  const bytes = await readOnnxFile(path);
  const inspection = inspectOnnx(bytes);
  if (flags.swap !== void 0) {
    await exchange(path, inspection, flags.swap, flags.save);
    return;
  }
  const { activations } = inspection;
  if (activations.length === 0)
    throw new HillockError("invalid-model", `${path} has no activation that can be looked at.`);
  const out = flags.out ?? "hillock-report";
  await makeFolder(out);
  const feeds = await feedsOf(inspection.inputs, bytes, flags.data, rows, seed);
  const bar = progressBar("running {bar} row {value}/{total} · {eta} s left");
  bar.start(feeds.rows, 0);
  const summary = summarizeOnnx(bytes);
  const look = await lookInto(inspection, summary, feeds, (done) => bar.update(done)).finally(() =>
    bar.stop(),
  );
  const facts = {
    path,
    summary,
    said: feeds.said,
    look,
  };
  const report = join(out, "report.html");
  await replaceFile(report, "--out", renderInspection(facts));
  if (flags.json)
    process.stdout.write(
      `${JSON.stringify({
        model: path,
        data: feeds.said,
        ...look,
      })}\n`,
    );
  else console.log(`${inspectionText(facts)}\n\nReport: ${report}`);
}

export { runInspect };
