import { t as HillockError } from "./errors-D-d5hvak.js";
import { t as __commonJSMin, n as __exportAll } from "./rolldown-runtime-DYf_mQCB.js";

// ../hillock/src/codegen/instantiate.ts
const engine = globalThis.WebAssembly;
const PAGE_BYTES = 65536;
const createMemory = (pages) => new engine.Memory({ initial: pages });
/** Reserves addresses for so many pages and uses none; throws where the engine does not have as many. */
const createSharedMemory = (mostPages) =>
  new engine.Memory({
    initial: 0,
    maximum: mostPages,
    shared: true,
  });
/** Compiles a module of `ModuleBuilder` on the spot and binds it to `memory`; the result has its exported functions. */
function instantiate(bytes, memory) {
  return bindModule(compileModule(bytes), memory);
}
/** The same in two steps, for a module that is bound to more than one memory. */
const compileModule = (bytes) => new engine.Module(bytes);
/** The exported functions of a compiled module, on this memory. */
const bindModule = (module, memory) => new engine.Instance(module, { env: { memory } }).exports;
const isValidModule = (bytes) => engine.validate(bytes);
// ../hillock/src/codegen/wasm/bytes.ts
const FIRST_CAPACITY = 256;
/** A growing list of bytes with the number formats of the WebAssembly binary format. */
var ByteWriter = class {
  bytes = new Uint8Array(FIRST_CAPACITY);
  used = 0;
  get length() {
    return this.used;
  }
  byte(value) {
    if (this.used === this.bytes.length) this.reserve(1);
    this.bytes[this.used++] = value;
    return this;
  }
  all(values) {
    this.reserve(values.length);
    this.bytes.set(values, this.used);
    this.used += values.length;
    return this;
  }
  append(other) {
    return this.all(other.bytes.subarray(0, other.used));
  }
  /** Unsigned LEB128. */
  unsigned(value) {
    let rest = value >>> 0;
    while (rest >= 128) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    return this.byte(rest);
  }
  /** Signed LEB128 of a 32-bit integer. */
  signed(value) {
    let rest = value | 0;
    for (;;) {
      const low = rest & 127;
      rest >>= 7;
      const done = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
      this.byte(done ? low : low | 128);
      if (done) return this;
    }
  }
  float32(value) {
    view.setFloat32(0, value, true);
    return this.all(scratch.subarray(0, 4));
  }
  float64(value) {
    view.setFloat64(0, value, true);
    return this.all(scratch);
  }
  int32(value) {
    view.setInt32(0, value, true);
    return this.all(scratch.subarray(0, 4));
  }
  /** Length, then UTF-8 (names here are ASCII). */
  text(value) {
    this.unsigned(value.length);
    for (let i = 0; i < value.length; i++) this.byte(value.charCodeAt(i) & 127);
    return this;
  }
  toBytes() {
    return this.bytes.slice(0, this.used);
  }
  reserve(count) {
    const needed = this.used + count;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    grown.set(this.bytes);
    this.bytes = grown;
  }
};
const view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
const scratch = new Uint8Array(view.buffer);
// ../hillock/src/codegen/wasm/opcodes.ts
/** Opcodes by their names in the text format. Codes above 0xff: prefix in the high byte, LEB128 number below. */
const VALUE_TYPES = {
  i32: 127,
  f32: 125,
  f64: 124,
  v128: 123,
};
/** Number `code` behind the vector prefix 0xfd. */
const simd = (code) => 16580608 | code;
/** Number `code` behind the prefix 0xfe. */
const atomic = (code) => 16646144 | code;
/** Number `code` behind the prefix 0xfc (saturating conversion, bulk memory). */
const misc = (code) => 16515072 | code;
/** Instructions that take all they need from the stack. */
const PLAIN = {
  unreachable: 0,
  return: 15,
  drop: 26,
  "i32.eqz": 69,
  "i32.eq": 70,
  "i32.ne": 71,
  "i32.lt_s": 72,
  "i32.lt_u": 73,
  "i32.gt_s": 74,
  "i32.gt_u": 75,
  "i32.le_s": 76,
  "i32.le_u": 77,
  "i32.ge_s": 78,
  "i32.ge_u": 79,
  "f32.eq": 91,
  "f32.ne": 92,
  "f32.lt": 93,
  "f32.gt": 94,
  "f32.le": 95,
  "f32.ge": 96,
  "f64.eq": 97,
  "f64.ne": 98,
  "f64.lt": 99,
  "f64.gt": 100,
  "f64.le": 101,
  "f64.ge": 102,
  "i32.clz": 103,
  "i32.ctz": 104,
  "i32.popcnt": 105,
  "i32.add": 106,
  "i32.sub": 107,
  "i32.mul": 108,
  "i32.div_s": 109,
  "i32.div_u": 110,
  "i32.rem_s": 111,
  "i32.rem_u": 112,
  "i32.and": 113,
  "i32.or": 114,
  "i32.xor": 115,
  "i32.shl": 116,
  "i32.shr_s": 117,
  "i32.shr_u": 118,
  "f32.abs": 139,
  "f32.neg": 140,
  "f32.nearest": 144,
  "f32.sqrt": 145,
  "f32.add": 146,
  "f32.sub": 147,
  "f32.mul": 148,
  "f32.div": 149,
  "f32.min": 150,
  "f32.max": 151,
  "f32.copysign": 152,
  "f64.abs": 153,
  "f64.neg": 154,
  "f64.nearest": 158,
  "f64.sqrt": 159,
  "f64.add": 160,
  "f64.sub": 161,
  "f64.mul": 162,
  "f64.div": 163,
  "f64.min": 164,
  "f64.max": 165,
  "f64.copysign": 166,
  "f32.convert_i32_s": 178,
  "f32.convert_i32_u": 179,
  "f32.demote_f64": 182,
  "f64.convert_i32_s": 183,
  "f64.convert_i32_u": 184,
  "f64.promote_f32": 187,
  "i32.reinterpret_f32": 188,
  "f32.reinterpret_i32": 190,
  "i32.trunc_sat_f32_s": misc(0),
  "i32.trunc_sat_f64_s": misc(2),
  "i8x16.swizzle": simd(14),
  "i32x4.splat": simd(17),
  "f32x4.splat": simd(19),
  "f64x2.splat": simd(20),
  "i32x4.eq": simd(55),
  "i32x4.ne": simd(56),
  "i32x4.lt_s": simd(57),
  "i32x4.gt_s": simd(59),
  "i32x4.le_s": simd(61),
  "i32x4.ge_s": simd(63),
  "f32x4.eq": simd(65),
  "f32x4.ne": simd(66),
  "f32x4.lt": simd(67),
  "f32x4.gt": simd(68),
  "f32x4.le": simd(69),
  "f32x4.ge": simd(70),
  "f64x2.gt": simd(74),
  "v128.not": simd(77),
  "v128.and": simd(78),
  "v128.andnot": simd(79),
  "v128.or": simd(80),
  "v128.xor": simd(81),
  "v128.bitselect": simd(82),
  "v128.any_true": simd(83),
  "f32x4.demote_f64x2_zero": simd(94),
  "f64x2.promote_low_f32x4": simd(95),
  "i8x16.bitmask": simd(100),
  "f32x4.nearest": simd(106),
  "i32x4.abs": simd(160),
  "i32x4.neg": simd(161),
  "i32x4.all_true": simd(163),
  "i32x4.bitmask": simd(164),
  "i32x4.shl": simd(171),
  "i32x4.shr_s": simd(172),
  "i32x4.shr_u": simd(173),
  "i32x4.add": simd(174),
  "i32x4.sub": simd(177),
  "i32x4.mul": simd(181),
  "i32x4.min_s": simd(182),
  "i32x4.max_s": simd(184),
  "i64x2.shl": simd(203),
  "i64x2.shr_s": simd(204),
  "i64x2.add": simd(206),
  "i64x2.sub": simd(209),
  "f32x4.abs": simd(224),
  "f32x4.neg": simd(225),
  "f32x4.sqrt": simd(227),
  "f32x4.add": simd(228),
  "f32x4.sub": simd(229),
  "f32x4.mul": simd(230),
  "f32x4.div": simd(231),
  "f32x4.min": simd(232),
  "f32x4.max": simd(233),
  "f32x4.pmin": simd(234),
  "f32x4.pmax": simd(235),
  "f64x2.abs": simd(236),
  "f64x2.neg": simd(237),
  "f64x2.sqrt": simd(239),
  "f64x2.add": simd(240),
  "f64x2.sub": simd(241),
  "f64x2.mul": simd(242),
  "f64x2.div": simd(243),
  "f64x2.pmax": simd(247),
  "i32x4.trunc_sat_f32x4_s": simd(248),
  "f32x4.convert_i32x4_s": simd(250),
  "f64x2.convert_low_i32x4_s": simd(254),
};
/** Those whose result is the processor's to choose; not every engine has them. */
const RELAXED = {
  "f32x4.relaxed_madd": simd(261),
  "f32x4.relaxed_nmadd": simd(262),
  "i32x4.relaxed_laneselect": simd(267),
};
const OPCODES = {
  ...PLAIN,
  ...RELAXED,
};
/** Loads and stores: opcode and the natural alignment as a power of two. */
const MEMORY = {
  "i32.load": [40, 2],
  "f32.load": [42, 2],
  "f64.load": [43, 3],
  "i32.load8_u": [45, 0],
  "i32.store": [54, 2],
  "f32.store": [56, 2],
  "f64.store": [57, 3],
  "i32.store8": [58, 0],
  "v128.load": [simd(0), 4],
  "v128.load32_splat": [simd(9), 2],
  "v128.load64_splat": [simd(10), 3],
  "v128.store": [simd(11), 4],
  "v128.load32_zero": [simd(92), 2],
  "v128.load64_zero": [simd(93), 3],
  "i32.atomic.load": [atomic(16), 2],
  "i32.atomic.store": [atomic(23), 2],
};
/** Instructions with a lane number. */
const LANE = {
  "i32x4.extract_lane": simd(27),
  "i32x4.replace_lane": simd(28),
  "f32x4.extract_lane": simd(31),
  "f32x4.replace_lane": simd(32),
  "f64x2.extract_lane": simd(33),
  "f64x2.replace_lane": simd(34),
};
/** Instructions with an immediate that `FunctionBuilder` has a method of its own for. */
const SPECIAL = {
  block: 2,
  loop: 3,
  if: 4,
  else: 5,
  end: 11,
  br: 12,
  brIf: 13,
  call: 16,
  select: 27,
  localGet: 32,
  localSet: 33,
  localTee: 34,
  i32Const: 65,
  i64Const: 66,
  f32Const: 67,
  f64Const: 68,
  memoryCopy: misc(10),
  memoryFill: misc(11),
  atomicNotify: atomic(0),
  atomicWait32: atomic(1),
  v128Const: simd(12),
  shuffle: simd(13),
};
// ../hillock/src/codegen/wasm/function-builder.ts
/**
 * Writes the body of one function. Instructions are appended in the order of the calls and work on WebAssembly's
 * operand stack, so `f.get(a).get(b).op("f32x4.add").set(c)` is c = a + b. Parameters are the first locals.
 */
var FunctionBuilder = class {
  params;
  results;
  localTypes = [];
  code = new ByteWriter();
  depth = 0;
  constructor(params, results) {
    this.params = params;
    this.results = results;
  }
  /** A new local; the result is its index. It starts as zero. */
  local(type) {
    this.localTypes.push(type);
    return this.params.length + this.localTypes.length - 1;
  }
  /** Instructions without an immediate, by their text-format names, one after the other. */
  op(...names) {
    for (const name of names) this.opcode(OPCODES[name]);
    return this;
  }
  get(local) {
    return this.indexed(SPECIAL.localGet, local);
  }
  set(local) {
    return this.indexed(SPECIAL.localSet, local);
  }
  tee(local) {
    return this.indexed(SPECIAL.localTee, local);
  }
  /** A new local that takes the value on top of the stack. */
  setNew(type) {
    const index = this.local(type);
    this.set(index);
    return index;
  }
  i32(value) {
    this.code.byte(SPECIAL.i32Const).signed(value);
    return this;
  }
  f32(value) {
    this.code.byte(SPECIAL.f32Const).float32(value);
    return this;
  }
  f64(value) {
    this.code.byte(SPECIAL.f64Const).float64(value);
    return this;
  }
  /** The same float32 in all four lanes. */
  f32x4(value) {
    this.opcode(SPECIAL.v128Const);
    for (let lane = 0; lane < 4; lane++) this.code.float32(value);
    return this;
  }
  /** The same float64 in both lanes. */
  f64x2(value) {
    this.opcode(SPECIAL.v128Const);
    this.code.float64(value).float64(value);
    return this;
  }
  /** The same 32-bit integer in all four lanes. */
  i32x4(value) {
    return this.i32x4Lanes([value, value, value, value]);
  }
  i32x4Lanes(lanes) {
    this.opcode(SPECIAL.v128Const);
    for (const lane of lanes) this.code.int32(lane);
    return this;
  }
  /** Address on the stack; `offset` in bytes is added to it. Any alignment is right, the natural one is assumed fast. */
  load(name, offset = 0) {
    return this.memoryAccess(name, offset);
  }
  /** Address and value on the stack. */
  store(name, offset = 0) {
    return this.memoryAccess(name, offset);
  }
  lane(name, lane) {
    this.opcode(LANE[name]);
    this.code.byte(lane);
    return this;
  }
  /** Lanes 0–3 stand for the lower operand, 4–7 for the upper one on the stack. */
  shuffle32(lanes) {
    this.opcode(SPECIAL.shuffle);
    for (const lane of lanes) for (let byte = 0; byte < 4; byte++) this.code.byte(lane * 4 + byte);
    return this;
  }
  /** a, b, condition (i32) on the stack: a where the condition is not 0. For numbers. */
  selectNumber() {
    return this.opcode(SPECIAL.select);
  }
  /**
   * Address and expected i32 on the stack: sleeps while memory holds it, so many nanoseconds at most, and leaves an i32
   * that says why it ended. Traps where a thread may not sleep, as a page's own, and on memory that is not shared.
   */
  atomicWait32(nanoseconds) {
    this.code.byte(SPECIAL.i64Const).signed(nanoseconds);
    this.opcode(SPECIAL.atomicWait32);
    this.code.unsigned(2).unsigned(0);
    return this;
  }
  /** Address and a count on the stack: wakes at most so many threads that sleep there, and leaves how many. */
  atomicNotify() {
    this.opcode(SPECIAL.atomicNotify);
    this.code.unsigned(2).unsigned(0);
    return this;
  }
  /** Destination, source, byte count on the stack. */
  memoryCopy() {
    this.opcode(SPECIAL.memoryCopy);
    this.code.byte(0).byte(0);
    return this;
  }
  /** Destination, byte value, byte count on the stack. */
  memoryFill() {
    this.opcode(SPECIAL.memoryFill);
    this.code.byte(0);
    return this;
  }
  /** A branch to the label leaves the block. */
  block(body) {
    return this.structure(SPECIAL.block, body);
  }
  /** A branch to the label starts the next round; falling out at the bottom ends the loop. */
  loop(body) {
    return this.structure(SPECIAL.loop, body);
  }
  /** Condition (i32) on the stack. `result` names the type that both sides leave on the stack. */
  if(whenTrue, whenFalse, result) {
    this.code.byte(SPECIAL.if).byte(result === void 0 ? 64 : VALUE_TYPES[result]);
    this.depth++;
    const label = { depth: this.depth };
    whenTrue(label);
    if (whenFalse !== void 0) {
      this.code.byte(SPECIAL.else);
      whenFalse(label);
    }
    this.depth--;
    this.code.byte(SPECIAL.end);
    return this;
  }
  br(label) {
    return this.indexed(SPECIAL.br, this.depth - label.depth);
  }
  /** Condition (i32) on the stack. */
  brIf(label) {
    return this.indexed(SPECIAL.brIf, this.depth - label.depth);
  }
  /** Arguments on the stack; the index is the one that `ModuleBuilder.addFunction` gave. */
  call(functionIndex) {
    return this.indexed(SPECIAL.call, functionIndex);
  }
  /**
   * `while (counter < limit) { body; counter += step }` over i32 locals, unsigned; the counter starts where it stands. It
   * is tested at the end: V8 moves what does not change out of a loop only where the body comes before every exit.
   */
  countUp(counter, limit, step, body) {
    this.get(counter).get(limit).op("i32.lt_u");
    return this.if(() => {
      this.loop((again) => {
        body();
        this.get(counter).i32(step).op("i32.add").tee(counter).get(limit).op("i32.lt_u").brIf(again);
      });
    });
  }
  /** Locals and code as the code section wants them. */
  encode() {
    const groups = [];
    for (const type of this.localTypes) {
      const last = groups.at(-1);
      if (last?.type === type) last.count++;
      else
        groups.push({
          type,
          count: 1,
        });
    }
    const body = new ByteWriter().unsigned(groups.length);
    for (const { type, count } of groups) body.unsigned(count).byte(VALUE_TYPES[type]);
    return body.append(this.code).byte(SPECIAL.end);
  }
  structure(opcode, body) {
    this.code.byte(opcode).byte(64);
    this.depth++;
    body({ depth: this.depth });
    this.depth--;
    this.code.byte(SPECIAL.end);
    return this;
  }
  opcode(code) {
    if (code <= 255) this.code.byte(code);
    else this.code.byte(code >>> 16).unsigned(code & 65535);
    return this;
  }
  indexed(code, index) {
    this.opcode(code);
    this.code.unsigned(index);
    return this;
  }
  memoryAccess(name, offset) {
    const [code, alignment] = MEMORY[name];
    this.opcode(code);
    this.code.unsigned(alignment).unsigned(offset);
    return this;
  }
};
// ../hillock/src/codegen/wasm/module-builder.ts
const SECTION = {
  type: 1,
  import: 2,
  function: 3,
  export: 7,
  code: 10,
};
/** As many pages as 32-bit addresses reach. */
const MOST_PAGES = 65536;
/**
 * A WebAssembly module that works on one imported memory, "env"."memory".
 * Functions may call each other in any order: an index is known before the body is written.
 */
var ModuleBuilder = class {
  functions = [];
  addFunction(signature) {
    const builder = new FunctionBuilder(signature.params, signature.results ?? []);
    this.functions.push({
      builder,
      exportName: signature.export,
    });
    return {
      index: this.functions.length - 1,
      builder,
    };
  }
  toBytes(memory = "own") {
    const types = /* @__PURE__ */ new Map();
    const typeIndices = this.functions.map(({ builder }) => {
      const key = `${builder.params.join()}>${builder.results.join()}`;
      const known = types.get(key);
      if (known !== void 0) return known.index;
      const code = new ByteWriter().byte(96);
      for (const list of [builder.params, builder.results]) {
        code.unsigned(list.length);
        for (const type of list) code.byte(VALUE_TYPES[type]);
      }
      types.set(key, {
        index: types.size,
        code,
      });
      return types.size - 1;
    });
    const typeSection = new ByteWriter().unsigned(types.size);
    for (const { code } of types.values()) typeSection.append(code);
    const importSection = new ByteWriter().unsigned(1).text("env").text("memory");
    if (memory === "own") importSection.all([2, 0, 0]);
    else importSection.all([2, 3, 0]).unsigned(MOST_PAGES);
    const functionSection = new ByteWriter().unsigned(this.functions.length);
    for (const index of typeIndices) functionSection.unsigned(index);
    const exported = this.functions.flatMap(({ exportName }, index) =>
      exportName === void 0
        ? []
        : [
            {
              exportName,
              index,
            },
          ],
    );
    const exportSection = new ByteWriter().unsigned(exported.length);
    for (const { exportName, index } of exported) exportSection.text(exportName).byte(0).unsigned(index);
    const codeSection = new ByteWriter().unsigned(this.functions.length);
    for (const { builder } of this.functions) {
      const body = builder.encode();
      codeSection.unsigned(body.length).append(body);
    }
    const module = new ByteWriter().all([0, 97, 115, 109, 1, 0, 0, 0]);
    const sections = [
      [SECTION.type, typeSection],
      [SECTION.import, importSection],
      [SECTION.function, functionSection],
      [SECTION.export, exportSection],
      [SECTION.code, codeSection],
    ];
    for (const [id, content] of sections) module.byte(id).unsigned(content.length).append(content);
    return module.toBytes();
  }
};
// ../hillock/src/codegen/relaxed.ts
let known;
/** Whether the engine has relaxed SIMD: a product and a sum in one instruction, rounded once. */
function hasRelaxedSimd() {
  if (known === void 0) {
    const module = new ModuleBuilder();
    const { builder } = module.addFunction({
      params: ["v128"],
      results: ["v128"],
    });
    builder.get(0).get(0).get(0).op("f32x4.relaxed_madd");
    known = isValidModule(module.toBytes());
  }
  return known;
}
// ../hillock/src/expression/build.ts
var build_exports = /* @__PURE__ */ __exportAll({
  ROUNDING: () => ROUNDING$2,
  abs: () => abs$1,
  add: () => add$3,
  atan: () => atan,
  constant: () => constant,
  copySign: () => copySign$1,
  cos: () => cos,
  divide: () => divide$2,
  equal: () => equal$1,
  erf: () => erf$1,
  erfc: () => erfc$1,
  exp: () => exp$2,
  expm1: () => expm1,
  exponent: () => exponent$1,
  greater: () => greater,
  greaterEqual: () => greaterEqual,
  less: () => less$1,
  lessEqual: () => lessEqual$1,
  log: () => log,
  log1p: () => log1p,
  mantissa: () => mantissa$1,
  max: () => max$1,
  min: () => min$1,
  multiply: () => multiply$2,
  negate: () => negate$2,
  node: () => node,
  normal: () => normal$1,
  parameter: () => parameter,
  pmax: () => pmax,
  pmin: () => pmin,
  pow2: () => pow2$1,
  power: () => power$3,
  round: () => round,
  select: () => select$3,
  shiftedPow2: () => shiftedPow2,
  sigmoid: () => sigmoid$3,
  sin: () => sin,
  softplus: () => softplus$1,
  sqrt: () => sqrt,
  subtract: () => subtract$3,
  tanh: () => tanh$1,
  toExpression: () => toExpression,
  truncateBits: () => truncateBits$1,
  x: () => x$1,
});
const NO_ARGS = [];
/** A node as it is, without simplification: `simplify` is a pass of its own. */
function node(kind, args, value = NaN, name = "") {
  return {
    kind,
    args,
    value,
    name,
  };
}
const constant = (value) => node("constant", NO_ARGS, value);
const parameter = (name) => node("parameter", NO_ARGS, NaN, name);
/** The variable of every formula. */
const x$1 = node("variable", NO_ARGS, NaN, "x");
const toExpression = (operand) => (typeof operand === "number" ? constant(operand) : operand);
const unary = (kind) => (a) => node(kind, [toExpression(a)]);
const binary = (kind) => (a, b) => node(kind, [toExpression(a), toExpression(b)]);
const add$3 = binary("add");
const subtract$3 = binary("subtract");
const multiply$2 = binary("multiply");
const divide$2 = binary("divide");
const min$1 = binary("min");
const max$1 = binary("max");
const power$3 = binary("power");
const less$1 = binary("less");
const lessEqual$1 = binary("lessEqual");
const equal$1 = binary("equal");
const greater = (a, b) => less$1(b, a);
const greaterEqual = (a, b) => lessEqual$1(b, a);
const copySign$1 = binary("copySign");
const pmin = binary("pmin");
const pmax = binary("pmax");
const shiftedPow2 = (shifted, factor = 1) => node("shiftedPow2", [toExpression(shifted), constant(factor)]);
const negate$2 = unary("negate");
const abs$1 = unary("abs");
const sqrt = unary("sqrt");
const round = unary("round");
const exp$2 = unary("exp");
const expm1 = unary("expm1");
const log = unary("log");
const log1p = unary("log1p");
const sin = unary("sin");
const cos = unary("cos");
const atan = unary("atan");
const tanh$1 = unary("tanh");
const sigmoid$3 = unary("sigmoid");
const softplus$1 = unary("softplus");
const erf$1 = unary("erf");
const erfc$1 = unary("erfc");
/** Φ, the standard normal distribution function. */
const normal$1 = unary("normal");
const pow2$1 = unary("pow2");
const exponent$1 = unary("exponent");
const mantissa$1 = unary("mantissa");
const truncateBits$1 = unary("truncateBits");
/** 1.5 · 2²³: a float32 that is added to it is rounded to a whole number, which stands in the last bits of the sum. */
const ROUNDING$2 = 12582912;
/** `whenTrue` where the condition holds, else `whenFalse`; both are evaluated. */
const select$3 = (condition, whenTrue, whenFalse) =>
  node("select", [condition, toExpression(whenTrue), toExpression(whenFalse)]);
// ../hillock/src/expression/structure.ts
const identities = /* @__PURE__ */ new Map();
const keys = /* @__PURE__ */ new WeakMap();
/** A number that two expressions share exactly when they are written alike, however they share their parts. */
function structuralKey(e) {
  const known = keys.get(e);
  if (known !== void 0) return known;
  const own = e.kind === "constant" ? (Object.is(e.value, -0) ? "-0" : String(e.value)) : e.name;
  const text = `${e.kind}(${own};${e.args.map(structuralKey).join(",")})`;
  let key = identities.get(text);
  if (key === void 0) {
    key = identities.size;
    identities.set(text, key);
  }
  keys.set(e, key);
  return key;
}
/** Every node once, arguments before what uses them. */
function inOrder$1(root) {
  const seen = /* @__PURE__ */ new Set();
  const order = [];
  const visit = (e) => {
    if (seen.has(e)) return;
    seen.add(e);
    for (const arg of e.args) visit(arg);
    order.push(e);
  };
  visit(root);
  return order;
}
/** How many parts an expression has where shared ones are written as often as they stand; Infinity where that is too many to count. */
function treeSize(root) {
  const sizes = /* @__PURE__ */ new Map();
  for (const e of inOrder$1(root))
    sizes.set(
      e,
      e.args.reduce((sum, arg) => sum + (sizes.get(arg) ?? 0), 1),
    );
  return sizes.get(root) ?? 0;
}
/** Names of the parameters in order of first appearance. */
function parameterNames(root) {
  return [
    ...new Set(
      inOrder$1(root)
        .filter((e) => e.kind === "parameter")
        .map((e) => e.name),
    ),
  ];
}
/** The expression with some of its leaves replaced. */
function substitute(root, replacement) {
  const done = /* @__PURE__ */ new Map();
  for (const e of inOrder$1(root)) {
    const args = e.args.map((arg) => done.get(arg) ?? arg);
    const own = e.args.length === 0 ? replacement(e) : void 0;
    const changed = args.some((arg, i) => arg !== e.args[i]);
    done.set(
      e,
      own ??
        (changed
          ? {
              ...e,
              args,
            }
          : e),
    );
  }
  return done.get(root) ?? root;
}
// ../hillock/src/expression/simplify.ts
const isConstant = (e, value) =>
  e.kind === "constant" && (value === void 0 || Object.is(e.value, value) || e.value === value);
const same$2 = (a, b) => a === b || structuralKey(a) === structuralKey(b);
const keep = (_args, original) => original;
const add$2 = ([a, b], original) => {
  if (isConstant(a) && isConstant(b)) return constant(a.value + b.value);
  if (isConstant(a, 0)) return b;
  if (isConstant(b, 0)) return a;
  if (b.kind === "negate") return subtract$2([a, b.args[0]], node("subtract", [a, b.args[0]]));
  if (a.kind === "negate") return subtract$2([b, a.args[0]], node("subtract", [b, a.args[0]]));
  return original;
};
const subtract$2 = ([a, b], original) => {
  if (isConstant(a) && isConstant(b)) return constant(a.value - b.value);
  if (isConstant(b, 0)) return a;
  if (isConstant(a, 0)) return negate$1([b], node("negate", [b]));
  if (b.kind === "negate") return node("add", [a, b.args[0]]);
  if (isConstant(a) && b.kind === "subtract" && same$2(a, b.args[0])) return b.args[1];
  if (isConstant(a, 1)) return squaredTanh(b) ?? original;
  return original;
};
/** 1 − 4 σ(2u) σ(−2u), the slope of u − tanh(u), is tanh²(u), which keeps its digits near 0. */
function squaredTanh(slope) {
  if (slope.kind !== "multiply" || !isConstant(slope.args[0], 4)) return void 0;
  const [, product] = slope.args;
  if (product.kind !== "multiply" || product.args.some((side) => side.kind !== "sigmoid")) return void 0;
  const [left, right] = product.args.map((side) => side.args[0]);
  const doubled = left.kind === "multiply" && isConstant(left.args[0], 2) ? left.args[1] : void 0;
  const opposite = right.kind === "multiply" && isConstant(right.args[0], -2) ? right.args[1] : void 0;
  if (!doubled || !opposite || !same$2(doubled, opposite)) return void 0;
  const root = node("tanh", [doubled]);
  return node("multiply", [root, root]);
}
const negate$1 = ([a], original) => {
  if (isConstant(a)) return constant(-a.value);
  if (a.kind === "negate") return a.args[0];
  if (a.kind === "subtract") return node("subtract", [a.args[1], a.args[0]]);
  return original;
};
const multiply$1 = ([a, b], original) => {
  if (isConstant(a) && isConstant(b)) return constant(a.value * b.value);
  if (isConstant(b)) return multiply$1([b, a], node("multiply", [b, a]));
  if (isConstant(a, 0)) return constant(0);
  if (isConstant(a, 1)) return b;
  if (isConstant(a, -1)) return negate$1([b], node("negate", [b]));
  if (isConstant(a) && b.kind === "multiply" && isConstant(b.args[0]))
    return multiply$1([constant(a.value * b.args[0].value), b.args[1]], original);
  if (isConstant(a) && b.kind === "negate")
    return multiply$1([constant(-a.value), b.args[0]], node("multiply", [constant(-a.value), b.args[0]]));
  if (a.kind === "negate")
    return negate$1(
      [simplifyNode("multiply", [a.args[0], b])],
      node("negate", [simplifyNode("multiply", [a.args[0], b])]),
    );
  if (b.kind === "negate")
    return negate$1(
      [simplifyNode("multiply", [a, b.args[0]])],
      node("negate", [simplifyNode("multiply", [a, b.args[0]])]),
    );
  if (b.kind === "select" && isConstant(b.args[1]) && isConstant(b.args[2])) return distribute(b, a);
  if (a.kind === "select" && isConstant(a.args[1]) && isConstant(a.args[2])) return distribute(a, b);
  return a === original.args[0] && b === original.args[1] ? original : node("multiply", [a, b]);
};
const distribute = (choice, factor) =>
  simplifyNode("select", [
    choice.args[0],
    simplifyNode("multiply", [choice.args[1], factor]),
    simplifyNode("multiply", [choice.args[2], factor]),
  ]);
const divide$1 = ([a, b], original) => {
  if (isConstant(a) && isConstant(b) && b.value !== 0) return constant(a.value / b.value);
  if (isConstant(b, 1)) return a;
  if (isConstant(a, 0)) return constant(0);
  if (a.kind === "negate")
    return negate$1([node("divide", [a.args[0], b])], node("negate", [node("divide", [a.args[0], b])]));
  return original;
};
const abs = ([a], original) =>
  isConstant(a) ? constant(Math.abs(a.value)) : a.kind === "negate" ? node("abs", a.args) : original;
const extreme$1 =
  (fold) =>
  ([a, b], original) =>
    isConstant(a) && isConstant(b) ? constant(fold(a.value, b.value)) : same$2(a, b) ? a : original;
const select$2 = ([condition, a, b], original) => {
  if (same$2(a, b)) return a;
  const inner = b.kind === "select" ? b : void 0;
  if (inner && same$2(inner.args[2], a) && excludes(condition, inner.args[0])) return inner;
  return original;
};
const excludes = (a, b) =>
  a.kind === "less" && b.kind === "less" && same$2(a.args[0], b.args[1]) && same$2(a.args[1], b.args[0]);
const power$2 = ([a, b], original) => {
  if (isConstant(b, 0)) return constant(1);
  if (isConstant(b, 1)) return a;
  if (isConstant(b, 2)) return node("multiply", [a, a]);
  if (isConstant(b, 3)) return node("multiply", [a, node("multiply", [a, a])]);
  if (isConstant(b, 0.5)) return node("sqrt", [a]);
  if (isConstant(b, -1)) return node("divide", [constant(1), a]);
  if (isConstant(b, -2)) return node("divide", [constant(1), node("multiply", [a, a])]);
  return original;
};
const folded =
  (fold) =>
  ([a], original) =>
    isConstant(a) && Number.isFinite(fold(a.value)) ? constant(fold(a.value)) : original;
/** Algebra that leaves the value as it is wherever it is finite, one rule a kind. */
const RULES$3 = {
  constant: keep,
  variable: keep,
  parameter: keep,
  add: add$2,
  subtract: subtract$2,
  multiply: multiply$1,
  divide: divide$1,
  negate: negate$1,
  abs,
  min: extreme$1(Math.min),
  max: extreme$1(Math.max),
  sqrt: folded(Math.sqrt),
  round: keep,
  less: keep,
  lessEqual: keep,
  equal: keep,
  select: select$2,
  exp: folded(Math.exp),
  expm1: folded(Math.expm1),
  log: folded(Math.log),
  log1p: folded(Math.log1p),
  sin: folded(Math.sin),
  cos: folded(Math.cos),
  atan: folded(Math.atan),
  tanh: folded(Math.tanh),
  sigmoid: keep,
  softplus: keep,
  erf: keep,
  erfc: keep,
  normal: keep,
  power: power$2,
  pow2: keep,
  exponent: keep,
  mantissa: keep,
  copySign: keep,
  shiftedPow2: keep,
  truncateBits: keep,
  pmin: keep,
  pmax: keep,
};
/** One node, simplified, over arguments that already are. */
function simplifyNode(kind, args) {
  return RULES$3[kind](args, node(kind, args));
}
/** The same function with fewer nodes; shared parts stay shared. */
function simplify(expression) {
  const done = /* @__PURE__ */ new Map();
  const visit = (e) => {
    const known = done.get(e);
    if (known) return known;
    const args = e.args.map(visit);
    const unchanged = args.every((arg, i) => arg === e.args[i]);
    const result = RULES$3[e.kind](args, unchanged ? e : node(e.kind, args, e.value, e.name));
    done.set(e, result);
    return result;
  };
  return visit(expression);
}
// ../hillock/src/expression/differentiate.ts
const ZERO = constant(0);
const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
/** Of the standard normal distribution at 0. */
const DENSITY$1 = 1 / Math.sqrt(2 * Math.PI);
const isZero$1 = (e) => e.kind === "constant" && e.value === 0;
const flat = () => ZERO;
const chain =
  (outer) =>
  ([u], [du], self) =>
    multiply$2(outer(u, self), du);
/**
 * Every convention at a kink follows from one: **the derivative from the left**. At a tie the larger of two
 * functions was, just left of it, the one with the smaller slope; the smaller one that with the larger slope.
 * Hence relu′(0) = 0 and the negative slope at 0 for leaky ReLU, as PyTorch has them. A `select` takes the
 * derivative of the branch that it takes.
 */
const larger = ([a, b], [da, db]) => select$3(less$1(b, a), da, select$3(less$1(a, b), db, min$1(da, db)));
const smaller = ([a, b], [da, db]) => select$3(less$1(a, b), da, select$3(less$1(b, a), db, max$1(da, db)));
const magnitude = ([u], [du]) =>
  select$3(less$1(0, u), du, select$3(less$1(u, 0), negate$2(du), negate$2(abs$1(du))));
const power$1 = ([u, v], [du, dv], self) => {
  const byBase = isZero$1(du) ? ZERO : multiply$2(multiply$2(v, power$3(u, subtract$3(v, 1))), du);
  const byExponent = isZero$1(dv) ? ZERO : multiply$2(multiply$2(self, log(u)), dv);
  return add$3(byBase, byExponent);
};
const RULES$2 = {
  constant: flat,
  variable: flat,
  parameter: flat,
  add: (_, [da, db]) => add$3(da, db),
  subtract: (_, [da, db]) => subtract$3(da, db),
  multiply: ([a, b], [da, db]) => add$3(multiply$2(da, b), multiply$2(a, db)),
  divide: ([, b], [da, db], self) => divide$2(subtract$3(da, multiply$2(self, db)), b),
  negate: (_, [da]) => negate$2(da),
  abs: magnitude,
  min: smaller,
  max: larger,
  sqrt: chain((_, self) => divide$2(0.5, self)),
  round: flat,
  less: flat,
  lessEqual: flat,
  equal: flat,
  select: ([condition], [, da, db]) => select$3(condition, da, db),
  exp: chain((_, self) => self),
  expm1: chain((u) => exp$2(u)),
  log: chain((u) => divide$2(1, u)),
  log1p: chain((u) => divide$2(1, add$3(1, u))),
  sin: chain((u) => cos(u)),
  cos: chain((u) => negate$2(sin(u))),
  atan: chain((u) => divide$2(1, add$3(1, multiply$2(u, u)))),
  tanh: chain((u) => multiply$2(4, multiply$2(sigmoid$3(multiply$2(2, u)), sigmoid$3(multiply$2(-2, u))))),
  sigmoid: chain((u, self) => multiply$2(self, sigmoid$3(negate$2(u)))),
  softplus: chain((u) => sigmoid$3(u)),
  erf: chain((u) => multiply$2(TWO_OVER_ROOT_PI, exp$2(negate$2(multiply$2(u, u))))),
  erfc: chain((u) => multiply$2(-TWO_OVER_ROOT_PI, exp$2(negate$2(multiply$2(u, u))))),
  normal: chain((u) => multiply$2(DENSITY$1, exp$2(negate$2(multiply$2(0.5, multiply$2(u, u)))))),
  power: power$1,
};
const isFormulaKind = (kind) => Object.hasOwn(RULES$2, kind);
/**
 * ∂expression/∂name, simplified; `name` is "x" or a parameter's. What does not depend on it has derivative 0.
 * @throws HillockError "invalid-formula" on a lowered expression, whose bit operations have no derivative.
 */
