import { describe, expect, it } from "vitest";
import { createMemory, createSharedMemory, instantiate, isValidModule } from "../instantiate.ts";
import type { FunctionBuilder } from "./function-builder.ts";
import { atomicNotify, atomicWait32, loadLane, memoryCopy } from "./memory-instructions.ts";
import { ModuleBuilder } from "./module-builder.ts";
import {
  LANE,
  MEMORY,
  type MemoryInstruction,
  PLAIN,
  type PlainInstruction,
  type ValueType,
} from "./opcodes.ts";

const moduleOf = (
  params: readonly ValueType[],
  results: readonly ValueType[],
  write: (f: FunctionBuilder) => void,
) => {
  const module = new ModuleBuilder();
  const { builder } = module.addFunction({ params, results, export: "run" });
  write(builder);
  return module.toBytes();
};

/** The type that an instruction of this name takes, by its prefix; comparisons and shifts are listed apart. */
function signature(name: PlainInstruction): { params: ValueType[]; result: ValueType | undefined } {
  const [shape = "", action = ""] = name.split(".");
  const vector = shape.includes("x") || shape === "v128";
  const type: ValueType = vector ? "v128" : (shape as ValueType);
  const lane: ValueType = shape === "f32x4" ? "f32" : shape === "f64x2" ? "f64" : "i32";
  if (name === "v128.bitselect") return { params: ["v128", "v128", "v128"], result: "v128" };
  if (action === "splat") return { params: [lane], result: "v128" };
  if (action === "bitmask" || action.endsWith("_true")) return { params: ["v128"], result: "i32" };
  if (action.startsWith("sh")) return { params: [type, "i32"], result: type };
  if (/^(demote|promote|convert|trunc_sat|reinterpret)/.test(action)) {
    const source = vector ? "v128" : (/(i32|f32|f64)/.exec(action)?.[0] as ValueType);
    return { params: [source], result: type };
  }
  if (/^(abs|neg|sqrt|ceil|nearest|not|eqz|clz|ctz|popcnt)$/.test(action))
    return { params: [type], result: type };
  const compares = /^(eq|ne|[lg][te](_[su])?)$/.test(action);
  return { params: [type, type], result: compares && !vector ? "i32" : type };
}

