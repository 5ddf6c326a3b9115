import { open, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import {
  at as add,
  Y as compileScalar,
  ot as constant,
  c as functions,
  $ as inOrder,
  x as linear,
  b as logSoftmax,
  yt as multiply,
  xt as parameter,
  et as parameterNames,
  o as parse,
  g as sigmoid,
  Q as simplify,
  m as softmax,
  At as x,
} from "./activations-VfsU12zi.js";
import { t as reason, n as tableError } from "./cell-a6oqPVkS.js";
import { t as checked, r as requireFile } from "./checked-BrP1_TWr.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { x as dense, t as encoderOf, a as networkToApply } from "./fitted-DwmPkfMm.js";
import {
  f as AttributeProto_AttributeType,
  y as activationOf,
  r as exportable,
  C as formulaOfNode,
  g as fromBinary,
  b as fromCatalogue,
  d as fromUtf8,
  w as isElementwise,
  p as ModelProtoSchema,
  l as readTensor,
  S as sameFunction,
  u as sizeOf,
  a as toOnnx,
  c as WHOLE_TYPES,
} from "./layers-DxG7v61O.js";

// ../hillock/src/onnx/proto/scan.ts
/** The most of each that a file may hold, so that decoding it takes bounded time and memory. */
const MOST$1 = {
  nodes: 5e4,
  messages: 5e5,
  numbers: 2 ** 27,
  wholeNumbers: 2 ** 22,
  depth: 40,
};
const damaged = (why) => new HillockError("invalid-model", `This is not a whole ONNX file: ${why}.`);
const tooLarge = (what, most) =>
  new HillockError("invalid-model", `The ONNX file has more than ${most} ${what}; so many are not read.`);
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;
const known = /* @__PURE__ */ new Map();
function fieldsOf(message) {
  let fields = known.get(message);
  if (fields === void 0) {
    fields = { byNumber: new Map(message.fields.map((field) => [field.number, field])) };
    known.set(message, fields);
  }
  return fields;
}
/** Counts what a file holds, by its own lengths, without making anything of it. */
var Scanner = class {
  #bytes;
  #at = 0;
  #nodes = 0;
  #messages = 0;
  #numbers = 0;
  #wholeNumbers = 0;
  constructor(bytes) {
    this.#bytes = bytes;
  }
  #varint(end) {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.#at >= end) throw damaged("it ends within a number");
      const byte = this.#bytes[this.#at++];
      if (shift < 49) value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw damaged("a number in it has more than ten bytes");
  }
  message(desc, end, depth) {
    if (depth > MOST$1.depth) throw tooLarge("graphs inside of each other", MOST$1.depth);
    if (++this.#messages > MOST$1.messages) throw tooLarge("parts", MOST$1.messages);
    if (desc.typeName === "onnx.NodeProto" && ++this.#nodes > MOST$1.nodes)
      throw tooLarge("nodes", MOST$1.nodes);
    const { byNumber } = fieldsOf(desc);
    while (this.#at < end) {
      const tag = this.#varint(end);
      const field = byNumber.get(Math.floor(tag / 8));
      if (
        desc.typeName === "onnx.TensorProto" &&
        (field?.name === "external_data" || field?.name === "data_location")
      )
        this.#refuseExternal(field.name, end);
      this.#value(tag % 8, field, end, depth);
    }
    if (this.#at !== end) throw damaged("a part is longer than what holds it");
  }
  /** data_location 0 means that the tensor's data stand in this file. */
  #refuseExternal(name, end) {
    const before = this.#at;
    if (name === "data_location" && this.#varint(end) === 0) {
      this.#at = before;
      return;
    }
    throw new HillockError(
      "invalid-model",
      "The ONNX file keeps its weights in other files, which are never read. Save it in one file: onnx.save_model(onnx.load(path), path, save_as_external_data=False).",
    );
  }
  #value(wire, field, end, depth) {
    if (wire === VARINT) {
      this.#varint(end);
      if (field?.fieldKind === "list") this.#countWhole(1);
      return;
    }
    const length = wire === FIXED64 ? 8 : wire === FIXED32 ? 4 : wire === LENGTH ? this.#varint(end) : void 0;
    if (length === void 0) throw damaged(`a part of it has the unknown wire type ${wire}`);
    const to = this.#at + length;
    if (to > end)
      throw damaged(`a part of ${length} bytes stands where ${Math.max(0, end - this.#at)} are left`);
    const inner = field?.fieldKind === "message" || field?.fieldKind === "list" ? field.message : void 0;
    if (wire === LENGTH && inner !== void 0) {
      this.message(inner, to, depth + 1);
      return;
    }
    if (field?.fieldKind === "list" && field.listKind === "scalar") {
      const perNumber =
        field.name === "float_data" || field.name === "floats" ? 4 : field.name === "double_data" ? 8 : 1;
      const text = field.name === "string_data" || field.name === "strings";
      if (perNumber > 1) this.#numbers += wire === LENGTH ? length / perNumber : 1;
      else this.#countWhole(wire === LENGTH && !text ? this.#varintsUntil(to) : 1);
      if (this.#numbers > MOST$1.numbers) throw tooLarge("numbers in lists", MOST$1.numbers);
    }
    this.#at = to;
  }
  /** How many numbers end before `to`. */
  #varintsUntil(to) {
    let count = 0;
    for (let at = this.#at; at < to; at++) if (this.#bytes[at] < 128) count++;
    return count;
  }
  #countWhole(count) {
    this.#wholeNumbers += count;
    if (this.#wholeNumbers > MOST$1.wholeNumbers)
      throw tooLarge("whole numbers and texts in lists", MOST$1.wholeNumbers);
  }
};
/**
 * Walks through the bytes of a message once.
 * @throws HillockError "invalid-model" where a length lies, where there is more of anything than is read, and where
 * data stand outside of the file
 */
const scan = (bytes, message) => new Scanner(bytes).message(message, bytes.length, 0);
// ../hillock/src/onnx/proto/decode.ts
/** A message as the file has it, once its lengths and sizes are known to be sound. */
function decode(schema, bytes) {
  if (!(bytes instanceof Uint8Array))
    throw new HillockError("invalid-argument", "An ONNX file is read from a Uint8Array of its bytes.");
  if (bytes.length === 0) throw damaged("it is empty");
  scan(bytes, schema);
  try {
    return fromBinary(schema, bytes, { readUnknownFields: false });
  } catch (cause) {
    throw damaged(cause instanceof Error ? cause.message : String(cause));
  }
}
/** @throws HillockError "invalid-model" */
function decodeModel(bytes) {
  const model = decode(ModelProtoSchema, bytes);
  if (model.graph === void 0) throw damaged("there is no graph in it");
  return model;
}
// ../hillock/src/onnx/shapes.ts
/** The shape that all stretch to, aligned at the last axis, as NumPy broadcasts; undefined where they do not. */
function broadcastShape(shapes) {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array(rank).fill(1);
  for (const shape of shapes)
    for (const [i, length] of shape.entries()) {
      const axis = rank - shape.length + i;
      if (length === 1) continue;
      if (result[axis] !== 1 && result[axis] !== length) return void 0;
      result[axis] = length;
    }
  return result;
}
/** Steps between neighbours along each axis of `to` in a tensor of shape `from`; 0 where it is stretched. */
function strides(from, to) {
  const missing = to.length - from.length;
  return to.map((_, axis) => {
    const own = axis - missing;
    return own < 0 || from[own] === 1 ? 0 : sizeOf(from.slice(own + 1));
  });
}
/** Of each element of a tensor of shape `to`, the place that steps along its axes lead to, in order. */
function places(to, steps) {
  const result = new Int32Array(sizeOf(to));
  const index = new Array(to.length).fill(0);
  let at = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = at;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      at += steps[axis];
      if (++index[axis] < to[axis]) break;
      at -= steps[axis] * to[axis];
      index[axis] = 0;
    }
  }
  return result;
}
/** Values of shape `from`, stretched to `to`. */
function stretch(values, from, to) {
  const at = places(to, strides(from, to));
  return Float64Array.from(at, (place) => values[place]);
}
/** Axes in another order: axis i of the result is axis `order[i]`. */
function permute(values, shape, order) {
  const own = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const to = order.map((axis) => shape[axis]);
  const at = places(
    to,
    order.map((axis) => own[axis]),
  );
  return {
    values: Float64Array.from(at, (place) => values[place]),
    shape: to,
  };
}
const isOrder = (order, rank) =>
  order.length === rank && [...order].sort((a, b) => a - b).every((axis, i) => axis === i);
/** A shape as Reshape writes it: 0 keeps a length, −1 takes what is left. undefined where it does not fit. */
function reshape$1(shape, wanted) {
  const kept = wanted.map((length, axis) => (length === 0 ? (shape[axis] ?? 0) : length));
  const rest = kept.filter((length) => length !== -1).reduce((a, b) => a * b, 1);
  const made = kept.map((length) => (length === -1 ? sizeOf(shape) / rest : length));
  return sizeOf(made) === sizeOf(shape) && made.every((length) => Number.isInteger(length) && length >= 0)
    ? made
    : void 0;
}
/** The shape without, or with further, axes of length 1. */
function squeezed(shape, axes) {
  const own = axes?.map((axis) => (axis < 0 ? axis + shape.length : axis));
  return shape.filter((length, axis) => (own === void 0 ? length !== 1 : !own.includes(axis)));
}
function unsqueezed(shape, axes) {
  const rank = shape.length + axes.length;
  if (rank > 16) return void 0;
  const added = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  const rest = [...shape];
  const made = Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (rest.shift() ?? -1)));
  return made.includes(-1) || sizeOf(made) !== sizeOf(shape) ? void 0 : made;
}
// ../hillock/src/onnx/read/constants.ts
const list = (type, values) => ({
  type,
  shape: [values.length],
  values: Float64Array.from(values),
  texts: void 0,
});
const single = (type, value) => ({
  ...list(type, [value]),
  shape: [],
});
/** The tensor of a Constant node. */
function constantOf(attributes) {
  if (attributes.has("value")) return attributes.tensor("value");
  if (attributes.has("value_float")) return single(1, attributes.float("value_float", 0));
  if (attributes.has("value_int")) return single(7, attributes.int("value_int", 0));
  const floats = attributes.floats("value_floats");
  if (floats !== void 0) return list(1, floats);
  const ints = attributes.ints("value_ints");
  return ints && list(7, ints);
}
/**
 * What a node makes of constants alone; undefined where it is not computed.
 * @param spend is told how many numbers it will make
 */