function differentiate(expression, name = "x") {
  const derivatives = /* @__PURE__ */ new Map();
  const of = (e) => derivatives.get(e) ?? ZERO;
  for (const e of inOrder$1(expression)) {
    if (!isFormulaKind(e.kind))
      throw new HillockError(
        "invalid-formula",
        `"${e.kind}" works on the bits of a number and has no derivative; differentiate before lowering.`,
      );
    const d =
      (e.kind === "variable" || e.kind === "parameter") && e.name === name
        ? constant(1)
        : e.args.every((arg) => isZero$1(of(arg)))
          ? ZERO
          : RULES$2[e.kind](e.args, e.args.map(of), e);
    derivatives.set(e, simplify(d));
  }
  return simplify(of(expression));
}
/** A choice between constants would answer NaN with a slope: such a derivative is asked to pass NaN on. */
function keepNaN(derivative) {
  const leaves = inOrder$1(derivative);
  const passesNaN = (e) => {
    if (e.kind === "variable") return true;
    if (e.kind === "select") return passesNaN(e.args[2]) && passesNaN(e.args[1]);
    return e.args.some(passesNaN);
  };
  const variable = leaves.find((e) => e.kind === "variable");
  if (!variable || passesNaN(derivative)) return derivative;
  return select$3(equal$1(variable, variable), derivative, NaN);
}
// ../hillock/src/expression/special/erf.ts
/**
 * Error functions in float64. Near 0 the Taylor series of erf; elsewhere (1 + 2x)·exp(x²)·erfc(x) as a Chebyshev series
 * in (x − 3.75)/(x + 3.75): the form of Shepherd and Laframboise, Mathematics of Computation 36 (1981), with
 * coefficients of our own (scripts/fit-erfc.py).
 */
const SERIES$1 = [
  1.1775789345674017, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189, -0.026658668435305753,
  0.009074997670705265, -0.002413163540417608, 0.0004907758365258086, -6916973302501207e-20,
  413902798607301e-20, 7.74038306619849e-7, -2.1886401049234397e-7, 1.076499946567091e-8,
  4.521959811218287e-9, -7754400208831351e-25, -6318088340886684e-26, 286879501093067e-25,
  19455868545777347e-29, -965469674843344e-27, 325254814814874e-28, 33478119482868056e-30,
  -1864562880419313e-30, -12507950530688648e-31, 7418235256624044e-32,
];
/** From here on 1 − erfc(x) loses nothing; below, the Taylor series needs few terms and barely cancels. */
const TAYLOR_LIMIT = 0.65;
/** (2/√π)·(−1)ⁿ / (n!·(2n + 1)), highest power first. */
const TAYLOR = Array.from({ length: 15 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return ((n % 2 === 0 ? 1 : -1) * 2) / Math.sqrt(Math.PI) / (factorial * (2 * n + 1));
}).reverse();
function taylorErf(x) {
  const square = x * x;
  if (square < 1e-17) return x * (TAYLOR.at(-1) ?? 0);
  let sum = 0;
  for (const coefficient of TAYLOR) sum = sum * square + coefficient;
  return x * sum;
}
/** exp(−x²), with x² in two parts: its rounding error would be magnified by x². */
function gaussian$1(x) {
  const high = Math.fround(x);
  return Math.exp(-high * high) * Math.exp(-(x - high) * (x + high));
}
/** erfc(x) for x > 0. */
function upperTail$1(x) {
  if (x > 28) return 0;
  const t = (x - 3.75) / (x + 3.75);
  let later = 0;
  let latest = 0;
  for (let k = SERIES$1.length - 1; k > 0; k--) {
    const next = 2 * t * latest - later + (SERIES$1[k] ?? 0);
    later = latest;
    latest = next;
  }
  return ((t * latest - later + SERIES$1[0]) * gaussian$1(x)) / (1 + 2 * x);
}
/** 2/√π · ∫₀ˣ exp(−t²) dt, to about 1e-15 relative. */
function erf(x) {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) < TAYLOR_LIMIT) return taylorErf(x);
  return Math.sign(x) * (1 - upperTail$1(Math.abs(x)));
}
/** 1 − erf(x), relative accuracy about 1e-15 far into the upper tail too. */
function erfc(x) {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) < TAYLOR_LIMIT) return 1 - taylorErf(x);
  return x > 0 ? upperTail$1(x) : 2 - upperTail$1(-x);
}
/** ½ · erfc(−x/√2), relative accuracy about 1e-15 far into the lower tail too. */
function normal(x) {
  return 0.5 * erfc(-x * Math.SQRT1_2);
}
// ../hillock/src/expression/special/float32-bits.ts
/** The bit nodes of lowered formulas, on scalars that are float32 numbers. */
const float = /* @__PURE__ */ new Float32Array(1);
const bits = new Int32Array(float.buffer);
/** The bit pattern of the float32 number. */
const bitsOf = (x) => {
  float[0] = x;
  return bits[0] ?? 0;
};
const fromBits = (pattern) => {
  bits[0] = pattern;
  return float[0] ?? 0;
};
/** 2ⁿ for a whole n in −126…127. */
const pow2 = (n) => 2 ** n;
/** n of a normal positive x = m · 2ⁿ, 1 ≤ m < 2. */
const exponent = (x) => (bitsOf(x) >> 23) - 127;
/** m of the same. */
const mantissa = (x) => fromBits((bitsOf(x) & 8388607) | 1065353216);
/** The twelve lowest bits of the mantissa cleared. */
const truncateBits = (x) => fromBits(bitsOf(x) & 4294963200);
/** |magnitude| with the sign bit of `sign`, −0 included. */
const copySign = (magnitude, sign) =>
  sign < 0 || Object.is(sign, -0) ? -Math.abs(magnitude) : Math.abs(magnitude);
/** To the nearest whole number, ties to the even one; −0 stays −0. */
function roundHalfEven(x) {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest === 0 || Number.isNaN(rest)) return x;
  const rounded = rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
  return copySign(rounded, x);
}
// ../hillock/src/expression/evaluate.ts
const sigmoid$2 = (a) => {
  const e = Math.exp(-Math.abs(a));
  return a < 0 ? e / (1 + e) : 1 / (1 + e);
};
/** What the instruction does; `Math.min` and `Math.max` treat NaN and −0 otherwise. */
const takeSecond = (second, a, b) => (second ? b : a);
/** What each kind computes in float64. */
const OPERATIONS = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  negate: (a) => -a,
  abs: Math.abs,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  sqrt: Math.sqrt,
  round: roundHalfEven,
  less: (a, b) => (a < b ? 1 : 0),
  lessEqual: (a, b) => (a <= b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
  select: (condition, whenTrue, whenFalse) => (condition === 1 ? whenTrue : whenFalse),
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  atan: Math.atan,
  tanh: Math.tanh,
  sigmoid: sigmoid$2,
  softplus: (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  erf,
  erfc,
  normal,
  power: (a, b) => a ** b,
  pow2,
  exponent,
  mantissa,
  copySign,
  shiftedPow2: (shifted, factor) => factor * 2 ** (shifted - ROUNDING$2),
  truncateBits,
  pmin: (a, b) => takeSecond(b < a, a, b),
  pmax: (a, b) => takeSecond(a < b, a, b),
};
const LEAVES = {
  constant: (leaf) => leaf.value,
  variable: (_, x) => x,
  parameter: (leaf, _, parameters) => {
    const value = Object.hasOwn(parameters, leaf.name) ? parameters[leaf.name] : void 0;
    if (value !== void 0) return value;
    throw new HillockError("invalid-argument", `The formula needs a value for its parameter "${leaf.name}".`);
  },
};
const isLeaf = (e) => Object.hasOwn(LEAVES, e.kind);
/** Each node once, arguments before the nodes that use them. */
function inOrder(root) {
  const order = [];
  const seen = /* @__PURE__ */ new Set();
  const visit = (e) => {
    if (seen.has(e)) return;
    seen.add(e);
    for (const argument of e.args) visit(argument);
    order.push(e);
  };
  visit(root);
  return order;
}
/** u − tanh(u), which cancels near 0. */
const isTanhShrink = ({ kind, args: [a, b] }) => kind === "subtract" && b.kind === "tanh" && b.args[0] === a;
const SERIES = [1 / 3, -2 / 15, 17 / 315, -62 / 2835, 1382 / 155925, -21844 / 6081075];
/** By its Taylor series to |x| = 0.06, where the seventh term is below 10⁻¹⁵ of the first. */
function lessTanh(x) {
  if (Math.abs(x) > 0.06) return x - Math.tanh(x);
  const square = x * x;
  return x * square * SERIES.reduceRight((sum, c) => sum * square + c, 0);
}
/** What the node computes from the values of its arguments. */
const operationOf = (e) => (isTanhShrink(e) ? lessTanh : OPERATIONS[e.kind]);
const exact = (value) => value;
function compile$1(root, rounding) {
  const order = inOrder(root);
  const slotOf = new Map(order.map((e, slot) => [e, slot]));
  const slots = new Float64Array(order.length);
  const leaves = [];
  const steps = [];
  for (const [slot, e] of order.entries())
    if (e.kind === "constant") slots[slot] = rounding(e.value);
    else if (isLeaf(e))
      leaves.push({
        slot,
        leaf: e,
        read: LEAVES[e.kind],
      });
    else {
      const operation = operationOf(e);
      const [a = 0, b = 0, c = 0] = e.args.map((argument) => slotOf.get(argument) ?? 0);
      steps.push({
        slot,
        operation,
        a,
        b,
        c,
      });
    }
  const result = order.length - 1;
  return (x, parameters = {}) => {
    for (const { slot, leaf, read } of leaves) slots[slot] = rounding(read(leaf, x, parameters));
    for (const { slot, operation, a, b, c } of steps)
      slots[slot] = rounding(operation(slots[a] ?? 0, slots[b] ?? 0, slots[c] ?? 0));
    return slots[result] ?? NaN;
  };
}
/** A closure that computes the formula in float64, every shared node once. */
function compileScalar(e) {
  const run = compile$1(e, exact);
  return (x, parameters = {}) =>
    x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY
      ? limitsOf(e, (far) => run(far, parameters))(x)
      : run(x, parameters);
}
/** Samples that stay in the processor's nearest cache, for all nodes of a formula. */
const BLOCK$1 = 128;
/** The formula in float64 at many finite inputs: what `compileScalar` gives, several times as fast. */
function compileSamples(root) {
  const order = inOrder(root);
  const slotOf = new Map(order.map((e, slot) => [e, slot]));
  return (inputs, parameters = {}) => {
    const slots = order.map(() => new Float64Array(BLOCK$1));
    for (const [slot, e] of order.entries())
      if (isLeaf(e) && e.kind !== "variable") slots[slot].fill(LEAVES[e.kind](e, 0, parameters));
    const results = new Float64Array(inputs.length);
    for (let start = 0; start < inputs.length; start += BLOCK$1) {
      const block = inputs.subarray(start, start + BLOCK$1);
      for (const [slot, e] of order.entries()) {
        if (e.kind === "variable") slots[slot].set(block);
        if (isLeaf(e)) continue;
        const [a, b, c] = e.args.map((argument) => slots[slotOf.get(argument) ?? 0]);
        applyToAll(operationOf(e), slots[slot], block.length, a, b, c);
      }
      results.set(slots[order.length - 1].subarray(0, block.length), start);
    }
    return results;
  };
}
function applyToAll(operation, out, count, a, b = a, c = a) {
  for (let i = 0; i < count; i++) out[i] = operation(a[i], b[i], c[i]);
}
/** Far, but so that no cube overflows. */
const FAR$1 = [1e80, 7e79];
/**
 * The formula's value at ±∞. Where it is NaN by 0 · ∞ or ∞ − ∞, it is the limit, which two numbers far out agree on; but
 * for sines, which have none.
 */
function limitsOf(e, run) {
  const waves = inOrder(e).some(({ kind }) => kind === "sin" || kind === "cos");
  return (x) => {
    const value = run(x);
    if (waves || !Number.isNaN(value)) return value;
    const [far, near] = FAR$1.map((size) => run(Math.sign(x) * size));
    if (far === void 0 || near === void 0 || Math.sign(far) !== Math.sign(near)) return value;
    if (Math.abs(far) > 1e60 && Math.abs(near) > 1e60) return Math.sign(far) * Number.POSITIVE_INFINITY;
    return Math.abs(far - near) <= 1e-9 * Math.abs(far) ? far : value;
  };
}
// ../hillock/src/kernels/memory.ts
/** A cache line; arrays begin at a multiple. */
const ALIGNMENT$1 = 64;
/**
 * Left free behind each array: kernels read up to a vector past the end, and arrays of a power of two of elements must
 * not stand at the same place of their pages, where the processor takes a load for one that waits for a store.
 */
const GAP = 192;
const FEWEST_PAGES = 1024;
const GROWTH = 16;
/**
 * Memory that is shared between threads as far as the engine knows, although it need not be: only such memory can grow
 * without taking the arrays away that already lie in it. Engines give it a new buffer object when it grows, at once or
 * somewhat later, so that an array is told by whether its buffer was ever handed out.
 */
let memory$2;
let current$1;
const buffers = /* @__PURE__ */ new WeakSet();
/** Of the arrays that `allocate` made: engines take longer to tell an array's buffer and offset. */
const addresses = /* @__PURE__ */ new WeakMap();
/** Behind the last array; behind all that there ever were. */
let used = 0;
let touched = 0;
let gaps = [];
const spans = /* @__PURE__ */ new Map();
function ownMemory() {
  memory$2 ??= largestSharedMemory();
  return memory$2;
}
/** A new one, empty, that may grow as far as the engine allows. @throws HillockError "out-of-memory". */
function largestSharedMemory() {
  for (let pages = MOST_PAGES; ; pages /= 2)
    try {
      return createSharedMemory(pages);
    } catch (error) {
      if (pages > FEWEST_PAGES) continue;
      throw new HillockError(
        "out-of-memory",
        `This engine gives no shared WebAssembly memory (${String(error)}); use plain Float32Arrays.`,
      );
    }
}
/** Whether arrays of this buffer lie in Hillock's own memory, where their offsets are addresses. */
const isOwnBuffer = (buffer) => buffer === current$1 || buffers.has(buffer);
/** Where an array lies in Hillock's own memory. */
function addressOf(array) {
  const known = addresses.get(array);
  if (known !== void 0) return known;
  return isOwnBuffer(array.buffer) ? array.byteOffset : -1;
}
function growTo(bytes) {
  const held = ownMemory();
  const missing = Math.ceil(bytes / PAGE_BYTES) - held.buffer.byteLength / PAGE_BYTES;
  if (missing <= 0) return;
  try {
    held.grow(Math.max(missing, GROWTH));
  } catch {
    try {
      held.grow(missing);
    } catch {
      throw new HillockError(
        "out-of-memory",
        `Hillock's own memory cannot grow to ${bytes} bytes; free arrays, or use plain Float32Arrays.`,
      );
    }
  }
}
/** Takes the first gap that is wide enough, or the end. */
function reserve$1(bytes) {
  const size = Math.ceil(bytes / ALIGNMENT$1) * ALIGNMENT$1 + GAP;
  const gap = gaps.find(({ start, end }) => end - start >= size);
  const start = gap?.start ?? used;
  const span = {
    start,
    end: start + size,
  };
  if (gap === void 0) {
    growTo(span.end);
    used = span.end;
  } else {
    const rest =
      span.end < gap.end
        ? [
            {
              start: span.end,
              end: gap.end,
            },
          ]
        : [];
    gaps = gaps.flatMap((each) => (each === gap ? rest : [each]));
  }
  return span;
}
/** Gaps that touch become one; the last one joins what is free behind all arrays. */
function addGap(gap) {
  const merged = [];
  for (const each of [...gaps, gap].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last?.end === each.start)
      merged.splice(-1, 1, {
        start: last.start,
        end: each.end,
      });
    else merged.push(each);
  }
  if (merged.at(-1)?.end === used) used = merged.pop()?.start ?? used;
  gaps = merged;
}
/**
 * An array of `length` zeros in Hillock's own WebAssembly memory: kernels work on it in place, without copies. It stays
 * valid however much more is allocated, and can be read and written like any other; `free` gives its memory back.
 * Its buffer is a SharedArrayBuffer, 4 GiB at most for all arrays together.
 * @throws HillockError "invalid-argument" for a length that is no whole number, "out-of-memory" where there is no more.
 */
function allocate(length) {
  if (!Number.isSafeInteger(length) || length < 0)
    throw new HillockError("invalid-argument", `length is ${length}; a whole number from 0 on is needed.`);
  const span = reserve$1(length * Float32Array.BYTES_PER_ELEMENT);
  spans.set(span.start, span);
  current$1 = ownMemory().buffer;
  buffers.add(current$1);
  const array = new Float32Array(current$1, span.start, length);
  if (span.start < touched) array.fill(0);
  touched = Math.max(touched, span.end);
  addresses.set(array, span.start);
  return array;
}
/**
 * Gives the memory of an array of `allocate` back. Neither it nor parts of it may be used afterwards: their elements
 * become those of another array.
 * @throws HillockError "invalid-argument" for any other array, and for one that was freed already.
 */
function free(array) {
  const span =
    array instanceof Float32Array && isOwnBuffer(array.buffer) ? spans.get(array.byteOffset) : void 0;
  if (span === void 0 || array.byteOffset + array.byteLength > span.end - GAP)
    throw new HillockError(
      "invalid-argument",
      "array was not made by allocate, is only a part of such an array, or was freed already.",
    );
  spans.delete(span.start);
  addGap(span);
}
// ../hillock/src/kernels/check.ts
/** An array whose buffer was transferred has length 0, as an empty one; only the latter can be viewed. */
function isDetached(array) {
  try {
    new Uint8Array(array.buffer);
    return false;
  } catch {
    return true;
  }
}
const describe = (value) =>
  typeof value === "object" && value !== null
    ? `a value of ${value.constructor?.name ?? "no class"}`
    : String(value);
const isShared = (buffer) => Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]";
/** Refuses what kernels cannot read or write; tells where it lies in Hillock's own memory, or `ELSEWHERE`. */
function checkArray(name, array) {
  if (!(array instanceof Float32Array))
    throw new HillockError("invalid-argument", `${name} must be a Float32Array, not ${describe(array)}.`);
  if (array.length === 0 && isDetached(array))
    throw new HillockError(
      "invalid-argument",
      `The memory of ${name} was transferred to another thread or grew, so its numbers are gone; make it anew.`,
    );
  const address = addressOf(array);
  if (address === -1 && isShared(array.buffer))
    throw new HillockError(
      "invalid-argument",
      `${name} lies in shared memory, which another thread may change; copy it first, or use allocate.`,
    );
  return address;
}
/** How far apart two arrays begin, where both lie in the same memory; 0 for those that do not. */
function distance$1(array, address, out, outAddress) {
  if (array === out) return 0;
  if (address !== -1 && outAddress !== -1) return Math.abs(address - outAddress);
  return array.buffer === out.buffer ? Math.abs(array.byteOffset - out.byteOffset) : 0;
}
/**
 * Refuses an input of another length than `out`, which lies at `outAddress`, or that overlaps it in part; tells where
 * the input lies, like `checkArray`.
 */
function checkInput(name, array, out, outAddress) {
  const address = checkArray(name, array);
  if (array.length !== out.length)
    throw new HillockError(
      "invalid-shape",
      `${name} has ${array.length} elements and out has ${out.length}; they must have the same length.`,
    );
  const apart = distance$1(array, address, out, outAddress);
  if (apart > 0 && apart < 4 * array.length)
    throw new HillockError(
      "invalid-argument",
      `out overlaps ${name} in part: they begin ${apart} bytes apart; give the same array to work in place, or one that is apart.`,
    );
  return address;
}
/** Refuses arrays that kernels cannot work on, before anything is written. */
function checkArrays(inputs, out) {
  const address = checkArray("out", out);
  for (const name in inputs) checkInput(name, inputs[name], out, address);
}
// ../hillock/src/codegen/instructions.ts
const EXPONENT_BIAS = 127;
const MANTISSA_BITS$2 = 23;
const MANTISSA_MASK = 8388607;
const SIGN = -2147483648;
const isZero = (e) => e.kind === "constant" && Object.is(e.value, 0);
const isNaNConstant = (e) => e.kind === "constant" && Number.isNaN(e.value);
const isOrdinary = (e) => e.kind === "constant" && e.value !== 0 && !Number.isNaN(e.value);
const same$1 = (a, b) => structuralKey(a) === structuralKey(b);
/** The operands one after the other, then the instructions. */
const stack = (operands, ...names) => ({
  operands,
  write: (f, locals) => {
    for (const local of locals) f.get(local);
    f.op(...names);
  },
});
const plain =
  (name) =>
  ({ args }) =>
    stack(args, name);
const written = (operands, write) => ({
  operands,
  write,
});
const isProduct = (e, { relaxed, usedOnce }) => relaxed && e.kind === "multiply" && usedOnce(e);
const add$1 = ({ args: [a, b] }, selection) => {
  if (isProduct(b, selection)) return stack([...b.args, a], "f32x4.relaxed_madd");
  if (isProduct(a, selection)) return stack([...a.args, b], "f32x4.relaxed_madd");
  return stack([a, b], "f32x4.add");
};
const subtract$1 = ({ args: [a, b] }, selection) =>
  isProduct(b, selection) ? stack([...b.args, a], "f32x4.relaxed_nmadd") : stack([a, b], "f32x4.sub");
/**
 * The instructions min and max take care of NaN and of the sign of 0, eight instructions' worth on x86; pmin and pmax
 * are one, and the same where the second is an ordinary constant. `beyond` tells where the constant 0 is taken.
 */
const extreme =
  (name, quick, beyond) =>
  ({ args: [a, b] }) => {
    const [u, constant] = a.kind === "constant" ? [b, a] : [a, b];
    if (isOrdinary(constant)) return stack([u, constant], quick);
    if (isZero(constant))
      return written([u, constant], (f, [local, zero]) =>
        f.get(local).get(local).get(zero).op(beyond, "v128.andnot"),
      );
    return stack([a, b], name);
  };
/** u > 0 ? u : k · u with 0 < k ≤ 1 is the larger of the two. */
function isLeak(condition, a, b) {
  if (condition.kind !== "less" || b.kind !== "multiply" || b.args[0].kind !== "constant") return false;
  const [zero, u] = condition.args;
  const slope = b.args[0].value;
  return isZero(zero) && same$1(u, a) && same$1(u, b.args[1]) && slope > 0 && slope <= 1;
}
const isSlope = ({ kind }) => kind === "parameter" || kind === "constant";
/** The parameter or constant k where b is k · a. */
function slopeOf(a, b) {
  if (b.kind !== "multiply") return void 0;
  const [left, right] = b.args;
  if (isSlope(left) && same$1(right, a)) return left;
  return isSlope(right) && same$1(left, a) ? right : void 0;
}
const select$1 = ({ args: [condition, a, b] }, { relaxed }) => {
  if (a.kind === "constant" && b.kind === "constant") {
    const [low, difference] = [bitsOf(b.value), bitsOf(a.value) ^ bitsOf(b.value)];
    return written([condition], (f, [mask]) => {
      f.get(mask).i32x4(difference).op("v128.and");
      if (low !== 0) f.i32x4(low).op("v128.xor");
    });
  }
  if (isZero(b)) return stack([condition, a], "v128.and");
  if (isZero(a)) return stack([b, condition], "v128.andnot");
  if (isNaNConstant(a)) return stack([b, condition], "v128.or");
  if (isNaNConstant(b)) {
    if (condition.kind !== "equal")
      return written([a, condition], (f, [value, mask]) => f.get(value).get(mask).op("v128.not", "v128.or"));
    return written([a, ...condition.args], (f, [value, left, right]) =>
      f.get(value).get(left).get(right).op("f32x4.ne", "v128.or"),
    );
  }
  if (isLeak(condition, a, b)) return stack([a, b], "f32x4.pmax");
  const slope = slopeOf(a, b);
  if (slope)
    return written([a, condition, slope], (f, [u, mask, k]) =>
      f.get(u).get(k).f32x4(1).op("v128.xor").get(mask).op("v128.and").get(k).op("v128.xor", "f32x4.mul"),
    );
  return stack([a, b, condition], relaxed ? "i32x4.relaxed_laneselect" : "v128.bitselect");
};
const leaf = (e) =>
  written([], () => {
    throw new Error(`The kernel has no place for "${e.name}".`);
  });
const RULES$1 = {
  constant: ({ value }) => written([], (f) => f.f32x4(value)),
  variable: leaf,
  parameter: leaf,
  add: add$1,
  subtract: subtract$1,
  multiply: plain("f32x4.mul"),
  divide: plain("f32x4.div"),
  negate: plain("f32x4.neg"),
  abs: plain("f32x4.abs"),
  min: extreme("f32x4.min", "f32x4.pmin", "f32x4.gt"),
  max: extreme("f32x4.max", "f32x4.pmax", "f32x4.le"),
  sqrt: plain("f32x4.sqrt"),
  round: plain("f32x4.nearest"),
  less: plain("f32x4.lt"),
  lessEqual: plain("f32x4.le"),
  equal: plain("f32x4.eq"),
  select: select$1,
  pow2: ({ args }) =>
    written(args, (f, [n]) =>
      f
        .get(n)
        .op("i32x4.trunc_sat_f32x4_s")
        .i32x4(EXPONENT_BIAS)
        .op("i32x4.add")
        .i32(MANTISSA_BITS$2)
        .op("i32x4.shl"),
    ),
  exponent: ({ args }) =>
    written(args, (f, [x]) =>
      f
        .get(x)
        .i32(MANTISSA_BITS$2)
        .op("i32x4.shr_u")
        .i32x4(EXPONENT_BIAS)
        .op("i32x4.sub", "f32x4.convert_i32x4_s"),
    ),
  mantissa: ({ args }) =>
    written(args, (f, [x]) =>
      f
        .get(x)
        .i32x4(MANTISSA_MASK)
        .op("v128.and")
        .i32x4(EXPONENT_BIAS << MANTISSA_BITS$2)
        .op("v128.or"),
    ),
  copySign: ({ args }) =>
    written(args, (f, [size, sign]) => f.get(sign).i32x4(SIGN).op("v128.and").get(size).op("v128.or")),
  shiftedPow2: ({ args: [shifted, factor] }) =>
    written([shifted], (f, [x]) =>
      f.get(x).i32(MANTISSA_BITS$2).op("i32x4.shl").i32x4(bitsOf(factor.value)).op("i32x4.add"),
    ),
  pmin: plain("f32x4.pmin"),
  pmax: plain("f32x4.pmax"),
  truncateBits: ({ args }) => written(args, (f, [x]) => f.get(x).i32x4(-4096).op("v128.and")),
};
const isMachineKind = (kind) => Object.hasOwn(RULES$1, kind);
/** @throws Error on a node that only `lower` can turn into instructions. */
function instructionFor(e, selection) {
  if (!isMachineKind(e.kind))
    throw new Error(`"${e.kind}" is not a machine operation: lower the formula first.`);
  return RULES$1[e.kind](e, selection);
}
// ../hillock/src/codegen/program.ts
/** Of formulas that are lowered already; `relaxed` lets products and sums be one instruction where the engine has it, which changes last bits. */
function programOf(roots, relaxed = false) {
  const uses = /* @__PURE__ */ new Map();
  for (const root of new Set(roots))
    for (const e of inOrder$1(root))
      for (const arg of e.args) uses.set(structuralKey(arg), (uses.get(structuralKey(arg)) ?? 0) + 1);
  const selection = {
    relaxed,
    usedOnce: (e) => uses.get(structuralKey(e)) === 1,
  };
  const steps = [];
  const places = /* @__PURE__ */ new Map();
  const visit = (e) => {
    const key = structuralKey(e);
    const known = places.get(key);
    if (known !== void 0) return known;
    const instruction = instructionFor(e, selection);
    const operands = instruction.operands.map(visit);
    places.set(key, steps.length);
    return (
      steps.push({
        e,
        instruction,
        operands,
      }) - 1
    );
  };
  return {
    results: roots.map(visit),
    steps,
  };
}
/** Puts the program's constants into locals before a loop: not every engine takes them out of it. */
function hoistConstantsOf(f, { steps }) {
  const locals = /* @__PURE__ */ new Map();
  for (const { e } of steps)
    if (e.kind === "constant" && e.value !== 0 && !locals.has(e.value))
      locals.set(e.value, f.f32x4(e.value).setNew("v128"));
  return locals;
}
function heldIn(e, { variable, constants, parameters }) {
  if (e.kind === "variable") return variable;
  return e.kind === "parameter" ? parameters[e.name] : constants?.get(e.value);
}
/**
 * Emits the program for several vectors, one node of all of them after the other, so that none has to wait for its
 * own last result; names for each vector the v128 locals that hold the formulas' values.
 */
function emitProgram(f, { steps, results }, vectors) {
  const locals = vectors.map(() => []);
  steps.forEach(({ e, instruction, operands }, step) => {
    for (let i = 0; i < vectors.length; i++) {
      const made = locals[i];
      const held = e.args.length > 0 ? void 0 : heldIn(e, vectors[i]);
      if (held !== void 0) made.push(held);
      else if (i > 0 && e.kind === "constant") made.push(locals[0][step]);
      else {
        instruction.write(
          f,
          operands.map((operand) => made[operand]),
        );
        made.push(f.setNew("v128"));
      }
    }
  });
  return locals.map((made) => results.map((step) => made[step]));
}
// ../hillock/src/codegen/unroll.ts
/** Most values of one vector that have to be kept at the same time, constants aside. */
function mostLive({ steps }) {
  const last = /* @__PURE__ */ new Map();
  steps.forEach(({ operands }, at) => {
    for (const operand of operands) last.set(operand, at);
  });
  let live = 0;
  let most = 0;
  const isConstant = (step) => steps[step].e.kind === "constant";
  steps.forEach(({ operands }, at) => {
    if (isConstant(at)) return;
    live++;
    most = Math.max(most, live);
    for (const operand of new Set(operands)) if (!isConstant(operand) && last.get(operand) === at) live--;
  });
  return most;
}
/**
 * Vectors in flight. Many share the loading of a constant and hide each other's waiting; too many do not fit in the
 * registers, nor, of large formulas, in the instruction cache. The bounds are those at which most of the catalogue is
 * within a few per cent of its best: `npm run bench -- functions --only unroll` measures what is lost against that.
 */
function unrollFor(program, arrays) {
  const steps = program.steps.length;
  if (steps > 1e3) return 1;
  if (steps < 32 && arrays > 1) return steps < 8 ? 6 : 4;
  if (steps < 12) return 8;
  const constants = program.steps.filter(({ e }) => e.kind === "constant").length;
  const live = mostLive(program);
  if (live + constants >= 38) return 3;
  return live < 10 ? 6 : 5;
}
// ../hillock/src/codegen/elementwise.ts
const VECTOR_BYTES$1 = 16;
const LANES$1 = 4;
/**
 * A module for out = formula(x, arrays…, scalars…). Its function takes addresses, of x, of the arrays, of out, then the
 * number of elements, then the scalars. Any address, any number: each element takes the same instructions, so that its
 * bits do not depend on where it stands. Up to 12 bytes behind the inputs' ends are read, none behind out's written.
 */
