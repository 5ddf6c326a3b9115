import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { PlainInstruction } from "../../codegen/wasm/opcodes.ts";
import { type Columns, columnsOf, type Share } from "./chunks.ts";
import {
  type Addresses,
  CHUNK,
  CHUNK_BYTES,
  type LayerAddresses,
  type NetworkPlan,
  SETTLED,
  TOTALS,
  TOTALS_STRIDE,
  type Total,
} from "./plan.ts";

/** Squares are of this multiple: of small gradients and probabilities they would be subnormal, and slow. */
export const SQUARED_MULTIPLE = 2 ** 24;

/** How four lanes become float64: float32, or counts of −1 for each mask. */
const TO_FLOAT64 = {
  gradientSquares: "f64x2.promote_low_f32x4",
  activationSum: "f64x2.promote_low_f32x4",
  activationSquares: "f64x2.promote_low_f32x4",
  zeros: "f64x2.convert_low_i32x4_s",
  saturated: "f64x2.convert_low_i32x4_s",
  weightSquares: "f64x2.promote_low_f32x4",
} satisfies Record<Total, PlainInstruction>;

/** Counts what the doctor wants to know of a chunk of a layer: in locals while a batch runs, in memory between. */
export interface Counters {
  /** Before the batch; `chunk`: a local with a place in it, in bytes of a row. */
  load(chunk: number): void;
  /** Of activations in locals. */
  activations(values: readonly number[]): void;
  /** Of who is in a flat end of the function: `emit` leaves a mask of the vector on the stack. */
  saturated(vectors: number, emits: readonly ((vector: number) => void)[]): void;
  squares(of: "gradientSquares" | "weightSquares", values: readonly number[]): void;
  store(): void;
}

/** Locals of a step's functions: how many rows of the batch are measured, and whether the gradients of its weights are. */
export interface Measuring {
  readonly rows: number;
  readonly weights: number;
}

/**
 * `mask`: a local with the lanes that count of a round's last vector; all of them unless given. Nothing is emitted for
 * what is not in `totals`.
 */
export function countTotals(
  f: FunctionBuilder,
  places: LayerAddresses,
  totals: readonly Total[],
  mask?: number,
): Counters {
  const locals = new Map(totals.map((name) => [name, f.local("v128")]));
  const masked = (vector: number, vectors: number): FunctionBuilder =>
    mask === undefined || vector < vectors - 1 ? f : f.get(mask).op("v128.and");
  /** Adds to a total what `parts` leave on the stack: first to one another, so that rounds wait for one sum only. */
  const add = (name: Total, op: PlainInstruction, parts: readonly (() => void)[]): void => {
    const total = locals.get(name);
    if (total === undefined || parts.length === 0) return;
    const tree = (from: number, to: number): void => {
      if (to - from === 1) {
        parts[from]();
        return;
      }
      const middle = (from + to) >> 1;
      tree(from, middle);
      tree(middle, to);
      f.op(op);
    };
    tree(0, parts.length);
    f.get(total).op(op).set(total);
  };
  const scale = f.local("v128");
  const at = f.local("i32");
  const squares = (name: Total, values: readonly number[]): void => {
    if (!locals.has(name)) return;
    const scaled = values.map((value) => f.get(value).get(scale).op("f32x4.mul").setNew("v128"));
    add(
      name,
      "f32x4.add",
      scaled.map((value) => () => f.get(value).get(value).op("f32x4.mul")),
    );
  };
  return {
    load(chunk) {
      if (locals.size === 0) return;
      f.get(chunk)
        .i32(-CHUNK_BYTES)
        .op("i32.and")
        .i32(TOTALS_STRIDE / CHUNK_BYTES)
        .op("i32.mul")
        .set(at);
      for (const [name, local] of locals) f.get(at).load("v128.load", places.totals[name]).set(local);
      f.f32x4(SQUARED_MULTIPLE).set(scale);
    },
    activations(values) {
      if (locals.size === 0) return;
      const count = values.length;
      const inUse = values.map((value, v) =>
        mask === undefined || v < count - 1 ? value : f.get(value).get(mask).op("v128.and").setNew("v128"),
      );
      add(
        "activationSum",
        "f32x4.add",
        inUse.map((value) => () => f.get(value)),
      );
      squares("activationSquares", inUse);
      add(
        "zeros",
        "i32x4.add",
        values.map((value, v) => () => {
          f.get(value).f32x4(0).op("f32x4.eq");
          masked(v, count);
        }),
      );
    },
    saturated(vectors, emits) {
      add(
        "saturated",
        "i32x4.add",
        emits.flatMap((emit) =>
          Array.from({ length: vectors }, (_, v) => () => {
            emit(v);
            masked(v, vectors);
          }),
        ),
      );
    },
    squares,
    store() {
      for (const [name, local] of locals) f.get(at).get(local).store("v128.store", places.totals[name]);
    },
  };
}

/**
 * What is added up to float32 before it is settled is of so many measured rows, and of one batch more; the squares of weight
 * gradients count for so many rows.
 */
export const SETTLED_AFTER = 512;
export const SETTLED_WEIGHTS = 16;

/** Adds what batches have left in four lanes to the float64 totals of this thread's chunks, and begins anew. */
export function emitSettle(
  f: FunctionBuilder,
  { layers }: NetworkPlan,
  places: Addresses,
  share: Share,
): void {
  const at = f.local("i32");
  const end = f.local("i32");
  const lanes = f.local("v128");
  const placeOf = (column: number): number => Math.ceil(column / CHUNK) * TOTALS_STRIDE;
  layers.forEach(({ units }, l) => {
    const { from, to }: Columns = columnsOf(units, share);
    f.i32(placeOf(from)).set(at).i32(placeOf(to)).set(end);
    f.countUp(at, end, TOTALS_STRIDE, () => {
      for (const name of TOTALS) {
        const address = places.layers[l].totals[name];
        f.get(at).load("v128.load", address).set(lanes);
        f.get(at)
          .get(at)
          .load("v128.load", address + SETTLED);
        f.get(lanes).op(TO_FLOAT64[name], "f64x2.add");
        f.get(lanes).get(lanes).shuffle32([2, 3, 2, 3]).op(TO_FLOAT64[name], "f64x2.add");
        f.store("v128.store", address + SETTLED);
        f.get(at).i32x4(0).store("v128.store", address);
      }
    });
  });
}

export const FORWARD_TOTALS = ["activationSum", "activationSquares", "zeros", "saturated"] as const;

/** Which units of a block are alive: some example gave them a slope that is not 0. */
export interface Alive {
  before(block: number): void;
  slope(slope: number): void;
  after(block: number): void;
}

export function countAlive(f: FunctionBuilder, places: LayerAddresses, counting: boolean): Alive {
  if (!counting) return { before() {}, slope() {}, after() {} };
  const bits = f.local("v128");
  return {
    before: (block) => void f.get(block).load("v128.load", places.alive).set(bits),
    slope: (slope) => void f.get(bits).get(slope).op("v128.or").set(bits),
    after: (block) => void f.get(block).get(bits).store("v128.store", places.alive),
  };
}

/** Whether the bits of all slopes together are those of no other than 0 or −0. */
export const isAlive = (bits: number): boolean => (bits & 0x7fffffff) !== 0;
