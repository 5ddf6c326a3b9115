import { SIGN } from "../instructions.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { demote, type Half, type Halves, pushHalf } from "./halves.ts";
import type { PlainProgram } from "./plain-rows.ts";
import { DEPTH, POWER_SCALE, TabulatedPower } from "./power-table.ts";
import { loadPart, overParts, type Part, storePart } from "./row-parts.ts";

/** Vectors of a round. */
const ROUND = 4;
/** What 1 stands for beside the square of a power. */
const ONE = POWER_SCALE ** 2;

/** σ of a vector of gates, in float64. With s = e^−|x|, both times `ONE`, it is ONE / (ONE + s), or s / (ONE + s) below 0. */
class Gate {
  private readonly f: FunctionBuilder;
  /** Locals: s, and where x is below 0. */
  private readonly s: Halves;
  private readonly negative: Halves;

  constructor(f: FunctionBuilder, x: number, [high, more]: readonly [number, number]) {
    this.f = f;
    const negative = f.get(x).f32x4(0).op("f32x4.lt").setNew("v128");
    const wide = (lanes: readonly [number, number, number, number]): number =>
      f.get(negative).get(negative).shuffle32(lanes).setNew("v128");
    this.negative = { low: wide([0, 0, 1, 1]), high: wide([2, 2, 3, 3]) };
    const square = (half: Half): number => {
      pushHalf(f, high, half);
      const root = pushHalf(f, more, half).op("f64x2.add").setNew("v128");
      return f.get(root).get(root).op("f64x2.mul").setNew("v128");
    };
    this.s = { low: square("low"), high: square("high") };
  }

  /** Leaves ONE + s on the stack. */
  sum(half: Half): FunctionBuilder {
    return this.f.get(this.s[half]).f64x2(ONE).op("f64x2.add");
  }

  /** Leaves what σ(x) is the share of, or σ(−x). */
  part(half: Half, of: "x" | "-x"): FunctionBuilder {
    const { f, s, negative } = this;
    if (of === "x") f.get(s[half]).f64x2(ONE);
    else f.f64x2(ONE).get(s[half]);
    return f.get(negative[half]).op("v128.bitselect");
  }
}

const both = (make: (half: Half) => number): Halves => ({ low: make("low"), high: make("high") });

/** Rows of gates, and of other arrays with a number for each of them; `write` writes a part of a row. */
const gatedProgram = (
  arrays: number,
  write: (f: FunctionBuilder, arrays: readonly number[], part: Part, gate: Gate) => void,
): PlainProgram => ({
  arrays,
  scratch: 16 * ROUND,
  powers: true,
  emit(rows) {
    const { f, columns, at, scratch } = rows;
    const powers = new TabulatedPower(f, 0);
    const emitParts = (parts: readonly Part[]): void => {
      const gates = parts.map((part) => loadPart(f, rows.arrays[0], part).setNew("v128"));
      // of −|x|/2, whose square reaches twice as far down
      const exponents = gates.map((x, i) => ({
        x: f
          .get(x)
          .i32x4(SIGN)
          .op("v128.or")
          .f32x4(0.5)
          .op("f32x4.mul")
          .f32x4(-DEPTH)
          .op("f32x4.pmax")
          .setNew("v128"),
        scratch: { address: scratch, offset: 16 * i },
      }));
      powers.of(exponents, (power, i) => write(f, rows.arrays, parts[i], new Gate(f, gates[i], power)));
    };
    rows.each(() => overParts(f, columns, at, emitParts, ROUND));
  },
});

/** Arrays: gate, value, out = value · σ(gate). */
export const gatedForward = gatedProgram(3, (f, [, values, out], part, gate) => {
  const value = loadPart(f, values, part).setNew("v128");
  const products = both((half) => {
    pushHalf(f, value, half);
    gate.part(half, "x").op("f64x2.mul");
    return gate.sum(half).op("f64x2.div").setNew("v128");
  });
  storePart(f, out, part, demote(f, products).setNew("v128"));
});

/** Arrays: gate, value, gradient, then ∂/∂value = gradient · σ(gate) and ∂/∂gate = value · gradient · σ(gate) · σ(−gate). */
export const gatedBackward = gatedProgram(5, (f, [, values, gradients, ofValue, ofGate], part, gate) => {
  const value = loadPart(f, values, part).setNew("v128");
  const gradient = loadPart(f, gradients, part).setNew("v128");
  const inverse = both((half) => {
    f.f64x2(1);
    return gate.sum(half).op("f64x2.div").setNew("v128");
  });
  const first = both((half) => {
    pushHalf(f, gradient, half).get(inverse[half]).op("f64x2.mul");
    return gate.part(half, "x").op("f64x2.mul").setNew("v128");
  });
  const second = both((half) => {
    gate.part(half, "-x").get(inverse[half]).op("f64x2.mul").get(first[half]).op("f64x2.mul");
    return pushHalf(f, value, half).op("f64x2.mul").setNew("v128");
  });
  storePart(f, ofValue, part, demote(f, first).setNew("v128"));
  storePart(f, ofGate, part, demote(f, second).setNew("v128"));
});