function elementwiseModule(asked) {
  const { formula, arrays, scalars, relaxed } = asked;
  const program = programOf([formula], relaxed);
  const module = new ModuleBuilder();
  const pointers = arrays.length + 2;
  const { builder: f } = module.addFunction({
    params: [...Array.from({ length: pointers + 1 }, () => "i32"), ...scalars.map(() => "f32")],
    export: "run",
  });
  const kernel = new Kernel$1(f, program, arrays, scalars);
  const unroll = asked.unroll ?? unrollFor(program, arrays.length + 1);
  kernel.wholeGroups(unroll);
  kernel.rest();
  return module;
}
var Kernel$1 = class {
  f;
  program;
  arrays;
  constants;
  splats;
  /** Locals: the inputs' addresses, x first; out's address; elements left. */
  inputs;
  out;
  count;
  constructor(f, program, arrays, scalars) {
    this.f = f;
    this.program = program;
    this.arrays = arrays;
    this.inputs = Array.from({ length: arrays.length + 1 }, (_, i) => i);
    this.out = this.inputs.length;
    this.count = this.out + 1;
    this.constants = hoistConstantsOf(f, program);
    this.splats = Object.fromEntries(
      scalars.map((name, i) => [
        name,
        f
          .get(this.count + 1 + i)
          .op("f32x4.splat")
          .setNew("v128"),
      ]),
    );
  }
  /** So many vectors at a time, while there are as many. */
  wholeGroups(vectors) {
    const { f, count, out, inputs } = this;
    const elements = vectors * LANES$1;
    const rest = f.get(count).i32(elements).op("i32.rem_u").setNew("i32");
    const end = f
      .get(inputs[0])
      .get(count)
      .get(rest)
      .op("i32.sub")
      .i32(4)
      .op("i32.mul", "i32.add")
      .setNew("i32");
    f.get(count).i32(elements).op("i32.ge_u");
    f.if(() => {
      f.loop((again) => {
        this.values(vectors).forEach((value, i) => {
          f.get(out)
            .get(value)
            .store("v128.store", i * VECTOR_BYTES$1);
        });
        this.advance(elements);
        f.get(inputs[0]).get(end).op("i32.ne").brIf(again);
      });
    });
    f.get(rest).set(count);
  }
  /** One vector at a time, the last of which may be cut short. */
  rest() {
    const { f, count, out } = this;
    f.block((exit) => {
      f.loop((again) => {
        f.get(count).op("i32.eqz").brIf(exit);
        const [value] = this.values(1);
        f.get(count).i32(LANES$1).op("i32.lt_u");
        f.if(() => {
          this.storePart(value);
          f.op("return");
        });
        f.get(out).get(value).store("v128.store");
        this.advance(LANES$1);
        f.get(count).i32(LANES$1).op("i32.sub").set(count).br(again);
      });
    });
  }
  /** Loads, arithmetic, in this order: engines do not reorder. */
  values(vectors) {
    const { f, program, constants, splats } = this;
    const each = Array.from({ length: vectors }, (_, i) => i);
    const [x, ...others] = this.inputs.map((address) =>
      each.map((i) =>
        f
          .get(address)
          .load("v128.load", i * VECTOR_BYTES$1)
          .setNew("v128"),
      ),
    );
    return emitProgram(
      f,
      program,
      each.map((i) => ({
        variable: x[i],
        constants,
        parameters: {
          ...splats,
          ...Object.fromEntries(this.arrays.map((name, array) => [name, others[array][i]])),
        },
      })),
    ).map(([value]) => value);
  }
  advance(elements) {
    for (const pointer of [...this.inputs, this.out])
      this.f
        .get(pointer)
        .i32(elements * 4)
        .op("i32.add")
        .set(pointer);
  }
  /** The first one to three elements of a vector. */
  storePart(value) {
    const { f, out, count } = this;
    f.get(count).i32(2).op("i32.and");
    f.if(() => {
      f.get(out).get(value).lane("f64x2.extract_lane", 0).store("f64.store");
      f.get(out).i32(8).op("i32.add").set(out);
      f.get(value).get(value).shuffle32([2, 3, 2, 3]).set(value);
    });
    f.get(count).i32(1).op("i32.and");
    f.if(() => f.get(out).get(value).lane("f32x4.extract_lane", 0).store("f32.store"));
  }
};
let current;
/** Undefined unless the caller asked for threads. */
const parallel = () => current;
// ../hillock/src/kernels/staging.ts
/** Elements that are copied in, worked on and copied out at a time: all arrays of a block stay in the nearest caches. */
const BLOCK = 16384;
/** Not a multiple of a page, in which the processor would take a load for one that waits for a store. */
const STRIDE = BLOCK * Float32Array.BYTES_PER_ELEMENT + 192;
let memory$1;
let floats$1 = /* @__PURE__ */ new Float32Array(0);
let pages = 0;
function stagingMemory() {
  memory$1 ??= createMemory(0);
  return memory$1;
}
/** Where block number i begins. */
const blockAddress = (i) => i * STRIDE;
/** Makes room for so many blocks, and for what is read behind the last. */
function reserveBlocks(count) {
  const needed = Math.ceil(((count + 1) * STRIDE) / PAGE_BYTES);
  if (needed <= pages) return;
  const held = stagingMemory();
  held.grow(needed - pages);
  pages = needed;
  floats$1 = new Float32Array(held.buffer);
}
/** Copies elements `start` to `end` of the array to the address. */
function copyIn$1(address, from, start, end) {
  floats$1.set(
    start === 0 && end === from.length
      ? from
      : new Float32Array(from.buffer, from.byteOffset + 4 * start, end - start),
    address / 4,
  );
}
/** Of the first block: the view that was asked for last, since most calls ask for the same. */
let first = floats$1;
/** A block's first elements, as they are until the next call of any kernel. */
function staged(address, count) {
  if (address !== 0) return floats$1.subarray(address / 4, address / 4 + count);
  if (first.length !== count || first.buffer !== floats$1.buffer) first = floats$1.subarray(0, count);
  return first;
}
// ../hillock/src/kernels/units.ts
/** Fills `to` with the values over and over, beginning with number `from` of them. */
function repeat(values, to, from = 0) {
  const period = values.length;
  const first = Math.min(period, to.length);
  for (let i = 0; i < first; i++) to[i] = values[(from + i) % period];
  for (let filled = first; filled < to.length; filled *= 2) to.copyWithin(filled, 0, filled);
}
/** The number of elements after which all of these lists begin again together. */
function commonPeriod(lengths) {
  const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
  return lengths.reduce((period, length) => (period / divisor(period, length)) * length, 1);
}
// ../hillock/src/kernels/elementwise.ts
const NONE = [];
const GRADIENT$1 = "gradient of the output";
/** Spelt out for the usual numbers of arguments: engines take longer to spread arrays than for all else of a call. */
function call(run, addresses, count, scalars) {
  const [a, b, c] = addresses;
  if (scalars.length > 1 || addresses.length > 3) run(...addresses, count, ...scalars);
  else if (addresses.length === 2 && scalars.length === 0) run(a, b, count);
  else if (addresses.length === 2) run(a, b, count, scalars[0]);
  else if (scalars.length === 0) run(a, b, c, count);
  else run(a, b, c, count, scalars[0]);
}
/** The value where there is one for all units. */
function singleOf(value) {
  if (typeof value === "number") return value;
  return value.length === 1 ? value[0] : void 0;
}
/** One formula, compiled for each kind of memory when it is first used there. */
var Kernel = class {
  module;
  takesGradient;
  units;
  scalars;
  /** Elements after which the parameters of the units begin again. */
  period;
  /** Arrays that are given at each call, and where they and the parameters of the units are staged. */
  inputs;
  blocks;
  staging;
  direct;
  /** Room in own memory for the parameters of a chunk. */
  unitRoom = [];
  constructor(formula, values, relaxed) {
    const names = parameterNames(formula);
    const parameters = names.filter((name) => name !== GRADIENT$1);
    const scalars = parameters.filter((name) => singleOf(values[name]) !== void 0);
    const units = parameters.filter((name) => !scalars.includes(name));
    this.takesGradient = names.includes(GRADIENT$1);
    this.scalars = scalars.map((name) => values[name]);
    this.units = units.map((name) => values[name]);
    this.period = commonPeriod(this.units.map(({ length }) => length));
    this.inputs = this.takesGradient ? 2 : 1;
    this.blocks = Array.from({ length: this.inputs + units.length }, (_, i) => blockAddress(i));
    const arrays = this.takesGradient ? [GRADIENT$1, ...units] : units;
    this.module = elementwiseModule({
      formula,
      arrays,
      scalars,
      relaxed,
    });
  }
  /** Each array with its address, as `addressOf` tells it. */
  run(x, xAt, gradient, gradientAt, out, outAt) {
    if (xAt === -1 || outAt === -1 || (gradient !== void 0 && gradientAt === -1))
      this.overBlocks(x, gradient, (block, start) => out.set(block, start));
    else if (this.takesGradient) this.runInPlace([xAt, gradientAt, outAt], x.length);
    else this.runInPlace([xAt, outAt], x.length);
  }
  /** Copies a block of each array into the cache, computes there, and hands the results over. */
  overBlocks(x, gradient, take) {
    const run = this.staging ?? this.compileForStaging();
    const scalars = this.scalarValues();
    const second = this.takesGradient ? gradient : void 0;
    this.chunks(x.length, BLOCK, (start, end, turn) => {
      copyIn$1(blockAddress(0), x, start, end);
      if (second !== void 0) copyIn$1(blockAddress(1), second, start, end);
      if (turn)
        this.units.forEach((values, i) => {
          repeat(values, staged(this.blocks[this.inputs + i], end - start), start % values.length);
        });
      run(...this.blocks, blockAddress(0), end - start, ...scalars);
      take(staged(blockAddress(0), end - start), start);
    });
  }
  compileForStaging() {
    reserveBlocks(this.blocks.length);
    this.staging = instantiate(this.module.toBytes(), stagingMemory())["run"];
    return this.staging;
  }
  /** The addresses of the inputs, x first, then that of the output. */
  runInPlace(addresses, count) {
    this.direct ??= instantiate(this.module.toBytes("shared"), ownMemory())["run"];
    const run = this.direct;
    const scalars = this.scalarValues();
    if (this.units.length === 0) {
      if (count >= 65536 && this.runOnThreads(run, addresses, count, scalars)) return;
      call(run, addresses, count, scalars);
      return;
    }
    if (this.unitRoom.length === 0) this.unitRoom = this.units.map(() => allocate(BLOCK));
    const rooms = this.unitRoom.map(({ byteOffset }) => byteOffset);
    this.chunks(count, BLOCK, (start, end, turn) => {
      const at = addresses.map((address) => address + 4 * start);
      if (turn)
        this.units.forEach((values, i) => {
          repeat(values, this.unitRoom[i].subarray(0, end - start), start % values.length);
        });
      call(run, [...at.slice(0, -1), ...rooms, ...at.slice(-1)], end - start, scalars);
    });
  }
  runOnThreads(run, addresses, count, scalars) {
    const job = {
      kernel: this,
      bytes: () => this.module.toBytes("shared"),
      run,
      addresses,
      count,
      scalars,
    };
    return parallel()?.(job) ?? false;
  }
  /** Pieces of at most so many elements, of whole periods where they fit; `turn` where the units begin otherwise. */
  chunks(length, limit, body) {
    const { period } = this;
    const whole = period <= limit;
    const size = whole ? limit - (limit % period) : limit;
    for (let start = 0; start < length; start += size)
      body(start, Math.min(length, start + size), start === 0 || !whole);
  }
  scalarValues() {
    const { scalars } = this;
    if (scalars.length === 0) return NONE;
    const numberOf = (value) => singleOf(value) ?? NaN;
    return scalars.length === 1 ? [numberOf(scalars[0])] : scalars.map(numberOf);
  }
};
function checkUnits(x, values) {
  for (const name in values) {
    const value = values[name];
    if (typeof value !== "number" && x.length % value.length !== 0)
      throw new HillockError(
        "invalid-shape",
        `${name} has ${value.length} values, one per unit, but x has ${x.length} elements: that is not a whole number of rows.`,
      );
  }
}
/** gradient ⊙ derivative; a choice between constants becomes one between the gradient and 0, and passes NaN on. */
const gradientTimes = (derivative) => keepNaN(simplify(multiply$2(parameter(GRADIENT$1), derivative)));
/** Kernels from the expression and its derivatives, each compiled at its first call. */
function compileElementwise(formulas) {
  const { parameters, lower, relaxed = false } = formulas;
  let forward;
  let backward;
  let fromOutput;
  const byParameter = /* @__PURE__ */ new Map();
  const units = Object.values(parameters).some((value) => typeof value !== "number");
  const make = (formula) => new Kernel(lower(formula, relaxed), parameters, relaxed);
  return {
    forward(x, out) {
      const outAt = checkArray("out", out);
      const xAt = checkInput("x", x, out, outAt);
      if (units) checkUnits(x, parameters);
      forward ??= make(formulas.formula);
      forward.run(x, xAt, void 0, -1, out, outAt);
    },
    backward(gradient, x, out) {
      const outAt = checkArray("out", out);
      const gradientAt = checkInput("gradient", gradient, out, outAt);
      const xAt = checkInput("x", x, out, outAt);
      if (units) checkUnits(x, parameters);
      backward ??= make(gradientTimes(formulas.derivative()));
      backward.run(x, xAt, gradient, gradientAt, out, outAt);
    },
    backwardFromOutput(gradient, output, out) {
      const outAt = checkArray("out", out);
      const gradientAt = checkInput("gradient", gradient, out, outAt);
      const outputAt = checkInput("output", output, out, outAt);
      if (units) checkUnits(output, parameters);
      const { derivativeFromOutput: formula } = formulas;
      if (formula === void 0)
        throw new HillockError(
          "invalid-argument",
          "The slope of this function cannot be told from its output.",
        );
      fromOutput ??= make(gradientTimes(formula));
      fromOutput.run(output, outputAt, gradient, gradientAt, out, outAt);
    },
    parameterGradient(name, gradient, x) {
      checkInput("gradient", gradient, x, checkArray("x", x));
      checkUnits(x, parameters);
      const kernel = byParameter.get(name) ?? make(gradientTimes(formulas.parameterDerivative(name)));
      byParameter.set(name, kernel);
      const value = parameters[name];
      const sums = new Float64Array(typeof value === "number" ? 1 : value.length);
      kernel.overBlocks(x, gradient, (block, start) => {
        let unit = start % sums.length;
        for (let i = 0; i < block.length; i++) {
          sums[unit] += block[i];
          if (++unit === sums.length) unit = 0;
        }
      });
      return Float32Array.from(sums);
    },
  };
}
// ../hillock/src/functions/constraints.ts
const SIGNS = {
  positive: {
    fits: (v) => v > 0,
    needed: "a number above 0",
  },
  notNegative: {
    fits: (v) => v >= 0,
    needed: "a number from 0 on",
  },
  notZero: {
    fits: (v) => v !== 0,
    needed: "a number other than 0",
  },
};
const listOf = (value) => (typeof value === "number" ? [value] : Array.from(value));
/** @throws HillockError "invalid-argument" that names the parameter, its value and what is needed. */
function checkConstraints(name, constraints, values) {
  for (const [parameter, constraint] of Object.entries(constraints))
    for (const [unit, value] of listOf(values[parameter]).entries()) {
      let needed;
      if (typeof constraint === "string") {
        if (!SIGNS[constraint].fits(value)) needed = SIGNS[constraint].needed;
      } else {
        const other = "below" in constraint ? constraint.below : constraint.atMost;
        const limits = listOf(values[other]);
        const limit = limits[unit % limits.length];
        if (!("below" in constraint ? value < limit : value <= limit))
          needed = `a number ${"below" in constraint ? "below" : "of at most"} ${other}, which is ${limit},`;
      }
      if (needed !== void 0)
        throw new HillockError("invalid-argument", `${name}: ${parameter} is ${value}; ${needed} is needed.`);
    }
}
// ../hillock/src/functions/fixed.ts
/**
 * The formula with those parameters as constants that nothing can change: so what is divided by a β of 1 is not
 * divided. Parameters that are learned, and those with a value for each unit, stay.
 */
function withFixedParameters(formula, parameters, learnable) {
  const fixed = ({ kind, name }) => {
    const value = kind === "parameter" && !learnable.includes(name) ? parameters[name] : void 0;
    return typeof value === "number" ? constant(value) : void 0;
  };
  return simplify(substitute(formula, fixed));
}
// ../hillock/src/functions/properties.ts
const FAR = [1e4, 1e6, 0xe8d4a51000, 1e100, 1e300];
/** Below this share of the steepest slope, a unit hardly passes a gradient on. */
const SATURATED_SLOPE = 0.05;
const REACH$4 = 30;
/** Inputs close together where functions bend, ever farther apart outwards. */
function sampleInputs() {
  const positive = [];
  for (let exponent = -8; exponent < 0; exponent += 0.25) positive.push(10 ** exponent);
  for (let i = 1; i <= 500; i++) positive.push(i / 100);
  for (let i = 101; i <= 600; i++) positive.push(i / 20);
  for (let exponent = 1.5; exponent < 4; exponent += 0.05) positive.push(10 ** exponent);
  positive.push(...FAR);
  return Float64Array.of(...positive.map((x) => -x).reverse(), 0, ...positive);
}
const INPUTS = sampleInputs();
const INPUTS_IN_REACH = INPUTS.filter((x) => Math.abs(x) <= REACH$4);
const tidy = (value) => (Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(12)));
/** The highest value of the curve, `samples` being those at `INPUTS`: the best of them, refined between its neighbours by golden section. */
function supremum(curve, samples) {
  let best = -1;
  let high = -Infinity;
  let near = -Infinity;
  for (let i = 0; i < samples.length; i++) {
    const y = samples[i];
    if (y > high) [high, best] = [y, i];
    const size = Math.abs(y);
    if (Math.abs(INPUTS[i]) <= 1e6 && Number.isFinite(y) && size > near) near = size;
  }
  const growsAt = (x) => curve(x) > 50 && curve(x) > 1.5 * near;
  if (high > 1e100 || growsAt(1e300) || growsAt(-1e300)) return Infinity;
  let [a, b] = [INPUTS[Math.max(0, best - 1)], INPUTS[Math.min(INPUTS.length - 1, best + 1)]];
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 80; i++) {
    const [left, right] = [b - ratio * (b - a), a + ratio * (b - a)];
    if (curve(left) >= curve(right)) b = right;
    else a = left;
  }
  return tidy(Math.max(high, curve((a + b) / 2) || -Infinity));
}
/** Infimum and supremum over all finite inputs, from dense samples and the limits outwards. */
function rangeOf(curve, sample) {
  const samples = sample(INPUTS);
  const low = -supremum(
    (x) => -curve(x),
    samples.map((y) => -y),
  );
  return [low === 0 ? 0 : low, supremum(curve, samples)];
}
/** Inputs in ±30 at which the slope jumps. */
function kinksOf(slope) {
  const kinks = [];
  const step = 1 / 64;
  const jumps = (a, b) =>
    Math.abs(slope(b) - slope(a)) > 0.001 * Math.max(1, Math.abs(slope(a)), Math.abs(slope(b)));
  for (let a = -30; a < REACH$4; a += step) {
    if (!jumps(a, a + step)) continue;
    let [low, high] = [a, a + step];
    for (let i = 0; i < 60 && high - low > 1e-13 && jumps(low, high); i++) {
      const middle = (low + high) / 2;
      if (Math.abs(slope(middle) - slope(low)) >= Math.abs(slope(high) - slope(middle))) high = middle;
      else low = middle;
    }
    if (jumps(low, high)) {
      const kink = tidy(Math.round(((low + high) / 2) * 1e9) / 1e9);
      if (kinks.at(-1) !== kink) kinks.push(kink);
    }
  }
  return kinks;
}
/** The ends of the input axis in which hardly any gradient, or none, comes through. */
function tailsOf(sampleSlope, range) {
  const inputs = INPUTS_IN_REACH;
  const slopes = sampleSlope(inputs).map(Math.abs);
  const steepest = slopes.reduce((most, s) => (Number.isFinite(s) ? Math.max(most, s) : most), -Infinity);
  const firstWhere = (test) => {
    const i = slopes.findIndex((s) => !test(s));
    return i <= 0 ? -Infinity : inputs[i - 1];
  };
  const lastWhere = (test) => {
    const i = slopes.findLastIndex((s) => !test(s));
    return i === slopes.length - 1 || i < 0 ? Infinity : inputs[i + 1];
  };
  const bounded = range.every(Number.isFinite) && steepest > 0;
  const flat = (s) => s < SATURATED_SLOPE * steepest;
  return {
    saturatedBelow: bounded ? firstWhere(flat) : -Infinity,
    saturatedAbove: bounded ? lastWhere(flat) : Infinity,
    deadBelow: firstWhere((s) => s === 0),
    deadAbove: lastWhere((s) => s === 0),
  };
}
const PIECES = 3200;
const WIDTH = 16 / PIECES;
let nodes;
/** Gauss' two points in each piece of ±8, and exp(−z²/2) there. */
function normalNodes() {
  if (nodes) return nodes;
  const aside = WIDTH / 2 / Math.sqrt(3);
  const z = new Float64Array(2 * PIECES);
  for (let piece = 0; piece < PIECES; piece++) {
    const middle = -8 + (piece + 0.5) * WIDTH;
    z[2 * piece] = middle - aside;
    z[2 * piece + 1] = middle + aside;
  }
  nodes = {
    z,
    density: z.map((x) => Math.exp(-0.5 * x * x)),
  };
  return nodes;
}
/**
 * E[g(z)] for z from the standard normal distribution, by Gauss' rule with two points in each of 3200 pieces of ±8: a
 * jump or kink at the usual places lies between pieces. Six digits, so the same on every engine.
 */
const underUnitNormal = (g) => expectation((z) => z.map((each) => g(each)));
/** E[f(z)²], likewise. */
const meanSquareOf = (sample) => expectation((z) => sample(z).map((y) => y * y));
function expectation(sample) {
  const { z, density } = normalNodes();
  const values = sample(z);
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += values[i] * density[i];
  const mean = (sum * WIDTH) / 2 / Math.sqrt(2 * Math.PI);
  return Math.abs(mean) < 1e-12 ? 0 : Number(mean.toPrecision(6));
}
// ../hillock/src/functions/random-parameters.ts
const DRAW = "draw of ";
/** Whether a parameter of a training's formula stands for a draw: evenly from −½ to ½, without ½. */
const isDraw = (name) => name.startsWith(DRAW);
function replace(formula, random, value) {
  const made = /* @__PURE__ */ new Map();
  return substitute(formula, ({ kind, name }) => {
    if (kind !== "parameter" || !Object.hasOwn(random, name)) return void 0;
    const { from, to } = random[name];
    const known = made.get(name) ?? value(parameter(from), parameter(to), name);
    made.set(name, known);
    return known;
  });
}
const mean = (from, to) => multiply$2(0.5, add$3(from, to));
/** The formula with the mean in each random parameter's place. */
const withMeans = (formula, random) => replace(formula, random, mean);
/** The formula as training computes it: the mean, and the width times a draw of its own (`isDraw`). */
const withDraws = (formula, random) =>
  replace(formula, random, (from, to, name) =>
    add$3(mean(from, to), multiply$2(subtract$3(to, from), parameter(DRAW + name))),
  );
// ../hillock/src/functions/define-elementwise.ts
const lazily = (make) => {
  let made;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
const firstOf = (value) => (typeof value === "number" ? value : value[0]);
function checkParameters(name, formula, values) {
  const expected = parameterNames(formula);
  for (const [parameter, value] of Object.entries(values)) {
    if (!expected.includes(parameter)) {
      const list = expected.length > 0 ? `It has: ${expected.join(", ")}.` : "It has none.";
      throw new HillockError("invalid-argument", `${name} has no parameter "${parameter}". ${list}`);
    }
    const numbers = typeof value === "number" ? [value] : Array.from(value);
    if (numbers.length === 0)
      throw new HillockError(
        "invalid-argument",
        `${name}: ${parameter} is an empty array; give a number, or one value per unit.`,
      );
    for (const number of numbers)
      if (!Number.isFinite(number))
        throw new HillockError(
          "invalid-argument",
          `${name}: ${parameter} is ${number}; a finite number is needed.`,
        );
  }
  for (const parameter of expected)
    if (!Object.hasOwn(values, parameter))
      throw new HillockError(
        "invalid-argument",
        `${name} needs a value for its parameter "${parameter}", as in { ${parameter}: 1 }.`,
      );
}
function outputFor(name, x, out) {
  if (out !== void 0) return out;
  checkArray(name, x);
  return new Float32Array(x.length);
}
/**
 * An activation from its formula: derivative, kernels, range and tails are derived, each when first asked for. `lower`
 * turns what is no machine operation into such; it is given, so that a page does not carry what its functions lack.
 */
function defineElementwise(definition, lower) {
  const { name, random = {} } = definition;
  const formula = withMeans(definition.formula, random);
  const parameters = definition.parameters ?? {};
  checkParameters(name, formula, parameters);
  checkConstraints(name, definition.constraints ?? {}, parameters);
  const scalars = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, firstOf(value)]));
  const fromOutput = definition.derivativeFromOutput?.(x$1);
  const derivativeFormula = lazily(() => definition.derivative ?? differentiate(formula));
  const parameterFormulas = lazily(() =>
    Object.fromEntries(
      (definition.learnable ?? []).map((parameter) => [parameter, differentiate(formula, parameter)]),
    ),
  );
  const scalar = lazily(() => compileScalar(formula));
  const scalarDerivative = lazily(() => compileScalar(keepNaN(derivativeFormula())));
  const value = (x) => scalar()(x, scalars);
  const slope = (x) => scalarDerivative()(x, scalars);
  const fixed = (e) => withFixedParameters(e, parameters, definition.learnable ?? []);
  const kernels = lazily(() =>
    compileElementwise({
      formula: fixed(formula),
      derivative: () => fixed(derivativeFormula()),
      derivativeFromOutput: fromOutput && fixed(fromOutput),
      parameterDerivative: (parameter) => fixed(parameterFormulas()[parameter]),
      parameters,
      relaxed: definition.relaxed,
      lower,
    }),
  );
  const valuesAt = (inputs) => compileSamples(formula)(inputs, scalars);
  const slopesAt = (inputs) => compileSamples(keepNaN(derivativeFormula()))(inputs, scalars);
  const range = lazily(() => rangeOf(value, valuesAt));
  const derivativeRange = lazily(() => rangeOf(slope, slopesAt));
  const kinks = lazily(() => kinksOf(slope));
  const meanSquare = lazily(() => meanSquareOf(valuesAt));
  const tails = lazily(() => tailsOf(slopesAt, range()));
  const members = {
    kind: "elementwise",
    title: definition.title,
    uses: definition.uses,
    limitations: definition.limitations,
    source: definition.source,
    known: definition.known ?? {},
    formula,
    trainingFormula: withDraws(definition.formula, random),
    parameters,
    learnable: definition.learnable ?? [],
    role: definition.role ?? "usual",
    derivative: slope,
    ...(fromOutput && { outputDerivativeFormula: fromOutput }),
    forward(x, out) {
      const result = outputFor("x", x, out);
      kernels().forward(x, result);
      return result;
    },
    backward(gradient, x, out) {
      const result = outputFor("x", x, out);
      kernels().backward(gradient, x, result);
      return result;
    },
    ...(fromOutput && {
      backwardFromOutput(gradient, output, out) {
        checkConstraints(`${name} from its output`, definition.outputTells ?? {}, parameters);
        const result = outputFor("output", output, out);
        kernels().backwardFromOutput(gradient, output, result);
        return result;
      },
    }),
    parameterGradients(gradient, x) {
      return Object.fromEntries(
        (definition.learnable ?? []).map((parameter) => [
          parameter,
          kernels().parameterGradient(parameter, gradient, x),
        ]),
      );
    },
    with(values) {
      return defineElementwise(
        {
          ...definition,
          parameters: {
            ...parameters,
            ...values,
          },
        },
        lower,
      );
    },
    relaxed() {
      return defineElementwise(
        {
          ...definition,
          relaxed: hasRelaxedSimd(),
        },
        lower,
      );
    },
  };
  const getters = {
    range,
    derivativeRange,
    kinks,
    tails,
    meanSquare,
    derivativeFormula,
    parameterFormulas,
    kinkConvention: () => definition.kinkConvention ?? describeKinks(kinks(), slope),
  };
  const callable = (x) => value(x);
  Object.defineProperty(callable, "name", { value: name });
  for (const [key, get] of Object.entries(getters))
    Object.defineProperty(callable, key, {
      get,
      enumerable: true,
    });
  return Object.assign(callable, members);
}
function describeKinks(kinks, slope) {
  if (kinks.length === 0) return "The derivative is continuous: there are no kinks.";
  return `The derivative jumps: ${kinks.map((kink) => `at ${kink} it is ${Number(slope(kink).toPrecision(6))}`).join(", ")}.`;
}
// ../hillock/src/functions/define-arithmetic.ts
/**
 * An activation from a formula of arithmetic, choices, minima and maxima alone, which processors have: a page that
 * imports no other carries none of the code for exponentials, logarithms and the like. A test compares with `lower`, which
 * must have nothing to say about them.
 */
const defineArithmetic = (definition) => defineElementwise(definition, (formula) => formula);
// ../hillock/src/functions/definitions/affine.ts
/** f(x) = slope · x + offset. */
const affine = defineArithmetic({
  name: "affine",
  title: "Affine",
  formula: add$3(multiply$2(parameter("slope"), x$1), parameter("offset")),
  parameters: {
    slope: 1,
    offset: 0,
  },
  role: "special",
  known: { webnn: "linear" },
  uses: "Scaling inside a network that comes from elsewhere.",
  limitations: ["Layers with it collapse into one linear map."],
  source: "WebNN linear.",
});
// ../hillock/src/expression/lower/polynomial.ts
/** c₀ + c₁·z + c₂·z² + …, by Horner's rule. */
function polynomial(z, coefficients) {
  const [last = 0, ...rest] = [...coefficients].reverse();
  return rest.reduce((sum, coefficient) => add$3(multiply$2(sum, z), coefficient), last);
}
// ../hillock/src/expression/lower/atan.ts
/** (atan(t) − t)/t³ in t², 0 ≤ t ≤ 1. */
const TAIL$6 = [
  -0.33333334, 0.20000067, -0.14287, 0.11121479, -0.09128552, 0.07719276, -0.06381983, 0.04639882,
  -0.025687406, 0.009069855, -0.0014826369,
];
const HALF_PI = Math.fround(Math.PI / 2);
const HALF_PI_LOW = Math.fround(Math.PI / 2 - HALF_PI);
/** Above 1 by π/2 − atan(1/x). */
function lowerAtan(x) {
  const size = abs$1(x);
  const inverted = less$1(1, size);
  const t = select$3(inverted, divide$2(1, size), size);
  const square = multiply$2(t, t);
  const tail = multiply$2(multiply$2(t, square), polynomial(square, TAIL$6));
  const difference = subtract$3(HALF_PI, t);
  const lost = subtract$3(subtract$3(HALF_PI, difference), t);
  const upper = add$3(difference, add$3(lost, subtract$3(HALF_PI_LOW, tail)));
  return copySign$1(select$3(inverted, upper, add$3(t, tail)), x);
}
// ../hillock/src/expression/lower/pair.ts
/** The sum, and what its rounding lost, where |a| ≥ |b| or a = 0. */
function quickSum(a, b) {
  const high = add$3(a, b);
  return {
    high,
    low: subtract$3(b, subtract$3(high, a)),
  };
}
/** The same for any two numbers. */
function exactSum(a, b) {
  const high = add$3(a, b);
  const part = subtract$3(high, a);
  return {
    high,
    low: add$3(subtract$3(a, subtract$3(high, part)), subtract$3(b, part)),
  };
}
/** The square, rounded once, of a pair whose first number has twelve bits. */
const squared = ({ high, low }) =>
  add$3(multiply$2(high, high), multiply$2(low, add$3(add$3(high, high), low)));
/** The pair times 1 + q, rounded once. */
const grown = ({ high, low }, q) => add$3(high, add$3(multiply$2(high, q), add$3(low, multiply$2(low, q))));
/** A number as one of twelve bits and the rest: the product of two such numbers is exact. */
function halves(value) {
  const high = truncateBits$1(value);
  return {
    high,
    low: subtract$3(value, high),
  };
}
/** The same of a constant, to 2^−36 of it. */
function constantHalves(value) {
  const high = truncateBits(value);
  return {
    high: constant(high),
    low: constant(Math.fround(value - high)),
  };
}
/** a · factor to 2^−35 of it, from a factor whose first number has twelve bits. */
function times(a, factor) {
  const own = halves(a);
  return {
    high: multiply$2(own.high, factor.high),
    low: add$3(multiply$2(own.high, factor.low), multiply$2(own.low, add$3(factor.high, factor.low))),
  };
}
// ../hillock/src/expression/lower/exp.ts
/** ln 2 in two parts; the first has ten bits, so that its product with a whole number below 2^14 is exact. */
const LN2_HIGH$2 = 0.693359375;
const LN2_LOW$2 = Math.fround(-0.0002121944400546905);
const LOG2_E$1 = Math.fround(Math.LOG2E);
/** (exp(r) − 1 − r)/r² for |r| ≤ ln 2 / 2, to 2^−28 of exp(r); scripts/references/minimax.py. */
const TAIL$5 = [0.49999994, 0.16666521, 0.041668266, 0.008368677, 0.0013820734];
/** exp(r) − 1 − r. */
const expTail = (r) => multiply$2(multiply$2(r, r), polynomial(r, TAIL$5));
/** exp(x + extra), extra small. */
function rising(x, { shift = ROUNDING$2, factor = 1, extra } = {}) {
  const shifted = add$3(multiply$2(extra === void 0 ? x : add$3(x, extra), LOG2_E$1), shift);
  const k = subtract$3(shifted, shift);
  const difference = subtract$3(x, multiply$2(k, LN2_HIGH$2));
  const own = multiply$2(k, LN2_LOW$2);
  const rest = extra === void 0 ? own : subtract$3(own, extra);
  const tail = expTail(subtract$3(difference, rest));
  return {
    q: add$3(difference, subtract$3(tail, rest)),
    power: shiftedPow2(shifted, factor),
  };
}
/** exp(−x), without a sign to change first. */
function falling(x, { shift = ROUNDING$2, factor = 1 } = {}) {
  const shifted = subtract$3(shift, multiply$2(x, LOG2_E$1));
  const k = subtract$3(shifted, shift);
  const difference = add$3(x, multiply$2(k, LN2_HIGH$2));
  const rest = multiply$2(k, -LN2_LOW$2);
  const tail = expTail(subtract$3(rest, difference));
  return {
    q: subtract$3(add$3(tail, rest), difference),
    power: shiftedPow2(shifted, factor),
  };
}
/** The same from the rounded difference alone: one operation less, 2^−26 more in q. */
function quickFalling(x, shift) {
  const shifted = subtract$3(shift, multiply$2(x, LOG2_E$1));
  const k = subtract$3(shifted, shift);
  const r = subtract$3(multiply$2(k, -LN2_LOW$2), add$3(x, multiply$2(k, LN2_HIGH$2)));
  return {
    q: add$3(expTail(r), r),
    power: shiftedPow2(shifted),
  };
}
/** exp(−x − y), y small beside x or all there is. */
function fallingSum(x, y, { shift = ROUNDING$2, factor = 1 } = {}) {
  const shifted = subtract$3(shift, multiply$2(add$3(x, y), LOG2_E$1));
  const k = subtract$3(shifted, shift);
  const difference = exactSum(add$3(x, multiply$2(k, LN2_HIGH$2)), y);
  const rest = subtract$3(multiply$2(k, -LN2_LOW$2), difference.low);
  const tail = expTail(subtract$3(rest, difference.high));
  return {
    q: subtract$3(add$3(tail, rest), difference.high),
    power: shiftedPow2(shifted, factor),
  };
}
/** factor · (1 + q), the last sum being the only one that rounds much. */
const scaled = (factor, q) => add$3(factor, multiply$2(factor, q));
const UNIT = 2 ** -64;
/** exp(x + extra). Below −104 it is 0, above 89 it overflows: beyond, the clamped argument gives the same. */
function lowerExp(x, extra) {
  const size = pmax(pmin(toExpression(x), 89), -104);
  const small = less$1(size, 0);
  const shift = add$3(select$3(small, 65, 0), 12582911);
  const { q, power } =
    extra === void 0 ? rising(size, { shift }) : fallingSum(negate$2(size), negate$2(extra), { shift });
  return multiply$2(multiply$2(add$3(q, 1), power), select$3(small, UNIT, 2));
}
/** u² = square + rest without error, for |u| < 2^12 or so: `square` has 24 bits at most. */
function exactSquare(u) {
  const high = truncateBits$1(u);
  return {
    square: multiply$2(high, high),
    rest: multiply$2(subtract$3(u, high), add$3(u, high)),
  };
}
/** u · exp(−u²): where the exponential is subnormal the product still has all its digits. */
function lowerGaussianGated(u) {
  const inside = pmax(pmin(u, 11.5), -11.5);
  const { square, rest } = exactSquare(inside);
  const { q, power } = fallingSum(square, rest, { shift: 12582976 });
  return multiply$2(multiply$2(scaled(inside, q), power), UNIT);
}
/** exp(−u²) with the square in two parts, since its rounding error would be magnified by up to 104. */
function lowerGaussian(u) {
  const { square, rest } = exactSquare(pmin(abs$1(u), 11));
  const { q, power } = fallingSum(square, rest, { shift: 12582976 });
  return multiply$2(multiply$2(add$3(q, 1), power), UNIT);
}
// ../hillock/src/expression/lower/erf.ts
/** erf(x)/x − 1 in x², |x| ≤ 1. */
const NEAR = [
  0.12837917, -0.37612635, 0.112837434, -0.02686355, 0.005216406, -0.00084232324, 0.00010858782, -8577988e-12,
];
/** (1 + 2x)·exp(x²)·erfc(x) in t = (x − 2.2)/(x + 2.2), ½ ≤ x ≤ 10.2. */
const TAIL$4 = [
  1.272202, -0.10724013, -0.137585, 0.16586462, -0.07806047, 0.00724688, 0.008704076, -0.0019329082,
  -0.0011245762, 0.00026032585,
];
const CENTRE = 2.2;
const near$1 = (x) => add$3(x, multiply$2(x, polynomial(multiply$2(x, x), NEAR)));
const LOWERED = {
  high: truncateBits$1,
  exponential: lowerExp,
};
/** erfc(a) for ½ ≤ a; the square is taken in two parts, since its rounding error would be magnified. */
function upperTail(a, parts) {
  const size = min$1(max$1(a, 0.5), 10.2);
  const high = parts.high(size);
  const rest = multiply$2(subtract$3(size, high), add$3(size, high));
  const gaussian = parts.exponential(negate$2(multiply$2(high, high)), negate$2(rest));
  const t = divide$2(subtract$3(size, CENTRE), add$3(size, CENTRE));
  return multiply$2(gaussian, divide$2(polynomial(t, TAIL$4), add$3(multiply$2(size, 2), 1)));
}
function lowerErf(x) {
  const size = abs$1(x);
  return copySign$1(select$3(less$1(size, 1), near$1(size), subtract$3(1, upperTail(size, LOWERED))), x);
}
const lowerErfc = (x) => complementaryErf(x, LOWERED);
/** erfc(x) to the last digits, however small. */
function complementaryErf(x, parts) {
  const tail = upperTail(abs$1(x), parts);
  const far = select$3(less$1(x, 0), subtract$3(2, tail), tail);
  return select$3(less$1(abs$1(x), 0.5), subtract$3(1, near$1(x)), far);
}
// ../hillock/src/expression/lower/expm1.ts
/** 2·((t − ½) + t·(r + …)) with t = 2^(k−1): no part overflows before the result does. */
function lowerExpm1(x) {
  const size = pmax(pmin(x, 89), -30);
  const shift = 12582911;
  const shifted = add$3(multiply$2(size, LOG2_E$1), shift);
  const k = subtract$3(shifted, shift);
  const t = shiftedPow2(shifted);
  const difference = subtract$3(size, multiply$2(k, LN2_HIGH$2));
  const rest = multiply$2(k, LN2_LOW$2);
  const whole = subtract$3(t, 0.5);
  const part = multiply$2(t, difference);
  const sum = add$3(whole, part);
  const lost = subtract$3(part, subtract$3(sum, whole));
  const small = multiply$2(t, subtract$3(expTail(subtract$3(difference, rest)), rest));
  return select$3(less$1(abs$1(x), 2 ** -25), x, multiply$2(add$3(sum, add$3(lost, small)), 2));
}
// ../hillock/src/expression/lower/log.ts
/** (log(1 + f) − f + f²/2)/f³ for √½ ≤ 1 + f ≤ √2. */
const TAIL$3 = [
  0.3333333, -0.2499999, 0.20000695, -0.16668443, 0.14250194, -0.124118336, 0.11660259, -0.11566143,
  0.07146717,
];
const SMALLEST_NORMAL = 2 ** -126;
/** u = m · 2^e with √½ ≤ m ≤ √2, for normal positive u; `shift` is added to e. */
function splitNearOne(u, shift = 0) {
  const upper = less$1(Math.fround(Math.SQRT2), mantissa$1(u));
  const e = add$3(exponent$1(u), shift);
  return {
    m: select$3(upper, multiply$2(mantissa$1(u), 0.5), mantissa$1(u)),
    e: select$3(upper, add$3(e, 1), e),
  };
}
/** The same for any positive number, subnormal ones included. */
function splitPositive(x) {
  const subnormal = less$1(x, SMALLEST_NORMAL);
  return splitNearOne(select$3(subnormal, multiply$2(x, 2 ** 23), x), select$3(subnormal, -23, 0));
}
/** log(m · 2^e) + extra, where `extra` is small beside it or all there is. */
function logOfParts(m, e, extra) {
  const f = subtract$3(m, 1);
  const square = multiply$2(f, f);
  const tail = subtract$3(multiply$2(multiply$2(f, square), polynomial(f, TAIL$3)), multiply$2(square, 0.5));
  const whole = multiply$2(e, LN2_HIGH$2);
  const sum = add$3(whole, f);
  const lost = subtract$3(f, subtract$3(sum, whole));
  return add$3(sum, add$3(lost, add$3(tail, add$3(multiply$2(e, LN2_LOW$2), extra))));
}
/** What a logarithm is at and outside the ends of its domain (`at` is where the argument is 0). */
function withLogLimits(value, x, at) {
  const inside = select$3(less$1(x, Number.POSITIVE_INFINITY), value, x);
  return select$3(less$1(x, at), NaN, select$3(equal$1(x, at), Number.NEGATIVE_INFINITY, inside));
}
function lowerLog(x) {
  const { m, e } = splitPositive(x);
  return withLogLimits(logOfParts(m, e, 0), x, 0);
}
// ../hillock/src/expression/lower/log1p.ts
/** log(u) + c/u with u = 1 + x rounded and c what the rounding lost. */
function lowerLog1p(x) {
  const u = add$3(x, 1);
  const lost = select$3(less$1(1, x), subtract$3(1, subtract$3(u, x)), subtract$3(x, subtract$3(u, 1)));
  const { m, e } = splitNearOne(u);
  const value = logOfParts(m, e, divide$2(lost, u));
  return select$3(less$1(abs$1(x), 2 ** -25), x, withLogLimits(value, x, -1));
}
// ../hillock/src/expression/lower/quotient.ts
/**
 * top / bottom as the unrounded sum of two: a quotient of twelve bits leaves a rest that is exact, which the correction
 * is made of. The second number of `bottom` must be no more than the rounding of the first.
 */
function quotientParts(top, bottom) {
  const inverse = divide$2(1, bottom.high);
  const first = truncateBits$1(multiply$2(top.high, inverse));
  const high = truncateBits$1(bottom.high);
  const rest = add$3(subtract$3(bottom.high, high), bottom.low);
  const left = subtract$3(
    subtract$3(top.high, multiply$2(first, high)),
    subtract$3(multiply$2(first, rest), top.low),
  );
  return {
    high: first,
    low: multiply$2(left, inverse),
  };
}
/** top / bottom, rounded once. */
function quotient(top, bottom) {
  const { high, low } = quotientParts(top, bottom);
  return add$3(high, low);
}
// ../hillock/src/expression/lower/normal.ts
/**
 * With a ≥ 0, A = a · D(a): a · Φ(−a) = exp(−a²/2) · A/(√2π · A + M(a)), to 2^−29.9 up to a = 14.5
 * (scripts/references/minimax.py). All coefficients are positive, and what D and M lose weighs little in the quotient.
 */
