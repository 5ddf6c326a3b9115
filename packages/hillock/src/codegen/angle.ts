import type { EntryKind } from "../expression/node.ts";
import { FIELD_OF_LEAST, RADIANS, TURN_WORDS } from "../expression/special/angle.ts";
import type { Rule } from "./instructions.ts";
import type { FunctionBuilder } from "./wasm/function-builder.ts";

/** Instructions that nothing else has: a page carries them with a sine alone. */
const I32_SHR_S = 0x75;
const I64 = {
  add: 0x7c,
  sub: 0x7d,
  mul: 0x7e,
  or: 0x84,
  shl: 0x86,
  shr_s: 0x87,
  shr_u: 0x88,
  extend_i32_s: 0xac,
  extend_i32_u: 0xad,
} as const;
const F64_CONVERT_I64_S = 0xb9;
const I64X2_EXTRACT_LANE = 0xfd001d;

const i64 = (f: FunctionBuilder, name: keyof typeof I64): FunctionBuilder => f.instruction(I64[name]);

/** Of the first lane of x, as `angleOf` has it; replaces the first lanes of the three locals where that of `far` says so. */
function emitAngle(f: FunctionBuilder, x: number, far: number, out: readonly number[]): void {
  const bits = f.get(x).lane("i32x4.extract_lane", 0).setNew("i32");
  const sign = f.get(bits).i32(31).instruction(I32_SHR_S).setNew("i32");
  f.get(bits).i32(0x7fffff).op("i32.and").i32(0x800000).op("i32.or");
  f.get(sign).i32(1).op("i32.or", "i32.mul");
  const mantissa = i64(f, "extend_i32_s").setNew("i64");
  f.get(bits).i32(23).op("i32.shr_u").i32(0xff).op("i32.and").i32(FIELD_OF_LEAST);
  const place = f.op("i32.sub").setNew("i32");
  const beyond = f.get(place).i32(64).op("i32.ge_s").setNew("i32");
  const words = [TURN_WORDS.slice(0, 2), TURN_WORDS.slice(2)].flatMap((pair) => {
    const [a, b, c, d] = pair.flatMap((word) => [
      Number(BigInt.asIntN(32, word)),
      Number(BigInt.asIntN(32, word >> 32n)),
    ]);
    const both = f.i32x4Lanes([a, b, c, d]).setNew("v128");
    return [0, 1].map((lane) => f.get(both).instruction(I64X2_EXTRACT_LANE, lane).setNew("i64"));
  });
  const [first, second, third] = [0, 1, 2].map((i) =>
    f
      .get(words[i + 1])
      .get(words[i])
      .get(beyond)
      .selectNumber()
      .setNew("i64"),
  );
  const shift = i64(f.get(place).i32(63).op("i32.and"), "extend_i32_u").setNew("i64");
  /** The 64 bits from the place on. */
  const window = (word: number, next: number): FunctionBuilder => {
    i64(f.get(word).get(shift), "shl");
    i64(f.get(next).i64(1), "shr_u");
    i64(i64(f.i64(63).get(shift), "sub"), "shr_u");
    return i64(f, "or");
  };
  i64(window(first, second).get(mantissa), "mul");
  i64(window(second, third).i64(32), "shr_u");
  i64(f.get(mantissa), "mul");
  i64(f.i64(32), "shr_s");
  const part = i64(f, "add").setNew("i64");
  i64(f.get(part).i64(1).i64(61), "shl");
  i64(f, "add");
  const turns = i64(f.i64(62), "shr_s").setNew("i64");
  i64(f.get(part).get(turns).i64(62), "shl");
  i64(f, "sub").instruction(F64_CONVERT_I64_S).f64(RADIANS).op("f64.mul");
  const exact = f.setNew("f64");
  const angle = f.get(exact).op("f32.demote_f64").setNew("f32");
  const replace = (local: number, push: () => void): void => {
    f.get(local);
    push();
    f.get(local).lane("f32x4.extract_lane", 0).get(far).lane("i32x4.extract_lane", 0).selectNumber();
    f.lane("f32x4.replace_lane", 0).set(local);
  };
  replace(out[0], () => f.get(turns).instruction(F64_CONVERT_I64_S).op("f32.demote_f64"));
  // infinity less itself is NaN
  replace(out[1], () => {
    f.get(x).get(x).op("f32x4.sub").lane("f32x4.extract_lane", 0);
    f.get(angle).op("f32.add");
  });
  replace(out[2], () => f.get(exact).get(angle).op("f64.promote_f32", "f64.sub", "f32.demote_f64"));
}

const angle: Rule = ({ args }) => ({
  operands: args,
  emit(f, [x, far, ...near]) {
    const out = near.map((local) => f.get(local).setNew("v128"));
    f.get(far).op("v128.any_true");
    f.if(() => {
      const [lanes, which] = [x, far].map((local) => f.get(local).setNew("v128"));
      const left = f.i32(4).setNew("i32");
      f.loop((again) => {
        emitAngle(f, lanes, which, out);
        for (const local of [lanes, which, ...out])
          f.get(local).get(local).shuffle32([1, 2, 3, 0]).set(local);
        f.get(left).i32(1).op("i32.sub").tee(left).brIf(again);
      });
    });
    return out[0];
  },
});

/** One of several values that a node has left in locals one behind the other. */
const entry: Rule = ({ args, value }) => ({ operands: args, emit: (_f, [first]) => first + value });

/** What sines of far arguments need. */
export const ANGLE_RULES = { angle, entry } as const satisfies Record<EntryKind, Rule>;
