import type { Expression, Kind } from "../../expression/node.ts";
import { ERFC_SERIES } from "../../expression/special/erf.ts";
import { inOrder } from "../../expression/structure.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { ModuleBuilder } from "../wasm/module-builder.ts";

/** 1.5 · 2^52: adding it rounds to a whole number, which then stands in the lowest bits. */
const ROUNDING = 1.5 * 2 ** 52;
const MANTISSA_BITS = 52;
/** ln 2 in two parts; the first ends in 21 zeros, so that its product with a whole number below 2^20 is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Beyond, powers of e leave the normal numbers. */
const LARGEST_EXPONENT = 708;

/** 1/2!, 1/3!, …, which the powers of |r| ≤ ln 2 / 2 need to 2^−53. */
const EXP_SERIES = Array.from({ length: 12 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n + 2; i++) factorial *= i;
  return 1 / factorial;
});
/** 1/3, 1/5, …: of the inverse hyperbolic tangent up to ⅓. */
const ATANH_SERIES = Array.from({ length: 16 }, (_, n) => 1 / (2 * n + 3));

type Helper = "exp" | "expm1" | "log1p" | "normal";

/**
 * Formulas as WebAssembly functions of two float64 at a time, to 2^−50 or so: what tables are made with. Of the functions
 * only those that their formulas have; log1p for 0 to 1.
 */
export class Float64Functions {
  private readonly module: ModuleBuilder;
  private readonly helpers = new Map<Helper, number>();

  constructor(module: ModuleBuilder) {
    this.module = module;
  }

  /** The index of a function from x to the formula's value, both in the two lanes of a vector. */
  add(formula: Expression): number {
    const { index, builder: f } = this.module.addFunction({ params: ["v128"], results: ["v128"] });
    const locals = new Map<Expression, number>();
    for (const e of inOrder(formula)) {
      const rule = RULES[e.kind];
      if (rule === undefined) throw new Error(`"${e.kind}" is not tabulated.`);
      const args = e.args.map((arg) => locals.get(arg) ?? 0);
      rule(f, args, e, (helper) => f.call(this.helper(helper)));
      locals.set(e, f.setNew("v128"));
    }
    f.get(locals.get(formula) ?? 0);
    return index;
  }

  private helper(name: Helper): number {
    const known = this.helpers.get(name);
    if (known !== undefined) return known;
    const { index, builder } = this.module.addFunction({ params: ["v128"], results: ["v128"] });
    this.helpers.set(name, index);
    HELPERS[name](builder, (helper) => builder.call(this.helper(helper)));
    return index;
  }
}

type Call = (helper: Helper) => FunctionBuilder;
type Rule = (f: FunctionBuilder, args: readonly number[], e: Expression, call: Call) => void;

const binary =
  (name: "f64x2.add" | "f64x2.sub" | "f64x2.mul" | "f64x2.div"): Rule =>
  (f, [a, b]) =>
    f.get(a).get(b).op(name);
const called =
  (name: Helper): Rule =>
  (f, [a], _e, call) => {
    f.get(a);
    call(name);
  };

const negated = (f: FunctionBuilder, a: number): FunctionBuilder => f.f64x2(-0).get(a).op("f64x2.sub");

/** Each leaves its value on the stack. */
const RULES: Readonly<Partial<Record<Kind, Rule>>> = {
  constant: (f, _args, { value }) => f.f64x2(value),
  variable: (f) => f.get(0),
  add: binary("f64x2.add"),
  subtract: binary("f64x2.sub"),
  multiply: binary("f64x2.mul"),
  divide: binary("f64x2.div"),
  negate: (f, [a]) => negated(f, a),
  exp: called("exp"),
  expm1: called("expm1"),
  log1p: called("log1p"),
  normal: called("normal"),
  sigmoid(f, [a], _e, call) {
    f.f64x2(1).f64x2(1);
    negated(f, a);
    call("exp").op("f64x2.add", "f64x2.div");
  },
  softplus(f, [a], _e, call) {
    f.get(a).f64x2(0).op("f64x2.pmax").get(a);
    negated(f, a).op("f64x2.pmin");
    call("exp");
    call("log1p").op("f64x2.add");
  },
  // m / (m + 2), m = exp(2a) − 1
  tanh(f, [a], _e, call) {
    f.get(a).get(a).op("f64x2.add");
    const m = call("expm1").setNew("v128");
    f.get(m).get(m).f64x2(2).op("f64x2.add", "f64x2.div");
  },
};