const D = [1.3050847, 1.417408, 0.73920643, 0.22318232, 0.039015971, 0.0032631678];
const M = [2.6101694, 1.6460675, 0.54395646, 0.09775833, 0.0081803463];
const ROOT_2PI = constantHalves(Math.sqrt(2 * Math.PI));
const DENSITY = constantHalves(1 / Math.sqrt(2 * Math.PI));
/** From here on Φ(−a), a · Φ(−a) and the density are 0 in float32. */
const REACH$3 = 14.5;
/** Φ(−a) · exp(a²/2), in plain float32 steps. */
function tailShare(a) {
  const top = polynomial(a, D);
  return divide$2(top, add$3(multiply$2(Math.sqrt(2 * Math.PI), multiply$2(a, top)), polynomial(a, M)));
}
/** exp(−a²/2) = (1 + q) · power · 2^−64: the square in two parts, since its rounding would be magnified by 104. */
function density(a) {
  const high = truncateBits$1(a);
  const square = multiply$2(high, high);
  const rest = multiply$2(subtract$3(a, high), add$3(a, high));
  const shift = 12582976;
  const shifted = subtract$3(shift, multiply$2(square, LOG2_E$1 / 2));
  const k = subtract$3(shifted, shift);
  const difference = add$3(square, multiply$2(k, 2 * LN2_HIGH$2));
  const small = add$3(rest, multiply$2(k, 2 * LN2_LOW$2));
  const r = multiply$2(add$3(difference, small), -0.5);
  return {
    q: add$3(expTail(r), r),
    power: shiftedPow2(shifted),
  };
}
/** √2π · A + M, unrounded. */
function denominator$2(a, product) {
  const first = quickSum(constant(M[0]), multiply$2(a, polynomial(a, M.slice(1))));
  const sum = quickSum(pmax(product.high, first.high), pmin(product.high, first.high));
  return quickSum(sum.high, add$3(add$3(sum.low, first.low), product.low));
}
/** x · Φ(x) = max(x, 0) − |x| · Φ(−|x|). */
function lowerNormalGated(x) {
  const a = pmin(abs$1(x), REACH$3);
  const { q, power } = density(a);
  const product = multiply$2(a, polynomial(a, D));
  const share = quotientParts(
    {
      high: product,
      low: constant(0),
    },
    denominator$2(a, times(product, ROOT_2PI)),
  );
  return subtract$3(pmax(x, -0), multiply$2(multiply$2(grown(share, q), power), UNIT));
}
/** exp(−a²/2) · (Φ(−a) · exp(a²/2) − more) for a = |x|, and 1 minus that where x is not negative. */
function overTail(x, more) {
  const a = pmin(abs$1(x), REACH$3);
  const { q, power } = density(a);
  const top = quickSum(constant(D[0]), multiply$2(a, polynomial(a, D.slice(1))));
  const steep = times(top.high, ROOT_2PI);
  const first = halves(steep.high);
  const rest = add$3(add$3(first.low, steep.low), multiply$2(top.low, ROOT_2PI.high));
  const share = quotientParts(
    top,
    denominator$2(
      a,
      times(a, {
        high: first.high,
        low: rest,
      }),
    ),
  );
  const other = more && times(a, more);
  const left = other
    ? {
        high: subtract$3(share.high, other.high),
        low: subtract$3(share.low, other.low),
      }
    : share;
  const small = multiply$2(multiply$2(grown(left, q), power), UNIT);
  return select$3(less$1(x, 0), small, subtract$3(1, small));
}
/** Φ(x). */
const lowerNormal = (x) => overTail(x);
/** The derivative of x · Φ(x), Φ(x) + x · φ(x). */
const lowerNormalGatedSlope = (x) => overTail(x, DENSITY);
// ../hillock/src/expression/lower/power.ts
/** For mantissas up to `limit`: a factor of few bits that takes them near 1, and −log of it in two parts. */
const INTERVALS = [0.77, 0.85, 0.94, 1.06, 1.16, 1.28, Number.POSITIVE_INFINITY].map((limit, i, limits) => {
  const low = i === 0 ? Math.SQRT1_2 : (limits[i - 1] ?? 1);
  const middle = (low + Math.min(limit, Math.SQRT2)) / 2;
  const factor = low < 1 && limit > 1 ? 1 : Math.round(64 / middle) / 64;
  const log = -Math.log(factor);
  const high = Math.round(log * 4096) / 4096;
  return {
    limit: Math.fround(limit),
    factor,
    high,
    low: Math.fround(log - high),
  };
});
function choose(m, field) {
  const [last, ...others] = [...INTERVALS].reverse();
  return others.reduce(
    (chosen, interval) => select$3(less$1(m, interval.limit), interval[field], chosen),
    constant(last?.[field] ?? 0),
  );
}
/** (log(1 + f) − f + f²/2)/f³ for |f| ≤ 0.07. */
const TAIL$2 = [0.33333334, -0.24999963, 0.19999917, -0.16728021, 0.14353889];
/** log(a) for positive a, to about 2^−33 of its value. */
function logPair(a) {
  const { m, e } = splitPositive(a);
  const factor = choose(m, "factor");
  const upper = truncateBits$1(m);
  const f = exactSum(subtract$3(multiply$2(upper, factor), 1), multiply$2(subtract$3(m, upper), factor));
  const fUpper = truncateBits$1(f.high);
  const halfSquare = multiply$2(multiply$2(fUpper, fUpper), -0.5);
  const squareRest = add$3(
    multiply$2(multiply$2(subtract$3(f.high, fUpper), add$3(f.high, fUpper)), 0.5),
    multiply$2(f.high, f.low),
  );
  const cube = multiply$2(f.high, multiply$2(f.high, f.high));
  const first = quickSum(add$3(multiply$2(e, LN2_HIGH$2), choose(m, "high")), f.high);
  const second = quickSum(first.high, halfSquare);
  const small = add$3(multiply$2(e, LN2_LOW$2), choose(m, "low"));
  const tail = subtract$3(multiply$2(cube, polynomial(f.high, TAIL$2)), squareRest);
  const low = add$3(add$3(first.low, second.low), add$3(add$3(f.low, small), tail));
  return quickSum(second.high, low);
}
/** exp(b · log(a)) for positive finite a. */
function positivePower(a, b) {
  const log = logPair(a);
  const clamped = min$1(max$1(b, -(2 ** 40)), 2 ** 40);
  const bUpper = truncateBits$1(clamped);
  const logUpper = truncateBits$1(log.high);
  const rest = add$3(
    add$3(
      multiply$2(bUpper, subtract$3(log.high, logUpper)),
      multiply$2(subtract$3(clamped, bUpper), log.high),
    ),
    multiply$2(clamped, log.low),
  );
  const product = quickSum(multiply$2(bUpper, logUpper), rest);
  return lowerExp(product.high, select$3(less$1(abs$1(product.high), 105), product.low, 0));
}
const isWhole = (b) => equal$1(round(b), b);
/** For any base and exponent, with the special values of JavaScript's `**`. */
function generalPower(a, b) {
  const infinity = Number.POSITIVE_INFINITY;
  const size = abs$1(a);
  const finite = positivePower(size, b);
  const atZero = select$3(less$1(b, 0), infinity, select$3(less$1(0, b), 0, b));
  const atInfinity = select$3(less$1(b, 0), 0, add$3(b, infinity));
  const beyond = select$3(equal$1(size, infinity), atInfinity, size);
  const bySize = select$3(equal$1(size, 0), atZero, select$3(less$1(size, infinity), finite, beyond));
  const odd = select$3(isWhole(b), select$3(isWhole(multiply$2(b, 0.5)), 0, 1), 0);
  const signed = select$3(equal$1(odd, 1), copySign$1(bySize, a), bySize);
  const ofFinite = select$3(less$1(a, 0), select$3(less$1(size, infinity), NaN, signed), signed);
  const real = select$3(isWhole(b), signed, ofFinite);
  const undecided = select$3(equal$1(size, 1), select$3(equal$1(abs$1(b), infinity), NaN, real), real);
  return select$3(equal$1(b, 0), 1, undecided);
}
/** Exponents whose power is a product, a quotient or a root. */
const SPECIAL_EXPONENTS = /* @__PURE__ */ new Map([
  [1, (a) => a],
  [2, (a) => multiply$2(a, a)],
  [3, (a) => multiply$2(multiply$2(a, a), a)],
  [-1, (a) => divide$2(1, a)],
  [0.5, (a) => add$3(sqrt(select$3(equal$1(a, Number.NEGATIVE_INFINITY), abs$1(a), a)), 0)],
]);
function lowerPower(a, b) {
  const special = b.kind === "constant" ? SPECIAL_EXPONENTS.get(b.value) : void 0;
  return special === void 0 ? generalPower(a, b) : special(a);
}
// ../hillock/src/expression/lower/sigmoid.ts
/** u of −u, whichever way the sign stands; undefined for others. */
function opposite(e) {
  if (e.kind === "negate") return e.args[0];
  const [factor, rest] = e.args;
  if (e.kind !== "multiply" || factor.kind !== "constant" || !(factor.value < 0)) return void 0;
  return multiply$2(-factor.value, rest);
}
/**
 * 2^64 / (1 + E) for E = (1 + q)·2^k, whose `power` stands 2^64 times lower. A quotient of twelve bits leaves a rest that
 * is exact, which the correction is made of: so nothing but the last sum rounds.
 */
function share({ q, power }) {
  const part = multiply$2(power, q);
  const inverse = divide$2(1, add$3(add$3(power, UNIT), part));
  const quotient = truncateBits$1(inverse);
  const sum = add$3(add$3(power, UNIT), part);
  const high = truncateBits$1(sum);
  const low = add$3(add$3(subtract$3(power, high), UNIT), part);
  const left = subtract$3(subtract$3(1, multiply$2(quotient, high)), multiply$2(quotient, low));
  return add$3(quotient, multiply$2(inverse, left));
}
const LARGEST$1 = 2 ** 128 * (1 - 2 ** -24);
const SHIFT = 12582848;
/** From here on σ(−x), and x · σ(−x), is 0 in float32. */
const REACH$2 = 110;
/**
 * 1/(1 + exp(−x)), with 2^−64 in front of both, so that what is subnormal in the end is rounded once. What the sum under
 * the quotient loses by rounding is taken off the quotient: within 1.4 ULP.
 */
function lowerSigmoid(x) {
  const { q, power } = quickFalling(pmax(pmin(x, 30), -110), SHIFT);
  const part = multiply$2(power, q);
  const sum = add$3(add$3(power, UNIT), part);
  const lost = add$3(subtract$3(UNIT, subtract$3(sum, power)), part);
  const quotient = divide$2(1, sum);
  return multiply$2(subtract$3(quotient, multiply$2(quotient, multiply$2(quotient, lost))), UNIT);
}
/**
 * What the sum under the quotient rounds weighs most just above a power of two. With all of it times this, chosen for the
 * least error over all, the quotient is within 1.6 ULP.
 */
const FACTOR = 1.4375;
/** factor · 2^−64 · (1 + exp(size)). */
function denominator$1(size, factor) {
  const { q, power } = rising(size, {
    shift: SHIFT,
    factor,
  });
  const sum = add$3(power, factor * UNIT);
  const lost = subtract$3(factor * UNIT, subtract$3(sum, power));
  return add$3(sum, add$3(multiply$2(power, q), lost));
}
/** 2^64 · σ(−|x|), the same expression for x and −x: both sides of a product share it. */
const tail$1 = (x) => divide$2(FACTOR, denominator$1(pmin(abs$1(opposite(x) ?? x), REACH$2), FACTOR));
/** σ(−|x|). */
const lowerLogisticTail = (x) => multiply$2(tail$1(x), UNIT);
/** The same, once more as exact as σ itself. */
const exactTail = (x) => share(rising(pmin(abs$1(opposite(x) ?? x), REACH$2), { shift: SHIFT }));
/** a · σ(x): where σ(x) is subnormal the product still has all its digits; undefined for other products. */
function lowerGated(a, b) {
  const [gate, value] = b.kind === "sigmoid" ? [b, a] : [a, b];
  if (gate.kind !== "sigmoid" || value.kind === "constant") return void 0;
  const x = gate.args[0];
  if (structuralKey(value) === structuralKey(x)) {
    const size = pmin(abs$1(x), REACH$2);
    return subtract$3(pmax(x, -0), multiply$2(divide$2(size, denominator$1(size, 1)), UNIT));
  }
  const beyond = less$1(REACH$2, abs$1(x));
  const bounded = select$3(beyond, pmax(pmin(value, LARGEST$1), -LARGEST$1), value);
  const t = exactTail(x);
  const large = less$1(1, abs$1(value));
  const reached = multiply$2(multiply$2(bounded, select$3(large, UNIT, 1)), select$3(beyond, 0, t));
  const small = multiply$2(reached, select$3(large, 1, UNIT));
  return select$3(less$1(x, 0), small, multiply$2(value, subtract$3(1, multiply$2(t, UNIT))));
}
/** σ(x) · σ(−x) · factor, the logistic's slope, as t − t² with t = σ(−|x|); undefined for other products. */
function lowerLogisticSlope(a, b, factor = 1) {
  if (a.kind === "constant" && b.kind === "multiply")
    return lowerLogisticSlope(b.args[0], b.args[1], a.value);
  if (a.kind !== "sigmoid" || b.kind !== "sigmoid") return void 0;
  const [x, y] = [a.args[0], b.args[0]];
  const flipped = opposite(x) ?? opposite(y);
  if (!flipped || structuralKey(flipped) !== structuralKey(opposite(x) ? y : x)) return void 0;
  const t = tail$1(flipped);
  return multiply$2(subtract$3(t, multiply$2(t, multiply$2(t, UNIT))), factor * UNIT);
}
/**
 * σ(x) + x · σ(x) · σ(−x), the slope of x · σ(x): with t = σ(−|x|) it is t · (1 − |x| + |x| · t) below 0, where 1 − |x| is
 * exact from ½ on, and 1 minus that above.
 */
function lowerGatedSlope(x) {
  const size = pmin(abs$1(x), REACH$2);
  const t = exactTail(x);
  const factor = add$3(subtract$3(1, size), multiply$2(multiply$2(size, t), UNIT));
  const small = multiply$2(multiply$2(t, factor), UNIT);
  return select$3(less$1(x, 0), small, subtract$3(1, small));
}
// ../hillock/src/expression/lower/softplus.ts
/** 1 − log(1 + f)/f in f − ½ for 0 ≤ f ≤ 1, to 2^−27 of log(1 + f); scripts/references/minimax.py. */
const BEND = [
  0.18906978, 0.2885271, -0.13260876, 0.067688093, -0.036639806, 0.020565208, -0.011550791, 0.0067753526,
  -0.005300955, 0.00320068,
];
/**
 * max(x, 0) + log(1 + f) with f = exp(−|x|) = (1 + q) · p. The logarithm is (1 + q)(1 − bend) · p, of which p alone, which
 * is exact, is added last.
 */
function lowerSoftplus(x) {
  const { q, power } = falling(pmin(abs$1(x), 104), { shift: 12582976 });
  const p = multiply$2(power, UNIT);
  const bend = polynomial(subtract$3(multiply$2(add$3(q, 1), p), 0.5), BEND);
  const rest = subtract$3(subtract$3(q, multiply$2(q, bend)), bend);
  return add$3(add$3(pmax(x, 0), multiply$2(p, rest)), p);
}
// ../hillock/src/expression/lower/tanh.ts
/** (h·coth(h) − 1)/h² in h², |h| ≤ ln 2 / 4, to 2^−29 of h·coth(h); scripts/references/minimax.py. */
const COTH = [0.33333251, -0.022133756];
const HALF_LN2 = Math.fround(Math.LN2 / 2);
/**
 * exp(2a) = 2^k · (G + h)/(G − h) with h = a − k/2·ln 2 and G = h·coth(h), so tanh(a) = ((1 + p)·h − (1 − p)·G) /
 * ((1 + p)·G − (1 − p)·h), p = 2^k: no branch between small and large. Rounded to twelve bits, the quotient leaves a rest
 * that is nearly exact, which the correction is made of. What h loses where k · ln 2 / 2 is rounded, from k = 3 on,
 * tanh is too flat to show.
 */
function tanhOfSize(a) {
  const size = pmin(a, 9.1);
  const shifted = add$3(multiply$2(size, 2 * LOG2_E$1), ROUNDING$2);
  const k = subtract$3(shifted, ROUNDING$2);
  const p = shiftedPow2(shifted);
  const h = subtract$3(size, multiply$2(k, HALF_LN2));
  const square = multiply$2(h, h);
  const g = multiply$2(square, polynomial(square, COTH));
  const G = add$3(g, 1);
  const plus = add$3(1, p);
  const minus = subtract$3(1, p);
  const top = subtract$3(multiply$2(plus, h), multiply$2(minus, G));
  const inverse = divide$2(1, subtract$3(multiply$2(plus, G), multiply$2(minus, h)));
  const quotient = truncateBits$1(multiply$2(top, inverse));
  const byG = add$3(add$3(minus, multiply$2(p, quotient)), quotient);
  const byH = add$3(plus, multiply$2(minus, quotient));
  const left = subtract$3(subtract$3(multiply$2(h, byH), byG), multiply$2(g, byG));
  return {
    high: quotient,
    low: multiply$2(left, inverse),
  };
}
function lowerTanh(x) {
  const { high, low } = tanhOfSize(abs$1(x));
  return copySign$1(add$3(high, low), x);
}
/** tanh²(x), rounded once. */
const lowerSquaredTanh = (x) => squared(tanhOfSize(abs$1(x)));
// ../hillock/src/expression/lower/tanh-shrink.ts
/** (x − tanh(x))/x³ in x², |x| ≤ 1. The first is ⅓, which needs two numbers. */
const TAIL$1 = [
  1 / 3,
  -0.13333355,
  0.053968247,
  -0.021852776,
  0.008755063,
  -0.0032821787,
  0.00097401795,
  -0.00015632507,
];
const POLYNOMIAL_LIMIT = 1;
/** x³ · P(x²), each in two parts: three products in a row would round as often. */
function near(a) {
  const { square, rest } = exactSquare(a);
  const [x, z] = [halves(a), halves(square)];
  const cube = halves(multiply$2(x.high, z.high));
  const cubeRest = add$3(
    cube.low,
    add$3(add$3(multiply$2(x.high, z.low), multiply$2(x.low, square)), multiply$2(a, rest)),
  );
  const whole = add$3(square, rest);
  const [first] = TAIL$1;
  const sum = quickSum(constant(Math.fround(first)), multiply$2(whole, polynomial(whole, TAIL$1.slice(1))));
  const factor = halves(sum.high);
  const factorRest = add$3(factor.low, add$3(sum.low, Math.fround(first - Math.fround(first))));
  return add$3(
    multiply$2(cube.high, factor.high),
    add$3(multiply$2(cube.high, factorRest), multiply$2(cubeRest, sum.high)),
  );
}
/** x − tanh(x): near 0 by a series, since the difference would have no digits left; else |x| − 1 + 2σ(−2|x|). */
function lowerTanhShrink(x) {
  const a = abs$1(x);
  const far = add$3(subtract$3(a, 1), multiply$2(lowerLogisticTail(multiply$2(a, 2)), 2));
  return copySign$1(select$3(less$1(a, POLYNOMIAL_LIMIT), near(a), far), x);
}
// ../hillock/src/expression/lower/trigonometric.ts
/** π/2 in pieces of eight bits, whose products with whole numbers below 2^16 are exact, and the rest. */
const HALF_PI_PIECES = piecesOfHalfPi();
/** (sin(r) − r)/r³ and (cos(r) − 1 + r²/2)/r⁴ in r², |r| ≤ 0.8. */
const SIN_TAIL = [-0.16666667, 0.008333394, -0.00019859574, 28987142e-13];
const COS_TAIL = [0.041666668, -0.0013889043, 2484905e-11, -3.1622758e-7];
function piecesOfHalfPi() {
  const all = [...`1921fb54442d18469898cc51701b839`]
    .map((digit, i) =>
      Number.parseInt(digit, 16)
        .toString(2)
        .padStart(i === 0 ? 1 : 4, "0"),
    )
    .join("");
  const piece = (start, length) =>
    Number.parseInt(all.slice(start, start + length), 2) * 2 ** -(start + length - 1);
  return [...Array.from({ length: 6 }, (_, i) => piece(8 * i, 8)), Math.fround(piece(48, 40))];
}
/** x − k·π/2 as r + low, and k. */
function reduce(x) {
  const k = round(multiply$2(x, Math.fround(2 / Math.PI)));
  let r = x;
  let low;
  for (const [i, piece] of HALF_PI_PIECES.entries()) {
    const part = multiply$2(k, piece);
    const next = subtract$3(r, part);
    if (i >= 3) {
      const lost = subtract$3(subtract$3(r, next), part);
      low = low === void 0 ? lost : add$3(low, lost);
    }
    r = next;
  }
  return {
    k,
    r: min$1(max$1(r, -0.8), 0.8),
    low: min$1(max$1(low ?? r, -1e-6), 1e-6),
  };
}
/** sin(x + quarters·π/2). */
function shiftedSine(x, quarters) {
  const { k, r, low } = reduce(x);
  const square = multiply$2(r, r);
  const sine = add$3(r, add$3(low, multiply$2(multiply$2(r, square), polynomial(square, SIN_TAIL))));
  const half = multiply$2(square, 0.5);
  const oneLess = subtract$3(1, half);
  const lost = subtract$3(subtract$3(1, oneLess), half);
  const cosineTail = subtract$3(
    multiply$2(multiply$2(square, square), polynomial(square, COS_TAIL)),
    multiply$2(r, low),
  );
  const cosine = add$3(oneLess, add$3(lost, cosineTail));
  const turn = quarters === 0 ? k : add$3(k, quarters);
  const quadrant = subtract$3(turn, multiply$2(round(multiply$2(turn, 0.25)), 4));
  const value = select$3(equal$1(abs$1(quadrant), 1), cosine, sine);
  const opposite = select$3(equal$1(abs$1(quadrant), 2), -1, select$3(equal$1(quadrant, -1), -1, 1));
  return select$3(less$1(opposite, 0), negate$2(value), value);
}
/** Accurate for |x| ≤ 1e5; ±∞ gives NaN. */
function lowerSin(x) {
  return select$3(less$1(abs$1(x), 2 ** -12), x, shiftedSine(x, 0));
}
/** Accurate for |x| ≤ 1e5; ±∞ gives NaN. */
const lowerCos = (x) => shiftedSine(x, 1);
// ../hillock/src/expression/lower/gelu-tanh.ts
/** Of z = SCALE · x + CUBIC · x³, the argument of the logistic. */
const GELU_SCALE = 2 * Math.sqrt(2 / Math.PI);
const GELU_CUBIC = GELU_SCALE * 0.044715;
/** From here on x · σ(−z) is 0 in float32. */
const REACH$1 = 11;
/** A number as a float32 of twelve bits and the rest. */
function split(value) {
  const high = truncateBits(value);
  return [high, Math.fround(value - high)];
}
const [SCALE_HIGH, SCALE_LOW] = split(GELU_SCALE);
const [CUBIC_HIGH, CUBIC_LOW] = split(GELU_CUBIC);
/** z/a = SCALE + CUBIC · a², to 2^−35 of it: the error of z stands, times 100, in the exponential. */
function steepness$1(a) {
  const { square, rest } = exactSquare(a);
  const upper = truncateBits$1(square);
  const most = multiply$2(upper, CUBIC_HIGH);
  const sum = quickSum(pmax(most, SCALE_HIGH), pmin(most, SCALE_HIGH));
  const low = add$3(
    add$3(sum.low, SCALE_LOW),
    add$3(
      multiply$2(add$3(subtract$3(square, upper), rest), CUBIC_HIGH),
      multiply$2(add$3(square, rest), CUBIC_LOW),
    ),
  );
  const high = truncateBits$1(sum.high);
  return {
    high,
    low: add$3(subtract$3(sum.high, high), low),
  };
}
/** z′ = 3z/a − 2 · SCALE. */
function slope(steep) {
  const first = subtract$3(multiply$2(steep.high, 3), 2 * SCALE_HIGH);
  const high = truncateBits$1(first);
  const low = subtract$3(multiply$2(steep.low, 3), 2 * SCALE_LOW);
  return {
    high,
    low: add$3(subtract$3(first, high), low),
  };
}
/** 2^64 · σ(−z). */
function tail(a) {
  const { high, low } = times(a, steepness$1(a));
  return share(
    rising(high, {
      shift: 12582848,
      extra: low,
    }),
  );
}
/** x · σ(z) = max(x, 0) − |x| · σ(−|z|). */
function lowerGeluTanh(x) {
  const a = pmin(abs$1(x), REACH$1);
  return subtract$3(pmax(x, -0), multiply$2(multiply$2(a, tail(a)), UNIT));
}
/** Its derivative: t · (1 − m + m · t) with t = σ(−|z|) and m = |x| · z′(x) below 0, and 1 minus that above. */
function lowerGeluTanhSlope(x) {
  const a = pmin(abs$1(x), REACH$1);
  const t = tail(a);
  const m = times(a, slope(steepness$1(a)));
  const product = multiply$2(add$3(m.high, m.low), multiply$2(t, UNIT));
  const factor = add$3(subtract$3(1, m.high), subtract$3(product, m.low));
  const small = multiply$2(multiply$2(t, factor), UNIT);
  return select$3(less$1(x, 0), small, subtract$3(1, small));
}
// ../hillock/src/expression/lower/mish.ts
/** From here on |x| · exp(x) is 0 in float32. */
const REACH = 110;
/** f = exp(−|x|), which never overflows, as (1 + q) · power · 2^−64. */
function exponential(x) {
  const a = pmin(abs$1(x), REACH);
  const { q, power } = falling(a, { shift: 12582976 });
  const high = multiply$2(add$3(q, 1), power);
  return {
    a,
    q,
    power,
    high,
    f: multiply$2(high, UNIT),
    below: less$1(x, 0),
  };
}
/** 2 + 2f + f² below 0, 1 + 2f + 2f² above. */
function denominator(f, below) {
  const first = quickSum(select$3(below, 2, 1), add$3(f, f));
  const square = multiply$2(f, f);
  const second = quickSum(first.high, select$3(below, square, add$3(square, square)));
  return {
    high: second.high,
    low: add$3(first.low, second.low),
  };
}
/** x · tanh(softplus(x)) = x · (2f + f²)/(2 + 2f + f²) below 0, x · (1 + 2f)/(1 + 2f + 2f²) above. */
function lowerMish(x) {
  const { high, f, below } = exponential(x);
  const share = quotient(
    quickSum(select$3(below, add$3(high, high), 1), select$3(below, multiply$2(high, f), add$3(f, f))),
    denominator(f, below),
  );
  return multiply$2(multiply$2(pmax(x, -110), share), select$3(below, UNIT, 1));
}
/**
 * Its derivative, with S the denominator above. Below 0: f · ((1 − a) + f · (a · (f + 2 + 2f/S) − (1 + f))/S), where
 * 1 − a is one exact pair; above: 1 − f · 2f · (1 − 2a(1 + f)/S)/S.
 */
function lowerMishSlope(x) {
  const { a, q, power, f, below } = exponential(x);
  const bottom = denominator(f, below);
  const one = add$3(f, 1);
  const twice = add$3(f, f);
  const ratio = divide$2(select$3(below, twice, add$3(one, one)), bottom.high);
  const inner = multiply$2(a, add$3(select$3(below, add$3(f, 2), 0), ratio));
  const { high, low } = quotientParts(
    {
      high: multiply$2(f, select$3(below, subtract$3(inner, one), multiply$2(subtract$3(1, inner), 2))),
      low: constant(0),
    },
    bottom,
  );
  const left = subtract$3(1, a);
  const lost = subtract$3(subtract$3(1, left), a);
  const whole = quickSum(select$3(below, left, 0), high);
  const rest = add$3(add$3(whole.low, low), select$3(below, lost, 0));
  const small = multiply$2(
    multiply$2(
      grown(
        {
          high: whole.high,
          low: rest,
        },
        q,
      ),
      power,
    ),
    UNIT,
  );
  return select$3(below, small, subtract$3(1, small));
}
// ../hillock/src/expression/lower/softsign.ts
/** ∞/∞ would be NaN: the largest number gives the same. */
const LARGEST = 2 ** 128 * (1 - 2 ** -24);
/** x/(1 + |x|). */
function lowerSoftsign(x) {
  const finite = pmax(pmin(x, LARGEST), -LARGEST);
  return divide$2(finite, add$3(abs$1(finite), 1));
}
/** 1/(1 + |x|)², its slope. */
function lowerSoftsignSlope(x) {
  const a = pmin(abs$1(x), LARGEST);
  return squared(
    quotientParts(
      {
        high: constant(1),
        low: constant(0),
      },
      quickSum(pmax(a, 1), pmin(a, 1)),
    ),
  );
}
// ../hillock/src/expression/lower/whole.ts
const cubic = multiply$2(GELU_SCALE, add$3(x$1, multiply$2(0.044715, multiply$2(x$1, multiply$2(x$1, x$1)))));
const steepness = divide$2(1, add$3(1, abs$1(x$1)));
const WHOLES = [
  {
    marks: ["normal"],
    tree: multiply$2(x$1, normal$1(x$1)),
    lowered: lowerNormalGated,
  },
  {
    marks: ["normal"],
    tree: differentiate(multiply$2(x$1, normal$1(x$1))),
    lowered: lowerNormalGatedSlope,
  },
  {
    marks: ["softplus"],
    tree: multiply$2(x$1, tanh$1(softplus$1(x$1))),
    lowered: lowerMish,
  },
  {
    marks: ["softplus"],
    tree: differentiate(multiply$2(x$1, tanh$1(softplus$1(x$1)))),
    lowered: lowerMishSlope,
  },
  {
    marks: ["sigmoid"],
    tree: differentiate(multiply$2(x$1, sigmoid$3(x$1))),
    lowered: lowerGatedSlope,
  },
  {
    marks: ["abs"],
    tree: divide$2(x$1, add$3(1, abs$1(x$1))),
    lowered: lowerSoftsign,
  },
  {
    marks: ["abs"],
    tree: divide$2(steepness, add$3(1, abs$1(x$1))),
    lowered: lowerSoftsignSlope,
  },
  {
    marks: ["sigmoid", "variable"],
    tree: multiply$2(x$1, sigmoid$3(cubic)),
    lowered: lowerGeluTanh,
  },
  {
    marks: ["sigmoid", "variable"],
    tree: differentiate(multiply$2(x$1, sigmoid$3(cubic))),
    lowered: lowerGeluTanhSlope,
  },
];
const DEPTH = 4;
/** The argument of the first node of that kind, not far below. */
function argumentOf(e, mark, depth = DEPTH) {
  if (e.kind === mark) return e.args[0] ?? e;
  if (depth === 0) return void 0;
  for (const arg of e.args) {
    const found = argumentOf(arg, mark, depth - 1);
    if (found) return found;
  }
}
/** The lowered form of the whole expression, its argument not lowered yet; undefined where it is none of these. */
function lowerWhole(e) {
  for (const { marks, tree, lowered } of WHOLES) {
    if (e.kind !== tree.kind) continue;
    const u = marks.reduce((above, mark) => above && argumentOf(above, mark), e);
    if (!u) continue;
    if (
      structuralKey(simplify(substitute(tree, (leaf) => (leaf.kind === "variable" ? u : void 0)))) ===
      structuralKey(e)
    )
      return lowered(u);
  }
}
// ../hillock/src/expression/lower/lower.ts
const RULES = {
  exp: (a) => lowerExp(a),
  expm1: lowerExpm1,
  log: lowerLog,
  log1p: lowerLog1p,
  sin: lowerSin,
  cos: lowerCos,
  atan: lowerAtan,
  tanh: lowerTanh,
  sigmoid: lowerSigmoid,
  softplus: lowerSoftplus,
  erf: lowerErf,
  erfc: lowerErfc,
  normal: lowerNormal,
  power: lowerPower,
};
const sameTree = (a, b) => a === b || structuralKey(a) === structuralKey(b);
/** u of exp(−u²). */
function gaussianOf(e) {
  const square = e.kind === "exp" && e.args[0].kind === "negate" ? e.args[0].args[0] : void 0;
  return square?.kind === "multiply" && sameTree(square.args[0], square.args[1]) ? square.args[0] : void 0;
}
/** Combinations that lose digits, or work, when their parts are lowered one by one; undefined for others. */
const PATTERNS$1 = {
  multiply: (a, b) => {
    const u = gaussianOf(b);
    if (u && sameTree(a, u)) return lowerGaussianGated(u);
    if (a.kind === "tanh" && sameTree(a, b)) return lowerSquaredTanh(a.args[0]);
    return lowerLogisticSlope(a, b) ?? lowerGated(a, b);
  },
  subtract: (a, b) => (b.kind === "tanh" && sameTree(a, b.args[0]) ? lowerTanhShrink(a) : void 0),
  exp: (a) => {
    const u = gaussianOf(exp$2(a));
    return u && lowerGaussian(u);
  },
};
const isNamed = (kind) => Object.hasOwn(RULES, kind);
/**
 * The formula in core and bit nodes only, as trees that are accurate in float32 arithmetic and give the same bits on
 * every machine with IEEE 754 numbers. Shared parts stay shared.
 */
function lower(root) {
  const known = lowered.get(root);
  if (known !== void 0) return known;
  const result = lowerTree(root);
  lowered.set(root, result);
  return result;
}
/** A formula is lowered for each of its kernels and for every layer that has it. */
const lowered = /* @__PURE__ */ new WeakMap();
function lowerTree(root) {
  const done = /* @__PURE__ */ new Map();
  const visit = (e) => {
    const known = done.get(e);
    if (known !== void 0) return known;
    const whole = lowerWhole(e) ?? PATTERNS$1[e.kind]?.(e.args[0], e.args[1]);
    if (whole !== void 0) {
      const lowered = visit(whole);
      done.set(e, lowered);
      return lowered;
    }
    const args = e.args.map(visit);
    const same = args.every((argument, i) => argument === e.args[i]);
    const [a = e, b = e] = args;
    const rule = isNamed(e.kind) ? RULES[e.kind] : void 0;
    const lowered = rule !== void 0 ? rule(a, b) : same ? e : node(e.kind, args, e.value, e.name);
    done.set(e, lowered);
    return lowered;
  };
  return visit(root);
}
// ../hillock/src/expression/lower/relaxed.ts
/** ½ ln 2 in two parts; the first has 16 bits: its product with k is exact. */
const HALF_LN2_HIGH = 22713 / 65536;
const HALF_LN2_LOW = Math.fround(Math.LN2 / 2 - HALF_LN2_HIGH);
/**
 * exp(x) = 2^k · (G + h)/(G − h) with 2h = x − k · ln 2 and G = h · coth(h), so 1/(1 + exp(−x)) is N/(N + G − h) with
 * N = 2^k · (G + h): one division and short polynomials, 2.3 ULP. Both stand 2^64 times higher, so that what is subnormal
 * in the end is rounded once.
 */
function quickSigmoid(x) {
  const size = pmax(pmin(x, 30), -110);
  const shift = 12582976;
  const shifted = add$3(multiply$2(size, LOG2_E$1), shift);
  const k = subtract$3(shifted, shift);
  const h = subtract$3(
    subtract$3(multiply$2(size, 0.5), multiply$2(k, HALF_LN2_HIGH)),
    multiply$2(k, HALF_LN2_LOW),
  );
  const square = multiply$2(h, h);
  const G = add$3(multiply$2(square, polynomial(square, COTH)), 1);
  const top = multiply$2(shiftedPow2(shifted), add$3(G, h));
  return divide$2(top, add$3(top, multiply$2(subtract$3(G, h), 2 ** 64)));
}
const QUICK = { sigmoid: quickSigmoid };
/**
 * Like `lower`, for kernels whose last bits are the processor's: shorter forms where there are any, but in products,
 * which have forms of their own.
 */
function lowerRelaxed(root) {
  const inProducts = new Set(inOrder$1(root).flatMap((e) => (e.kind === "multiply" ? e.args : [])));
  const done = /* @__PURE__ */ new Map();
  for (const e of inOrder$1(root)) {
    const args = e.args.map((arg) => done.get(arg) ?? arg);
    const quick = inProducts.has(e) ? void 0 : QUICK[e.kind];
    const changed = args.some((arg, i) => arg !== e.args[i]);
    done.set(e, quick ? quick(args[0]) : changed ? node(e.kind, args, e.value, e.name) : e);
  }
  return lower(done.get(root) ?? root);
}
// ../hillock/src/functions/define.ts
/** An activation from any formula: derivative, kernels, range and tails are derived, each when first asked for. */
const defineActivation = (definition) =>
  defineElementwise(definition, (formula, relaxed) => (relaxed ? lowerRelaxed : lower)(formula));