function foldConstants(node, tensors, opset, spend) {
  const [first] = tensors;
  if (first === void 0 || tensors.some((tensor) => tensor?.texts !== void 0) || node.domain !== "")
    return void 0;
  if (node.type === "Identity" || node.type === "Cast" || node.type === "Dropout") return first;
  if (node.type === "Transpose") spend(first.values.length);
  const made = laidOut(node, first, tensors[1]);
  if (made !== "other") return made;
  const args = tensors.map((tensor, i) => (tensor === void 0 ? void 0 : parameter(`input${i}`)));
  const formula = formulaOfNode(node, args, opset);
  const shape = broadcastShape(tensors.flatMap((tensor) => (tensor === void 0 ? [] : [tensor.shape])));
  if (formula === void 0 || shape === void 0) return void 0;
  spend(sizeOf(shape));
  const value = compileScalar(formula);
  const stretched = tensors.map((tensor) => tensor && stretch(tensor.values, tensor.shape, shape));
  const inputs = {};
  const values = Float64Array.from({ length: sizeOf(shape) }, (_, i) => {
    stretched.forEach((given, k) => {
      if (given !== void 0) inputs[`input${k}`] = given[i];
    });
    return Math.fround(value(0, inputs));
  });
  return {
    type: first.type,
    shape,
    values,
    texts: void 0,
  };
}
/** Numbers in another shape or order; "other" where the node does something else. */
function laidOut({ type, attributes }, tensor, second) {
  const given = second && Array.from(second.values);
  const shaped = (shape) =>
    shape && {
      ...tensor,
      shape,
    };
  if (type === "Reshape") {
    const wanted = given ?? attributes.ints("shape");
    return wanted && shaped(reshape$1(tensor.shape, wanted));
  }
  if (type === "Flatten") {
    const axis = attributes.int("axis", 1);
    const from = axis < 0 ? axis + tensor.shape.length : axis;
    return shaped([sizeOf(tensor.shape.slice(0, from)), sizeOf(tensor.shape.slice(from))]);
  }
  if (type === "Squeeze") return shaped(squeezed(tensor.shape, given ?? attributes.ints("axes")));
  if (type === "Unsqueeze") return shaped(unsqueezed(tensor.shape, given ?? attributes.ints("axes") ?? []));
  if (type !== "Transpose") return "other";
  const rank = tensor.shape.length;
  const order = attributes.ints("perm") ?? tensor.shape.map((_, axis) => rank - 1 - axis);
  return isOrder(order, rank)
    ? {
        ...tensor,
        ...permute(tensor.values, tensor.shape, order),
      }
    : void 0;
}
// ../hillock/src/onnx/read/classes.ts
const MOST_CLASSES = 65536;
/** Texts or whole numbers as texts, where there is one for each of the outputs, and no two are the same. */
function namesOf(values, outputs) {
  if (values === void 0 || values.length !== outputs || outputs > MOST_CLASSES) return void 0;
  const names = Array.from(values, String);
  return new Set(names).size === outputs ? names : void 0;
}
/** Places along the file's way from the probabilities to a label. */
const PASSED = /* @__PURE__ */ new Set(["Cast", "Identity", "Reshape", "Squeeze", "Flatten"]);
/**
 * What a file calls its classes: the labels that it picks by the largest of its outputs, or a ZipMap's. undefined where
 * it does not say.
 */
function classesOf(graph, output, outputs) {
  const constants = /* @__PURE__ */ new Map();
  for (const node of graph.nodes) if (node.type === "Constant") constants.set(node.outputs[0], node);
  const labels = (name) => {
    const stored = graph.initializers.get(name ?? "");
    const node = constants.get(name ?? "");
    const tensor = stored !== void 0 ? readTensor(stored) : node && constantOf(node.attributes);
    return tensor && namesOf(tensor.texts ?? tensor.values, outputs);
  };
  const chosen = /* @__PURE__ */ new Set();
  const same = /* @__PURE__ */ new Set([output]);
  for (const { type, domain, inputs, outputs: made, attributes } of graph.nodes) {
    const [first, second] = inputs;
    if (type === "ZipMap" && same.has(first)) {
      const found = namesOf(
        attributes.texts("classlabels_strings") ?? attributes.ints("classlabels_int64s"),
        outputs,
      );
      if (found !== void 0) return found;
    } else if (type === "ArgMax" && same.has(first)) chosen.add(made[0]);
    else if (domain === "" && PASSED.has(type)) {
      if (chosen.has(first)) chosen.add(made[0]);
      if (same.has(first) && type === "Identity") same.add(made[0]);
    } else if ((type === "ArrayFeatureExtractor" || type === "Gather") && chosen.has(second)) {
      const found = labels(first);
      if (found !== void 0) return found;
    }
  }
}
// ../hillock/src/onnx/read/attributes.ts
/** A node's attributes, read as what the operator says that they are. */
var Attributes = class {
  #byName;
  #node;
  constructor(node) {
    this.#byName = new Map(node.attribute.map((attribute) => [attribute.name, attribute]));
    this.#node = node.name;
  }
  has(name) {
    return this.#byName.has(name);
  }
  #get(name, kinds) {
    const found = this.#byName.get(name);
    if (found !== void 0 && found.type !== 0 && !kinds.includes(found.type))
      throw new HillockError(
        "invalid-model",
        `The ONNX file is damaged: the attribute "${name}" of node "${this.#node}" is of type ${AttributeProto_AttributeType[found.type]}.`,
      );
    return found;
  }
  float(name, byDefault) {
    return this.#get(name, [1])?.f ?? byDefault;
  }
  int(name, byDefault) {
    const found = this.#get(name, [2]);
    return found === void 0 ? byDefault : Number(found.i);
  }
  text(name, byDefault) {
    const found = this.#get(name, [3]);
    return found === void 0 ? byDefault : fromUtf8(found.s);
  }
  floats(name) {
    return this.#get(name, [6])?.floats;
  }
  ints(name) {
    return this.#get(name, [7])?.ints.map(Number);
  }
  texts(name) {
    return this.#get(name, [8])?.strings.map(fromUtf8);
  }
  tensor(name) {
    const found = this.#get(name, [4]);
    return found?.t === void 0
      ? void 0
      : readTensor(found.t, `the attribute "${name}" of node "${this.#node}"`);
  }
};
// ../hillock/src/onnx/read/functions.ts
/** Longer ones are read node by node. */
const MOST_NODES = 500;
/** At which the two are compared, for all parameters alike. */
const TRIED = [0.3, 1, 2.5];
/** What the function's nodes compute; undefined where that is no formula. */
function computed({ input, output, node }, opset) {
  const values = new Map(input.map((name, i) => [name, i === 0 ? x : parameter(name)]));
  for (const each of node) {
    const attributes = new Attributes(each);
    const args = each.input.map((name) => (name === "" ? void 0 : values.get(name)));
    if (each.input.some((name, i) => name !== "" && args[i] === void 0)) return void 0;
    const tensor = each.opType === "Constant" ? constantOf(attributes) : void 0;
    const made =
      each.opType === "Constant"
        ? tensor?.values.length === 1
          ? constant(tensor.values[0])
          : void 0
        : formulaOfNode(
            {
              name: each.name,
              type: each.opType,
              domain: each.domain,
              inputs: each.input,
              outputs: each.output,
              attributes,
              formula: void 0,
            },
            args,
            opset,
          );
    if (made === void 0) return void 0;
    values.set(each.output[0], made);
  }
  return output.length === 1 ? values.get(output[0]) : void 0;
}
/**
 * The formula that Hillock wrote beside a local function's nodes, where these do compute it. The nodes of a formula that
 * keeps its digits may be a long chain; what was typed is what trains well, and goes out again as it came.
 */
function formulaOf(called, opset) {
  const [written] = called.docString.split("\n");
  const parameters = called.input.slice(1);
  if (written === void 0 || written === "" || called.node.length > MOST_NODES || called.input.length === 0)
    return void 0;
  const body = computed(called, opset);
  if (body === void 0) return void 0;
  try {
    const formula = parse(written, parameters);
    const [own, other] = [compileScalar(formula), compileScalar(body)];
    return TRIED.every((value) => {
      const values = Object.fromEntries(parameters.map((name) => [name, value]));
      return sameFunction(
        (at) => own(at, values),
        (at) => other(at, values),
      );
    })
      ? {
          formula,
          parameters,
        }
      : void 0;
  } catch (cause) {
    if (cause instanceof HillockError) return void 0;
    throw cause;
  }
}
// ../hillock/src/onnx/read/graph.ts
const MOST_INLINED = 5e4;
const MOST_NESTED = 32;
const MOST_FORMULAS = 100;
const damagedGraph = (why) => new HillockError("invalid-model", `The ONNX file is damaged: ${why}.`);
function readBorder(info) {
  const { type } = info;
  if (type?.value.case !== "tensorType")
    return {
      name: info.name,
      type: 0,
      shape: void 0,
    };
  const { elemType, shape } = type.value.value;
  const lengths = shape?.dim.map(({ value }) => {
    if (value.case !== "dimValue") return void 0;
    const length = Number(value.value);
    if (length < 0) throw damagedGraph(`the tensor "${info.name}" has the length ${length} in its shape`);
    return length;
  });
  return {
    name: info.name,
    type: elemType,
    shape: lengths,
  };
}
function graphOf({ graph }) {
  if (graph === void 0) throw damagedGraph("there is no graph in it");
  return graph;
}
const normalDomain = (domain) => (domain === "ai.onnx" ? "" : domain);
/**
 * The graph's nodes, those of local functions where they are called.
 * @param kept whether calls of a function stay as they are
 */
