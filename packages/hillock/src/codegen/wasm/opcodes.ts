/** Opcodes by their names in the text format. Codes above 0xff: prefix in the high byte, LEB128 number below. */

export const VALUE_TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPES;

/** Number `code` behind the vector prefix 0xfd. */
const simd = (code: number) => 0xfd0000 | code;
/** Number `code` behind the prefix 0xfe. */
const atomic = (code: number) => 0xfe0000 | code;

/** Instructions that take all they need from the stack. */
export const PLAIN = {
  return: 0x0f,
  drop: 0x1a,
  "i32.eqz": 0x45,
  "i32.eq": 0x46,
  "i32.ne": 0x47,
  "i32.lt_u": 0x49,
  "i32.ge_s": 0x4e,
  "i32.ge_u": 0x4f,
  "f32.eq": 0x5b,
  "f32.ne": 0x5c,
  "f32.gt": 0x5e,
  "f32.ge": 0x60,
  "f64.eq": 0x61,
  "f64.lt": 0x63,
  "f64.ge": 0x66,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
  "i32.mul": 0x6c,
  "i32.div_u": 0x6e,
  "i32.rem_u": 0x70,
  "i32.and": 0x71,
  "i32.or": 0x72,
  "i32.shl": 0x74,
  "i32.shr_u": 0x76,
  "f32.add": 0x92,
  "f32.sub": 0x93,
  "f32.mul": 0x94,
  "f32.div": 0x95,
  "f32.max": 0x97,
  "f64.abs": 0x99,
  "f64.sqrt": 0x9f,
  "f64.add": 0xa0,
  "f64.sub": 0xa1,
  "f64.mul": 0xa2,
  "f64.div": 0xa3,
  "f64.min": 0xa4,
  "f64.copysign": 0xa6,
  "f32.convert_i32_u": 0xb3,
  "f32.demote_f64": 0xb6,
  "f64.convert_i32_s": 0xb7,
  "f64.promote_f32": 0xbb,
  "i32.reinterpret_f32": 0xbc,
  "f32.reinterpret_i32": 0xbe,
  "i32x4.splat": simd(0x11),
  "f32x4.splat": simd(0x13),
  "f64x2.splat": simd(0x14),
  "i32x4.eq": simd(0x37),
  "i32x4.ne": simd(0x38),
  "i32x4.lt_s": simd(0x39),
  "i32x4.gt_s": simd(0x3b),
  "f32x4.eq": simd(0x41),
  "f32x4.ne": simd(0x42),
  "f32x4.lt": simd(0x43),
  "f32x4.gt": simd(0x44),
  "f32x4.le": simd(0x45),
  "f64x2.gt": simd(0x4a),
  "v128.not": simd(0x4d),
  "v128.and": simd(0x4e),
  "v128.andnot": simd(0x4f),
  "v128.or": simd(0x50),
  "v128.xor": simd(0x51),
  "v128.bitselect": simd(0x52),
  "v128.any_true": simd(0x53),
  "f32x4.demote_f64x2_zero": simd(0x5e),
  "f64x2.promote_low_f32x4": simd(0x5f),
  "f32x4.ceil": simd(0x67),
  "f32x4.nearest": simd(0x6a),
  "i32x4.shl": simd(0xab),
  "i32x4.shr_u": simd(0xad),
  "i32x4.add": simd(0xae),
  "i32x4.sub": simd(0xb1),
  "i32x4.mul": simd(0xb5),
  "i32x4.min_s": simd(0xb6),
  "i32x4.max_s": simd(0xb8),
  "i64x2.shl": simd(0xcb),
  "i64x2.shr_s": simd(0xcc),
  "i64x2.add": simd(0xce),
  "i64x2.sub": simd(0xd1),
  "f32x4.sqrt": simd(0xe3),
  "f32x4.add": simd(0xe4),
  "f32x4.sub": simd(0xe5),
  "f32x4.mul": simd(0xe6),
  "f32x4.div": simd(0xe7),
  "f32x4.min": simd(0xe8),
  "f32x4.max": simd(0xe9),
  "f32x4.pmin": simd(0xea),
  "f32x4.pmax": simd(0xeb),
  "f64x2.add": simd(0xf0),
  "f64x2.sub": simd(0xf1),
  "f64x2.mul": simd(0xf2),
  "f64x2.div": simd(0xf3),
  "f64x2.pmin": simd(0xf6),
  "f64x2.pmax": simd(0xf7),
  "i32x4.trunc_sat_f32x4_s": simd(0xf8),
  "f32x4.convert_i32x4_s": simd(0xfa),
  "f64x2.convert_low_i32x4_s": simd(0xfe),
} as const;

/** Those whose result is the processor's to choose; not every engine has them. */
const RELAXED = {
  "f32x4.relaxed_madd": simd(0x105),
  "f32x4.relaxed_nmadd": simd(0x106),
  "i32x4.relaxed_laneselect": simd(0x10b),
} as const;

export const OPCODES = { ...PLAIN, ...RELAXED } as const;
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
  "i32.atomic.load": [atomic(0x10), 2],
  "i32.atomic.store": [atomic(0x17), 2],
} as const;
export type MemoryInstruction = keyof typeof MEMORY;

/** Instructions with a lane number. */
export const LANE = {
  "i16x8.extract_lane_u": simd(0x19),
  "i32x4.extract_lane": simd(0x1b),
  "f32x4.extract_lane": simd(0x1f),
  "f32x4.replace_lane": simd(0x20),
  "f64x2.extract_lane": simd(0x21),
  "f64x2.replace_lane": simd(0x22),
} as const;
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