// ../hillock/src/functions/definitions/arctan.ts
const size = max$1(abs$1(x$1), 1);
const inverse = divide$2(1, size);
/** f(x) = arctan(x). */
const arctan = defineActivation({
  name: "arctan",
  title: "Arc tangent",
  formula: atan(x$1),
  derivative: select$3(
    less$1(abs$1(x$1), 1),
    divide$2(1, add$3(1, multiply$2(x$1, x$1))),
    divide$2(inverse, add$3(size, inverse)),
  ),
  role: "special",
  known: {
    pytorch: "atan",
    onnx: "Atan",
  },
  uses: "Hidden layers, where a bounded function should saturate more slowly than tanh.",
  limitations: ["It saturates, though its slope falls as 1/x² only."],
  source: "The arc tangent.",
});
// ../hillock/src/functions/definitions/celu.ts
/** f(x) = x where x > 0, else α(e^(x/α) − 1): smooth at 0 for every α. */
const celu = defineActivation({
  name: "celu",
  title: "Continuously differentiable ELU",
  formula: select$3(
    greater(x$1, 0),
    x$1,
    multiply$2(parameter("alpha"), expm1(divide$2(x$1, parameter("alpha")))),
  ),
  parameters: { alpha: 1 },
  constraints: { alpha: "positive" },
  derivativeFromOutput: (a) => select$3(greater(a, 0), 1, add$3(divide$2(a, parameter("alpha")), 1)),
  role: "special",
  known: {
    pytorch: "CELU",
    keras: "celu",
    onnx: "Celu",
  },
  uses: "Hidden layers, where an ELU with another α than 1 should stay smooth at 0.",
  limitations: ["It costs an exponential.", "It saturates at −α for very negative inputs."],
  source: "Barron, Continuously differentiable exponential linear units (2017).",
});
// ../hillock/src/functions/definitions/clamp.ts
/** f(x) = x, cut off at min and max; the slope is 1 at both, as PyTorch's clamp has it. */
const clamp = defineArithmetic({
  name: "clamp",
  title: "Clamp",
  formula: select$3(
    less$1(x$1, parameter("min")),
    parameter("min"),
    select$3(less$1(parameter("max"), x$1), parameter("max"), x$1),
  ),
  parameters: {
    min: 0,
    max: 1,
  },
  constraints: { min: { atMost: "max" } },
  role: "special",
  known: {
    pytorch: "clamp",
    keras: "clip",
    onnx: "Clip",
    webnn: "clamp",
  },
  uses: "Keeping values in the range that the next step needs.",
  limitations: ["Outside the range nothing is learned."],
  source: "ONNX Clip, WebNN clamp.",
});
// ../hillock/src/functions/definitions/elu.ts
/** f(x) = x where x > 0, else alpha · (e^x − 1). */
const elu = defineActivation({
  name: "elu",
  title: "Exponential linear unit",
  formula: select$3(greater(x$1, 0), x$1, multiply$2(parameter("alpha"), expm1(x$1))),
  parameters: { alpha: 1 },
  derivativeFromOutput: (a) => select$3(greater(a, 0), 1, add$3(a, parameter("alpha"))),
  outputTells: { alpha: "notNegative" },
  known: {
    pytorch: "ELU",
    keras: "elu",
    onnx: "Elu",
    webnn: "elu",
  },
  uses: "Hidden layers where outputs should be nearer to zero-centred than ReLU's.",
  limitations: ["It costs an exponential.", "Its slope fades for very negative inputs."],
  source: "Clevert, Unterthiner & Hochreiter, Fast and accurate deep network learning by ELUs, ICLR (2016).",
});
// ../hillock/src/functions/definitions/exp.ts
/** f(x) = e^x. */
const exp$1 = defineActivation({
  name: "exp",
  title: "Exponential",
  formula: exp$2(x$1),
  derivativeFromOutput: (a) => a,
  role: "special",
  known: {
    pytorch: "exp",
    keras: "exponential",
    onnx: "Exp",
    webnn: "exp",
  },
  uses: "Outputs that are rates or scales: positive, as in Poisson regression.",
  limitations: [
    "It grows without bound: deep stacks explode.",
    "Its outputs are all positive, not zero-centred.",
  ],
  source: "The exponential function.",
});
// ../hillock/src/functions/definitions/gaussian.ts
/** f(x) = e^(−x²). */
const gaussian = defineActivation({
  name: "gaussian",
  title: "Gaussian",
  formula: exp$2(negate$2(multiply$2(x$1, x$1))),
  derivative: multiply$2(-2, multiply$2(x$1, exp$2(negate$2(multiply$2(x$1, x$1))))),
  role: "special",
  uses: "Radial basis functions: a unit answers to inputs near its centre only.",
  limitations: [
    "It is not monotone and fades on both sides: far inputs learn nothing.",
    "It costs an exponential.",
  ],
  source:
    "Broomhead & Lowe, Radial basis functions, multi-variable functional interpolation and adaptive networks (1988).",
});
// ../hillock/src/functions/definitions/gelu.ts
/** f(x) = x · Φ(x), with the normal distribution function. */
const gelu = defineActivation({
  name: "gelu",
  title: "Gaussian error linear unit",
  formula: multiply$2(x$1, normal$1(x$1)),
  known: {
    pytorch: "GELU",
    keras: "gelu",
    onnx: "Gelu",
    webnn: "gelu",
  },
  uses: "Hidden layers of transformers: smooth, and zero for very negative inputs.",
  limitations: ["It costs an exponential and more.", "It is not monotone."],
  source: "Hendrycks & Gimpel, Gaussian error linear units (2016).",
});
/** f(x) = x/2 · (1 + tanh(√(2/π)(x + 0.044715 x³))), written as x · σ(2 …): the same, and exact in the tail. */
const geluTanh = defineActivation({
  name: "geluTanh",
  title: "Gaussian error linear unit, tanh form",
  formula: multiply$2(
    x$1,
    sigmoid$3(
      multiply$2(
        2 * Math.sqrt(2 / Math.PI),
        add$3(x$1, multiply$2(0.044715, multiply$2(x$1, multiply$2(x$1, x$1)))),
      ),
    ),
  ),
  role: "special",
  known: {
    pytorch: 'GELU(approximate="tanh")',
    keras: "gelu(approximate=True)",
    onnx: 'Gelu(approximate="tanh")',
  },
  uses: "Networks that were trained with this form, such as GPT-2 and those of JAX.",
  limitations: [
    "It differs from the exact GELU by up to 0.0005.",
    "It costs an exponential.",
    "It is not monotone.",
  ],
  source: "Hendrycks & Gimpel, Gaussian error linear units (2016).",
});
// ../hillock/src/codegen/formula.ts
/** Puts the formulas' constants into locals before a loop: not every engine takes them out of it. */
const hoistConstants = (f, roots) => hoistConstantsOf(f, programOf(roots.map(lower)));
/** Emits the formulas, parts in common once, and names the v128 locals that hold their values. */
const emitFormulas = (f, roots, bindings) => emitProgram(f, programOf(roots.map(lower)), [bindings])[0];
// ../hillock/src/codegen/rows/gated.ts
const VALUE = "value";
const GRADIENT = "gradient";
const gate = sigmoid$3(x$1);
/** A formula of the gate x, and of "value" and "gradient", for each output; the inputs stand in this order, then the outputs. */
function gatedProgram(inputs, outputs) {
  return {
    arrays: inputs.length + outputs.length,
    registers: inputs.length,
    emit(rows) {
      rows.eachPanel(() => {
        for (const array of inputs.keys()) rows.gather(array, array, { padding: 0 });
        rows.scatter(
          outputs.map((formula, i) => ({
            array: inputs.length + i,
            value: (at) => {
              const [variable, ...others] = inputs.map((_, register) => rows.load(at, register));
              const parameters = Object.fromEntries(inputs.slice(1).map((name, p) => [name, others[p]]));
              return emitFormulas(rows.f, [formula], {
                variable,
                parameters,
              })[0];
            },
          })),
        );
      });
    },
  };
}
/** Arrays: gate, value, out = value · σ(gate). */
const gatedForward = gatedProgram(["gate", VALUE], [multiply$2(parameter(VALUE), gate)]);
/** Arrays: gate, value, gradient, then ∂/∂value and ∂/∂gate. */
const gatedBackward = gatedProgram(
  ["gate", VALUE, GRADIENT],
  [
    multiply$2(parameter(GRADIENT), gate),
    multiply$2(multiply$2(parameter(GRADIENT), parameter(VALUE)), multiply$2(gate, sigmoid$3(negate$2(x$1)))),
  ],
);
// ../hillock/src/kernels/rows/check.ts
/** The number of rows. @throws HillockError "invalid-shape" unless the elements make whole rows. */
function rowsOf(name, length, columns) {
  if (!Number.isInteger(columns) || columns < 0 || (columns === 0 && length > 0))
    throw new HillockError("invalid-shape", `columns is ${columns}; a whole number of at least 1 is needed.`);
  if (length === 0) return 0;
  if (length % columns !== 0)
    throw new HillockError(
      "invalid-shape",
      `${name}: ${length} elements do not make whole rows of ${columns} columns.`,
    );
  return length / columns;
}
/** Refuses an array that shares elements with another one. */
function checkApart(name, array, other, from) {
  if (
    (array.buffer === from.buffer || (isOwnBuffer(array.buffer) && isOwnBuffer(from.buffer))) &&
    array.byteOffset < from.byteOffset + from.byteLength &&
    from.byteOffset < array.byteOffset + array.byteLength
  )
    throw new HillockError("invalid-argument", `${name} overlaps ${other}; give an array that is apart.`);
}
/** @throws HillockError "invalid-label" unless the label is a whole number from 0 to classes − 1. */
function checkLabel(label, row, classes) {
  if (label >>> 0 !== label || label >= classes)
    throw new HillockError(
      "invalid-label",
      `The label of row ${row} is ${label}; labels are whole numbers from 0 to ${classes - 1}.`,
    );
}
const FIRST_ARRAY$1 = 3;
/**
 * A loop over rows by panels. A panel is what a kernel works on at a time: a few vectors (registers) for each column
 * of four rows side by side (`NarrowLoop`), or for each four columns of one row (`WideLoop`). A kernel is written once
 * for both: it gathers arrays into the panel, passes over the panel, and scatters the panel to arrays.
 * A row's bits depend on the row and the number of columns only.
 */
var RowLoop = class {
  f;
  /** Local: columns of a row. */
  columns = 1;
  signature;
  rows = 0;
  scratch = 2;
  recordBytes;
  /** Local: columns left over after whole vectors. */
  rest;
  position;
  constructor(f, signature) {
    this.f = f;
    this.signature = signature;
    this.recordBytes = signature.registers * 16;
    this.rest = f.get(this.columns).i32(3).op("i32.and").setNew("i32");
    this.position = f.local("i32");
  }
  /** Local of the kernel's own parameter. */
  param(index) {
    return FIRST_ARRAY$1 + 2 * this.signature.arrays + index;
  }
  load(at, register) {
    return this.push(at, register).setNew("v128");
  }
  /** Leaves the register's vector on the stack. */
  push({ pointer, offset }, register) {
    return this.f.get(pointer).load("v128.load", offset + register * 16);
  }
  store({ pointer, offset }, register, value) {
    this.f
      .get(pointer)
      .get(value)
      .store("v128.store", offset + register * 16);
  }
  /** All vectors of the panel in order, padding included. */
  pass(body) {
    const { f, recordBytes, scratch, position } = this;
    const end = f.local("i32");
    this.vectors();
    f.i32(recordBytes).op("i32.mul").get(scratch).op("i32.add").set(end);
    f.get(scratch).set(position);
    f.countUp(position, end, 2 * recordBytes, () => {
      for (let i = 0; i < 2; i++)
        body({
          pointer: position,
          offset: i * recordBytes,
        });
    });
  }
  /** Float64 sums of the rows: `add` takes the vectors of a pass, `finish` makes them whole. */
  sums() {
    const { f } = this;
    const low = f.local("v128");
    const high = f.local("v128");
    return {
      low,
      high,
      clear: () => void f.i32x4(0).set(low).i32x4(0).set(high),
      add: (value) => {
        f.get(low).get(value).op("f64x2.promote_low_f32x4", "f64x2.add").set(low);
        f.get(high).get(value).get(value).shuffle32([2, 3, 2, 3]);
        f.op("f64x2.promote_low_f32x4", "f64x2.add").set(high);
      },
      finish: () =>
        this.reduceSums({
          low,
          high,
        }),
    };
  }
  address(array) {
    return FIRST_ARRAY$1 + 2 * array;
  }
  stride(array) {
    return FIRST_ARRAY$1 + 2 * array + 1;
  }
};
/** A rounded float32 vector of float64 sums, left on the stack. */
function demote(f, { low, high }) {
  return f
    .get(low)
    .op("f32x4.demote_f64x2_zero")
    .get(high)
    .op("f32x4.demote_f64x2_zero")
    .shuffle32([0, 1, 4, 5]);
}
/** Parameters of a kernel over rows: rows, columns, scratch, then each array's address and stride. */
function rowParams({ arrays, params = [] }) {
  return [...new Array(FIRST_ARRAY$1 + 2 * arrays).fill("i32"), ...params];
}
/** Adds a program's kernels to a module as the exports `narrow…` and `wide…`. */
function addRowProgram(module, name, program, shapes) {
  for (const [shape, Loop] of Object.entries(shapes)) {
    const { builder } = module.addFunction({
      params: rowParams(program),
      results: program.results ?? [],
      export: `${shape} ${name}`,
    });
    program.emit(new Loop(builder, program));
  }
}
// ../hillock/src/codegen/rows/narrow-loop.ts
const LANES = [0, 1, 2, 3];
/** Four vectors, one a row, to four vectors, one a column, or back. */
function transpose(f, rows) {
  const interleave = (a, b, lanes) => f.get(a).get(b).shuffle32(lanes).setNew("v128");
  const [a, b, c, d] = rows;
  const ab = interleave(a, b, [0, 4, 1, 5]);
  const cd = interleave(c, d, [0, 4, 1, 5]);
  const abHigh = interleave(a, b, [2, 6, 3, 7]);
  const cdHigh = interleave(c, d, [2, 6, 3, 7]);
  return [
    interleave(ab, cd, [0, 1, 4, 5]),
    interleave(ab, cd, [2, 3, 6, 7]),
    interleave(abHigh, cdHigh, [0, 1, 4, 5]),
    interleave(abHigh, cdHigh, [2, 3, 6, 7]),
  ];
}
/** Four rows at a time, each in a lane, one column in a vector: for short rows. The last rows may be fewer. */
var NarrowLoop = class extends RowLoop {
  lanes = 4;
  columnNumbers = [[0, 0, 0, 0], 1];
  row;
  left;
  offset;
  record;
  /** Addresses of the panel's rows, by array; rows that are missing stand where the last one does. */
  current;
  lastChunk;
  chunkEnd;
  constructor(f, signature) {
    super(f, signature);
    this.row = f.local("i32");
    this.left = f.local("i32");
    this.offset = f.local("i32");
    this.record = f.local("i32");
    this.current = Array.from({ length: signature.arrays }, () => LANES.map(() => f.local("i32")));
    this.lastChunk = f.get(this.columns).i32(4).op("i32.mul").i32(16).op("i32.sub").setNew("i32");
    this.chunkEnd = f.get(this.columns).i32(4).op("i32.mul").setNew("i32");
  }
  eachPanel(body) {
    const { f, row, left, current } = this;
    f.i32(0).set(row);
    f.countUp(row, this.rows, LANES.length, () => {
      f.get(this.rows).get(row).op("i32.sub").set(left);
      current.forEach((pointers, array) => {
        f.get(row)
          .get(this.stride(array))
          .op("i32.mul")
          .get(this.address(array))
          .op("i32.add")
          .set(pointers[0]);
        for (const lane of [1, 2, 3]) {
          f.get(pointers[lane - 1])
            .get(this.stride(array))
            .get(left)
            .i32(lane)
            .op("i32.gt_u", "i32.mul", "i32.add");
          f.set(pointers[lane]);
        }
      });
      body();
    });
  }
  gather(array, register, { padding, negated, each }) {
    const { f, offset, record, recordBytes } = this;
    const place = register * 16;
    const value = f.local("v128");
    const pointers = this.current[array];
    this.byChunks(
      () => {
        const rows = pointers.map((pointer) => {
          f.get(pointer).get(offset).op("i32.add").load("v128.load");
          return (negated ? f.op("f32x4.neg") : f).setNew("v128");
        });
        transpose(f, rows).forEach((column, i) => {
          each?.(column);
          f.get(record)
            .get(column)
            .store("v128.store", place + i * recordBytes);
        });
      },
      () => {
        f.get(pointers[0]).get(offset).op("i32.add").load("v128.load32_splat");
        for (const lane of [1, 2, 3])
          f.get(pointers[lane]).get(offset).op("i32.add").load("f32.load").lane("f32x4.replace_lane", lane);
        (negated ? f.op("f32x4.neg") : f).set(value);
        each?.(value);
        f.get(record).get(value).store("v128.store", place);
      },
    );
    f.get(this.columns).i32(recordBytes).op("i32.mul").get(this.scratch).op("i32.add").set(record);
    for (let i = 0; i < 1; i++)
      f.get(record)
        .f32x4(padding)
        .store("v128.store", place + i * recordBytes);
  }
  scatter(outputs) {
    const { f, offset, record, recordBytes } = this;
    const target = (array, lane) => f.get(this.current[array][lane]).get(offset).op("i32.add");
    this.byChunks(
      () => {
        for (const { array, value } of outputs) {
          const columns = LANES.map((i) =>
            value({
              pointer: record,
              offset: i * recordBytes,
            }),
          );
          transpose(f, columns).forEach((row, lane) => target(array, lane).get(row).store("v128.store"));
        }
      },
      () => {
        for (const { array, value } of outputs) {
          const column = value({
            pointer: record,
            offset: 0,
          });
          for (const lane of LANES)
            target(array, lane).get(column).lane("f32x4.extract_lane", lane).store("f32.store");
        }
      },
    );
  }
  reduce() {}
  eachRow(body) {
    const { f, left } = this;
    const row = f.local("i32");
    for (const lane of LANES) {
      f.get(left).i32(lane).op("i32.gt_u");
      f.if(() => {
        f.get(this.row).i32(lane).op("i32.add").set(row);
        body(lane, row);
      });
    }
  }
  elementOf(lane, register, column) {
    this.f.get(column).i32(this.recordBytes).op("i32.mul").get(this.scratch).op("i32.add");
    this.f.i32(register * 16 + 4 * lane).op("i32.add");
  }
  rowAddress(array, lane) {
    this.f.get(this.current[array][lane]);
  }
  reduceSums() {}
  vectors() {
    this.f.get(this.columns).i32(1).op("i32.add").i32(2).op("i32.div_u").i32(2).op("i32.mul");
  }
  /** Chunks of four columns, the last of which may overlap the one before; single columns where there are fewer. */
  byChunks(chunk, single) {
    const { f, columns, offset, record, recordBytes, lastChunk, chunkEnd } = this;
    const at = f.local("i32");
    f.i32(0).set(at).get(columns).i32(4).op("i32.ge_u");
    f.if(
      () =>
        f.countUp(at, chunkEnd, 16, () => {
          f.get(at).get(lastChunk).get(at).get(lastChunk).op("i32.lt_u").selectNumber().set(offset);
          f.get(offset)
            .i32(recordBytes / 4)
            .op("i32.mul")
            .get(this.scratch)
            .op("i32.add")
            .set(record);
          chunk();
        }),
      () =>
        f.countUp(at, chunkEnd, 4, () => {
          f.get(at).set(offset);
          f.get(at)
            .i32(recordBytes / 4)
            .op("i32.mul")
            .get(this.scratch)
            .op("i32.add")
            .set(record);
          single();
        }),
    );
  }
};
// ../hillock/src/codegen/rows/exponential.ts
/** ln 2 in two parts; the first has nine bits, so that its product with a whole number below 2^15 is exact. */
const LN2_HIGH$1 = 0.693359375;
const LN2_LOW$1 = Math.fround(-0.0002121944400546905);
const LOG2_E = Math.fround(Math.LOG2E);
/** 1.5 · 2^23: adding it rounds to a whole number, which then stands in the lowest bits. */
const ROUNDING$1 = 12582912;
/** (exp(r) − 1 − r)/r² for |r| ≤ ln 2 / 2, highest power first; minimax in exp, relative error 2^-28. */
const TAIL = [
  0.0013820467283949256, 0.00836925022304058, 0.04166828468441963, 0.16666516661643982, 0.4999999403953552,
];
const MANTISSA_BITS$1 = 23;
/**
 * exp(x) of float32, for |x| ≤ 400, times a power of two: the exponents of the results are what the bias leaves of x's
 * multiples of ln 2. Several vectors are worked on step by step together, because the engine keeps the order of
 * instructions and each step waits for the one before.
 */
var Exponential = class {
  f;
  constants;
  constructor(f) {
    this.f = f;
    const values = [LOG2_E, ROUNDING$1, LN2_HIGH$1, LN2_LOW$1, ...TAIL, 1];
    this.constants = new Map(values.map((value) => [value, f.f32x4(value).setNew("v128")]));
  }
  /** Leaves the bias on the stack for exp(x − reference) · 2^64, where the multiple of ln 2 next to x is the reference. */
  biasAt(x) {
    return this.rounded(x).i32x4(191).op("i32x4.sub");
  }
  /** The same for the reference 0. */
  biasAtZero() {
    return this.f.i32x4(1262485313);
  }
  /** Of x + lost, scaled by the bias, to 0.8 ULP; in a new local. */
  power(x, bias, lost) {
    return this.powers([x], {
      bias,
      lost,
    })[0];
  }
  /** The same of several vectors. Without a bias, for |x| < 80, it is exp(x) as it is. */
  powers(vectors, scaling = {}) {
    const { f } = this;
    const { whole, r, tail } = this.reduce(vectors, scaling);
    const sum = this.each(r, (value, i) => f.get(tail[i]).get(value).op("f32x4.add"));
    const p = this.each(sum, (value) => f.get(value).get(this.constant(1)).op("f32x4.add"));
    if (scaling.bias !== void 0) return this.multiplied(p, this.powersOfTwo(whole, scaling.bias));
    return this.each(whole, (w, i) =>
      f.get(w).i32(MANTISSA_BITS$1).op("i32x4.shl").get(p[i]).op("i32x4.add"),
    );
  }
  /** The same as unrounded pairs, to 0.25 ULP. */
  pairs(vectors, scaling = {}) {
    const { f } = this;
    const one = this.constant(1);
    const { whole, high, low, tail } = this.reduce(vectors, scaling);
    const sum = this.each(high, (value, i) =>
      f.get(value).get(tail[i]).get(low[i]).op("f32x4.sub", "f32x4.add"),
    );
    const p = this.each(sum, (value) => f.get(value).get(one).op("f32x4.add"));
    const rest = this.each(sum, (value, i) => f.get(value).get(p[i]).get(one).op("f32x4.sub", "f32x4.sub"));
    const scale = this.powersOfTwo(whole, scaling.bias);
    const rests = this.multiplied(rest, scale);
    return this.multiplied(p, scale).map((power, i) => ({
      power,
      rest: rests[i],
    }));
  }
  /** exp(x) = 2^k · (1 + r + tail); r is high − low, rounded. */
  reduce(vectors, { lost }) {
    const { f } = this;
    const whole = this.each(vectors, (x) => this.rounded(x));
    const k = this.each(whole, (w) => f.get(w).get(this.constant(ROUNDING$1)).op("f32x4.sub"));
    const high = this.each(k, (n, i) => {
      f.get(vectors[i]).get(n).get(this.constant(LN2_HIGH$1)).op("f32x4.mul", "f32x4.sub");
      if (lost !== void 0) f.get(lost).op("f32x4.add");
    });
    const low = this.each(k, (n) => f.get(n).get(this.constant(LN2_LOW$1)).op("f32x4.mul"));
    const r = this.each(high, (value, i) => f.get(value).get(low[i]).op("f32x4.sub"));
    const [highest, ...others] = TAIL;
    let q = r.map(() => this.constant(highest));
    for (const coefficient of others)
      q = this.each(q, (value, i) =>
        f.get(value).get(r[i]).op("f32x4.mul").get(this.constant(coefficient)).op("f32x4.add"),
      );
    return {
      whole,
      high,
      low,
      r,
      tail: this.each(q, (value, i) => f.get(r[i]).get(r[i]).op("f32x4.mul").get(value).op("f32x4.mul")),
    };
  }
  powersOfTwo(whole, bias) {
    const { f } = this;
    const offset = bias ?? f.i32x4(1262485377).setNew("v128");
    return this.each(whole, (w) => f.get(w).get(offset).op("i32x4.sub").i32(MANTISSA_BITS$1).op("i32x4.shl"));
  }
  multiplied(a, b) {
    return this.each(a, (value, i) => this.f.get(value).get(b[i]).op("f32x4.mul"));
  }
  /** A new local for each. */
  each(list, body) {
    return list.map((value, i) => {
      body(value, i);
      return this.f.setNew("v128");
    });
  }
  rounded(x) {
    return this.f
      .get(x)
      .get(this.constant(LOG2_E))
      .op("f32x4.mul")
      .get(this.constant(ROUNDING$1))
      .op("f32x4.add");
  }
  constant(value) {
    return this.constants.get(value) ?? this.f.f32x4(value).setNew("v128");
  }
};
// ../hillock/src/codegen/rows/row-exponential.ts
/** Beyond, reducing the logit itself would cost accuracy, so that the maximum is subtracted first. */
const DIRECT = 256;
/**
 * The powers of rows' logits: exp(x − reference) · 2^64, where the reference is the multiple of ln 2 next to the row's
 * maximum. It is subtracted as a whole number of the exponent, so that no logit is rounded (x − max would
 * be: for −50 by 32 ULP of the power). Where |max| > 256, the maximum is subtracted first, with what that rounding loses.
 */
var RowExponential = class {
  f;
  base;
  lowest;
  bias;
  direct;
  shifted;
  exponential;
  /** exp(max − reference) · 2^64, in float32 lanes. */
  top;
  constructor(f) {
    this.f = f;
    [this.base, this.lowest, this.bias, this.direct, this.top, this.shifted] = Array.from({ length: 6 }, () =>
      f.local("v128"),
    );
    this.exponential = new Exponential(f);
  }
  /** Before the powers: from every lane's row's maximum. */
  prepare(max) {
    const { f, base, lowest, bias, direct, top, shifted } = this;
    f.get(max).op("f32x4.abs").f32x4(DIRECT).op("f32x4.le").set(direct);
    f.get(max).get(direct).op("v128.andnot").set(base);
    f.get(max).get(base).op("f32x4.sub").set(shifted);
    f.get(shifted).f32x4(120).op("f32x4.sub").set(lowest);
    this.exponential.biasAt(shifted).set(bias);
    f.get(this.exponential.power(shifted, bias)).set(top);
  }
  /** `top` as an unrounded pair, as `passOfPairs` makes them. */
  topPair() {
    return this.exponential.pairs([this.shifted], { bias: this.bias })[0];
  }
  /** Emits a pass over the rows twice, once for each form of the power: it is given what makes a power of a vector. */
  pass(emit) {
    this.passOver((argument) =>
      emit((x) => {
        const { of, lost } = argument(x);
        return this.exponential.power(of, this.bias, lost);
      }),
    );
  }
  /** The same with unrounded pairs. */
  passOfPairs(emit) {
    const { bias } = this;
    this.passOver((argument) =>
      emit((x) => {
        const { of, lost } = argument(x);
        return this.exponential.pairs([of], {
          bias,
          lost,
        })[0];
      }),
    );
  }
  passOver(emit) {
    const { f } = this;
    f.get(this.direct).op("i32x4.all_true");
    f.if(
      () => emit((x) => ({ of: f.get(x).get(this.lowest).op("f32x4.pmax").setNew("v128") })),
      () => emit((x) => this.difference(x)),
    );
  }
  difference(x) {
    const { f, base, lowest } = this;
    const difference = f.get(x).get(base).op("f32x4.sub").setNew("v128");
    const part = f.get(difference).get(x).op("f32x4.sub").setNew("v128");
    f.get(x).get(difference).get(part).op("f32x4.sub", "f32x4.sub");
    f.get(base).get(part).op("f32x4.add", "f32x4.sub");
    f.get(difference).get(lowest).op("f32x4.gt", "v128.and");
    const lost = f.setNew("v128");
    f.get(difference).get(lowest).op("f32x4.pmax").set(difference);
    return {
      of: difference,
      lost,
    };
  }
};
// ../hillock/src/codegen/rows/row-parts.ts
const PARTS = {
  4: "v128.load",
  2: "v128.load64_zero",
  1: "v128.load32_zero",
};
/** Most columns that are written out one part after the other, without a loop. */
const MOST_WRITTEN_OUT = 64;
/** Vectors of a round, where there is a loop. */
const ROUND = 8;
/** Leaves the columns on the stack. */
const pushColumns = (f, columns) => (typeof columns === "number" ? f.i32(columns) : f.get(columns.local));
/**
 * Emits the body for all parts of so many numbers that lie one behind the other: groups of up to `round` whole vectors, then two numbers and one.
 * Nothing is read or written behind them. `at` is a local to count with.
 */
function overParts(f, count, at, body, round = ROUND) {
  const vectors = (number, from = 0) =>
    Array.from({ length: number }, (_, i) => ({
      at,
      offset: from + i * 16,
      width: 4,
    }));
  f.i32(0).set(at);
  if (typeof count === "number" && count <= MOST_WRITTEN_OUT) {
    const whole = count >> 2;
    for (let i = 0; i < whole; i += round) body(vectors(Math.min(round, whole - i), i * 16));
    let offset = whole * 16;
    for (const width of [2, 1]) {
      if ((count & width) === 0) continue;
      body([
        {
          at,
          offset,
          width,
        },
      ]);
      offset += 4 * width;
    }
    return;
  }
  const end = f.local("i32");
  for (const group of /* @__PURE__ */ new Set([round, 1])) {
    pushColumns(f, count)
      .i32(-4 * group)
      .op("i32.and")
      .i32(4)
      .op("i32.mul")
      .set(end);
    f.countUp(at, end, group * 16, () => body(vectors(group)));
  }
  for (const width of [2, 1]) {
    pushColumns(f, count).i32(width).op("i32.and");
    f.if(() => {
      body([
        {
          at,
          offset: 0,
          width,
        },
      ]);
      f.get(at)
        .i32(4 * width)
        .op("i32.add")
        .set(at);
    });
  }
}
/** Leaves a part of the row at an address (a local) on the stack; lanes behind it are 0. */
function loadPart(f, row, { at, offset, width }) {
  return f.get(row).get(at).op("i32.add").load(PARTS[width], offset);
}
/** Writes the local's first lanes to a part of the row at an address. */
function storePart(f, row, { at, offset, width }, value) {
  f.get(row).get(at).op("i32.add").get(value);
  if (width === 4) f.store("v128.store", offset);
  else if (width === 2) f.lane("f64x2.extract_lane", 0).store("f64.store", offset);
  else f.lane("f32x4.extract_lane", 0).store("f32.store", offset);
}
// ../hillock/src/codegen/rows/powers.ts
const [LARGEST_PLAIN_BITS] = new Int32Array(Float32Array.of(32).buffer);
const SIZE_BITS = 2147483647;
/**
 * What is kept of each row, by its place in bytes: the sum of the powers, 1 / sum and a program's own number as float64, and 1 / sum
 * as a pair of float32; of a row whose powers have a reference also its maximum (float32) and the power of that (float64).
 */
const RECORD = {
  bytes: 48,
  sum: 0,
  inverse: 8,
  own: 16,
  top: 24,
  max: 32,
  high: 36,
  low: 40,
};
/**
 * Adds the function that makes the powers of rows of logits; the result is what `FunctionBuilder.call` takes. Parameters: rows,
 * columns, and the addresses of logits, powers, records and rests. It leaves 0 where no logit is larger than 32: the powers are
 * exp(x). Else it leaves 1, and they are exp(x − reference) · 2^64. A row's bits are the same in both, but for the power of two.
 * The rests are what rounding left of the powers, where they are wanted.
 */
function addPowers(module, wanted) {
  const { negated } = wanted;
  const { index, builder: f } = module.addFunction({
    params: ["i32", "i32", "i32", "i32", "i32", "i32"],
    results: ["i32"],
  });
  const [rows, columns, logits, powers, records] = [0, 1, 2, 3, 4];
  const rests = wanted.rests ? 5 : void 0;
  const at = f.local("i32");
  const count = { local: f.get(rows).get(columns).op("i32.mul").setNew("i32") };
  const load = (row, part) => {
    loadPart(f, row, part);
    return (negated ? f.op("f32x4.neg") : f).setNew("v128");
  };
  const largest = Array.from({ length: 4 }, () => f.local("v128"));
  overParts(f, count, at, (parts) =>
    parts.forEach((part, i) => {
      const local = largest[i % largest.length];
      f.get(local);
      loadPart(f, logits, part).i32x4(SIZE_BITS).op("v128.and", "i32x4.max_s").set(local);
    }),
  );
  for (const local of largest) f.get(local);
  f.op("i32x4.max_s", "i32x4.max_s", "i32x4.max_s").i32x4(LARGEST_PLAIN_BITS);
  const referred = f.op("i32x4.gt_s", "v128.any_true").setNew("i32");
  f.get(referred).if(
    () =>
      emitReferred(
        f,
        {
          rows,
          columns,
          logits,
          powers,
          records,
          rests,
        },
        load,
      ),
    () => {
      const exponential = new Exponential(f);
      overParts(f, count, at, (parts) => {
        const x = parts.map((part) => load(logits, part));
        if (rests === void 0)
          exponential.powers(x).forEach((power, i) => storePart(f, powers, parts[i], power));
        else
          exponential.pairs(x).forEach(({ power, rest }, i) => {
            storePart(f, powers, parts[i], power);
            storePart(f, rests, parts[i], rest);
          });
      });
    },
  );
  f.get(referred);
  return index;
}
/** One row after the other; the locals with the addresses are moved on. */
function emitReferred(f, { rows, columns, logits, powers, records, rests }, load) {
  const exponential = new RowExponential(f);
  const [at, row, bytes] = [f.local("i32"), f.i32(0).setNew("i32"), f.local("i32")];
  const max = f.local("v128");
  f.get(columns).i32(4).op("i32.mul").set(bytes);
  f.countUp(row, rows, 1, () => {
    f.f32x4(-Infinity).set(max);
    overParts(f, { local: columns }, at, (parts) => {
      for (const part of parts) {
        const x = load(logits, part);
        if (part.width < 4) {
          const last = part.width - 1;
          f.get(x).get(x).shuffle32([0, last, last, last]).set(x);
        }
        f.get(max).get(x).op("f32x4.pmax").set(max);
      }
    });
    for (const lanes of [
      [2, 3, 0, 1],
      [1, 0, 3, 2],
    ])
      f.get(max).get(max).get(max).shuffle32(lanes).op("f32x4.pmax").set(max);
    exponential.prepare(max);
    f.get(records).get(max).lane("f32x4.extract_lane", 0).store("f32.store", RECORD.max);
    const top = rests === void 0 ? { power: exponential.top } : exponential.topPair();
    f.get(records);
    Object.values(top).forEach((local, i) => {
      f.get(local).lane("f32x4.extract_lane", 0).op("f64.promote_f32");
      if (i > 0) f.op("f64.add");
    });
    f.store("f64.store", RECORD.top);
    const overRow = (body) => overParts(f, { local: columns }, at, (parts) => parts.forEach(body), 1);
    if (rests === void 0)
      exponential.pass((power) => overRow((part) => storePart(f, powers, part, power(load(logits, part)))));
    else
      exponential.passOfPairs((pair) =>
        overRow((part) => {
          const { power, rest } = pair(load(logits, part));
          storePart(f, powers, part, power);
          storePart(f, rests, part, rest);
        }),
      );
    for (const local of [logits, powers, ...(rests === void 0 ? [] : [rests])])
      f.get(local).get(bytes).op("i32.add").set(local);
    f.get(records).i32(RECORD.bytes).op("i32.add").set(records);
  });
}
// ../hillock/src/codegen/rows/row-block.ts
const FIRST_ARRAY = 5;
/** What a program sees of its rows while it is emitted. */
var PowerRows = class {
  f;
  columns;
  /** Local: rows of the block. */
  count = 0;
  /** Local: a row's number. */
  row;
  /** Local to count with, in `overParts`. */
  at;
  /** Locals: where the row stands in each array, and where its powers and its record do. */
  arrays;
  powers;
  record = 3;
  /** Local: what rounding left of the row's powers; undefined where that is not kept. */
  rests;
  /** Local: bytes of a row. */
  bytes;
  /** Local: whether the powers have references; else they are exp(x). */
  referred;
  constructor(f, program, powersFunction, known) {
    this.f = f;
    this.columns = known ?? { local: 1 };
    this.powers = 2;
    this.rests = known === void 0 ? void 0 : 4;
    this.arrays = Array.from({ length: program.arrays }, (_, i) => FIRST_ARRAY + i);
    this.bytes = pushColumns(f, this.columns).i32(4).op("i32.mul").setNew("i32");
    this.row = f.local("i32");
    this.at = f.local("i32");
    f.get(this.count).get(1).get(this.arrays[program.logits]).get(this.powers).get(this.record).get(4);
    this.referred = f.call(powersFunction).setNew("i32");
  }
  /** Local of the kernel's own parameter. */
  param(index) {
    return FIRST_ARRAY + this.arrays.length + index;
  }
  /**
   * Emits a round over the rows. What waits for a row's sum goes into a round of its own: the processor works on the next rows
   * meanwhile.
   */
  eachRow(body) {
    const { f, arrays, powers, rests, record, row, bytes } = this;
    const moved = [...arrays, powers, ...(rests === void 0 ? [] : [rests])];
    f.i32(0).set(row);
    f.countUp(row, this.count, 1, () => {
      body();
      for (const local of moved) f.get(local).get(bytes).op("i32.add").set(local);
      f.get(record).i32(RECORD.bytes).op("i32.add").set(record);
    });
    for (const local of moved) f.get(local).get(bytes).get(this.count).op("i32.mul", "i32.sub").set(local);
    f.get(record).get(this.count).i32(RECORD.bytes).op("i32.mul", "i32.sub").set(record);
  }
};
/**
 * The module of a program, for any number of columns or for one that is known. Its export "run" takes rows, columns, the
 * addresses of as many powers, of the rows' records, of as many rests as powers, and of the arrays; then the program's own parameters.
 */
