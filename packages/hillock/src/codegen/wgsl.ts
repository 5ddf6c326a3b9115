import { lower } from "../expression/lower/lower.ts";
import type { EntryKind, Expression, Kind, MachineKind } from "../expression/node.ts";
import { bitsOf } from "../expression/special/float32-bits.ts";
import { inOrder, structuralKey } from "../expression/structure.ts";

/** How one node is written, its arguments being names of values. */
type Rule = (args: readonly string[], e: Expression) => string;

const infix =
  (sign: string): Rule =>
  ([a, b]) =>
    `${a} ${sign} ${b}`;
const call =
  (name: string): Rule =>
  (args) =>
    `${name}(${args.join(", ")})`;

/** WGSL has no literal that is not finite, but bits that are known only when it runs are no literal. */
const special = (bits: string): string => `bitcast<f32>((bitcast<u32>(x) & 0u) | ${bits})`;

function literal(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return special("0x7fc00000u");
  if (!Number.isFinite(rounded)) return special(rounded < 0 ? "0xff800000u" : "0x7f800000u");
  return `${Object.is(rounded, -0) ? "-0" : rounded}f`;
}

/** No word of the language begins like this. */
const parameterName = (name: string): string => `p_${name}`;

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
  ceil: call("ceil"),
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
  // shaders do not reduce far arguments: their sine is that of 0
  angle: ([, far]) => far,
  entry: ([far, near]) => `select(${near}, 0f, ${far})`,
} satisfies Record<MachineKind | EntryKind, Rule>;

/**
 * A sum that a large constant rounds to a whole number. A GPU may fuse the product in it at one use and not at another, and
 * would get two whole numbers: so it is rounded first.
 */
const ROUNDED_SUM: Rule = ([a, b], e) =>
  RULES[e.kind === "subtract" ? "subtract" : "add"]([`round(${a})`, `round(${b})`], e);

const isSum = (e: Expression): boolean => e.kind === "add" || e.kind === "subtract";

/**
 * Sums from which one of their own terms is taken again, to learn what rounding lost. A GPU may reckon that nothing was lost:
 * the clamp, which changes no finite number, keeps it from looking through.
 */
function compensatedSums(order: readonly Expression[]): Set<number> {
  const sums = new Set<number>();
  for (const { kind, args } of order) {
    if (kind !== "subtract") continue;
    const [a, b] = args.map(structuralKey);
    if (isSum(args[0]) && args[0].args.some((term) => structuralKey(term) === b)) sums.add(a);
    if (isSum(args[1]) && args[1].args.some((term) => structuralKey(term) === a)) sums.add(b);
  }
  return sums;
}
const LARGEST = literal(3.4028234663852886e38);
const kept = (sum: string): string => `clamp(${sum}, -${LARGEST}, ${LARGEST})`;

const isWritten = (kind: Kind): kind is keyof typeof RULES => Object.hasOwn(RULES, kind);

/** One WGSL function of x and the parameters; parts in common are computed once. */
export function wgslFunction(name: string, formula: Expression, parameters: readonly string[]): string {
  const names = new Map<number, string>();
  const lines: string[] = [];
  const nameOf = (e: Expression): string => names.get(structuralKey(e)) ?? "x";
  const lowered = lower(formula);
  const order = inOrder(lowered);
  const shifted = new Set(order.filter((e) => e.kind === "shiftedPow2").map((e) => structuralKey(e.args[0])));
  const compensated = compensatedSums(order);
  for (const e of order) {
    const key = structuralKey(e);
    if (names.has(key)) continue;
    if (!isWritten(e.kind))
      throw new Error(`"${e.kind}" is not a machine operation: lower the formula first.`);
    const rule: Rule = shifted.has(key) ? ROUNDED_SUM : RULES[e.kind];
    const written = rule(e.args.map(nameOf), e);
    const text = compensated.has(key) ? kept(written) : written;
    // leaves are as short as a name
    if (e.args.length === 0 && /^[\w.+-]+$/.test(text)) {
      names.set(key, text.startsWith("-") ? `(${text})` : text);
      continue;
    }
    const local = `v${lines.length}`;
    lines.push(`  let ${local} = ${text};`);
    names.set(key, local);
  }
  const list = ["x", ...parameters.map(parameterName)].map((each) => `${each}: f32`).join(", ");
  return [`fn ${name}(${list}) -> f32 {`, ...lines, `  return ${nameOf(lowered)};`, "}"].join("\n");
}
