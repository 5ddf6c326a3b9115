import {
  X as bitsOf,
  t as findActivation,
  $ as inOrder,
  R as lower,
  et as parameterNames,
  tt as structuralKey,
} from "./activations-VfsU12zi.js";
import { t as colorsOf } from "./colors-C_gb9SvI.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { t as __commonJSMin } from "./rolldown-runtime-DYf_mQCB.js";
import { n as atom, r as formatConstant, i as infix$1, a as print, t as text } from "./text-yOhnqgKs.js";

// ../hillock/src/expression/latex.ts
const GREEK = /* @__PURE__ */ new Set([
  "alpha",
  "beta",
  "gamma",
  "delta",
  "lambda",
  "mu",
  "sigma",
  "theta",
  "omega",
]);
const name = (word) => (GREEK.has(word) ? `\\${word}` : word.length === 1 ? word : `\\mathit{${word}}`);
const applied = (command) => (args) => atom(`${command}\\left(${args.map((a) => a.text).join(", ")}\\right)`);
const operator = (word) => applied(`\\operatorname{${word}}`);
/** 1/6 rather than 0.1666667: a constant that its reciprocal says shorter. */
function reciprocal(value) {
  const whole = Math.round(1 / value);
  return whole > 1 && whole < 100 && 1 / whole === value && value !== Number(value.toPrecision(4))
    ? whole
    : void 0;
}
const number = (value) =>
  formatConstant(value, "\\infty").replace(
    /e([+-]?)0*(\d+)$/,
    (_, sign, digits) => ` \\cdot 10^{${sign === "-" ? "-" : ""}${digits}}`,
  );
const CASES = ["\\begin{cases} ", " \\end{cases}"];
/** What a chain of choices says when its first condition does not hold: its other rows, or the last one. */
const otherwise = ({ text }, { kind }) =>
  kind === "select" ? text.slice(CASES[0].length, -CASES[1].length) : `${text} & \\text{otherwise}`;
const product = infix$1(" \\, ", 2, 3);
const LATEX = {
  constant: (_, e) => {
    const whole = reciprocal(e.value);
    return whole === void 0
      ? {
          text: number(e.value),
          strength: e.value < 0 ? 3 : 5,
        }
      : atom(`\\tfrac{1}{${whole}}`);
  },
  variable: (_, e) => atom(name(e.name)),
  parameter: (_, e) => atom(name(e.name)),
  add: infix$1(" + ", 1),
  subtract: infix$1(" - ", 1, 2),
  multiply: (args, e, brackets) =>
    e.args[0].kind === "variable" && e.args[1].kind === "variable"
      ? {
          text: `${args[0].text}^{2}`,
          strength: 3,
        }
      : product(args, e, brackets),
  divide: ([a, b]) => atom(`\\frac{${a.text}}{${b.text}}`),
  negate: ([a], _e, brackets) => ({
    text: `-${brackets(a, 3)}`,
    strength: 3,
  }),
  abs: ([a]) => atom(`\\left|${a.text}\\right|`),
  min: applied("\\min"),
  max: applied("\\max"),
  sqrt: ([a]) => atom(`\\sqrt{${a.text}}`),
  round: operator("round"),
  less: infix$1(" < ", 1),
  lessEqual: infix$1(" \\le ", 1),
  equal: infix$1(" = ", 1),
  select: ([c, a, b], e) =>
    atom(`${CASES[0]}${a.text} & \\text{if } ${c.text} \\\\ ${otherwise(b, e.args[2])}${CASES[1]}`),
  exp: ([a]) => ({
    text: `e^{${a.text}}`,
    strength: 3,
  }),
  expm1: ([a], _e) => ({
    text: `e^{${a.text}} - 1`,
    strength: 1,
  }),
  log: applied("\\ln"),
  log1p: ([a]) => atom(`\\ln\\left(1 + ${a.text}\\right)`),
  sin: applied("\\sin"),
  cos: applied("\\cos"),
  atan: applied("\\arctan"),
  tanh: applied("\\tanh"),
  sigmoid: applied("\\sigma"),
  softplus: operator("softplus"),
  erf: operator("erf"),
  erfc: operator("erfc"),
  normal: applied("\\Phi"),
  power: ([a, b], _e, brackets) => ({
    text: `${brackets(a, 5)}^{${b.text}}`,
    strength: 3,
  }),
  pow2: ([a]) => atom(`2^{${a.text}}`),
  exponent: operator("exponent"),
  mantissa: operator("mantissa"),
  copySign: operator("copysign"),
  shiftedPow2: operator("shiftedPow2"),
  truncateBits: operator("truncate"),
  pmin: operator("pmin"),
  pmax: operator("pmax"),
};
/** The formula in LaTeX, without dollar signs. */
const expressionLatex = (expression) => print(LATEX, "\\left(", "\\right)", expression);
// ../hillock/src/functions/latex.ts
/** The equation in LaTeX, without dollar signs. */
const latex = (f) => (f.kind === "elementwise" ? expressionLatex(f.formula) : f.equation);
/** The equation of f and of f′ on one line each, for a terminal. */
function equations(f) {
  if (f.kind === "row") return f.text;
  return {
    value: text(f.formula),
    derivative: text(f.derivativeFormula),
  };
}
// ../hillock/src/codegen/wgsl.ts
const infix =
  (sign) =>
  ([a, b]) =>
    `${a} ${sign} ${b}`;