function inlined(model, kept = () => false) {
  const graph = graphOf(model);
  const functions = new Map(model.functions.map((each) => [`${each.domain}:${each.name}`, each]));
  if (functions.size === 0) return graph.node;
  const nodes = [];
  let calls = 0;
  const add = (node, depth) => {
    const key = `${node.domain}:${node.opType}`;
    const called = functions.get(key);
    if (called === void 0 || kept(key)) {
      nodes.push(node);
      if (nodes.length > MOST_INLINED)
        throw new HillockError(
          "invalid-model",
          `The ONNX file has more than ${MOST_INLINED} nodes once its functions stand where they are called; so many are not read.`,
        );
      return;
    }
    if (depth >= MOST_NESTED)
      throw damagedGraph(`the function "${called.name}" is called within itself, or ${MOST_NESTED} deep`);
    const call = calls++;
    const names = new Map([
      ["", ""],
      ...called.input.map((name, i) => [name, node.input[i] ?? ""]),
      ...called.output.map((name, i) => [name, node.output[i] ?? ""]),
    ]);
    const rename = (name) => names.get(name) ?? `${called.name}#${call}/${name}`;
    const given = new Map(node.attribute.map((attribute) => [attribute.name, attribute]));
    for (const inner of called.node)
      add(
        {
          ...inner,
          name: node.name === "" ? inner.name : `${node.name}/${inner.name}`,
          input: inner.input.map(rename),
          output: inner.output.map(rename),
          attribute: inner.attribute.flatMap((attribute) => {
            if (attribute.refAttrName === "") return [attribute];
            const value = given.get(attribute.refAttrName);
            return value === void 0
              ? []
              : [
                  {
                    ...value,
                    name: attribute.name,
                  },
                ];
          }),
        },
        depth + 1,
      );
  };
  for (const node of graph.node) add(node, 0);
  return nodes;
}
/**
 * The nodes, each after what it depends on, as the specification asks for: a cycle has no such order.
 * @throws HillockError "invalid-model" where a name leads nowhere, or is given twice
 */
function checkOrder(nodes, known, outputs) {
  const made = /* @__PURE__ */ new Map();
  for (const { name, outputs: own } of nodes)
    for (const output of own) {
      if (output === "") continue;
      if (known.has(output) || made.has(output))
        throw damagedGraph(`the tensor "${output}" is made twice, by node "${name}" and before`);
      made.set(output, name);
    }
  const ready = new Set(known);
  for (const { name, inputs, outputs: own } of nodes) {
    for (const input of inputs) {
      if (input === "" || ready.has(input)) continue;
      const maker = made.get(input);
      throw damagedGraph(
        maker === void 0
          ? `node "${name}" takes the tensor "${input}", which nothing makes`
          : `node "${name}" takes the tensor "${input}" of node "${maker}", which stands behind it or depends on it: a cycle`,
      );
    }
    for (const output of own) ready.add(output);
  }
  for (const output of outputs)
    if (!ready.has(output)) throw damagedGraph(`nothing makes the output "${output}"`);
}
/** Local functions that are formulas, by domain and name. */
function formulasOf({ functions }, opset) {
  return new Map(
    functions.slice(0, MOST_FORMULAS).flatMap((each) => {
      const found = each.domain === "hillock" ? formulaOf(each, opset) : void 0;
      return found === void 0 ? [] : [[`${each.domain}:${each.name}`, found]];
    }),
  );
}
/**
 * @param formulas whether calls of local functions that are formulas stay one node
 * @throws HillockError "invalid-model"
 */
function readGraph(model, formulas = false) {
  const graph = graphOf(model);
  if (model.opsetImport.length === 0) throw damagedGraph("it does not say of which opset its operators are");
  const opset = model.opsetImport.find(({ domain }) => normalDomain(domain) === "");
  const initializers = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const version = Number(opset?.version ?? 0n);
  const known = formulas ? formulasOf(model, version) : /* @__PURE__ */ new Map();
  const nodes = inlined(model, (key) => known.has(key)).map((node) => ({
    name: node.name || node.output[0] || node.opType,
    type: node.opType,
    domain: normalDomain(node.domain),
    inputs: node.input,
    outputs: node.output,
    attributes: new Attributes(node),
    formula: known.get(`${node.domain}:${node.opType}`),
  }));
  const inputs = graph.input.map(readBorder);
  const outputs = graph.output.map(readBorder);
  const sparse = graph.sparseInitializer.map(({ values }) => values?.name ?? "");
  const given = /* @__PURE__ */ new Set([
    ...inputs.map(({ name }) => name),
    ...initializers.keys(),
    ...sparse,
  ]);
  if (outputs.length === 0) throw damagedGraph("its graph has no outputs");
  checkOrder(
    nodes,
    given,
    outputs.map(({ name }) => name),
  );
  return {
    opset: version,
    nodes,
    initializers,
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    outputs,
    metadata: new Map(model.metadataProps.map(({ key, value }) => [key, value])),
  };
}
// ../hillock/src/onnx/read/guarded.ts
/** Deep nests of anything end the engine's stack; that is the file's fault. */
function guarded(read) {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new HillockError("invalid-model", `The ONNX file is nested too deep to be read: ${cause.message}.`);
  }
}
// ../hillock/src/onnx/read/per-unit.ts
/** Applies an operation unit by unit; a number stands for all units. */
function combine(a, b, operation) {
  if (typeof a === "number" && typeof b === "number") return operation(a, b);
  const length = typeof a === "number" ? b.length : a.length;
  const at = (value, unit) => (typeof value === "number" ? value : value[unit]);
  return Float64Array.from({ length }, (_, unit) => operation(at(a, unit), at(b, unit)));
}
const plus = (a, b) => combine(a, b, (u, v) => u + v);
const times = (a, b) => combine(a, b, (u, v) => u * v);
const spread = (value, units) => (typeof value === "number" ? new Float64Array(units).fill(value) : value);
/** The outermost step of a formula, where it only scales or shifts another. */
function peel(formula, perUnit) {
  const [a, b] = formula.args;
  const fixed = (e) =>
    e?.kind === "constant" ? e.value : e?.kind === "parameter" ? perUnit.get(e.name) : void 0;
  const [left, right] = [fixed(a), fixed(b)];
  if (formula.kind === "negate")
    return {
      inner: a,
      scale: -1,
      offset: 0,
    };
  const one = left === void 0 ? right : right === void 0 ? left : void 0;
  if (one === void 0) return void 0;
  const inner = left === void 0 ? a : b;
  if (formula.kind === "add")
    return {
      inner,
      scale: 1,
      offset: one,
    };
  if (formula.kind === "multiply")
    return {
      inner,
      scale: one,
      offset: 0,
    };
  if (formula.kind === "subtract")
    return left === void 0
      ? {
          inner,
          scale: 1,
          offset: times(-1, one),
        }
      : {
          inner,
          scale: -1,
          offset: one,
        };
  if (formula.kind === "divide" && left === void 0)
    return {
      inner,
      scale: combine(1, one, (u, v) => u / v),
      offset: 0,
    };
}
// ../hillock/src/onnx/read/affine.ts
const UNCHANGED = {
  scale: 1,
  offset: 0,
};
const isFixed = ({ scale }) => scale === 0;
const RULES$3 = {
  add: ([a, b]) => ({
    scale: plus(a.scale, b.scale),
    offset: plus(a.offset, b.offset),
  }),
  subtract: ([a, b]) => ({
    scale: plus(a.scale, times(-1, b.scale)),
    offset: plus(a.offset, times(-1, b.offset)),
  }),
  negate: ([a]) => ({
    scale: times(-1, a.scale),
    offset: times(-1, a.offset),
  }),
  multiply: ([a, b]) => {
    const [factor, other] = isFixed(a) ? [a.offset, b] : [b.offset, a];
    return isFixed(a) || isFixed(b)
      ? {
          scale: times(factor, other.scale),
          offset: times(factor, other.offset),
        }
      : void 0;
  },
  divide: ([a, b]) =>
    isFixed(b)
      ? {
          scale: combine(a.scale, b.offset, (u, v) => u / v),
          offset: combine(a.offset, b.offset, (u, v) => u / v),
        }
      : void 0,
};
/** Those parts of a formula that only scale and shift x; `fixed` parts have scale 0. */
function affineParts(formula, perUnit) {
  const parts = /* @__PURE__ */ new Map();
  for (const e of inOrder(formula))
    if (e === x) parts.set(e, UNCHANGED);
    else if (e.kind === "constant")
      parts.set(e, {
        scale: 0,
        offset: e.value,
      });
    else if (e.kind === "parameter") {
      const values = perUnit.get(e.name);
      if (values !== void 0)
        parts.set(e, {
          scale: 0,
          offset: values,
        });
    } else if (Object.hasOwn(RULES$3, e.kind)) {
      const args = e.args.flatMap((arg) => parts.get(arg) ?? []);
      const part = args.length === e.args.length ? RULES$3[e.kind](args) : void 0;
      if (part !== void 0) parts.set(e, part);
    }
  return parts;
}
/** The formula over another variable, where x stands in that part alone; undefined where it stands elsewhere, too. */
function over(formula, part) {
  const done = /* @__PURE__ */ new Map();
  for (const e of inOrder(formula))
    if (e === part) done.set(e, x);
    else if (e === x) done.set(e, void 0);
    else {
      const args = e.args.map((arg) => done.get(arg));
      const whole = args.every((arg) => arg !== void 0);
      done.set(
        e,
        whole
          ? {
              ...e,
              args,
            }
          : void 0,
      );
    }
  return done.get(formula);
}
/** The ways to see a formula as a curve over a line, from the longest line to none. */
function curvesOf(formula, perUnit) {
  return [
    ...[...affineParts(formula, perUnit)]
      .filter(([part, { scale }]) => part !== x && scale !== 0)
      .reverse()
      .flatMap(([part, line]) => {
        const curve = over(formula, part);
        return curve === void 0
          ? []
          : [
              {
                part,
                curve,
                line,
              },
            ];
      }),
    {
      part: x,
      curve: formula,
      line: UNCHANGED,
    },
  ];
}
/** The outermost scaling and shifting of a curve, step by step. */
function* peeled(curve, perUnit) {
  let [inner, outer] = [curve, UNCHANGED];
  for (;;) {
    yield {
      inner,
      outer,
    };
    const step = peel(inner, perUnit);
    if (step === void 0) return;
    outer = {
      scale: times(outer.scale, step.scale),
      offset: plus(times(outer.scale, step.offset), outer.offset),
    };
    inner = step.inner;
  }
}
// ../hillock/src/onnx/read/layers.ts
const identity = (units) => {
  const data = new Float64Array(units * units);
  for (let i = 0; i < units; i++) data[i * units + i] = 1;
  return {
    units,
    inputs: units,
    data,
  };
};
const MOST_IDENTITY = 4096;
function solid({ weight, scale, offset }, width, node) {
  const units = weight?.units ?? width;
  if (units === void 0)
    throw new HillockError(
      "invalid-model",
      `The ONNX file does not say how many inputs there are before node "${node}".`,
    );
  if (weight === void 0 && units > MOST_IDENTITY)
    throw new HillockError(
      "invalid-model",
      `Node "${node}" acts on ${units} numbers without weights; at most ${MOST_IDENTITY} become a layer of their own.`,
    );
  const { inputs, data } = weight ?? identity(units);
  const factor = spread(scale, units);
  return {
    weight: {
      units,
      inputs,
      data: data.map((value, i) => value * factor[Math.floor(i / inputs)]),
    },
    bias: spread(offset, units).slice(),
  };
}
/** The product of a product: weight · (scale ⊙ a + offset) + bias. */
function after(inner, outer) {
  if (inner.scale === 1 && inner.offset === 0) return outer;
  const { weight } = outer;
  if (weight === void 0)
    return {
      weight,
      scale: times(outer.scale, inner.scale),
      offset: plus(times(outer.scale, inner.offset), outer.offset),
    };
  const factor = spread(inner.scale, weight.inputs);
  const shift = spread(inner.offset, weight.inputs);
  const data = new Float64Array(weight.data.length);
  const moved = new Float64Array(weight.units);
  for (let u = 0; u < weight.units; u++)
    for (let k = 0; k < weight.inputs; k++) {
      const value = weight.data[u * weight.inputs + k];
      data[u * weight.inputs + k] = value * factor[k];
      moved[u] += value * shift[k];
    }
  return {
    weight: {
      ...weight,
      data,
    },
    scale: outer.scale,
    offset: plus(times(outer.scale, moved), outer.offset),
  };
}
/** A function of the catalogue where the formula is one, whatever line it stands over and is followed by. */
function split({ formula: written, perUnit, source }) {
  const formula = simplify(written);
  const curves = curvesOf(formula, perUnit);
  const straight = curves.find(({ curve }) => curve === x);
  if (straight !== void 0)
    return {
      f: linear,
      line: straight.line,
      outer: UNCHANGED,
    };
  const whole = fromCatalogue(written, perUnit) ?? fromCatalogue(formula, perUnit);
  if (whole !== void 0)
    return {
      f: whole,
      line: UNCHANGED,
      outer: UNCHANGED,
    };
  for (const { curve, line } of curves)
    for (const { inner, outer } of peeled(curve, perUnit)) {
      const f = fromCatalogue(inner, perUnit);
      if (f !== void 0)
        return {
          f,
          line,
          outer,
        };
    }
  const plain = curves.find(({ curve }) => parameterNames(curve).length === 0) ?? curves[curves.length - 1];
  return {
    f: activationOf(plain.curve, perUnit, source.node),
    line: plain.line,
    outer: UNCHANGED,
  };
}
const widthOf = ({ features }) =>
  features === void 0 || features.includes(void 0)
    ? void 0
    : features.reduce((product, length) => product * (length ?? 1), 1);