function powerModule(program, columns) {
  const module = new ModuleBuilder();
  const powers = addPowers(module, {
    negated: program.negated,
    rests: columns !== void 0,
  });
  const { builder } = module.addFunction({
    params: [...new Array(FIRST_ARRAY + program.arrays).fill("i32"), ...(program.params ?? [])],
    results: program.results ?? [],
    export: "run",
  });
  program.emit(new PowerRows(builder, program, powers, columns));
  return module;
}
// ../hillock/src/codegen/rows/wide-loop.ts
/** One row at a time, four columns in a vector. */
var WideLoop = class extends RowLoop {
  lanes = 1;
  columnNumbers = [[0, 1, 2, 3], 4];
  row;
  /** Bytes of a row in whole vectors. */
  whole;
  offset;
  record;
  current;
  constructor(f, signature) {
    super(f, signature);
    this.row = f.local("i32");
    this.whole = f.get(this.columns).get(this.rest).op("i32.sub").i32(4).op("i32.mul").setNew("i32");
    this.offset = f.local("i32");
    this.record = f.local("i32");
    this.current = Array.from({ length: signature.arrays }, () => f.local("i32"));
  }
  eachPanel(body) {
    const { f, row, current } = this;
    current.forEach((local, array) => f.get(this.address(array)).set(local));
    f.i32(0).set(row);
    f.countUp(row, this.rows, 1, () => {
      body();
      current.forEach((local, array) => f.get(local).get(this.stride(array)).op("i32.add").set(local));
    });
  }
  gather(array, register, { padding, negated, each }) {
    const { f, offset, record, recordBytes, rest } = this;
    const value = f.local("v128");
    const place = register * 16;
    const read = () => {
      f.get(this.current[array]).get(offset).op("i32.add").load("v128.load");
      return negated ? f.op("f32x4.neg") : f;
    };
    const keep = () => {
      each?.(value);
      f.get(record).get(value).store("v128.store", place);
    };
    this.overVectors(() => {
      read().set(value);
      keep();
    });
    f.get(rest).if(() => {
      read().f32x4(padding).i32x4Lanes([0, 1, 2, 3]).get(rest).op("i32x4.splat", "i32x4.lt_s");
      f.op("v128.bitselect").set(value);
      keep();
      f.get(record).i32(recordBytes).op("i32.add").set(record);
    });
    for (let i = 0; i < 1; i++)
      f.get(record)
        .f32x4(padding)
        .store("v128.store", place + i * recordBytes);
  }
  scatter(outputs) {
    const { f, offset, record, rest } = this;
    const at = {
      pointer: record,
      offset: 0,
    };
    const target = ({ array }) => f.get(this.current[array]).get(offset).op("i32.add");
    this.overVectors(() => {
      const values = outputs.map((output) => output.value(at));
      outputs.forEach((output, i) => target(output).get(values[i]).store("v128.store"));
    });
    f.get(rest).if(() => {
      for (const output of outputs) {
        const value = output.value(at);
        const place = target(output).setNew("i32");
        f.get(rest).i32(2).op("i32.and");
        f.if(() => {
          f.get(place).get(value).lane("f64x2.extract_lane", 0).store("f64.store");
          f.get(place).i32(8).op("i32.add").set(place);
          f.get(value).get(value).shuffle32([2, 3, 2, 3]).set(value);
        });
        f.get(rest).i32(1).op("i32.and");
        f.if(() => f.get(place).get(value).lane("f32x4.extract_lane", 0).store("f32.store"));
      }
    });
  }
  reduce(local, op) {
    for (const lanes of [
      [2, 3, 0, 1],
      [1, 0, 3, 2],
    ])
      this.f.get(local).get(local).get(local).shuffle32(lanes).op(op).set(local);
  }
  eachRow(body) {
    body(0, this.row);
  }
  elementOf(_lane, register, column) {
    this.f.get(column).i32(2).op("i32.shr_u").i32(this.recordBytes).op("i32.mul");
    this.f.get(column).i32(3).op("i32.and").i32(4).op("i32.mul", "i32.add");
    this.f
      .get(this.scratch)
      .op("i32.add")
      .i32(register * 16)
      .op("i32.add");
  }
  rowAddress(array) {
    this.f.get(this.current[array]);
  }
  reduceSums({ low, high }) {
    const { f } = this;
    f.get(low).get(high).op("f64x2.add").set(low);
    f.get(low).get(low).get(low).shuffle32([2, 3, 0, 1]).op("f64x2.add").tee(low).set(high);
  }
  vectors() {
    this.f.get(this.columns).i32(7).op("i32.add").i32(8).op("i32.div_u").i32(2).op("i32.mul");
  }
  /** Whole vectors of a row; `offset` and `record` stand behind them afterwards. */
  overVectors(body) {
    const { f, offset, record, recordBytes } = this;
    f.i32(0).set(offset).get(this.scratch).set(record);
    f.countUp(offset, this.whole, 16, () => {
      body();
      f.get(record).i32(recordBytes).op("i32.add").set(record);
    });
  }
};
// ../hillock/src/kernels/rows/staging.ts
const ALIGNMENT = 16;
/** Kernels read up to a vector past the end of an array. */
const SLACK = 16;
let memory;
let floats = /* @__PURE__ */ new Float32Array(0);
let integers = /* @__PURE__ */ new Int32Array(0);
/** The memory of the row kernels. */
function rowMemory() {
  memory ??= createMemory(0);
  return memory;
}
/** Addresses of so many bytes each, one behind the other, and where the last ends. */
function addressesOf(sizes) {
  const addresses = [];
  let end = 0;
  for (const size of sizes) {
    addresses.push(end);
    end = Math.ceil((end + size + SLACK) / ALIGNMENT) * ALIGNMENT;
  }
  return {
    addresses,
    end,
  };
}
/** The same in a memory that has grown to hold them. */
function reserve(sizes) {
  const { addresses, end } = addressesOf(sizes);
  const held = rowMemory();
  if (end > held.buffer.byteLength)
    try {
      held.grow(Math.ceil((end - held.buffer.byteLength) / PAGE_BYTES));
    } catch {
      throw new HillockError(
        "out-of-memory",
        `The rows need ${end} bytes of memory to work on; they are not to be had.`,
      );
    }
  if (floats.buffer !== held.buffer) {
    floats = new Float32Array(held.buffer);
    integers = new Int32Array(held.buffer);
  }
  return addresses;
}
/** Copies elements `start` to `end` of the array to the address. */
function copyIn(address, from, start, end) {
  floats.set(start === 0 && end === from.length ? from : from.subarray(start, end), address / 4);
}
/** Copies elements `start` to `end` of the array from the address. */
function copyOut(address, to, start, end) {
  to.set(floats.subarray(address / 4, address / 4 + end - start), start);
}
function copyIntegers(address, from, start, end) {
  if (from instanceof Int32Array) {
    integers.set(from.subarray(start, end), address / 4);
    return;
  }
  const at = address / 4 - start;
  for (let i = start; i < end; i++) integers[at + i] = from[i];
}
// ../hillock/src/kernels/rows/workspace.ts
let room;
/** Areas of so many bytes each, as they are until the next call of any kernel. */
function reserveOwn(sizes) {
  const { addresses, end } = addressesOf(sizes);
  if (room === void 0 || room.byteLength < end) {
    if (room !== void 0) free(room);
    room = void 0;
    room = allocate(Math.ceil(end / 4));
  }
  const { buffer, byteOffset } = room;
  return {
    addresses: addresses.map((address) => address + byteOffset),
    copyIntegers(address, from, start, end) {
      const list = new Int32Array(buffer, address, end - start);
      if (from instanceof Int32Array) list.set(from.subarray(start, end));
      else for (let i = 0; i < list.length; i++) list[i] = from[start + i];
    },
  };
}
// ../hillock/src/kernels/rows/blocks.ts
/** For each buffer the one whose place it takes: kernels work in place, so that what is written may stand over what was read. */
function placesOf(buffers) {
  const taken = /* @__PURE__ */ new Set();
  return buffers.map(({ perRow, use }, i) => {
    const over =
      use === "write"
        ? buffers.findIndex((other, j) => other.use === "read" && other.perRow === perRow && !taken.has(j))
        : -1;
    if (over < 0) return i;
    taken.add(over);
    return over;
  });
}
/** Calls the kernel for one block of rows after the other; the sum of what it gives. */
function runBlocks(call, kernel) {
  const { rows, buffers, mostRows = Number.POSITIVE_INFINITY } = call;
  const longest = Math.max(...buffers.map(({ perRow }) => perRow));
  const block = Math.min(rows, 4 * Math.max(1, Math.floor(Math.min(kernel.block / longest, mostRows) / 4)));
  return (buffers.every(({ data }) => isOwnBuffer(data.buffer)) ? runInPlace : runStaged)(
    call,
    kernel,
    block,
  );
}
function runStaged(call, kernel, block) {
  const { rows, buffers, labels } = call;
  const run = kernel.run("staging");
  const places = placesOf(buffers);
  const areas = kernel.scratch(block);
  const reserved = reserve([
    ...areas,
    labels === void 0 ? 0 : 4 * block,
    ...buffers.map(({ perRow }, i) => (places[i] === i ? 4 * block * perRow : 0)),
  ]);
  const scratch = reserved.slice(0, areas.length);
  const list = reserved[areas.length];
  const addresses = places.map((i) => reserved[areas.length + 1 + i]);
  const given = argumentsOf(call, kernel, addresses, labels === void 0 ? [] : [list]);
  let total = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    buffers.forEach(({ data, perRow, use }, i) => {
      if (use === "read") copyIn(addresses[i], data, start * perRow, end * perRow);
    });
    if (labels !== void 0) copyIntegers(list, labels, start, end);
    total += run(end - start, call.columns, ...scratch, ...given) ?? 0;
    buffers.forEach(({ data, perRow, use }, i) => {
      if (use === "write") copyOut(addresses[i], data, start * perRow, end * perRow);
    });
  }
  return total;
}
function runInPlace(call, kernel, block) {
  const { rows, buffers, labels } = call;
  const run = kernel.run("own");
  const areas = kernel.scratch(block);
  const workspace = reserveOwn([...areas, labels === void 0 ? 0 : 4 * block]);
  const scratch = workspace.addresses.slice(0, areas.length);
  const list = workspace.addresses[areas.length];
  const argumentsAt = (row) => {
    return argumentsOf(
      call,
      kernel,
      buffers.map(({ data, perRow }) => data.byteOffset + 4 * row * perRow),
      labels === void 0 ? [] : [list],
    );
  };
  const given = argumentsAt(0);
  const next = argumentsAt(block);
  const steps = given.map((value, i) => next[i] - value);
  let total = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    if (labels !== void 0) workspace.copyIntegers(list, labels, start, end);
    total += run(end - start, call.columns, ...scratch, ...given) ?? 0;
    for (let i = 0; i < given.length; i++) given[i] += steps[i];
  }
  return total;
}
/** What a kernel is given after its areas: its arrays, and its own parameters. */
function argumentsOf({ buffers, arrays, parameters = [] }, kernel, addresses, list) {
  return [
    ...(arrays ?? buffers.map((_, buffer) => [buffer, 0])).flatMap(([buffer, column]) =>
      kernel.describe(addresses[buffer] + 4 * column, 4 * buffers[buffer].perRow),
    ),
    ...list,
    ...parameters,
  ];
}
// ../hillock/src/kernels/rows/run.ts
/** Rows up to so many columns are worked on four side by side, or by a kernel of their own for each number of columns. */
const NARROW = 64;
/** Instances of modules, each made when it is first asked for. */
var Instances = class {
  made = /* @__PURE__ */ new Map();
  moduleOf;
  constructor(moduleOf) {
    this.moduleOf = moduleOf;
  }
  of(key, place) {
    const name = `${place} ${String(key)}`;
    let exports = this.made.get(name);
    if (exports === void 0) {
      const module = this.moduleOf(key);
      exports =
        place === "own"
          ? instantiate(module.toBytes("shared"), ownMemory())
          : instantiate(module.toBytes(), rowMemory());
      this.made.set(name, exports);
    }
    return exports;
  }
};
const compileWith = (kernelFor) => (call) =>
  call.rows === 0 || call.columns === 0 ? 0 : runBlocks(call, kernelFor(call.columns));
/** A kernel that is compiled at its first call. Calls give the sum of what the kernel gives for each block of rows. */
function compileRows(program) {
  const instances = new Instances(() => {
    const module = new ModuleBuilder();
    addRowProgram(module, "run", program, {
      narrow: NarrowLoop,
      wide: WideLoop,
    });
    return module;
  });
  return compileWith((columns) => {
    const narrow = columns <= NARROW;
    const vectors = narrow ? columns : Math.ceil(columns / 4);
    return {
      run: (place) => instances.of("both", place)[narrow ? "narrow run" : "wide run"],
      block: 4096,
      scratch: () => [(vectors + 2) * 16 * program.registers],
      describe: (address, bytesPerRow) => [address, bytesPerRow],
    };
  });
}
/** The same for a kernel over the powers of rows: one for each number of columns up to 64, and one for all others. */
function compilePowers(program) {
  const instances = new Instances((columns) => powerModule(program, columns));
  return compileWith((columns) => {
    const known = columns <= NARROW ? columns : void 0;
    return {
      run: (place) => instances.of(known, place)["run"],
      block: 8192,
      scratch: (rows) => [4 * rows * columns, RECORD.bytes * rows, known === void 0 ? 0 : 4 * rows * columns],
      describe: (address) => [address],
    };
  });
}
// ../hillock/src/kernels/rows/gated.ts
function halfOf(columns) {
  if (columns % 2 !== 0)
    throw new HillockError(
      "invalid-shape",
      `columns is ${columns}; an even number is needed, one half for the values and one for their gates.`,
    );
  return columns / 2;
}
/** Refuses arrays of another kind, of another length than so many rows, or that share elements with x. */
function checkHalf(name, array, x, length) {
  checkArrays({ [name]: array }, array);
  if (array.length !== length)
    throw new HillockError(
      "invalid-shape",
      `${name} has ${array.length} elements; half of x's ${x.length} are needed.`,
    );
}
/** First half of each row's columns ⊙ σ(second half). The output has half the columns, so that it cannot be x. */
function gatedKernels() {
  const forward = compileRows(gatedForward);
  const backward = compileRows(gatedBackward);
  return {
    forward(x, columns, out) {
      checkArrays({ x }, x);
      const rows = rowsOf("x", x.length, columns);
      const half = halfOf(columns);
      checkHalf("out", out, x, x.length / 2);
      checkApart("out", out, "x", x);
      forward({
        rows,
        columns: half,
        buffers: [
          {
            data: x,
            perRow: columns,
            use: "read",
          },
          {
            data: out,
            perRow: half,
            use: "write",
          },
        ],
        arrays: [
          [0, half],
          [0, 0],
          [1, 0],
        ],
      });
    },
    backward(gradient, x, columns, out) {
      checkArrays({ x }, out);
      const rows = rowsOf("x", x.length, columns);
      const half = halfOf(columns);
      checkHalf("gradient", gradient, x, x.length / 2);
      checkApart("out", out, "gradient", gradient);
      backward({
        rows,
        columns: half,
        buffers: [
          {
            data: gradient,
            perRow: half,
            use: "read",
          },
          {
            data: x,
            perRow: columns,
            use: "read",
          },
          {
            data: out,
            perRow: columns,
            use: "write",
          },
        ],
        arrays: [
          [1, half],
          [1, 0],
          [0, 0],
          [2, 0],
          [2, half],
        ],
      });
    },
  };
}
// ../hillock/src/functions/define-row.ts
const columnsOf = (x, options) => options?.columns ?? x.length;
/** A row function's face: float64 values and Jacobian, and the kernels. */
function defineRowActivation(definition) {
  const { name, value, jacobian, kernels, outputColumns = (columns) => columns, ...described } = definition;
  const callable = (row) => value(Array.from(row));
  Object.defineProperty(callable, "name", { value: name });
  return Object.assign(callable, {
    ...described,
    kind: "row",
    outputColumns,
    jacobian: (row) => jacobian(Array.from(row)),
    forward(x, options, out) {
      checkArray("x", x);
      const columns = columnsOf(x, options);
      const rows = rowsOf("x", x.length, columns);
      const result = out ?? new Float32Array(rows * outputColumns(columns));
      kernels.forward(x, columns, result);
      return result;
    },
    backward(gradient, x, options, out) {
      checkArray("x", x);
      const result = out ?? new Float32Array(x.length);
      kernels.backward(gradient, x, columnsOf(x, options), result);
      return result;
    },
  });
}
// ../hillock/src/functions/definitions/glu.ts
const sigmoid$1 = (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
/** The first half of a row, each value times the sigmoid of its gate in the second half. */
const glu = defineRowActivation({
  name: "glu",
  title: "GLU (gated linear unit)",
  equation: "f_i = x_i\\,\\sigma(x_{i+n/2})",
  jacobianEquation:
    "\\left(\\operatorname{diag}(\\sigma(b))\\;\\; \\operatorname{diag}(a \\odot \\sigma(b) \\odot \\sigma(-b))\\right),\\quad x = (a, b)",
  text: {
    value: "xᵢ σ(xᵢ₊ₙ⸝₂)",
    derivative: "(diag(σ(b))  diag(a σ(b) σ(−b))), x = (a, b)",
  },
  value: (row) => {
    const half = row.length / 2;
    return row.slice(0, half).map((a, i) => a * sigmoid$1(row[half + i]));
  },
  jacobian: (row) => {
    const half = row.length / 2;
    return Array.from({ length: half }, (_, i) => {
      const b = row[half + i];
      const slopes = row.map(() => 0);
      slopes[i] = sigmoid$1(b);
      slopes[half + i] = row[i] * sigmoid$1(b) * sigmoid$1(-b);
      return slopes;
    });
  },
  kernels: gatedKernels(),
  outputColumns: (columns) => columns / 2,
  range: [-Infinity, Infinity],
  derivativeRange: [-Infinity, Infinity],
  kinkConvention: "It is smooth: there are no kinks.",
  known: {
    pytorch: "GLU",
    keras: "glu",
  },
  uses: "Layers that choose what passes: convolutions and transformers over text.",
  limitations: [
    "It needs twice the units for its output: the columns must be even.",
    "A closed gate passes no gradient.",
  ],
  source: "Dauphin, Fan, Auli & Grangier, Language Modeling with Gated Convolutional Networks (2017).",
});
// ../hillock/src/functions/definitions/hard-shrink.ts
/** f(x) = x where |x| > λ, else 0: it jumps at ±λ. */
const hardShrink = defineArithmetic({
  name: "hardShrink",
  title: "Hard shrink",
  formula: select$3(lessEqual$1(abs$1(x$1), parameter("lambda")), 0, x$1),
  parameters: { lambda: 0.5 },
  constraints: { lambda: "notNegative" },
  role: "special",
  known: {
    pytorch: "Hardshrink",
    keras: "hard_shrink",
    onnx: "Shrink(bias=0)",
  },
  uses: "Denoising: small values are taken for noise, large ones are kept.",
  limitations: [
    "It jumps at ±λ, where its derivative says nothing of the jump.",
    "Between them nothing is learned.",
  ],
  source: "Donoho & Johnstone, Ideal spatial adaptation by wavelet shrinkage, Biometrika 81 (1994).",
});
// ../hillock/src/functions/definitions/hard-sigmoid.ts
const line = add$3(multiply$2(parameter("slope"), x$1), parameter("offset"));
/** f(x) = slope · x + offset, cut off at 0 and 1. PyTorch's and Keras' slope is 1/6, ONNX' and WebNN's 0.2. */
const hardSigmoid = defineArithmetic({
  name: "hardSigmoid",
  title: "Hard sigmoid",
  formula: select$3(lessEqual$1(line, 0), 0, select$3(lessEqual$1(1, line), 1, line)),
  parameters: {
    slope: 1 / 6,
    offset: 0.5,
  },
  derivativeFromOutput: (a) =>
    select$3(lessEqual$1(a, 0), 0, select$3(lessEqual$1(1, a), 0, parameter("slope"))),
  role: "special",
  known: {
    pytorch: "Hardsigmoid",
    keras: "hard_sigmoid",
    onnx: "HardSigmoid",
    webnn: "hardSigmoid",
  },
  uses: "Gates on small machines: a sigmoid without an exponential. Slope 1/6 is PyTorch's and Keras'; ONNX and WebNN take 0.2: hardSigmoid.with({ slope: 0.2 }).",
  limitations: ["Units outside the ramp are dead.", "Its outputs are all positive, not zero-centred."],
  source: "Courbariaux, Bengio & David, BinaryConnect, NIPS (2015); the slopes: PyTorch, Keras, ONNX, WebNN.",
});
// ../hillock/src/functions/definitions/hard-swish.ts
/** f(x) = x · min(max(x + 3, 0), 6) / 6. */
const hardSwish = defineArithmetic({
  name: "hardSwish",
  title: "Hard swish",
  formula: select$3(
    lessEqual$1(x$1, -3),
    0,
    select$3(greaterEqual(x$1, 3), x$1, multiply$2(x$1, multiply$2(1 / 6, add$3(x$1, 3)))),
  ),
  known: {
    pytorch: "Hardswish",
    keras: "hard_swish",
    onnx: "HardSwish",
    webnn: "hardSwish",
  },
  uses: "Hidden layers on small machines: nearly SiLU, without its exponential.",
  limitations: ["Units with inputs below −3 get no gradient."],
  source: "Howard et al., Searching for MobileNetV3, ICCV (2019).",
});
// ../hillock/src/functions/definitions/hard-tanh.ts
/** f(x) = x, cut off at min and max; the slope is 0 at both. */
const hardTanh = defineArithmetic({
  name: "hardTanh",
  title: "Hard tanh",
  formula: select$3(
    lessEqual$1(x$1, parameter("min")),
    parameter("min"),
    select$3(lessEqual$1(parameter("max"), x$1), parameter("max"), x$1),
  ),
  parameters: {
    min: -1,
    max: 1,
  },
  constraints: { min: { below: "max" } },
  derivativeFromOutput: (a) =>
    select$3(lessEqual$1(a, parameter("min")), 0, select$3(lessEqual$1(parameter("max"), a), 0, 1)),
  role: "special",
  known: {
    pytorch: "Hardtanh",
    keras: "hard_tanh",
    onnx: "Clip(−1, 1)",
    webnn: "clamp(−1, 1)",
  },
  uses: "Small machines: zero-centred and bounded without an exponential.",
  limitations: ["Units outside the ramp are dead."],
  source: "Collobert, Large scale machine learning, thesis (2004).",
});
// ../hillock/src/codegen/rows/hardmax.ts
/** Arrays: x, out. 1 at the first of the largest, else 0; a NaN makes its row NaN. */
const hardmaxForward = {
  arrays: 2,
  registers: 1,
  emit(rows) {
    const { f } = rows;
    const [max, first, column] = Array.from({ length: 3 }, () => f.local("v128"));
    const [start, step] = rows.columnNumbers;
    const next = () => f.get(column).i32x4(step).op("i32x4.add").set(column);
    rows.eachPanel(() => {
      f.f32x4(-Infinity).set(max);
      rows.gather(0, 0, {
        padding: -Infinity,
        each: (value) => f.get(max).get(value).op("f32x4.max").set(max),
      });
      rows.reduce(max, "f32x4.max");
      f.i32x4(2147483647)
        .set(first)
        .i32x4Lanes([...start])
        .set(column);
      rows.pass((at) => {
        const x = rows.load(at, 0);
        f.get(column).i32x4(2147483647).get(x).get(max).op("f32x4.eq", "v128.bitselect");
        f.get(first).op("i32x4.min_s").set(first);
        rows.store(at, 0, column);
        next();
      });
      rows.reduce(first, "i32x4.min_s");
      const value = (at) => {
        f.f32x4(1);
        rows.push(at, 0).get(first).op("i32x4.eq", "v128.and").get(max);
        return f.get(max).get(max).op("f32x4.eq", "v128.bitselect").setNew("v128");
      };
      rows.scatter([
        {
          array: 1,
          value,
        },
      ]);
    });
  },
};
// ../hillock/src/kernels/rows/functions.ts
const compile = (program) => ("logits" in program ? compilePowers(program) : compileRows(program));
/** Compiled at the first call. A gradient that is 0 everywhere needs no program. */
function squareKernels(programs) {
  const forward = compile(programs.forward);
  const backward = programs.backward === "zero" ? void 0 : compile(programs.backward);
  return {
    forward(x, columns, out) {
      checkArrays({ x }, out);
      forward({
        rows: rowsOf("x", x.length, columns),
        columns,
        buffers: [
          {
            data: x,
            perRow: columns,
            use: "read",
          },
          {
            data: out,
            perRow: columns,
            use: "write",
          },
        ],
      });
    },
    backward(gradient, x, columns, out) {
      checkArrays(
        {
          gradient,
          x,
        },
        out,
      );
      const rows = rowsOf("x", x.length, columns);
      if (backward === void 0) {
        out.fill(0);
        return;
      }
      backward({
        rows,
        columns,
        buffers: [
          {
            data: gradient,
            perRow: columns,
            use: "read",
          },
          {
            data: x,
            perRow: columns,
            use: "read",
          },
          {
            data: out,
            perRow: columns,
            use: "write",
          },
        ],
      });
    },
  };
}
// ../hillock/src/functions/rows/normalized.ts
/** Softmax of one row in float64; exact as float64 goes, whatever the logits' size. */
function probabilities(row) {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = row.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
/** ln of softmax of one row in float64; nothing cancels where a probability is next to 1. */
function logProbabilities(row) {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
  const first = row.indexOf(top);
  const others = row.reduce((sum, logit, i) => (i === first ? sum : sum + Math.exp(logit - top)), 0);
  const logOfSum = Math.log1p(others);
  return row.map((logit) => logit - top - logOfSum);
}
/** A square matrix from its elements, row by row. */
const squareMatrix = (size, element) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => element(i, j)));
/** diag(s) − s sᵀ. */
function softmaxJacobian(row) {
  const s = probabilities(row);
  return squareMatrix(s.length, (i, j) => (i === j ? s[i] * (1 - s[i]) : -s[i] * s[j]));
}
// ../hillock/src/functions/definitions/hardmax.ts
/** f(x)_i = 1 at the first of the largest, else 0. A row with NaN is NaN. */
const hardmax = defineRowActivation({
  name: "hardmax",
  title: "Hardmax",
  equation: "f_i = \\begin{cases} 1 & i = \\min \\arg\\max_j x_j \\\\ 0 & \\text{else} \\end{cases}",
  jacobianEquation: "0",
  text: {
    value: "1 at the first maximum, else 0",
    derivative: "0",
  },
  value: (row) => {
    if (row.some(Number.isNaN)) return row.map(() => NaN);
    const first = row.indexOf(row.reduce((a, b) => Math.max(a, b), -Infinity));
    return row.map((_, i) => (i === first ? 1 : 0));
  },
  jacobian: (row) => squareMatrix(row.length, () => 0),
  kernels: squareKernels({
    forward: hardmaxForward,
    backward: "zero",
  }),
  range: [0, 1],
  derivativeRange: [0, 0],
  kinkConvention:
    "It jumps where two values are the largest: the first one wins. Its derivative is 0 everywhere.",
  known: { onnx: "Hardmax" },
  uses: "A decision as a vector: one-hot of the best class.",
  limitations: ["Its gradient is zero everywhere: nothing before it learns."],
  source: "ONNX operators, Hardmax-13.",
});
// ../hillock/src/functions/definitions/leaky-relu.ts
/** f(x) = x where x > 0, else negativeSlope · x. */
const leakyRelu = defineArithmetic({
  name: "leakyRelu",
  title: "Leaky ReLU",
  formula: select$3(greater(x$1, 0), x$1, multiply$2(parameter("negativeSlope"), x$1)),
  parameters: { negativeSlope: 0.01 },
  derivativeFromOutput: (a) => select$3(greater(a, 0), 1, parameter("negativeSlope")),
  outputTells: { negativeSlope: "notNegative" },
  known: {
    pytorch: "LeakyReLU",
    keras: "leaky_relu",
    onnx: "LeakyRelu",
    webnn: "leakyRelu",
  },
  uses: "Hidden layers where ReLUs die: a small slope on the negative side keeps every unit alive.",
  limitations: ["The negative slope has to be chosen.", "Its outputs are mostly positive, not zero-centred."],
  source: "Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models, ICML (2013).",
});
// ../hillock/src/functions/definitions/linear.ts
/** f(x) = x. */
const linear = defineArithmetic({
  name: "linear",
  title: "Linear",
  formula: x$1,
  known: {
    pytorch: "Identity",
    keras: "linear",
    onnx: "Identity",
    webnn: "identity",
  },
  uses: "The output of a regression: any real number.",
  limitations: [
    "However many linear layers are stacked, they equal a single one: nothing curved can be learned.",
  ],
  source: "The identity map.",
});
// ../hillock/src/functions/definitions/log-sigmoid.ts
/** f(x) = ln σ(x) = −ln(1 + e^(−x)). */
const logSigmoid = defineActivation({
  name: "logSigmoid",
  title: "Log-sigmoid",
  formula: negate$2(softplus$1(negate$2(x$1))),
  derivativeFromOutput: (a) => negate$2(expm1(a)),
  role: "special",
  known: {
    pytorch: "LogSigmoid",
    keras: "log_sigmoid",
  },
  uses: "Log-probabilities of two classes, inside losses.",
  limitations: [
    "It costs an exponential and a logarithm.",
    "Its outputs are all negative, not zero-centred.",
  ],
  source: "The logarithm of the logistic function.",
});
// ../hillock/src/codegen/rows/logarithm.ts
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 19082149292705877e-26;
/** Added to a whole number's bits, it makes the number's float64 plus itself. */
const ROUNDING = 1.5 * 2 ** 52;
const ROUNDING_WORD = 1127743488;
const MANTISSA_BITS = 52;
/** The upper word of √½, rounded down. */
const ROOT_HALF_WORD = 1072079006;
/** Terms of log(1 + f) = 2 (s + s³/3 + s⁵/5 + …), s = f/(2 + f): the next one is below 2^-46 of the result. */
const TERMS = [19, 17, 15, 13, 11, 9, 7, 5, 3];
/** ln of two positive normal float64, in a new local; NaN gives NaN. Relative error below 1e-13, near 1 too. */
function emitLogarithm(f, x) {
  const upper = (word) => f.i32x4Lanes([0, word, 0, word]);
  f.get(x);
  upper(ROOT_HALF_WORD).op("i64x2.sub").i32(MANTISSA_BITS).op("i64x2.shr_s");
  const exponent = f.setNew("v128");
  f.get(exponent);
  upper(ROUNDING_WORD).op("i64x2.add").f64x2(ROUNDING).op("f64x2.sub");
  const k = f.setNew("v128");
  f.get(x).get(exponent).i32(MANTISSA_BITS).op("i64x2.shl", "i64x2.sub");
  const rest = f.f64x2(1).op("f64x2.sub").setNew("v128");
  const s = f.get(rest).get(rest).f64x2(2).op("f64x2.add", "f64x2.div").setNew("v128");
  const z = f.get(s).get(s).op("f64x2.mul").setNew("v128");
  const [first, ...others] = TERMS;
  f.f64x2(2 / first);
  for (const term of others)
    f.get(z)
      .op("f64x2.mul")
      .f64x2(2 / term)
      .op("f64x2.add");
  const series = f.get(z).op("f64x2.mul").setNew("v128");
  f.get(rest).get(s).get(rest).get(series).op("f64x2.sub", "f64x2.mul", "f64x2.sub");
  f.get(k).f64x2(LN2_LOW).op("f64x2.mul", "f64x2.add");
  f.get(k).f64x2(LN2_HIGH).op("f64x2.mul", "f64x2.add");
  return f.get(x).get(x).op("f64x2.sub", "f64x2.add").setNew("v128");
}
// ../hillock/src/codegen/rows/reciprocal.ts
/** 1 / sum as an unrounded pair, so that a power divided by a sum of nothing else gives 1. */
var Reciprocal = class {
  f;
  high;
  low;
  constructor(f) {
    this.f = f;
    this.high = f.local("v128");
    this.low = f.local("v128");
  }
  of(sums) {
    const { f } = this;
    const invert = (sum) => f.f64x2(1).get(sum).op("f64x2.div").setNew("v128");
    const inverse = {
      low: invert(sums.low),
      high: invert(sums.high),
    };
    demote(f, inverse).set(this.high);
    demote(f, {
      low: f.get(inverse.low).get(this.high).op("f64x2.promote_low_f32x4", "f64x2.sub").setNew("v128"),
      high: f
        .get(inverse.high)
        .get(this.high)
        .get(this.high)
        .shuffle32([2, 3, 2, 3])
        .op("f64x2.promote_low_f32x4", "f64x2.sub")
        .setNew("v128"),
    }).set(this.low);
  }
  /** value / sum, in a new local. */
  times(value) {
    const { f } = this;
    f.get(value).get(this.high).op("f32x4.mul").get(value).get(this.low).op("f32x4.mul", "f32x4.add");
    return f.setNew("v128");
  }
};
// ../hillock/src/codegen/rows/log-softmax.ts
/** Gathers the logits and leaves each row's maximum in the local. */
function gatherLogits(rows, array, max) {
  const { f } = rows;
  f.f32x4(-Infinity).set(max);
  rows.gather(array, 0, {
    padding: -Infinity,
    each: (value) => f.get(max).get(value).op("f32x4.pmax").set(max),
  });
  rows.reduce(max, "f32x4.pmax");
}
/** ln(sum / top) of each row, in float32 lanes. */
function emitLogOfSum(f, { low, high }, top) {
  f.get(low).get(top).op("f64x2.promote_low_f32x4", "f64x2.div");
  const lowRatio = f.setNew("v128");
  f.get(high).get(top).get(top).shuffle32([2, 3, 2, 3]).op("f64x2.promote_low_f32x4", "f64x2.div");
  const highRatio = f.setNew("v128");
  return demote(f, {
    low: emitLogarithm(f, lowRatio),
    high: emitLogarithm(f, highRatio),
  }).setNew("v128");
}
// ../hillock/src/functions/definitions/log-softmax.ts
/** f(x)_i = x_i − ln Σ_j e^x_j, computed from x − max(x). A row with NaN or +∞, or of −∞ only, is NaN, as in PyTorch. */
const logSoftmax = defineRowActivation({
  name: "logSoftmax",
  title: "Log-softmax",
  equation: "f_i = x_i - \\ln \\sum_j e^{x_j}",
  jacobianEquation: "I - \\mathbf{1}\\,s^{\\mathsf T},\\quad s = \\operatorname{softmax}(x)",
  text: {
    value: "xᵢ − ln Σⱼ exp(xⱼ)",
    derivative: "I − 1 sᵀ, s = softmax(x)",
  },
  value: logProbabilities,
  jacobian: (row) => {
    const s = probabilities(row);
    return squareMatrix(s.length, (i, j) => (i === j ? 1 : 0) - s[j]);
  },
  kernels: squareKernels({
    forward: {
      arrays: 2,
      registers: 1,
      emit(rows) {
        const { f } = rows;
        const max = f.local("v128");
        const exponential = new RowExponential(f);
        const sums = rows.sums();
        rows.eachPanel(() => {
          gatherLogits(rows, 0, max);
          exponential.prepare(max);
          sums.clear();
          exponential.pass((power) => rows.pass((at) => sums.add(power(rows.load(at, 0)))));
          sums.finish();
          const log = emitLogOfSum(f, sums, exponential.top);
          const value = (at) =>
            rows.push(at, 0).get(max).op("f32x4.sub").get(log).op("f32x4.sub").setNew("v128");
          rows.scatter([
            {
              array: 1,
              value,
            },
          ]);
        });
      },
    },
    backward: {
      arrays: 3,
      registers: 2,
      emit(rows) {
        const { f } = rows;
        const max = f.local("v128");
        const exponential = new RowExponential(f);
        const sums = rows.sums();
        const gradients = rows.sums();
        const reciprocal = new Reciprocal(f);
        const total = f.local("v128");
        rows.eachPanel(() => {
          gatherLogits(rows, 1, max);
          rows.gather(0, 1, { padding: 0 });
          exponential.prepare(max);
          sums.clear();
          gradients.clear();
          exponential.pass((power) =>
            rows.pass((at) => {
              const value = power(rows.load(at, 0));
              sums.add(value);
              gradients.add(rows.load(at, 1));
              rows.store(at, 0, value);
            }),
          );
          sums.finish();
          gradients.finish();
          reciprocal.of(sums);
          demote(f, gradients).set(total);
          const value = (at) => {
            const s = reciprocal.times(rows.load(at, 0));
            return rows.push(at, 1).get(s).get(total).op("f32x4.mul", "f32x4.sub").setNew("v128");
          };
          rows.scatter([
            {
              array: 2,
              value,
            },
          ]);
        });
      },
    },
  }),
  fusedLoss: "softmaxCrossEntropy",
  range: [-Infinity, 0],
  derivativeRange: [-1, 1],
  kinkConvention: "It is smooth: there are no kinks.",
  known: {
    pytorch: "LogSoftmax",
    keras: "log_softmax",
    onnx: "LogSoftmax",
  },
  uses: "Log-probabilities of classes, for a likelihood or a beam search: exact where the probability underflows.",
  limitations: [
    "For a loss, the fused softmaxCrossEntropy does the same with its gradient in one pass.",
    "Only differences of logits matter: a constant added to all of them changes nothing.",
  ],
  source: "Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).",
});
// ../hillock/src/functions/definitions/mish.ts
/** f(x) = x · tanh(ln(1 + e^x)). */
const mish = defineActivation({
  name: "mish",
  title: "Mish",
  formula: multiply$2(x$1, tanh$1(softplus$1(x$1))),
  known: {
    pytorch: "Mish",
    keras: "mish",
    onnx: "Mish",
  },
  uses: "Hidden layers of deep networks, chiefly in vision: a smooth ReLU.",
  limitations: ["It costs several exponentials.", "It is not monotone."],
  source: "Misra, Mish: a self regularized non-monotonic activation function, BMVC (2020).",
});
// ../hillock/src/functions/definitions/prelu.ts
/** f(x) = x where x > 0, else slope · x; the slope is learned. */
const prelu = defineArithmetic({
  name: "prelu",
  title: "Parametric ReLU",
  formula: select$3(greater(x$1, 0), x$1, multiply$2(parameter("slope"), x$1)),
  parameters: { slope: 0.25 },
  learnable: ["slope"],
  derivativeFromOutput: (a) => select$3(greater(a, 0), 1, parameter("slope")),
  outputTells: { slope: "notNegative" },
  known: {
    pytorch: "PReLU",
    keras: "PReLU",
    onnx: "PRelu",
    webnn: "prelu",
  },
  uses: "Hidden layers where the negative slope should be learned from the data, one per unit.",
  limitations: ["One more parameter per unit, which can overfit on small data."],
  source: "He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV (2015).",
});
// ../hillock/src/functions/definitions/relu.ts
/** f(x) = max(x, 0). */
const relu = defineArithmetic({
  name: "relu",
  title: "Rectified linear unit",
  formula: max$1(x$1, 0),
  derivativeFromOutput: (a) => select$3(greater(a, 0), 1, 0),
  known: {
    pytorch: "ReLU",
    keras: "relu",
    onnx: "Relu",
    webnn: "relu",
  },
  uses: "The usual choice for hidden layers: cheap, and its slope of 1 lets gradients through any depth.",
  limitations: [
    "A unit whose input is negative for every example has slope 0 and never learns again: a dying ReLU.",
    "Its outputs are never negative, not zero-centred.",
    "It has no upper bound.",
  ],
  source: "Nair & Hinton, Rectified linear units improve restricted Boltzmann machines, ICML (2010).",
});
// ../hillock/src/functions/definitions/relu6.ts
/** f(x) = min(max(x, 0), 6); the slope is 0 at both ends. */
const relu6 = defineArithmetic({
  name: "relu6",
  title: "ReLU6",
  formula: select$3(lessEqual$1(x$1, 0), 0, select$3(lessEqual$1(6, x$1), 6, x$1)),
  derivativeFromOutput: (a) => select$3(lessEqual$1(a, 0), 0, select$3(lessEqual$1(6, a), 0, 1)),
  role: "special",
  known: {
    pytorch: "ReLU6",
    keras: "relu6",
    onnx: "Clip(0, 6)",
    webnn: "clamp(0, 6)",
  },
  uses: "Hidden layers that will run in few bits: activations stay within 0 and 6.",
  limitations: ["Dying: below 0 and above 6 nothing is learned.", "Its outputs are not zero-centred."],
  source: "Krizhevsky, Convolutional deep belief networks on CIFAR-10 (2010).",
});
// ../hillock/src/functions/definitions/rrelu.ts
/** f(x) = x where x > 0, else slope · x: in training a slope for each element, drawn from lower to upper, else their mean. */
const rrelu = defineArithmetic({
  name: "rrelu",
  title: "Randomised leaky ReLU",
  formula: select$3(greater(x$1, 0), x$1, multiply$2(parameter("slope"), x$1)),
  parameters: {
    lower: 1 / 8,
    upper: 1 / 3,
  },
  random: {
    slope: {
      from: "lower",
      to: "upper",
    },
  },
  constraints: { lower: { atMost: "upper" } },
  role: "special",
  known: { pytorch: "RReLU" },
  uses: "Hidden layers on small data, where random negative slopes keep a network from learning it by heart.",
  limitations: [
    "Training is noisier: the same input gives another output each time it is seen.",
    "Forward and backward calls of its own take the mean slope; only a network's training draws.",
  ],
  source: "Xu, Wang, Chen & Li, Empirical evaluation of rectified activations (2015).",
});
// ../hillock/src/functions/definitions/selu.ts
const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;
/** f(x) = λ · (x where x > 0, else α · (e^x − 1)), with the paper's fixed λ and α. */
const selu = defineActivation({
  name: "selu",
  title: "Scaled exponential linear unit",
  formula: multiply$2(SCALE, select$3(greater(x$1, 0), x$1, multiply$2(ALPHA, expm1(x$1)))),
  derivativeFromOutput: (a) => select$3(greater(a, 0), SCALE, add$3(a, SCALE * ALPHA)),
  known: {
    pytorch: "SELU",
    keras: "selu",
    onnx: "Selu",
  },
  uses: "Deep fully connected networks without normalisation: activations drift to mean 0 and spread 1.",
  limitations: ["It asks for LeCun's initialisation.", "It costs an exponential."],
  source: "Klambauer, Unterthiner, Mayr & Hochreiter, Self-normalizing neural networks, NeurIPS (2017).",
});
// ../hillock/src/functions/definitions/sigmoid.ts
/** f(x) = 1 / (1 + e^−x). */
const sigmoid = defineActivation({
  name: "sigmoid",
  title: "Sigmoid",
  formula: sigmoid$3(x$1),
  derivativeFromOutput: (a) => multiply$2(a, subtract$3(1, a)),
  known: {
    pytorch: "Sigmoid",
    keras: "sigmoid",
    onnx: "Sigmoid",
    webnn: "sigmoid",
  },
  uses: "The output of a binary classifier: a probability, decided at 0.5.",
  limitations: [
    "Its slope is at most 0.25, so gradients vanish through depth.",
    "Its outputs are all positive, not zero-centred: updates zig-zag.",
    "It saturates at both ends: large inputs pass no gradient on.",
    "It costs an exponential.",
  ],
  source:
    "Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, Nature 323 (1986).",
});
// ../hillock/src/functions/definitions/silu.ts
/** f(x) = x · σ(x). */
const silu = defineActivation({
  name: "silu",
  title: "Sigmoid linear unit",
  formula: multiply$2(x$1, sigmoid$3(x$1)),
  known: {
    pytorch: "SiLU",
    keras: "silu",
    onnx: "Swish",
  },
  uses: "Hidden layers of deep networks: a smooth ReLU.",
  limitations: ["It costs an exponential.", "It is not monotone."],
  source: "Elfwing, Uchibe & Doya, Sigmoid-weighted linear units, Neural Networks 107 (2018).",
});
// ../hillock/src/functions/definitions/snake.ts
const wave = sin(multiply$2(parameter("a"), x$1));
/** f(x) = x + sin²(ax)/a; a is learned. */
const snake = defineActivation({
  name: "snake",
  title: "Snake",
  formula: add$3(x$1, divide$2(multiply$2(wave, wave), parameter("a"))),
  parameters: { a: 1 },
  constraints: { a: "notZero" },
  learnable: ["a"],
  role: "special",
  uses: "Periodic signals: it goes on beyond the training range, which others do not.",
  limitations: [
    "It costs a sine.",
    "One more parameter per unit.",
    "Beyond |ax| = 100,000 its float32 slope is no longer accurate.",
  ],
  source:
    "Ziyin, Hartwig & Ueda, Neural networks fail to learn periodic functions and how to fix it, NeurIPS (2020).",
});
// ../hillock/src/functions/definitions/soft-shrink.ts
/** f(x) = x − λ above λ, x + λ below −λ, else 0. */
const softShrink = defineArithmetic({
  name: "softShrink",
  title: "Soft shrink",
  formula: select$3(
    lessEqual$1(abs$1(x$1), parameter("lambda")),
    0,
    select$3(less$1(x$1, 0), add$3(x$1, parameter("lambda")), subtract$3(x$1, parameter("lambda"))),
  ),
  parameters: { lambda: 0.5 },
  constraints: { lambda: "notNegative" },
  role: "special",
  known: {
    pytorch: "Softshrink",
    keras: "soft_shrink",
    onnx: "Shrink(bias=lambd)",
  },
  uses: "Sparse coding: the proximal step of an L1 penalty.",
  limitations: ["Between −λ and λ nothing is learned."],
  source: "Donoho, De-noising by soft-thresholding, IEEE Trans. Inf. Theory 41 (1995).",
});
// ../hillock/src/codegen/rows/row-sums.ts
const ACCUMULATORS = 4;
/** What the first part of 1 / sum is smaller by: its product with the only power stays below 1, where rounding is finer. */
const BELOW = 1 - 2 ** -22;
/** The float64 sum over a row. */
var RowSum = class {
  f;
  accumulators;
  /** In a loop every accumulator starts as 0; where parts are written out, each starts as what comes first. */
  looped;
  next = 0;
  constructor({ f, columns }) {
    this.f = f;
    this.looped = typeof columns !== "number";
    this.accumulators = Array.from({ length: ACCUMULATORS }, () => f.local("v128"));
  }
  clear() {
    if (this.looped) for (const local of this.accumulators) this.f.i32x4(0).set(local);
    this.next = 0;
  }
  /** Of two float64 on the stack. */
  add() {
    const local = this.accumulators[this.next % ACCUMULATORS];
    if (this.looped || this.next >= ACCUMULATORS) this.f.get(local).op("f64x2.add");
    this.f.set(local);
    this.next++;
  }
  /** Of a part of a row of float32 at an address, or of its products with the same part of another row. */
  addPart(row, part, factor) {
    for (let byte = 0; byte < 4 * part.width; byte += 8) {
      this.pushTwo(row, part, byte);
      if (factor !== void 0) {
        this.pushTwo(factor, part, byte);
        this.f.op("f64x2.mul");
      }
      this.add();
    }
  }
  pushTwo(row, { at, offset, width }, byte) {
    const { f } = this;
    f.get(row).get(at).op("i32.add");
    f.load(width === 1 ? "v128.load32_zero" : "v128.load64_zero", offset + byte);
    f.op("f64x2.promote_low_f32x4");
  }
  /** Of a vector of small float32 in a local. */
  addSmall(value) {
    this.f
      .get(value)
      .get(value)
      .get(value)
      .shuffle32([2, 3, 2, 3])
      .op("f32x4.add", "f64x2.promote_low_f32x4");
    this.add();
  }
  /** In a new f64 local. */
  total() {
    const { f, accumulators, looped, next } = this;
    const [first, ...others] = accumulators.slice(0, looped ? ACCUMULATORS : next);
    f.get(first);
    for (const local of others) f.get(local).op("f64x2.add");
    const both = f.setNew("v128");
    f.get(both).lane("f64x2.extract_lane", 0).get(both).lane("f64x2.extract_lane", 1).op("f64.add");
    return f.setNew("f64");
  }
};
/** Leaves the float64 sums of the powers in the rows' records. `own` makes a sum of each row's parts to keep beside it. */
function emitPowerSums(rows, own) {
  const { f, columns, at, powers, rests, record } = rows;
  const [sum, other] = [new RowSum(rows), new RowSum(rows)];
  const rest = f.local("v128");
  rows.eachRow(() => {
    sum.clear();
    other.clear();
    let first = true;
    overParts(f, columns, at, (parts) => {
      for (const part of parts) {
        sum.addPart(powers, part);
        if (rests !== void 0) {
          loadPart(f, rests, part);
          if (!first) f.get(rest).op("f32x4.add");
          f.set(rest);
          first = false;
        }
        own?.(other, part);
      }
    });
    if (rests !== void 0) sum.addSmall(rest);
    const total = sum.total();
    f.get(record).get(total).store("f64.store", RECORD.sum);
    if (own === void 0) return;
    const ownTotal = other.total();
    f.get(record).get(ownTotal).store("f64.store", RECORD.own);
  });
}
/** Powers over the sums in the records: 1 / sum is an unrounded pair, so that a power over a sum of nothing else gives 1. */
var PowerShares = class {
  rows;
  high;
  low;
  constructor(rows) {
    const { f } = rows;
    this.rows = rows;
    this.high = f.local("v128");
    this.low = f.local("v128");
  }
  /** A round that inverts the sums. */
  prepare() {
    const { f, record } = this.rows;
    const [inverse, high] = [f.local("f64"), f.local("f32")];
    this.rows.eachRow(() => {
      f.f64(1).get(record).load("f64.load", RECORD.sum).op("f64.div").set(inverse);
      f.get(inverse).f64(BELOW).op("f64.mul", "f32.demote_f64").set(high);
      f.get(record).get(inverse).store("f64.store", RECORD.inverse);
      f.get(record).get(high).store("f32.store", RECORD.high);
      f.get(record).get(inverse).get(high).op("f64.promote_f32", "f64.sub", "f32.demote_f64");
      f.store("f32.store", RECORD.low);
    });
  }
  /** Before the parts of the row at hand. */
  load() {
    const { f, record } = this.rows;
    f.get(record).load("v128.load32_splat", RECORD.high).set(this.high);
    f.get(record).load("v128.load32_splat", RECORD.low).set(this.low);
  }
  /** Powers / sum of a part of the row, in a new local. */
  part(part) {
    const { high, low } = this;
    const { f, powers, rests } = this.rows;
    const power = loadPart(f, powers, part).setNew("v128");
    f.get(power).get(high).op("f32x4.mul").get(power).get(low).op("f32x4.mul");
    if (rests !== void 0) loadPart(f, rests, part).get(high).op("f32x4.mul", "f32x4.add");
    return f.op("f32x4.add").setNew("v128");
  }
};
// ../hillock/src/codegen/rows/softmax-rows.ts
/** Arrays: x, out. Softmax of each row, of −x where negated. */
const softmaxForward = (negated) => ({
  arrays: 2,
  logits: 0,
  negated,
  emit(rows) {
    const { f, columns, at, arrays } = rows;
    const shares = new PowerShares(rows);
    emitPowerSums(rows);
    shares.prepare();
    rows.eachRow(() => {
      shares.load();
      overParts(f, columns, at, (parts) => {
        for (const part of parts) storePart(f, arrays[1], part, shares.part(part));
      });
    });
  },
});
/** Arrays: gradient, x, out. With s the softmax: s ⊙ (g − g·s), with the sign of x. */
const softmaxBackward = (negated) => ({
  arrays: 3,
  logits: 1,
  negated,
  emit(rows) {
    const { f, columns, at, powers, arrays, record } = rows;
    const [gradient, , out] = arrays;
    const shares = new PowerShares(rows);
    emitPowerSums(rows, (weighted, part) => weighted.addPart(powers, part, gradient));
    shares.prepare();
    const mean = f.local("v128");
    rows.eachRow(() => {
      shares.load();
      f.get(record).load("f64.load", RECORD.own).get(record).load("f64.load", RECORD.inverse);
      f.op("f64.mul", "f32.demote_f64", "f32x4.splat").set(mean);
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          const s = shares.part(part);
          loadPart(f, gradient, part).get(mean).op("f32x4.sub").get(s).op("f32x4.mul");
          storePart(f, out, part, (negated ? f.op("f32x4.neg") : f).setNew("v128"));
        }
      });
    });
  },
});
// ../hillock/src/functions/definitions/softmax.ts
/** f(x)_i = e^x_i / Σ_j e^x_j, stable for any finite logits. A row with NaN or +∞, or of −∞ only, is NaN, as in PyTorch. */
const softmax = defineRowActivation({
  name: "softmax",
  title: "Softmax",
  equation: "s_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}",
  jacobianEquation: "\\operatorname{diag}(s) - s\\,s^{\\mathsf T}",
  text: {
    value: "exp(xᵢ) / Σⱼ exp(xⱼ)",
    derivative: "diag(s) − s sᵀ",
  },
  value: probabilities,
  jacobian: softmaxJacobian,
  kernels: squareKernels({
    forward: softmaxForward(false),
    backward: softmaxBackward(false),
  }),
  fusedLoss: "softmaxCrossEntropy",
  range: [0, 1],
  derivativeRange: [-0.25, 0.25],
  kinkConvention: "It is smooth: there are no kinks.",
  known: {
    pytorch: "Softmax",
    keras: "softmax",
    onnx: "Softmax",
    webnn: "softmax",
  },
  uses: "The output of a classifier with several classes: probabilities that sum to 1.",
  limitations: [
    "It saturates where one logit is far above the others.",
    "Only differences of logits matter: a constant added to all of them changes nothing.",
    "With a single unit its output is always 1: use a sigmoid there.",
  ],
  source: "Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).",
});
// ../hillock/src/functions/definitions/softmin.ts
const negative = (row) => row.map((x) => -x);
/** f(x) = softmax(−x). A row with NaN or −∞, or of +∞ only, is NaN. */
const softmin = defineRowActivation({
  name: "softmin",
  title: "Softmin",
  equation: "s_i = \\frac{e^{-x_i}}{\\sum_j e^{-x_j}}",
  jacobianEquation: "s\\,s^{\\mathsf T} - \\operatorname{diag}(s)",
  text: {
    value: "exp(−xᵢ) / Σⱼ exp(−xⱼ)",
    derivative: "s sᵀ − diag(s)",
  },
  value: (row) => probabilities(negative(row)),
  jacobian: (row) => softmaxJacobian(negative(row)).map(negative),
  kernels: squareKernels({
    forward: softmaxForward(true),
    backward: softmaxBackward(true),
  }),
  range: [0, 1],
  derivativeRange: [-0.25, 0.25],
  kinkConvention: "It is smooth: there are no kinks.",
  known: { pytorch: "Softmin" },
  uses: "Weights for distances or costs: the smallest gets the most.",
  limitations: [
    "It saturates where one value is far below the others.",
    "Only differences matter: a constant added to all values changes nothing.",
  ],
  source:
    "Softmax of the negated row: Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).",
});
// ../hillock/src/functions/definitions/softplus.ts
/** f(x) = ln(1 + e^(βx)) / β. */
const softplus = defineActivation({
  name: "softplus",
  title: "Softplus",
  formula: divide$2(softplus$1(multiply$2(parameter("beta"), x$1)), parameter("beta")),
  parameters: { beta: 1 },
  constraints: { beta: "positive" },
  derivativeFromOutput: (a) => negate$2(expm1(multiply$2(negate$2(parameter("beta")), a))),
  known: {
    pytorch: "Softplus",
    keras: "softplus",
    onnx: "Softplus",
    webnn: "softplus",
  },
  uses: "Outputs that must be positive, such as a variance.",
  limitations: [
    "It costs an exponential and a logarithm.",
    "Its outputs are all positive, not zero-centred.",
  ],
  source: "Dugas, Bengio, Bélisle, Nadeau & Garcia, NIPS (2000).",
});
// ../hillock/src/functions/definitions/softsign.ts
/** f(x) = x / (1 + |x|). */
const softsign = defineActivation({
  name: "softsign",
  title: "Softsign",
  formula: divide$2(x$1, add$3(1, abs$1(x$1))),
  derivative: divide$2(divide$2(1, add$3(1, abs$1(x$1))), add$3(1, abs$1(x$1))),
  derivativeFromOutput: (a) => multiply$2(subtract$3(1, abs$1(a)), subtract$3(1, abs$1(a))),
  known: {
    pytorch: "Softsign",
    keras: "softsign",
    onnx: "Softsign",
    webnn: "softsign",
  },
  uses: "A tanh without exponentials, whose slope fades more slowly.",
  limitations: ["It saturates at both ends, though slowly."],
  source: "Turian, Bergstra & Bengio, Quadratic features and deep architectures for chunking, NAACL (2009).",
});
// ../hillock/src/codegen/rows/sparsemax.ts
/**
 * Finds the threshold τ of each row, so that Σ max(d − τ, 0) = 1 with d = x − max, in float64: from the set d > −1, which
 * holds the support, τ = (Σ d − 1)/n is taken over the set and what lies below τ leaves it, until nothing does (Michelot 1986).
 * A row that is done stays as it is while others go on.
 */
