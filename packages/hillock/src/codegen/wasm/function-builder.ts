import { ByteWriter } from "./bytes.ts";
import {
  LANE,
  type LaneInstruction,
  MEMORY,
  type MemoryInstruction,
  OPCODES,
  type PlainInstruction,
  SPECIAL,
  VALUE_TYPES,
  type ValueType,
} from "./opcodes.ts";

/** A place that `br` and `brIf` can name: the end of a block or an if, the head of a loop. */
export interface Label {
  readonly depth: number;
}

/**
 * Writes the body of one function. Instructions are appended in the order of the calls and work on WebAssembly's
 * operand stack, so `f.get(a).get(b).op("f32x4.add").set(c)` is c = a + b. Parameters are the first locals.
 */
export class FunctionBuilder {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly #localTypes: ValueType[] = [];
  readonly #code = new ByteWriter();
  #depth = 0;

  constructor(params: readonly ValueType[], results: readonly ValueType[]) {
    this.params = params;
    this.results = results;
  }

  /** A new local; the result is its index. It starts as zero. */
  local(type: ValueType): number {
    this.#localTypes.push(type);
    return this.params.length + this.#localTypes.length - 1;
  }

  /** Instructions without an immediate, by their text-format names, one after the other. */
  op(...names: readonly PlainInstruction[]): this {
    for (const name of names) this.#opcode(OPCODES[name]);
    return this;
  }

  get(local: number): this {
    return this.#indexed(SPECIAL.localGet, local);
  }

  set(local: number): this {
    return this.#indexed(SPECIAL.localSet, local);
  }

  tee(local: number): this {
    return this.#indexed(SPECIAL.localTee, local);
  }

  /** A new local that takes the value on top of the stack. */
  setNew(type: ValueType): number {
    const index = this.local(type);
    this.set(index);
    return index;
  }

  i32(value: number): this {
    this.#code.byte(SPECIAL.i32Const).signed(value);
    return this;
  }

  f32(value: number): this {
    this.#code.byte(SPECIAL.f32Const).float32(value);
    return this;
  }

  f64(value: number): this {
    this.#code.byte(SPECIAL.f64Const).float64(value);
    return this;
  }

  /** The same float32 in all four lanes. */
  f32x4(value: number): this {
    this.#opcode(SPECIAL.v128Const);
    for (let lane = 0; lane < 4; lane++) this.#code.float32(value);
    return this;
  }

  /** The same float64 in both lanes. */
  f64x2(value: number): this {
    this.#opcode(SPECIAL.v128Const);
    this.#code.float64(value).float64(value);
    return this;
  }

  /** The same 32-bit integer in all four lanes. */
  i32x4(value: number): this {
    return this.i32x4Lanes([value, value, value, value]);
  }

  i32x4Lanes(lanes: readonly [number, number, number, number]): this {
    this.#opcode(SPECIAL.v128Const);
    for (const lane of lanes) this.#code.int32(lane);
    return this;
  }

  /** Address on the stack; `offset` in bytes is added to it. Any alignment is right, the natural one is assumed fast. */
  load(name: MemoryInstruction, offset = 0): this {
    const [code, alignment] = MEMORY[name];
    this.#opcode(code);
    this.#code.unsigned(alignment).unsigned(offset);
    return this;
  }

  /** Address and value on the stack. */
  store(name: MemoryInstruction, offset = 0): this {
    return this.load(name, offset);
  }

  lane(name: LaneInstruction, lane: number): this {
    this.#opcode(LANE[name]);
    this.#code.byte(lane);
    return this;
  }

  /** Lanes 0–3 stand for the lower operand, 4–7 for the upper one on the stack. */
  shuffle32(lanes: readonly [number, number, number, number]): this {
    this.#opcode(SPECIAL.shuffle);
    for (const lane of lanes) for (let byte = 0; byte < 4; byte++) this.#code.byte(lane * 4 + byte);
    return this;
  }

  /** a, b, condition (i32) on the stack: a where the condition is not 0. For numbers. */
  selectNumber(): this {
    return this.#opcode(SPECIAL.select);
  }

  i64(value: number): this {
    this.#code.byte(SPECIAL.i64Const).signed(value);
    return this;
  }

  /** An instruction without a name here: its code, and what follows it (`memory-instructions.ts`). */
  instruction(code: number, ...immediates: readonly number[]): this {
    this.#opcode(code);
    for (const value of immediates) this.#code.unsigned(value);
    return this;
  }

  /** A branch to the label leaves the block. */
  block(body: (exit: Label) => void): this {
    return this.#structure(SPECIAL.block, body);
  }

  /** A branch to the label starts the next round; falling out at the bottom ends the loop. */
  loop(body: (again: Label) => void): this {
    return this.#structure(SPECIAL.loop, body);
  }

  /** Condition (i32) on the stack. `result` names the type that both sides leave on the stack. */
  if(whenTrue: (exit: Label) => void, whenFalse?: (exit: Label) => void, result?: ValueType): this {
    this.#code.byte(SPECIAL.if).byte(result === undefined ? 0x40 : VALUE_TYPES[result]);
    this.#depth++;
    const label = { depth: this.#depth };
    whenTrue(label);
    if (whenFalse !== undefined) {
      this.#code.byte(SPECIAL.else);
      whenFalse(label);
    }
    this.#depth--;
    this.#code.byte(SPECIAL.end);
    return this;
  }

  br(label: Label): this {
    return this.#indexed(SPECIAL.br, this.#depth - label.depth);
  }

  /** Condition (i32) on the stack. */
  brIf(label: Label): this {
    return this.#indexed(SPECIAL.brIf, this.#depth - label.depth);
  }

  /** Arguments on the stack; the index is the one that `ModuleBuilder.addFunction` gave. */
  call(functionIndex: number): this {
    return this.#indexed(SPECIAL.call, functionIndex);
  }

  /**
   * `while (counter < limit) { body; counter += step }` over i32 locals, unsigned; the counter starts where it stands. It
   * is tested at the end: V8 moves what does not change out of a loop only where the body comes before every exit.
   */
  countUp(counter: number, limit: number, step: number, body: () => void): this {
    this.get(counter).get(limit).op("i32.lt_u");
    return this.if(() => {
      this.loop((again) => {
        body();
        this.get(counter).i32(step).op("i32.add").tee(counter).get(limit).op("i32.lt_u").brIf(again);
      });
    });
  }

  /** Locals and code as the code section wants them. */
  encode(): ByteWriter {
    const groups: { type: ValueType; count: number }[] = [];
    for (const type of this.#localTypes) {
      const last = groups.at(-1);
      if (last?.type === type) last.count++;
      else groups.push({ type, count: 1 });
    }
    const body = new ByteWriter().unsigned(groups.length);
    for (const { type, count } of groups) body.unsigned(count).byte(VALUE_TYPES[type]);
    return body.append(this.#code).byte(SPECIAL.end);
  }

  #structure(opcode: number, body: (label: Label) => void): this {
    this.#code.byte(opcode).byte(0x40);
    this.#depth++;
    body({ depth: this.#depth });
    this.#depth--;
    this.#code.byte(SPECIAL.end);
    return this;
  }

  #opcode(code: number): this {
    if (code <= 0xff) this.#code.byte(code);
    else this.#code.byte(code >>> 16).unsigned(code & 0xffff);
    return this;
  }

  #indexed(code: number, index: number): this {
    this.#opcode(code);
    this.#code.unsigned(index);
    return this;
  }
}