const NOTHING = {
  layers: [],
  scale: 1,
  offset: 0,
};
const IDENTITY = {
  weight: void 0,
  scale: 1,
  offset: 0,
};
function append(behind, product, f, signal) {
  const { layers } = behind;
  const width = layers.at(-1)?.layer.units ?? widthOf(signal);
  const { weight, bias } = solid(after(behind, product), width, signal.source.node);
  const before = layers.at(-1)?.layer.units;
  if (before !== void 0 && before !== weight.inputs)
    throw new HillockError(
      "invalid-model",
      `The ONNX file is damaged: node "${signal.source.node}" takes ${weight.inputs} numbers and is given ${before}.`,
    );
  return [
    ...layers,
    {
      layer: dense(weight.units, f),
      weight,
      bias,
      node: signal.source.node,
    },
  ];
}
/** The layers that give a signal; what only scales it is left to who takes it. */
function layersBehind(signal) {
  const { source } = signal;
  const from = source.from === void 0 ? NOTHING : layersBehind(source.from);
  const { f, line, outer } = split(signal);
  const bent = {
    weight: source.weight,
    scale: times(line.scale, source.scale),
    offset: plus(times(line.scale, source.offset), line.offset),
  };
  if (f === linear && source.weight === void 0)
    return {
      layers: from.layers,
      scale: times(bent.scale, from.scale),
      offset: plus(times(bent.scale, from.offset), bent.offset),
    };
  return {
    layers: append(from, bent, f, signal),
    ...outer,
  };
}
/** A last layer without a curve takes what is left; else there is one more. */
function finish(behind, signal) {
  const { layers, scale, offset } = behind;
  if (layers.length > 0 && scale === 1 && offset === 0) return layers;
  const last = layers.at(-1);
  if (last === void 0 || last.layer.activation !== linear) return append(behind, IDENTITY, linear, signal);
  const { units } = last.layer;
  const { weight, bias } = solid(
    {
      weight: last.weight,
      scale,
      offset: plus(times(scale, last.bias), offset),
    },
    units,
    signal.source.node,
  );
  return [
    ...layers.slice(0, -1),
    {
      ...last,
      weight,
      bias,
    },
  ];
}
/** Layers of a network that gives this output. @throws HillockError "invalid-model" */
function layersOf(output) {
  if (output.kind === "signal") return finish(layersBehind(output), output);
  const { signal, activation } = output;
  const behind = layersBehind(signal);
  const last = behind.layers.at(-1);
  if (last === void 0 || last.layer.activation !== linear)
    return append(behind, IDENTITY, activation, signal);
  const [own] = finish(behind, signal).slice(-1);
  return [
    ...behind.layers.slice(0, -1),
    {
      ...own,
      layer: dense(own.weight.units, activation),
    },
  ];
}
function requireFinite(values, what, node) {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new HillockError(
      "invalid-model",
      `The ONNX file has ${values[bad]} among the ${what} of node "${node}"; a network needs finite ones.`,
    );
  return values;
}
/** The weights as a network of these layers has them. @throws HillockError "invalid-model" where one is not finite */
function parametersOf(layers) {
  return layers.flatMap(({ layer, weight, bias, node }, l) => {
    const { activation: f, units } = layer;
    const finite = (values, what) => requireFinite(Float32Array.from(values), what, node);
    const learned = f.kind === "row" ? [] : f.learnable;
    return [
      {
        name: `${l}.weight`,
        shape: [weight.units, weight.inputs],
        data: finite(weight.data, "weights"),
      },
      {
        name: `${l}.bias`,
        shape: [units],
        data: finite(bias, "biases"),
      },
      ...learned.map((name) => {
        const value = f.kind === "row" ? 0 : f.parameters[name];
        return {
          name: `${l}.${name}`,
          shape: [units],
          data: typeof value === "number" ? new Float32Array(units).fill(value) : Float32Array.from(value),
        };
      }),
    ];
  });
}
// ../hillock/src/onnx/read/columns.ts
const FLOATS$3 = /* @__PURE__ */ new Set([1, 11]);
const NUMBERS = /* @__PURE__ */ new Set([...FLOATS$3, ...WHOLE_TYPES]);
/** Whether a graph's inputs are a table's columns: one number or text a row each. */
function areColumns(inputs, nodes) {
  const single = ({ shape }) => shape?.length === 2 && shape[1] === 1;
  const typed = inputs.every(({ type }) => NUMBERS.has(type) || type === 8);
  const treated = nodes.some(({ type }) => type === "IsNaN" || type === "LabelEncoder");
  return inputs.length > 0 && inputs.every(single) && typed && (inputs.length > 1 || treated);
}
const columnInput = ({ name, type }) => ({
  kind: "column",
  column:
    type === 8
      ? {
          kind: "text",
          name,
        }
      : {
          kind: "numbers",
          name,
          fill: void 0,
          steps: [],
        },
});
const column = (made) => ({
  kind: "column",
  column: made,
});
const numberOf = (value) =>
  value?.kind === "constant" && value.tensor.values.length === 1 ? value.tensor.values[0] : void 0;
const step =
  (type) =>
  (_node, own, [first, second]) => {
    const number = numberOf(second);
    if (own.kind !== "numbers" || first?.kind !== "column" || number === void 0) return void 0;
    return column({
      ...own,
      steps: [
        ...own.steps,
        {
          type,
          number,
        },
      ],
    });
  };
