// Modules made for one measurement each, from the library's own emitters.
import { createMemory, instantiate } from "../../packages/hillock/dist/codegen/instantiate.js";
import { ModuleBuilder } from "../../packages/hillock/dist/codegen/wasm/module-builder.js";
import { emitPack, emitTransposedPack } from "../../packages/hillock/dist/network/compile/pack.js";
import { emitProduct } from "../../packages/hillock/dist/network/compile/product.js";

const [A, B, C, PACKED] = [1, 5, 9, 13].map((mebibytes) => mebibytes * 2 ** 20);
/** Beyond, the forward pass packs its weights: as network/compile/forward.ts does. */
const PACKED_FROM = 512 * 1024;
const CHAINS = 12;
const UNROLL = 4;

function build(emit, params = []) {
  const module = new ModuleBuilder();
  emit(module.addFunction({ params, export: "run" }).builder);
  const memory = createMemory(17 * 16);
  const floats = new Float32Array(memory.buffer);
  for (let i = 0; i < floats.length; i++) floats[i] = ((i * 7919) % 1024) / 1024 - 0.5;
  return instantiate(module.toBytes(), memory).run;
}

/** Multiplications and additions in registers and nothing else: what the engine's SIMD can do on this machine. */
export function registerKernel() {
  const rounds = 20_000;
  const run = build(
    (f) => {
      const sums = Array.from({ length: CHAINS }, () => f.f32x4(0.5).setNew("v128"));
      const [a, b] = [16, 32].map((at) => f.i32(at).load("v128.load").setNew("v128"));
      const i = f.local("i32");
      f.countUp(i, 0, 1, () => {
        for (let u = 0; u < UNROLL; u++)
          for (const sum of sums) f.get(sum).get(a).op("f32x4.mul").get(b).op("f32x4.add").set(sum);
      });
      for (const sum of sums) f.i32(64).get(sum).store("v128.store");
    },
    ["i32"],
  );
  return { run: () => run(rounds), operations: rounds * UNROLL * CHAINS * 8 };
}

/** One tile over operands that stay in the first cache: the same for what multiplies and adds without waiting. */
export const tileKernel = () => forwardProduct(4, 512, 8);

/** A (rows × terms) · B, as the forward pass multiplies. */
export function forwardProduct(rows, terms, columns) {
  const packed = terms * columns * 4 > PACKED_FROM;
  return {
    operations: 2 * rows * terms * columns,
    run: build((f) => {
      if (packed) emitPack(f, B, PACKED, terms, columns);
      emitProduct(f, {
        a: { address: A, row: terms * 4, term: 4 },
        b: packed ? { address: PACKED, lines: terms } : { address: B, term: columns * 4 },
        c: { address: C, row: columns * 4 },
        rows: { count: rows },
        terms: { count: terms },
        columns,
      });
    }),
  };
}

/** Inputsᵀ · gradients, as the gradient of weights is made. */
export const weightGradientProduct = (inputs, batch, units) => ({
  operations: 2 * inputs * batch * units,
  run: build((f) =>
    emitProduct(f, {
      a: { address: A, row: 4, term: inputs * 4 },
      b: { address: B, term: units * 4 },
      c: { address: C, row: units * 4 },
      rows: { count: inputs },
      terms: { count: batch },
      columns: units,
    }),
  ),
});

/** Gradients · weightsᵀ with the transposition, as the gradient of inputs is made. */
export const inputGradientProduct = (batch, units, inputs) => ({
  operations: 2 * inputs * batch * units,
  run: build((f) => {
    emitTransposedPack(f, B, PACKED, inputs, units);
    emitProduct(f, {
      a: { address: A, row: units * 4, term: 4 },
      b: { address: PACKED, lines: units },
      c: { address: C, row: inputs * 4 },
      rows: { count: batch },
      terms: { count: units },
      columns: inputs,
    });
  }),
});