const call = (name) => (args) => `${name}(${args.join(", ")})`;
/** WGSL has no literal that is not finite, but bits that are known only when it runs are no literal. */
const special = (bits) => `bitcast<f32>((bitcast<u32>(x) & 0u) | ${bits})`;
function literal(value) {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return special("0x7fc00000u");
  if (!Number.isFinite(rounded)) return special(rounded < 0 ? "0xff800000u" : "0x7f800000u");
  return `${Object.is(rounded, -0) ? "-0" : rounded}f`;
}
/** No word of the language begins like this. */
const parameterName = (name) => `p_${name}`;
const RULES = {
  constant: (_, e) => literal(e.value),
  variable: () => "x",
  parameter: (_, e) => parameterName(e.name),
  add: infix("+"),
  subtract: infix("-"),
  multiply: infix("*"),
  divide: infix("/"),
  negate: ([a]) => `-${a}`,
  abs: call("abs"),
  min: call("min"),
  max: call("max"),
  sqrt: call("sqrt"),
  round: call("round"),
  less: infix("<"),
  lessEqual: infix("<="),
  equal: infix("=="),
  select: ([condition, a, b]) => `select(${b}, ${a}, ${condition})`,
  pow2: ([n]) => `bitcast<f32>(u32(i32(${n}) + 127) << 23u)`,
  exponent: ([x]) => `f32(i32(bitcast<u32>(${x}) >> 23u) - 127)`,
  mantissa: ([x]) => `bitcast<f32>((bitcast<u32>(${x}) & 0x007fffffu) | 0x3f800000u)`,
  copySign: ([size, sign]) =>
    `bitcast<f32>((bitcast<u32>(${size}) & 0x7fffffffu) | (bitcast<u32>(${sign}) & 0x80000000u))`,
  shiftedPow2: ([x], e) => `bitcast<f32>((bitcast<u32>(${x}) << 23u) + ${bitsOf(e.args[1].value) >>> 0}u)`,
  pmin: ([a, b]) => `select(${a}, ${b}, ${b} < ${a})`,
  pmax: ([a, b]) => `select(${a}, ${b}, ${a} < ${b})`,
  truncateBits: ([x]) => `bitcast<f32>(bitcast<u32>(${x}) & 0xfffff000u)`,
};
/**
 * A sum that a large constant rounds to a whole number. A GPU may fuse the product in it at one use and not at another, and
 * would get two whole numbers: so it is rounded first.
 */
const ROUNDED_SUM = ([a, b], e) =>
  RULES[e.kind === "subtract" ? "subtract" : "add"]([`round(${a})`, `round(${b})`], e);
const isSum = (e) => e.kind === "add" || e.kind === "subtract";
/**
 * Sums from which one of their own terms is taken again, to learn what rounding lost. A GPU may reckon that nothing was lost:
 * the clamp, which changes no finite number, keeps it from looking through.
 */