const labelEncoder = ({ attributes }, own) => {
  const keys = attributes.texts("keys_strings");
  const places = attributes.ints("values_int64s");
  if (own.kind !== "text" || keys === void 0 || places?.length !== keys.length) return void 0;
  if (attributes.int("default_int64", -1) !== -1) return "a text that it does not know has a place";
  return column({
    kind: "places",
    name: own.name,
    places: new Map(keys.map((key, i) => [key, places[i]])),
  });
};
/** Categories in the order of their features; the empty text stands for a missing one. */
const oneHotEncoder = ({ attributes }, own) => {
  if (attributes.int("zeros", 1) !== 1) return "it does not take texts that it does not know";
  const texts = attributes.texts("cats_strings");
  if (own.kind === "text" && texts !== void 0)
    return column({
      kind: "category",
      name: own.name,
      categories: texts,
      fill: "",
    });
  const order = attributes.ints("cats_int64s");
  if (own.kind !== "places" || order === void 0) return void 0;
  const named = (place) => [...own.places].find(([, at]) => at === place)?.[0];
  const categories = order.map(named);
  if (!categories.every((each) => each !== void 0)) return "a feature of it belongs to no text";
  const missing = own.places.get("");
  return column({
    kind: "category",
    name: own.name,
    categories,
    fill: (missing === void 0 ? void 0 : named(missing)) ?? "",
  });
};
const where = (_node, own, [missing, fill, value]) => {
  const number = numberOf(fill);
  const matches =
    missing?.kind === "column" &&
    missing.column.kind === "missing" &&
    value?.kind === "column" &&
    value.column === own;
  if (own.kind !== "numbers" || own.steps.length > 0 || number === void 0 || !matches) return void 0;
  return missing.column.name === own.name
    ? column({
        ...own,
        fill: number,
      })
    : void 0;
};
const RULES$2 = {
  ":Cast": ({ attributes }, own) => {
    const to = attributes.int("to", 1);
    return own.kind !== "numbers" || FLOATS$3.has(to) ? column(own) : "it rounds to another kind of number";
  },
  ":Identity": (_node, own) => column(own),
  ":Flatten": (_node, own) => column(own),
  ":Reshape": (_node, own) => (own.kind === "category" ? column(own) : void 0),
  ":IsNaN": (_node, own) =>
    own.kind === "numbers"
      ? column({
          kind: "missing",
          name: own.name,
        })
      : void 0,
  ":Where": where,
  ":Sub": step("Sub"),
  ":Div": step("Div"),
  "ai.onnx.ml:LabelEncoder": labelEncoder,
  "ai.onnx.ml:OneHotEncoder": oneHotEncoder,
};
/** (value / unit − mean) / spread, from the steps that a file has. */
function scaleOf(steps) {
  const types = steps.map(({ type }) => type).join();
  const numbers = steps.map(({ number }) => number);
  if (types === "Div,Sub,Div")
    return {
      unit: numbers[0],
      mean: numbers[1],
      spread: numbers[2],
    };
  if (types === "Sub,Div")
    return {
      unit: 1,
      mean: numbers[0],
      spread: numbers[1],
    };
  if (types === "Sub")
    return {
      unit: 1,
      mean: numbers[0],
      spread: 1,
    };
  if (types === "Div")
    return {
      unit: 1,
      mean: 0,
      spread: numbers[0],
    };
  return types === ""
    ? {
        unit: 1,
        mean: 0,
        spread: 1,
      }
    : void 0;
}
function fitted(own) {
  if (own.kind === "category") return own;
  const scale = own.kind === "numbers" ? scaleOf(own.steps) : void 0;
  if (own.kind !== "numbers" || scale === void 0)
    return `it does not end in features of the column "${own.name}"`;
  if (
    ![scale.unit, scale.spread].every((value) => value > 0 && value < Infinity) ||
    !Number.isFinite(scale.mean)
  )
    return `the column "${own.name}" is scaled by ${scale.unit}, ${scale.mean}, ${scale.spread}`;
  return {
    kind: "numeric",
    name: own.name,
    fill: own.fill ?? NaN,
    scale,
  };
}
/** Features of columns side by side: the network's input. */
function concat$1(node, values, context) {
  const axis = node.attributes.int("axis", 1);
  if (axis !== 1 && axis !== -1) return `it joins columns along axis ${axis}`;
  const columns = values.map((value) =>
    value?.kind === "column" ? fitted(value.column) : "it joins other things, too",
  );
  const fault = columns.find((each) => typeof each === "string");
  if (typeof fault === "string") return fault;
  const found = columns.filter((each) => typeof each !== "string");
  context.columns(found);
  const width = found.reduce((sum, each) => sum + encoderOf(each).features.length, 0);
  return {
    kind: "signal",
    source: {
      from: void 0,
      weight: void 0,
      scale: 1,
      offset: 0,
      node: node.name,
    },
    formula: x,
    perUnit: /* @__PURE__ */ new Map(),
    length: 0,
    features: [width],
    rows: void 0,
    whole: false,
  };
}
/** A node that takes columns; undefined where it takes none. */
function interpretColumns(node, values, context) {
  const own = values.findLast((value) => value?.kind === "column");
  if (own?.kind !== "column") return void 0;
  const key = `${node.domain}:${node.type}`;
  if (key === ":Concat") return concat$1(node, values, context);
  return (
    (Object.hasOwn(RULES$2, key) ? RULES$2[key] : void 0)?.(node, own.column, values) ??
    "it does with a column what is not read"
  );
}
// ../hillock/src/onnx/read/legacy.ts
/** Since it operators on elements broadcast as NumPy does. */
const BROADCAST = 7;
const CHANNELS = 1;
/**
 * A further operand as it stands against a first one of so many dimensions. In old files it begins at the axis that an
 * attribute names, a slope of PRelu at the channels; what it has no lengths for is behind it.
 */
function standing(node, opset, tensor, rank) {
  const { shape } = tensor;
  if (opset >= BROADCAST || shape.length === 0) return tensor;
  const last = rank - shape.length;
  const axis = node.type === "PRelu" ? CHANNELS : node.attributes.int("axis", last);
  const behind = last - (axis < 0 ? axis + rank : axis);
  return behind > 0
    ? {
        ...tensor,
        shape: [...shape, ...new Array(behind).fill(1)],
      }
    : tensor;
}
// ../hillock/src/onnx/read/interpret.ts
/** Longer chains of operators between two products are no activation. */
const MOST_CHAINED = 200;
/** Why whole numbers are not computed with. */
const WHOLE = "it computes with whole numbers, which only a Cast or a Scaler makes a network's";
/** Lengths behind the rows, where all are known. */
const knownFeatures = ({ features }) => (features?.every((length) => length !== void 0) ? features : void 0);
/**
 * A tensor as it stands against a signal's elements: one number, or one for each of a row's. undefined where the
 * shapes do not fit, or it differs from row to row.
 */
function againstRows(tensor, signal) {
  if (tensor.texts !== void 0) return void 0;
  if (tensor.values.length === 1) return tensor.values[0];
  const features = knownFeatures(signal);
  const shape = [...tensor.shape];
  if (features === void 0) {
    while (shape.length > 1 && shape[0] === 1) shape.shift();
    return shape.length === 1 && (signal.features === void 0 || signal.features.length === 1)
      ? tensor.values
      : void 0;
  }
  while (shape.length > features.length) if (shape.shift() !== 1) return void 0;
  while (shape.length < features.length) shape.unshift(1);
  if (shape.some((length, axis) => length !== 1 && length !== features[axis])) return void 0;
  return stretch(tensor.values, shape, features);
}
const sameFeatures = (a, b) =>
  a.features === void 0 || b.features === void 0 || a.features.join() === b.features.join();
/** scale · signal + shift; the tensors are those of a row. */
function affine(node, signal, scale, shift, context) {
  const [s, t] = [againstRows(scale, signal), againstRows(shift, signal)];
  if (s === void 0 || t === void 0) return "its numbers are not those of a row";
  const perUnit = new Map(signal.perUnit);
  const leafOf = (value) => {
    if (typeof value === "number") return constant(value);
    context.spend(value.length);
    const leaf = context.perUnit(`${node.name}#${perUnit.size}`);
    perUnit.set(leaf.name, value);
    return leaf;
  };
  const formula = add(multiply(leafOf(s), signal.formula), leafOf(t));
  return {
    ...signal,
    formula,
    perUnit,
    length: signal.length + 2,
  };
}
/** An operator on elements, over signals of one source and constants. */
function interpretElementwise(node, values, context) {
  if (!isElementwise(node)) return void 0;
  const signals = values.filter((value) => value?.kind === "signal");
  const [first] = signals;
  if (
    first === void 0 ||
    values.some((value) => value !== void 0 && value.kind !== "signal" && value.kind !== "constant")
  )
    return void 0;
  if (first.whole && node.type !== "Identity") return WHOLE;
  const perUnit = /* @__PURE__ */ new Map();
  const args = [];
  for (const [i, value] of values.entries())
    if (value === void 0) args.push(void 0);
    else if (value.kind === "signal") {
      if (value.source !== first.source || !sameFeatures(value, first))
        return `it joins two branches ("${node.inputs.filter((_, k) => values[k]?.kind === "signal").join('" and "')}")`;
      for (const [name, vector] of value.perUnit) perUnit.set(name, vector);
      args.push(value.formula);
    } else if (value.kind === "constant") {
      const rank = first.features === void 0 ? 2 : first.features.length + 1;
      const { opset } = context.graph;
      const width = knownFeatures(first);
      if (value.tensor.values.length > 1) context.spend(sizeOf(width ?? value.tensor.shape));
      const own = againstRows(standing(node, opset, value.tensor, rank), first);
      if (own === void 0)
        return `the shape ${value.tensor.shape.join(" × ")} of "${node.inputs[i]}" is not that of a row`;
      const learned = node.formula !== void 0 || (node.type === "PRelu" && node.domain === "");
      if (typeof own === "number" && !learned) args.push(constant(own));
      else if (typeof own === "number" && width === void 0 && first.source.weight === void 0)
        args.push(constant(own));
      else {
        const units = first.source.weight?.units ?? sizeOf(width ?? []);
        if (typeof own === "number") context.spend(units);
        const vector = typeof own === "number" ? new Float64Array(units).fill(own) : own;
        const leaf = context.perUnit(node.inputs[i]);
        perUnit.set(leaf.name, vector);
        args.push(leaf);
      }
    }
  const formula = formulaOfNode(node, args, context.graph.opset);
  if (formula === void 0) return "its attributes and inputs are none that are read";
  const length = signals.reduce((most, each) => Math.max(most, each.length), 0) + 1;
  return length > MOST_CHAINED
    ? `it is one of more than ${MOST_CHAINED} operators in a row without weights`
    : {
        ...first,
        formula,
        perUnit,
        length,
      };
}
// ../hillock/src/onnx/read/lengths.ts
/** Longer lists are no shapes. */
const MOST = 16;
const lengths = (of) =>
  of.length <= MOST
    ? {
        kind: "lengths",
        lengths: of,
      }
    : void 0;
const numbersOf = (value) =>
  value?.kind === "constant" && value.tensor.texts === void 0 && value.tensor.values.length <= MOST
    ? Array.from(value.tensor.values)
    : void 0;
