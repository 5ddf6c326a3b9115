import {
  it as abs,
  at as add,
  I as arctan,
  F as celu,
  P as clamp,
  Y as compileScalar,
  V as complementaryErf,
  ot as constant,
  st as cos,
  L as defineActivation,
  ct as divide,
  N as elu,
  lt as equal,
  ut as erf,
  M as exp,
  dt as exp$1,
  ft as expm1,
  t as findActivation,
  c as functions,
  j as gelu,
  A as geluTanh,
  pt as greater,
  E as hardShrink,
  T as hardSigmoid,
  w as hardSwish,
  C as hardTanh,
  $ as inOrder,
  S as leakyRelu,
  mt as less,
  ht as lessEqual,
  x as linear,
  gt as log,
  _t as max,
  vt as min,
  y as mish,
  yt as multiply,
  bt as negate$1,
  xt as parameter,
  et as parameterNames,
  H as polynomial,
  St as power,
  v as prelu,
  z as REACH,
  s as recognise,
  _ as relu,
  i as requireHidden,
  Ct as round,
  wt as select,
  g as sigmoid,
  h as silu,
  Q as simplify,
  Tt as sin,
  p as softplus,
  f as softsign,
  Dt as sqrt,
  tt as structuralKey,
  nt as substitute,
  Ot as subtract,
  d as swish,
  B as tailShare,
  u as tanh,
  kt as tanh$1,
  l as thresholdedRelu,
  rt as treeSize,
  At as x,
} from "./activations-VfsU12zi.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { t as encoderOf, i as network$1 } from "./fitted-DwmPkfMm.js";
import { t as text } from "./text-yOhnqgKs.js";
import { t as VERSION } from "./version-BMRBbPxr.js";

// ../hillock/src/expression/formula.ts
const call = (name) => (args) => `${name}(${args.join(", ")})`;
const between =
  (sign) =>
  ([a, b]) =>
    `(${a} ${sign} ${b})`;
/** How `parse` reads each kind; undefined where it cannot. */
const WRITTEN = {
  constant: (_args, { value }) =>
    Number.isFinite(value) ? (value < 0 ? `(${value})` : String(value)) : value > 0 ? "(1 / 0)" : "(-1 / 0)",
  variable: () => "x",
  parameter: (_args, { name }) => name,
  add: between("+"),
  subtract: between("-"),
  multiply: between("*"),
  divide: between("/"),
  negate: ([a]) => `(-${a})`,
  abs: call("abs"),
  min: call("min"),
  max: call("max"),
  sqrt: call("sqrt"),
  round: void 0,
  less: between("<"),
  lessEqual: between("<="),
  equal: between("=="),
  select: ([condition, a, b]) => `(${condition} ? ${a} : ${b})`,
  exp: call("exp"),
  expm1: call("expm1"),
  log: call("ln"),
  log1p: call("log1p"),
  sin: call("sin"),
  cos: call("cos"),
  atan: call("atan"),
  tanh: call("tanh"),
  sigmoid: call("sigmoid"),
  softplus: call("softplus"),
  erf: call("erf"),
  erfc: call("erfc"),
  normal: call("normal"),
  power: call("pow"),
};
const isFormulaKind = (kind) => Object.hasOwn(WRITTEN, kind);
/** As long as `parse` reads. */
const LONGEST = 2e3;
/** The formula as `parse` reads it, with all digits; undefined where it is too long, or has what cannot be typed. */
function formulaText(expression) {
  const done = /* @__PURE__ */ new Map();
  const visit = (e) => {
    if (done.has(e)) return done.get(e);
    const write = isFormulaKind(e.kind) ? WRITTEN[e.kind] : void 0;
    const args = e.args.map(visit);
    const made = write !== void 0 && args.every((arg) => arg !== void 0) ? write(args, e) : void 0;
    const text = made !== void 0 && made.length <= LONGEST ? made : void 0;
    done.set(e, text);
    return text;
  };
  return visit(expression);
}
// ../hillock/src/onnx/operators.ts
/** A function's formula with its parameters renamed, or replaced by numbers. */
function formulaOf(f, names = {}) {
  return substitute(f.formula, (leaf) => {
    const other = leaf.kind === "parameter" ? names[leaf.name] : void 0;
    if (other === void 0) return void 0;
    return typeof other === "number" ? constant(other) : parameter(other);
  });
}
const operator$1 = (type, since, formula, more = {}) => ({
  type,
  since,
  formula,
  attributes: {},
  inputs: {},
  inputsSince: since,
  texts: {},
  given: [],
  ...more,
});
const scaled = multiply(parameter("gamma"), select(greater(x, 0), x, multiply(parameter("alpha"), expm1(x))));
const shrunk = select(
  lessEqual(abs(x), parameter("lambd")),
  0,
  select(less(x, 0), add(x, parameter("bias")), subtract(x, parameter("bias"))),
);
const clip = {
  inputs: {
    min: -34028234663852886e22,
    max: 34028234663852886e22,
  },
  inputsSince: 11,
  holds: ({ min, max }) => !(min > max),
};
const approximate = (value) => ({
  texts: {
    approximate: {
      value,
      byDefault: "none",
    },
  },
});
/**
 * Every elementwise activation operator of ONNX up to opset 24, both ways: a formula that is built as one of these is
 * written as that operator, and that operator is read as its formula.
 * Source: the operator schemas of ONNX, with their defaults.
 */
const ACTIVATION_OPERATORS = [
  operator$1("Identity", 1, formulaOf(linear)),
  operator$1("Relu", 6, formulaOf(relu)),
  operator$1("LeakyRelu", 6, formulaOf(leakyRelu, { negativeSlope: "alpha" }), {
    attributes: { alpha: 0.01 },
  }),
  operator$1("PRelu", 7, formulaOf(prelu), {
    inputs: { slope: void 0 },
    inputsSince: 1,
  }),
  operator$1("Elu", 6, formulaOf(elu), { attributes: { alpha: 1 } }),
  operator$1("Selu", 6, scaled, {
    attributes: {
      alpha: 1.6732632423543772,
      gamma: 1.0507009873554805,
    },
  }),
  operator$1("Celu", 12, formulaOf(celu), { attributes: { alpha: 1 } }),
  operator$1("Gelu", 20, formulaOf(gelu), approximate("none")),
  operator$1("Gelu", 20, formulaOf(geluTanh), approximate("tanh")),
  operator$1("Mish", 18, formulaOf(mish)),
  operator$1("HardSwish", 14, formulaOf(hardSwish)),
  operator$1("Swish", 24, formulaOf(swish, { beta: "alpha" }), {
    attributes: { alpha: 1 },
    given: ["alpha"],
  }),
  operator$1("Swish", 24, formulaOf(silu)),
  operator$1("Sigmoid", 6, formulaOf(sigmoid)),
  operator$1("Tanh", 6, formulaOf(tanh)),
  operator$1("Softplus", 1, formulaOf(softplus, { beta: 1 })),
  operator$1("Softsign", 1, formulaOf(softsign)),
  operator$1(
    "HardSigmoid",
    6,
    formulaOf(hardSigmoid, {
      slope: "alpha",
      offset: "beta",
    }),
    {
      attributes: {
        alpha: 0.2,
        beta: 0.5,
      },
    },
  ),
  operator$1("ThresholdedRelu", 10, formulaOf(thresholdedRelu, { theta: "alpha" }), {
    attributes: { alpha: 1 },
  }),
  operator$1("Shrink", 9, shrunk, {
    attributes: {
      lambd: 0.5,
      bias: 0,
    },
    holds: ({ lambd }) => !(lambd < 0),
  }),
  operator$1("Shrink", 9, formulaOf(hardShrink, { lambda: "lambd" }), { attributes: { lambd: 0.5 } }),
  operator$1("Clip", 6, formulaOf(clamp), clip),
  operator$1("Clip", 6, formulaOf(hardTanh), clip),
  operator$1("Exp", 6, formulaOf(exp)),
  operator$1("Atan", 7, formulaOf(arctan)),
];
// ../hillock/src/onnx/read/elementwise.ts
const rule = (inputs, build) => ({
  least: inputs,
  most: inputs,
  build,
});
/** Of any number of inputs, at least one. */
const folded = (two) => ({
  least: 1,
  most: Infinity,
  build: ([first, ...rest]) => rest.reduce((a, b) => two(a, b), first),
});
/** Arithmetic, of which exporters make functions that ONNX did not have. */
const ARITHMETIC = {
  Add: rule(2, ([a, b]) => add(a, b)),
  Sub: rule(2, ([a, b]) => subtract(a, b)),
  Mul: rule(2, ([a, b]) => multiply(a, b)),
  Div: rule(2, ([a, b]) => divide(a, b)),
  Pow: rule(2, ([a, b]) => power(a, b)),
  Sum: folded(add),
  Min: folded(min),
  Max: folded(max),
  Neg: rule(1, ([a]) => negate$1(a)),
  Abs: rule(1, ([a]) => abs(a)),
  Sqrt: rule(1, ([a]) => sqrt(a)),
  Reciprocal: rule(1, ([a]) => divide(1, a)),
  Log: rule(1, ([a]) => log(a)),
  Sin: rule(1, ([a]) => sin(a)),
  Cos: rule(1, ([a]) => cos(a)),
  Sinh: rule(1, ([a]) => multiply(0.5, subtract(exp$1(a), exp$1(negate$1(a))))),
  Cosh: rule(1, ([a]) => multiply(0.5, add(exp$1(a), exp$1(negate$1(a))))),
  Erf: rule(1, ([a]) => erf(a)),
  Round: rule(1, ([a]) => round(a)),
  Less: rule(2, ([a, b]) => less(a, b)),
  LessOrEqual: rule(2, ([a, b]) => lessEqual(a, b)),
  Greater: rule(2, ([a, b]) => less(b, a)),
  GreaterOrEqual: rule(2, ([a, b]) => lessEqual(b, a)),
  Equal: rule(2, ([a, b]) => equal(a, b)),
  Where: rule(3, ([condition, a, b]) => select(condition, a, b)),
};
/** Whether a node acts on elements, as far as its operator tells. */
const isElementwise = ({ type, domain, formula }) =>
  formula !== void 0 ||
  (domain === "" &&
    (Object.hasOwn(ARITHMETIC, type) || ACTIVATION_OPERATORS.some((operator) => operator.type === type)));
/** The operator's entry whose text attributes are the node's. */
const activationOperator = (node) =>
  node.domain === ""
    ? ACTIVATION_OPERATORS.find(
        ({ type, texts, given }) =>
          type === node.type &&
          given.every((name) => node.attributes.has(name)) &&
          Object.entries(texts).every(
            ([name, { value, byDefault }]) => node.attributes.text(name, byDefault) === value,
          ),
      )
    : void 0;
const numbersOf = (settings) =>
  Object.fromEntries(
    [...settings].flatMap(([name, value]) => (value?.kind === "constant" ? [[name, value.value]] : [])),
  );
/**
 * What the node computes of its inputs, element by element; undefined where it is no such operator.
 * @param args of each input, in order; undefined where it is left out
 */
function formulaOfNode(node, args, opset) {
  if (node.formula !== void 0) {
    const { formula, parameters } = node.formula;
    return args.length === parameters.length + 1 && args.every((arg) => arg !== void 0)
      ? substitute(formula, (leaf) =>
          leaf.kind === "constant" ? void 0 : args[parameters.indexOf(leaf.name) + 1],
        )
      : void 0;
  }
  const operator = activationOperator(node);
  if (operator !== void 0) {
    const { formula, attributes, inputs, inputsSince, holds } = operator;
    const further = new Map(
      Object.entries(inputs).map(([name, byDefault], i) => {
        const given = opset >= inputsSince ? args[i + 1] : void 0;
        if (given !== void 0 || byDefault === void 0) return [name, given];
        return [name, constant(node.attributes.float(name, byDefault))];
      }),
    );
    const [x] = args;
    if (x === void 0 || [...further.values()].includes(void 0)) return void 0;
    const settings = new Map([
      ...Object.entries(attributes).map(([name, byDefault]) => [
        name,
        constant(node.attributes.float(name, byDefault)),
      ]),
      ...further,
    ]);
    if (holds !== void 0 && !holds(numbersOf(settings))) return void 0;
    return substitute(formula, (leaf) =>
      leaf.kind === "variable" ? x : leaf.kind === "parameter" ? settings.get(leaf.name) : void 0,
    );
  }
  if (node.domain !== "" || !Object.hasOwn(ARITHMETIC, node.type)) return void 0;
  const { least, most, build } = ARITHMETIC[node.type];
  const given = args.filter((arg) => arg !== void 0);
  return given.length === args.length && given.length >= least && given.length <= most
    ? build(given)
    : void 0;
}
// ../hillock/src/onnx/unify.ts
/** Constants of files are float32: two numbers are the same where they are in float32. */
const sameNumber = (a, b) => Object.is(Math.fround(a), Math.fround(b));
/** Exporters write the operands of a product as they like. */
const COMMUTATIVE = /* @__PURE__ */ new Set(["add", "multiply", "min", "max"]);
function bind(pattern, subject, found, done) {
  if (done.get(pattern) === subject) return true;
  done.set(pattern, subject);
  if (pattern.kind === "parameter") {
    const before = found.get(pattern.name);
    if (before !== void 0) return structuralKey(before) === structuralKey(subject);
    if (subject.kind !== "constant" && subject.kind !== "parameter") return false;
    found.set(pattern.name, subject);
    return true;
  }
  if (pattern.kind !== subject.kind) return false;
  if (pattern.kind === "constant") return sameNumber(pattern.value, subject.value);
  const each = (args) => pattern.args.every((arg, i) => bind(arg, args[i], found, done));
  if (!COMMUTATIVE.has(pattern.kind)) return each(subject.args);
  const [foundBefore, doneBefore] = [[...found], [...done]];
  if (each(subject.args)) return true;
  restore(found, foundBefore);
  restore(done, doneBefore);
  done.set(pattern, subject);
  return each([...subject.args].reverse());
}
function restore(map, entries) {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
/** The parameters with which `pattern` is `subject`, as both are written; each a constant or a parameter of the subject. */
function match(pattern, subject) {
  const found = /* @__PURE__ */ new Map();
  return bind(pattern, subject, found, /* @__PURE__ */ new Map()) ? found : void 0;
}
/** The same, or where both are simplified. */
const unify = (pattern, subject) => match(pattern, subject) ?? match(simplify(pattern), simplify(subject));
// ../hillock/src/onnx/read/recognise.ts
/** More parts than a formula that is typed may have. */
const MOST_NODES = 500;
/** The same, where shared ones count as often as they stand. */
const MOST_PARTS = 2e4;
/** Constants of files are float32, and exporters write chains that round otherwise. */
const NEAR = {
  relative: 1e-6,
  absolute: 1e-7,
};
const SAMPLES = [
  ...Array.from({ length: 161 }, (_, i) => (i - 80) / 4),
  ...[-1e3, -50, -6.1, -3.01, -1.001, -0.999, -0.51, -0.0101, 0.001, 0.49, 0.999, 1.001, 5.99, 6.01, 50, 1e3],
];
/** Whether two functions are the same wherever pre-activations go. */
function sameFunction(f, g, { relative, absolute } = NEAR) {
  return SAMPLES.every((at) => {
    const [a, b] = [f(at), g(at)];
    return Object.is(a, b) || Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b)) + absolute;
  });
}
const catalogue = [...functions.values()].filter((f) => f.kind === "elementwise");
/** Numbers for parameters, from where the catalogue's formula has them. */
function withSettings(f, formula, perUnit) {
  const settings = unify(f.formula, formula);
  if (settings === void 0) return void 0;
  const values = {};
  for (const [name, value] of settings) {
    const vector = perUnit.get(value.name);
    if (value.kind === "constant") values[name] = value.value;
    else if (vector !== void 0 && f.learnable.includes(name)) values[name] = Float32Array.from(vector);
    else return void 0;
  }
  return Object.keys(values).length === 0 ? f : attempt(f, values);
}
/** A function whose parameters are among a formula's constants, however the formula is written. */
function withConstants(formula) {
  const constants = inOrder(formula).flatMap(({ kind, value }) =>
    kind === "constant" ? [Math.abs(value)] : [],
  );
  const tried = [...new Set(constants)].filter((value) => value > 0).flatMap((value) => [value, -value]);
  if (tried.length > 12) return void 0;
  const value = compileScalar(formula);
  for (const f of catalogue) {
    const names = Object.keys(f.parameters);
    if (names.length === 0 || names.length > 2 || f.learnable.length > 0) continue;
    const [first, second] = names;
    for (const one of tried)
      for (const other of second === void 0 ? [void 0] : [0, ...tried]) {
        const found = attempt(
          f,
          other === void 0
            ? { [first]: one }
            : {
                [first]: one,
                [second]: other,
              },
        );
        if (found !== void 0 && sameFunction(found, value)) return found;
      }
  }
}
/** The function with these parameters; undefined where it does not take them. */
function attempt(f, values) {
  try {
    return f.with(values);
  } catch (cause) {
    if (cause instanceof HillockError) return void 0;
    throw cause;
  }
}
const MOST_KEPT = 1e3;
/** What formulas without values per unit were found to be: a deep network has few, many times. */
const kept = /* @__PURE__ */ new Map();
/**
 * The function of the catalogue that a formula from a file is, with its parameters; undefined where it is none.
 * @param perUnit values of the formula's parameters
 */
function fromCatalogue(formula, perUnit) {
  if (parameterNames(formula).length > 0) return find(formula, perUnit);
  const key = structuralKey(formula);
  if (kept.size >= MOST_KEPT) kept.clear();
  if (!kept.has(key)) kept.set(key, find(formula, perUnit));
  return kept.get(key);
}
function find(formula, perUnit) {
  const plain = catalogue.filter((f) => f.learnable.length === 0);
  const learned = catalogue.filter((f) => f.learnable.length > 0);
  if (!plain.some((f) => match(f.formula, formula) !== void 0)) {
    const written = learned.find((f) => match(f.formula, formula) !== void 0);
    const found = written && withSettings(written, formula, perUnit);
    if (found !== void 0) return found;
  }
  if (parameterNames(formula).length === 0) {
    const value = compileScalar(formula);
    const same = plain.find((f) => sameFunction(f, value));
    if (same !== void 0) return same;
  }
  for (const form of [formula, recognise(formula)])
    for (const f of [...plain, ...learned]) {
      const found = withSettings(f, form, perUnit);
      if (found !== void 0) return found;
    }
  return parameterNames(formula).length === 0 ? withConstants(formula) : void 0;
}
/** Whether a formula is too long to be a function of its own, where its shared parts stand as often as they are used, too. */
const isTooLong = (formula) => inOrder(formula).length > MOST_NODES || treeSize(formula) > MOST_PARTS;
/** The formula's own parameters, called p1, p2, … in the order in which they stand. */
function renamed(formula, perUnit) {
  const names = new Map(parameterNames(formula).map((name, i) => [name, `p${i + 1}`]));
  return {
    formula: substitute(formula, (leaf) =>
      leaf.kind === "parameter"
        ? {
            ...leaf,
            name: names.get(leaf.name) ?? leaf.name,
          }
        : void 0,
    ),
    values: Object.fromEntries(
      [...names].map(([from, to]) => [to, Float32Array.from(perUnit.get(from) ?? [])]),
    ),
  };
}
/** Functions of files' own, which a deep network has many times. */
const own = /* @__PURE__ */ new Map();
/**
 * A function for a formula from a file: the catalogue's where it is one of these, else one of its own.
 * @throws HillockError "invalid-model" where the chain of nodes is too long
 */
function activationOf(formula, perUnit, node) {
  const known = fromCatalogue(formula, perUnit);
  if (known !== void 0) return known;
  if (isTooLong(formula))
    throw new HillockError(
      "invalid-model",
      `The activation at node "${node}" is a chain of more than ${MOST_NODES} operators, or of ${MOST_PARTS} where shared ones count as often as they are used; so long ones are not trained.`,
    );
  if (parameterNames(formula).length > 0) return define(formula, perUnit);
  const key = structuralKey(formula);
  if (own.size >= MOST_KEPT) own.clear();
  const made = own.get(key) ?? define(formula, perUnit);
  own.set(key, made);
  return made;
}
function define(formula, perUnit) {
  const { formula: plain, values } = renamed(recognise(formula), perUnit);
  const written =
    treeSize(plain) <= MOST_NODES ? text(plain) : `a function of ${inOrder(plain).length} parts`;
  return defineActivation({
    name: written,
    title: written,
    formula: plain,
    parameters: values,
    learnable: Object.keys(values),
    role: "special",
    uses: "A function of a network that comes from elsewhere.",
    limitations: [],
    source: "An ONNX file.",
  });
}
// ../hillock/src/onnx/write/activation.ts
/** The formula with numbers for what is not learned; `fixed` says which learned parameters become numbers, too. */
function settled(f, units, fixed) {
  return substitute(f.formula, (leaf) => {
    if (leaf.kind !== "parameter") return void 0;
    const own = units[leaf.name];
    if (own !== void 0) return fixed(own) ? constant(own[0]) : void 0;
    const value = f.parameters[leaf.name];
    return constant(typeof value === "number" ? value : value[0]);
  });
}
/** Whether the operator can be given these: numbers by attribute, tensors as inputs. */
function accepts({ inputs, holds }, settings) {
  return (
    [...settings].every(([name, value]) => Object.hasOwn(inputs, name) || value.kind === "constant") &&
    (holds === void 0 || holds(numbersOf(settings)))
  );
}
function findOperator(formula, opset) {
  for (const operator of ACTIVATION_OPERATORS) {
    if (operator.since > opset) continue;
    const settings = unify(operator.formula, formula);
    if (settings !== void 0 && accepts(operator, settings))
      return {
        kind: "operator",
        operator,
        settings,
      };
  }
}
/** In float64 formulas for the same function differ by their rounding alone. */
const ROUNDING = {
  relative: 1e-9,
  absolute: 1e-12,
};
/** A function of the catalogue that does the same, such as leakyRelu for max(0.1 * x, x). */
function twin(formula) {
  const known =
    parameterNames(formula).length === 0 ? fromCatalogue(formula, /* @__PURE__ */ new Map()) : void 0;
  if (known === void 0) return void 0;
  const same = settled(known, {}, () => false);
  return sameFunction(compileScalar(same), compileScalar(formula), ROUNDING) ? same : void 0;
}
/** Row functions that ONNX has, all since its first opset. */
const ROWS$3 = /* @__PURE__ */ new Set(["Softmax", "LogSoftmax", "Hardmax"]);
/**
 * An operator where ONNX has the function, else a function of its own.
 * @param opset whose operators may be used; any unless given
 */
function planActivation(f, units, opset = Infinity) {
  if (f.kind === "row") {
    const type = f.known.onnx;
    if (type === void 0 || !ROWS$3.has(type))
      throw new HillockError("invalid-argument", `ONNX has no operator for ${f.name}; use softmax.`);
    return {
      kind: "row",
      type,
    };
  }
  const formula = settled(f, units, () => false);
  const alike = settled(f, units, (values) => values.every((value) => value === values[0]));
  const other = twin(formula);
  return (
    findOperator(formula, opset) ??
    findOperator(alike, opset) ??
    (other && findOperator(other, opset)) ?? {
      kind: "function",
      activation: f,
      formula,
    }
  );
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/is-message.js
/**
 * Determine whether the given `arg` is a message.
 * If `desc` is set, determine whether `arg` is this specific message.
 */
function isMessage(arg, schema) {
  if (!(arg !== null && typeof arg == "object" && "$typeName" in arg && typeof arg.$typeName == "string"))
    return false;
  if (schema === void 0) return true;
  return schema.typeName === arg.$typeName;
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/descriptors.js
/**
 * Scalar value types. This is a subset of field types declared by protobuf
 * enum google.protobuf.FieldDescriptorProto.Type The types GROUP and MESSAGE
 * are omitted, but the numerical values are identical.
 */
var ScalarType;
((ScalarType) => {
  ScalarType[(ScalarType["DOUBLE"] = 1)] = "DOUBLE";
  ScalarType[(ScalarType["FLOAT"] = 2)] = "FLOAT";
  ScalarType[(ScalarType["INT64"] = 3)] = "INT64";
  ScalarType[(ScalarType["UINT64"] = 4)] = "UINT64";
  ScalarType[(ScalarType["INT32"] = 5)] = "INT32";
  ScalarType[(ScalarType["FIXED64"] = 6)] = "FIXED64";
  ScalarType[(ScalarType["FIXED32"] = 7)] = "FIXED32";
  ScalarType[(ScalarType["BOOL"] = 8)] = "BOOL";
  ScalarType[(ScalarType["STRING"] = 9)] = "STRING";
  ScalarType[(ScalarType["BYTES"] = 12)] = "BYTES";
  ScalarType[(ScalarType["UINT32"] = 13)] = "UINT32";
  ScalarType[(ScalarType["SFIXED32"] = 15)] = "SFIXED32";
  ScalarType[(ScalarType["SFIXED64"] = 16)] = "SFIXED64";
  ScalarType[(ScalarType["SINT32"] = 17)] = "SINT32";
  ScalarType[(ScalarType["SINT64"] = 18)] = "SINT64";
})(ScalarType || (ScalarType = {}));
// ../../node_modules/@bufbuild/protobuf/dist/esm/wire/varint.js
/**
 * Read a 64 bit varint as two JS numbers.
 *
 * Stores the low and high words on the reader.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/buffer_decoder.js#L175
 */
function varint64read() {
  const buf = this.buf;
  let pos = this.pos;
  let lo = 0;
  let hi = 0;
  for (let shift = 0; shift < 28; shift += 7) {
    const b = buf[pos++];
    lo |= (b & 127) << shift;
    if ((b & 128) == 0) {
      this.pos = pos;
      this.assertBounds();
      this.varint64Lo = lo;
      this.varint64Hi = hi;
      return;
    }
  }
  const middleByte = buf[pos++];
  lo |= (middleByte & 15) << 28;
  hi = (middleByte & 112) >> 4;
  if ((middleByte & 128) == 0) {
    this.pos = pos;
    this.assertBounds();
    this.varint64Lo = lo;
    this.varint64Hi = hi;
    return;
  }
  for (let shift = 3; shift <= 31; shift += 7) {
    const b = buf[pos++];
    hi |= (b & 127) << shift;
    if ((b & 128) == 0) {
      this.pos = pos;
      this.assertBounds();
      this.varint64Lo = lo;
      this.varint64Hi = hi;
      return;
    }
  }
  throw new Error("invalid varint");
}
const TWO_PWR_32_DBL = 4294967296;
/**
 * Parse decimal string of 64 bit integer value as two JS numbers.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
 */
function int64FromString(dec) {
  const minus = dec[0] === "-";
  if (minus) dec = dec.slice(1);
  const base = 1e6;
  let lowBits = 0;
  let highBits = 0;
  function add1e6digit(begin, end) {
    const digit1e6 = Number(dec.slice(begin, end));
    highBits *= base;
    lowBits = lowBits * base + digit1e6;
    if (lowBits >= TWO_PWR_32_DBL) {
      highBits = highBits + ((lowBits / TWO_PWR_32_DBL) | 0);
      lowBits = lowBits % TWO_PWR_32_DBL;
    }
  }
  add1e6digit(-24, -18);
  add1e6digit(-18, -12);
  add1e6digit(-12, -6);
  add1e6digit(-6);
  return minus ? negate(lowBits, highBits) : newBits(lowBits, highBits);
}
/**
 * Losslessly converts a 64-bit signed integer in 32:32 split representation
 * into a decimal string.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
 */
function int64ToString(lo, hi) {
  let bits = newBits(lo, hi);
  const negative = bits.hi & 2147483648;
  if (negative) bits = negate(bits.lo, bits.hi);
  const result = uInt64ToString(bits.lo, bits.hi);
  return negative ? "-" + result : result;
}
/**
 * Losslessly converts a 64-bit unsigned integer in 32:32 split representation
 * into a decimal string.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
 */
function uInt64ToString(lo, hi) {
  ({ lo, hi } = toUnsigned(lo, hi));
  if (hi <= 2097151) return String(TWO_PWR_32_DBL * hi + lo);
  const low = lo & 16777215;
  const mid = ((lo >>> 24) | (hi << 8)) & 16777215;
  const high = (hi >> 16) & 65535;
  let digitA = low + mid * 6777216 + high * 6710656;
  let digitB = mid + high * 8147497;
  let digitC = high * 2;
  const base = 1e7;
  if (digitA >= base) {
    digitB += Math.floor(digitA / base);
    digitA %= base;
  }
  if (digitB >= base) {
    digitC += Math.floor(digitB / base);
    digitB %= base;
  }
  return digitC.toString() + decimalFrom1e7WithLeadingZeros(digitB) + decimalFrom1e7WithLeadingZeros(digitA);
}
function toUnsigned(lo, hi) {
  return {
    lo: lo >>> 0,
    hi: hi >>> 0,
  };
}
function newBits(lo, hi) {
  return {
    lo: lo | 0,
    hi: hi | 0,
  };
}
/**
 * Returns two's compliment negation of input.
 * @see https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Operators/Bitwise_Operators#Signed_32-bit_integers
 */
function negate(lowBits, highBits) {
  highBits = ~highBits;
  if (lowBits) lowBits = ~lowBits + 1;
  else highBits += 1;
  return newBits(lowBits, highBits);
}
/**
 * Returns decimal representation of digit1e7 with leading zeros.
 */
const decimalFrom1e7WithLeadingZeros = (digit1e7) => {
  const partial = String(digit1e7);
  return "0000000".slice(partial.length) + partial;
};
/**
 * Write a 32 bit varint, signed or unsigned. Same as `varint64write(0, value, bytes)`
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf/blob/1b18833f4f2a2f681f4e4a25cdf3b0a43115ec26/js/binary/encoder.js#L144
 */
function varint32write(value, bytes) {
  if (value >>> 0 < 128) {
    bytes.push(value);
    return;
  }
  if (value >= 0) {
    while (value > 127) {
      bytes.push((value & 127) | 128);
      value = value >>> 7;
    }
    bytes.push(value);
  } else {
    for (let i = 0; i < 9; i++) {
      bytes.push((value & 127) | 128);
      value = value >> 7;
    }
    bytes.push(1);
  }
}
/**
 * Read an unsigned 32 bit varint.
 *
 * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/buffer_decoder.js#L220
 */
function varint32read() {
  let b = this.buf[this.pos++];
  if ((b & 128) === 0) {
    this.assertBounds();
    return b;
  }
  let result = b & 127;
  b = this.buf[this.pos++];
  result |= (b & 127) << 7;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 127) << 14;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 127) << 21;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 15) << 28;
  for (let readBytes = 5; (b & 128) !== 0 && readBytes < 10; readBytes++) b = this.buf[this.pos++];
  if ((b & 128) !== 0) throw new Error("invalid varint");
  this.assertBounds();
  return result >>> 0;
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/proto-int64.js
/**
 * Int64Support for the current environment.
 */
