/** Opcodes by their names in the text format. Codes above 0xff: prefix in the high byte, LEB128 number below. */

export const VALUE_TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPES;

/** Prefixes: none, that of vectors, that of atomic access. */
const [SCALAR, VECTOR, ATOMIC] = [0, 0xfd0000, 0xfe0000];
const simd = (code: number) => VECTOR | code;

type Named<Shape extends string, Codes> = {
  readonly [Action in keyof Codes & string as `${Shape}.${Action}`]: number;
};

/** A shape's instructions by their whole names. */
const named = <Shape extends string, Codes extends Readonly<Record<string, number>>>(
  shape: Shape,
  prefix: number,
  codes: Codes,
) =>
  Object.fromEntries(
    Object.entries(codes).map(([action, code]) => [`${shape}.${action}`, prefix | code]),
  ) as Named<Shape, Codes>;

/** Instructions that take all they need from the stack. */
export const PLAIN = {
  return: 0x0f,
  drop: 0x1a,
  ...named("i32", SCALAR, {
    eqz: 0x45,
    eq: 0x46,
    ne: 0x47,
    lt_u: 0x49,
    ge_s: 0x4e,
    ge_u: 0x4f,
    add: 0x6a,
    sub: 0x6b,
    mul: 0x6c,
    div_u: 0x6e,
    rem_u: 0x70,
    and: 0x71,
    or: 0x72,
    shl: 0x74,
    shr_u: 0x76,
    reinterpret_f32: 0xbc,
  }),
  ...named("f32", SCALAR, {
    eq: 0x5b,
    ne: 0x5c,
    gt: 0x5e,
    ge: 0x60,
    add: 0x92,
    sub: 0x93,
    mul: 0x94,
    div: 0x95,
    max: 0x97,
    convert_i32_u: 0xb3,
    demote_f64: 0xb6,
    reinterpret_i32: 0xbe,
  }),
  ...named("f64", SCALAR, {
    eq: 0x61,
    lt: 0x63,
    ge: 0x66,
    abs: 0x99,
    sqrt: 0x9f,
    add: 0xa0,
    sub: 0xa1,
    mul: 0xa2,
    div: 0xa3,
    min: 0xa4,
    copysign: 0xa6,
    convert_i32_s: 0xb7,
    promote_f32: 0xbb,
  }),
  ...named("i32x4", VECTOR, {
    splat: 0x11,
    eq: 0x37,
    ne: 0x38,
    lt_s: 0x39,
    gt_s: 0x3b,
    shl: 0xab,
    shr_u: 0xad,
    add: 0xae,
    sub: 0xb1,
    mul: 0xb5,
    min_s: 0xb6,
    max_s: 0xb8,
    trunc_sat_f32x4_s: 0xf8,
  }),
  ...named("f32x4", VECTOR, {
    splat: 0x13,
    eq: 0x41,
    ne: 0x42,
    lt: 0x43,
    gt: 0x44,
    le: 0x45,
    demote_f64x2_zero: 0x5e,
    ceil: 0x67,
    nearest: 0x6a,
    sqrt: 0xe3,
    add: 0xe4,
    sub: 0xe5,
    mul: 0xe6,
    div: 0xe7,
    min: 0xe8,
    max: 0xe9,
    pmin: 0xea,
    pmax: 0xeb,
    convert_i32x4_s: 0xfa,
  }),
  ...named("f64x2", VECTOR, {
    splat: 0x14,
    gt: 0x4a,
    promote_low_f32x4: 0x5f,
    add: 0xf0,
    sub: 0xf1,
    mul: 0xf2,
    div: 0xf3,
    pmin: 0xf6,
    pmax: 0xf7,
    convert_low_i32x4_s: 0xfe,
  }),
  ...named("v128", VECTOR, {
    not: 0x4d,
    and: 0x4e,
    andnot: 0x4f,
    or: 0x50,
    xor: 0x51,
    bitselect: 0x52,
    any_true: 0x53,
  }),
  ...named("i64x2", VECTOR, { shl: 0xcb, shr_s: 0xcc, add: 0xce, sub: 0xd1 }),
} as const;

/** Those whose result is the processor's to choose; not every engine has them. */
const RELAXED = {
  ...named("f32x4", VECTOR, { relaxed_madd: 0x105, relaxed_nmadd: 0x106 }),
  ...named("i32x4", VECTOR, { relaxed_laneselect: 0x10b }),
};

export const OPCODES = { ...PLAIN, ...RELAXED };
export type PlainInstruction = keyof typeof OPCODES;

/** Loads and stores: opcode and the natural alignment as a power of two. */
export const MEMORY = {
  "i32.load": [0x28, 2],
  "f32.load": [0x2a, 2],
  "f64.load": [0x2b, 3],
  "i32.load16_u": [0x2f, 1],
  "i32.store": [0x36, 2],
  "f32.store": [0x38, 2],
  "f64.store": [0x39, 3],
  "v128.load": [simd(0x00), 4],
  "v128.load32_splat": [simd(0x09), 2],
  "v128.store": [simd(0x0b), 4],
  "v128.load32_zero": [simd(0x5c), 2],
  "v128.load64_zero": [simd(0x5d), 3],
  "i32.atomic.load": [ATOMIC | 0x10, 2],
  "i32.atomic.store": [ATOMIC | 0x17, 2],
} as const;
export type MemoryInstruction = keyof typeof MEMORY;

/** Instructions with a lane number. */
export const LANE = {
  ...named("i16x8", VECTOR, { extract_lane_u: 0x19 }),
  ...named("i32x4", VECTOR, { extract_lane: 0x1b }),
  ...named("f32x4", VECTOR, { extract_lane: 0x1f, replace_lane: 0x20 }),
  ...named("f64x2", VECTOR, { extract_lane: 0x21, replace_lane: 0x22 }),
};
export type LaneInstruction = keyof typeof LANE;

/** Instructions with an immediate that `FunctionBuilder` has a method of its own for. */
export const SPECIAL = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  call: 0x10,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  v128Const: simd(0x0c),
  shuffle: simd(0x0d),
} as const;