/** Of a list of lengths, or of constants beside it. */
const listOf = (value) => (value?.kind === "lengths" ? value.lengths : numbersOf(value));
const gather = ({ attributes }, own, [, which]) => {
  const places = numbersOf(which)?.map((place) => (place < 0 ? place + own.length : place));
  return attributes.int("axis", 0) === 0 && places?.every((place) => place in own)
    ? lengths(places.map((place) => own[place]))
    : void 0;
};
const slice = ({ attributes }, own, [, starts, ends, axes, steps]) => {
  const only = (value, name) => (value === void 0 ? attributes.ints(name) : numbersOf(value))?.[0];
  const [from, to] = [only(starts, "starts"), only(ends, "ends")];
  return (only(axes, "axes") ?? 0) === 0 &&
    (only(steps, "steps") ?? 1) === 1 &&
    from !== void 0 &&
    to !== void 0
    ? lengths(own.slice(from, to))
    : void 0;
};
const concat = ({ attributes }, _own, values) => {
  const parts = values.map(listOf);
  return attributes.int("axis", 0) === 0 && parts.every((part) => part !== void 0)
    ? lengths(parts.flat())
    : void 0;
};
const unchanged = (_node, own) => lengths(own);
const RULES$1 = {
  Gather: gather,
  Slice: slice,
  Concat: concat,
  Identity: unchanged,
  Squeeze: unchanged,
  Unsqueeze: unchanged,
  Cast: ({ attributes }, own) =>
    attributes.int("to", 0) === 7 || attributes.int("to", 0) === 6 ? lengths(own) : void 0,
};
/** The lengths of a signal's axes. */
function shapeOf({ attributes }, { features, rows }) {
  if (features === void 0) return void 0;
  const all = [rows ?? "rows", ...features];
  return lengths(all.slice(attributes.int("start", 0), attributes.int("end", MOST)));
}
/** What exporters do with shapes, to keep the number of rows open; undefined where a node does something else. */
function interpretLengths(node, values) {
  const own = values.find((value) => value?.kind === "lengths");
  if (own?.kind !== "lengths" || node.type === "Reshape") return void 0;
  return (
    (node.domain === "" && Object.hasOwn(RULES$1, node.type) && (node.type === "Concat" || values[0] === own)
      ? RULES$1[node.type]
      : void 0)?.(node, own.lengths, values) ?? "it computes with a shape"
  );
}
/** A shape as Reshape takes it: 0 keeps the rows. undefined where rows would stand elsewhere, or a length is open. */
function givenShape(value) {
  const shape = listOf(value)?.map((length, axis) => (length === "rows" && axis === 0 ? 0 : length));
  return shape?.every((length) => typeof length === "number") ? shape : void 0;
}
// ../hillock/src/onnx/read/rows.ts
const FLOATS$2 = /* @__PURE__ */ new Set([1, 11]);
/** The function of rows that an operator is, along the last axis of rows of numbers. */
function rowOf({ name, type, attributes }, signal, { graph }) {
  const rank = (signal.features?.length ?? 1) + 1;
  const axis = attributes.int("axis", graph.opset < 13 ? 1 : -1);
  if (rank !== 2 || (axis !== 1 && axis !== -1)) return `it acts along axis ${axis} of ${rank} dimensions`;
  const activation = [...functions.values()].find((f) => f.kind === "row" && f.known.onnx === type);
  return activation?.kind === "row"
    ? {
        kind: "row",
        activation,
        signal,
        node: name,
      }
    : void 0;
}
/** What a node makes of a function of rows, which is a network's last layer. */
function behindRows({ domain, type, attributes }, row) {
  const own = domain === "";
  if (own && type === "Identity") return row;
  if (own && type === "Cast" && FLOATS$2.has(attributes.int("to", 1))) return row;
  if (own && type === "Log" && row.activation === softmax)
    return {
      ...row,
      activation: logSoftmax,
    };
  return `it takes the output of ${row.activation.name} (node "${row.node}"), which only a network's last layer gives`;
}
// ../hillock/src/onnx/read/structure.ts
const signalOf = (value) => (value?.kind === "signal" ? value : void 0);
const tensorOf = (value) => (value?.kind === "constant" ? value.tensor : void 0);
/** A product of a signal with a matrix: a new source. */
function product(signal, weight, bias, node) {
  const features = knownFeatures(signal);
  if (signal.whole) return WHOLE;
  if (signal.features !== void 0 && signal.features.length !== 1)
    return "it takes rows of more than one dimension";
  if (features !== void 0 && features[0] !== weight.inputs)
    return `it takes ${weight.inputs} numbers a row and is given ${features[0]}`;
  return {
    kind: "signal",
    source: {
      from: signal,
      weight,
      scale: 1,
      offset: bias,
      node,
    },
    formula: x,
    perUnit: /* @__PURE__ */ new Map(),
    length: 0,
    features: [weight.units],
    rows: signal.rows,
    whole: false,
  };
}
/** units × inputs, of a constant that is that or its transpose. */
function matrixOf(tensor, transposed, factor = 1) {
  if (tensor.shape.length !== 2 || tensor.texts !== void 0) return void 0;
  const [a, b] = tensor.shape;
  if (a === 0 || b === 0) return void 0;
  const [units, inputs] = transposed ? [a, b] : [b, a];
  const data = new Float64Array(units * inputs);
  for (let u = 0; u < units; u++)
    for (let k = 0; k < inputs; k++)
      data[u * inputs + k] = factor * tensor.values[transposed ? u * inputs + k : k * units + u];
  return {
    units,
    inputs,
    data,
  };
}
const gemm = ({ name, attributes }, [a, b, c], { spend }) => {
  const signal = signalOf(a);
  const tensor = tensorOf(b);
  if (signal === void 0 || tensor === void 0) return "it is no product of rows with constant weights";
  spend(tensor.values.length);
  if (attributes.int("transA", 0) !== 0) return "it takes its rows as columns";
  const weight = matrixOf(tensor, attributes.int("transB", 0) !== 0, attributes.float("alpha", 1));
  if (weight === void 0) return "its weights are no matrix";
  const made = product(signal, weight, 0, name);
  if (c === void 0 || typeof made === "string") return made;
  const bias = c.kind === "constant" ? againstRows(c.tensor, made) : void 0;
  if (bias === void 0) return "its bias is not constant, or not that of a row";
  const beta = attributes.float("beta", 1);
  const offset = typeof bias === "number" ? beta * bias : bias.map((value) => beta * value);
  return {
    ...made,
    source: {
      ...made.source,
      offset,
    },
  };
};
const matMul = ({ name }, [a, b], { spend }) => {
  const signal = signalOf(a);
  const tensor = tensorOf(b);
  spend(tensor?.values.length ?? 0);
  const weight = tensor && matrixOf(tensor, false);
  if (signal === void 0 || weight === void 0) return "it is no product of rows with a constant matrix";
  return product(signal, weight, 0, name);
};
const flatten = ({ attributes }, [a]) => {
  const signal = signalOf(a);
  if (signal === void 0) return void 0;
  const axis = attributes.int("axis", 1);
  const rank = signal.features === void 0 ? void 0 : signal.features.length + 1;
  if (axis !== 1 && (rank === void 0 || axis + rank !== 1)) return `it flattens from axis ${axis} on`;
  const features = knownFeatures(signal);
  return {
    ...signal,
    features: features && [sizeOf(features)],
  };
};
/** Rows stay rows; what is in them is laid out otherwise. */
function reshaped(signal, shape) {
  const [rows, ...lengths] = shape;
  const features = knownFeatures(signal);
  if (shape.length < 2) return `it makes the shape ${shape.join(" × ")} of rows`;
  if (rows !== -1 && rows !== 0 && rows !== signal.rows) return "it changes the number of rows";
  const size = features && sizeOf(features);
  const given = lengths.map((length, i) => (length === 0 ? (signal.features?.[i] ?? -1) : length));
  const rest = given.filter((length) => length !== -1).reduce((a, b) => a * b, 1);
  const open = given.filter((length) => length === -1).length;
  if (open > 1 || (open === 1 && size === void 0))
    return lengths.length === 1 && open === 1
      ? {
          ...signal,
          features: void 0,
        }
      : "its shape is not known";
  const made = given.map((length) => (length === -1 ? (size ?? 0) / rest : length));
  if (size !== void 0 && sizeOf(made) !== size) return "it changes the number of elements of a row";
  return {
    ...signal,
    features: made,
  };
}
const reshape = ({ attributes }, [a, b]) => {
  const signal = signalOf(a);
  if (signal === void 0) return void 0;
  const shape = b === void 0 ? attributes.ints("shape") : givenShape(b);
  return shape === void 0 ? "its shape is not constant" : reshaped(signal, shape);
};
/** The axes that Squeeze and Unsqueeze name: an attribute before opset 13, an input since. */
const axesOf = (node, value) => {
  const tensor = tensorOf(value);
  return tensor === void 0 ? node.attributes.ints("axes") : Array.from(tensor.values);
};
const unsqueeze = (node, [a, b]) => {
  const signal = signalOf(a);
  const axes = axesOf(node, b);
  if (signal?.features === void 0 || axes === void 0) return void 0;
  const rank = signal.features.length + 1 + axes.length;
  const places = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  if (places.has(0) || rank > 16) return "it puts a dimension before the rows";
  const rest = [...signal.features];
  const features = Array.from({ length: rank - 1 }, (_, i) => (places.has(i + 1) ? 1 : rest.shift()));
  return {
    ...signal,
    features,
  };
};
const squeeze = (node, [a, b]) => {
  const signal = signalOf(a);
  const axes = axesOf(node, b);
  if (signal?.features === void 0 || axes === void 0) return void 0;
  const rank = signal.features.length + 1;
  const places = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  if (places.has(0)) return "it takes the rows' dimension away";
  const features = signal.features.filter((_, i) => !places.has(i + 1));
  return features.length === 0
    ? "it leaves nothing but the rows' dimension"
    : {
        ...signal,
        features,
      };
};
const shape = (node, [a]) => {
  const signal = signalOf(a);
  return signal && (shapeOf(node, signal) ?? "its shape is not known");
};
const transpose = ({ attributes }, [a]) => {
  const signal = signalOf(a);
  const order = attributes.ints("perm");
  return signal !== void 0 && order?.every((axis, i) => axis === i) ? signal : void 0;
};
const FLOATS$1 = /* @__PURE__ */ new Set([1, 11]);
const cast = ({ attributes }, [a]) => {
  const signal = signalOf(a);
  if (signal === void 0) return void 0;
  const to = attributes.int("to", 1);
  return FLOATS$1.has(to)
    ? {
        ...signal,
        whole: false,
      }
    : "it rounds to another kind of number";
};
const dropout = (_node, [a, _ratio, training]) => {
  return (tensorOf(training)?.values[0] ?? (training === void 0 ? 0 : 1)) === 0
    ? a
    : "it drops at random: the file was exported for training";
};
/** (x − mean) / √(variance + ε) · scale + shift, for each channel. */
const batchNormalization = (node, values, context) => {
  const [a, scale, shift, mean, variance] = values;
  const signal = signalOf(a);
  const [s, b, m, v] = [scale, shift, mean, variance].map(tensorOf);
  if (signal === void 0) return void 0;
  if (s === void 0 || b === void 0 || m === void 0 || v === void 0) return "its statistics are not constant";
  if (node.attributes.int("training_mode", 0) !== 0) return "it is exported for training";
  const features = knownFeatures(signal);
  const channels = s.values.length;
  if (
    features === void 0 ||
    features[0] !== channels ||
    [b, m, v].some(({ values: { length } }) => length !== channels)
  )
    return `it has statistics of ${channels} channels for rows of ${features?.join(" × ") ?? "unknown"}`;
  const epsilon = node.attributes.float("epsilon", 1e-5);
  const inner = sizeOf(features.slice(1));
  context.spend(2 * sizeOf(features));
  const spread = (of) => ({
    type: 1,
    shape: features,
    values: Float64Array.from({ length: sizeOf(features) }, (_, i) => of(Math.floor(i / inner))),
    texts: void 0,
  });
  const factor = (c) => s.values[c] / Math.sqrt(v.values[c] + epsilon);
  return affine(
    node,
    signal,
    spread(factor),
    spread((c) => b.values[c] - m.values[c] * factor(c)),
    context,
  );
};
/** (x − offset) · scale, of scikit-learn's scalers. */
const scaler = (node, [a], context) => {
  const signal = signalOf(a);
  const offset = node.attributes.floats("offset");
  const scale = node.attributes.floats("scale");
  if (signal === void 0 || offset === void 0 || scale === void 0) return void 0;
  const list = (values) => ({
    type: 1,
    shape: [values.length],
    values: Float64Array.from(values),
    texts: void 0,
  });
  const shift = scale.map((factor, i) => -factor * offset[offset.length === 1 ? 0 : i]);
  return affine(
    node,
    {
      ...signal,
      whole: false,
    },
    list(scale),
    list(shift),
    context,
  );
};
const row = (node, [a], context) => {
  const signal = signalOf(a);
  return (
    signal &&
    (signal.whole
      ? "it computes with whole numbers, which only a Cast or a Scaler makes a network's"
      : rowOf(node, signal, context))
  );
};
/**
 * A probability p beside 1 − p, as scikit-learn's exporter shows two classes: what a softmax over 0 and the logit
 * gives.
 */