describe("the WebAssembly emitter", () => {
  const plain = (Object.keys(PLAIN) as PlainInstruction[]).filter((name) => name.includes("."));

  it.each(plain)("writes a valid %s with the operands its name promises", (name) => {
    const { params, result } = signature(name);
    const bytes = moduleOf(params, result === undefined ? [] : [result], (f) => {
      for (let i = 0; i < params.length; i++) f.get(i);
      f.op(name);
    });
    expect(isValidModule(bytes)).toBe(true);
  });

  it.each(Object.keys(MEMORY) as MemoryInstruction[])("writes a valid %s", (name) => {
    const type = name.split(".")[0] as ValueType;
    const stores = name.includes("store");
    const bytes = moduleOf(stores ? ["i32", type] : ["i32"], stores ? [] : [type], (f) => {
      f.get(0);
      if (stores) f.get(1).store(name, 300);
      else f.load(name, 300);
    });
    expect(isValidModule(bytes)).toBe(true);
  });

  it("validates refusal: a body that leaves the wrong type is not a module", () => {
    expect(isValidModule(moduleOf(["f32"], ["i32"], (f) => f.get(0)))).toBe(false);
  });

  it("reads one lane of a vector from memory", () => {
    const memory = createMemory(1);
    new Float32Array(memory.buffer, 8, 2).set([7, 9]);
    const of = (bits: 32 | 64, lane: number, wanted: number) =>
      instantiate(
        moduleOf([], ["f32"], (f) =>
          loadLane(f.i32(4).f32x4(1), bits, lane, 4).lane("f32x4.extract_lane", wanted),
        ),
        memory,
      ).run?.();
    expect([0, 1, 2, 3].map((lane) => of(32, 2, lane))).toEqual([1, 1, 7, 1]);
    expect([0, 1, 2, 3].map((lane) => of(64, 1, lane))).toEqual([1, 1, 7, 9]);
  });

  it("reads and replaces every lane", () => {
    expect(Object.keys(LANE)).toHaveLength(6);
    const bytes = moduleOf([], ["f32"], (f) => {
      f.f32x4(0).f32x4(1).f32(7).lane("f32x4.replace_lane", 2).shuffle32([6, 0, 1, 2]);
      f.lane("f32x4.extract_lane", 0);
    });
    expect(instantiate(bytes, createMemory(1)).run?.()).toBe(7);
  });

  it.each([0, 1, 63, 64, 127, 128, -1, -64, -65, 8191, 2 ** 31 - 1, -(2 ** 31)])("encodes %d", (value) => {
    expect(
      instantiate(
        moduleOf([], ["i32"], (f) => f.i32(value)),
        createMemory(1),
      ).run?.(),
    ).toBe(value);
  });

  it.each([0, -0, 1.5, 1e-45, Number.POSITIVE_INFINITY, Number.NaN])("encodes %d as float", (value) => {
    const f32 = instantiate(
      moduleOf([], ["f32"], (f) => f.f32(value)),
      createMemory(1),
    ).run?.();
    const f64 = instantiate(
      moduleOf([], ["f64"], (f) => f.f64(value)),
      createMemory(1),
    ).run?.();
    expect(f32).toBe(Math.fround(value));
    expect(f64).toBe(value);
  });

  it("runs nested control flow with branches to outer labels and calls", () => {
    const module = new ModuleBuilder();
    const square = module.addFunction({ params: ["i32"], results: ["i32"] });
    square.builder.get(0).get(0).op("i32.mul");
    // The sum of squares below the limit, leaving out multiples of 3, stopping behind 20.
    const { builder: f } = module.addFunction({ params: ["i32"], results: ["i32"], export: "run" });
    const counter = f.local("i32");
    const sum = f.local("i32");
    f.block((exit) => {
      f.countUp(counter, 0, 1, () => {
        f.i32(20).get(counter).op("i32.lt_u").brIf(exit);
        f.get(counter).i32(3).op("i32.rem_u");
        f.if(
          () => f.get(counter).call(square.index),
          () => f.i32(0),
          "i32",
        );
        f.get(sum).op("i32.add").set(sum);
      });
    });
    f.get(sum);
    const run = instantiate(module.toBytes(), createMemory(1)).run;
    const expected = (limit: number) => {
      let total = 0;
      for (let i = 0; i < Math.min(limit, 21); i++) if (i % 3 !== 0) total += i * i;
      return total;
    };
    for (const limit of [0, 1, 2, 5, 21, 40]) expect(run?.(limit)).toBe(expected(limit));
  });

  it("copies memory", () => {
    const memory = createMemory(1);
    const bytes = moduleOf([], [], (f) => {
      memoryCopy(f.i32(100).i32(8).i32(6));
    });
    new Uint8Array(memory.buffer, 8, 4).fill(5);
    instantiate(bytes, memory).run?.();
    expect([...new Uint8Array(memory.buffer, 100, 6)]).toEqual([5, 5, 5, 5, 0, 0]);
  });

  it("sleeps while shared memory holds a value, and wakes nobody where nobody sleeps", () => {
    const module = new ModuleBuilder();
    const one = (name: string, write: (f: FunctionBuilder) => void): void =>
      write(module.addFunction({ params: ["i32"], results: ["i32"], export: name }).builder);
    one("wait", (f) => atomicWait32(f.i32(64).get(0), 1000));
    one("notify", (f) => atomicNotify(f.i32(64).get(0)));
    const memory = createSharedMemory(65_536);
    memory.grow(1);
    const { wait, notify } = instantiate(module.toBytes("shared"), memory);
    new Int32Array(memory.buffer)[16] = 7;
    const [notEqual, timedOut] = [1, 2];
    expect(wait(6)).toBe(notEqual);
    expect(wait(7)).toBe(timedOut);
    expect(notify(1)).toBe(0);
  });

  it("writes each function type once", () => {
    const module = new ModuleBuilder();
    for (let i = 0; i < 5; i++) module.addFunction({ params: ["i32", "v128"] });
    // Header (8), type section id, its length, then the number of types.
    expect(module.toBytes()[10]).toBe(1);
    expect(isValidModule(module.toBytes())).toBe(true);
  });
});