var Projection = class {
  rows;
  f;
  max;
  total;
  count;
  before;
  threshold;
  constructor(rows) {
    const { f } = rows;
    this.rows = rows;
    this.f = f;
    this.max = f.local("v128");
    this.total = rows.sums();
    this.count = rows.sums();
    this.threshold = {
      low: f.local("v128"),
      high: f.local("v128"),
    };
    this.before = {
      low: f.local("v128"),
      high: f.local("v128"),
    };
  }
  of(array, register) {
    const { f, rows, max, total, count, threshold, before } = this;
    f.f32x4(-Infinity).set(max);
    rows.gather(array, register, {
      padding: -Infinity,
      each: (value) => f.get(max).get(value).op("f32x4.max").set(max),
    });
    rows.reduce(max, "f32x4.max");
    for (const half of ["low", "high"]) f.f64x2(-1).set(threshold[half]).f64x2(-1).set(before[half]);
    f.loop((again) => {
      total.clear();
      count.clear();
      rows.pass((at) => {
        for (const half of ["low", "high"]) {
          const d = this.difference(at, register, half);
          const inside = f.get(d).get(threshold[half]).op("f64x2.gt").setNew("v128");
          f.get(total[half]).get(d).get(inside).op("v128.and", "f64x2.add").set(total[half]);
          f.get(count[half]).f64x2(1).get(inside).op("v128.and", "f64x2.add").set(count[half]);
        }
      });
      total.finish();
      count.finish();
      const changed = f.i32(0).setNew("i32");
      for (const half of ["low", "high"]) {
        f.get(total[half]).f64x2(1).op("f64x2.sub").get(count[half]).op("f64x2.div").set(threshold[half]);
        f.get(count[half])
          .get(before[half])
          .op("v128.xor", "v128.any_true")
          .get(changed)
          .op("i32.or")
          .set(changed);
        f.get(count[half]).set(before[half]);
      }
      f.get(changed).brIf(again);
    });
  }
  /** max(d − τ, 0) of a vector, rounded once; NaN stays. */
  value(at, register) {
    const { f, threshold } = this;
    for (const half of ["low", "high"]) {
      f.get(this.difference(at, register, half))
        .get(threshold[half])
        .op("f64x2.sub")
        .f64x2(0)
        .op("f64x2.pmax");
      f.op("f32x4.demote_f64x2_zero");
    }
    return f.shuffle32([0, 1, 4, 5]).setNew("v128");
  }
  difference(at, register, half) {
    const { f, rows, max } = this;
    const promoted = (push) => {
      const v = push().setNew("v128");
      f.get(v);
      if (half === "high") f.get(v).shuffle32([2, 3, 2, 3]);
      f.op("f64x2.promote_low_f32x4");
    };
    promoted(() => rows.push(at, register));
    promoted(() => f.get(max));
    return f.op("f64x2.sub").setNew("v128");
  }
};
/** Arrays: x, out. */
const sparsemaxForward = {
  arrays: 2,
  registers: 1,
  emit(rows) {
    const projection = new Projection(rows);
    rows.eachPanel(() => {
      projection.of(0, 0);
      rows.scatter([
        {
          array: 1,
          value: (at) => projection.value(at, 0),
        },
      ]);
    });
  },
};
/** Arrays: gradient, x, out. On the support g less its mean there, else 0; a row with NaN is NaN. */
const sparsemaxBackward = {
  arrays: 3,
  registers: 2,
  emit(rows) {
    const { f } = rows;
    const projection = new Projection(rows);
    const [total, count] = [rows.sums(), rows.sums()];
    const mean = f.local("v128");
    rows.eachPanel(() => {
      projection.of(1, 0);
      rows.gather(0, 1, { padding: 0 });
      total.clear();
      count.clear();
      rows.pass((at) => {
        const s = projection.value(at, 0);
        rows.store(at, 0, s);
        const inside = f.get(s).f32x4(0).op("f32x4.gt").setNew("v128");
        total.add(rows.push(at, 1).get(inside).op("v128.and").setNew("v128"));
        count.add(f.f32x4(1).get(inside).op("v128.and").setNew("v128"));
      });
      total.finish();
      count.finish();
      for (const half of ["low", "high"])
        f.get(total[half]).get(count[half]).op("f64x2.div", "f32x4.demote_f64x2_zero");
      f.shuffle32([0, 1, 4, 5]).set(mean);
      const value = (at) => {
        const s = rows.load(at, 0);
        rows.push(at, 1).get(mean).op("f32x4.sub").get(s).f32x4(0).op("f32x4.gt", "v128.and").get(s);
        return f.get(s).get(s).op("f32x4.eq", "v128.bitselect").setNew("v128");
      };
      rows.scatter([
        {
          array: 2,
          value,
        },
      ]);
    });
  },
};
// ../hillock/src/functions/rows/sparsemax.ts
/** The Euclidean projection of a row onto the probability simplex, by sorting: Martins & Astudillo (2016), algorithm 1. */
function projectOntoSimplex(row) {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
  const below = row.map((x) => x - top);
  if (below.some(Number.isNaN)) return row.map(() => NaN);
  let sum = 0;
  let threshold = -1;
  [...below]
    .sort((a, b) => b - a)
    .forEach((z, i) => {
      if (1 + (i + 1) * z > sum + z) {
        sum += z;
        threshold = (sum - 1) / (i + 1);
      }
    });
  return below.map((z) => Math.max(z - threshold, 0));
}
// ../hillock/src/functions/definitions/sparsemax.ts
/** The nearest point to x among probabilities. A row with NaN or +∞, or of −∞ only, is NaN. */
const sparsemax = defineRowActivation({
  name: "sparsemax",
  title: "Sparsemax",
  equation: "f_i = \\max(x_i - \\tau(x), 0),\\quad \\textstyle\\sum_i f_i = 1",
  jacobianEquation:
    "\\operatorname{diag}(s) - \\frac{s\\,s^{\\mathsf T}}{|S|},\\quad s_i = 1 \\text{ where } f_i > 0, \\text{ else } 0",
  text: {
    value: "max(xᵢ − τ, 0), τ so that they sum to 1",
    derivative: "diag(s) − s sᵀ / |S|, s = 1 where f > 0, else 0",
  },
  value: projectOntoSimplex,
  jacobian: (row) => {
    const p = projectOntoSimplex(row);
    const support = p.filter((value) => value > 0).length;
    const inside = p.map((value) => (value > 0 ? 1 : 0));
    return squareMatrix(p.length, (i, j) => (i === j ? inside[i] : 0) - (inside[i] * inside[j]) / support);
  },
  kernels: squareKernels({
    forward: sparsemaxForward,
    backward: sparsemaxBackward,
  }),
  range: [0, 1],
  derivativeRange: [-0.5, 1],
  kinkConvention:
    "The derivative jumps where a value enters the support, f > 0; on the border the value counts as outside.",
  known: {},
  uses: "Attention or probabilities of which most should be exactly 0.",
  limitations: [
    "Outside the support the gradient is zero.",
    "Cross-entropy of its output is infinite where the label has probability 0; it has a loss of its own.",
  ],
  source: "Martins & Astudillo, From Softmax to Sparsemax (2016).",
});
// ../hillock/src/functions/definitions/squared-relu.ts
/** f(x) = max(x, 0)². */
const squaredRelu = defineArithmetic({
  name: "squaredRelu",
  title: "Squared ReLU",
  formula: select$3(lessEqual$1(x$1, 0), 0, multiply$2(x$1, x$1)),
  role: "special",
  uses: "Hidden layers of transformers (Primer), where it trained faster than ReLU.",
  limitations: ["It grows as x²: deep stacks without normalisation explode.", "Dying, as ReLU."],
  source: "So et al., Primer: searching for efficient transformers, NeurIPS (2021).",
});
// ../hillock/src/functions/definitions/swish.ts
const z = multiply$2(parameter("beta"), x$1);
/** f(x) = x · σ(βx); β is learned. */
const swish = defineActivation({
  name: "swish",
  title: "Swish",
  formula: multiply$2(x$1, sigmoid$3(z)),
  derivative: substitute(silu.derivativeFormula, (leaf) => (leaf.kind === "variable" ? z : void 0)),
  parameters: { beta: 1 },
  learnable: ["beta"],
  role: "special",
  known: { onnx: "Swish(alpha)" },
  uses: "Hidden layers, between linear (β = 0) and ReLU (β large) as the data ask for; SiLU is β = 1, not learned.",
  limitations: ["It costs an exponential.", "It is not monotone.", "One more parameter per unit."],
  source: "Ramachandran, Zoph & Le, Searching for activation functions (2017).",
});
// ../hillock/src/functions/definitions/tanh.ts
/** f(x) = (e^x − e^−x) / (e^x + e^−x). */
const tanh = defineActivation({
  name: "tanh",
  title: "Hyperbolic tangent",
  formula: tanh$1(x$1),
  derivativeFromOutput: (a) => subtract$3(1, multiply$2(a, a)),
  known: {
    pytorch: "Tanh",
    keras: "tanh",
    onnx: "Tanh",
    webnn: "tanh",
  },
  uses: "Hidden layers of shallow networks and recurrent cells: zero-centred, with slope 1 at the origin.",
  limitations: ["It saturates at both ends, so gradients vanish through depth.", "It costs an exponential."],
  source: "LeCun, Bottou, Orr & Müller, Efficient BackProp (1998).",
});
// ../hillock/src/functions/definitions/tanh-shrink.ts
/** f(x) = x − tanh(x). */
const tanhShrink = defineActivation({
  name: "tanhShrink",
  title: "Tanh shrink",
  formula: subtract$3(x$1, tanh$1(x$1)),
  role: "special",
  known: {
    pytorch: "Tanhshrink",
    keras: "tanh_shrink",
  },
  uses: "Sparse coding where a smooth shrinkage is wanted.",
  limitations: [
    "Near 0 its slope is nearly 0: small pre-activations learn slowly.",
    "It costs an exponential.",
  ],
  source: "Collobert, Kavukcuoglu & Farabet, Torch7 (2011).",
});
// ../hillock/src/functions/definitions/thresholded-relu.ts
/** f(x) = x where x > θ, else 0: it jumps at θ. */
const thresholdedRelu = defineArithmetic({
  name: "thresholdedRelu",
  title: "Thresholded ReLU",
  formula: select$3(lessEqual$1(x$1, parameter("theta")), 0, x$1),
  parameters: { theta: 1 },
  role: "special",
  known: {
    pytorch: "Threshold(theta, 0)",
    keras: "threshold(theta, 0)",
    onnx: "ThresholdedRelu",
  },
  uses: "Sparse codes without biases: small inputs are taken for noise.",
  limitations: [
    "It jumps at θ, where its derivative says nothing of the jump.",
    "Dying: below θ nothing is learned.",
  ],
  source:
    "Konda, Memisevic & Krueger, Zero-bias autoencoders and the benefits of co-adapting features, ICLR (2015).",
});
/** Every activation function, by name. */
const functions = new Map(
  [
    linear,
    sigmoid,
    tanh,
    relu,
    leakyRelu,
    prelu,
    elu,
    selu,
    gelu,
    silu,
    mish,
    softplus,
    softsign,
    hardSwish,
    affine,
    arctan,
    celu,
    clamp,
    exp$1,
    gaussian,
    geluTanh,
    hardShrink,
    hardSigmoid,
    hardTanh,
    logSigmoid,
    relu6,
    rrelu,
    snake,
    softShrink,
    squaredRelu,
    swish,
    tanhShrink,
    thresholdedRelu,
    softmax,
    softmin,
    logSoftmax,
    hardmax,
    sparsemax,
    glu,
  ].map((f) => [f.name, f]),
);
// ../../node_modules/jsep/dist/jsep.js
/**
 * @implements {IHooks}
 */
var Hooks = class {
  /**
   * @callback HookCallback
   * @this {*|Jsep} this
   * @param {Jsep} env
   * @returns: void
   */
  /**
   * Adds the given callback to the list of callbacks for the given hook.
   *
   * The callback will be invoked when the hook it is registered for is run.
   *
   * One callback function can be registered to multiple hooks and the same hook multiple times.
   *
   * @param {string|object} name The name of the hook, or an object of callbacks keyed by name
   * @param {HookCallback|boolean} callback The callback function which is given environment variables.
   * @param {?boolean} [first=false] Will add the hook to the top of the list (defaults to the bottom)
   * @public
   */
  add(name, callback, first) {
    if (typeof arguments[0] != "string")
      for (const name in arguments[0]) this.add(name, arguments[0][name], arguments[1]);
    else
      (Array.isArray(name) ? name : [name]).forEach(function (name) {
        this[name] = this[name] || [];
        if (callback) this[name][first ? "unshift" : "push"](callback);
      }, this);
  }
  /**
   * Runs a hook invoking all registered callbacks with the given environment variables.
   *
   * Callbacks will be invoked synchronously and in the order in which they were registered.
   *
   * @param {string} name The name of the hook.
   * @param {Object<string, any>} env The environment variables of the hook passed to all callbacks registered.
   * @public
   */
  run(name, env) {
    this[name] = this[name] || [];
    this[name].forEach((callback) => {
      callback.call(env && env.context ? env.context : env, env);
    });
  }
};
/**
 * @implements {IPlugins}
 */