const twoClasses = ({ name, attributes }, [a, b, ...others]) => {
  const [less, more] = [signalOf(a), signalOf(b)];
  if (less === void 0 || more === void 0 || others.length > 0 || less.source !== more.source) return void 0;
  const { source } = more;
  const axis = attributes.int("axis", 1);
  if ((axis !== 1 && axis !== -1) || source.weight?.units !== 1 || more.perUnit.size + less.perUnit.size > 0)
    return void 0;
  const [rest, share] = [less, more].map(({ formula }) => compileScalar(formula));
  const bent = curvesOf(more.formula, more.perUnit).find(({ curve }) =>
    sameFunction(compileScalar(curve), sigmoid),
  );
  if (bent === void 0 || !sameFunction(rest, (z) => 1 - share(z))) return void 0;
  const { inputs, data } = source.weight;
  const at = (value) => (typeof value === "number" ? value : value[0]);
  const { scale, offset } = bent.line;
  const both = new Float64Array(2 * inputs);
  for (let k = 0; k < inputs; k++) both[inputs + k] = data[k] * at(source.scale) * at(scale);
  const shift = at(source.offset) * at(scale) + at(offset);
  return {
    kind: "row",
    node: name,
    activation: softmax,
    signal: {
      ...more,
      source: {
        ...source,
        weight: {
          units: 2,
          inputs,
          data: both,
        },
        scale: 1,
        offset: Float64Array.of(0, shift),
      },
      formula: x,
      length: 0,
      features: [2],
    },
  };
};
const constantNode = ({ attributes }) => {
  const tensor = constantOf(attributes);
  return (
    tensor && {
      kind: "constant",
      tensor,
    }
  );
};
const RULES = {
  ":Gemm": gemm,
  ":MatMul": matMul,
  ":Flatten": flatten,
  ":Reshape": reshape,
  ":Unsqueeze": unsqueeze,
  ":Squeeze": squeeze,
  ":Transpose": transpose,
  ":Shape": shape,
  ":Cast": cast,
  ":Dropout": dropout,
  ":BatchNormalization": batchNormalization,
  ":Softmax": row,
  ":LogSoftmax": row,
  ":Hardmax": row,
  ":Concat": twoClasses,
  ":Constant": constantNode,
  "ai.onnx.ml:Scaler": scaler,
};
const structuralRule = ({ domain, type }) =>
  Object.hasOwn(RULES, `${domain}:${type}`) ? RULES[`${domain}:${type}`] : void 0;
