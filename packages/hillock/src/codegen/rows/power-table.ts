import { add, exp, multiply, parameter, x as variable } from "../../expression/build.ts";
import { nearby } from "../../expression/lower/nearby.ts";
import type { Expression } from "../../expression/node.ts";
import { tabulate } from "../../expression/tabulate.ts";
import { type Bindings, hoistConstantsOf, type Program, programOf } from "../program.ts";
import { emitLookUps } from "../tables/emit.ts";
import { addressOf } from "../tables/memory.ts";
import { tableSupport } from "../tables/support.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { ModuleBuilder } from "../wasm/module-builder.ts";

/** Powers stand 2^80 times as large: what underflows as a probability does not as a power, nor does a sum's inverse. */
export const POWER_SCALE = 2 ** 80;

/** Below, a power beside 1 is 0 even among subnormal numbers: e^−120 < 2^−150. */
export const DEPTH = 120;

const STEP = 1 / 128;
const ROW_BYTES = 8;
/** Powers, and what rounding left of them. */
export const POWER_TABLE = tabulate(multiply(exp(variable), POWER_SCALE), 2, {
  from: -DEPTH,
  to: 0,
  step: STEP,
});

/** exp(−1/128). */
const RATIO = 0.9922179382602435;
export const WRITE_TABLE = "table";

/** Adds the function that writes the table into the module's memory: each power from the next larger one, in float64. */
export function addPowerTable(module: ModuleBuilder): void {
  const { builder: f } = module.addFunction({ params: [], export: WRITE_TABLE });
  const bytes = POWER_TABLE.rows * ROW_BYTES;
  const at = f.i32(addressOf(POWER_TABLE) + bytes).setNew("i32");
  const power = f.f64(POWER_SCALE).setNew("f64");
  f.countUp(f.i32(0).setNew("i32"), f.i32(bytes).setNew("i32"), ROW_BYTES, () => {
    f.get(at).i32(ROW_BYTES).op("i32.sub").set(at);
    const high = f.get(power).op("f32.demote_f64").setNew("f32");
    f.get(at).get(high).store("f32.store");
    f.get(at).get(power).get(high).op("f64.promote_f32", "f64.sub", "f32.demote_f64").store("f32.store", 4);
    f.get(power).f64(RATIO).op("f64.mul").set(power);
  });
}

/** exp(t) = 1 + (FIRST + t/2) · t for half a step to both sides, what follows, t³/6, spread over the first term. */
const FIRST = 1 + (STEP / 2) ** 2 / 8;

const LOST = "lost";

/** exp(x − above) · 2^80 for x − above from −120 to 0, of x + lost, as a sum of two, to 0.07 ULP of it. */
function power(above: number, lost?: Expression): readonly Expression[] {
  const { entries, rest } = nearby(variable, POWER_TABLE, above);
  const [high, low] = entries;
  const t = lost === undefined ? rest : add(rest, lost);
  const growth = multiply(add(multiply(0.5, t), FIRST), t);
  return [high, add(low, multiply(high, growth))];
}

/** A vector, an address in a local and what is added to it where 16 bytes may be written for a moment, and what rounding lost of x. */
interface Exponent {
  readonly x: number;
  readonly scratch: NonNullable<Bindings["scratch"]>;
  readonly lost?: number;
}

/** The powers of vectors, from a table. */
export class TabulatedPower {
  private readonly f: FunctionBuilder;
  private readonly program: Program;
  private readonly constants: ReadonlyMap<number, number>;

  /** @param above what is taken from x, a multiple of the table's step. */
  constructor(f: FunctionBuilder, above: number, of: "exact" | "rounded" = "exact") {
    this.f = f;
    this.program = programOf(
      power(above, of === "rounded" ? parameter(LOST) : undefined),
      false,
      tableSupport.rules,
    );
    this.constants = hoistConstantsOf(f, this.program);
  }

  /** `take` is given the locals with two numbers, of which each power is the sum. */
  of(
    exponents: readonly Exponent[],
    take: (power: readonly [high: number, more: number], i: number) => void,
  ): void {
    const { f, constants } = this;
    const bindings = exponents.map(({ x, scratch, lost }) => ({
      variable: x,
      constants,
      scratch,
      parameters: lost === undefined ? {} : { [LOST]: lost },
    }));
    emitLookUps(f, this.program, bindings, ([high, more], i) => take([high, more], i));
  }
}