function compensatedSums(order) {
  const sums = /* @__PURE__ */ new Set();
  for (const { kind, args } of order) {
    if (kind !== "subtract") continue;
    const [a, b] = args.map(structuralKey);
    if (isSum(args[0]) && args[0].args.some((term) => structuralKey(term) === b)) sums.add(a);
    if (isSum(args[1]) && args[1].args.some((term) => structuralKey(term) === a)) sums.add(b);
  }
  return sums;
}
const LARGEST = literal(34028234663852886e22);
const kept = (sum) => `clamp(${sum}, -${LARGEST}, ${LARGEST})`;
const isMachineKind = (kind) => Object.hasOwn(RULES, kind);
/** One WGSL function of x and the parameters; parts in common are computed once. */
function wgslFunction(name, formula, parameters) {
  const names = /* @__PURE__ */ new Map();
  const lines = [];
  const nameOf = (e) => names.get(structuralKey(e)) ?? "x";
  const lowered = lower(formula);
  const order = inOrder(lowered);
  const shifted = new Set(order.filter((e) => e.kind === "shiftedPow2").map((e) => structuralKey(e.args[0])));
  const compensated = compensatedSums(order);
  for (const e of order) {
    const key = structuralKey(e);
    if (names.has(key)) continue;
    if (!isMachineKind(e.kind))
      throw new Error(`"${e.kind}" is not a machine operation: lower the formula first.`);
    const written = (shifted.has(key) ? ROUNDED_SUM : RULES[e.kind])(e.args.map(nameOf), e);
    const text = compensated.has(key) ? kept(written) : written;
    if (e.args.length === 0 && /^[\w.+-]+$/.test(text)) {
      names.set(key, text.startsWith("-") ? `(${text})` : text);
      continue;
    }
    const local = `v${lines.length}`;
    lines.push(`  let ${local} = ${text};`);
    names.set(key, local);
  }
  return [
    `fn ${name}(${["x", ...parameters.map(parameterName)].map((each) => `${each}: f32`).join(", ")}) -> f32 {`,
    ...lines,
    `  return ${nameOf(lowered)};`,
    "}",
  ].join("\n");
}
// ../hillock/src/functions/wgsl.ts
/** A name of its own: WGSL has functions called exp, tanh and clamp too. */
const wgslName = (f) => `hillock_${f.name.replace(/\W/g, "_")}`;
/**
 * The function for a GPU, as text in the WebGPU shading language: `fn hillock_NAME(x: f32, p_PARAMETER: f32, …) -> f32`
 *, parameters in the order in which the formula names them; its derivative
 * `hillock_NAME_derivative`, and `hillock_NAME_derivative_P` for each learnable parameter P. The arithmetic is that of the
 * WebAssembly kernels. WGSL lets a GPU flush subnormal numbers, fuse a multiplication with an addition, and assume that
 * nothing is NaN or infinite: the last digits may differ, and special values are the GPU's own.
 * @see https://www.w3.org/TR/WGSL/#floating-point-evaluation
 */