// ../hillock/src/onnx/read/network.ts
const HIGHEST_OPSET = 24;
/** Numbers of a file that are read. */
const MOST_NUMBERS = 2 ** 27;
/** What may be made of them on the way, such as weights that are transposed: so many times their number, and a few. */
const MADE = {
  times: 4,
  beside: 2 ** 21,
};
const MOST_NAMED = 8;
/** Of one row. */
const MOST_FEATURES = 2 ** 24;
const FLOATS = /* @__PURE__ */ new Set([0, 1, 11, 10]);
const UNKNOWN = "it is not an operator of networks that are trained";
const refuse = (why) => new HillockError("invalid-model", why);
function inputSignal({ name, shape, type }) {
  if (!FLOATS.has(type) && !WHOLE_TYPES.has(type))
    return {
      kind: "foreign",
      why: `the input "${name}" is of the element type ${type}`,
    };
  const row = shape?.slice(1).reduce((product, length) => product * (length ?? 1), 1);
  if (row !== void 0 && !(row <= MOST_FEATURES))
    return {
      kind: "foreign",
      why: `the input "${name}" has ${row} numbers a row; at most ${MOST_FEATURES} are read`,
    };
  return {
    kind: "signal",
    source: {
      from: void 0,
      weight: void 0,
      scale: 1,
      offset: 0,
      node: name,
    },
    formula: x,
    perUnit: /* @__PURE__ */ new Map(),
    length: 0,
    features: shape === void 0 || shape.length < 2 ? void 0 : shape.slice(1),
    rows: shape?.[0],
    whole: WHOLE_TYPES.has(type),
  };
}
/** Every tensor of a graph as what a network may be made of. */
var Interpreter = class {
  #graph;
  #values = /* @__PURE__ */ new Map();
  #leaves = /* @__PURE__ */ new Map();
  #context;
  #read = 0;
  #spent = 0;
  /** Of a table, where the graph's inputs are these. */
  columns;
  constructor(graph) {
    this.#graph = graph;
    this.#context = {
      graph,
      perUnit: (tensor) => {
        const known = this.#leaves.get(tensor) ?? parameter(`p${this.#leaves.size + 1}`);
        this.#leaves.set(tensor, known);
        return known;
      },
      columns: (columns) => {
        this.columns = columns;
      },
      spend: (numbers) => this.#spend(numbers),
    };
    const input = areColumns(graph.inputs, graph.nodes) ? columnInput : inputSignal;
    for (const border of graph.inputs) this.#values.set(border.name, input(border));
    for (const node of graph.nodes) this.#interpret(node);
  }
  #count(numbers) {
    this.#read += numbers;
    if (this.#read > MOST_NUMBERS)
      throw refuse(
        `The ONNX file's network takes more than ${MOST_NUMBERS} numbers; so large ones are not trained.`,
      );
  }
  #spend(numbers) {
    this.#spent += numbers;
    const most = MADE.times * this.#read + MADE.beside;
    if (this.#spent > most)
      throw refuse(
        `The ONNX file makes more than ${most} numbers of the ${this.#read} that it has up to there; so many are not computed.`,
      );
  }
  /** The value of a tensor; constants are read when they are first asked for. */
  value(name) {
    const known = this.#values.get(name);
    const tensor = known === void 0 ? this.#graph.initializers.get(name) : void 0;
    if (tensor === void 0) return known;
    const value = {
      kind: "constant",
      tensor: readTensor(tensor),
    };
    this.#count(value.tensor.values.length);
    this.#values.set(name, value);
    return value;
  }
  #interpret(node) {
    const values = node.inputs.map((name) => (name === "" ? void 0 : this.value(name)));
    const result = this.#result(node, values);
    const [first, ...others] = node.outputs;
    if (first !== void 0 && first !== "") this.#values.set(first, result);
    for (const other of others)
      this.#values.set(other, {
        kind: "foreign",
        why: `the further output "${other}" is not read`,
      });
  }
  #result(node, values) {
    if (values.some((value) => value?.kind === "foreign"))
      return {
        kind: "foreign",
        why: structuralRule(node) !== void 0 || isElementwise(node) ? void 0 : UNKNOWN,
      };
    const made = this.#made(node, values);
    if (typeof made === "object" && made.kind === "constant" && values.length === 0)
      this.#count(made.tensor.values.length);
    if (typeof made === "object") return made;
    return {
      kind: "foreign",
      why: made ?? UNKNOWN,
    };
  }
  #made(node, values) {
    if (values.length > 0 && values.every((value) => value === void 0 || value.kind === "constant")) {
      const tensor = foldConstants(
        node,
        values.map((value) => (value?.kind === "constant" ? value.tensor : void 0)),
        this.#graph.opset,
        this.#context.spend,
      );
      if (tensor !== void 0)
        return {
          kind: "constant",
          tensor,
        };
    }
    const row = values.find((value) => value?.kind === "row");
    if (row?.kind === "row") return behindRows(node, row);
    const ofLengths = interpretLengths(node, values);
    if (ofLengths !== void 0) return ofLengths;
    const ofColumns = interpretColumns(node, values, this.#context);
    if (ofColumns !== void 0) return ofColumns;
    const rule = structuralRule(node);
    return rule === void 0
      ? interpretElementwise(node, values, this.#context)
      : rule(node, values, this.#context);
  }
  /** Nodes that kept an output from being read: what it takes, as far back as something was not read. */
  faults(output) {
    const makers = new Map(this.#graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
    const seen = /* @__PURE__ */ new Set();
    const queue = [output];
    const found = [];
    for (let name = queue.pop(); name !== void 0; name = queue.pop()) {
      const value = this.#values.get(name);
      const node = makers.get(name);
      if (seen.has(name) || value?.kind !== "foreign" || node === void 0) continue;
      seen.add(name);
      queue.push(...node.inputs);
      if (value.why !== void 0)
        found.push({
          node,
          why: value.why,
        });
    }
    const order = new Map(this.#graph.nodes.map((node, i) => [node, i]));
    return found.sort((a, b) => (order.get(a.node) ?? 0) - (order.get(b.node) ?? 0));
  }
};
function refusal(faults, output) {
  if (faults.length === 0)
    return refuse(`The output "${output}" of the ONNX file is no network's: it follows from no input.`);
  const types = [...new Set(faults.map(({ node }) => node.type))];
  const listed = faults
    .slice(0, MOST_NAMED)
    .map(({ node, why }) => `\n  ${node.type} (node "${node.name}"): ${why}`)
    .join("");
  const more = faults.length > MOST_NAMED ? `\n  and ${faults.length - MOST_NAMED} more` : "";
  return refuse(
    `The ONNX file cannot be made a network that trains, for ${types.length === 1 ? "the operator" : "the operators"} ${types.join(", ")}:${listed}${more}\nhillock inspect looks into any graph.`,
  );
}
/** The output of a graph that is a network's. @throws HillockError "invalid-model" naming operators and nodes */
function interpret(graph) {
  if (graph.opset > HIGHEST_OPSET)
    throw refuse(
      `The ONNX file is of opset ${graph.opset}; up to ${HIGHEST_OPSET} is read. Export it for an earlier one.`,
    );
  const interpreter = new Interpreter(graph);
  for (const { name } of graph.inputs) {
    const value = interpreter.value(name);
    if (value?.kind === "foreign")
      throw refuse(`The ONNX file cannot be made a network that trains: ${value.why ?? UNKNOWN}.`);
  }
  const outputs = graph.outputs.map(({ name }) => ({
    name,
    value: interpreter.value(name),
  }));
  const found = outputs.flatMap(({ name, value }) =>
    value?.kind === "signal" || value?.kind === "row"
      ? [
          {
            name,
            value,
          },
        ]
      : [],
  );
  if (found.length > 1)
    throw refuse(
      `The ONNX file has ${found.length} outputs (${found.map(({ name }) => `"${name}"`).join(", ")}); a network that trains has one.`,
    );
  const [own] = found;
  const follows = own === void 0 ? /* @__PURE__ */ new Set() : following(graph, own.name);
  for (const { name, value } of outputs) {
    if (value?.kind === "signal" || value?.kind === "row") continue;
    const faults = interpreter.faults(name);
    if (!faults.every(({ node }) => node.outputs.some((output) => follows.has(output))))
      throw refusal(faults, name);
  }
  if (own === void 0) throw refusal([], outputs[0].name);
  return {
    output: own.value,
    name: own.name,
    columns: interpreter.columns,
  };
}
/** Tensors that are made of this one. */
function following(graph, output) {
  const found = /* @__PURE__ */ new Set([output]);
  for (const { inputs, outputs } of graph.nodes)
    if (inputs.some((name) => found.has(name))) for (const name of outputs) found.add(name);
  return found;
}
// ../hillock/src/onnx/from-onnx.ts
/**
 * The network that an ONNX file holds, whatever made it: it predicts, trains on, and goes out again. What is around it,
 * such as the index of the largest output, is left out.
 * @throws HillockError "invalid-model" where the file is damaged, or has operators of which no such network can be made:
 * these are named, with their nodes
 */
function fromOnnx(bytes) {
  return guarded(() => {
    const model = decodeModel(bytes);
    const graph = readGraph(model, true);
    const { output, name, columns } = interpret(graph);
    const layers = layersOf(output);
    const net = networkToApply({
      inputs: layers[0].weight.inputs,
      layers: layers.map(({ layer }) => layer),
    });
    net.load(parametersOf(layers));
    const shape = columns === void 0 ? graph.inputs[0]?.shape : void 0;
    return {
      ...exportable(net),
      columns,
      rowShape: shape?.slice(1),
      classes: classesOf(graph, name, net.outputs),
      description: model.docString,
      metadata: graph.metadata,
    };
  });
}
// src/models/onnx.ts
/** Whether a file is meant as ONNX, by its name. */
const isOnnx = (path) => /\.onnx$/i.test(path);
const MOST_BYTES$1 = 2 ** 31 - 1;
const TRAINING = "hillock.training";
/** A trained model as ONNX: raw columns or pixels in, classes out. */
const onnxBytes = ({ preprocessing, target, settings, results }, net, options) =>
  toOnnx(
    net,
    {
      preprocessing,
      target,
      metadata: {
        [TRAINING]: JSON.stringify({
          settings,
          results,
        }),
      },
    },
    options,
  );
/** The opset that a file of Hillock's asks for, and why. */
const onnxNeeds = (bytes) => fromOnnx(bytes).description;
/** @throws HillockError "invalid-model" */
async function readOnnxFile(path) {
  const size = await requireFile(path);
  if (size > MOST_BYTES$1)
    throw new HillockError("invalid-model", `${path} has ${size} bytes; ONNX files of up to 2 GiB are read.`);
  return readFile(path);
}
const numbered = (count) => Array.from({ length: count }, (_, i) => String(i));
/** What a file of another program predicts, as far as its output tells. */
function targetOf({ layers, outputs, classes = numbered(outputs) }) {
  const last = layers[layers.length - 1].activation;
  const scale = {
    mean: 0,
    spread: 1,
  };
  const [low, high] = last.range;
  if (last.kind === "row")
    return {
      name: "class",
      task: "multiclass",
      classes,
      scale,
    };
  if (outputs === 1 && low === 0 && high === 1)
    return {
      name: "class",
      task: "binary",
      classes: ["0", "1"],
      scale,
    };
  return {
    name: "value",
    task: "regression",
    classes: [],
    scale,
  };
}
/** Log-probabilities as probabilities, which is what is written and scored. */
function withProbabilities(net) {
  const last = net.layers[net.layers.length - 1].activation;
  if (last.kind === "elementwise" || last.range[0] >= 0) return net;
  return {
    ...net,
    predict: (inputs) => net.predict(inputs).map(Math.exp),
  };
}
/** The target that Hillock wrote beside the network; its outputs are in the target's units already. */
function keptTarget(net, path) {
  const text = net.metadata.get("hillock.target");
  if (text === void 0) return void 0;
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new HillockError("invalid-model", `${path}: its metadata "hillock.target" is not JSON.`);
  }
  const from = checked(path, parsed, "hillock.target");
  const list = from.field("classes");
  const classes = list.list(65536).map((each) => each.text());
  const task = from.field("task").oneOf(["binary", "multiclass", "regression"]);
  if (
    !(task === "regression"
      ? classes.length === 0 && net.outputs === 1
      : net.outputs === 1
        ? classes.length === 2
        : classes.length === net.outputs) ||
    new Set(classes).size !== classes.length
  )
    return list.refuse(`the classes of ${net.outputs} outputs`);
  return {
    name: from.field("name").text(),
    task,
    classes,
    scale: {
      mean: 0,
      spread: 1,
    },
  };
}
/** A file of another program takes the table's columns as they are, in their order. */
const rawColumns = (names) =>
  names.map((name) => ({
    kind: "numeric",
    name,
    fill: NaN,
    scale: {
      unit: 1,
      mean: 0,
      spread: 1,
    },
  }));
function preprocessingOf(net, path, names) {
  if (net.columns !== void 0)
    return {
      kind: "table",
      columns: net.columns,
    };
  if (names !== void 0) {
    if (names.length !== net.inputs)
      throw new HillockError(
        "invalid-model",
        `${path} takes ${net.inputs} numbers a row and does not say which columns they are; the table has ${names.length}: ${names.join(", ")}. Give a table of these ${net.inputs} columns, in the order of the model's training.`,
      );
    return {
      kind: "table",
      columns: rawColumns(names),
    };
  }
  const [height = Math.sqrt(net.inputs), width = net.inputs / height] =
    net.rowShape?.filter((length) => length !== 1) ?? [];
  return {
    kind: "images",
    height,
    width,
    mean: 0,
    spread: 1,
  };
}
/**
 * A network from an ONNX file, with what stands before and behind it.
 * @param names of the table's columns; undefined for images
 * @throws HillockError "invalid-model"
 */
async function readOnnxModel(path, names) {
  const net = withProbabilities(fromOnnx(await readOnnxFile(path)));
  return {
    net,
    preprocessing: preprocessingOf(net, path, names),
    target: keptTarget(net, path) ?? targetOf(net),
  };
}
// src/tables/idx.ts
const GZIP = [31, 139];
const UNSIGNED_BYTES = 8;
const MOST_DIMENSIONS = 8;
/** The largest file read, and the most that a compressed one may become. */
const MOST_BYTES = 2 ** 31 - 1;
const startsWith = (bytes, start) => start.every((byte, i) => bytes[i] === byte);
/** Whether a file is an idx file, or gzip, which no table is. */
async function looksLikeIdx(path) {
  await requireFile(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && (startsWith(buffer, GZIP) || (startsWith(buffer, [0, 0]) && buffer[3] > 0));
  } finally {
    await file.close();
  }
}
/**
 * Reads an idx file of unsigned bytes, compressed with gzip or not.
 * @throws HillockError "invalid-table" unless it is one and its length is what its shape says.
 */
async function readIdx(path) {
  const size = await requireFile(path);
  if (size > MOST_BYTES) throw tableError(`${path} has ${size} bytes; idx files of up to 2 GiB are read.`);
  let bytes = await readFile(path);
  if (startsWith(bytes, GZIP))
    try {
      bytes = await promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES });
    } catch (cause) {
      throw tableError(
        `${path} cannot be decompressed: ${reason(cause)}. It may be cut off; fetch it again.`,
      );
    }
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0)
    throw tableError(`${path} is not an idx file: it does not begin with two zero bytes.`);
  if (bytes[2] !== UNSIGNED_BYTES)
    throw tableError(
      `${path}: its numbers are of idx type 0x${bytes[2].toString(16)}; unsigned bytes (0x8) are read.`,
    );
  const dimensions = bytes[3];
  const start = 4 + 4 * dimensions;
  if (dimensions < 1 || dimensions > MOST_DIMENSIONS || bytes.length < start)
    throw tableError(`${path}: its header names ${dimensions} dimensions and is cut off or wrong.`);
  const shape = Array.from({ length: dimensions }, (_, d) => bytes.readUInt32BE(4 + 4 * d));
  const length = shape.reduce((a, b) => a * b, 1);
  if (bytes.length - start !== length)
    throw tableError(
      `${path}: its header says ${shape.join(" × ")} = ${length} bytes, but ${bytes.length - start} follow. It may be cut off; fetch it again.`,
    );
  return {
    shape,
    data: bytes.subarray(start),
  };
}

export {
  constantOf as m,
  curvesOf as l,
  decodeModel as _,
  fromOnnx as c,
  guarded as d,
  inlined as f,
  isOnnx as r,
  looksLikeIdx as t,
  onnxBytes as i,
  onnxNeeds as a,
  peeled as u,
  permute as h,
  readGraph as p,
  readIdx as n,
  readOnnxFile as o,
  readOnnxModel as s,
  stretch as g,
};