/** Σ cₙ zⁿ, left on the stack. */
function emitPolynomial(f: FunctionBuilder, z: number, coefficients: readonly number[]): FunctionBuilder {
  const [last, ...others] = [...coefficients].reverse();
  f.f64x2(last);
  for (const coefficient of others) f.get(z).op("f64x2.mul").f64x2(coefficient).op("f64x2.add");
  return f;
}

/** exp(x) of the parameter as scale · (1 + q), scale a power of two. */
function emitPower(f: FunctionBuilder): { readonly q: number; readonly scale: number } {
  const x = f
    .get(0)
    .f64x2(-LARGEST_EXPONENT)
    .op("f64x2.pmax")
    .f64x2(LARGEST_EXPONENT)
    .op("f64x2.pmin")
    .setNew("v128");
  const shifted = f.get(x).f64x2(Math.LOG2E).op("f64x2.mul").f64x2(ROUNDING).op("f64x2.add").setNew("v128");
  const k = f.get(shifted).f64x2(ROUNDING).op("f64x2.sub").setNew("v128");
  f.get(x).get(k).f64x2(LN2_HIGH).op("f64x2.mul", "f64x2.sub");
  const r = f.get(k).f64x2(LN2_LOW).op("f64x2.mul", "f64x2.sub").setNew("v128");
  f.get(r).get(r).op("f64x2.mul");
  const q = emitPolynomial(f, r, EXP_SERIES).op("f64x2.mul").get(r).op("f64x2.add").setNew("v128");
  const scale = f.get(shifted).i32(MANTISSA_BITS).op("i64x2.shl").f64x2(1).op("i64x2.add").setNew("v128");
  return { q, scale };
}

const HELPERS: Readonly<Record<Helper, (f: FunctionBuilder, call: Call) => void>> = {
  exp(f) {
    const { q, scale } = emitPower(f);
    f.get(q).get(scale).op("f64x2.mul").get(scale).op("f64x2.add");
  },
  expm1(f) {
    const { q, scale } = emitPower(f);
    f.get(q).get(scale).op("f64x2.mul").get(scale).f64x2(1).op("f64x2.sub", "f64x2.add");
  },
  // 2 · artanh(x / (x + 2))
  log1p(f) {
    const z = f.get(0).get(0).f64x2(2).op("f64x2.add", "f64x2.div").setNew("v128");
    const square = f.get(z).get(z).op("f64x2.mul").setNew("v128");
    f.get(z).get(z).op("f64x2.add").get(square);
    emitPolynomial(f, square, ATANH_SERIES).op("f64x2.mul").f64x2(1).op("f64x2.add", "f64x2.mul");
  },
  // as `normal` in expression/special/erf.ts, by the series alone
  normal(f, call) {
    const u = negated(f.get(0), 0).op("f64x2.pmax").f64x2(Math.SQRT1_2).op("f64x2.mul").setNew("v128");
    f.get(u).f64x2(3.75).op("f64x2.sub").get(u).f64x2(3.75);
    const t = f.op("f64x2.add", "f64x2.div").setNew("v128");
    const twice = f.get(t).get(t).op("f64x2.add").setNew("v128");
    let [later, latest] = [f.f64x2(0).setNew("v128"), f.f64x2(0).setNew("v128")];
    for (const coefficient of ERFC_SERIES.slice(1).reverse()) {
      f.get(twice).get(latest).op("f64x2.mul").get(later).op("f64x2.sub").f64x2(coefficient);
      [later, latest] = [latest, f.op("f64x2.add").setNew("v128")];
    }
    f.get(t).get(latest).op("f64x2.mul").get(later).op("f64x2.sub").f64x2(ERFC_SERIES[0]).op("f64x2.add");
    negated(f.get(u), u).op("f64x2.mul");
    call("exp").op("f64x2.mul").get(u).get(u).op("f64x2.add").f64x2(1).op("f64x2.add", "f64x2.div");
    const tail = f.f64x2(0.5).op("f64x2.mul").setNew("v128");
    f.f64x2(1).get(tail).op("f64x2.sub").get(tail).get(0).f64x2(0).op("f64x2.gt", "v128.bitselect");
  },
};