const protoInt64 = /*@__PURE__*/ makeInt64Support();
function makeInt64Support() {
  const dv = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
  if (
    typeof BigInt === "function" &&
    typeof dv.getBigInt64 === "function" &&
    typeof dv.getBigUint64 === "function" &&
    typeof dv.setBigInt64 === "function" &&
    typeof dv.setBigUint64 === "function" &&
    (!!globalThis.Deno ||
      !!globalThis.Bun ||
      typeof process != "object" ||
      typeof process.env != "object" ||
      process.env.BUF_BIGINT_DISABLE !== "1")
  ) {
    const MIN = BigInt("-9223372036854775808");
    const MAX = BigInt("9223372036854775807");
    const UMIN = BigInt("0");
    const UMAX = BigInt("18446744073709551615");
    return {
      zero: BigInt(0),
      supported: true,
      parse(value) {
        const bi = typeof value == "bigint" ? value : BigInt(value);
        if (bi > MAX || bi < MIN) throw new Error(`invalid int64: ${value}`);
        return bi;
      },
      uParse(value) {
        const bi = typeof value == "bigint" ? value : BigInt(value);
        if (bi > UMAX || bi < UMIN) throw new Error(`invalid uint64: ${value}`);
        return bi;
      },
      enc(value) {
        dv.setBigInt64(0, this.parse(value), true);
        return {
          lo: dv.getInt32(0, true),
          hi: dv.getInt32(4, true),
        };
      },
      uEnc(value) {
        dv.setBigInt64(0, this.uParse(value), true);
        return {
          lo: dv.getInt32(0, true),
          hi: dv.getInt32(4, true),
        };
      },
      dec(lo, hi) {
        dv.setInt32(0, lo, true);
        dv.setInt32(4, hi, true);
        return dv.getBigInt64(0, true);
      },
      uDec(lo, hi) {
        dv.setInt32(0, lo, true);
        dv.setInt32(4, hi, true);
        return dv.getBigUint64(0, true);
      },
    };
  }
  return {
    zero: "0",
    supported: false,
    parse(value) {
      if (typeof value != "string") value = value.toString();
      assertInt64String(value);
      return value;
    },
    uParse(value) {
      if (typeof value != "string") value = value.toString();
      assertUInt64String(value);
      return value;
    },
    enc(value) {
      if (typeof value != "string") value = value.toString();
      assertInt64String(value);
      return int64FromString(value);
    },
    uEnc(value) {
      if (typeof value != "string") value = value.toString();
      assertUInt64String(value);
      return int64FromString(value);
    },
    dec(lo, hi) {
      return int64ToString(lo, hi);
    },
    uDec(lo, hi) {
      return uInt64ToString(lo, hi);
    },
  };
}
function assertInt64String(value) {
  if (!/^-?[0-9]+$/.test(value)) throw new Error("invalid int64: " + value);
}
function assertUInt64String(value) {
  if (!/^[0-9]+$/.test(value)) throw new Error("invalid uint64: " + value);
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/reflect/scalar.js
/**
 * Returns the zero value for the given scalar type, the value a field of this
 * type has when unset: 0 for numeric types, "" for strings, false for
 * booleans, and an empty Uint8Array for bytes. For 64-bit integer types, the
 * result is "0" when longAsString is true, otherwise 0n.
 *
 * This is the type's zero value, not a proto2 custom field default. For float
 * and double it is +0; isScalarZeroValue treats only +0, not -0, as this value.
 */
function scalarZeroValue(type, longAsString) {
  switch (type) {
    case ScalarType.STRING:
      return "";
    case ScalarType.BOOL:
      return false;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return 0;
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SFIXED64:
    case ScalarType.FIXED64:
    case ScalarType.SINT64:
      return longAsString ? "0" : protoInt64.zero;
    case ScalarType.BYTES:
      return /* @__PURE__ */ new Uint8Array(0);
    default:
      return 0;
  }
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/reflect/unsafe.js
/**
 * Returns true if the field is set, but only for singular fields with explicit
 * presence (proto2).
 *
 * @private
 */
function unsafeIsSetExplicit(target, localName) {
  return Object.hasOwn(target, localName) && target[localName] !== void 0;
}
/**
 * Set a property, treating __proto__ as an own data property.
 *
 * @private
 */
function setOwn(obj, key, value) {
  if (key === "__proto__")
    Object.defineProperty(obj, "__proto__", {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  else obj[key] = value;
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/reflect/guard.js
function isObject(arg) {
  return arg !== null && typeof arg == "object" && !Array.isArray(arg);
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/wkt/wrappers.js
function isWrapperDesc(messageDesc) {
  const f = messageDesc.fields[0];
  return (
    isWrapperTypeName(messageDesc.typeName) &&
    f !== void 0 &&
    f.fieldKind == "scalar" &&
    f.name == "value" &&
    f.number == 1
  );
}
const wrapperTypeNames = /*@__PURE__*/ new Set([
  "google.protobuf.DoubleValue",
  "google.protobuf.FloatValue",
  "google.protobuf.Int64Value",
  "google.protobuf.UInt64Value",
  "google.protobuf.Int32Value",
  "google.protobuf.UInt32Value",
  "google.protobuf.BoolValue",
  "google.protobuf.StringValue",
  "google.protobuf.BytesValue",
]);
function isWrapperTypeName(name) {
  return wrapperTypeNames.has(name);
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/create.js
const EDITION_PROTO3$1 = 999;
const EDITION_PROTO2$1 = 998;
const IMPLICIT$2 = 2;
/**
 * Create a new message instance.
 *
 * The second argument is an optional initializer object, where all fields are
 * optional.
 */
function create(schema, init) {
  if (isMessage(init, schema)) return init;
  return compiledCreate(schema)(init);
}
const compiledCreates = /* @__PURE__ */ new WeakMap();
/**
 * Return the compiled create function for a message, compiling it on first use. */
function compiledCreate(desc) {
  let compiled = compiledCreates.get(desc);
  if (compiled === void 0) {
    compiled = compileCreate(desc);
    compiledCreates.set(desc, compiled);
  }
  return compiled;
}
/** Singular field: scalar, enum, or message. */
const INIT_SINGULAR = 0;
/** List field: a zero message has a fresh empty array. */
const INIT_LIST = 1;
/** Map field: a zero message has a fresh empty object. */
const INIT_MAP = 2;
/** Oneof group: the ADT is always stored, cases convert by case name. */
const INIT_ONEOF = 3;
function compileCreate(desc) {
  const typeName = desc.typeName;
  const { properties, prototype } = compileInitMessage(desc);
  return (init) => {
    let message;
    if (prototype !== void 0) {
      message = Object.create(prototype);
      message.$typeName = typeName;
    } else message = { $typeName: typeName };
    for (let i = 0; i < properties.length; i++) {
      const property = properties[i];
      const name = property.name;
      const initValue = init === null || init === void 0 ? void 0 : init[name];
      switch (property.kind) {
        case INIT_SINGULAR:
          if (initValue != null)
            message[name] = property.convert !== void 0 ? property.convert(initValue) : initValue;
          else if (property.constant !== void 0) message[name] = property.constant;
          break;
        case INIT_LIST:
          message[name] =
            property.convert !== void 0 && Array.isArray(initValue)
              ? initValue.map(property.convert)
              : initValue !== null && initValue !== void 0
                ? initValue
                : [];
          break;
        case INIT_MAP:
          if (property.convert === void 0 || !isObject(initValue))
            message[name] = initValue !== null && initValue !== void 0 ? initValue : {};
          else {
            const converted = {};
            const keys = Object.keys(initValue);
            for (let k = 0; k < keys.length; k++)
              setOwn(converted, keys[k], property.convert(initValue[keys[k]]));
            message[name] = converted;
          }
          break;
        case INIT_ONEOF: {
          const oneofValue = initValue;
          if ((oneofValue === null || oneofValue === void 0 ? void 0 : oneofValue.case) != null) {
            const convert = property.convert.get(oneofValue.case);
            if (convert !== void 0) {
              message[name] = {
                case: oneofValue.case,
                value: convert(oneofValue.value),
              };
              break;
            }
          }
          message[name] = { case: void 0 };
          break;
        }
      }
    }
    return message;
  };
}
/**
 * Classify every member once, so that creating a message is a walk over a
 * compact list instead of a walk over the descriptor.
 */
function compileInitMessage(desc) {
  var _a, _b;
  const properties = [];
  const prototype = {};
  const usePrototype = needsPrototypeChain(desc);
  for (const member of desc.members) {
    const name = member.localName;
    if (member.kind == "oneof") {
      properties.push({
        name,
        kind: INIT_ONEOF,
        constant: void 0,
        convert: compileConvertOneof(member),
      });
      continue;
    }
    switch (member.fieldKind) {
      case "message":
        properties.push({
          name,
          kind: INIT_SINGULAR,
          constant: void 0,
          convert: compileConvertMessage(member),
        });
        break;
      case "list":
        properties.push({
          name,
          kind: INIT_LIST,
          constant: void 0,
          convert:
            member.listKind == "message"
              ? (_a = compileConvertMessage(member)) !== null && _a !== void 0
                ? _a
                : (value) => value
              : member.scalar == ScalarType.BYTES
                ? toU8Arr
                : void 0,
        });
        break;
      case "map":
        properties.push({
          name,
          kind: INIT_MAP,
          constant: void 0,
          convert:
            member.mapKind == "message"
              ? (_b = compileConvertMessage(member)) !== null && _b !== void 0
                ? _b
                : (value) => value
              : member.scalar == ScalarType.BYTES
                ? toU8Arr
                : void 0,
        });
        break;
      default: {
        const zeroValue = createZeroValue(member);
        properties.push({
          name,
          kind: INIT_SINGULAR,
          constant: member.presence == IMPLICIT$2 ? zeroValue : void 0,
          convert: member.fieldKind == "scalar" && member.scalar == ScalarType.BYTES ? toU8Arr : void 0,
        });
        if (usePrototype) prototype[name] = zeroValue;
        break;
      }
    }
  }
  return {
    properties,
    prototype: usePrototype ? prototype : void 0,
  };
}
/**
 * Compile the conversion of each case of a oneof group, keyed by case name.
 */
function compileConvertOneof(oneof) {
  const converters = /* @__PURE__ */ new Map();
  for (const field of oneof.fields) {
    let convert;
    if (field.fieldKind == "message") convert = compileConvertMessage(field);
    else if (field.fieldKind == "scalar" && field.scalar == ScalarType.BYTES) convert = toU8Arr;
    converters.set(field.localName, convert !== null && convert !== void 0 ? convert : (value) => value);
  }
  return converters;
}
/**
 * Compile the conversion of an init value for a message field, a message
 * list item, or a message map value. Returns undefined if values are used
 * as-is.
 */
function compileConvertMessage(field) {
  if (field.fieldKind == "message" && !field.oneof && isWrapperDesc(field.message))
    return field.message.fields[0].scalar == ScalarType.BYTES ? toU8Arr : void 0;
  if (field.message.typeName == "google.protobuf.Struct" && field.parent.typeName !== "google.protobuf.Value")
    return;
  const messageDesc = field.message;
  let compiled;
  return (value) => {
    if (!isObject(value) || isMessage(value, messageDesc)) return value;
    (compiled !== null && compiled !== void 0) || (compiled = compiledCreate(messageDesc));
    return compiled(value);
  };
}
function toU8Arr(value) {
  return Array.isArray(value) ? new Uint8Array(value) : value;
}
/**
 * Do we need the prototype chain to track field presence?
 */
function needsPrototypeChain(desc) {
  switch (desc.file.edition) {
    case EDITION_PROTO3$1:
      return false;
    case EDITION_PROTO2$1:
      return true;
    default:
      return desc.fields.some((f) => f.presence != IMPLICIT$2 && f.fieldKind != "message" && !f.oneof);
  }
}
/**
 * Returns the zero value for a scalar or enum field. Scalar and enum fields
 * can have default values.
 */
function createZeroValue(field) {
  const defaultValue = field.getDefaultValue();
  if (defaultValue !== void 0)
    return field.fieldKind == "scalar" && field.longAsString ? defaultValue.toString() : defaultValue;
  return field.fieldKind == "scalar"
    ? scalarZeroValue(field.scalar, field.longAsString)
    : field.enum.values[0].number;
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/reflect/error.js
var FieldError = class extends Error {
  constructor(fieldOrOneof, message, name = "FieldValueInvalidError") {
    super(message);
    this.name = name;
    this.field = () => fieldOrOneof;
  }
};
// ../../node_modules/@bufbuild/protobuf/dist/esm/wire/text-encoding.js
let te;
/**
 * Protobuf-ES requires the Text Encoding API to convert UTF-8 from and to
 * binary. This WHATWG API is widely available, but it is not part of the
 * ECMAScript standard. This function used to be the way to supply an
 * implementation on runtimes that do not provide one.
 *
 * It only configures the copy of the library it is imported from. To provide
 * the encoding API for every copy of Protobuf-ES in an isolate, install
 * `TextEncoder` (with the methods `encode` and optionally `encodeInto`) and
 * `TextDecoder` (with the `fatal: true` and `ignoreBOM: true` constructor
 * arguments and the `decode` method) on `globalThis`.
 *
 * Providing `encodeUtf8Into` is optional for backwards compatibility. If it
 * is omitted, we emulate it with a wrapper that calls `encodeUtf8`.
 *
 * Note that the Text Encoding API does not provide a way to validate UTF-8.
 * Our implementation uses String.prototype.isWellFormed, and falls back
 * to use encodeURIComponent().
 *
 * @deprecated Install `TextEncoder` and `TextDecoder` on `globalThis` instead.
 */
function configureTextEncoding(textEncoding) {
  var _a;
  te = Object.assign(Object.assign({}, textEncoding), {
    encodeUtf8Into:
      (_a = textEncoding.encodeUtf8Into) !== null && _a !== void 0
        ? _a
        : emulateEncodeInto(textEncoding.encodeUtf8.bind(textEncoding)),
  });
}
function getTextEncoding() {
  if (!te) {
    const globals = globalThis;
    if (!globals.TextEncoder || !globals.TextDecoder)
      throw new Error("encoding API missing: install TextEncoder and TextDecoder on globalThis");
    const textEncoder = new globals.TextEncoder();
    const textDecoder = new globals.TextDecoder("utf-8", { ignoreBOM: true });
    let textDecoderStrict;
    const config = {
      encodeUtf8(text) {
        return textEncoder.encode(text);
      },
      decodeUtf8(bytes, strict) {
        if (strict) {
          if (!textDecoderStrict)
            textDecoderStrict = new globals.TextDecoder("utf-8", {
              fatal: true,
              ignoreBOM: true,
            });
          return textDecoderStrict.decode(bytes);
        }
        return textDecoder.decode(bytes);
      },
      checkUtf8(text) {
        try {
          return true;
        } catch (_) {
          return false;
        }
      },
    };
    if (textEncoder.encodeInto) config.encodeUtf8Into = textEncoder.encodeInto.bind(textEncoder);
    const nativeStringIsWellFormed = String.prototype.isWellFormed;
    if (nativeStringIsWellFormed)
      config.checkUtf8 = (text) => {
        return nativeStringIsWellFormed.call(text);
      };
    configureTextEncoding(config);
  }
  return te;
}
/**
 * Simplistic polyfill for encodeUtf8Into.
 *
 * @private
 */
function emulateEncodeInto(encodeUtf8) {
  return (text, dest) => {
    const bytes = encodeUtf8(text);
    dest.set(bytes);
    return { written: bytes.byteLength };
  };
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/wire/binary-encoding.js
/**
 * Protobuf binary format wire types.
 *
 * A wire type provides just enough information to find the length of the
 * following value.
 *
 * See https://developers.google.com/protocol-buffers/docs/encoding#structure
 */
var WireType;
((WireType) => {
  /**
   * Used for int32, int64, uint32, uint64, sint32, sint64, bool, enum
   */
  WireType[(WireType["Varint"] = 0)] = "Varint";
  /**
   * Used for fixed64, sfixed64, double.
   * Always 8 bytes with little-endian byte order.
   */
  WireType[(WireType["Bit64"] = 1)] = "Bit64";
  /**
   * Used for string, bytes, embedded messages, packed repeated fields
   *
   * Only repeated numeric types (types which use the varint, 32-bit,
   * or 64-bit wire types) can be packed. In proto3, such fields are
   * packed by default.
   */
  WireType[(WireType["LengthDelimited"] = 2)] = "LengthDelimited";
  /**
   * Start of a tag-delimited aggregate, such as a proto2 group, or a message
   * in editions with message_encoding = DELIMITED.
   */
  WireType[(WireType["StartGroup"] = 3)] = "StartGroup";
  /**
   * End of a tag-delimited aggregate.
   */
  WireType[(WireType["EndGroup"] = 4)] = "EndGroup";
  /**
   * Used for fixed32, sfixed32, float.
   * Always 4 bytes with little-endian byte order.
   */
  WireType[(WireType["Bit32"] = 5)] = "Bit32";
})(WireType || (WireType = {}));
var BinaryWriter = class {
  constructor(encodeUtf8) {
    /**
     * Previous fork positions (the write position at the time
     * `fork()` was called).
     */
    this.stackPos = [];
    this.encodeUtf8Into = encodeUtf8 ? emulateEncodeInto(encodeUtf8) : getTextEncoding().encodeUtf8Into;
    this.buffer = EMPTY_BUFFER;
    this.viewCache = EMPTY_VIEW;
    this.pos = 0;
  }
  ensureCapacity(size) {
    const required = this.pos + size;
    if (required > this.buffer.length) {
      let newLen = this.buffer.length || INITIAL_SIZE;
      while (newLen < required) newLen *= 2;
      const newBuf = new Uint8Array(newLen);
      if (this.pos > 0) newBuf.set(this.buffer);
      this.buffer = newBuf;
    }
  }
  /**
   * The DataView over `buffer`, rebuilt only if the buffer has grown since it
   * was last used.
   */
  view() {
    const bytes = this.buffer;
    const view = this.viewCache;
    if (view.byteLength === bytes.byteLength) return view;
    const newView = new DataView(bytes.buffer);
    this.viewCache = newView;
    return newView;
  }
  /**
   * Return all bytes written and reset this writer.
   */
  finish() {
    const result = this.buffer.slice(0, this.pos);
    this.pos = 0;
    this.stackPos = [];
    return result;
  }
  /**
   * Start a new fork for length-delimited data like a message
   * or a packed repeated field.
   *
   * Must be joined later with `join()`.
   */
  fork() {
    this.stackPos.push(this.pos);
    this.ensureCapacity(DEFAULT_LEN_PREFIX_SIZE);
    this.buffer[this.pos++] = 0;
    return this;
  }
  /**
   * Join the last fork. Write its length and bytes, then
   * return to the previous state.
   */
  join() {
    const forkPos = this.stackPos.pop();
    if (forkPos === void 0) throw new Error("invalid state, fork stack empty");
    const len = this.pos - forkPos - DEFAULT_LEN_PREFIX_SIZE;
    const lenPrefixSize = varint32Size(len);
    if (lenPrefixSize > DEFAULT_LEN_PREFIX_SIZE) {
      this.ensureCapacity(lenPrefixSize - DEFAULT_LEN_PREFIX_SIZE);
      this.buffer.copyWithin(forkPos + lenPrefixSize, forkPos + DEFAULT_LEN_PREFIX_SIZE, this.pos);
    }
    this.pos = forkPos;
    this.uint32(len);
    this.pos += len;
    return this;
  }
  /**
   * Writes a tag (field number and wire type).
   *
   * Equivalent to `uint32( (fieldNo << 3 | type) >>> 0 )`.
   *
   * Generated code should compute the tag ahead of time and call `uint32()`.
   */
  tag(fieldNo, type) {
    return this.uint32(((fieldNo << 3) | type) >>> 0);
  }
  /**
   * Write a chunk of raw bytes.
   */
  raw(chunk) {
    this.ensureCapacity(chunk.length);
    this.buffer.set(chunk, this.pos);
    this.pos += chunk.length;
    return this;
  }
  /**
   * Write a `uint32` value, an unsigned 32 bit varint.
   */
  uint32(value) {
    assertUInt32(value);
    this.ensureCapacity(5);
    if (value < 128) {
      this.buffer[this.pos++] = value;
      return this;
    }
    while (value > 127) {
      this.buffer[this.pos++] = (value & 127) | 128;
      value >>>= 7;
    }
    this.buffer[this.pos++] = value;
    return this;
  }
  /**
   * Write a `int32` value, a signed 32 bit varint.
   */
  int32(value) {
    assertInt32(value);
    if (value >= 0) return this.uint32(value);
    this.ensureCapacity(10);
    for (let i = 0; i < 9; i++) {
      this.buffer[this.pos++] = (value & 127) | 128;
      value >>= 7;
    }
    this.buffer[this.pos++] = 1;
    return this;
  }
  /**
   * Write a `bool` value, a varint.
   */
  bool(value) {
    this.ensureCapacity(1);
    this.buffer[this.pos++] = value ? 1 : 0;
    return this;
  }
  /**
   * Write a `bytes` value, length-delimited arbitrary data.
   */
  bytes(value) {
    this.uint32(value.byteLength);
    return this.raw(value);
  }
  /**
   * Write a `string` value, length-delimited data converted to UTF-8 text.
   */
  string(value) {
    if (typeof value !== "string") value = String(value);
    const len = value.length;
    if (len <= ASCII_MAX_LENGTH) {
      this.ensureCapacity(len + 1);
      const ascii = this.buffer;
      let pos = this.pos;
      ascii[pos++] = len;
      let i = 0;
      for (; i < len; i++) {
        const code = value.charCodeAt(i);
        if (code > 127) break;
        ascii[pos++] = code;
      }
      if (i == len) {
        this.pos = pos;
        return this;
      }
    }
    this.ensureCapacity(len * 3 + 5);
    const lenPrefixSizeGuess = varint32Size(len);
    const buf = this.buffer;
    const start = this.pos;
    const { written } = this.encodeUtf8Into(value, buf.subarray(start + lenPrefixSizeGuess));
    const lenPrefixSize = varint32Size(written);
    if (lenPrefixSize != lenPrefixSizeGuess)
      buf.copyWithin(start + lenPrefixSize, start + lenPrefixSizeGuess, start + lenPrefixSizeGuess + written);
    this.uint32(written);
    this.pos += written;
    return this;
  }
  /**
   * Write a `float` value, 32-bit floating point number.
   */
  float(value) {
    assertFloat32(value);
    this.ensureCapacity(4);
    this.view().setFloat32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `double` value, a 64-bit floating point number.
   */
  double(value) {
    this.ensureCapacity(8);
    this.view().setFloat64(this.pos, value, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `fixed32` value, an unsigned, fixed-length 32-bit integer.
   */
  fixed32(value) {
    assertUInt32(value);
    this.ensureCapacity(4);
    this.view().setUint32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `sfixed32` value, a signed, fixed-length 32-bit integer.
   */
  sfixed32(value) {
    assertInt32(value);
    this.ensureCapacity(4);
    this.view().setInt32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `sint32` value, a signed, zigzag-encoded 32-bit varint.
   */
  sint32(value) {
    assertInt32(value);
    return this.uint32(((value << 1) ^ (value >> 31)) >>> 0);
  }
  /**
   * Write a `sfixed64` value, a signed, fixed-length 64-bit integer.
   */
  sfixed64(value) {
    const tc = protoInt64.enc(value);
    this.ensureCapacity(8);
    const view = this.view();
    view.setInt32(this.pos, tc.lo, true);
    view.setInt32(this.pos + 4, tc.hi, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `fixed64` value, an unsigned, fixed-length 64 bit integer.
   */
  fixed64(value) {
    const tc = protoInt64.uEnc(value);
    this.ensureCapacity(8);
    const view = this.view();
    view.setInt32(this.pos, tc.lo, true);
    view.setInt32(this.pos + 4, tc.hi, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `int64` value, a signed 64-bit varint.
   */
  int64(value) {
    const tc = protoInt64.enc(value);
    return this.writeVarint64(tc.lo, tc.hi);
  }
  /**
   * Write a `sint64` value, a signed, zig-zag-encoded 64-bit varint.
   */
  sint64(value) {
    const tc = protoInt64.enc(value),
      sign = tc.hi >> 31,
      lo = (tc.lo << 1) ^ sign,
      hi = ((tc.hi << 1) | (tc.lo >>> 31)) ^ sign;
    return this.writeVarint64(lo, hi);
  }
  /**
   * Write a `uint64` value, an unsigned 64-bit varint.
   */
  uint64(value) {
    const tc = protoInt64.uEnc(value);
    return this.writeVarint64(tc.lo, tc.hi);
  }
  /**
   * Write a 64-bit varint directly into the buffer. Accepts the value as
   * split low/high 32-bit words.
   *
   * Ported from varint64write() to avoid the intermediate number[] buffer.
   * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/writer.js#L344
   */
  writeVarint64(lo, hi) {
    this.ensureCapacity(10);
    const buf = this.buffer;
    let pos = this.pos;
    for (let i = 0; i < 28; i = i + 7) {
      const shift = lo >>> i;
      const hasNext = !(shift >>> 7 == 0 && hi == 0);
      buf[pos++] = (hasNext ? shift | 128 : shift) & 255;
      if (!hasNext) {
        this.pos = pos;
        return this;
      }
    }
    const splitBits = ((lo >>> 28) & 15) | ((hi & 7) << 4);
    const hasMoreBits = !(hi >> 3 == 0);
    buf[pos++] = (hasMoreBits ? splitBits | 128 : splitBits) & 255;
    if (!hasMoreBits) {
      this.pos = pos;
      return this;
    }
    for (let i = 3; i < 31; i = i + 7) {
      const shift = hi >>> i;
      const hasNext = !(shift >>> 7 == 0);
      buf[pos++] = (hasNext ? shift | 128 : shift) & 255;
      if (!hasNext) {
        this.pos = pos;
        return this;
      }
    }
    buf[pos++] = (hi >>> 31) & 1;
    this.pos = pos;
    return this;
  }
};
/**
 * Capacity of the buffer allocated by the first write..
 */
const INITIAL_SIZE = 128;
/**
 * Bytes `fork()` reserves for the length prefix, betting that the payload will
 * be under 128 bytes. `join()` fills them in, and widens them if the bet was
 * wrong.
 */
const DEFAULT_LEN_PREFIX_SIZE = 1;
/**
 * Shared empty buffer used as the initial value before the first write.
 * Avoids allocating and zeroing `INITIAL_SIZE` bytes per BinaryWriter when a
 * writer is only used for a tiny message (or not used at all).
 */
const EMPTY_BUFFER = /* @__PURE__ */ new Uint8Array(0);
/**
 * Shared empty view, paired with `EMPTY_BUFFER`. Never written to: any
 * fixed-width write first grows the buffer, which replaces this view.
 */
const EMPTY_VIEW = new DataView(EMPTY_BUFFER.buffer);
/**
 * Longest string on the ASCII fast paths. Must stay below 0x80, so
 * that the writer's length prefix always fits a single varint byte.
 */
const ASCII_MAX_LENGTH = 32;
/**
 * Number of bytes needed to encode `value` as an unsigned 32-bit varint.
 */
function varint32Size(value) {
  if (value < 128) return 1;
  if (value < 16384) return 2;
  if (value < 2097152) return 3;
  if (value < 268435456) return 4;
  return 5;
}
var BinaryReader = class {
  constructor(buf, decodeUtf8 = getTextEncoding().decodeUtf8) {
    this.decodeUtf8 = decodeUtf8;
    this.varint64Lo = 0;
    this.varint64Hi = 0;
    this.varint64 = varint64read;
    /**
     * Read a `uint32` field, an unsigned 32 bit varint.
     */
    this.uint32 = varint32read;
    this.buf = buf;
    this.len = buf.length;
    this.pos = 0;
    this.view = new DataView(buf.buffer, buf.byteOffset, buf.byteLength);
  }
  /**
   * Reads a tag - field number and wire type. Tags are uint32 varints; values
   * that do not fit in uint32 are rejected.
   */
  tag() {
    const start = this.pos;
    const tag = this.uint32();
    const bytesRead = this.pos - start;
    if (bytesRead > 5 || (bytesRead == 5 && this.buf[this.pos - 1] > 15))
      throw new Error("illegal tag: varint overflows uint32");
    const fieldNo = tag >>> 3;
    const wireType = tag & 7;
    if (fieldNo <= 0 || wireType > 5)
      throw new Error("illegal tag: field no " + fieldNo + " wire type " + wireType);
    return [fieldNo, wireType];
  }
  /**
   * Skip one element and return the skipped data.
   *
   * When skipping StartGroup, provide the tags field number to check for
   * matching field number in the EndGroup tag. Recursion into nested groups
   * is guarded by the `recursionLimit` argument: When the limit is reached,
   * this method throws.
   */
  skip(wireType, fieldNo, recursionLimit = 100) {
    const start = this.pos;
    switch (wireType) {
      case WireType.Varint:
        while (this.buf[this.pos++] & 128);
        break;
      case WireType.Bit64:
        this.pos += 4;
      case WireType.Bit32:
        this.pos += 4;
        break;
      case WireType.LengthDelimited: {
        const len = this.uint32();
        this.pos += len;
        break;
      }
      case WireType.StartGroup:
        if (recursionLimit <= 0) throw new Error("maximum recursion depth reached");
        for (;;) {
          const [fn, wt] = this.tag();
          if (wt === WireType.EndGroup) {
            if (fieldNo !== void 0 && fn !== fieldNo) throw new Error("invalid end group tag");
            break;
          }
          this.skip(wt, fn, recursionLimit - 1);
        }
        break;
      default:
        throw new Error("cant skip wire type " + wireType);
    }
    this.assertBounds();
    return this.buf.subarray(start, this.pos);
  }
  /**
   * Throws error if position in byte array is out of range.
   */
  assertBounds() {
    if (this.pos > this.len) throw new RangeError("premature EOF");
  }
  /**
   * Read a `int32` field, a signed 32 bit varint.
   */
  int32() {
    return this.uint32() | 0;
  }
  /**
   * Read a `sint32` field, a signed, zigzag-encoded 32-bit varint.
   */
  sint32() {
    const zze = this.uint32();
    return (zze >>> 1) ^ -(zze & 1);
  }
  /**
   * Read a `int64` field, a signed 64-bit varint.
   */
  int64() {
    this.varint64();
    return protoInt64.dec(this.varint64Lo, this.varint64Hi);
  }
  /**
   * Read a `uint64` field, an unsigned 64-bit varint.
   */
  uint64() {
    this.varint64();
    return protoInt64.uDec(this.varint64Lo, this.varint64Hi);
  }
  /**
   * Read a `sint64` field, a signed, zig-zag-encoded 64-bit varint.
   */
  sint64() {
    this.varint64();
    let lo = this.varint64Lo;
    let hi = this.varint64Hi;
    const s = -(lo & 1);
    lo = ((lo >>> 1) | ((hi & 1) << 31)) ^ s;
    hi = (hi >>> 1) ^ s;
    return protoInt64.dec(lo, hi);
  }
  /**
   * Read a `bool` field, a variant.
   */
  bool() {
    const b = this.buf[this.pos];
    if (b < 128) {
      this.pos++;
      return b !== 0;
    }
    this.varint64();
    return this.varint64Lo !== 0 || this.varint64Hi !== 0;
  }
  /**
   * Read a `fixed32` field, an unsigned, fixed-length 32-bit integer.
   */
  fixed32() {
    return this.view.getUint32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `sfixed32` field, a signed, fixed-length 32-bit integer.
   */
  sfixed32() {
    return this.view.getInt32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `fixed64` field, an unsigned, fixed-length 64 bit integer.
   */
  fixed64() {
    return protoInt64.uDec(this.sfixed32(), this.sfixed32());
  }
  /**
   * Read a `fixed64` field, a signed, fixed-length 64-bit integer.
   */
  sfixed64() {
    return protoInt64.dec(this.sfixed32(), this.sfixed32());
  }
  /**
   * Read a `float` field, 32-bit floating point number.
   */
  float() {
    return this.view.getFloat32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `double` field, a 64-bit floating point number.
   */
  double() {
    return this.view.getFloat64((this.pos += 8) - 8, true);
  }
  /**
   * Read a `bytes` field, length-delimited arbitrary data.
   */
  bytes() {
    const len = this.uint32(),
      start = this.pos;
    this.pos += len;
    this.assertBounds();
    return this.buf.subarray(start, start + len);
  }
  /**
   * Read a `string` field, length-delimited data converted to UTF-8 text. If
   * `strict` is true, throw on invalid UTF-8 instead of substituting U+FFFD.
   */
  string(strict) {
    const len = this.uint32();
    const start = this.pos;
    this.pos += len;
    this.assertBounds();
    const buf = this.buf;
    if (len <= ASCII_MAX_LENGTH) {
      const codes = new Array(len);
      for (let i = 0; i < len; i++) {
        const byte = buf[start + i];
        if (byte > 127) return this.decodeUtf8(buf.subarray(start, this.pos), strict);
        codes[i] = byte;
      }
      return String.fromCharCode.apply(String, codes);
    }
    return this.decodeUtf8(buf.subarray(start, this.pos), strict);
  }
};
/**
 * Assert a valid signed protobuf 32-bit integer as a number or string.
 */
function assertInt32(arg) {
  if (typeof arg == "string") arg = Number(arg);
  else if (typeof arg != "number") throw new Error("invalid int32: " + typeof arg);
  if (!Number.isInteger(arg) || arg > 2147483647 || arg < -2147483648)
    throw new Error("invalid int32: " + arg);
}
/**
 * Assert a valid unsigned protobuf 32-bit integer as a number or string.
 */
function assertUInt32(arg) {
  if (typeof arg == "string") arg = Number(arg);
  else if (typeof arg != "number") throw new Error("invalid uint32: " + typeof arg);
  if (!Number.isInteger(arg) || arg > 4294967295 || arg < 0) throw new Error("invalid uint32: " + arg);
}
/**
 * Assert a valid protobuf float32 value as a number or string.
 */
function assertFloat32(arg) {
  if (typeof arg == "string") {
    const o = arg;
    arg = Number(arg);
    if (Number.isNaN(arg) && o !== "NaN") throw new Error("invalid float32: " + o);
  } else if (typeof arg != "number") throw new Error("invalid float32: " + typeof arg);
  if (!Number.isFinite(Math.fround(arg)) && Number.isFinite(arg)) throw new Error("invalid float32: " + arg);
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/reflect/message.js
const NULL_VALUE = 0;
/**
 * Return the conversions between the local representation of the field
 * value and the message it represents.
 *
 * @private
 */
function localMessageMapper(field) {
  if (usesJsonRepresentation(field))
    return {
      toMessage: (local) => wktStructToReflect(local),
      toLocal: (message) => wktStructToLocal(message),
    };
  if (field.fieldKind == "message" && !field.oneof && isWrapperDesc(field.message)) {
    const wrapperDesc = field.message;
    const valueLocalName = wrapperDesc.fields[0].localName;
    return {
      toMessage: (local) => {
        const message = create(wrapperDesc);
        if (local !== void 0) message[valueLocalName] = local;
        return message;
      },
      toLocal: (message) => message[valueLocalName],
    };
  }
  const childDesc = field.message;
  return {
    toMessage: (local) => (local === void 0 ? create(childDesc) : local),
    toLocal: (message) => message,
  };
}
/**
 * Returns true if values of this field are stored as JsonValue instead of
 * a message: google.protobuf.Struct is represented with JsonObject when
 * used in a field, except when used in google.protobuf.Value.
 */
function usesJsonRepresentation(field) {
  return (
    field.message.typeName == "google.protobuf.Struct" && field.parent.typeName != "google.protobuf.Value"
  );
}
/**
 * Convert the JsonValue representation of a google.protobuf.Struct to the
 * message representation.
 *
 * @private
 */
function wktStructToReflect(json) {
  const struct = {
    $typeName: "google.protobuf.Struct",
    fields: {},
  };
  if (isObject(json)) for (const k of Object.keys(json)) setOwn(struct.fields, k, wktValueToReflect(json[k]));
  return struct;
}
/**
 * Convert a google.protobuf.Struct message to its JsonValue representation.
 *
 * @private
 */
function wktStructToLocal(val) {
  const json = {};
  for (const k of Object.keys(val.fields)) setOwn(json, k, wktValueToLocal(val.fields[k]));
  return json;
}
function wktValueToLocal(val) {
  switch (val.kind.case) {
    case "structValue":
      return wktStructToLocal(val.kind.value);
    case "listValue":
      return val.kind.value.values.map(wktValueToLocal);
    case "nullValue":
    case void 0:
      return null;
    default:
      return val.kind.value;
  }
}
function wktValueToReflect(json) {
  const value = {
    $typeName: "google.protobuf.Value",
    kind: { case: void 0 },
  };
  switch (typeof json) {
    case "number":
      value.kind = {
        case: "numberValue",
        value: json,
      };
      break;
    case "string":
      value.kind = {
        case: "stringValue",
        value: json,
      };
      break;
    case "boolean":
      value.kind = {
        case: "boolValue",
        value: json,
      };
      break;
    case "object":
      if (json === null)
        value.kind = {
          case: "nullValue",
          value: NULL_VALUE,
        };
      else if (Array.isArray(json)) {
        const listValue = {
          $typeName: "google.protobuf.ListValue",
          values: [],
        };
        if (Array.isArray(json)) for (const e of json) listValue.values.push(wktValueToReflect(e));
        value.kind = {
          case: "listValue",
          value: listValue,
        };
      } else
        value.kind = {
          case: "structValue",
          value: wktStructToReflect(json),
        };
  }
  return value;
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/wire/base64-encoding.js
const nativeSetFromBase64 = Uint8Array.prototype.setFromBase64;
/**
 * Decodes a base64 string to a byte array.
 *
 * - ignores white-space, including line breaks and tabs
 * - allows inner padding (can decode concatenated base64 strings)
 * - does not require padding
 * - understands base64url encoding:
 *   "-" instead of "+",
 *   "_" instead of "/",
 *   no padding
 */
function base64Decode(base64Str) {
  const len = base64Str.length;
  let size = len - ((len + 3) >> 2);
  if ((len & 3) == 0 && base64Str[len - 1] == "=") size -= base64Str[len - 2] == "=" ? 2 : 1;
  const bytes = new Uint8Array(size);
  let written = -1;
  if (nativeSetFromBase64)
    try {
      const result = nativeSetFromBase64.call(bytes, base64Str);
      if (result.read == len) written = result.written;
    } catch (_a) {}
  if (written < 0) written = setFromBase64(bytes, base64Str);
  return written == size ? bytes : bytes.subarray(0, written);
}
/** Writes into `bytes` from index 0 and returns the number of bytes written. */
function setFromBase64(bytes, base64Str) {
  const table = getDecodeTable();
  let bytePos = 0,
    groupPos = 0,
    b,
    p = 0;
  for (let i = 0; i < base64Str.length; i++) {
    b = table[base64Str.charCodeAt(i)];
    if (b === void 0)
      switch (base64Str[i]) {
        case "=":
          groupPos = 0;
        case "\n":
        case "\r":
        case "	":
        case " ":
          continue;
        default:
          throw Error("invalid base64 string");
      }
    switch (groupPos) {
      case 0:
        p = b;
        groupPos = 1;
        break;
      case 1:
        bytes[bytePos++] = (p << 2) | ((b & 48) >> 4);
        p = b;
        groupPos = 2;
        break;
      case 2:
        bytes[bytePos++] = ((p & 15) << 4) | ((b & 60) >> 2);
        p = b;
        groupPos = 3;
        break;
      case 3:
        bytes[bytePos++] = ((p & 3) << 6) | b;
        groupPos = 0;
    }
  }
  if (groupPos == 1) throw Error("invalid base64 string");
  return bytePos;
}
Uint8Array.prototype.toBase64;
let encodeTableStd;
let encodeTableUrl;
let decodeTable;
function getEncodeTable(encoding) {
  if (!encodeTableStd) {
    encodeTableStd = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".split("");
    encodeTableUrl = encodeTableStd.slice(0, -2).concat("-", "_");
  }
  return encoding == "url" ? encodeTableUrl : encodeTableStd;
}
function getDecodeTable() {
  if (!decodeTable) {
    decodeTable = [];
    const encodeTable = getEncodeTable("std");
    for (let i = 0; i < encodeTable.length; i++) decodeTable[encodeTable[i].charCodeAt(0)] = i;
    decodeTable["-".charCodeAt(0)] = encodeTable.indexOf("+");
    decodeTable["_".charCodeAt(0)] = encodeTable.indexOf("/");
  }
  return decodeTable;
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/reflect/names.js
/**
 * Converts snake_case to protoCamelCase according to the convention
 * used by protoc to convert a field name to a JSON name.
 *
 * See https://protobuf.com/docs/language-spec#default-json-names
 *
 * The function protoSnakeCase provides the reverse.
 */
function protoCamelCase(snakeCase) {
  let capNext = false;
  const b = [];
  for (let i = 0; i < snakeCase.length; i++) {
    let c = snakeCase.charAt(i);
    switch (c) {
      case "_":
        capNext = true;
        break;
      case "0":
      case "1":
      case "2":
      case "3":
      case "4":
      case "5":
      case "6":
      case "7":
      case "8":
      case "9":
        b.push(c);
        capNext = false;
        break;
      default:
        if (capNext) {
          capNext = false;
          c = c.toUpperCase();
        }
        b.push(c);
    }
  }
  return b.join("");
}
/**
 * Names that cannot be used for object properties because they are reserved
 * by built-in JavaScript properties.
 */
const reservedObjectProperties = /* @__PURE__ */ new Set(["constructor", "toString", "toJSON", "valueOf"]);
/**
 * Escapes names that are reserved for ECMAScript built-in object properties.
 *
 * Also see safeIdentifier() from @bufbuild/protoplugin.
 */
function safeObjectProperty(name) {
  return reservedObjectProperties.has(name) ? name + "$" : name;
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/codegenv2/restore-json-names.js
/**
 * @private
 */
function restoreJsonNames(message) {
  for (const f of message.field) if (!unsafeIsSetExplicit(f, "jsonName")) f.jsonName = protoCamelCase(f.name);
  message.nestedType.forEach(restoreJsonNames);
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/wire/text-format.js
/**
 * Parse an enum value from the Protobuf text format.
 *
 * @private
 */
function parseTextFormatEnumValue(descEnum, value) {
  const enumValue = descEnum.values.find((v) => v.name === value);
  if (!enumValue) throw new Error(`cannot parse ${descEnum} default value: ${value}`);
  return enumValue.number;
}
/**
 * Parse a scalar value from the Protobuf text format.
 *
 * @private
 */
function parseTextFormatScalarValue(type, value) {
  switch (type) {
    case ScalarType.STRING:
      return value;
    case ScalarType.BYTES: {
      const u = unescapeBytesDefaultValue(value);
      if (u === false) throw new Error(`cannot parse ${ScalarType[type]} default value: ${value}`);
      return u;
    }
    case ScalarType.INT64:
    case ScalarType.SFIXED64:
    case ScalarType.SINT64:
      return protoInt64.parse(value);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return protoInt64.uParse(value);
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      switch (value) {
        case "inf":
          return Number.POSITIVE_INFINITY;
        case "-inf":
          return Number.NEGATIVE_INFINITY;
        case "nan":
          return NaN;
        default:
          return parseFloat(value);
      }
    case ScalarType.BOOL:
      return value === "true";
    case ScalarType.INT32:
    case ScalarType.UINT32:
    case ScalarType.SINT32:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return parseInt(value, 10);
  }
}
/**
 * Parses a text-encoded default value (proto2) of a BYTES field.
 */
function unescapeBytesDefaultValue(str) {
  const b = [];
  const input = {
    tail: str,
    c: "",
    next() {
      if (this.tail.length == 0) return false;
      this.c = this.tail[0];
      this.tail = this.tail.substring(1);
      return true;
    },
    take(n) {
      if (this.tail.length >= n) {
        const r = this.tail.substring(0, n);
        this.tail = this.tail.substring(n);
        return r;
      }
      return false;
    },
  };
  while (input.next())
    switch (input.c) {
      case "\\":
        if (input.next())
          switch (input.c) {
            case "\\":
              b.push(input.c.charCodeAt(0));
              break;
            case "b":
              b.push(8);
              break;
            case "f":
              b.push(12);
              break;
            case "n":
              b.push(10);
              break;
            case "r":
              b.push(13);
              break;
            case "t":
              b.push(9);
              break;
            case "v":
              b.push(11);
              break;
            case "0":
            case "1":
            case "2":
            case "3":
            case "4":
            case "5":
            case "6":
            case "7": {
              const s = input.c;
              const t = input.take(2);
              if (t === false) return false;
              const n = parseInt(s + t, 8);
              if (Number.isNaN(n)) return false;
              b.push(n);
              break;
            }
            case "x": {
              const s = input.c;
              const t = input.take(2);
              if (t === false) return false;
              const n = parseInt(s + t, 16);
              if (Number.isNaN(n)) return false;
              b.push(n);
              break;
            }
            case "u": {
              const s = input.c;
              const t = input.take(4);
              if (t === false) return false;
              const n = parseInt(s + t, 16);
              if (Number.isNaN(n)) return false;
              const chunk = /* @__PURE__ */ new Uint8Array(4);
              new DataView(chunk.buffer).setInt32(0, n, true);
              b.push(chunk[0], chunk[1], chunk[2], chunk[3]);
              break;
            }
            case "U": {
              const s = input.c;
              const t = input.take(8);
              if (t === false) return false;
              const tc = protoInt64.uEnc(s + t);
              const chunk = /* @__PURE__ */ new Uint8Array(8);
              const view = new DataView(chunk.buffer);
              view.setInt32(0, tc.lo, true);
              view.setInt32(4, tc.hi, true);
              b.push(chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7]);
              break;
            }
          }
        break;
      default:
        b.push(input.c.charCodeAt(0));
    }
  return new Uint8Array(b);
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/reflect/nested-types.js
/**
 * Iterate over all types - enumerations, extensions, services, messages -
 * and enumerations, extensions and messages nested in messages.
 */
function* nestedTypes(desc) {
  switch (desc.kind) {
    case "file":
      for (const message of desc.messages) {
        yield message;
        yield* nestedTypes(message);
      }
      yield* desc.enums;
      yield* desc.services;
      yield* desc.extensions;
      break;
    case "message":
      for (const message of desc.nestedMessages) {
        yield message;
        yield* nestedTypes(message);
      }
      yield* desc.nestedEnums;
      yield* desc.nestedExtensions;
  }
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/registry.js
/**
 * Create a registry from an embedded file descriptor without validating it.
 * Embedded descriptors are validated when they are generated, so they are
 * trusted at runtime.
 *
 * @private
 */
function createEmbeddedFileRegistry(fileDescriptorProto, resolve) {
  return buildFileRegistry([fileDescriptorProto, resolve]);
}
function buildFileRegistry(args, check) {
  const registry = createBaseRegistry();
  if (!args.length) return registry;
  if ("$typeName" in args[0] && args[0].$typeName == "google.protobuf.FileDescriptorSet") {
    for (const file of args[0].file) {
      check === null || check === void 0 || check(file);
      addFile(file, registry);
    }
    return registry;
  }
  if ("$typeName" in args[0]) {
    const input = args[0];
    const resolve = args[1];
    const seen = /* @__PURE__ */ new Set();
    function recurseDeps(file) {
      const deps = [];
      for (const protoFileName of file.dependency) {
        if (registry.getFile(protoFileName) != void 0) continue;
        if (seen.has(protoFileName)) continue;
        const dep = resolve(protoFileName);
        if (!dep) throw new Error(`Unable to resolve ${protoFileName}, imported by ${file.name}`);
        if ("kind" in dep) registry.addFile(dep, false, true);
        else {
          seen.add(dep.name);
          deps.push(dep);
        }
      }
      return deps.concat(...deps.map(recurseDeps));
    }
    for (const file of [input, ...recurseDeps(input)].reverse()) {
      check === null || check === void 0 || check(file);
      addFile(file, registry);
    }
  } else for (const fileReg of args) for (const file of fileReg.files) registry.addFile(file);
  return registry;
}
/**
 * @private
 */
function createBaseRegistry() {
  const types = /* @__PURE__ */ new Map();
  const extendees = /* @__PURE__ */ new Map();
  const files = /* @__PURE__ */ new Map();
  return {
    kind: "registry",
    types,
    extendees,
    [Symbol.iterator]() {
      return types.values();
    },
    get files() {
      return files.values();
    },
    addFile(file, skipTypes, withDeps) {
      files.set(file.proto.name, file);
      if (!skipTypes) for (const type of nestedTypes(file)) this.add(type);
      if (withDeps) for (const f of file.dependencies) this.addFile(f, skipTypes, withDeps);
    },
    add(desc) {
      if (desc.kind == "extension") {
        let numberToExt = extendees.get(desc.extendee.typeName);
        if (!numberToExt) extendees.set(desc.extendee.typeName, (numberToExt = /* @__PURE__ */ new Map()));
        numberToExt.set(desc.number, desc);
      }
      types.set(desc.typeName, desc);
    },
    get(typeName) {
      return types.get(typeName);
    },
    getFile(fileName) {
      return files.get(fileName);
    },
    getMessage(typeName) {
      const t = types.get(typeName);
      return (t === null || t === void 0 ? void 0 : t.kind) == "message" ? t : void 0;
    },
    getEnum(typeName) {
      const t = types.get(typeName);
      return (t === null || t === void 0 ? void 0 : t.kind) == "enum" ? t : void 0;
    },
    getExtension(typeName) {
      const t = types.get(typeName);
      return (t === null || t === void 0 ? void 0 : t.kind) == "extension" ? t : void 0;
    },
    getExtensionFor(extendee, no) {
      var _a;
      return (_a = extendees.get(extendee.typeName)) === null || _a === void 0 ? void 0 : _a.get(no);
    },
    getService(typeName) {
      const t = types.get(typeName);
      return (t === null || t === void 0 ? void 0 : t.kind) == "service" ? t : void 0;
    },
  };
}
const EDITION_PROTO2 = 998;
const EDITION_PROTO3 = 999;
const EDITION_UNSTABLE = 9999;
const TYPE_STRING = 9;
const TYPE_GROUP = 10;
const TYPE_MESSAGE = 11;
const TYPE_BYTES = 12;
const TYPE_ENUM = 14;
const LABEL_REPEATED = 3;
const LABEL_REQUIRED = 2;
const JS_STRING = 1;
const IDEMPOTENCY_UNKNOWN = 0;
const EXPLICIT = 1;
const IMPLICIT$1 = 2;
const LEGACY_REQUIRED$1 = 3;
const PACKED = 1;
const DELIMITED = 2;
const OPEN = 1;
const VERIFY = 2;
const maximumEdition = 1002;
const featureDefaults = {
  998: {
    fieldPresence: 1,
    enumType: 2,
    repeatedFieldEncoding: 2,
    utf8Validation: 3,
    messageEncoding: 1,
    jsonFormat: 2,
    enforceNamingStyle: 2,
    defaultSymbolVisibility: 1,
    enforceProtoLimits: 1,
  },
  999: {
    fieldPresence: 2,
    enumType: 1,
    repeatedFieldEncoding: 1,
    utf8Validation: 2,
    messageEncoding: 1,
    jsonFormat: 1,
    enforceNamingStyle: 2,
    defaultSymbolVisibility: 1,
    enforceProtoLimits: 1,
  },
  1e3: {
    fieldPresence: 1,
    enumType: 1,
    repeatedFieldEncoding: 1,
    utf8Validation: 2,
    messageEncoding: 1,
    jsonFormat: 1,
    enforceNamingStyle: 2,
    defaultSymbolVisibility: 1,
    enforceProtoLimits: 1,
  },
  1001: {
    fieldPresence: 1,
    enumType: 1,
    repeatedFieldEncoding: 1,
    utf8Validation: 2,
    messageEncoding: 1,
    jsonFormat: 1,
    enforceNamingStyle: 1,
    defaultSymbolVisibility: 2,
    enforceProtoLimits: 1,
  },
  1002: {
    fieldPresence: 1,
    enumType: 1,
    repeatedFieldEncoding: 1,
    utf8Validation: 2,
    messageEncoding: 1,
    jsonFormat: 1,
    enforceNamingStyle: 3,
    defaultSymbolVisibility: 4,
    enforceProtoLimits: 2,
  },
};
/**
 * Create a descriptor for a file, add it to the registry.
 */
function addFile(proto, reg) {
  var _a, _b;
  const file = {
    kind: "file",
    proto,
    deprecated:
      (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0
        ? _b
        : false,
    edition: getFileEdition(proto),
    name: proto.name.replace(/\.proto$/, ""),
    dependencies: findFileDependencies(proto, reg),
    enums: [],
    messages: [],
    extensions: [],
    services: [],
    toString() {
      return `file ${proto.name}`;
    },
  };
  const mapEntriesStore = /* @__PURE__ */ new Map();
  const mapEntries = {
    get(typeName) {
      return mapEntriesStore.get(typeName);
    },
    add(desc) {
      var _a;
      assert(((_a = desc.proto.options) === null || _a === void 0 ? void 0 : _a.mapEntry) === true);
      mapEntriesStore.set(desc.typeName, desc);
    },
  };
  for (const enumProto of proto.enumType) addEnum(enumProto, file, void 0, reg);
  for (const messageProto of proto.messageType) addMessage(messageProto, file, void 0, reg, mapEntries);
  for (const serviceProto of proto.service) addService(serviceProto, file, reg);
  addExtensions(file, reg);
  for (const mapEntry of mapEntriesStore.values()) addFields(mapEntry, reg, mapEntries);
  for (const message of file.messages) {
    addFields(message, reg, mapEntries);
    addExtensions(message, reg);
  }
  reg.addFile(file, true);
}
/**
 * Create descriptors for extensions, and add them to the message / file,
 * and to our cart.
 * Recurses into nested types.
 */
function addExtensions(desc, reg) {
  switch (desc.kind) {
    case "file":
      for (const proto of desc.proto.extension) {
        const ext = newField(proto, desc, reg);
        desc.extensions.push(ext);
        reg.add(ext);
      }
      break;
    case "message":
      for (const proto of desc.proto.extension) {
        const ext = newField(proto, desc, reg);
        desc.nestedExtensions.push(ext);
        reg.add(ext);
      }
      for (const message of desc.nestedMessages) addExtensions(message, reg);
  }
}
/**
 * Create descriptors for fields and oneof groups, and add them to the message.
 * Recurses into nested types.
 */
function addFields(message, reg, mapEntries) {
  const allOneofs = message.proto.oneofDecl.map((proto) => newOneof(proto, message));
  const oneofsSeen = /* @__PURE__ */ new Set();
  for (const proto of message.proto.field) {
    const oneof = findOneof(proto, allOneofs);
    const field = newField(proto, message, reg, oneof, mapEntries);
    message.fields.push(field);
    message.field[field.localName] = field;
    if (oneof === void 0) message.members.push(field);
    else {
      oneof.fields.push(field);
      if (!oneofsSeen.has(oneof)) {
        oneofsSeen.add(oneof);
        message.members.push(oneof);
      }
    }
  }
  for (const oneof of allOneofs.filter((o) => oneofsSeen.has(o))) message.oneofs.push(oneof);
  for (const child of message.nestedMessages) addFields(child, reg, mapEntries);
}
/**
 * Create a descriptor for an enumeration, and add it our cart and to the
 * parent type, if any.
 */
function addEnum(proto, file, parent, reg) {
  var _a, _b, _c, _d, _e, _f, _g;
  var _h, _j;
  const sharedPrefix = findEnumSharedPrefix(proto.name, proto.value);
  const desc = {
    kind: "enum",
    proto,
    deprecated:
      (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0
        ? _b
        : false,
    file,
    parent,
    open: true,
    name: proto.name,
    typeName: makeTypeName(proto, parent, file),
    value: {},
    values: [],
    sharedPrefix,
    toString() {
      return `enum ${this.typeName}`;
    },
  };
  desc.open = isEnumOpen(desc);
  reg.add(desc);
  for (const p of proto.value) {
    const name = p.name;
    const value = {
      kind: "enum_value",
      proto: p,
      deprecated:
        (_d = (_c = p.options) === null || _c === void 0 ? void 0 : _c.deprecated) !== null && _d !== void 0
          ? _d
          : false,
      parent: desc,
      name,
      localName: safeObjectProperty(sharedPrefix == void 0 ? name : name.substring(sharedPrefix.length)),
      number: p.number,
      jsonName: (_e = findEnumValueJsonName(p)) !== null && _e !== void 0 ? _e : name,
      toString() {
        return `enum value ${desc.typeName}.${name}`;
      },
    };
    desc.values.push(value);
    ((_f = (_h = desc.value)[(_j = p.number)]) !== null && _f !== void 0) || (_h[_j] = value);
  }
  ((_g = parent === null || parent === void 0 ? void 0 : parent.nestedEnums) !== null && _g !== void 0
    ? _g
    : file.enums
  ).push(desc);
}
/**
 * Create a descriptor for a message, including nested types, and add it to our
 * cart. Note that this does not create descriptors fields.
 */
function addMessage(proto, file, parent, reg, mapEntries) {
  var _a, _b, _c, _d;
  const desc = {
    kind: "message",
    proto,
    deprecated:
      (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0
        ? _b
        : false,
    file,
    parent,
    name: proto.name,
    typeName: makeTypeName(proto, parent, file),
    fields: [],
    field: {},
    oneofs: [],
    members: [],
    nestedEnums: [],
    nestedMessages: [],
    nestedExtensions: [],
    toString() {
      return `message ${this.typeName}`;
    },
  };
  if (((_c = proto.options) === null || _c === void 0 ? void 0 : _c.mapEntry) === true) mapEntries.add(desc);
  else {
    ((_d = parent === null || parent === void 0 ? void 0 : parent.nestedMessages) !== null && _d !== void 0
      ? _d
      : file.messages
    ).push(desc);
    reg.add(desc);
  }
  for (const enumProto of proto.enumType) addEnum(enumProto, file, desc, reg);
  for (const messageProto of proto.nestedType) addMessage(messageProto, file, desc, reg, mapEntries);
}
/**
 * Create a descriptor for a service, including methods, and add it to our
 * cart.
 */
function addService(proto, file, reg) {
  var _a, _b;
  const desc = {
    kind: "service",
    proto,
    deprecated:
      (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0
        ? _b
        : false,
    file,
    name: proto.name,
    typeName: makeTypeName(proto, void 0, file),
    methods: [],
    method: {},
    toString() {
      return `service ${this.typeName}`;
    },
  };
  file.services.push(desc);
  reg.add(desc);
  for (const methodProto of proto.method) {
    const method = newMethod(methodProto, desc, reg);
    desc.methods.push(method);
    desc.method[method.localName] = method;
  }
}
/**
 * Create a descriptor for a method.
 */
function newMethod(proto, parent, reg) {
  var _a, _b, _c, _d;
  let methodKind;
  if (proto.clientStreaming && proto.serverStreaming) methodKind = "bidi_streaming";
  else if (proto.clientStreaming) methodKind = "client_streaming";
  else if (proto.serverStreaming) methodKind = "server_streaming";
  else methodKind = "unary";
  const input = reg.getMessage(trimLeadingDot(proto.inputType));
  const output = reg.getMessage(trimLeadingDot(proto.outputType));
  assert(input, `invalid MethodDescriptorProto: input_type ${proto.inputType} not found`);
  assert(output, `invalid MethodDescriptorProto: output_type ${proto.inputType} not found`);
  const name = proto.name;
  return {
    kind: "rpc",
    proto,
    deprecated:
      (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0
        ? _b
        : false,
    parent,
    name,
    localName: safeObjectProperty(
      name.length ? safeObjectProperty(name[0].toLowerCase() + name.substring(1)) : name,
    ),
    methodKind,
    input,
    output,
    idempotency:
      (_d = (_c = proto.options) === null || _c === void 0 ? void 0 : _c.idempotencyLevel) !== null &&
      _d !== void 0
        ? _d
        : IDEMPOTENCY_UNKNOWN,
    toString() {
      return `rpc ${parent.typeName}.${name}`;
    },
  };
}
/**
 * Create a descriptor for a oneof group.
 */
function newOneof(proto, parent) {
  return {
    kind: "oneof",
    proto,
    deprecated: false,
    parent,
    fields: [],
    name: proto.name,
    localName: safeObjectProperty(protoCamelCase(proto.name)),
    toString() {
      return `oneof ${parent.typeName}.${this.name}`;
    },
  };
}
function newField(proto, parentOrFile, reg, oneof, mapEntries) {
  var _a, _b, _c;
  const isExtension = mapEntries === void 0;
  const field = {
    kind: "field",
    proto,
    deprecated:
      (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0
        ? _b
        : false,
    name: proto.name,
    number: proto.number,
    scalar: void 0,
    message: void 0,
    enum: void 0,
    presence: getFieldPresence(proto, oneof, isExtension, parentOrFile),
    utf8Validation: isUtf8Validated(proto, parentOrFile),
    listKind: void 0,
    mapKind: void 0,
    mapKey: void 0,
    delimitedEncoding: void 0,
    packed: void 0,
    longAsString: false,
    getDefaultValue: void 0,
  };
  let toStr;
  if (isExtension) {
    const file = parentOrFile.kind == "file" ? parentOrFile : parentOrFile.file;
    const parent = parentOrFile.kind == "file" ? void 0 : parentOrFile;
    const typeName = makeTypeName(proto, parent, file);
    field.kind = "extension";
    field.file = file;
    field.parent = parent;
    field.oneof = void 0;
    field.typeName = typeName;
    field.jsonName = `[${typeName}]`;
    toStr = () => `extension ${typeName}`;
    const extendee = reg.getMessage(trimLeadingDot(proto.extendee));
    assert(extendee, `invalid FieldDescriptorProto: extendee ${proto.extendee} not found`);
    field.extendee = extendee;
  } else {
    const parent = parentOrFile;
    assert(parent.kind == "message");
    field.parent = parent;
    field.oneof = oneof;
    field.localName = oneof ? protoCamelCase(proto.name) : safeObjectProperty(protoCamelCase(proto.name));
    field.jsonName = proto.jsonName;
    toStr = () => `field ${parent.typeName}.${proto.name}`;
  }
  Object.defineProperty(field, "toString", {
    value: toStr,
    writable: true,
    enumerable: true,
    configurable: true,
  });
  const label = proto.label;
  const type = proto.type;
  const jstype = (_c = proto.options) === null || _c === void 0 ? void 0 : _c.jstype;
  if (label === LABEL_REPEATED) {
    const mapEntry =
      type == TYPE_MESSAGE
        ? mapEntries === null || mapEntries === void 0
          ? void 0
          : mapEntries.get(trimLeadingDot(proto.typeName))
        : void 0;
    if (mapEntry) {
      field.fieldKind = "map";
      const { key, value } = findMapEntryFields(mapEntry);
      field.mapKey = key.scalar;
      field.mapKind = value.fieldKind;
      field.message = value.message;
      field.delimitedEncoding = false;
      field.enum = value.enum;
      field.scalar = value.scalar;
      return field;
    }
    field.fieldKind = "list";
    switch (type) {
      case TYPE_MESSAGE:
      case TYPE_GROUP:
        field.listKind = "message";
        field.message = reg.getMessage(trimLeadingDot(proto.typeName));
        assert(field.message);
        field.delimitedEncoding = isDelimitedEncoding(proto, parentOrFile);
        break;
      case TYPE_ENUM:
        field.listKind = "enum";
        field.enum = reg.getEnum(trimLeadingDot(proto.typeName));
        assert(field.enum);
        break;
      default:
        field.listKind = "scalar";
        field.scalar = type;
        field.longAsString = jstype == JS_STRING;
    }
    field.packed = isPackedField(proto, parentOrFile);
    return field;
  }
  switch (type) {
    case TYPE_MESSAGE:
    case TYPE_GROUP:
      field.fieldKind = "message";
      field.message = reg.getMessage(trimLeadingDot(proto.typeName));
      assert(field.message, `invalid FieldDescriptorProto: type_name ${proto.typeName} not found`);
      field.delimitedEncoding = isDelimitedEncoding(proto, parentOrFile);
      field.getDefaultValue = () => void 0;
      break;
    case TYPE_ENUM: {
      const enumeration = reg.getEnum(trimLeadingDot(proto.typeName));
      assert(enumeration !== void 0, `invalid FieldDescriptorProto: type_name ${proto.typeName} not found`);
      field.fieldKind = "enum";
      field.enum = reg.getEnum(trimLeadingDot(proto.typeName));
      field.getDefaultValue = () => {
        return unsafeIsSetExplicit(proto, "defaultValue")
          ? parseTextFormatEnumValue(enumeration, proto.defaultValue)
          : void 0;
      };
      break;
    }
    default:
      field.fieldKind = "scalar";
      field.scalar = type;
      field.longAsString = jstype == JS_STRING;
      field.getDefaultValue = () => {
        return unsafeIsSetExplicit(proto, "defaultValue")
          ? parseTextFormatScalarValue(type, proto.defaultValue)
          : void 0;
      };
  }
  return field;
}
/**
 * Parse the "syntax" and "edition" fields, returning one of the supported
 * editions.
 */
function getFileEdition(proto) {
  switch (proto.syntax) {
    case "":
    case "proto2":
      return EDITION_PROTO2;
    case "proto3":
      return EDITION_PROTO3;
    case "editions":
      if (proto.edition === EDITION_UNSTABLE) return maximumEdition;
      if (proto.edition in featureDefaults) return proto.edition;
      throw new Error(`${proto.name}: unsupported edition`);
    default:
      throw new Error(`${proto.name}: unsupported syntax "${proto.syntax}"`);
  }
}
/**
 * Resolve dependencies of FileDescriptorProto to DescFile.
 */
function findFileDependencies(proto, reg) {
  return proto.dependency.map((wantName) => {
    const dep = reg.getFile(wantName);
    if (!dep) throw new Error(`Cannot find ${wantName}, imported by ${proto.name}`);
    return dep;
  });
}
/**
 * Finds a prefix shared by enum values, for example `my_enum_` for
 * `enum MyEnum {MY_ENUM_A=0; MY_ENUM_B=1;}`.
 */
function findEnumSharedPrefix(enumName, values) {
  const prefix = camelToSnakeCase(enumName) + "_";
  for (const value of values) {
    if (!value.name.toLowerCase().startsWith(prefix)) return;
    const shortName = value.name.substring(prefix.length);
    if (shortName.length == 0) return;
    if (/^\d/.test(shortName)) return;
  }
  return prefix;
}
/**
 * Finds the custom JSON name of an enum value, set with the option
 * `(pb.enumvalue.json).string` from google/protobuf/json_enumvalue_options.proto.
 *
 * Extensions are stored as unknown fields, so we read the option from the
 * wire format instead of importing the extension, which depends on this file.
 */
function findEnumValueJsonName(proto) {
  var _a, _b;
  const extensionNumber = 998;
  const fieldNumber = 1;
  let jsonName;
  for (const uf of (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.$unknown) !== null &&
  _b !== void 0
    ? _b
    : []) {
    if (uf.no !== extensionNumber || uf.wireType !== WireType.LengthDelimited) continue;
    const reader = new BinaryReader(new BinaryReader(uf.data).bytes());
    while (reader.pos < reader.len) {
      const [no, wireType] = reader.tag();
      if (no === fieldNumber && wireType === WireType.LengthDelimited) jsonName = reader.string();
      else reader.skip(wireType, no);
    }
  }
  return jsonName;
}
/**
 * Converts lowerCamelCase or UpperCamelCase into lower_snake_case.
 * This is used to find shared prefixes in an enum.
 */
function camelToSnakeCase(camel) {
  return (camel.substring(0, 1) + camel.substring(1).replace(/[A-Z]/g, (c) => "_" + c)).toLowerCase();
}
/**
 * Create a fully qualified name for a protobuf type or extension field.
 *
 * The fully qualified name for messages, enumerations, and services is
 * constructed by concatenating the package name (if present), parent
 * message names (for nested types), and the type name. We omit the leading
 * dot added by protobuf compilers. Examples:
 * - mypackage.MyMessage
 * - mypackage.MyMessage.NestedMessage
 *
 * The fully qualified name for extension fields is constructed by
 * concatenating the package name (if present), parent message names (for
 * extensions declared within a message), and the field name. Examples:
 * - mypackage.extfield
 * - mypackage.MyMessage.extfield
 */
function makeTypeName(proto, parent, file) {
  let typeName;
  if (parent) typeName = `${parent.typeName}.${proto.name}`;
  else if (file.proto.package.length > 0) typeName = `${file.proto.package}.${proto.name}`;
  else typeName = `${proto.name}`;
  return typeName;
}
/**
 * Remove the leading dot from a fully qualified type name.
 */
function trimLeadingDot(typeName) {
  return typeName.startsWith(".") ? typeName.substring(1) : typeName;
}
/**
 * Did the user put the field in a oneof group?
 * Synthetic oneofs for proto3 optionals are ignored.
 */
function findOneof(proto, allOneofs) {
  if (!unsafeIsSetExplicit(proto, "oneofIndex")) return;
  if (proto.proto3Optional) return;
  const oneof = allOneofs[proto.oneofIndex];
  assert(
    oneof,
    `invalid FieldDescriptorProto: oneof #${proto.oneofIndex} for field #${proto.number} not found`,
  );
  return oneof;
}
/**
 * Presence of the field.
 * See https://protobuf.dev/programming-guides/field_presence/
 */
function getFieldPresence(proto, oneof, isExtension, parent) {
  if (proto.label == LABEL_REQUIRED) return LEGACY_REQUIRED$1;
  if (proto.label == LABEL_REPEATED) return IMPLICIT$1;
  if (oneof || proto.proto3Optional) return EXPLICIT;
  if (isExtension) return EXPLICIT;
  const resolved = resolveFeature("fieldPresence", {
    proto,
    parent,
  });
  if (resolved == IMPLICIT$1 && (proto.type == TYPE_MESSAGE || proto.type == TYPE_GROUP)) return EXPLICIT;
  return resolved;
}
/**
 * Pack this repeated field?
 */
function isPackedField(proto, parent) {
  if (proto.label != LABEL_REPEATED) return false;
  switch (proto.type) {
    case TYPE_STRING:
    case TYPE_BYTES:
    case TYPE_GROUP:
    case TYPE_MESSAGE:
      return false;
  }
  const o = proto.options;
  if (o && unsafeIsSetExplicit(o, "packed")) return o.packed;
  return (
    PACKED ==
    resolveFeature("repeatedFieldEncoding", {
      proto,
      parent,
    })
  );
}
/**
 * Find the key and value fields of a synthetic map entry message.
 */
function findMapEntryFields(mapEntry) {
  const key = mapEntry.fields.find((f) => f.number === 1);
  const value = mapEntry.fields.find((f) => f.number === 2);
  assert(
    key &&
      key.fieldKind == "scalar" &&
      key.scalar != ScalarType.BYTES &&
      key.scalar != ScalarType.FLOAT &&
      key.scalar != ScalarType.DOUBLE &&
      value &&
      value.fieldKind != "list" &&
      value.fieldKind != "map",
  );
  return {
    key,
    value,
  };
}
/**
 * Enumerations can be open or closed.
 * See https://protobuf.dev/programming-guides/enum/
 */
function isEnumOpen(desc) {
  var _a;
  return (
    OPEN ==
    resolveFeature("enumType", {
      proto: desc.proto,
      parent: (_a = desc.parent) !== null && _a !== void 0 ? _a : desc.file,
    })
  );
}
/**
 * Encode the message delimited (a.k.a. proto2 group encoding), or
 * length-prefixed?
 */
function isDelimitedEncoding(proto, parent) {
  if (proto.type == TYPE_GROUP) return true;
  return (
    DELIMITED ==
    resolveFeature("messageEncoding", {
      proto,
      parent,
    })
  );
}
/**
 * Reject invalid UTF-8 when reading string fields from the binary wire format?
 * Driven by the resolved `utf8_validation` feature: VERIFY (proto3 / editions
 * 2023+ default) enforces; NONE (proto2 default) does not.
 */
function isUtf8Validated(proto, parent) {
  return (
    VERIFY ==
    resolveFeature("utf8Validation", {
      proto,
      parent,
    })
  );
}
function resolveFeature(name, ref) {
  var _a, _b;
  const featureSet = (_a = ref.proto.options) === null || _a === void 0 ? void 0 : _a.features;
  if (featureSet) {
    const val = featureSet[name];
    if (val != 0) return val;
  }
  if ("kind" in ref) {
    if (ref.kind == "message")
      return resolveFeature(name, (_b = ref.parent) !== null && _b !== void 0 ? _b : ref.file);
    const editionDefaults = featureDefaults[ref.edition];
    if (!editionDefaults) throw new Error(`feature default for edition ${ref.edition} not found`);
    return editionDefaults[name];
  }
  return resolveFeature(name, ref.parent);
}
/**
 * Assert that condition is truthy or throw error (with message)
 */
function assert(condition, msg) {
  if (!condition) throw new Error(msg);
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/codegenv2/boot.js
/**
 * Hydrate a file descriptor for google/protobuf/descriptor.proto from a plain
 * object.
 *
 * See createFileDescriptorProtoBoot() for details.
 *
 * @private
 */
function boot(boot) {
  const root = bootFileDescriptorProto(boot);
  root.messageType.forEach(restoreJsonNames);
  return createEmbeddedFileRegistry(root, () => void 0).getFile(root.name);
}
/**
 * Creates the message google.protobuf.FileDescriptorProto from an object literal.
 *
 * See createFileDescriptorProtoBoot() for details.
 *
 * @private
 */
function bootFileDescriptorProto(init) {
  return Object.assign(
    Object.create({
      syntax: "",
      edition: 0,
    }),
    Object.assign(
      Object.assign(
        {
          $typeName: "google.protobuf.FileDescriptorProto",
          dependency: [],
          publicDependency: [],
          weakDependency: [],
          optionDependency: [],
          service: [],
          extension: [],
        },
        init,
      ),
      {
        messageType: init.messageType.map(bootDescriptorProto),
        enumType: init.enumType.map(bootEnumDescriptorProto),
      },
    ),
  );
}
function bootDescriptorProto(init) {
  var _a, _b, _c, _d, _e, _f, _g, _h;
  return Object.assign(Object.create({ visibility: 0 }), {
    $typeName: "google.protobuf.DescriptorProto",
    name: init.name,
    field:
      (_b = (_a = init.field) === null || _a === void 0 ? void 0 : _a.map(bootFieldDescriptorProto)) !==
        null && _b !== void 0
        ? _b
        : [],
    extension: [],
    nestedType:
      (_d = (_c = init.nestedType) === null || _c === void 0 ? void 0 : _c.map(bootDescriptorProto)) !==
        null && _d !== void 0
        ? _d
        : [],
    enumType:
      (_f = (_e = init.enumType) === null || _e === void 0 ? void 0 : _e.map(bootEnumDescriptorProto)) !==
        null && _f !== void 0
        ? _f
        : [],
    extensionRange:
      (_h =
        (_g = init.extensionRange) === null || _g === void 0
          ? void 0
          : _g.map((e) =>
              Object.assign({ $typeName: "google.protobuf.DescriptorProto.ExtensionRange" }, e),
            )) !== null && _h !== void 0
        ? _h
        : [],
    oneofDecl: [],
    reservedRange: [],
    reservedName: [],
  });
}
function bootFieldDescriptorProto(init) {
  return Object.assign(
    Object.create({
      label: 1,
      typeName: "",
      extendee: "",
      defaultValue: "",
      oneofIndex: 0,
      jsonName: "",
      proto3Optional: false,
    }),
    Object.assign(Object.assign({ $typeName: "google.protobuf.FieldDescriptorProto" }, init), {
      options: init.options ? bootFieldOptions(init.options) : void 0,
    }),
  );
}
function bootFieldOptions(init) {
  var _a, _b, _c;
  return Object.assign(
    Object.create({
      ctype: 0,
      packed: false,
      jstype: 0,
      lazy: false,
      unverifiedLazy: false,
      deprecated: false,
      weak: false,
      debugRedact: false,
      retention: 0,
    }),
    Object.assign(Object.assign({ $typeName: "google.protobuf.FieldOptions" }, init), {
      targets: (_a = init.targets) !== null && _a !== void 0 ? _a : [],
      editionDefaults:
        (_c =
          (_b = init.editionDefaults) === null || _b === void 0
            ? void 0
            : _b.map((e) =>
                Object.assign({ $typeName: "google.protobuf.FieldOptions.EditionDefault" }, e),
              )) !== null && _c !== void 0
          ? _c
          : [],
      uninterpretedOption: [],
    }),
  );
}
function bootEnumDescriptorProto(init) {
  return Object.assign(Object.create({ visibility: 0 }), {
    $typeName: "google.protobuf.EnumDescriptorProto",
    name: init.name,
    reservedName: [],
    reservedRange: [],
    value: init.value.map((e) => Object.assign({ $typeName: "google.protobuf.EnumValueDescriptorProto" }, e)),
  });
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/codegenv2/message.js
/**
 * Hydrate a message descriptor.
 *
 * @private
 */
function messageDesc(file, path, ...paths) {
  return paths.reduce((acc, cur) => acc.nestedMessages[cur], file.messages[path]);
}
/**
 * Describes the message google.protobuf.FileDescriptorProto.
 * Use `create(FileDescriptorProtoSchema)` to create a new message.
 */
const FileDescriptorProtoSchema = /*@__PURE__*/ messageDesc(
  /* @__PURE__ */ boot({
    name: "google/protobuf/descriptor.proto",
    package: "google.protobuf",
    messageType: [
      {
        name: "FileDescriptorSet",
        field: [
          {
            name: "file",
            number: 1,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.FileDescriptorProto",
          },
        ],
        extensionRange: [
          {
            start: 536e6,
            end: 536000001,
          },
        ],
      },
      {
        name: "FileDescriptorProto",
        field: [
          {
            name: "name",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "package",
            number: 2,
            type: 9,
            label: 1,
          },
          {
            name: "dependency",
            number: 3,
            type: 9,
            label: 3,
          },
          {
            name: "public_dependency",
            number: 10,
            type: 5,
            label: 3,
          },
          {
            name: "weak_dependency",
            number: 11,
            type: 5,
            label: 3,
          },
          {
            name: "option_dependency",
            number: 15,
            type: 9,
            label: 3,
          },
          {
            name: "message_type",
            number: 4,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.DescriptorProto",
          },
          {
            name: "enum_type",
            number: 5,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.EnumDescriptorProto",
          },
          {
            name: "service",
            number: 6,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.ServiceDescriptorProto",
          },
          {
            name: "extension",
            number: 7,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.FieldDescriptorProto",
          },
          {
            name: "options",
            number: 8,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FileOptions",
          },
          {
            name: "source_code_info",
            number: 9,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.SourceCodeInfo",
          },
          {
            name: "syntax",
            number: 12,
            type: 9,
            label: 1,
          },
          {
            name: "edition",
            number: 14,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.Edition",
          },
        ],
      },
      {
        name: "DescriptorProto",
        field: [
          {
            name: "name",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "field",
            number: 2,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.FieldDescriptorProto",
          },
          {
            name: "extension",
            number: 6,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.FieldDescriptorProto",
          },
          {
            name: "nested_type",
            number: 3,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.DescriptorProto",
          },
          {
            name: "enum_type",
            number: 4,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.EnumDescriptorProto",
          },
          {
            name: "extension_range",
            number: 5,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.DescriptorProto.ExtensionRange",
          },
          {
            name: "oneof_decl",
            number: 8,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.OneofDescriptorProto",
          },
          {
            name: "options",
            number: 7,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.MessageOptions",
          },
          {
            name: "reserved_range",
            number: 9,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.DescriptorProto.ReservedRange",
          },
          {
            name: "reserved_name",
            number: 10,
            type: 9,
            label: 3,
          },
          {
            name: "visibility",
            number: 11,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.SymbolVisibility",
          },
        ],
        nestedType: [
          {
            name: "ExtensionRange",
            field: [
              {
                name: "start",
                number: 1,
                type: 5,
                label: 1,
              },
              {
                name: "end",
                number: 2,
                type: 5,
                label: 1,
              },
              {
                name: "options",
                number: 3,
                type: 11,
                label: 1,
                typeName: ".google.protobuf.ExtensionRangeOptions",
              },
            ],
          },
          {
            name: "ReservedRange",
            field: [
              {
                name: "start",
                number: 1,
                type: 5,
                label: 1,
              },
              {
                name: "end",
                number: 2,
                type: 5,
                label: 1,
              },
            ],
          },
        ],
      },
      {
        name: "ExtensionRangeOptions",
        field: [
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
          {
            name: "declaration",
            number: 2,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.ExtensionRangeOptions.Declaration",
            options: { retention: 2 },
          },
          {
            name: "features",
            number: 50,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "verification",
            number: 3,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.ExtensionRangeOptions.VerificationState",
            defaultValue: "UNVERIFIED",
            options: { retention: 2 },
          },
        ],
        nestedType: [
          {
            name: "Declaration",
            field: [
              {
                name: "number",
                number: 1,
                type: 5,
                label: 1,
              },
              {
                name: "full_name",
                number: 2,
                type: 9,
                label: 1,
              },
              {
                name: "type",
                number: 3,
                type: 9,
                label: 1,
              },
              {
                name: "reserved",
                number: 5,
                type: 8,
                label: 1,
              },
              {
                name: "repeated",
                number: 6,
                type: 8,
                label: 1,
              },
            ],
          },
        ],
        enumType: [
          {
            name: "VerificationState",
            value: [
              {
                name: "DECLARATION",
                number: 0,
              },
              {
                name: "UNVERIFIED",
                number: 1,
              },
            ],
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "FieldDescriptorProto",
        field: [
          {
            name: "name",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "number",
            number: 3,
            type: 5,
            label: 1,
          },
          {
            name: "label",
            number: 4,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FieldDescriptorProto.Label",
          },
          {
            name: "type",
            number: 5,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FieldDescriptorProto.Type",
          },
          {
            name: "type_name",
            number: 6,
            type: 9,
            label: 1,
          },
          {
            name: "extendee",
            number: 2,
            type: 9,
            label: 1,
          },
          {
            name: "default_value",
            number: 7,
            type: 9,
            label: 1,
          },
          {
            name: "oneof_index",
            number: 9,
            type: 5,
            label: 1,
          },
          {
            name: "json_name",
            number: 10,
            type: 9,
            label: 1,
          },
          {
            name: "options",
            number: 8,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FieldOptions",
          },
          {
            name: "proto3_optional",
            number: 17,
            type: 8,
            label: 1,
          },
        ],
        enumType: [
          {
            name: "Type",
            value: [
              {
                name: "TYPE_DOUBLE",
                number: 1,
              },
              {
                name: "TYPE_FLOAT",
                number: 2,
              },
              {
                name: "TYPE_INT64",
                number: 3,
              },
              {
                name: "TYPE_UINT64",
                number: 4,
              },
              {
                name: "TYPE_INT32",
                number: 5,
              },
              {
                name: "TYPE_FIXED64",
                number: 6,
              },
              {
                name: "TYPE_FIXED32",
                number: 7,
              },
              {
                name: "TYPE_BOOL",
                number: 8,
              },
              {
                name: "TYPE_STRING",
                number: 9,
              },
              {
                name: "TYPE_GROUP",
                number: 10,
              },
              {
                name: "TYPE_MESSAGE",
                number: 11,
              },
              {
                name: "TYPE_BYTES",
                number: 12,
              },
              {
                name: "TYPE_UINT32",
                number: 13,
              },
              {
                name: "TYPE_ENUM",
                number: 14,
              },
              {
                name: "TYPE_SFIXED32",
                number: 15,
              },
              {
                name: "TYPE_SFIXED64",
                number: 16,
              },
              {
                name: "TYPE_SINT32",
                number: 17,
              },
              {
                name: "TYPE_SINT64",
                number: 18,
              },
            ],
          },
          {
            name: "Label",
            value: [
              {
                name: "LABEL_OPTIONAL",
                number: 1,
              },
              {
                name: "LABEL_REPEATED",
                number: 3,
              },
              {
                name: "LABEL_REQUIRED",
                number: 2,
              },
            ],
          },
        ],
      },
      {
        name: "OneofDescriptorProto",
        field: [
          {
            name: "name",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "options",
            number: 2,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.OneofOptions",
          },
        ],
      },
      {
        name: "EnumDescriptorProto",
        field: [
          {
            name: "name",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "value",
            number: 2,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.EnumValueDescriptorProto",
          },
          {
            name: "options",
            number: 3,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.EnumOptions",
          },
          {
            name: "reserved_range",
            number: 4,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.EnumDescriptorProto.EnumReservedRange",
          },
          {
            name: "reserved_name",
            number: 5,
            type: 9,
            label: 3,
          },
          {
            name: "visibility",
            number: 6,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.SymbolVisibility",
          },
        ],
        nestedType: [
          {
            name: "EnumReservedRange",
            field: [
              {
                name: "start",
                number: 1,
                type: 5,
                label: 1,
              },
              {
                name: "end",
                number: 2,
                type: 5,
                label: 1,
              },
            ],
          },
        ],
      },
      {
        name: "EnumValueDescriptorProto",
        field: [
          {
            name: "name",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "number",
            number: 2,
            type: 5,
            label: 1,
          },
          {
            name: "options",
            number: 3,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.EnumValueOptions",
          },
        ],
      },
      {
        name: "ServiceDescriptorProto",
        field: [
          {
            name: "name",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "method",
            number: 2,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.MethodDescriptorProto",
          },
          {
            name: "options",
            number: 3,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.ServiceOptions",
          },
        ],
      },
      {
        name: "MethodDescriptorProto",
        field: [
          {
            name: "name",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "input_type",
            number: 2,
            type: 9,
            label: 1,
          },
          {
            name: "output_type",
            number: 3,
            type: 9,
            label: 1,
          },
          {
            name: "options",
            number: 4,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.MethodOptions",
          },
          {
            name: "client_streaming",
            number: 5,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "server_streaming",
            number: 6,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
        ],
      },
      {
        name: "FileOptions",
        field: [
          {
            name: "java_package",
            number: 1,
            type: 9,
            label: 1,
          },
          {
            name: "java_outer_classname",
            number: 8,
            type: 9,
            label: 1,
          },
          {
            name: "java_multiple_files",
            number: 10,
            type: 8,
            label: 1,
            defaultValue: "false",
            options: {},
          },
          {
            name: "java_generate_equals_and_hash",
            number: 20,
            type: 8,
            label: 1,
            options: { deprecated: true },
          },
          {
            name: "java_string_check_utf8",
            number: 27,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "optimize_for",
            number: 9,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FileOptions.OptimizeMode",
            defaultValue: "SPEED",
          },
          {
            name: "go_package",
            number: 11,
            type: 9,
            label: 1,
          },
          {
            name: "cc_generic_services",
            number: 16,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "java_generic_services",
            number: 17,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "py_generic_services",
            number: 18,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "deprecated",
            number: 23,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "cc_enable_arenas",
            number: 31,
            type: 8,
            label: 1,
            defaultValue: "true",
            options: {},
          },
          {
            name: "objc_class_prefix",
            number: 36,
            type: 9,
            label: 1,
          },
          {
            name: "csharp_namespace",
            number: 37,
            type: 9,
            label: 1,
          },
          {
            name: "swift_prefix",
            number: 39,
            type: 9,
            label: 1,
          },
          {
            name: "php_class_prefix",
            number: 40,
            type: 9,
            label: 1,
          },
          {
            name: "php_namespace",
            number: 41,
            type: 9,
            label: 1,
          },
          {
            name: "php_metadata_namespace",
            number: 44,
            type: 9,
            label: 1,
          },
          {
            name: "ruby_package",
            number: 45,
            type: 9,
            label: 1,
          },
          {
            name: "features",
            number: 50,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
        ],
        enumType: [
          {
            name: "OptimizeMode",
            value: [
              {
                name: "SPEED",
                number: 1,
              },
              {
                name: "CODE_SIZE",
                number: 2,
              },
              {
                name: "LITE_RUNTIME",
                number: 3,
              },
            ],
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "MessageOptions",
        field: [
          {
            name: "message_set_wire_format",
            number: 1,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "no_standard_descriptor_accessor",
            number: 2,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "deprecated",
            number: 3,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "map_entry",
            number: 7,
            type: 8,
            label: 1,
          },
          {
            name: "deprecated_legacy_json_field_conflicts",
            number: 11,
            type: 8,
            label: 1,
            options: { deprecated: true },
          },
          {
            name: "features",
            number: 12,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "FieldOptions",
        field: [
          {
            name: "ctype",
            number: 1,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FieldOptions.CType",
            defaultValue: "STRING",
          },
          {
            name: "packed",
            number: 2,
            type: 8,
            label: 1,
          },
          {
            name: "jstype",
            number: 6,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FieldOptions.JSType",
            defaultValue: "JS_NORMAL",
          },
          {
            name: "lazy",
            number: 5,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "unverified_lazy",
            number: 15,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "deprecated",
            number: 3,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "weak",
            number: 10,
            type: 8,
            label: 1,
            defaultValue: "false",
            options: { deprecated: true },
          },
          {
            name: "debug_redact",
            number: 16,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "retention",
            number: 17,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FieldOptions.OptionRetention",
          },
          {
            name: "targets",
            number: 19,
            type: 14,
            label: 3,
            typeName: ".google.protobuf.FieldOptions.OptionTargetType",
          },
          {
            name: "edition_defaults",
            number: 20,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.FieldOptions.EditionDefault",
          },
          {
            name: "features",
            number: 21,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "feature_support",
            number: 22,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FieldOptions.FeatureSupport",
          },
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
        ],
        nestedType: [
          {
            name: "EditionDefault",
            field: [
              {
                name: "edition",
                number: 3,
                type: 14,
                label: 1,
                typeName: ".google.protobuf.Edition",
              },
              {
                name: "value",
                number: 2,
                type: 9,
                label: 1,
              },
            ],
          },
          {
            name: "FeatureSupport",
            field: [
              {
                name: "edition_introduced",
                number: 1,
                type: 14,
                label: 1,
                typeName: ".google.protobuf.Edition",
              },
              {
                name: "edition_deprecated",
                number: 2,
                type: 14,
                label: 1,
                typeName: ".google.protobuf.Edition",
              },
              {
                name: "deprecation_warning",
                number: 3,
                type: 9,
                label: 1,
              },
              {
                name: "edition_removed",
                number: 4,
                type: 14,
                label: 1,
                typeName: ".google.protobuf.Edition",
              },
              {
                name: "removal_error",
                number: 5,
                type: 9,
                label: 1,
              },
            ],
          },
        ],
        enumType: [
          {
            name: "CType",
            value: [
              {
                name: "STRING",
                number: 0,
              },
              {
                name: "CORD",
                number: 1,
              },
              {
                name: "STRING_PIECE",
                number: 2,
              },
            ],
          },
          {
            name: "JSType",
            value: [
              {
                name: "JS_NORMAL",
                number: 0,
              },
              {
                name: "JS_STRING",
                number: 1,
              },
              {
                name: "JS_NUMBER",
                number: 2,
              },
            ],
          },
          {
            name: "OptionRetention",
            value: [
              {
                name: "RETENTION_UNKNOWN",
                number: 0,
              },
              {
                name: "RETENTION_RUNTIME",
                number: 1,
              },
              {
                name: "RETENTION_SOURCE",
                number: 2,
              },
            ],
          },
          {
            name: "OptionTargetType",
            value: [
              {
                name: "TARGET_TYPE_UNKNOWN",
                number: 0,
              },
              {
                name: "TARGET_TYPE_FILE",
                number: 1,
              },
              {
                name: "TARGET_TYPE_EXTENSION_RANGE",
                number: 2,
              },
              {
                name: "TARGET_TYPE_MESSAGE",
                number: 3,
              },
              {
                name: "TARGET_TYPE_FIELD",
                number: 4,
              },
              {
                name: "TARGET_TYPE_ONEOF",
                number: 5,
              },
              {
                name: "TARGET_TYPE_ENUM",
                number: 6,
              },
              {
                name: "TARGET_TYPE_ENUM_ENTRY",
                number: 7,
              },
              {
                name: "TARGET_TYPE_SERVICE",
                number: 8,
              },
              {
                name: "TARGET_TYPE_METHOD",
                number: 9,
              },
            ],
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "OneofOptions",
        field: [
          {
            name: "features",
            number: 1,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "EnumOptions",
        field: [
          {
            name: "allow_alias",
            number: 2,
            type: 8,
            label: 1,
          },
          {
            name: "deprecated",
            number: 3,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "deprecated_legacy_json_field_conflicts",
            number: 6,
            type: 8,
            label: 1,
            options: { deprecated: true },
          },
          {
            name: "features",
            number: 7,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "EnumValueOptions",
        field: [
          {
            name: "deprecated",
            number: 1,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "features",
            number: 2,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "debug_redact",
            number: 3,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "feature_support",
            number: 4,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FieldOptions.FeatureSupport",
          },
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "ServiceOptions",
        field: [
          {
            name: "features",
            number: 34,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "deprecated",
            number: 33,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "MethodOptions",
        field: [
          {
            name: "deprecated",
            number: 33,
            type: 8,
            label: 1,
            defaultValue: "false",
          },
          {
            name: "idempotency_level",
            number: 34,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.MethodOptions.IdempotencyLevel",
            defaultValue: "IDEMPOTENCY_UNKNOWN",
          },
          {
            name: "features",
            number: 35,
            type: 11,
            label: 1,
            typeName: ".google.protobuf.FeatureSet",
          },
          {
            name: "uninterpreted_option",
            number: 999,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption",
          },
        ],
        enumType: [
          {
            name: "IdempotencyLevel",
            value: [
              {
                name: "IDEMPOTENCY_UNKNOWN",
                number: 0,
              },
              {
                name: "NO_SIDE_EFFECTS",
                number: 1,
              },
              {
                name: "IDEMPOTENT",
                number: 2,
              },
            ],
          },
        ],
        extensionRange: [
          {
            start: 990,
            end: 999,
          },
          {
            start: 1e3,
            end: 536870912,
          },
        ],
      },
      {
        name: "UninterpretedOption",
        field: [
          {
            name: "name",
            number: 2,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.UninterpretedOption.NamePart",
          },
          {
            name: "identifier_value",
            number: 3,
            type: 9,
            label: 1,
          },
          {
            name: "positive_int_value",
            number: 4,
            type: 4,
            label: 1,
          },
          {
            name: "negative_int_value",
            number: 5,
            type: 3,
            label: 1,
          },
          {
            name: "double_value",
            number: 6,
            type: 1,
            label: 1,
          },
          {
            name: "string_value",
            number: 7,
            type: 12,
            label: 1,
          },
          {
            name: "aggregate_value",
            number: 8,
            type: 9,
            label: 1,
          },
        ],
        nestedType: [
          {
            name: "NamePart",
            field: [
              {
                name: "name_part",
                number: 1,
                type: 9,
                label: 2,
              },
              {
                name: "is_extension",
                number: 2,
                type: 8,
                label: 2,
              },
            ],
          },
        ],
      },
      {
        name: "FeatureSet",
        field: [
          {
            name: "field_presence",
            number: 1,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.FieldPresence",
            options: {
              retention: 1,
              targets: [4, 1],
              editionDefaults: [
                {
                  value: "EXPLICIT",
                  edition: 900,
                },
                {
                  value: "IMPLICIT",
                  edition: 999,
                },
                {
                  value: "EXPLICIT",
                  edition: 1e3,
                },
              ],
            },
          },
          {
            name: "enum_type",
            number: 2,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.EnumType",
            options: {
              retention: 1,
              targets: [6, 1],
              editionDefaults: [
                {
                  value: "CLOSED",
                  edition: 900,
                },
                {
                  value: "OPEN",
                  edition: 999,
                },
              ],
            },
          },
          {
            name: "repeated_field_encoding",
            number: 3,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.RepeatedFieldEncoding",
            options: {
              retention: 1,
              targets: [4, 1],
              editionDefaults: [
                {
                  value: "EXPANDED",
                  edition: 900,
                },
                {
                  value: "PACKED",
                  edition: 999,
                },
              ],
            },
          },
          {
            name: "utf8_validation",
            number: 4,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.Utf8Validation",
            options: {
              retention: 1,
              targets: [4, 1],
              editionDefaults: [
                {
                  value: "NONE",
                  edition: 900,
                },
                {
                  value: "VERIFY",
                  edition: 999,
                },
              ],
            },
          },
          {
            name: "message_encoding",
            number: 5,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.MessageEncoding",
            options: {
              retention: 1,
              targets: [4, 1],
              editionDefaults: [
                {
                  value: "LENGTH_PREFIXED",
                  edition: 900,
                },
              ],
            },
          },
          {
            name: "json_format",
            number: 6,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.JsonFormat",
            options: {
              retention: 1,
              targets: [3, 6, 1],
              editionDefaults: [
                {
                  value: "LEGACY_BEST_EFFORT",
                  edition: 900,
                },
                {
                  value: "ALLOW",
                  edition: 999,
                },
              ],
            },
          },
          {
            name: "enforce_naming_style",
            number: 7,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.EnforceNamingStyle",
            options: {
              retention: 2,
              targets: [1, 2, 3, 4, 5, 6, 7, 8, 9],
              editionDefaults: [
                {
                  value: "STYLE_LEGACY",
                  edition: 900,
                },
                {
                  value: "STYLE2024",
                  edition: 1001,
                },
                {
                  value: "STYLE2026",
                  edition: 1002,
                },
              ],
            },
          },
          {
            name: "default_symbol_visibility",
            number: 8,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.VisibilityFeature.DefaultSymbolVisibility",
            options: {
              retention: 2,
              targets: [1],
              editionDefaults: [
                {
                  value: "EXPORT_ALL",
                  edition: 900,
                },
                {
                  value: "EXPORT_TOP_LEVEL",
                  edition: 1001,
                },
                {
                  value: "STRICT",
                  edition: 1002,
                },
              ],
            },
          },
          {
            name: "enforce_proto_limits",
            number: 9,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.FeatureSet.ProtoLimitsFeature.EnforceProtoLimits",
            options: {
              retention: 2,
              targets: [6, 3, 4, 5],
              editionDefaults: [
                {
                  value: "LEGACY_NO_EXPLICIT_LIMITS",
                  edition: 900,
                },
                {
                  value: "PROTO_LIMITS2026",
                  edition: 1002,
                },
              ],
            },
          },
        ],
        nestedType: [
          {
            name: "VisibilityFeature",
            enumType: [
              {
                name: "DefaultSymbolVisibility",
                value: [
                  {
                    name: "DEFAULT_SYMBOL_VISIBILITY_UNKNOWN",
                    number: 0,
                  },
                  {
                    name: "EXPORT_ALL",
                    number: 1,
                  },
                  {
                    name: "EXPORT_TOP_LEVEL",
                    number: 2,
                  },
                  {
                    name: "LOCAL_ALL",
                    number: 3,
                  },
                  {
                    name: "STRICT",
                    number: 4,
                  },
                ],
              },
            ],
          },
          {
            name: "ProtoLimitsFeature",
            enumType: [
              {
                name: "EnforceProtoLimits",
                value: [
                  {
                    name: "PROTO_LIMITS_UNKNOWN",
                    number: 0,
                  },
                  {
                    name: "LEGACY_NO_EXPLICIT_LIMITS",
                    number: 1,
                  },
                  {
                    name: "PROTO_LIMITS2026",
                    number: 2,
                  },
                ],
              },
            ],
          },
        ],
        enumType: [
          {
            name: "FieldPresence",
            value: [
              {
                name: "FIELD_PRESENCE_UNKNOWN",
                number: 0,
              },
              {
                name: "EXPLICIT",
                number: 1,
              },
              {
                name: "IMPLICIT",
                number: 2,
              },
              {
                name: "LEGACY_REQUIRED",
                number: 3,
              },
            ],
          },
          {
            name: "EnumType",
            value: [
              {
                name: "ENUM_TYPE_UNKNOWN",
                number: 0,
              },
              {
                name: "OPEN",
                number: 1,
              },
              {
                name: "CLOSED",
                number: 2,
              },
            ],
          },
          {
            name: "RepeatedFieldEncoding",
            value: [
              {
                name: "REPEATED_FIELD_ENCODING_UNKNOWN",
                number: 0,
              },
              {
                name: "PACKED",
                number: 1,
              },
              {
                name: "EXPANDED",
                number: 2,
              },
            ],
          },
          {
            name: "Utf8Validation",
            value: [
              {
                name: "UTF8_VALIDATION_UNKNOWN",
                number: 0,
              },
              {
                name: "VERIFY",
                number: 2,
              },
              {
                name: "NONE",
                number: 3,
              },
            ],
          },
          {
            name: "MessageEncoding",
            value: [
              {
                name: "MESSAGE_ENCODING_UNKNOWN",
                number: 0,
              },
              {
                name: "LENGTH_PREFIXED",
                number: 1,
              },
              {
                name: "DELIMITED",
                number: 2,
              },
            ],
          },
          {
            name: "JsonFormat",
            value: [
              {
                name: "JSON_FORMAT_UNKNOWN",
                number: 0,
              },
              {
                name: "ALLOW",
                number: 1,
              },
              {
                name: "LEGACY_BEST_EFFORT",
                number: 2,
              },
            ],
          },
          {
            name: "EnforceNamingStyle",
            value: [
              {
                name: "ENFORCE_NAMING_STYLE_UNKNOWN",
                number: 0,
              },
              {
                name: "STYLE2024",
                number: 1,
              },
              {
                name: "STYLE_LEGACY",
                number: 2,
              },
              {
                name: "STYLE2026",
                number: 3,
              },
            ],
          },
        ],
        extensionRange: [
          {
            start: 1e3,
            end: 9995,
          },
          {
            start: 9995,
            end: 1e4,
          },
          {
            start: 1e4,
            end: 10001,
          },
        ],
      },
      {
        name: "FeatureSetDefaults",
        field: [
          {
            name: "defaults",
            number: 1,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.FeatureSetDefaults.FeatureSetEditionDefault",
          },
          {
            name: "minimum_edition",
            number: 4,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.Edition",
          },
          {
            name: "maximum_edition",
            number: 5,
            type: 14,
            label: 1,
            typeName: ".google.protobuf.Edition",
          },
        ],
        nestedType: [
          {
            name: "FeatureSetEditionDefault",
            field: [
              {
                name: "edition",
                number: 3,
                type: 14,
                label: 1,
                typeName: ".google.protobuf.Edition",
              },
              {
                name: "overridable_features",
                number: 4,
                type: 11,
                label: 1,
                typeName: ".google.protobuf.FeatureSet",
              },
              {
                name: "fixed_features",
                number: 5,
                type: 11,
                label: 1,
                typeName: ".google.protobuf.FeatureSet",
              },
            ],
          },
        ],
      },
      {
        name: "SourceCodeInfo",
        field: [
          {
            name: "location",
            number: 1,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.SourceCodeInfo.Location",
          },
        ],
        nestedType: [
          {
            name: "Location",
            field: [
              {
                name: "path",
                number: 1,
                type: 5,
                label: 3,
                options: { packed: true },
              },
              {
                name: "span",
                number: 2,
                type: 5,
                label: 3,
                options: { packed: true },
              },
              {
                name: "leading_comments",
                number: 3,
                type: 9,
                label: 1,
              },
              {
                name: "trailing_comments",
                number: 4,
                type: 9,
                label: 1,
              },
              {
                name: "leading_detached_comments",
                number: 6,
                type: 9,
                label: 3,
              },
            ],
          },
        ],
        extensionRange: [
          {
            start: 536e6,
            end: 536000001,
          },
        ],
      },
      {
        name: "GeneratedCodeInfo",
        field: [
          {
            name: "annotation",
            number: 1,
            type: 11,
            label: 3,
            typeName: ".google.protobuf.GeneratedCodeInfo.Annotation",
          },
        ],
        nestedType: [
          {
            name: "Annotation",
            field: [
              {
                name: "path",
                number: 1,
                type: 5,
                label: 3,
                options: { packed: true },
              },
              {
                name: "source_file",
                number: 2,
                type: 9,
                label: 1,
              },
              {
                name: "begin",
                number: 3,
                type: 5,
                label: 1,
              },
              {
                name: "end",
                number: 4,
                type: 5,
                label: 1,
              },
              {
                name: "semantic",
                number: 5,
                type: 14,
                label: 1,
                typeName: ".google.protobuf.GeneratedCodeInfo.Annotation.Semantic",
              },
            ],
            enumType: [
              {
                name: "Semantic",
                value: [
                  {
                    name: "NONE",
                    number: 0,
                  },
                  {
                    name: "SET",
                    number: 1,
                  },
                  {
                    name: "ALIAS",
                    number: 2,
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
    enumType: [
      {
        name: "Edition",
        value: [
          {
            name: "EDITION_UNKNOWN",
            number: 0,
          },
          {
            name: "EDITION_LEGACY",
            number: 900,
          },
          {
            name: "EDITION_PROTO2",
            number: 998,
          },
          {
            name: "EDITION_PROTO3",
            number: 999,
          },
          {
            name: "EDITION_2023",
            number: 1e3,
          },
          {
            name: "EDITION_2024",
            number: 1001,
          },
          {
            name: "EDITION_2026",
            number: 1002,
          },
          {
            name: "EDITION_UNSTABLE",
            number: 9999,
          },
          {
            name: "EDITION_1_TEST_ONLY",
            number: 1,
          },
          {
            name: "EDITION_2_TEST_ONLY",
            number: 2,
          },
          {
            name: "EDITION_99997_TEST_ONLY",
            number: 99997,
          },
          {
            name: "EDITION_99998_TEST_ONLY",
            number: 99998,
          },
          {
            name: "EDITION_99999_TEST_ONLY",
            number: 99999,
          },
          {
            name: "EDITION_MAX",
            number: 2147483647,
          },
        ],
      },
      {
        name: "SymbolVisibility",
        value: [
          {
            name: "VISIBILITY_UNSET",
            number: 0,
          },
          {
            name: "VISIBILITY_LOCAL",
            number: 1,
          },
          {
            name: "VISIBILITY_EXPORT",
            number: 2,
          },
        ],
      },
    ],
  }),
  1,
);
/**
 * The verification state of the extension range.
 *
 * @generated from enum google.protobuf.ExtensionRangeOptions.VerificationState
 */
var ExtensionRangeOptions_VerificationState;
((ExtensionRangeOptions_VerificationState) => {
  /**
   * All the extensions of the range must be declared.
   *
   * @generated from enum value: DECLARATION = 0;
   */
  ExtensionRangeOptions_VerificationState[(ExtensionRangeOptions_VerificationState["DECLARATION"] = 0)] =
    "DECLARATION";
  /**
   * @generated from enum value: UNVERIFIED = 1;
   */
  ExtensionRangeOptions_VerificationState[(ExtensionRangeOptions_VerificationState["UNVERIFIED"] = 1)] =
    "UNVERIFIED";
})(ExtensionRangeOptions_VerificationState || (ExtensionRangeOptions_VerificationState = {}));
/**
 * @generated from enum google.protobuf.FieldDescriptorProto.Type
 */
var FieldDescriptorProto_Type;
((FieldDescriptorProto_Type) => {
  /**
   * 0 is reserved for errors.
   * Order is weird for historical reasons.
   *
   * @generated from enum value: TYPE_DOUBLE = 1;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["DOUBLE"] = 1)] = "DOUBLE";
  /**
   * @generated from enum value: TYPE_FLOAT = 2;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["FLOAT"] = 2)] = "FLOAT";
  /**
   * Not ZigZag encoded.  Negative numbers take 10 bytes.  Use TYPE_SINT64 if
   * negative values are likely.
   *
   * @generated from enum value: TYPE_INT64 = 3;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["INT64"] = 3)] = "INT64";
  /**
   * @generated from enum value: TYPE_UINT64 = 4;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["UINT64"] = 4)] = "UINT64";
  /**
   * Not ZigZag encoded.  Negative numbers take 10 bytes.  Use TYPE_SINT32 if
   * negative values are likely.
   *
   * @generated from enum value: TYPE_INT32 = 5;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["INT32"] = 5)] = "INT32";
  /**
   * @generated from enum value: TYPE_FIXED64 = 6;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["FIXED64"] = 6)] = "FIXED64";
  /**
   * @generated from enum value: TYPE_FIXED32 = 7;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["FIXED32"] = 7)] = "FIXED32";
  /**
   * @generated from enum value: TYPE_BOOL = 8;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["BOOL"] = 8)] = "BOOL";
  /**
   * @generated from enum value: TYPE_STRING = 9;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["STRING"] = 9)] = "STRING";
  /**
   * Tag-delimited aggregate.
   * Group type is deprecated and not supported after google.protobuf. However, Proto3
   * implementations should still be able to parse the group wire format and
   * treat group fields as unknown fields.  In Editions, the group wire format
   * can be enabled via the `message_encoding` feature.
   *
   * @generated from enum value: TYPE_GROUP = 10;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["GROUP"] = 10)] = "GROUP";
  /**
   * Length-delimited aggregate.
   *
   * @generated from enum value: TYPE_MESSAGE = 11;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["MESSAGE"] = 11)] = "MESSAGE";
  /**
   * New in version 2.
   *
   * @generated from enum value: TYPE_BYTES = 12;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["BYTES"] = 12)] = "BYTES";
  /**
   * @generated from enum value: TYPE_UINT32 = 13;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["UINT32"] = 13)] = "UINT32";
  /**
   * @generated from enum value: TYPE_ENUM = 14;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["ENUM"] = 14)] = "ENUM";
  /**
   * @generated from enum value: TYPE_SFIXED32 = 15;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["SFIXED32"] = 15)] = "SFIXED32";
  /**
   * @generated from enum value: TYPE_SFIXED64 = 16;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["SFIXED64"] = 16)] = "SFIXED64";
  /**
   * Uses ZigZag encoding.
   *
   * @generated from enum value: TYPE_SINT32 = 17;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["SINT32"] = 17)] = "SINT32";
  /**
   * Uses ZigZag encoding.
   *
   * @generated from enum value: TYPE_SINT64 = 18;
   */
  FieldDescriptorProto_Type[(FieldDescriptorProto_Type["SINT64"] = 18)] = "SINT64";
})(FieldDescriptorProto_Type || (FieldDescriptorProto_Type = {}));
/**
 * @generated from enum google.protobuf.FieldDescriptorProto.Label
 */
var FieldDescriptorProto_Label;
((FieldDescriptorProto_Label) => {
  /**
   * 0 is reserved for errors
   *
   * @generated from enum value: LABEL_OPTIONAL = 1;
   */
  FieldDescriptorProto_Label[(FieldDescriptorProto_Label["OPTIONAL"] = 1)] = "OPTIONAL";
  /**
   * @generated from enum value: LABEL_REPEATED = 3;
   */
  FieldDescriptorProto_Label[(FieldDescriptorProto_Label["REPEATED"] = 3)] = "REPEATED";
  /**
   * The required label is only allowed in google.protobuf.  In proto3 and Editions
   * it's explicitly prohibited.  In Editions, the `field_presence` feature
   * can be used to get this behavior.
   *
   * @generated from enum value: LABEL_REQUIRED = 2;
   */
  FieldDescriptorProto_Label[(FieldDescriptorProto_Label["REQUIRED"] = 2)] = "REQUIRED";
})(FieldDescriptorProto_Label || (FieldDescriptorProto_Label = {}));
/**
 * Generated classes can be optimized for speed or code size.
 *
 * @generated from enum google.protobuf.FileOptions.OptimizeMode
 */
var FileOptions_OptimizeMode;
((FileOptions_OptimizeMode) => {
  /**
   * Generate complete code for parsing, serialization,
   *
   * @generated from enum value: SPEED = 1;
   */
  FileOptions_OptimizeMode[(FileOptions_OptimizeMode["SPEED"] = 1)] = "SPEED";
  /**
   * etc.
   *
   * Use ReflectionOps to implement these methods.
   *
   * @generated from enum value: CODE_SIZE = 2;
   */
  FileOptions_OptimizeMode[(FileOptions_OptimizeMode["CODE_SIZE"] = 2)] = "CODE_SIZE";
  /**
   * Generate code using MessageLite and the lite runtime.
   *
   * @generated from enum value: LITE_RUNTIME = 3;
   */
  FileOptions_OptimizeMode[(FileOptions_OptimizeMode["LITE_RUNTIME"] = 3)] = "LITE_RUNTIME";
})(FileOptions_OptimizeMode || (FileOptions_OptimizeMode = {}));
/**
 * @generated from enum google.protobuf.FieldOptions.CType
 */
var FieldOptions_CType;
((FieldOptions_CType) => {
  /**
   * Default mode.
   *
   * @generated from enum value: STRING = 0;
   */
  FieldOptions_CType[(FieldOptions_CType["STRING"] = 0)] = "STRING";
  /**
   * The option [ctype=CORD] may be applied to a non-repeated field of type
   * "bytes". It indicates that in C++, the data should be stored in a Cord
   * instead of a string.  For very large strings, this may reduce memory
   * fragmentation. It may also allow better performance when parsing from a
   * Cord, or when parsing with aliasing enabled, as the parsed Cord may then
   * alias the original buffer.
   *
   * @generated from enum value: CORD = 1;
   */
  FieldOptions_CType[(FieldOptions_CType["CORD"] = 1)] = "CORD";
  /**
   * @generated from enum value: STRING_PIECE = 2;
   */
  FieldOptions_CType[(FieldOptions_CType["STRING_PIECE"] = 2)] = "STRING_PIECE";
})(FieldOptions_CType || (FieldOptions_CType = {}));
/**
 * @generated from enum google.protobuf.FieldOptions.JSType
 */
var FieldOptions_JSType;
((FieldOptions_JSType) => {
  /**
   * Use the default type.
   *
   * @generated from enum value: JS_NORMAL = 0;
   */
  FieldOptions_JSType[(FieldOptions_JSType["JS_NORMAL"] = 0)] = "JS_NORMAL";
  /**
   * Use JavaScript strings.
   *
   * @generated from enum value: JS_STRING = 1;
   */
  FieldOptions_JSType[(FieldOptions_JSType["JS_STRING"] = 1)] = "JS_STRING";
  /**
   * Use JavaScript numbers.
   *
   * @generated from enum value: JS_NUMBER = 2;
   */
  FieldOptions_JSType[(FieldOptions_JSType["JS_NUMBER"] = 2)] = "JS_NUMBER";
})(FieldOptions_JSType || (FieldOptions_JSType = {}));
/**
 * If set to RETENTION_SOURCE, the option will be omitted from the binary.
 *
 * @generated from enum google.protobuf.FieldOptions.OptionRetention
 */
var FieldOptions_OptionRetention;
((FieldOptions_OptionRetention) => {
  /**
   * @generated from enum value: RETENTION_UNKNOWN = 0;
   */
  FieldOptions_OptionRetention[(FieldOptions_OptionRetention["RETENTION_UNKNOWN"] = 0)] = "RETENTION_UNKNOWN";
  /**
   * @generated from enum value: RETENTION_RUNTIME = 1;
   */
  FieldOptions_OptionRetention[(FieldOptions_OptionRetention["RETENTION_RUNTIME"] = 1)] = "RETENTION_RUNTIME";
  /**
   * @generated from enum value: RETENTION_SOURCE = 2;
   */
  FieldOptions_OptionRetention[(FieldOptions_OptionRetention["RETENTION_SOURCE"] = 2)] = "RETENTION_SOURCE";
})(FieldOptions_OptionRetention || (FieldOptions_OptionRetention = {}));
/**
 * This indicates the types of entities that the field may apply to when used
 * as an option. If it is unset, then the field may be freely used as an
 * option on any kind of entity.
 *
 * @generated from enum google.protobuf.FieldOptions.OptionTargetType
 */
var FieldOptions_OptionTargetType;
((FieldOptions_OptionTargetType) => {
  /**
   * @generated from enum value: TARGET_TYPE_UNKNOWN = 0;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_UNKNOWN"] = 0)] =
    "TARGET_TYPE_UNKNOWN";
  /**
   * @generated from enum value: TARGET_TYPE_FILE = 1;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_FILE"] = 1)] = "TARGET_TYPE_FILE";
  /**
   * @generated from enum value: TARGET_TYPE_EXTENSION_RANGE = 2;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_EXTENSION_RANGE"] = 2)] =
    "TARGET_TYPE_EXTENSION_RANGE";
  /**
   * @generated from enum value: TARGET_TYPE_MESSAGE = 3;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_MESSAGE"] = 3)] =
    "TARGET_TYPE_MESSAGE";
  /**
   * @generated from enum value: TARGET_TYPE_FIELD = 4;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_FIELD"] = 4)] =
    "TARGET_TYPE_FIELD";
  /**
   * @generated from enum value: TARGET_TYPE_ONEOF = 5;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_ONEOF"] = 5)] =
    "TARGET_TYPE_ONEOF";
  /**
   * @generated from enum value: TARGET_TYPE_ENUM = 6;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_ENUM"] = 6)] = "TARGET_TYPE_ENUM";
  /**
   * @generated from enum value: TARGET_TYPE_ENUM_ENTRY = 7;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_ENUM_ENTRY"] = 7)] =
    "TARGET_TYPE_ENUM_ENTRY";
  /**
   * @generated from enum value: TARGET_TYPE_SERVICE = 8;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_SERVICE"] = 8)] =
    "TARGET_TYPE_SERVICE";
  /**
   * @generated from enum value: TARGET_TYPE_METHOD = 9;
   */
  FieldOptions_OptionTargetType[(FieldOptions_OptionTargetType["TARGET_TYPE_METHOD"] = 9)] =
    "TARGET_TYPE_METHOD";
})(FieldOptions_OptionTargetType || (FieldOptions_OptionTargetType = {}));
/**
 * Is this method side-effect-free (or safe in HTTP parlance), or idempotent,
 * or neither? HTTP based RPC implementation may choose GET verb for safe
 * methods, and PUT verb for idempotent methods instead of the default POST.
 *
 * @generated from enum google.protobuf.MethodOptions.IdempotencyLevel
 */
var MethodOptions_IdempotencyLevel;
((MethodOptions_IdempotencyLevel) => {
  /**
   * @generated from enum value: IDEMPOTENCY_UNKNOWN = 0;
   */
  MethodOptions_IdempotencyLevel[(MethodOptions_IdempotencyLevel["IDEMPOTENCY_UNKNOWN"] = 0)] =
    "IDEMPOTENCY_UNKNOWN";
  /**
   * implies idempotent
   *
   * @generated from enum value: NO_SIDE_EFFECTS = 1;
   */
  MethodOptions_IdempotencyLevel[(MethodOptions_IdempotencyLevel["NO_SIDE_EFFECTS"] = 1)] = "NO_SIDE_EFFECTS";
  /**
   * idempotent, but may have side effects
   *
   * @generated from enum value: IDEMPOTENT = 2;
   */
  MethodOptions_IdempotencyLevel[(MethodOptions_IdempotencyLevel["IDEMPOTENT"] = 2)] = "IDEMPOTENT";
})(MethodOptions_IdempotencyLevel || (MethodOptions_IdempotencyLevel = {}));
/**
 * @generated from enum google.protobuf.FeatureSet.VisibilityFeature.DefaultSymbolVisibility
 */
var FeatureSet_VisibilityFeature_DefaultSymbolVisibility;
((FeatureSet_VisibilityFeature_DefaultSymbolVisibility) => {
  /**
   * @generated from enum value: DEFAULT_SYMBOL_VISIBILITY_UNKNOWN = 0;
   */
  FeatureSet_VisibilityFeature_DefaultSymbolVisibility[
    (FeatureSet_VisibilityFeature_DefaultSymbolVisibility["DEFAULT_SYMBOL_VISIBILITY_UNKNOWN"] = 0)
  ] = "DEFAULT_SYMBOL_VISIBILITY_UNKNOWN";
  /**
   * Default pre-EDITION_2024, all UNSET visibility are export.
   *
   * @generated from enum value: EXPORT_ALL = 1;
   */
  FeatureSet_VisibilityFeature_DefaultSymbolVisibility[
    (FeatureSet_VisibilityFeature_DefaultSymbolVisibility["EXPORT_ALL"] = 1)
  ] = "EXPORT_ALL";
  /**
   * All top-level symbols default to export, nested default to local.
   *
   * @generated from enum value: EXPORT_TOP_LEVEL = 2;
   */
  FeatureSet_VisibilityFeature_DefaultSymbolVisibility[
    (FeatureSet_VisibilityFeature_DefaultSymbolVisibility["EXPORT_TOP_LEVEL"] = 2)
  ] = "EXPORT_TOP_LEVEL";
  /**
   * All symbols default to local.
   *
   * @generated from enum value: LOCAL_ALL = 3;
   */
  FeatureSet_VisibilityFeature_DefaultSymbolVisibility[
    (FeatureSet_VisibilityFeature_DefaultSymbolVisibility["LOCAL_ALL"] = 3)
  ] = "LOCAL_ALL";
  /**
   * All symbols local by default. Nested types cannot be exported.
   * With special case caveat for message { enum {} reserved 1 to max; }
   * This is the recommended setting for new protos.
   *
   * @generated from enum value: STRICT = 4;
   */
  FeatureSet_VisibilityFeature_DefaultSymbolVisibility[
    (FeatureSet_VisibilityFeature_DefaultSymbolVisibility["STRICT"] = 4)
  ] = "STRICT";
})(
  FeatureSet_VisibilityFeature_DefaultSymbolVisibility ||
    (FeatureSet_VisibilityFeature_DefaultSymbolVisibility = {}),
);
/**
 * @generated from enum google.protobuf.FeatureSet.ProtoLimitsFeature.EnforceProtoLimits
 */
var FeatureSet_ProtoLimitsFeature_EnforceProtoLimits;
((FeatureSet_ProtoLimitsFeature_EnforceProtoLimits) => {
  /**
   * @generated from enum value: PROTO_LIMITS_UNKNOWN = 0;
   */
  FeatureSet_ProtoLimitsFeature_EnforceProtoLimits[
    (FeatureSet_ProtoLimitsFeature_EnforceProtoLimits["PROTO_LIMITS_UNKNOWN"] = 0)
  ] = "PROTO_LIMITS_UNKNOWN";
  /**
   * Default pre-EDITION_2026: there are no limit enforcement at the protoc
   * level. Practical limits still exist, but they will tend to fail while
   * compiling protoc-generated code, and these limits tend to be language
   * or toolchain specific.
   *
   * @generated from enum value: LEGACY_NO_EXPLICIT_LIMITS = 1;
   */
  FeatureSet_ProtoLimitsFeature_EnforceProtoLimits[
    (FeatureSet_ProtoLimitsFeature_EnforceProtoLimits["LEGACY_NO_EXPLICIT_LIMITS"] = 1)
  ] = "LEGACY_NO_EXPLICIT_LIMITS";
  /**
   * A set of limits enforced by Edition 2026 by default. For a detailed
   * list of all the limits please consult the Edition 2026 documentation.
   *
   * @generated from enum value: PROTO_LIMITS2026 = 2;
   */
  FeatureSet_ProtoLimitsFeature_EnforceProtoLimits[
    (FeatureSet_ProtoLimitsFeature_EnforceProtoLimits["PROTO_LIMITS2026"] = 2)
  ] = "PROTO_LIMITS2026";
})(
  FeatureSet_ProtoLimitsFeature_EnforceProtoLimits || (FeatureSet_ProtoLimitsFeature_EnforceProtoLimits = {}),
);
/**
 * @generated from enum google.protobuf.FeatureSet.FieldPresence
 */
var FeatureSet_FieldPresence;
((FeatureSet_FieldPresence) => {
  /**
   * @generated from enum value: FIELD_PRESENCE_UNKNOWN = 0;
   */
  FeatureSet_FieldPresence[(FeatureSet_FieldPresence["FIELD_PRESENCE_UNKNOWN"] = 0)] =
    "FIELD_PRESENCE_UNKNOWN";
  /**
   * @generated from enum value: EXPLICIT = 1;
   */
  FeatureSet_FieldPresence[(FeatureSet_FieldPresence["EXPLICIT"] = 1)] = "EXPLICIT";
  /**
   * @generated from enum value: IMPLICIT = 2;
   */
  FeatureSet_FieldPresence[(FeatureSet_FieldPresence["IMPLICIT"] = 2)] = "IMPLICIT";
  /**
   * @generated from enum value: LEGACY_REQUIRED = 3;
   */
  FeatureSet_FieldPresence[(FeatureSet_FieldPresence["LEGACY_REQUIRED"] = 3)] = "LEGACY_REQUIRED";
})(FeatureSet_FieldPresence || (FeatureSet_FieldPresence = {}));
/**
 * @generated from enum google.protobuf.FeatureSet.EnumType
 */
var FeatureSet_EnumType;
((FeatureSet_EnumType) => {
  /**
   * @generated from enum value: ENUM_TYPE_UNKNOWN = 0;
   */
  FeatureSet_EnumType[(FeatureSet_EnumType["ENUM_TYPE_UNKNOWN"] = 0)] = "ENUM_TYPE_UNKNOWN";
  /**
   * @generated from enum value: OPEN = 1;
   */
  FeatureSet_EnumType[(FeatureSet_EnumType["OPEN"] = 1)] = "OPEN";
  /**
   * @generated from enum value: CLOSED = 2;
   */
  FeatureSet_EnumType[(FeatureSet_EnumType["CLOSED"] = 2)] = "CLOSED";
})(FeatureSet_EnumType || (FeatureSet_EnumType = {}));
/**
 * @generated from enum google.protobuf.FeatureSet.RepeatedFieldEncoding
 */
var FeatureSet_RepeatedFieldEncoding;
((FeatureSet_RepeatedFieldEncoding) => {
  /**
   * @generated from enum value: REPEATED_FIELD_ENCODING_UNKNOWN = 0;
   */
  FeatureSet_RepeatedFieldEncoding[
    (FeatureSet_RepeatedFieldEncoding["REPEATED_FIELD_ENCODING_UNKNOWN"] = 0)
  ] = "REPEATED_FIELD_ENCODING_UNKNOWN";
  /**
   * @generated from enum value: PACKED = 1;
   */
  FeatureSet_RepeatedFieldEncoding[(FeatureSet_RepeatedFieldEncoding["PACKED"] = 1)] = "PACKED";
  /**
   * @generated from enum value: EXPANDED = 2;
   */
  FeatureSet_RepeatedFieldEncoding[(FeatureSet_RepeatedFieldEncoding["EXPANDED"] = 2)] = "EXPANDED";
})(FeatureSet_RepeatedFieldEncoding || (FeatureSet_RepeatedFieldEncoding = {}));
/**
 * @generated from enum google.protobuf.FeatureSet.Utf8Validation
 */
var FeatureSet_Utf8Validation;
((FeatureSet_Utf8Validation) => {
  /**
   * @generated from enum value: UTF8_VALIDATION_UNKNOWN = 0;
   */
  FeatureSet_Utf8Validation[(FeatureSet_Utf8Validation["UTF8_VALIDATION_UNKNOWN"] = 0)] =
    "UTF8_VALIDATION_UNKNOWN";
  /**
   * @generated from enum value: VERIFY = 2;
   */
  FeatureSet_Utf8Validation[(FeatureSet_Utf8Validation["VERIFY"] = 2)] = "VERIFY";
  /**
   * @generated from enum value: NONE = 3;
   */
  FeatureSet_Utf8Validation[(FeatureSet_Utf8Validation["NONE"] = 3)] = "NONE";
})(FeatureSet_Utf8Validation || (FeatureSet_Utf8Validation = {}));
/**
 * @generated from enum google.protobuf.FeatureSet.MessageEncoding
 */
var FeatureSet_MessageEncoding;
((FeatureSet_MessageEncoding) => {
  /**
   * @generated from enum value: MESSAGE_ENCODING_UNKNOWN = 0;
   */
  FeatureSet_MessageEncoding[(FeatureSet_MessageEncoding["MESSAGE_ENCODING_UNKNOWN"] = 0)] =
    "MESSAGE_ENCODING_UNKNOWN";
  /**
   * @generated from enum value: LENGTH_PREFIXED = 1;
   */
  FeatureSet_MessageEncoding[(FeatureSet_MessageEncoding["LENGTH_PREFIXED"] = 1)] = "LENGTH_PREFIXED";
  /**
   * @generated from enum value: DELIMITED = 2;
   */
  FeatureSet_MessageEncoding[(FeatureSet_MessageEncoding["DELIMITED"] = 2)] = "DELIMITED";
})(FeatureSet_MessageEncoding || (FeatureSet_MessageEncoding = {}));
/**
 * @generated from enum google.protobuf.FeatureSet.JsonFormat
 */
var FeatureSet_JsonFormat;
((FeatureSet_JsonFormat) => {
  /**
   * @generated from enum value: JSON_FORMAT_UNKNOWN = 0;
   */
  FeatureSet_JsonFormat[(FeatureSet_JsonFormat["JSON_FORMAT_UNKNOWN"] = 0)] = "JSON_FORMAT_UNKNOWN";
  /**
   * @generated from enum value: ALLOW = 1;
   */
  FeatureSet_JsonFormat[(FeatureSet_JsonFormat["ALLOW"] = 1)] = "ALLOW";
  /**
   * @generated from enum value: LEGACY_BEST_EFFORT = 2;
   */
  FeatureSet_JsonFormat[(FeatureSet_JsonFormat["LEGACY_BEST_EFFORT"] = 2)] = "LEGACY_BEST_EFFORT";
})(FeatureSet_JsonFormat || (FeatureSet_JsonFormat = {}));
/**
 * @generated from enum google.protobuf.FeatureSet.EnforceNamingStyle
 */
var FeatureSet_EnforceNamingStyle;
((FeatureSet_EnforceNamingStyle) => {
  /**
   * @generated from enum value: ENFORCE_NAMING_STYLE_UNKNOWN = 0;
   */
  FeatureSet_EnforceNamingStyle[(FeatureSet_EnforceNamingStyle["ENFORCE_NAMING_STYLE_UNKNOWN"] = 0)] =
    "ENFORCE_NAMING_STYLE_UNKNOWN";
  /**
   * @generated from enum value: STYLE2024 = 1;
   */
  FeatureSet_EnforceNamingStyle[(FeatureSet_EnforceNamingStyle["STYLE2024"] = 1)] = "STYLE2024";
  /**
   * @generated from enum value: STYLE_LEGACY = 2;
   */
  FeatureSet_EnforceNamingStyle[(FeatureSet_EnforceNamingStyle["STYLE_LEGACY"] = 2)] = "STYLE_LEGACY";
  /**
   * @generated from enum value: STYLE2026 = 3;
   */
  FeatureSet_EnforceNamingStyle[(FeatureSet_EnforceNamingStyle["STYLE2026"] = 3)] = "STYLE2026";
})(FeatureSet_EnforceNamingStyle || (FeatureSet_EnforceNamingStyle = {}));
/**
 * Represents the identified object's effect on the element in the original
 * .proto file.
 *
 * @generated from enum google.protobuf.GeneratedCodeInfo.Annotation.Semantic
 */
var GeneratedCodeInfo_Annotation_Semantic;
((GeneratedCodeInfo_Annotation_Semantic) => {
  /**
   * There is no effect or the effect is indescribable.
   *
   * @generated from enum value: NONE = 0;
   */
  GeneratedCodeInfo_Annotation_Semantic[(GeneratedCodeInfo_Annotation_Semantic["NONE"] = 0)] = "NONE";
  /**
   * The element is set or otherwise mutated.
   *
   * @generated from enum value: SET = 1;
   */
  GeneratedCodeInfo_Annotation_Semantic[(GeneratedCodeInfo_Annotation_Semantic["SET"] = 1)] = "SET";
  /**
   * An alias to the element is returned.
   *
   * @generated from enum value: ALIAS = 2;
   */
  GeneratedCodeInfo_Annotation_Semantic[(GeneratedCodeInfo_Annotation_Semantic["ALIAS"] = 2)] = "ALIAS";
})(GeneratedCodeInfo_Annotation_Semantic || (GeneratedCodeInfo_Annotation_Semantic = {}));
/**
 * The full set of known editions.
 *
 * @generated from enum google.protobuf.Edition
 */
var Edition;
((Edition) => {
  /**
   * A placeholder for an unknown edition value.
   *
   * @generated from enum value: EDITION_UNKNOWN = 0;
   */
  Edition[(Edition["EDITION_UNKNOWN"] = 0)] = "EDITION_UNKNOWN";
  /**
   * A placeholder edition for specifying default behaviors *before* a feature
   * was first introduced.  This is effectively an "infinite past".
   *
   * @generated from enum value: EDITION_LEGACY = 900;
   */
  Edition[(Edition["EDITION_LEGACY"] = 900)] = "EDITION_LEGACY";
  /**
   * Legacy syntax "editions".  These pre-date editions, but behave much like
   * distinct editions.  These can't be used to specify the edition of proto
   * files, but feature definitions must supply proto2/proto3 defaults for
   * backwards compatibility.
   *
   * @generated from enum value: EDITION_PROTO2 = 998;
   */
  Edition[(Edition["EDITION_PROTO2"] = 998)] = "EDITION_PROTO2";
  /**
   * @generated from enum value: EDITION_PROTO3 = 999;
   */
  Edition[(Edition["EDITION_PROTO3"] = 999)] = "EDITION_PROTO3";
  /**
   * Editions that have been released.  The specific values are arbitrary and
   * should not be depended on, but they will always be time-ordered for easy
   * comparison.
   *
   * @generated from enum value: EDITION_2023 = 1000;
   */
  Edition[(Edition["EDITION_2023"] = 1e3)] = "EDITION_2023";
  /**
   * @generated from enum value: EDITION_2024 = 1001;
   */
  Edition[(Edition["EDITION_2024"] = 1001)] = "EDITION_2024";
  /**
   * @generated from enum value: EDITION_2026 = 1002;
   */
  Edition[(Edition["EDITION_2026"] = 1002)] = "EDITION_2026";
  /**
   * A placeholder edition for developing and testing unscheduled features.
   *
   * @generated from enum value: EDITION_UNSTABLE = 9999;
   */
  Edition[(Edition["EDITION_UNSTABLE"] = 9999)] = "EDITION_UNSTABLE";
  /**
   * Placeholder editions for testing feature resolution.  These should not be
   * used or relied on outside of tests.
   *
   * @generated from enum value: EDITION_1_TEST_ONLY = 1;
   */
  Edition[(Edition["EDITION_1_TEST_ONLY"] = 1)] = "EDITION_1_TEST_ONLY";
  /**
   * @generated from enum value: EDITION_2_TEST_ONLY = 2;
   */
  Edition[(Edition["EDITION_2_TEST_ONLY"] = 2)] = "EDITION_2_TEST_ONLY";
  /**
   * @generated from enum value: EDITION_99997_TEST_ONLY = 99997;
   */
  Edition[(Edition["EDITION_99997_TEST_ONLY"] = 99997)] = "EDITION_99997_TEST_ONLY";
  /**
   * @generated from enum value: EDITION_99998_TEST_ONLY = 99998;
   */
  Edition[(Edition["EDITION_99998_TEST_ONLY"] = 99998)] = "EDITION_99998_TEST_ONLY";
  /**
   * @generated from enum value: EDITION_99999_TEST_ONLY = 99999;
   */
  Edition[(Edition["EDITION_99999_TEST_ONLY"] = 99999)] = "EDITION_99999_TEST_ONLY";
  /**
   * Placeholder for specifying unbounded edition support.  This should only
   * ever be used by plugins that can expect to never require any changes to
   * support a new edition.
   *
   * @generated from enum value: EDITION_MAX = 2147483647;
   */
  Edition[(Edition["EDITION_MAX"] = 2147483647)] = "EDITION_MAX";
})(Edition || (Edition = {}));
/**
 * Describes the 'visibility' of a symbol with respect to the proto import
 * system. Symbols can only be imported when the visibility rules do not prevent
 * it (ex: local symbols cannot be imported).  Visibility modifiers can only set
 * on `message` and `enum` as they are the only types available to be referenced
 * from other files.
 *
 * @generated from enum google.protobuf.SymbolVisibility
 */
var SymbolVisibility;
((SymbolVisibility) => {
  /**
   * @generated from enum value: VISIBILITY_UNSET = 0;
   */
  SymbolVisibility[(SymbolVisibility["VISIBILITY_UNSET"] = 0)] = "VISIBILITY_UNSET";
  /**
   * @generated from enum value: VISIBILITY_LOCAL = 1;
   */
  SymbolVisibility[(SymbolVisibility["VISIBILITY_LOCAL"] = 1)] = "VISIBILITY_LOCAL";
  /**
   * @generated from enum value: VISIBILITY_EXPORT = 2;
   */
  SymbolVisibility[(SymbolVisibility["VISIBILITY_EXPORT"] = 2)] = "VISIBILITY_EXPORT";
})(SymbolVisibility || (SymbolVisibility = {}));
// ../../node_modules/@bufbuild/protobuf/dist/esm/from-binary.js
/**
 * @private Only exported for getExtension()
 */
function makeReadContext(options) {
  return Object.assign(
    Object.assign(
      {
        readUnknownFields: true,
        recursionLimit: 100,
      },
      options,
    ),
    { depth: 0 },
  );
}
/**
 * Parse serialized binary data.
 */
function fromBinary(schema, bytes, options) {
  const message = create(schema);
  compiledReader(schema).read(message, new BinaryReader(bytes), makeReadContext(options), bytes.byteLength);
  return message;
}
const compiledReaders = /* @__PURE__ */ new WeakMap();
/**
 * Return the compiled decoder for a message, compiling it on first use.
 */
function compiledReader(desc) {
  let compiled = compiledReaders.get(desc);
  if (compiled === void 0) compiled = compileMessage$1(desc);
  return compiled;
}
function compileMessage$1(desc) {
  const descString = String(desc);
  const fieldReaders = /* @__PURE__ */ new Map();
  const compiled = {
    read: compileMessageReader(descString, fieldReaders),
    readGroup: compileGroupReader(descString, fieldReaders),
  };
  compiledReaders.set(desc, compiled);
  for (const field of desc.fields) fieldReaders.set(field.number, compileFieldReader(field));
  return compiled;
}
/**
 * Create a decoder for a length-prefixed message body, dispatching wire
 * records to the compiled field decoders by field number.
 */
function compileMessageReader(descString, fieldReaders) {
  return (message, reader, ctx, length) => {
    var _a;
    if (++ctx.depth > ctx.recursionLimit)
      throw new Error(
        `cannot decode ${descString} from binary: maximum recursion depth of ${ctx.recursionLimit} reached`,
      );
    const end = reader.pos + length;
    const unknownFields = (_a = message.$unknown) !== null && _a !== void 0 ? _a : [];
    while (reader.pos < end) {
      const [fieldNo, wireType] = reader.tag();
      const fieldReader = fieldReaders.get(fieldNo);
      if (fieldReader === void 0) {
        const data = reader.skip(wireType, fieldNo, ctx.recursionLimit - ctx.depth);
        if (ctx.readUnknownFields)
          unknownFields.push({
            no: fieldNo,
            wireType,
            data,
          });
        continue;
      }
      fieldReader(message, reader, ctx, wireType);
    }
    if (unknownFields.length > 0) message.$unknown = unknownFields;
    ctx.depth--;
  };
}
/**
 * Create a decoder for a message with the delimited encoding (group),
 * reading until the EndGroup tag, like compileMessageReader.
 */
function compileGroupReader(descString, fieldReaders) {
  return (message, reader, ctx, fieldNo) => {
    var _a;
    if (++ctx.depth > ctx.recursionLimit)
      throw new Error(
        `cannot decode ${descString} from binary: maximum recursion depth of ${ctx.recursionLimit} reached`,
      );
    let recordFieldNo;
    let wireType;
    const unknownFields = (_a = message.$unknown) !== null && _a !== void 0 ? _a : [];
    while (reader.pos < reader.len) {
      [recordFieldNo, wireType] = reader.tag();
      if (wireType == WireType.EndGroup) break;
      const fieldReader = fieldReaders.get(recordFieldNo);
      if (fieldReader === void 0) {
        const data = reader.skip(wireType, recordFieldNo, ctx.recursionLimit - ctx.depth);
        if (ctx.readUnknownFields)
          unknownFields.push({
            no: recordFieldNo,
            wireType,
            data,
          });
        continue;
      }
      fieldReader(message, reader, ctx, wireType);
    }
    if (wireType != WireType.EndGroup || recordFieldNo !== fieldNo) throw new Error("invalid end group tag");
    if (unknownFields.length > 0) message.$unknown = unknownFields;
    ctx.depth--;
  };
}
function compileFieldReader(field) {
  switch (field.fieldKind) {
    case "scalar":
      return compileScalarFieldReader(field);
    case "enum":
      return compileEnumFieldReader(field);
    case "message":
      return compileMessageFieldReader(field);
    case "list":
      return compileListFieldReader(field);
    case "map":
      return compileMapFieldReader(field);
  }
}
function compileScalarFieldReader(field) {
  const readScalar = compileScalarReader(field.scalar, field.utf8Validation, field.longAsString);
  const localName = field.localName;
  if (field.oneof) {
    const oneofLocalName = field.oneof.localName;
    return (message, reader) => {
      message[oneofLocalName] = {
        case: localName,
        value: readScalar(reader),
      };
    };
  }
  return (message, reader) => {
    message[localName] = readScalar(reader);
  };
}
function compileEnumFieldReader(field) {
  var _a;
  const localName = field.localName;
  const oneofLocalName = (_a = field.oneof) === null || _a === void 0 ? void 0 : _a.localName;
  if (field.enum.open) {
    if (oneofLocalName !== void 0)
      return (message, reader) => {
        message[oneofLocalName] = {
          case: localName,
          value: reader.int32(),
        };
      };
    return (message, reader) => {
      message[localName] = reader.int32();
    };
  }
  const values = field.enum.values;
  const fieldNo = field.number;
  return (message, reader, ctx, wireType) => {
    var _a;
    const val = reader.int32();
    if (values.some((v) => v.number === val)) {
      if (oneofLocalName !== void 0)
        message[oneofLocalName] = {
          case: localName,
          value: val,
        };
      else message[localName] = val;
    } else if (ctx.readUnknownFields) {
      const bytes = [];
      varint32write(val, bytes);
      const unknownFields = (_a = message.$unknown) !== null && _a !== void 0 ? _a : [];
      unknownFields.push({
        no: fieldNo,
        wireType,
        data: new Uint8Array(bytes),
      });
      message.$unknown = unknownFields;
    }
  };
}
function compileMessageFieldReader(field) {
  const localName = field.localName;
  const { toMessage, toLocal } = localMessageMapper(field);
  const readChild = compileChildReader(field);
  if (field.oneof) {
    const oneofLocalName = field.oneof.localName;
    return (message, reader, ctx) => {
      const oneof = message[oneofLocalName];
      const child = toMessage(oneof.case === localName ? oneof.value : void 0);
      readChild(child, reader, ctx);
      message[oneofLocalName] = {
        case: localName,
        value: toLocal(child),
      };
    };
  }
  return (message, reader, ctx) => {
    const child = toMessage(message[localName]);
    readChild(child, reader, ctx);
    message[localName] = toLocal(child);
  };
}
/**
 * Compile a decoder for the wire format of a message field, honoring the
 * delimited encoding of the field.
 */
function compileChildReader(field) {
  const compiledChild = compiledReader(field.message);
  if (field.delimitedEncoding) {
    const fieldNo = field.number;
    return (child, reader, ctx) => compiledChild.readGroup(child, reader, ctx, fieldNo);
  }
  return (child, reader, ctx) => compiledChild.read(child, reader, ctx, reader.uint32());
}
function compileListFieldReader(field) {
  const localName = field.localName;
  if (field.listKind == "message") {
    const { toMessage, toLocal } = localMessageMapper(field);
    const readChild = compileChildReader(field);
    return (message, reader, ctx) => {
      const child = toMessage(void 0);
      readChild(child, reader, ctx);
      message[localName].push(toLocal(child));
    };
  }
  const scalarType = field.listKind == "enum" ? ScalarType.INT32 : field.scalar;
  const longAsString = field.listKind == "scalar" ? field.longAsString : false;
  const readScalar = compileScalarReader(scalarType, field.utf8Validation, longAsString);
  const packedPossible = scalarType != ScalarType.STRING && scalarType != ScalarType.BYTES;
  return (message, reader, ctx, wireType) => {
    const items = message[localName];
    if (wireType == WireType.LengthDelimited && packedPossible) {
      const end = reader.uint32() + reader.pos;
      while (reader.pos < end) items.push(readScalar(reader));
    } else items.push(readScalar(reader));
  };
}
function compileMapFieldReader(field) {
  const localName = field.localName;
  const readKey = compileScalarReader(field.mapKey, field.utf8Validation, false);
  const keyZero = scalarZeroValue(field.mapKey, false);
  let readValue;
  let valueDefault;
  switch (field.mapKind) {
    case "scalar": {
      const scalar = field.scalar;
      const readScalar = compileScalarReader(scalar, field.utf8Validation, false);
      readValue = (reader) => readScalar(reader);
      if (scalar == ScalarType.BYTES) valueDefault = () => /* @__PURE__ */ new Uint8Array(0);
      else {
        const zero = scalarZeroValue(scalar, false);
        valueDefault = () => zero;
      }
      break;
    }
    case "enum": {
      const zero = field.enum.values[0].number;
      readValue = (reader) => reader.int32();
      valueDefault = () => zero;
      break;
    }
    case "message": {
      const { toMessage, toLocal } = localMessageMapper(field);
      const readChild = compiledReader(field.message).read;
      readValue = (reader, ctx, existing) => {
        const child = toMessage(existing);
        readChild(child, reader, ctx, reader.uint32());
        return toLocal(child);
      };
      valueDefault = () => toLocal(toMessage(void 0));
      break;
    }
  }
  return (message, reader, ctx) => {
    const record = message[localName];
    let key;
    let val;
    const len = reader.uint32();
    const end = reader.pos + len;
    while (reader.pos < end) {
      const [fieldNo, wireType] = reader.tag();
      switch (fieldNo) {
        case 1:
          key = readKey(reader);
          break;
        case 2:
          val = readValue(reader, ctx, val);
          break;
        default:
          reader.skip(wireType, fieldNo, ctx.recursionLimit - ctx.depth);
      }
    }
    if (key === void 0) key = keyZero;
    if (val === void 0) val = valueDefault();
    setOwn(record, key, val);
  };
}
/**
 * Returns a reader for a scalar value. For 64-bit integers, BinaryReader
 * already returns the local representation (bigint or string), so, unlike in
 * the reflection layer, no validation is needed here.
 */
function compileScalarReader(type, utf8Validation, longAsString) {
  switch (type) {
    case ScalarType.STRING:
      return (reader) => reader.string(utf8Validation);
    case ScalarType.BOOL:
      return (reader) => reader.bool();
    case ScalarType.DOUBLE:
      return (reader) => reader.double();
    case ScalarType.FLOAT:
      return (reader) => reader.float();
    case ScalarType.INT32:
      return (reader) => reader.int32();
    case ScalarType.INT64:
      if (longAsString) return (reader) => String(reader.int64());
      return (reader) => reader.int64();
    case ScalarType.UINT64:
      if (longAsString) return (reader) => String(reader.uint64());
      return (reader) => reader.uint64();
    case ScalarType.FIXED64:
      if (longAsString) return (reader) => String(reader.fixed64());
      return (reader) => reader.fixed64();
    case ScalarType.BYTES:
      return (reader) => reader.bytes();
    case ScalarType.FIXED32:
      return (reader) => reader.fixed32();
    case ScalarType.SFIXED32:
      return (reader) => reader.sfixed32();
    case ScalarType.SFIXED64:
      if (longAsString) return (reader) => String(reader.sfixed64());
      return (reader) => reader.sfixed64();
    case ScalarType.SINT64:
      if (longAsString) return (reader) => String(reader.sint64());
      return (reader) => reader.sint64();
    case ScalarType.UINT32:
      return (reader) => reader.uint32();
    case ScalarType.SINT32:
      return (reader) => reader.sint32();
  }
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/codegenv2/file.js
/**
 * Hydrate a file descriptor.
 *
 * @private
 */
function fileDesc(b64, imports) {
  var _a;
  const root = fromBinary(FileDescriptorProtoSchema, base64Decode(b64));
  root.messageType.forEach(restoreJsonNames);
  root.dependency =
    (_a = imports === null || imports === void 0 ? void 0 : imports.map((f) => f.proto.name)) !== null &&
    _a !== void 0
      ? _a
      : [];
  return createEmbeddedFileRegistry(root, (protoFileName) =>
    imports === null || imports === void 0 ? void 0 : imports.find((f) => f.proto.name === protoFileName),
  ).getFile(root.name);
}
// ../../node_modules/@bufbuild/protobuf/dist/esm/to-binary.js
const IMPLICIT = 2;
const LEGACY_REQUIRED = 3;
const writeDefaults = { writeUnknownFields: true };
function makeWriteOptions(options) {
  return options ? Object.assign(Object.assign({}, writeDefaults), options) : writeDefaults;
}
function toBinary(schema, message, options) {
  const writer = new BinaryWriter();
  compiledWriter(schema)(writer, makeWriteOptions(options), message);
  return writer.finish();
}
const compiledWriters = /* @__PURE__ */ new WeakMap();
/**
 * Return the compiled encoder for a message, compiling it on first use.
 */
function compiledWriter(desc) {
  let compiled = compiledWriters.get(desc);
  if (compiled === void 0) compiled = compileMessage(desc);
  return compiled;
}
function compileMessage(desc) {
  const typeName = desc.typeName;
  const sortedFields = desc.fields.concat().sort((a, b) => a.number - b.number);
  const foreignField = sortedFields[0];
  const fieldWriters = [];
  const compiled = (writer, opts, message) => {
    if (message.$typeName !== typeName && foreignField !== void 0)
      throw new FieldError(
        foreignField,
        `cannot use ${foreignField} with message ${message.$typeName}`,
        "ForeignFieldError",
      );
    for (let i = 0; i < fieldWriters.length; i++) fieldWriters[i](writer, opts, message);
    const unknown = message.$unknown;
    if (unknown !== void 0 && opts.writeUnknownFields)
      for (let i = 0; i < unknown.length; i++) {
        const { no, wireType, data } = unknown[i];
        writer.tag(no, wireType).raw(data);
      }
  };
  compiledWriters.set(desc, compiled);
  for (const field of sortedFields) fieldWriters.push(compileField(field));
  return compiled;
}
function compileField(field) {
  switch (field.fieldKind) {
    case "message":
    case "scalar":
    case "enum":
      return compileSingularField(field);
    case "list":
      return compileListField(field);
    case "map":
      return compileMapField(field);
  }
}
/**
 * Compile an encoder for a singular field: the presence check, and the
 * value encoder.
 */
function compileSingularField(field) {
  const writeValue = compileSingularValue(field);
  const localName = field.localName;
  if (field.oneof) {
    const oneofLocalName = field.oneof.localName;
    return (writer, opts, message) => {
      const oneof = message[oneofLocalName];
      if (oneof.case === localName) writeValue(writer, opts, oneof.value);
    };
  }
  if (field.presence != IMPLICIT) {
    const requiredError =
      field.presence == LEGACY_REQUIRED ? `cannot encode ${field} to binary: required field not set` : void 0;
    return (writer, opts, message) => {
      const value = message[localName];
      if (value !== void 0 && Object.hasOwn(message, localName)) writeValue(writer, opts, value);
      else if (requiredError !== void 0) throw new Error(requiredError);
    };
  }
  if (field.fieldKind == "enum") {
    const zero = field.enum.values[0].number;
    return (writer, opts, message) => {
      const value = message[localName];
      if (value !== zero) writeValue(writer, opts, value);
    };
  }
  switch (field.scalar) {
    case ScalarType.BOOL:
      return (writer, opts, message) => {
        const value = message[localName];
        if (value !== false) writeValue(writer, opts, value);
      };
    case ScalarType.STRING:
      return (writer, opts, message) => {
        const value = message[localName];
        if (value !== "") writeValue(writer, opts, value);
      };
    case ScalarType.BYTES:
      return (writer, opts, message) => {
        const value = message[localName];
        if (!(value instanceof Uint8Array) || value.byteLength > 0) writeValue(writer, opts, value);
      };
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return (writer, opts, message) => {
        const value = message[localName];
        if (!Object.is(value, 0)) writeValue(writer, opts, value);
      };
    default:
      return (writer, opts, message) => {
        const value = message[localName];
        if (value != 0) writeValue(writer, opts, value);
      };
  }
}
/**
 * Compile an encoder for the value of a singular field, including the tag.
 */
function compileSingularValue(field) {
  switch (field.fieldKind) {
    case "message": {
      const { toMessage } = localMessageMapper(field);
      const writeChild = compileChildWriter(field);
      return (writer, opts, value) => {
        writeChild(writer, opts, toMessage(value));
      };
    }
    case "scalar":
    case "enum": {
      const scalarType = field.fieldKind == "enum" ? ScalarType.INT32 : field.scalar;
      const fieldNo = field.number;
      const wireType = writeTypeOfScalar(scalarType);
      const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
      return (writer, opts, value) => {
        writer.tag(fieldNo, wireType);
        writeScalar(writer, value);
      };
    }
  }
}
function compileListField(field) {
  const localName = field.localName;
  const fieldNo = field.number;
  switch (field.listKind) {
    case "message": {
      const { toMessage } = localMessageMapper(field);
      const writeChild = compileChildWriter(field);
      return (writer, opts, message) => {
        const items = message[localName];
        for (let i = 0; i < items.length; i++) writeChild(writer, opts, toMessage(items[i]));
      };
    }
    case "scalar":
    case "enum": {
      const scalarType = field.listKind == "enum" ? ScalarType.INT32 : field.scalar;
      const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
      if (field.packed)
        return (writer, opts, message) => {
          const items = message[localName];
          if (items.length == 0) return;
          writer.tag(fieldNo, WireType.LengthDelimited).fork();
          for (let i = 0; i < items.length; i++) writeScalar(writer, items[i]);
          writer.join();
        };
      const wireType = writeTypeOfScalar(scalarType);
      return (writer, opts, message) => {
        const items = message[localName];
        for (let i = 0; i < items.length; i++) {
          writer.tag(fieldNo, wireType);
          writeScalar(writer, items[i]);
        }
      };
    }
  }
}
function compileMapField(field) {
  const localName = field.localName;
  const fieldNo = field.number;
  const writeKey = compileMapKey(field);
  if (field.mapKind == "message") {
    const { toMessage } = localMessageMapper(field);
    const writeMessage = compiledWriter(field.message);
    return (writer, opts, message) => {
      const record = message[localName];
      const keys = Object.keys(record);
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i];
        writer.tag(fieldNo, WireType.LengthDelimited).fork();
        writeKey(writer, key);
        writer.tag(2, WireType.LengthDelimited).fork();
        writeMessage(writer, opts, toMessage(record[key]));
        writer.join();
        writer.join();
      }
    };
  }
  const scalarType = field.mapKind == "enum" ? ScalarType.INT32 : field.scalar;
  const valueWireType = writeTypeOfScalar(scalarType);
  const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
  return (writer, opts, message) => {
    const record = message[localName];
    const keys = Object.keys(record);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      writer.tag(fieldNo, WireType.LengthDelimited).fork();
      writeKey(writer, key);
      writer.tag(2, valueWireType);
      writeScalar(writer, record[key]);
      writer.join();
    }
  };
}
/**
 * Compile an encoder for a map key. Map keys are stored as object keys and
 * are always strings locally. Convert them to their scalar type before
 * writing, like the reflect API does when iterating map entries.
 */
function compileMapKey(field) {
  const wireType = writeTypeOfScalar(field.mapKey);
  const writeScalar = compileScalarValue(field.mapKey, field.parent.typeName, field.name);
  const convertKey = compileMapKeyConverter(field.mapKey);
  return (writer, key) => {
    writer.tag(1, wireType);
    writeScalar(writer, convertKey(key));
  };
}
/**
 * Returns a converter from an object key (always a string) to the closest
 * possible type for the map key type. Invalid keys are passed through to
 * the scalar writer, which raises an error for them.
 */
function compileMapKeyConverter(type) {
  switch (type) {
    case ScalarType.STRING:
      return (key) => key;
    case ScalarType.BOOL:
      return (key) => (key === "true" ? true : key === "false" ? false : key);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return (key) => {
        try {
          return protoInt64.uParse(key);
        } catch (_a) {
          return key;
        }
      };
    case ScalarType.INT64:
    case ScalarType.SFIXED64:
    case ScalarType.SINT64:
      return (key) => {
        try {
          return protoInt64.parse(key);
        } catch (_a) {
          return key;
        }
      };
    default:
      return (key) => {
        const n = Number.parseInt(key);
        return Number.isFinite(n) ? n : key;
      };
  }
}
/**
 * Compile an encoder for a bare scalar value (no tag), wrapping errors from
 * the writer with the message and field name.
 */
function compileScalarValue(type, messageName, fieldName) {
  const writeScalar = compileScalarWrite(type);
  return (writer, value) => {
    try {
      writeScalar(writer, value);
    } catch (e) {
      if (e instanceof Error)
        throw new Error(`cannot encode field ${messageName}.${fieldName} to binary: ${e.message}`);
      throw e;
    }
  };
}
function compileScalarWrite(type) {
  switch (type) {
    case ScalarType.STRING:
      return (writer, value) => writer.string(value);
    case ScalarType.BOOL:
      return (writer, value) => writer.bool(value);
    case ScalarType.DOUBLE:
      return (writer, value) => writer.double(value);
    case ScalarType.FLOAT:
      return (writer, value) => writer.float(value);
    case ScalarType.INT32:
      return (writer, value) => writer.int32(value);
    case ScalarType.INT64:
      return (writer, value) => writer.int64(value);
    case ScalarType.UINT64:
      return (writer, value) => writer.uint64(value);
    case ScalarType.FIXED64:
      return (writer, value) => writer.fixed64(value);
    case ScalarType.BYTES:
      return (writer, value) => writer.bytes(value);
    case ScalarType.FIXED32:
      return (writer, value) => writer.fixed32(value);
    case ScalarType.SFIXED32:
      return (writer, value) => writer.sfixed32(value);
    case ScalarType.SFIXED64:
      return (writer, value) => writer.sfixed64(value);
    case ScalarType.SINT64:
      return (writer, value) => writer.sint64(value);
    case ScalarType.UINT32:
      return (writer, value) => writer.uint32(value);
    case ScalarType.SINT32:
      return (writer, value) => writer.sint32(value);
  }
}
/**
 * Compile an encoder for the wire format of a message field, honoring the
 * delimited encoding of the field. The tag is written by the encoder.
 */
function compileChildWriter(field) {
  const fieldNo = field.number;
  const writeMessage = compiledWriter(field.message);
  if (field.delimitedEncoding)
    return (writer, opts, child) => {
      writer.tag(fieldNo, WireType.StartGroup);
      writeMessage(writer, opts, child);
      writer.tag(fieldNo, WireType.EndGroup);
    };
  return (writer, opts, child) => {
    writer.tag(fieldNo, WireType.LengthDelimited).fork();
    writeMessage(writer, opts, child);
    writer.join();
  };
}
function writeTypeOfScalar(type) {
  switch (type) {
    case ScalarType.BYTES:
    case ScalarType.STRING:
      return WireType.LengthDelimited;
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return WireType.Bit64;
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
    case ScalarType.FLOAT:
      return WireType.Bit32;
    default:
      return WireType.Varint;
  }
}
// ../hillock/src/onnx/proto/onnx_pb.ts
/**
 * Describes the file onnx.proto.
 */
const file_onnx = /*@__PURE__*/ fileDesc(
  "Cgpvbm54LnByb3RvEgRvbm54IswFCg5BdHRyaWJ1dGVQcm90bxIMCgRuYW1lGAEgASgJEhUKDXJlZl9hdHRyX25hbWUYFSABKAkSEgoKZG9jX3N0cmluZxgNIAEoCRIwCgR0eXBlGBQgASgOMiIub25ueC5BdHRyaWJ1dGVQcm90by5BdHRyaWJ1dGVUeXBlEgkKAWYYAiABKAISCQoBaRgDIAEoAxIJCgFzGAQgASgMEhwKAXQYBSABKAsyES5vbm54LlRlbnNvclByb3RvEhsKAWcYBiABKAsyEC5vbm54LkdyYXBoUHJvdG8SLgoNc3BhcnNlX3RlbnNvchgWIAEoCzIXLm9ubnguU3BhcnNlVGVuc29yUHJvdG8SGwoCdHAYDiABKAsyDy5vbm54LlR5cGVQcm90bxIOCgZmbG9hdHMYByADKAISDAoEaW50cxgIIAMoAxIPCgdzdHJpbmdzGAkgAygMEiIKB3RlbnNvcnMYCiADKAsyES5vbm54LlRlbnNvclByb3RvEiAKBmdyYXBocxgLIAMoCzIQLm9ubnguR3JhcGhQcm90bxIvCg5zcGFyc2VfdGVuc29ycxgXIAMoCzIXLm9ubnguU3BhcnNlVGVuc29yUHJvdG8SJAoLdHlwZV9wcm90b3MYDyADKAsyDy5vbm54LlR5cGVQcm90byLZAQoNQXR0cmlidXRlVHlwZRINCglVTkRFRklORUQQABIJCgVGTE9BVBABEgcKA0lOVBACEgoKBlNUUklORxADEgoKBlRFTlNPUhAEEgkKBUdSQVBIEAUSEQoNU1BBUlNFX1RFTlNPUhALEg4KClRZUEVfUFJPVE8QDRIKCgZGTE9BVFMQBhIICgRJTlRTEAcSCwoHU1RSSU5HUxAIEgsKB1RFTlNPUlMQCRIKCgZHUkFQSFMQChISCg5TUEFSU0VfVEVOU09SUxAMEg8KC1RZUEVfUFJPVE9TEA4iUQoOVmFsdWVJbmZvUHJvdG8SDAoEbmFtZRgBIAEoCRIdCgR0eXBlGAIgASgLMg8ub25ueC5UeXBlUHJvdG8SEgoKZG9jX3N0cmluZxgDIAEoCSKWAQoJTm9kZVByb3RvEg0KBWlucHV0GAEgAygJEg4KBm91dHB1dBgCIAMoCRIMCgRuYW1lGAMgASgJEg8KB29wX3R5cGUYBCABKAkSDgoGZG9tYWluGAcgASgJEicKCWF0dHJpYnV0ZRgFIAMoCzIULm9ubnguQXR0cmlidXRlUHJvdG8SEgoKZG9jX3N0cmluZxgGIAEoCSLWAQoRVHJhaW5pbmdJbmZvUHJvdG8SKAoOaW5pdGlhbGl6YXRpb24YASABKAsyEC5vbm54LkdyYXBoUHJvdG8SIwoJYWxnb3JpdGhtGAIgASgLMhAub25ueC5HcmFwaFByb3RvEjwKFmluaXRpYWxpemF0aW9uX2JpbmRpbmcYAyADKAsyHC5vbm54LlN0cmluZ1N0cmluZ0VudHJ5UHJvdG8SNAoOdXBkYXRlX2JpbmRpbmcYBCADKAsyHC5vbm54LlN0cmluZ1N0cmluZ0VudHJ5UHJvdG8i6wIKCk1vZGVsUHJvdG8SEgoKaXJfdmVyc2lvbhgBIAEoAxIuCgxvcHNldF9pbXBvcnQYCCADKAsyGC5vbm54Lk9wZXJhdG9yU2V0SWRQcm90bxIVCg1wcm9kdWNlcl9uYW1lGAIgASgJEhgKEHByb2R1Y2VyX3ZlcnNpb24YAyABKAkSDgoGZG9tYWluGAQgASgJEhUKDW1vZGVsX3ZlcnNpb24YBSABKAMSEgoKZG9jX3N0cmluZxgGIAEoCRIfCgVncmFwaBgHIAEoCzIQLm9ubnguR3JhcGhQcm90bxI0Cg5tZXRhZGF0YV9wcm9wcxgOIAMoCzIcLm9ubnguU3RyaW5nU3RyaW5nRW50cnlQcm90bxIuCg10cmFpbmluZ19pbmZvGBQgAygLMhcub25ueC5UcmFpbmluZ0luZm9Qcm90bxImCglmdW5jdGlvbnMYGSADKAsyEy5vbm54LkZ1bmN0aW9uUHJvdG8iNAoWU3RyaW5nU3RyaW5nRW50cnlQcm90bxILCgNrZXkYASABKAkSDQoFdmFsdWUYAiABKAkiawoQVGVuc29yQW5ub3RhdGlvbhITCgt0ZW5zb3JfbmFtZRgBIAEoCRJCChxxdWFudF9wYXJhbWV0ZXJfdGVuc29yX25hbWVzGAIgAygLMhwub25ueC5TdHJpbmdTdHJpbmdFbnRyeVByb3RvIp4DCgpHcmFwaFByb3RvEh0KBG5vZGUYASADKAsyDy5vbm54Lk5vZGVQcm90bxIMCgRuYW1lGAIgASgJEiYKC2luaXRpYWxpemVyGAUgAygLMhEub25ueC5UZW5zb3JQcm90bxIzChJzcGFyc2VfaW5pdGlhbGl6ZXIYDyADKAsyFy5vbm54LlNwYXJzZVRlbnNvclByb3RvEhIKCmRvY19zdHJpbmcYCiABKAkSIwoFaW5wdXQYCyADKAsyFC5vbm54LlZhbHVlSW5mb1Byb3RvEiQKBm91dHB1dBgMIAMoCzIULm9ubnguVmFsdWVJbmZvUHJvdG8SKAoKdmFsdWVfaW5mbxgNIAMoCzIULm9ubnguVmFsdWVJbmZvUHJvdG8SNwoXcXVhbnRpemF0aW9uX2Fubm90YXRpb24YDiADKAsyFi5vbm54LlRlbnNvckFubm90YXRpb25KBAgDEARKBAgEEAVKBAgGEApSCmlyX3ZlcnNpb25SEHByb2R1Y2VyX3ZlcnNpb25SDHByb2R1Y2VyX3RhZ1IGZG9tYWluIrgFCgtUZW5zb3JQcm90bxIMCgRkaW1zGAEgAygDEhEKCWRhdGFfdHlwZRgCIAEoBRIqCgdzZWdtZW50GAMgASgLMhkub25ueC5UZW5zb3JQcm90by5TZWdtZW50EhYKCmZsb2F0X2RhdGEYBCADKAJCAhABEhYKCmludDMyX2RhdGEYBSADKAVCAhABEhMKC3N0cmluZ19kYXRhGAYgAygMEhYKCmludDY0X2RhdGEYByADKANCAhABEgwKBG5hbWUYCCABKAkSEgoKZG9jX3N0cmluZxgMIAEoCRIQCghyYXdfZGF0YRgJIAEoDBIzCg1leHRlcm5hbF9kYXRhGA0gAygLMhwub25ueC5TdHJpbmdTdHJpbmdFbnRyeVByb3RvEjUKDWRhdGFfbG9jYXRpb24YDiABKA4yHi5vbm54LlRlbnNvclByb3RvLkRhdGFMb2NhdGlvbhIXCgtkb3VibGVfZGF0YRgKIAMoAUICEAESFwoLdWludDY0X2RhdGEYCyADKARCAhABGiUKB1NlZ21lbnQSDQoFYmVnaW4YASABKAMSCwoDZW5kGAIgASgDItoBCghEYXRhVHlwZRINCglVTkRFRklORUQQABIJCgVGTE9BVBABEgkKBVVJTlQ4EAISCAoESU5UOBADEgoKBlVJTlQxNhAEEgkKBUlOVDE2EAUSCQoFSU5UMzIQBhIJCgVJTlQ2NBAHEgoKBlNUUklORxAIEggKBEJPT0wQCRILCgdGTE9BVDE2EAoSCgoGRE9VQkxFEAsSCgoGVUlOVDMyEAwSCgoGVUlOVDY0EA0SDQoJQ09NUExFWDY0EA4SDgoKQ09NUExFWDEyOBAPEgwKCEJGTE9BVDE2EBAiKQoMRGF0YUxvY2F0aW9uEgsKB0RFRkFVTFQQABIMCghFWFRFUk5BTBABImgKEVNwYXJzZVRlbnNvclByb3RvEiEKBnZhbHVlcxgBIAEoCzIRLm9ubnguVGVuc29yUHJvdG8SIgoHaW5kaWNlcxgCIAEoCzIRLm9ubnguVGVuc29yUHJvdG8SDAoEZGltcxgDIAMoAyKVAQoQVGVuc29yU2hhcGVQcm90bxItCgNkaW0YASADKAsyIC5vbm54LlRlbnNvclNoYXBlUHJvdG8uRGltZW5zaW9uGlIKCURpbWVuc2lvbhITCglkaW1fdmFsdWUYASABKANIABITCglkaW1fcGFyYW0YAiABKAlIABISCgpkZW5vdGF0aW9uGAMgASgJQgcKBXZhbHVlIqUFCglUeXBlUHJvdG8SLQoLdGVuc29yX3R5cGUYASABKAsyFi5vbm54LlR5cGVQcm90by5UZW5zb3JIABIxCg1zZXF1ZW5jZV90eXBlGAQgASgLMhgub25ueC5UeXBlUHJvdG8uU2VxdWVuY2VIABInCghtYXBfdHlwZRgFIAEoCzITLm9ubnguVHlwZVByb3RvLk1hcEgAEjEKDW9wdGlvbmFsX3R5cGUYCSABKAsyGC5vbm54LlR5cGVQcm90by5PcHRpb25hbEgAEjoKEnNwYXJzZV90ZW5zb3JfdHlwZRgIIAEoCzIcLm9ubnguVHlwZVByb3RvLlNwYXJzZVRlbnNvckgAEi0KC29wYXF1ZV90eXBlGAcgASgLMhYub25ueC5UeXBlUHJvdG8uT3BhcXVlSAASEgoKZGVub3RhdGlvbhgGIAEoCRpCCgZUZW5zb3ISEQoJZWxlbV90eXBlGAEgASgFEiUKBXNoYXBlGAIgASgLMhYub25ueC5UZW5zb3JTaGFwZVByb3RvGi4KCFNlcXVlbmNlEiIKCWVsZW1fdHlwZRgBIAEoCzIPLm9ubnguVHlwZVByb3RvGjwKA01hcBIQCghrZXlfdHlwZRgBIAEoBRIjCgp2YWx1ZV90eXBlGAIgASgLMg8ub25ueC5UeXBlUHJvdG8aLgoIT3B0aW9uYWwSIgoJZWxlbV90eXBlGAEgASgLMg8ub25ueC5UeXBlUHJvdG8aSAoMU3BhcnNlVGVuc29yEhEKCWVsZW1fdHlwZRgBIAEoBRIlCgVzaGFwZRgCIAEoCzIWLm9ubnguVGVuc29yU2hhcGVQcm90bxomCgZPcGFxdWUSDgoGZG9tYWluGAEgASgJEgwKBG5hbWUYAiABKAlCBwoFdmFsdWUiNQoST3BlcmF0b3JTZXRJZFByb3RvEg4KBmRvbWFpbhgBIAEoCRIPCgd2ZXJzaW9uGAIgASgDIuUBCg1GdW5jdGlvblByb3RvEgwKBG5hbWUYASABKAkSDQoFaW5wdXQYBCADKAkSDgoGb3V0cHV0GAUgAygJEhEKCWF0dHJpYnV0ZRgGIAMoCRIdCgRub2RlGAcgAygLMg8ub25ueC5Ob2RlUHJvdG8SEgoKZG9jX3N0cmluZxgIIAEoCRIuCgxvcHNldF9pbXBvcnQYCSADKAsyGC5vbm54Lk9wZXJhdG9yU2V0SWRQcm90bxIOCgZkb21haW4YCiABKAlKBAgCEANKBAgDEARSDXNpbmNlX3ZlcnNpb25SBnN0YXR1cyrkAQoHVmVyc2lvbhISCg5fU1RBUlRfVkVSU0lPThAAEhkKFUlSX1ZFUlNJT05fMjAxN18xMF8xMBABEhkKFUlSX1ZFUlNJT05fMjAxN18xMF8zMBACEhgKFElSX1ZFUlNJT05fMjAxN18xMV8zEAMSGAoUSVJfVkVSU0lPTl8yMDE5XzFfMjIQBBIYChRJUl9WRVJTSU9OXzIwMTlfM18xOBAFEhgKFElSX1ZFUlNJT05fMjAxOV85XzE5EAYSFwoTSVJfVkVSU0lPTl8yMDIwXzVfOBAHEg4KCklSX1ZFUlNJT04QCCouCg5PcGVyYXRvclN0YXR1cxIQCgxFWFBFUklNRU5UQUwQABIKCgZTVEFCTEUQAUICSAM",
);
/**
 * Describes the message onnx.AttributeProto.
 * Use `create(AttributeProtoSchema)` to create a new message.
 */
const AttributeProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 0);
/**
 * @generated from enum onnx.AttributeProto.AttributeType
 */
const AttributeProto_AttributeType = /* @__PURE__ */ ((AttributeProto_AttributeType) => {
  /**
   * @generated from enum value: UNDEFINED = 0;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["UNDEFINED"] = 0)] = "UNDEFINED";
  /**
   * @generated from enum value: FLOAT = 1;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["FLOAT"] = 1)] = "FLOAT";
  /**
   * @generated from enum value: INT = 2;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["INT"] = 2)] = "INT";
  /**
   * @generated from enum value: STRING = 3;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["STRING"] = 3)] = "STRING";
  /**
   * @generated from enum value: TENSOR = 4;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["TENSOR"] = 4)] = "TENSOR";
  /**
   * @generated from enum value: GRAPH = 5;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["GRAPH"] = 5)] = "GRAPH";
  /**
   * @generated from enum value: SPARSE_TENSOR = 11;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["SPARSE_TENSOR"] = 11)] = "SPARSE_TENSOR";
  /**
   * @generated from enum value: TYPE_PROTO = 13;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["TYPE_PROTO"] = 13)] = "TYPE_PROTO";
  /**
   * @generated from enum value: FLOATS = 6;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["FLOATS"] = 6)] = "FLOATS";
  /**
   * @generated from enum value: INTS = 7;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["INTS"] = 7)] = "INTS";
  /**
   * @generated from enum value: STRINGS = 8;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["STRINGS"] = 8)] = "STRINGS";
  /**
   * @generated from enum value: TENSORS = 9;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["TENSORS"] = 9)] = "TENSORS";
  /**
   * @generated from enum value: GRAPHS = 10;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["GRAPHS"] = 10)] = "GRAPHS";
  /**
   * @generated from enum value: SPARSE_TENSORS = 12;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["SPARSE_TENSORS"] = 12)] = "SPARSE_TENSORS";
  /**
   * @generated from enum value: TYPE_PROTOS = 14;
   */
  AttributeProto_AttributeType[(AttributeProto_AttributeType["TYPE_PROTOS"] = 14)] = "TYPE_PROTOS";
  return AttributeProto_AttributeType;
})({});
/**
 * Describes the message onnx.ValueInfoProto.
 * Use `create(ValueInfoProtoSchema)` to create a new message.
 */
const ValueInfoProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 1);
/**
 * Describes the message onnx.NodeProto.
 * Use `create(NodeProtoSchema)` to create a new message.
 */
const NodeProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 2);
/**
 * Describes the message onnx.ModelProto.
 * Use `create(ModelProtoSchema)` to create a new message.
 */
const ModelProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 4);
/**
 * Describes the message onnx.StringStringEntryProto.
 * Use `create(StringStringEntryProtoSchema)` to create a new message.
 */
const StringStringEntryProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 5);
/**
 * Describes the message onnx.GraphProto.
 * Use `create(GraphProtoSchema)` to create a new message.
 */
const GraphProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 7);
/**
 * Describes the message onnx.TensorProto.
 * Use `create(TensorProtoSchema)` to create a new message.
 */
const TensorProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 8);
/**
 * Describes the message onnx.OperatorSetIdProto.
 * Use `create(OperatorSetIdProtoSchema)` to create a new message.
 */
const OperatorSetIdProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 12);
/**
 * Describes the message onnx.FunctionProto.
 * Use `create(FunctionProtoSchema)` to create a new message.
 */
const FunctionProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 13);
// ../hillock/src/onnx/utf8.ts
const toUtf8 = (text) => new TextEncoder().encode(text);
/** Bytes that are no UTF-8 become U+FFFD. */
const fromUtf8 = (bytes) => new TextDecoder().decode(bytes);
// ../hillock/src/onnx/tensor.ts
const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
function elementsOf(data) {
  if (data instanceof Float32Array)
    return {
      dataType: 1,
      rawData: littleEndian(data),
    };
  if (data instanceof Float64Array)
    return {
      dataType: 11,
      rawData: littleEndian(data),
    };
  if (data instanceof BigInt64Array)
    return {
      dataType: 7,
      rawData: littleEndian(data),
    };
  return {
    dataType: 8,
    stringData: data.map(toUtf8),
  };
}
function littleEndian(data) {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  if (LITTLE) return bytes;
  const size = data.BYTES_PER_ELEMENT;
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}
const writeTensor = (name, dims, data) =>
  create(TensorProtoSchema, {
    name,
    dims: dims.map(BigInt),
    ...elementsOf(data),
  });
const MOST_ELEMENTS = 2 ** 27;
const sizeOf = (shape) => shape.reduce((product, length) => product * length, 1);
const half = (bits) => {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const sign = bits & 32768 ? -1 : 1;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
};
const bfloat = (bits) => new Float32Array(Uint32Array.of(bits << 16).buffer)[0];
/** Element types of whole numbers and truth values. */
const WHOLE_TYPES = /* @__PURE__ */ new Set([...[2, 3, 4, 5, 6, 7, 9], ...[12, 13]]);
const FORMATS = /* @__PURE__ */ new Map([
  [
    1,
    {
      bytes: 4,
      read: (v, at) => v.getFloat32(at, true),
      list: (t) => t.floatData,
    },
  ],
  [
    11,
    {
      bytes: 8,
      read: (v, at) => v.getFloat64(at, true),
      list: (t) => t.doubleData,
    },
  ],
  [
    2,
    {
      bytes: 1,
      read: (v, at) => v.getUint8(at),
      list: (t) => t.int32Data,
    },
  ],
  [
    3,
    {
      bytes: 1,
      read: (v, at) => v.getInt8(at),
      list: (t) => t.int32Data,
    },
  ],
  [
    4,
    {
      bytes: 2,
      read: (v, at) => v.getUint16(at, true),
      list: (t) => t.int32Data,
    },
  ],
  [
    5,
    {
      bytes: 2,
      read: (v, at) => v.getInt16(at, true),
      list: (t) => t.int32Data,
    },
  ],
  [
    6,
    {
      bytes: 4,
      read: (v, at) => v.getInt32(at, true),
      list: (t) => t.int32Data,
    },
  ],
  [
    12,
    {
      bytes: 4,
      read: (v, at) => v.getUint32(at, true),
      list: (t) => t.uint64Data,
    },
  ],
  [
    7,
    {
      bytes: 8,
      read: (v, at) => Number(v.getBigInt64(at, true)),
      list: (t) => t.int64Data,
    },
  ],
  [
    13,
    {
      bytes: 8,
      read: (v, at) => Number(v.getBigUint64(at, true)),
      list: (t) => t.uint64Data,
    },
  ],
  [
    9,
    {
      bytes: 1,
      read: (v, at) => v.getUint8(at),
      list: (t) => t.int32Data,
    },
  ],
  [
    10,
    {
      bytes: 2,
      read: (v, at) => half(v.getUint16(at, true)),
      list: (t) => t.int32Data,
      meaning: half,
    },
  ],
  [
    16,
    {
      bytes: 2,
      read: (v, at) => bfloat(v.getUint16(at, true)),
      list: (t) => t.int32Data,
      meaning: bfloat,
    },
  ],
]);
/**
 * Reads a tensor; no memory is taken before its lengths are known to fit its data.
 * @throws HillockError "invalid-model"
 */
function readTensor(tensor, what = `the tensor "${tensor.name}"`) {
  const fail = (why) => new HillockError("invalid-model", `The ONNX file is damaged: ${what} ${why}.`);
  const shape = tensor.dims.map(Number);
  if (shape.some((length) => length < 0))
    throw fail(`has a negative length in its shape ${shape.join(" × ")}`);
  const size = sizeOf(shape);
  if (!(size <= MOST_ELEMENTS) || shape.some((length) => length > MOST_ELEMENTS))
    throw fail(`has the shape ${shape.join(" × ")}, more than ${MOST_ELEMENTS} elements`);
  if (tensor.dataType === 8) {
    if (tensor.stringData.length !== size)
      throw fail(`has ${tensor.stringData.length} texts for ${size} elements`);
    return {
      type: 8,
      shape,
      values: /* @__PURE__ */ new Float64Array(0),
      texts: tensor.stringData.map(fromUtf8),
    };
  }
  const format = FORMATS.get(tensor.dataType);
  if (format === void 0) throw fail(`is of the element type ${tensor.dataType}, which is not read`);
  const { bytes, read, list, meaning = (stored) => stored } = format;
  const raw = tensor.rawData;
  const stored = list(tensor);
  if (raw.length > 0 || stored.length === 0) {
    if (raw.length !== size * bytes) throw fail(`has ${raw.length} bytes for ${size} elements of ${bytes}`);
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    const values = new Float64Array(size);
    for (let i = 0; i < size; i++) values[i] = read(view, i * bytes);
    return {
      type: tensor.dataType,
      shape,
      values,
      texts: void 0,
    };
  }
  if (stored.length !== size) throw fail(`has ${stored.length} numbers for ${size} elements`);
  return {
    type: tensor.dataType,
    shape,
    values: Float64Array.from(stored, (each) => meaning(Number(each))),
    texts: void 0,
  };
}
// ../hillock/src/onnx/domains.ts
/** Of Hillock's local functions. */
const DOMAIN = "hillock";
/** Of ONNX' operators for tables. */
const ML_DOMAIN = "ai.onnx.ml";
// ../hillock/src/onnx/write/columns.ts
const ROWS$2 = "rows";
/** A column whose mean is so many spreads from 0 is given in float64: in float32 too little of it would be left. */
const FAR = 1e3;
/** What a column is at the graph's border: one input each, called as the column is. */
function columnBorder(column) {
  const shape = [ROWS$2, 1];
  if (column.kind === "category")
    return {
      name: column.name,
      type: "string",
      shape,
      doc: "A category; an empty text, NA and their like where it is missing.",
    };
  const { unit, mean, spread } = column.scale;
  const far = Math.abs(mean) > FAR * spread || unit !== 1;
  return {
    name: column.name,
    type: far ? "double" : "float",
    shape,
    doc: "A number; NaN where it is missing.",
  };
}
const DOUBLE = BigInt(11);
const FLOAT = BigInt(1);
/** As the encoder of the column does it, in float64, rounded once. */
function writeNumeric(model, { name, fill, scale }) {
  const { nodes } = model;
  const exact = (what, value) => model.initializer(`${name}.${what}`, [], Float64Array.of(value));
  const wide = nodes.add({
    type: "Cast",
    since: 9,
    inputs: [name],
    attributes: { to: DOUBLE },
    name: `${name}.wide`,
  });
  const missing = nodes.add({
    type: "IsNaN",
    since: 9,
    inputs: [wide],
    name: `${name}.missing`,
  });
  let value = nodes.add({
    type: "Where",
    since: 9,
    inputs: [missing, exact("fill", fill), wide],
    name: `${name}.filled`,
  });
  const steps = [
    ...(scale.unit === 1 ? [] : [["Div", "unit", scale.unit]]),
    ["Sub", "mean", scale.mean],
    ["Div", "spread", scale.spread],
  ];
  for (const [type, what, number] of steps)
    value = nodes.add({
      type,
      since: 7,
      inputs: [value, exact(what, number)],
      name: `${name}.by ${what}`,
    });
  return nodes.add({
    type: "Cast",
    since: 9,
    inputs: [value],
    attributes: { to: FLOAT },
    name: `${name}.scaled`,
  });
}
/** Texts that stand for a missing category in tables, beside the empty one. */
const MISSING = ["", "NA", "N/A", "na", "n/a", "nan", "NaN", "null", "NULL", "none", "None", "?", "."];
/** One number a category; all 0 for one that training never saw. */
function writeCategory(model, { name, categories, fill }) {
  const { nodes } = model;
  const places = categories.map((_, i) => BigInt(i));
  const missing = MISSING.filter((text) => !categories.includes(text));
  const filled = BigInt(categories.indexOf(fill));
  const place = nodes.add({
    type: "LabelEncoder",
    since: 2,
    domain: ML_DOMAIN,
    inputs: [name],
    attributes: {
      keys_strings: [...categories, ...missing],
      values_int64s: [...places, ...missing.map(() => filled)],
      default_int64: -1n,
    },
    name: `${name}.place`,
  });
  const oneHot = nodes.add({
    type: "OneHotEncoder",
    since: 1,
    domain: ML_DOMAIN,
    inputs: [place],
    attributes: {
      cats_int64s: places,
      zeros: 1n,
    },
    name: `${name}.one-hot`,
  });
  model.describe({
    name: place,
    type: "int64",
    shape: [ROWS$2, 1],
  });
  model.describe({
    name: oneHot,
    type: "float",
    shape: [ROWS$2, 1, categories.length],
  });
  return nodes.add({
    type: "Flatten",
    since: 1,
    inputs: [oneHot],
    attributes: { axis: 1n },
    name: `${name}.features`,
  });
}
/** From raw columns to the network's inputs, side by side. */
function writeColumns(model, columns) {
  const features = columns.map((column) =>
    column.kind === "numeric" ? writeNumeric(model, column) : writeCategory(model, column),
  );
  return model.nodes.add({
    type: "Concat",
    since: 4,
    inputs: features,
    attributes: { axis: 1n },
    name: "features",
  });
}
const imageBorder = ({ height, width }) => ({
  name: "images",
  type: "uint8",
  shape: [ROWS$2, height, width],
  doc: "Pixels, 0 to 255.",
});
function writeImages(model, { mean, spread }) {
  const { nodes } = model;
  const exact = (name, value) => model.initializer(name, [], Float64Array.of(value));
  const wide = nodes.add({
    type: "Cast",
    since: 9,
    inputs: ["images"],
    attributes: { to: DOUBLE },
    name: "pixels",
  });
  const shifted = nodes.add({
    type: "Sub",
    since: 7,
    inputs: [wide, exact("mean", mean)],
    name: "pixels.by mean",
  });
  const scaled = nodes.add({
    type: "Div",
    since: 7,
    inputs: [shifted, exact("spread", spread)],
    name: "pixels.by spread",
  });
  const narrow = nodes.add({
    type: "Cast",
    since: 9,
    inputs: [scaled],
    attributes: { to: FLOAT },
    name: "pixels.scaled",
  });
  return nodes.add({
    type: "Flatten",
    since: 1,
    inputs: [narrow],
    attributes: { axis: 1n },
    name: "features",
  });
}
// ../hillock/src/onnx/write/around.ts
const ROWS$1 = "rows";
/** Units that column names end with, in brackets or behind the last underscore. */
const UNITS = new Set(
  "mm cm km kg mg lb oz ml kw kwh mhz ghz hz pa kpa mpa bar usd eur pct percent s ms h min g".split(" "),
);
function unitOf(name) {
  const bracketed = /[([]([^()[\]]+)[)\]]\s*$/.exec(name)?.[1];
  const ending = /_([A-Za-z]+)$/.exec(name)?.[1];
  return bracketed ?? (ending !== void 0 && UNITS.has(ending.toLowerCase()) ? ending : void 0);
}
/** What a reader of the file may want to know, by key. */
function metadataOf({ preprocessing, target, metadata = {} }) {
  const columns =
    preprocessing.kind === "table"
      ? preprocessing.columns.map((column) => ({
          name: column.name,
          kind: column.kind,
          ...(unitOf(column.name) === void 0 ? {} : { unit: unitOf(column.name) }),
          ...(column.kind === "category" ? { categories: column.categories } : {}),
          missing: column.fill,
        }))
      : void 0;
  const unit = unitOf(target.name);
  return {
    "hillock.target": JSON.stringify({
      ...target,
      ...(unit === void 0 ? {} : { unit }),
    }),
    "hillock.classes": JSON.stringify(target.classes),
    ...(columns === void 0 ? {} : { "hillock.columns": JSON.stringify(columns) }),
    ...metadata,
  };
}
const inputBorders = (form) => (form.kind === "table" ? form.columns.map(columnBorder) : [imageBorder(form)]);
const NAMELESS = "A column without a name cannot be an input of an ONNX file; give it one.";
/** @throws HillockError "invalid-shape" where the columns do not make the network's inputs */
function writeInputs(model, form, net) {
  const width =
    form.kind === "table"
      ? form.columns.reduce((sum, column) => sum + encoderOf(column).features.length, 0)
      : form.height * form.width;
  if (form.kind === "table" && form.columns.some(({ name }) => name === ""))
    throw new HillockError("invalid-argument", NAMELESS);
  if (width !== net.inputs)
    throw new HillockError(
      "invalid-shape",
      `The columns make ${width} inputs; the network has ${net.inputs}.`,
    );
  return form.kind === "table" ? writeColumns(model, form.columns) : writeImages(model, form);
}
function outputNames({ preprocessing, target: { task } }, outputs) {
  const taken = new Set(inputBorders(preprocessing).map(({ name }) => name));
  const free = (wish) => (taken.has(wish) ? free(`${wish}_`) : wish);
  return {
    value: free(task === "regression" ? "prediction" : outputs === 1 ? "probability" : "probabilities"),
    label: task === "regression" ? void 0 : free("label"),
  };
}
function outputBorders(target, { value, label }, outputs) {
  const doc =
    target.task === "regression"
      ? `${target.name}, in its own units.`
      : outputs === 1
        ? `The probability of ${target.classes[1]}.`
        : `Of ${target.classes.join(", ")}, in this order.`;
  const first = {
    name: value,
    type: "float",
    shape: [ROWS$1, outputs],
    doc,
  };
  return label === void 0
    ? [first]
    : [
        first,
        {
          name: label,
          type: "string",
          shape: [ROWS$1],
          doc: target.name,
        },
      ];
}
/** A regression's numbers in the target's units. */
function writeUnits(model, { scale }, from, name) {
  const exact = (what, value) => model.initializer(`target.${what}`, [], Float64Array.of(value));
  const { nodes } = model;
  const wide = nodes.add({
    type: "Cast",
    since: 9,
    inputs: [from],
    attributes: { to: BigInt(11) },
    name: "wide",
  });
  const scaled = nodes.add({
    type: "Mul",
    since: 7,
    inputs: [wide, exact("spread", scale.spread)],
    name: "scaled",
  });
  const shifted = nodes.add({
    type: "Add",
    since: 7,
    inputs: [scaled, exact("mean", scale.mean)],
    name: "shifted",
  });
  nodes.put(
    {
      type: "Cast",
      since: 9,
      inputs: [shifted],
      attributes: { to: BigInt(1) },
    },
    name,
  );
}
/** The class of the largest probability, or of a probability from ½ on, as text. */
function writeLabel(model, { classes }, from, outputs, label) {
  const { nodes } = model;
  const names = model.initializer("classes", [classes.length], classes);
  const integer = BigInt(7);
  if (outputs === 1) {
    const half = model.initializer("half", [], Float32Array.of(0.5));
    const below = nodes.add({
      type: "Less",
      since: 9,
      inputs: [from, half],
      name: "below",
    });
    const not = nodes.add({
      type: "Not",
      since: 1,
      inputs: [below],
      name: "decided",
    });
    const column = nodes.add({
      type: "Cast",
      since: 9,
      inputs: [not],
      attributes: { to: integer },
      name: "class column",
    });
    const flat = nodes.add({
      type: "Reshape",
      since: 5,
      inputs: [column, model.initializer("one dimension", [1], BigInt64Array.of(-1n))],
      name: "class",
    });
    nodes.put(
      {
        type: "Gather",
        since: 1,
        inputs: [names, flat],
      },
      label,
    );
    return;
  }
  const place = nodes.add({
    type: "ArgMax",
    since: 1,
    inputs: [from],
    attributes: {
      axis: 1n,
      keepdims: 0n,
    },
    name: "class",
  });
  nodes.put(
    {
      type: "Gather",
      since: 1,
      inputs: [names, place],
    },
    label,
  );
}
// ../hillock/src/onnx/write/tanh-shrink.ts
/** (tanh(x) − x)/x³ in x², |x| ≤ 1. */
const TAIL = [
  -0.33333334, 0.13333355, -0.053968247, 0.021852776, -0.008755063, 0.0032821787, -0.00097401795,
  0.00015632507,
];
const POLYNOMIAL_LIMIT = 1;
/** x − tanh(x) with ONNX's own Tanh, near 0 by a polynomial: the difference would have no digits left. */
function tanhShrink(x) {
  const size = abs(x);
  const square = multiply(size, size);
  const near = multiply(negate$1(multiply(x, square)), polynomial(square, TAIL));
  return select(less(size, POLYNOMIAL_LIMIT), near, subtract(x, tanh$1(x)));
}
// ../hillock/src/onnx/write/kinds.ts
const operator = (type, since) => ({
  type,
  since,
});
/** The upper half of a number's bits, so that its square is exact (Dekker 1971). */
const highPart = (u) => {
  const scaled = multiply(4097, u);
  return subtract(scaled, subtract(scaled, u));
};
const inTwoParts = {
  high: highPart,
  exponential: (a, b) => multiply(exp$1(a), exp$1(b)),
};
/** (v − 1)·u / ln v with v = e^u rounded (Kahan); the quotient makes good what rounding v did. */
const exponentialMinusOne = (u) => {
  const bounded = select(less(u, -30), -30, u);
  const v = exp$1(bounded);
  const small = select(equal(v, 1), u, multiply(subtract(v, 1), divide(bounded, log(v))));
  return select(less(1, u), subtract(exp$1(u), 1), small);
};
/** ln v · u / (v − 1) with v = 1 + u rounded (Kahan). */
const logOfOnePlus = (u) => {
  const v = add(1, u);
  const small = select(equal(v, 1), u, multiply(log(v), divide(u, subtract(v, 1))));
  return select(less(1, u), log(v), small);
};
/** Φ(u) to the last digits, however small, with the square in two parts. */
function normalDistribution(u) {
  const a = min(abs(u), REACH);
  const high = highPart(a);
  const rest = multiply(subtract(a, high), add(a, high));
  const density = inTwoParts.exponential(multiply(-0.5, multiply(high, high)), multiply(-0.5, rest));
  const small = multiply(density, tailShare(a));
  return select(less(u, 0), small, subtract(1, small));
}
const KINDS = {
  add: operator("Add", 7),
  subtract: operator("Sub", 7),
  multiply: operator("Mul", 7),
  divide: operator("Div", 7),
  negate: operator("Neg", 6),
  abs: operator("Abs", 6),
  min: operator("Min", 8),
  max: operator("Max", 8),
  sqrt: operator("Sqrt", 6),
  round: operator("Round", 11),
  less: operator("Less", 9),
  lessEqual: operator("LessOrEqual", 12),
  equal: operator("Equal", 11),
  select: operator("Where", 9),
  exp: operator("Exp", 6),
  expm1: { tree: exponentialMinusOne },
  log: operator("Log", 6),
  log1p: { tree: logOfOnePlus },
  sin: operator("Sin", 7),
  cos: operator("Cos", 7),
  atan: operator("Atan", 7),
  tanh: operator("Tanh", 6),
  sigmoid: { tree: (u) => divide(1, add(1, exp$1(negate$1(u)))) },
  softplus: operator("Softplus", 1),
  erf: operator("Erf", 9),
  erfc: { tree: (u) => complementaryErf(u, inTwoParts) },
  normal: { tree: normalDistribution },
  power: operator("Pow", 7),
};
const isInner = (kind) => Object.hasOwn(KINDS, kind);
const ruleOf = (kind) => KINDS[kind];
const same = (a, b) => structuralKey(a) === structuralKey(b);
/** u − tanh(u) and exp(−u²), which lose their digits when their parts are computed one by one. */
function wholeTree({ kind, args: [a, b] }) {
  if (kind === "subtract" && b.kind === "tanh" && same(a, b.args[0])) return tanhShrink(a);
  const square = kind === "exp" && a.kind === "negate" ? a.args[0] : void 0;
  if (square?.kind !== "multiply" || !same(square.args[0], square.args[1])) return void 0;
  const size = min(abs(square.args[0]), 11);
  const high = highPart(size);
  const rest = multiply(subtract(size, high), add(size, high));
  return inTwoParts.exponential(negate$1(multiply(high, high)), negate$1(rest));
}
// ../hillock/src/onnx/write/formula.ts
/**
 * Writes a formula as nodes.
 * @param names of the tensors that stand for the variable "x" and for each parameter
 * @returns the name of the value
 */
function writeFormula(nodes, formula, names) {
  const own = new Set(inOrder(formula));
  const done = /* @__PURE__ */ new Map();
  const visit = (e) => {
    const known = done.get(e);
    if (known !== void 0) return known;
    const written = write(e);
    done.set(e, written);
    return written;
  };
  const write = (e) => {
    if (e.kind === "constant") return nodes.constant(e.value);
    if (e.kind === "variable" || e.kind === "parameter") return names[e.name];
    if (!isInner(e.kind))
      throw new HillockError(
        "invalid-formula",
        `"${e.kind}" works on the bits of a number; ONNX has none such.`,
      );
    const whole = own.has(e) ? wholeTree(e) : void 0;
    if (whole !== void 0) return visit(whole);
    const rule = ruleOf(e.kind);
    if ("tree" in rule) return visit(rule.tree(e.args[0]));
    return nodes.add({
      type: rule.type,
      since: rule.since,
      inputs: e.args.map(visit),
    });
  };
  return visit(formula);
}
// ../hillock/src/onnx/write/nodes.ts
/** Numbers become floats, bigints whole numbers. */
function writeAttribute(name, value) {
  const Type = AttributeProto_AttributeType;
  if (typeof value === "number")
    return create(AttributeProtoSchema, {
      name,
      type: Type.FLOAT,
      f: value,
    });
  if (typeof value === "bigint")
    return create(AttributeProtoSchema, {
      name,
      type: Type.INT,
      i: value,
    });
  if (typeof value === "string")
    return create(AttributeProtoSchema, {
      name,
      type: Type.STRING,
      s: toUtf8(value),
    });
  if (!Array.isArray(value))
    return create(AttributeProtoSchema, {
      name,
      type: Type.TENSOR,
      t: value,
    });
  const list = value;
  const of = (type) => list.filter((each) => typeof each === type);
  if (typeof list[0] === "string")
    return create(AttributeProtoSchema, {
      name,
      type: Type.STRINGS,
      strings: of("string").map(toUtf8),
    });
  if (typeof list[0] === "bigint")
    return create(AttributeProtoSchema, {
      name,
      type: Type.INTS,
      ints: of("bigint"),
    });
  return create(AttributeProtoSchema, {
    name,
    type: Type.FLOATS,
    floats: of("number"),
  });
}
/** Nodes in the order in which they are computed, with names of their own. */
var NodeList = class {
  nodes = [];
  #taken = /* @__PURE__ */ new Set();
  #constants = /* @__PURE__ */ new Map();
  #needs;
  /** @param needs is told of each operator */
  constructor(needs, taken = []) {
    this.#needs = needs;
    for (const name of taken) this.#taken.add(name);
  }
  /** A name that nothing has yet, as near to the one wished for as can be. */
  fresh(wish) {
    let name = wish;
    for (let i = 2; this.#taken.has(name); i++) name = `${wish}_${i}`;
    this.#taken.add(name);
    return name;
  }
  /** The name of the node's output. */
  add(sketch) {
    const output = this.fresh(sketch.name ?? sketch.type.toLowerCase());
    this.put(sketch, output);
    return output;
  }
  /** A node whose output has a name that is taken already: one of the graph's own. */
  put({ type, since, inputs, attributes = {}, domain = "" }, output) {
    this.#needs(domain, since, type);
    this.nodes.push(
      create(NodeProtoSchema, {
        name: output,
        opType: type,
        domain,
        input: [...inputs],
        output: [output],
        attribute: Object.entries(attributes).map(([key, value]) => writeAttribute(key, value)),
      }),
    );
  }
  /** A float32 number of any shape. */
  constant(value) {
    const key = Object.is(value, -0) ? "-0" : String(Math.fround(value));
    const known = this.#constants.get(key);
    if (known !== void 0) return known;
    const tensor = writeTensor("", [], Float32Array.of(value));
    const name = this.add({
      type: "Constant",
      since: 1,
      inputs: [],
      attributes: { value: tensor },
      name: "constant",
    });
    this.#constants.set(key, name);
    return name;
  }
};
// ../hillock/src/onnx/write/model.ts
/** Initializers need not be inputs from 4 on; models may have functions of their own from 8 on. */
const PLAIN_IR = 4n;
const FUNCTIONS_IR = 8n;
const BORDER_TYPES = {
  float: 1,
  double: 11,
  string: 8,
  uint8: 2,
  int64: 7,
};
const border = ({ name, type, shape, doc }) =>
  create(ValueInfoProtoSchema, {
    name,
    ...(doc === void 0 ? {} : { docString: doc }),
    type: {
      value: {
        case: "tensorType",
        value: {
          elemType: BORDER_TYPES[type],
          shape: {
            dim: shape.map((length) => ({
              value:
                typeof length === "number"
                  ? {
                      case: "dimValue",
                      value: BigInt(length),
                    }
                  : {
                      case: "dimParam",
                      value: length,
                    },
            })),
          },
        },
      },
    },
  });
/** The lowest opset that is written. */
const LOWEST = 7;
/** A model under construction, in one opset. */
var ModelWriter = class {
  opset;
  nodes;
  #needs = /* @__PURE__ */ new Map();
  #functions = /* @__PURE__ */ new Map();
  #functionNames = new NodeList(() => void 0);
  initializers = [];
  #between = [];
  /** @param taken names that nodes may not have: those of the graph's inputs and outputs */
  constructor(opset, taken) {
    this.opset = opset;
    this.nodes = new NodeList((...needed) => this.#need(...needed), taken);
  }
  #need(domain, since, type) {
    const known = this.#needs.get(domain);
    if (known === void 0 || since > known.since)
      this.#needs.set(domain, {
        since,
        types: [type],
      });
    else if (since === known.since && !known.types.includes(type)) known.types.push(type);
  }
  /** The lowest opset that has all that was written, and the operators that ask for it. */
  get needed() {
    const own = this.#needs.get("");
    return own !== void 0 && own.since > LOWEST
      ? {
          opset: own.since,
          types: own.types,
        }
      : {
          opset: LOWEST,
          types: [],
        };
  }
  /** A constant tensor beside the nodes; the result is its name. */
  initializer(wish, shape, data) {
    const name = this.nodes.fresh(wish);
    this.initializers.push(writeTensor(name, shape, data));
    return name;
  }
  /** Says what an inner tensor is, for checkers that cannot infer it from its operator. */
  describe(tensor) {
    this.#between.push(border(tensor));
  }
  /** The activation of `input`; `units` holds parameters with a value for each unit. */
  activation(plan, input, units, name) {
    const perUnit = (parameter) =>
      this.initializer(`${name}.${parameter}`, [units[parameter].length], units[parameter]);
    if (plan.kind === "row")
      return this.nodes.add({
        type: plan.type,
        since: 1,
        inputs: [input],
        attributes: { axis: 1n },
        name,
      });
    if (plan.kind === "operator") return this.#operator(plan.operator, plan.settings, input, perUnit, name);
    const { activation, formula } = plan;
    const parameters = activation.learnable.filter((parameter) => Object.hasOwn(units, parameter));
    const type = this.#function(activation.name, activation.source, formula, parameters);
    const inputs = [input, ...parameters.map(perUnit)];
    return this.nodes.add({
      type,
      since: 1,
      domain: DOMAIN,
      inputs,
      name,
    });
  }
  /** As `activation`, with a tensor for its output that has its name already, and a name for the node. */
  activationInto(plan, input, output, name) {
    const made = this.activation(plan, input, {}, `${output}.exchanged`);
    const node = this.nodes.nodes.at(-1);
    if (node === void 0) return;
    node.name = name;
    node.output = node.output.map((each) => (each === made ? output : each));
  }
  #operator({ type, since, attributes, inputs, inputsSince, texts, given }, settings, input, perUnit, name) {
    const tensors = [];
    const values = [];
    for (const [setting, value] of settings)
      if (value.kind === "parameter") tensors.push(perUnit(value.name));
      else if (Object.hasOwn(inputs, setting) && this.opset >= inputsSince)
        tensors.push(this.initializer(`${name}.${setting}`, [], Float32Array.of(value.value)));
      else if (given.includes(setting) || Math.fround(value.value) !== Math.fround(attributes[setting]))
        values.push([setting, value.value]);
    for (const [attribute, { value, byDefault }] of Object.entries(texts))
      if (value !== byDefault) values.push([attribute, value]);
    return this.nodes.add({
      type,
      since,
      inputs: [input, ...tensors],
      attributes: Object.fromEntries(values),
      name,
    });
  }
  /** The name of a local function with this formula. */
  #function(name, source, formula, parameters) {
    const key = `${structuralKey(formula)} ${parameters.join()}`;
    const known = this.#functions.get(key);
    if (known !== void 0) return known.name;
    const wish = name.replace(/\W+/g, "_").replace(/^_+|_+$/g, "");
    const own = this.#functionNames.fresh(/^[A-Za-z]/.test(wish) && wish.length <= 40 ? wish : "activation");
    const body = new NodeList((...needed) => this.#need(...needed), ["x", ...parameters]);
    const output = writeFormula(
      body,
      formula,
      Object.fromEntries(["x", ...parameters].map((each) => [each, each])),
    );
    this.#functions.set(
      key,
      create(FunctionProtoSchema, {
        name: own,
        domain: DOMAIN,
        docString: [formulaText(formula) ?? "", source].join("\n"),
        input: ["x", ...parameters],
        output: [output],
        node: body.nodes,
        opsetImport: [this.#opsetOf("")],
      }),
    );
    return own;
  }
  get functions() {
    return [...this.#functions.values()];
  }
  /** Domains that operators were of, without these. */
  imports(known) {
    return [...this.#needs.keys()]
      .filter((domain) => !known.includes(domain) && domain !== "")
      .map((domain) => this.#opsetOf(domain));
  }
  #opsetOf(domain) {
    const version = domain === "" ? this.opset : (this.#needs.get(domain)?.since ?? 1);
    return create(OperatorSetIdProtoSchema, {
      domain,
      version: BigInt(version),
    });
  }
  finish(graph) {
    const { functions } = this;
    const model = create(ModelProtoSchema, {
      irVersion: functions.length > 0 ? FUNCTIONS_IR : PLAIN_IR,
      producerName: "Hillock",
      producerVersion: graph.version,
      docString: graph.doc,
      opsetImport: [this.#opsetOf(""), ...this.imports([""])],
      functions,
      metadataProps: Object.entries(graph.metadata).map(([key, value]) =>
        create(StringStringEntryProtoSchema, {
          key,
          value,
        }),
      ),
      graph: create(GraphProtoSchema, {
        name: graph.name,
        node: this.nodes.nodes,
        initializer: this.initializers,
        input: graph.inputs.map(border),
        output: graph.outputs.map(border),
        valueInfo: this.#between,
      }),
    });
    return toBinary(ModelProtoSchema, model);
  }
};
/**
 * Writes a model in the lowest opset that has what it needs.
 * @throws HillockError "invalid-argument" where that is later than the newest that may be used
 */
function writeModel(taken, newest, write) {
  if (!(newest >= LOWEST && (newest === Infinity || Number.isInteger(newest))))
    throw new HillockError(
      "invalid-argument",
      `opset is ${newest}; a whole number from ${LOWEST} on is needed.`,
    );
  for (let opset = LOWEST; ; ) {
    const model = new ModelWriter(opset, taken);
    const bytes = write(model);
    const { needed } = model;
    if (needed.opset > newest)
      throw new HillockError(
        "invalid-argument",
        `The file needs opset ${needed.opset}, for ${needed.types.join(", ")}; with opset ${newest} it cannot be written.`,
      );
    if (needed.opset <= opset) return bytes;
    opset = needed.opset;
  }
}
// ../hillock/src/onnx/write/network.ts
const ROWS = "rows";
/** Parameters in layers: "3.weight" is the weight of layer 3. */
function byLayer(net) {
  const all = net.parameters();
  return net.layers.map((_, l) => {
    const own = new Map(
      all
        .filter(({ name }) => name.startsWith(`${l}.`))
        .map((each) => [each.name.slice(`${l}.`.length), each]),
    );
    const { weight, bias, ...units } = Object.fromEntries(own);
    return {
      weight,
      bias,
      units: Object.fromEntries(Object.entries(units).map(([name, { data }]) => [name, data])),
    };
  });
}
/** Writes the layers behind `input`; the result is the last tensor's name: `output`, where that is free. */
function writeLayers(model, net, input, output, newest) {
  const values = byLayer(net);
  let from = input;
  net.layers.forEach(({ activation }, l) => {
    const { weight, bias, units } = values[l];
    const last = l === net.layers.length - 1;
    const plan = planActivation(activation, units, newest);
    const linear = plan.kind === "operator" && plan.operator.type === "Identity";
    const name = last ? output : `${l}.activation`;
    const product = model.nodes.add({
      type: "Gemm",
      since: 7,
      inputs: [
        from,
        model.initializer(weight.name, weight.shape, weight.data),
        model.initializer(bias.name, bias.shape, bias.data),
      ],
      attributes: { transB: 1n },
      name: linear ? name : `${l}.preActivation`,
    });
    from = linear ? product : model.activation(plan, product, units, name);
  });
  return from;
}
function said({ needed: { opset, types } }) {
  return types.length === 0 ? `ONNX opset ${opset}` : `ONNX opset ${opset}, for ${types.join(", ")}`;
}
/** The network as an ONNX file: from rows of float32 inputs, or from what stands around it, to its outputs. */
function writeNetwork(net, version, around, { opset: newest = Infinity } = {}) {
  if (around === void 0) {
    const inputs = [
      {
        name: "input",
        type: "float",
        shape: [ROWS, net.inputs],
      },
    ];
    const outputs = [
      {
        name: "output",
        type: "float",
        shape: [ROWS, net.outputs],
      },
    ];
    return writeModel(["input"], newest, (model) => {
      writeLayers(model, net, "input", "output", newest);
      return model.finish({
        name: "network",
        doc: said(model),
        version,
        inputs,
        outputs,
        metadata: {},
      });
    });
  }
  const { preprocessing, target } = around;
  const names = outputNames(around, net.outputs);
  const { value, label } = names;
  const inputs = inputBorders(preprocessing);
  const outputs = outputBorders(target, names, net.outputs);
  const taken = [...inputs.map(({ name }) => name), label ?? value];
  const layers = (model, from, to) => writeLayers(model, net, from, to, newest);
  return writeModel(taken, newest, (model) => {
    const features = writeInputs(model, preprocessing, net);
    if (label === void 0) writeUnits(model, target, layers(model, features, "standardised"), value);
    else writeLabel(model, target, layers(model, features, value), net.outputs, label);
    return model.finish({
      name: target.name,
      doc: said(model),
      version,
      inputs,
      outputs,
      metadata: metadataOf(around),
    });
  });
}
// ../hillock/src/onnx/network.ts
/**
 * The ONNX file of any network. With what stands around it the file takes raw columns, one input each, or images, and
 * gives probabilities in the order of the classes and the class's name, or a number in the target's units; column
 * names, units and classes are its metadata.
 */
const toOnnx = (net, around, options) => writeNetwork(net, VERSION, around, options);
const exportable = (net) => ({
  ...net,
  toOnnx: (options) => toOnnx(net, void 0, options),
});
/**
 * Layers of weighted sums and activations, compiled to one WebAssembly module.
 * @throws HillockError "invalid-argument" for sizes that make no sense.
 */
const network = (options) => exportable(network$1(options));
// src/models/layers.ts
const DEFAULT_HIDDEN = "relu";
const MOST_LAYERS = 100;
const MOST_UNITS = 65536;
/** A fault that points at its character. */
function fault(list, at, what, remedy) {
  const start = Math.max(0, at - 60);
  return new HillockError(
    "invalid-argument",
    `--layers, character ${at + 1}: ${what}. ${remedy}\n  ${list.slice(start, at + 40)}\n  ${" ".repeat(at - start)}^`,
    at,
  );
}
const BRACKETS = {
  "(": 1,
  ")": -1,
};
/** Commas separate layers, except inside brackets and quotation marks. */
function splitLayers(list) {
  const items = [];
  let from = 0;
  let quote = -1;
  const open = [];
  const end = (to) => {
    const text = list.slice(from, to);
    const at = from + text.length - text.trimStart().length;
    if (text.trim() === "")
      throw fault(list, Math.min(from, list.length), "a layer is missing", 'Write one, as in "64:gelu".');
    items.push({
      text: text.trim(),
      at,
    });
    from = to + 1;
  };
  for (let i = 0; i < list.length; i++) {
    const c = list[i];
    if (quote >= 0) quote = c === list[quote] ? -1 : quote;
    else if (c === '"' || c === "'") quote = i;
    else if (BRACKETS[c] === 1) open.push(i);
    else if (BRACKETS[c] === -1) {
      if (open.pop() === void 0)
        throw fault(list, i, "this bracket closes nothing", "Remove it, or open one.");
    } else if (c === "," && open.length === 0) end(i);
  }
  if (quote >= 0)
    throw fault(list, quote, "this quotation mark is not closed", "Close it behind the formula.");
  const bracket = open.pop();
  if (bracket !== void 0) throw fault(list, bracket, "this bracket is not closed", "Close it.");
  end(list.length);
  return items;
}
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const CALL = /^([A-Za-z_]\w*)\s*\((.*)\)$/s;
/** The parameters in a call such as leakyRelu(0.2) or leakyRelu(negativeSlope=0.2); undefined for a formula. */
function readArguments(f, inner, problem) {
  const pairs = inner
    .split(",")
    .map((part) => part.trim())
    .map((part) => /^(?:([A-Za-z_]\w*)\s*=\s*)?(.*)$/s.exec(part) ?? [part, void 0, part]);
  if (!pairs.some(([, name, value]) => name !== void 0 || NUMBER.test(value ?? ""))) return void 0;
  const known = f.kind === "row" ? [] : Object.keys(f.parameters);
  const takes =
    known.length === 0 ? `${f.name} takes no parameters.` : `${f.name} takes ${known.join(", ")}.`;
  const values = /* @__PURE__ */ new Map();
  pairs.forEach(([, name, value = ""], i) => {
    const key = name ?? known[i];
    if (key === void 0 || !known.includes(key))
      throw problem(`${f.name} has no parameter ${name === void 0 ? i + 1 : `"${name}"`}`, takes);
    if (values.has(key)) throw problem(`the parameter "${key}" is given twice`, "Give it once.");
    if (!NUMBER.test(value) || !Number.isFinite(Number(value)))
      throw problem(`"${value}" is not a number for the parameter "${key}"`, takes);
    values.set(key, Number(value));
  });
  return Object.fromEntries(values);
}
const unquoted = (text) => /^(["'])(.*)\1$/s.exec(text)?.[2].trim() ?? text;
/** A function with its parameters as text that reads back as the same function. */
function written(f, text) {
  if (f.kind === "row" || !functions.has(f.name)) return text;
  const parameters = Object.entries(f.parameters).map(([name, value]) => `${name}=${String(value)}`);
  return parameters.length === 0 ? f.name : `${f.name}(${parameters.join(",")})`;
}
/** A name, a name with parameters, or a formula in x. */
function readFunction(list, { text, at }) {
  const inner = unquoted(text);
  const from = at + Math.max(0, text.indexOf(inner));
  const problem = (what, remedy) => fault(list, from, what, remedy);
  const call = CALL.exec(inner);
  const called = call ? functions.get(call[1]) : void 0;
  const values = call && called ? readArguments(called, call[2], problem) : void 0;
  try {
    const activation =
      called && values ? (called.kind === "row" ? called : called.with(values)) : findActivation(inner);
    return {
      activation,
      written: written(activation, inner),
    };
  } catch (cause) {
    if (!(cause instanceof HillockError)) throw cause;
    const [what] = cause.message.split("\n");
    throw fault(
      list,
      from + (cause.position ?? 0),
      what.replace(/\.$/, ""),
      "Name a function, or a formula in x.",
    );
  }
}
/** A function on its own, as it is kept with a model. @throws HillockError "invalid-argument" */
const readWritten = (text) =>
  readFunction(text, {
    text,
    at: 0,
  }).activation;
/**
 * Reads a list of layers: `"64:gelu,64:prelu,softmax"`.
 *
 *     list     = layer { "," layer } [ "," function ]
 *     layer    = units [ ":" function ]
 *     function = name | name "(" [ parameter "=" ] number { "," … } ")" | formula
 *
 * A formula may stand in quotation marks. Units are 1 to 65536; without a function a layer has `relu`. A function
 * without units may only stand last: it is that of the output layer.
 * @throws HillockError "invalid-argument" with the position of the character at fault.
 */
function parseLayers(list) {
  const items = splitLayers(list);
  if (items.length > 101)
    throw fault(list, items[101].at, `there are ${items.length} layers`, `At most ${MOST_LAYERS} can be.`);
  const hidden = [];
  let output;
  items.forEach((item, i) => {
    const { text, at } = item;
    const sized = /^([+-]?[\d._]+(?:e\d+)?)\s*(?::(.*))?$/is.exec(text);
    const last = i === items.length - 1;
    if (!sized) {
      const stuck = /^\d+(?=[A-Za-z_])/.exec(text);
      if (stuck)
        throw fault(
          list,
          at + stuck[0].length,
          "a colon is missing",
          `Write ${stuck[0]}:${text.slice(stuck[0].length)}.`,
        );
      if (!last)
        throw fault(
          list,
          at,
          `"${text}" has no number of units`,
          `Write it as in "64:${text}"; only the last may be a function alone.`,
        );
      output = readFunction(list, item);
      return;
    }
    const units = Number(sized[1]);
    if (!/^\d+$/.test(sized[1]) || units < 1 || units > MOST_UNITS)
      throw fault(
        list,
        at,
        `a layer of ${sized[1]} units cannot be`,
        `Units are a whole number from 1 to ${MOST_UNITS}.`,
      );
    const rest = sized[2];
    if (rest !== void 0 && rest.trim() === "")
      throw fault(
        list,
        at + text.length,
        "a function is missing",
        "Name one behind the colon, or leave the colon out.",
      );
    const start = text.indexOf(":") + 1;
    const place = rest === void 0 ? 0 : at + start + rest.length - rest.trimStart().length;
    const read =
      rest === void 0
        ? {
            activation: findActivation(DEFAULT_HIDDEN),
            written: DEFAULT_HIDDEN,
          }
        : readFunction(list, {
            text: rest.trim(),
            at: place,
          });
    if (read.activation.kind === "row")
      throw fault(
        list,
        place,
        `${read.activation.name} acts on a whole row and can only be the output`,
        `Write it last and without units: "…,${read.activation.name}".`,
      );
    try {
      requireHidden(read.activation, read.written);
    } catch (cause) {
      if (!(cause instanceof HillockError)) throw cause;
      throw fault(
        list,
        place,
        cause.message.split(". ")[0],
        "Make it finite everywhere, for instance with max(x, 0).",
      );
    }
    hidden.push({
      units,
      ...read,
    });
  });
  return {
    hidden,
    output,
  };
}

export {
  AttributeProto_AttributeType as f,
  activationOf as y,
  create as _,
  DOMAIN as s,
  exportable as r,
  formulaOfNode as C,
  fromBinary as g,
  fromCatalogue as b,
  fromUtf8 as d,
  isElementwise as w,
  isTooLong as x,
  ModelProtoSchema as p,
  ModelWriter as o,
  network as i,
  parseLayers as t,
  planActivation as v,
  readTensor as l,
  readWritten as n,
  sameFunction as S,
  sizeOf as u,
  toBinary as h,
  toOnnx as a,
  ValueInfoProtoSchema as m,
  WHOLE_TYPES as c,
};