function wgsl(f) {
  const name = wgslName(f);
  const parameters = parameterNames(f.formula);
  return [
    wgslFunction(name, f.formula, parameters),
    wgslFunction(`${name}_derivative`, f.derivativeFormula, parameters),
    ...f.learnable.map((each) =>
      wgslFunction(`${name}_derivative_${each}`, f.parameterFormulas[each], parameters),
    ),
  ].join("\n\n");
}
// src/terminal/card.ts
var import_asciichart = /* @__PURE__ */ __commonJSMin((exports, module, this$1) => {
  ((exports) => {
    exports.black = "\x1B[30m";
    exports.red = "\x1B[31m";
    exports.green = "\x1B[32m";
    exports.yellow = "\x1B[33m";
    exports.blue = "\x1B[34m";
    exports.magenta = "\x1B[35m";
    exports.cyan = "\x1B[36m";
    exports.lightgray = "\x1B[37m";
    exports.default = "\x1B[39m";
    exports.darkgray = "\x1B[90m";
    exports.lightred = "\x1B[91m";
    exports.lightgreen = "\x1B[92m";
    exports.lightyellow = "\x1B[93m";
    exports.lightblue = "\x1B[94m";
    exports.lightmagenta = "\x1B[95m";
    exports.lightcyan = "\x1B[96m";
    exports.white = "\x1B[97m";
    exports.reset = "\x1B[0m";
    function colored(char, color) {
      return color === void 0 ? char : color + char + exports.reset;
    }
    exports.colored = colored;
    exports.plot = (series, cfg = void 0) => {
      if (typeof series[0] == "number") series = [series];
      cfg = typeof cfg !== "undefined" ? cfg : {};
      let min = typeof cfg.min !== "undefined" ? cfg.min : series[0][0];
      let max = typeof cfg.max !== "undefined" ? cfg.max : series[0][0];
      for (let j = 0; j < series.length; j++)
        for (let i = 0; i < series[j].length; i++) {
          min = Math.min(min, series[j][i]);
          max = Math.max(max, series[j][i]);
        }
      const defaultSymbols = ["┼", "┤", "╶", "╴", "─", "╰", "╭", "╮", "╯", "│"];
      const range = Math.abs(max - min);
      const offset = typeof cfg.offset !== "undefined" ? cfg.offset : 3;
      const padding = typeof cfg.padding !== "undefined" ? cfg.padding : "           ";
      const height = typeof cfg.height !== "undefined" ? cfg.height : range;
      const colors = typeof cfg.colors !== "undefined" ? cfg.colors : [];
      const ratio = range !== 0 ? height / range : 1;
      const min2 = Math.round(min * ratio);
      const max2 = Math.round(max * ratio);
      const rows = Math.abs(max2 - min2);
      let width = 0;
      for (let i = 0; i < series.length; i++) width = Math.max(width, series[i].length);
      width = width + offset;
      const symbols = typeof cfg.symbols !== "undefined" ? cfg.symbols : defaultSymbols;
      const format =
        typeof cfg.format !== "undefined"
          ? cfg.format
          : (x) => (padding + x.toFixed(2)).slice(-padding.length);
      const result = new Array(rows + 1);
      for (let i = 0; i <= rows; i++) {
        result[i] = new Array(width);
        for (let j = 0; j < width; j++) result[i][j] = " ";
      }
      for (let y = min2; y <= max2; ++y) {
        const label = format(rows > 0 ? max - ((y - min2) * range) / rows : y, y - min2);
        result[y - min2][Math.max(offset - label.length, 0)] = label;
        result[y - min2][offset - 1] = y == 0 ? symbols[0] : symbols[1];
      }
      for (let j = 0; j < series.length; j++) {
        const currentColor = colors[j % colors.length];
        const y0 = Math.round(series[j][0] * ratio) - min2;
        result[rows - y0][offset - 1] = colored(symbols[0], currentColor);
        for (let x = 0; x < series[j].length - 1; x++) {
          const y0 = Math.round(series[j][x + 0] * ratio) - min2;
          const y1 = Math.round(series[j][x + 1] * ratio) - min2;
          if (y0 == y1) result[rows - y0][x + offset] = colored(symbols[4], currentColor);
          else {
            result[rows - y1][x + offset] = colored(y0 > y1 ? symbols[5] : symbols[6], currentColor);
            result[rows - y0][x + offset] = colored(y0 > y1 ? symbols[7] : symbols[8], currentColor);
            const from = Math.min(y0, y1);
            const to = Math.max(y0, y1);
            for (let y = from + 1; y < to; y++)
              result[rows - y][x + offset] = colored(symbols[9], currentColor);
          }
        }
      }
      return result.map((x) => x.join("")).join("\n");
    };
  })(typeof exports === "undefined" ? /* istanbul ignore next */ (this$1["asciichart"] = {}) : exports);
})();
const interval = ([low, high]) => {
  const end = (x) => (x === Infinity ? "∞" : x === -Infinity ? "−∞" : String(Number(x.toPrecision(6))));
  return `${low === -Infinity ? "(" : "["}${end(low)}, ${end(high)}${high === Infinity ? ")" : "]"}`;
};
const WIDTH = 61;
const REACH = 6;
function curves(f, pc) {
  if (f.kind === "row") return "";
  const inputs = Array.from({ length: WIDTH }, (_, i) => -6 + (12 * i) / 60);
  const draw = (title, of) => {
    const values = inputs.map(of);
    if (!values.every(Number.isFinite))
      return `\n${pc.dim(`${title} is not finite everywhere from −${REACH} to ${REACH}`)}`;
    const flat = Math.max(...values) - Math.min(...values) < 1e-9;
    return `\n${pc.dim(`${title}, x from −${REACH} to ${REACH}`)}\n${(0, import_asciichart.plot)(values, {
      height: 8,
      ...(flat
        ? {
            min: values[0] - 1,
            max: values[0] + 1,
          }
        : {}),
    })}`;
  };
  return `${draw("f", (x) => f(x))}\n${draw("f′", (x) => f.derivative(x))}`;
}
/** All there is to know of a function, for a terminal. */
function card(f, pc = colorsOf(process.stdout)) {
  const { value, derivative } = equations(f);
  const known = Object.entries(f.known).map(([library, name]) => `${library} ${name}`);
  const lines = [
    ["equation", `f(x) = ${value}`],
    ["range", interval(f.range)],
    ["derivative", `${f.kind === "row" ? "J" : "f′(x)"} = ${derivative}`],
    ["its range", interval(f.derivativeRange)],
    ["at kinks", f.kinkConvention],
    ["uses", f.uses],
    ...f.limitations.map((text, i) => [i === 0 ? "limitations" : "", text]),
    ...(f.kind === "elementwise"
      ? Object.entries(f.parameters).map(([name, v]) => [
          "parameter",
          `${name} = ${typeof v === "number" ? v : Array.from(v).join(", ")}${f.learnable.includes(name) ? " (learned)" : ""}`,
        ])
      : []),
    ...(known.length > 0 ? [["elsewhere", known.join(", ")]] : []),
    ["source", f.source],
  ];
  return [
    pc.bold(f.title),
    ...lines.map(([label, text]) => `  ${pc.dim(label.padEnd(12))} ${text}`),
    curves(f, pc),
  ].join("\n");
}
// src/commands/show.ts
function shader(f) {
  if (f.kind === "elementwise") return wgsl(f);
  throw new HillockError(
    "invalid-argument",
    `${f.name} acts on a whole row; GPU code is made of functions of one number.`,
  );
}
const TEXTS = {
  card: (f) => card(f),
  latex,
  wgsl: shader,
};
/** Prints a function of the catalogue, or a formula, as a card, as LaTeX or as GPU code. */
const runShow = (name, { as }) => console.log(TEXTS[as](findActivation(name)));

export { runShow };