var Plugins = class {
  constructor(jsep) {
    this.jsep = jsep;
    this.registered = {};
  }
  /**
   * @callback PluginSetup
   * @this {Jsep} jsep
   * @returns: void
   */
  /**
   * Adds the given plugin(s) to the registry
   *
   * @param {object} plugins
   * @param {string} plugins.name The name of the plugin
   * @param {PluginSetup} plugins.init The init function
   * @public
   */
  register(...plugins) {
    plugins.forEach((plugin) => {
      if (typeof plugin !== "object" || !plugin.name || !plugin.init)
        throw new Error("Invalid JSEP plugin format");
      if (this.registered[plugin.name]) return;
      plugin.init(this.jsep);
      this.registered[plugin.name] = plugin;
    });
  }
};
var Jsep = class Jsep {
  /**
   * @returns {string}
   */
  static get version() {
    return "1.6.0";
  }
  /**
   * @returns {string}
   */
  static toString() {
    return "JavaScript Expression Parser (JSEP) v" + Jsep.version;
  }
  /**
   * @method addUnaryOp
   * @param {string} op_name The name of the unary op to add
   * @returns {Jsep}
   */
  static addUnaryOp(op_name) {
    Jsep.max_unop_len = Math.max(op_name.length, Jsep.max_unop_len);
    Jsep.unary_ops[op_name] = 1;
    return Jsep;
  }
  /**
   * @method jsep.addBinaryOp
   * @param {string} op_name The name of the binary op to add
   * @param {number} precedence The precedence of the binary op (can be a float). Higher number = higher precedence
   * @param {boolean} [isRightAssociative=false] whether operator is right-associative
   * @returns {Jsep}
   */
  static addBinaryOp(op_name, precedence, isRightAssociative) {
    Jsep.max_binop_len = Math.max(op_name.length, Jsep.max_binop_len);
    Jsep.binary_ops[op_name] = precedence;
    if (isRightAssociative) Jsep.right_associative.add(op_name);
    else Jsep.right_associative.delete(op_name);
    return Jsep;
  }
  /**
   * @method addIdentifierChar
   * @param {string} char The additional character to treat as a valid part of an identifier
   * @returns {Jsep}
   */
  static addIdentifierChar(char) {
    Jsep.additional_identifier_chars.add(char);
    return Jsep;
  }
  /**
   * @method addLiteral
   * @param {string} literal_name The name of the literal to add
   * @param {*} literal_value The value of the literal
   * @returns {Jsep}
   */
  static addLiteral(literal_name, literal_value) {
    Jsep.literals[literal_name] = literal_value;
    return Jsep;
  }
  /**
   * @method removeUnaryOp
   * @param {string} op_name The name of the unary op to remove
   * @returns {Jsep}
   */
  static removeUnaryOp(op_name) {
    delete Jsep.unary_ops[op_name];
    if (op_name.length === Jsep.max_unop_len) Jsep.max_unop_len = Jsep.getMaxKeyLen(Jsep.unary_ops);
    return Jsep;
  }
  /**
   * @method removeAllUnaryOps
   * @returns {Jsep}
   */
  static removeAllUnaryOps() {
    Jsep.unary_ops = {};
    Jsep.max_unop_len = 0;
    return Jsep;
  }
  /**
   * @method removeIdentifierChar
   * @param {string} char The additional character to stop treating as a valid part of an identifier
   * @returns {Jsep}
   */
  static removeIdentifierChar(char) {
    Jsep.additional_identifier_chars.delete(char);
    return Jsep;
  }
  /**
   * @method removeBinaryOp
   * @param {string} op_name The name of the binary op to remove
   * @returns {Jsep}
   */
  static removeBinaryOp(op_name) {
    delete Jsep.binary_ops[op_name];
    if (op_name.length === Jsep.max_binop_len) Jsep.max_binop_len = Jsep.getMaxKeyLen(Jsep.binary_ops);
    Jsep.right_associative.delete(op_name);
    return Jsep;
  }
  /**
   * @method removeAllBinaryOps
   * @returns {Jsep}
   */
  static removeAllBinaryOps() {
    Jsep.binary_ops = {};
    Jsep.max_binop_len = 0;
    return Jsep;
  }
  /**
   * @method removeLiteral
   * @param {string} literal_name The name of the literal to remove
   * @returns {Jsep}
   */
  static removeLiteral(literal_name) {
    delete Jsep.literals[literal_name];
    return Jsep;
  }
  /**
   * @method removeAllLiterals
   * @returns {Jsep}
   */
  static removeAllLiterals() {
    Jsep.literals = {};
    return Jsep;
  }
  /**
   * @returns {string}
   */
  get char() {
    return this.expr.charAt(this.index);
  }
  /**
   * @returns {number}
   */
  get code() {
    return this.expr.charCodeAt(this.index);
  }
  /**
   * @param {string} expr a string with the passed in express
   * @returns Jsep
   */
  constructor(expr) {
    this.expr = expr;
    this.index = 0;
  }
  /**
   * static top-level parser
   * @returns {jsep.Expression}
   */
  static parse(expr) {
    return new Jsep(expr).parse();
  }
  /**
   * Get the longest key length of any object
   * @param {object} obj
   * @returns {number}
   */
  static getMaxKeyLen(obj) {
    return Math.max(0, ...Object.keys(obj).map((k) => k.length));
  }
  /**
   * `ch` is a character code in the next three functions
   * @param {number} ch
   * @returns {boolean}
   */
  static isDecimalDigit(ch) {
    return ch >= 48 && ch <= 57;
  }
  /**
   * Returns the precedence of a binary operator or `0` if it isn't a binary operator. Can be float.
   * @param {string} op_val
   * @returns {number}
   */
  static binaryPrecedence(op_val) {
    return Jsep.binary_ops[op_val] || 0;
  }
  /**
   * Looks for start of identifier
   * @param {number} ch
   * @returns {boolean}
   */
  static isIdentifierStart(ch) {
    return (
      (ch >= 65 && ch <= 90) ||
      (ch >= 97 && ch <= 122) ||
      (ch >= 128 && !Jsep.binary_ops[String.fromCharCode(ch)]) ||
      Jsep.additional_identifier_chars.has(String.fromCharCode(ch))
    );
  }
  /**
   * @param {number} ch
   * @returns {boolean}
   */
  static isIdentifierPart(ch) {
    return Jsep.isIdentifierStart(ch) || Jsep.isDecimalDigit(ch);
  }
  /**
   * throw error at index of the expression
   * @param {string} message
   * @throws
   */
  throwError(message) {
    const error = /* @__PURE__ */ new Error(message + " at character " + this.index);
    error.index = this.index;
    error.description = message;
    throw error;
  }
  /**
   * Run a given hook
   * @param {string} name
   * @param {jsep.Expression|false} [node]
   * @returns {?jsep.Expression}
   */
  runHook(name, node) {
    if (Jsep.hooks[name]) {
      const env = {
        context: this,
        node,
      };
      Jsep.hooks.run(name, env);
      return env.node;
    }
    return node;
  }
  /**
   * Runs a given hook until one returns a node
   * @param {string} name
   * @returns {?jsep.Expression}
   */
  searchHook(name) {
    if (Jsep.hooks[name]) {
      const env = { context: this };
      Jsep.hooks[name].find((callback) => {
        callback.call(env.context, env);
        return env.node;
      });
      return env.node;
    }
  }
  /**
   * Push `index` up to the next non-space character
   */
  gobbleSpaces() {
    let ch = this.code;
    while (ch === Jsep.SPACE_CODE || ch === Jsep.TAB_CODE || ch === Jsep.LF_CODE || ch === Jsep.CR_CODE)
      ch = this.expr.charCodeAt(++this.index);
    this.runHook("gobble-spaces");
  }
  /**
   * Top-level method to parse all expressions and returns compound or single node
   * @returns {jsep.Expression}
   */
  parse() {
    this.runHook("before-all");
    const nodes = this.gobbleExpressions();
    const node =
      nodes.length === 1
        ? nodes[0]
        : {
            type: Jsep.COMPOUND,
            body: nodes,
          };
    return this.runHook("after-all", node);
  }
  /**
   * top-level parser (but can be reused within as well)
   * @param {number} [untilICode]
   * @returns {jsep.Expression[]}
   */
  gobbleExpressions(untilICode) {
    let nodes = [],
      ch_i,
      node;
    while (this.index < this.expr.length) {
      ch_i = this.code;
      if (ch_i === Jsep.SEMCOL_CODE || ch_i === Jsep.COMMA_CODE) this.index++;
      else if ((node = this.gobbleExpression())) nodes.push(node);
      else if (this.index < this.expr.length) {
        if (ch_i === untilICode) break;
        this.throwError('Unexpected "' + this.char + '"');
      }
    }
    return nodes;
  }
  /**
   * The main parsing function.
   * @returns {?jsep.Expression}
   */
  gobbleExpression() {
    const node = this.searchHook("gobble-expression") || this.gobbleBinaryExpression();
    this.gobbleSpaces();
    return this.runHook("after-expression", node);
  }
  /**
   * Search for the operation portion of the string (e.g. `+`, `===`)
   * Start by taking the longest possible binary operations (3 characters: `===`, `!==`, `>>>`)
   * and move down from 3 to 2 to 1 character until a matching binary operation is found
   * then, return that binary operation
   * @returns {string|boolean}
   */
  gobbleBinaryOp() {
    this.gobbleSpaces();
    let to_check = this.expr.substr(this.index, Jsep.max_binop_len);
    let tc_len = to_check.length;
    while (tc_len > 0) {
      if (
        Object.hasOwn(Jsep.binary_ops, to_check) &&
        (!Jsep.isIdentifierStart(this.code) ||
          (this.index + to_check.length < this.expr.length &&
            !Jsep.isIdentifierPart(this.expr.charCodeAt(this.index + to_check.length))))
      ) {
        this.index += tc_len;
        return to_check;
      }
      to_check = to_check.substr(0, --tc_len);
    }
    return false;
  }
  /**
   * This function is responsible for gobbling an individual expression,
   * e.g. `1`, `1+2`, `a+(b*2)-Math.sqrt(2)`
   * @returns {?jsep.BinaryExpression}
   */
  gobbleBinaryExpression() {
    let node, biop, prec, stack, biop_info, left, right, i, cur_biop;
    left = this.gobbleToken();
    if (!left) return left;
    biop = this.gobbleBinaryOp();
    if (!biop) return left;
    biop_info = {
      value: biop,
      prec: Jsep.binaryPrecedence(biop),
      right_a: Jsep.right_associative.has(biop),
    };
    right = this.gobbleToken();
    if (!right) this.throwError("Expected expression after " + biop);
    stack = [left, biop_info, right];
    while ((biop = this.gobbleBinaryOp())) {
      prec = Jsep.binaryPrecedence(biop);
      if (prec === 0) {
        this.index -= biop.length;
        break;
      }
      biop_info = {
        value: biop,
        prec,
        right_a: Jsep.right_associative.has(biop),
      };
      cur_biop = biop;
      const comparePrev = (prev) =>
        biop_info.right_a && prev.right_a ? prec > prev.prec : prec <= prev.prec;
      while (stack.length > 2 && comparePrev(stack[stack.length - 2])) {
        right = stack.pop();
        biop = stack.pop().value;
        left = stack.pop();
        node = {
          type: Jsep.BINARY_EXP,
          operator: biop,
          left,
          right,
        };
        stack.push(node);
      }
      node = this.gobbleToken();
      if (!node) this.throwError("Expected expression after " + cur_biop);
      stack.push(biop_info, node);
    }
    i = stack.length - 1;
    node = stack[i];
    while (i > 1) {
      node = {
        type: Jsep.BINARY_EXP,
        operator: stack[i - 1].value,
        left: stack[i - 2],
        right: node,
      };
      i -= 2;
    }
    return node;
  }
  /**
   * An individual part of a binary expression:
   * e.g. `foo.bar(baz)`, `1`, `"abc"`, `(a % 2)` (because it's in parenthesis)
   * @returns {boolean|jsep.Expression}
   */
  gobbleToken() {
    let ch, to_check, tc_len, node;
    this.gobbleSpaces();
    node = this.searchHook("gobble-token");
    if (node) return this.runHook("after-token", node);
    ch = this.code;
    if (Jsep.isDecimalDigit(ch) || ch === Jsep.PERIOD_CODE) return this.gobbleNumericLiteral();
    if (ch === Jsep.SQUOTE_CODE || ch === Jsep.DQUOTE_CODE) node = this.gobbleStringLiteral();
    else if (ch === Jsep.OBRACK_CODE) node = this.gobbleArray();
    else {
      to_check = this.expr.substr(this.index, Jsep.max_unop_len);
      tc_len = to_check.length;
      while (tc_len > 0) {
        if (
          Object.hasOwn(Jsep.unary_ops, to_check) &&
          (!Jsep.isIdentifierStart(this.code) ||
            (this.index + to_check.length < this.expr.length &&
              !Jsep.isIdentifierPart(this.expr.charCodeAt(this.index + to_check.length))))
        ) {
          this.index += tc_len;
          const argument = this.gobbleToken();
          if (!argument) this.throwError("missing unaryOp argument");
          return this.runHook("after-token", {
            type: Jsep.UNARY_EXP,
            operator: to_check,
            argument,
            prefix: true,
          });
        }
        to_check = to_check.substr(0, --tc_len);
      }
      if (Jsep.isIdentifierStart(ch)) {
        node = this.gobbleIdentifier();
        if (Object.hasOwn(Jsep.literals, node.name))
          node = {
            type: Jsep.LITERAL,
            value: Jsep.literals[node.name],
            raw: node.name,
          };
        else if (node.name === Jsep.this_str) node = { type: Jsep.THIS_EXP };
      } else if (ch === Jsep.OPAREN_CODE) node = this.gobbleGroup();
    }
    if (!node) return this.runHook("after-token", false);
    node = this.gobbleTokenProperty(node);
    return this.runHook("after-token", node);
  }
  /**
   * Gobble properties of of identifiers/strings/arrays/groups.
   * e.g. `foo`, `bar.baz`, `foo['bar'].baz`
   * It also gobbles function calls:
   * e.g. `Math.acos(obj.angle)`
   * @param {jsep.Expression} node
   * @returns {jsep.Expression}
   */
  gobbleTokenProperty(node) {
    this.gobbleSpaces();
    let ch = this.code;
    while (
      ch === Jsep.PERIOD_CODE ||
      ch === Jsep.OBRACK_CODE ||
      ch === Jsep.OPAREN_CODE ||
      ch === Jsep.QUMARK_CODE
    ) {
      let optional;
      if (ch === Jsep.QUMARK_CODE) {
        if (this.expr.charCodeAt(this.index + 1) !== Jsep.PERIOD_CODE) break;
        optional = true;
        this.index += 2;
        this.gobbleSpaces();
        ch = this.code;
      }
      this.index++;
      if (ch === Jsep.OBRACK_CODE) {
        node = {
          type: Jsep.MEMBER_EXP,
          computed: true,
          object: node,
          property: this.gobbleExpression(),
        };
        if (!node.property) this.throwError('Unexpected "' + this.char + '"');
        this.gobbleSpaces();
        ch = this.code;
        if (ch !== Jsep.CBRACK_CODE) this.throwError("Unclosed [");
        this.index++;
      } else if (ch === Jsep.OPAREN_CODE)
        node = {
          type: Jsep.CALL_EXP,
          arguments: this.gobbleArguments(Jsep.CPAREN_CODE),
          callee: node,
        };
      else if (ch === Jsep.PERIOD_CODE || optional) {
        if (optional) this.index--;
        this.gobbleSpaces();
        node = {
          type: Jsep.MEMBER_EXP,
          computed: false,
          object: node,
          property: this.gobbleIdentifier(),
        };
      }
      if (optional) node.optional = true;
      this.gobbleSpaces();
      ch = this.code;
    }
    return node;
  }
  /**
   * Parse simple numeric literals: `12`, `3.4`, `.5`. Do this by using a string to
   * keep track of everything in the numeric literal and then calling `parseFloat` on that string
   * @returns {jsep.Literal}
   */
  gobbleNumericLiteral() {
    let number = "",
      ch,
      chCode;
    while (Jsep.isDecimalDigit(this.code)) number += this.expr.charAt(this.index++);
    if (this.code === Jsep.PERIOD_CODE) {
      number += this.expr.charAt(this.index++);
      while (Jsep.isDecimalDigit(this.code)) number += this.expr.charAt(this.index++);
    }
    ch = this.char;
    if (ch === "e" || ch === "E") {
      number += this.expr.charAt(this.index++);
      ch = this.char;
      if (ch === "+" || ch === "-") number += this.expr.charAt(this.index++);
      while (Jsep.isDecimalDigit(this.code)) number += this.expr.charAt(this.index++);
      if (!Jsep.isDecimalDigit(this.expr.charCodeAt(this.index - 1)))
        this.throwError("Expected exponent (" + number + this.char + ")");
    }
    chCode = this.code;
    if (Jsep.isIdentifierStart(chCode))
      this.throwError("Variable names cannot start with a number (" + number + this.char + ")");
    else if (
      chCode === Jsep.PERIOD_CODE ||
      (number.length === 1 && number.charCodeAt(0) === Jsep.PERIOD_CODE)
    )
      this.throwError("Unexpected period");
    return {
      type: Jsep.LITERAL,
      value: parseFloat(number),
      raw: number,
    };
  }
  /**
   * Parses a string literal, staring with single or double quotes with basic support for escape codes
   * e.g. `"hello world"`, `'this is\nJSEP'`
   * @returns {jsep.Literal}
   */
  gobbleStringLiteral() {
    let str = "";
    const startIndex = this.index;
    const quote = this.expr.charAt(this.index++);
    let closed = false;
    while (this.index < this.expr.length) {
      let ch = this.expr.charAt(this.index++);
      if (ch === quote) {
        closed = true;
        break;
      } else if (ch === "\\") {
        ch = this.expr.charAt(this.index++);
        switch (ch) {
          case "n":
            str += "\n";
            break;
          case "r":
            str += "\r";
            break;
          case "t":
            str += "	";
            break;
          case "b":
            str += "\b";
            break;
          case "f":
            str += "\f";
            break;
          case "v":
            str += "\v";
            break;
          default:
            str += ch;
        }
      } else str += ch;
    }
    if (!closed) this.throwError('Unclosed quote after "' + str + '"');
    return {
      type: Jsep.LITERAL,
      value: str,
      raw: this.expr.substring(startIndex, this.index),
    };
  }
  /**
   * Gobbles only identifiers
   * e.g.: `foo`, `_value`, `$x1`
   * Also, this function checks if that identifier is a literal:
   * (e.g. `true`, `false`, `null`) or `this`
   * @returns {jsep.Identifier}
   */
  gobbleIdentifier() {
    let ch = this.code,
      start = this.index;
    if (Jsep.isIdentifierStart(ch)) this.index++;
    else this.throwError("Unexpected " + this.char);
    while (this.index < this.expr.length) {
      ch = this.code;
      if (Jsep.isIdentifierPart(ch)) this.index++;
      else break;
    }
    return {
      type: Jsep.IDENTIFIER,
      name: this.expr.slice(start, this.index),
    };
  }
  /**
   * Gobbles a list of arguments within the context of a function call
   * or array literal. This function also assumes that the opening character
   * `(` or `[` has already been gobbled, and gobbles expressions and commas
   * until the terminator character `)` or `]` is encountered.
   * e.g. `foo(bar, baz)`, `my_func()`, or `[bar, baz]`
   * @param {number} termination
   * @returns {jsep.Expression[]}
   */
  gobbleArguments(termination) {
    const args = [];
    let closed = false;
    let separator_count = 0;
    while (this.index < this.expr.length) {
      this.gobbleSpaces();
      const ch_i = this.code;
      if (ch_i === termination) {
        closed = true;
        this.index++;
        if (termination === Jsep.CPAREN_CODE && separator_count && separator_count >= args.length)
          this.throwError("Unexpected token " + String.fromCharCode(termination));
        break;
      } else if (ch_i === Jsep.COMMA_CODE) {
        this.index++;
        separator_count++;
        if (separator_count !== args.length) {
          if (termination === Jsep.CPAREN_CODE) this.throwError("Unexpected token ,");
          else if (termination === Jsep.CBRACK_CODE)
            for (let arg = args.length; arg < separator_count; arg++) args.push(null);
        }
      } else if (args.length !== separator_count && separator_count !== 0) this.throwError("Expected comma");
      else {
        const node = this.gobbleExpression();
        if (!node || node.type === Jsep.COMPOUND) this.throwError("Expected comma");
        args.push(node);
      }
    }
    if (!closed) this.throwError("Expected " + String.fromCharCode(termination));
    return args;
  }
  /**
   * Responsible for parsing a group of things within parentheses `()`
   * that have no identifier in front (so not a function call)
   * This function assumes that it needs to gobble the opening parenthesis
   * and then tries to gobble everything within that parenthesis, assuming
   * that the next thing it should see is the close parenthesis. If not,
   * then the expression probably doesn't have a `)`
   * @returns {boolean|jsep.Expression}
   */
  gobbleGroup() {
    this.index++;
    const nodes = this.gobbleExpressions(Jsep.CPAREN_CODE);
    if (this.code === Jsep.CPAREN_CODE) {
      this.index++;
      if (nodes.length === 1) return nodes[0];
      else if (!nodes.length) return false;
      else
        return {
          type: Jsep.SEQUENCE_EXP,
          expressions: nodes,
        };
    } else this.throwError("Unclosed (");
  }
  /**
   * Responsible for parsing Array literals `[1, 2, 3]`
   * This function assumes that it needs to gobble the opening bracket
   * and then tries to gobble the expressions as arguments.
   * @returns {jsep.ArrayExpression}
   */
  gobbleArray() {
    this.index++;
    return {
      type: Jsep.ARRAY_EXP,
      elements: this.gobbleArguments(Jsep.CBRACK_CODE),
    };
  }
};
const hooks = new Hooks();
Object.assign(Jsep, {
  hooks,
  plugins: new Plugins(Jsep),
  COMPOUND: "Compound",
  SEQUENCE_EXP: "SequenceExpression",
  IDENTIFIER: "Identifier",
  MEMBER_EXP: "MemberExpression",
  LITERAL: "Literal",
  THIS_EXP: "ThisExpression",
  CALL_EXP: "CallExpression",
  UNARY_EXP: "UnaryExpression",
  BINARY_EXP: "BinaryExpression",
  ARRAY_EXP: "ArrayExpression",
  TAB_CODE: 9,
  LF_CODE: 10,
  CR_CODE: 13,
  SPACE_CODE: 32,
  PERIOD_CODE: 46,
  COMMA_CODE: 44,
  SQUOTE_CODE: 39,
  DQUOTE_CODE: 34,
  OPAREN_CODE: 40,
  CPAREN_CODE: 41,
  OBRACK_CODE: 91,
  CBRACK_CODE: 93,
  QUMARK_CODE: 63,
  SEMCOL_CODE: 59,
  COLON_CODE: 58,
  unary_ops: {
    "-": 1,
    "!": 1,
    "~": 1,
    "+": 1,
  },
  binary_ops: {
    "||": 1,
    "??": 1,
    "&&": 2,
    "|": 3,
    "^": 4,
    "&": 5,
    "==": 6,
    "!=": 6,
    "===": 6,
    "!==": 6,
    "<": 7,
    ">": 7,
    "<=": 7,
    ">=": 7,
    "<<": 8,
    ">>": 8,
    ">>>": 8,
    "+": 9,
    "-": 9,
    "*": 10,
    "/": 10,
    "%": 10,
    "**": 11,
  },
  right_associative: /* @__PURE__ */ new Set(["**"]),
  additional_identifier_chars: /* @__PURE__ */ new Set(["$", "_"]),
  literals: {
    true: true,
    false: false,
    null: null,
  },
  this_str: "this",
});
Jsep.max_unop_len = Jsep.getMaxKeyLen(Jsep.unary_ops);
Jsep.max_binop_len = Jsep.getMaxKeyLen(Jsep.binary_ops);
const jsep = (expr) => new Jsep(expr).parse();
const stdClassProps = Object.getOwnPropertyNames(class Test {});
Object.getOwnPropertyNames(Jsep)
  .filter((prop) => !stdClassProps.includes(prop) && jsep[prop] === void 0)
  .forEach((m) => {
    jsep[m] = Jsep[m];
  });
jsep.Jsep = Jsep;
const CONDITIONAL_EXP = "ConditionalExpression";
jsep.plugins.register({
  name: "ternary",
  init(jsep) {
    jsep.hooks.add("after-expression", function gobbleTernary(env) {
      if (env.node && this.code === jsep.QUMARK_CODE) {
        this.index++;
        const test = env.node;
        const consequent = this.gobbleExpression();
        if (!consequent) this.throwError("Expected expression");
        this.gobbleSpaces();
        if (this.code === jsep.COLON_CODE) {
          this.index++;
          const alternate = this.gobbleExpression();
          if (!alternate) this.throwError("Expected expression");
          env.node = {
            type: CONDITIONAL_EXP,
            test,
            consequent,
            alternate,
          };
          if (test.operator && jsep.binary_ops[test.operator] <= 0.9) {
            let newTest = test;
            while (newTest.right.operator && jsep.binary_ops[newTest.right.operator] <= 0.9)
              newTest = newTest.right;
            env.node.test = newTest.right;
            newTest.right = env.node;
            env.node = test;
          }
        } else this.throwError("Expected :");
      }
    });
  },
});
// ../hillock/src/expression/recognise.ts
const isOne = (e) => e.kind === "constant" && e.value === 1;
const same = (a, b) => structuralKey(a) === structuralKey(b);
/** u of 1 + exp(u), however it is ordered. */
function exponentOfOnePlusExp(e) {
  if (e.kind !== "add") return void 0;
  const [a, b] = e.args;
  if (isOne(a) && b.kind === "exp") return b.args[0];
  return isOne(b) && a.kind === "exp" ? a.args[0] : void 0;
}
/** The u of [exp(u), exp(−u)]. */
function oppositeExponents(a, b) {
  if (a.kind !== "exp" || b.kind !== "exp") return void 0;
  return same(simplify(negate$2(a.args[0])), simplify(b.args[0])) ? a.args[0] : void 0;
}
const hyperbolicTangent = (e) => {
  if (e.kind !== "divide") return void 0;
  const [top, bottom] = e.args;
  if (top.kind !== "subtract" || bottom.kind !== "add") return void 0;
  const u = oppositeExponents(top.args[0], top.args[1]);
  return u &&
    (same(top.args[0], bottom.args[0])
      ? same(top.args[1], bottom.args[1])
      : same(top.args[0], bottom.args[1]) && same(top.args[1], bottom.args[0]))
    ? tanh$1(u)
    : void 0;
};
const logistic = (e) => {
  const u = e.kind === "divide" ? exponentOfOnePlusExp(e.args[1]) : void 0;
  return u && multiply$2(e.args[0], sigmoid$3(negate$2(u)));
};
const softPlus = (e) => {
  const u =
    e.kind === "log"
      ? exponentOfOnePlusExp(e.args[0])
      : e.kind === "log1p" && e.args[0].kind === "exp"
        ? e.args[0].args[0]
        : void 0;
  return u && softplus$1(u);
};
const logOfOnePlus = (e) => {
  if (e.kind !== "log" || e.args[0].kind !== "add") return void 0;
  const [a, b] = e.args[0].args;
  return isOne(a) ? log1p(b) : isOne(b) ? log1p(a) : void 0;
};
const expMinusOne = (e) =>
  e.kind === "subtract" && e.args[0].kind === "exp" && isOne(e.args[1])
    ? node("expm1", e.args[0].args)
    : void 0;
/** 1 + erf(u), which loses its digits for negative u, is erfc(−u). */
const complement = (e) => {
  if (e.kind !== "add" && e.kind !== "subtract") return void 0;
  const [a, b] = e.args;
  const u =
    isOne(a) && b.kind === "erf"
      ? b.args[0]
      : e.kind === "add" && isOne(b) && a.kind === "erf"
        ? a.args[0]
        : void 0;
  return u && node("erfc", [e.kind === "add" ? simplify(negate$2(u)) : u]);
};
const isNear = (e, value) => e.kind === "constant" && Math.abs(e.value / value - 1) < 1e-15;
/** u of erfc(−u/√2), which is twice the normal distribution function at u. */
function ofNormal(e) {
  if (e.kind !== "erfc") return void 0;
  const [v] = e.args;
  const [a, b] = v.kind === "negate" ? v.args[0].args : v.args;
  const sign = v.kind === "negate" ? 1 : -1;
  const inner = v.kind === "negate" ? v.args[0] : v;
  if (inner.kind === "divide" && isNear(b, sign * Math.SQRT2)) return a;
  return inner.kind === "multiply" && isNear(a, sign * Math.SQRT1_2) ? b : void 0;
}
/** y of y/2 and of ½·y. */
function doubled(e) {
  if (e.kind === "divide" && isNear(e.args[1], 2)) return e.args[0];
  return e.kind === "multiply" && isNear(e.args[0], 0.5) ? e.args[1] : void 0;
}
/** ½ · erfc(−u/√2), with factors between, is the normal distribution function of u, which stands last in a product. */
const normalDistribution = (e) => {
  if (e.kind === "multiply" && e.args[0].kind === "normal" && e.args[1].kind !== "normal")
    return multiply$2(e.args[1], e.args[0]);
  const half = doubled(e);
  const alone = half && ofNormal(half);
  if (alone) return node("normal", [alone]);
  const product = half ?? e;
  if (product.kind !== "multiply") return void 0;
  for (const [a, b] of [product.args, [...product.args].reverse()]) {
    const u = ofNormal(b);
    const factor = half ? a : doubled(a);
    if (u && factor) return multiply$2(factor, node("normal", [u]));
  }
};
const PATTERNS = [
  hyperbolicTangent,
  logistic,
  softPlus,
  logOfOnePlus,
  expMinusOne,
  complement,
  normalDistribution,
];
/**
 * What people type, as the named functions that it means: 1 / (1 + exp(−u)) is sigmoid(u), ln(1 + exp(u)) is
 * softplus(u), … These do not overflow, keep their digits in the tails, and have clean derivatives.
 */
function recognise(expression) {
  const simple = simplify(expression);
  const done = /* @__PURE__ */ new Map();
  for (const e of inOrder$1(simple)) {
    const args = e.args.map((arg) => done.get(arg) ?? arg);
    const rebuilt = args.some((arg, i) => arg !== e.args[i])
      ? {
          ...e,
          args,
        }
      : e;
    const match = PATTERNS.map((pattern) => pattern(rebuilt)).find((found) => found !== void 0);
    done.set(e, match ?? rebuilt);
  }
  return simplify(done.get(simple) ?? simple);
}
// ../hillock/src/expression/parse.ts
const MAX_LENGTH = 2e3;
const MAX_DEPTH = 100;
const MAX_NODES = 500;
const { add, divide, exp, less, lessEqual, equal, max, min, multiply, negate, power, select, subtract, x } =
  build_exports;
const one = (apply) => ({
  arity: 1,
  apply,
});
const two = (apply) => ({
  arity: 2,
  apply,
});
/** What a formula may call. */
const FUNCTIONS = {
  exp: one(exp),
  expm1: one(expm1),
  ln: one(log),
  log: one(log),
  log1p: one(log1p),
  sqrt: one(sqrt),
  abs: one(abs$1),
  sin: one(sin),
  cos: one(cos),
  atan: one(atan),
  arctan: one(atan),
  tanh: one(tanh$1),
  sinh: one((a) => multiply(0.5, subtract(exp(a), exp(negate(a))))),
  cosh: one((a) => multiply(0.5, add(exp(a), exp(negate(a))))),
  sigmoid: one(sigmoid$3),
  softplus: one(softplus$1),
  erf: one(erf$1),
  erfc: one(erfc$1),
  normal: one(normal$1),
  relu: one((a) => max(a, 0)),
  min: two(min),
  max: two(max),
  pow: two(power),
  clamp: {
    arity: 3,
    apply: (a, low, high) => min(max(a, low), high),
  },
};
const OPERATORS = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "^": power,
  "**": power,
};
const COMPARISONS = {
  "<": less,
  "<=": lessEqual,
  ">": (a, b) => less(b, a),
  ">=": (a, b) => lessEqual(b, a),
  "==": equal,
};
const CONSTANTS = {
  pi: Math.PI,
  e: Math.E,
};
/** Names that a parameter may not take. */
const RESERVED_NAMES = /* @__PURE__ */ new Set(["x", ...Object.keys(FUNCTIONS), ...Object.keys(CONSTANTS)]);
const fail = (message, position) => new HillockError("invalid-formula", message, position);
/** What was typed, for a message: not longer than is read at a glance. */
const quoted = (typed) => (typed.length > 40 ? `${typed.slice(0, 40)}…` : typed);
const pointAt = (formula, position) => {
  const start = Math.max(0, position - 60);
  return `\n  ${formula.slice(start, position + 40)}\n  ${" ".repeat(position - start)}^`;
};
/**
 * A formula in x as an expression: + − * / ^, comparisons in `c ? a : b`, the functions above, pi and e.
 * `parameters` names what else may occur.
 * @throws HillockError "invalid-formula" with the position of the first character that does not fit.
 */
function parse(formula, parameters = []) {
  guardSize(formula);
  const known = new Set(parameters);
  for (const name of known)
    if (RESERVED_NAMES.has(name))
      throw fail(
        `A parameter cannot be called "${quoted(name)}": that is a name of the formula language. Call it something else.`,
      );
  const tree = parseText(formula);
  const place = (word) =>
    Math.max(0, formula.search(new RegExp(`(?<![\\w.])${word.replace(/[^\w]/g, "\\$&")}(?!\\w)`)));
  const error = (message, word) => fail(`${message}${pointAt(formula, place(word))}`, place(word));
  const condition = (node) => {
    const operator = isBinary(node) ? COMPARISONS[node.operator] : void 0;
    if (!isBinary(node) || !operator)
      throw error('The part before "?" must compare two numbers, as in x > 0 ? x : 0.', "?");
    return operator(value(node.left), value(node.right));
  };
  const value = (node) => {
    if (isLiteral(node)) {
      if (typeof node.value !== "number")
        throw error(`${quoted(String(node.raw))} is not a number.`, String(node.raw));
      return constant(node.value);
    }
    if (isIdentifier(node)) {
      if (node.name === "x") return x;
      if (known.has(node.name)) return parameter(node.name);
      const constant$1 = Object.hasOwn(CONSTANTS, node.name) ? CONSTANTS[node.name] : void 0;
      if (constant$1 !== void 0) return constant(constant$1);
      const hint = Object.hasOwn(FUNCTIONS, node.name)
        ? `is a function: write ${node.name}(…)`
        : "is unknown: give it a value as a parameter, or use x";
      throw error(`"${quoted(node.name)}" ${hint}.`, node.name);
    }
    if (isUnary(node)) {
      if (node.operator === "-") return negate(value(node.argument));
      if (node.operator === "+") return value(node.argument);
      throw error(`The operator "${node.operator}" has no meaning here.`, node.operator);
    }
    if (isBinary(node)) {
      const operator = OPERATORS[node.operator];
      if (!operator)
        throw error(
          `The operator "${node.operator}" has no meaning here${COMPARISONS[node.operator] ? ": a comparison chooses, as in x > 0 ? x : 0" : ""}.`,
          node.operator,
        );
      return operator(value(node.left), value(node.right));
    }
    if (isCall(node)) {
      if (!isIdentifier(node.callee))
        throw fail(`Only a function's name can be called.${pointAt(formula, 0)}`, 0);
      const { name } = node.callee;
      const callable = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : void 0;
      if (!callable)
        throw error(
          `"${quoted(name)}" is not a function of formulas. There are: ${Object.keys(FUNCTIONS).join(", ")}.`,
          name,
        );
      if (node.arguments.length !== callable.arity)
        throw error(
          `${name} takes ${callable.arity} argument${callable.arity === 1 ? "" : "s"}, not ${node.arguments.length}.`,
          name,
        );
      return callable.apply(...node.arguments.map(value));
    }
    if (isConditional(node))
      return select(condition(node.test), value(node.consequent), value(node.alternate));
    throw fail(`This is not a formula in x.${pointAt(formula, 0)}`, 0);
  };
  const expression = value(tree);
  if (inOrder$1(expression).length > MAX_NODES)
    throw fail(`The formula has more than ${MAX_NODES} parts; write it shorter.`);
  return recognise(expression);
}
function guardSize(formula) {
  if (formula.length > MAX_LENGTH)
    throw fail(`The formula has ${formula.length} characters; at most ${MAX_LENGTH} are read.`);
  let depth = 0;
  let run = 0;
  for (let i = 0; i < formula.length; i++) {
    const c = formula[i];
    if (c === "(") depth++;
    if (c === ")") depth--;
    run = c === "-" || c === "+" || c === "!" || c === "~" ? run + 1 : c === " " ? run : 0;
    if (depth > MAX_DEPTH || run > MAX_DEPTH)
      throw fail(`The formula is nested more than ${MAX_DEPTH} deep.`, i);
  }
}
const POWERS = ["**", "^"];
/** A token with the powers behind it, the last of which is taken first. */
function gobblePowers(text) {
  const left = text.gobbleToken();
  text.gobbleSpaces();
  const operator = POWERS.find((each) => text.expr.startsWith(each, text.index));
  if (!left || operator === void 0) return left;
  text.index += operator.length;
  const right = gobblePowers(text);
  if (!right) return text.throwError(`Expected expression after ${operator}`);
  return {
    type: "BinaryExpression",
    operator,
    left,
    right,
  };
}
/** −x² is −(x²), as in mathematics; jsep binds a sign to what stands next to it. */
function gobbleSigned(env) {
  const operator = this.char;
  if (operator !== "-" && operator !== "+") return;
  this.index++;
  const argument = gobblePowers(this);
  if (!argument) this.throwError("missing unaryOp argument");
  env.node = {
    type: "UnaryExpression",
    operator,
    argument,
    prefix: true,
  };
}
let prepared = false;
function parseText(formula) {
  if (!prepared) {
    for (const operator of POWERS) jsep.addBinaryOp(operator, 15, true);
    jsep.hooks.add("gobble-token", gobbleSigned);
    prepared = true;
  }
  if (formula.trim() === "")
    throw fail("The formula is empty. Write one in x, such as x / (1 + exp(-x)).", 0);
  try {
    return jsep(formula);
  } catch (cause) {
    const position = Math.min(positionOf(cause), Math.max(0, formula.length - 1));
    const reason =
      cause instanceof Error ? cause.message.replace(/ at character \d+$/, "") : "it cannot be read";
    throw fail(
      `The formula does not parse at character ${position + 1}: ${reason}.${pointAt(formula, position)}`,
      position,
    );
  }
}
const positionOf = (cause) =>
  typeof cause === "object" && cause !== null && "index" in cause && typeof cause.index === "number"
    ? cause.index
    : 0;
const isLiteral = (node) => node.type === "Literal";
const isIdentifier = (node) => node.type === "Identifier";
const isUnary = (node) => node.type === "UnaryExpression";
const isBinary = (node) => node.type === "BinaryExpression" || node.type === "LogicalExpression";
const isCall = (node) => node.type === "CallExpression";
const isConditional = (node) => node.type === "ConditionalExpression";
// ../hillock/src/functions/custom.ts
/** Of a derivative, lowered; engines refuse functions with too many locals, and compile large ones slowly. */
const MOST_OPERATIONS = 1e4;
/**
 * An activation from a formula in x: `activation("swish", "x / (1 + exp(-beta * x))", { beta: 1 })`.
 * Parameters start at the values given and are learnable: in a network each unit has its own.
 * @throws HillockError "invalid-formula", with the position of the character at fault.
 */
function activation(name, formula, parameters = {}) {
  if (typeof name !== "string")
    throw new HillockError("invalid-argument", `The name of an activation is a text, not ${String(name)}.`);
  if (name.trim() === "")
    throw new HillockError("invalid-argument", "An activation needs a name that is not empty.");
  if (typeof formula !== "string")
    throw new HillockError(
      "invalid-formula",
      `The formula of "${name}" is ${String(formula)}; a text such as "x * tanh(x)" is needed.`,
    );
  if (RESERVED_NAMES.has(name))
    throw new HillockError(
      "invalid-argument",
      `An activation cannot be called "${name}": that is a name of the formula language. Call it something else.`,
    );
  if (typeof parameters !== "object" || parameters === null)
    throw new HillockError(
      "invalid-argument",
      `The parameters of "${name}" are ${String(parameters)}; an object such as { beta: 1 } is needed.`,
    );
  for (const parameter of Object.keys(parameters))
    if (parameter in {})
      throw new HillockError(
        "invalid-formula",
        `A parameter cannot be called "${parameter}": JavaScript's objects have that name. Call it something else.`,
      );
  const expression = parse(formula, Object.keys(parameters));
  const used = parameterNames(expression);
  const unused = Object.keys(parameters).filter((parameter) => !used.includes(parameter));
  if (unused.length > 0)
    throw new HillockError(
      "invalid-argument",
      `The formula "${formula}" does not use the parameter "${unused[0]}"; leave it out or write it in.`,
    );
  for (const parameter of [void 0, ...used]) {
    const derivative = differentiate(expression, parameter);
    if (inOrder$1(derivative).length * 300 <= MOST_OPERATIONS) continue;
    const nodes = inOrder$1(lower(derivative)).length;
    if (nodes > MOST_OPERATIONS)
      throw new HillockError(
        "invalid-formula",
        `The derivative of "${name}" takes ${nodes} operations; at most ${MOST_OPERATIONS} are compiled. Write the formula shorter.`,
      );
  }
  return defineActivation({
    name,
    title: name,
    formula: expression,
    parameters,
    learnable: used,
    uses: "A formula of your own: compare it with the functions of the catalogue on your data.",
    limitations: [],
    source: formula,
  });
}
// src/activations.ts
var import_fastest_levenshtein = /* @__PURE__ */ __commonJSMin((exports) => {
  exports.__esModule = true;
  exports.distance = exports.closest = void 0;
  var peq = /* @__PURE__ */ new Uint32Array(65536);
  var myers_32 = (a, b) => {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) peq[a.charCodeAt(i)] |= 1 << i;
    for (i = 0; i < m; i++) {
      var eq = peq[b.charCodeAt(i)];
      var xv = eq | mv;
      eq |= ((eq & pv) + pv) ^ pv;
      mv |= ~(eq | pv);
      pv &= eq;
      if (mv & lst) sc++;
      if (pv & lst) sc--;
      mv = (mv << 1) | 1;
      pv = (pv << 1) | ~(xv | mv);
      mv &= xv;
    }
    i = n;
    while (i--) peq[a.charCodeAt(i)] = 0;
    return sc;
  };
  var myers_x = (b, a) => {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
      phc[i] = -1;
      mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
      var mv_1 = 0;
      var pv_1 = -1;
      var start_1 = j * 32;
      var vlen_1 = Math.min(32, m) + start_1;
      for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] |= 1 << k;
      for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv_1;
        var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
        var ph = mv_1 | ~(xh | pv_1);
        var mh = pv_1 & xh;
        if ((ph >>> 31) ^ pb) phc[(i / 32) | 0] ^= 1 << i;
        if ((mh >>> 31) ^ mb) mhc[(i / 32) | 0] ^= 1 << i;
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv_1 = mh | ~(xv | ph);
        mv_1 = ph & xv;
      }
      for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] = 0;
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k;
    var score = m;
    for (var i = 0; i < n; i++) {
      var eq = peq[a.charCodeAt(i)];
      var pb = (phc[(i / 32) | 0] >>> i) & 1;
      var mb = (mhc[(i / 32) | 0] >>> i) & 1;
      var xv = eq | mv;
      var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
      var ph = mv | ~(xh | pv);
      var mh = pv & xh;
      score += (ph >>> (m - 1)) & 1;
      score -= (mh >>> (m - 1)) & 1;
      if ((ph >>> 31) ^ pb) phc[(i / 32) | 0] ^= 1 << i;
      if ((mh >>> 31) ^ mb) mhc[(i / 32) | 0] ^= 1 << i;
      ph = (ph << 1) | pb;
      mh = (mh << 1) | mb;
      pv = mh | ~(xv | ph);
      mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0;
    return score;
  };
  var distance = (a, b) => {
    if (a.length < b.length) {
      var tmp = b;
      b = a;
      a = tmp;
    }
    if (b.length === 0) return a.length;
    if (a.length <= 32) return myers_32(a, b);
    return myers_x(a, b);
  };
  exports.distance = distance;
  var closest = (str, arr) => {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
      var dist = distance(str, arr[i]);
      if (dist < min_distance) {
        min_distance = dist;
        min_index = i;
      }
    }
    return arr[min_index];
  };
  exports.closest = closest;
})();
const nearest = (word, candidates) => {
  const found =
    candidates.length > 0 ? (0, import_fastest_levenshtein.closest)(word, [...candidates]) : void 0;
  return found !== void 0 &&
    (0, import_fastest_levenshtein.distance)(word.toLowerCase(), found.toLowerCase()) <=
      Math.max(2, word.length / 2)
    ? found
    : void 0;
};
/** A function of the catalogue by name, or a formula in x. */
function findActivation(text) {
  const word = text.trim();
  const known = functions.get(word);
  if (known) return known;
  if (/^[A-Za-z_]\w*$/.test(word) && word !== "x") {
    const near = nearest(word, [...functions.keys()]);
    throw new HillockError(
      "unknown-function",
      `There is no activation function "${word}".${near ? ` Did you mean ${near}?` : ""} There are: ${[...functions.keys()].join(", ")}; or type a formula in x.`,
    );
  }
  return activation(word, word);
}
/** Commas separate functions, except inside brackets. */
function splitList(list) {
  const parts = [""];
  let depth = 0;
  for (const c of list) {
    depth += c === "(" ? 1 : c === ")" ? -1 : 0;
    if (c === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
/**
 * What a hidden layer may use; standardised data keep pre-activations about within ±10.
 * @param name as the user wrote it
 */
function requireHidden(f, name) {
  if (f.kind === "row")
    throw new HillockError(
      "invalid-argument",
      `${f.name} acts on a whole row and belongs to the output layer; it cannot be compared as a hidden function.`,
    );
  for (let x = -10; x <= 10; x += 0.125)
    if (!Number.isFinite(f(x)))
      throw new HillockError(
        "invalid-formula",
        `The function "${name}" is ${f(x)} at x = ${x}, which pre-activations reach. Make it finite everywhere, for instance with max(x, 0) or abs(x).`,
      );
  return f;
}
const hiddenActivations = (list) => splitList(list).map((name) => requireHidden(findActivation(name), name));

export {
  abs$1 as it,
  add$3 as at,
  arctan as I,
  bindModule as Nt,
  bitsOf as X,
  celu as F,
  checkLabel as D,
  clamp as P,
  compileModule as Pt,
  compileScalar as Y,
  complementaryErf as V,
  constant as ot,
  cos as st,
  createMemory as Ft,
  defineActivation as L,
  differentiate as Z,
  divide$2 as ct,
  elu as N,
  emitFormulas as O,
  emitProgram as G,
  equal$1 as lt,
  erf$1 as ut,
  exp$1 as M,
  exp$2 as dt,
  expm1 as ft,
  findActivation as t,
  functions as c,
  gelu as j,
  geluTanh as A,
  greater as pt,
  hardShrink as E,
  hardSigmoid as T,
  hardSwish as w,
  hardTanh as C,
  hiddenActivations as n,
  hoistConstants as k,
  hoistConstantsOf as K,
  inOrder$1 as $,
  isDraw as U,
  largestSharedMemory as J,
  leakyRelu as S,
  less$1 as mt,
  lessEqual$1 as ht,
  linear as x,
  log as gt,
  logSoftmax as b,
  lower as R,
  ModuleBuilder as jt,
  max$1 as _t,
  min$1 as vt,
  mish as y,
  multiply$2 as yt,
  nearest as r,
  negate$2 as bt,
  PAGE_BYTES as Mt,
  parameter as xt,
  parameterNames as et,
  parse as o,
  polynomial as H,
  power$3 as St,
  prelu as v,
  programOf as q,
  REACH$3 as z,
  recognise as s,
  relu as _,
  requireHidden as i,
  round as Ct,
  select$3 as wt,
  sigmoid as g,
  silu as h,
  simplify as Q,
  sin as Tt,
  softmax as m,
  softplus as p,
  softplus$1 as Et,
  softsign as f,
  splitList as a,
  sqrt as Dt,
  structuralKey as tt,
  substitute as nt,
  subtract$3 as Ot,
  swish as d,
  tailShare as B,
  tanh as u,
  tanh$1 as kt,
  thresholdedRelu as l,
  treeSize as rt,
  underUnitNormal as W,
  x$1 as At,
};
