import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemory, instantiate } from "../../codegen/instantiate.ts";
import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { emitPack, emitTransposedPack } from "./pack.ts";
import { padded } from "./plan.ts";
import { emitProduct } from "./product.ts";

const [A, B, C, PACKED, START] = [1024, 65_536, 131_072, 196_608, 262_144];

function run(fill: (floats: Float32Array) => void, emit: (f: FunctionBuilder) => void): Float32Array {
  const module = new ModuleBuilder();
  emit(module.addFunction({ params: [], export: "run" }).builder);
  const memory = createMemory(8);
  const floats = new Float32Array(memory.buffer);
  fill(floats);
  instantiate(module.toBytes(), memory).run();
  return floats;
}

/** Rounded after each operation, terms in order: what the kernel promises, whatever the tiles. */
function inOrder(rows: number[][], columns: number[][], start: number[]): number[][] {
  return rows.map((row) =>
    columns.map((column, c) =>
      row.reduce((sum, a, k) => Math.fround(sum + Math.fround(a * column[k])), start[c]),
    ),
  );
}

const float = fc.float({ min: -100, max: 100, noNaN: true });
const problems = fc
  .record({
    rows: fc.integer({ min: 1, max: 3 }).map((n) => 4 * n),
    terms: fc.integer({ min: 1, max: 11 }),
    columns: fc.integer({ min: 1, max: 7 }).map((n) => 4 * n),
  })
  .chain(({ rows, terms, columns }) =>
    fc.record({
      a: fc.array(fc.array(float, { minLength: terms, maxLength: terms }), {
        minLength: rows,
        maxLength: rows,
      }),
      // column by column
      b: fc.array(fc.array(float, { minLength: terms, maxLength: terms }), {
        minLength: columns,
        maxLength: columns,
      }),
      start: fc.array(float, { minLength: columns, maxLength: columns }),
    }),
  );

type Layout = "plain" | "packed" | "transposed" | "A by columns";
const layouts: readonly Layout[] = ["plain", "packed", "transposed", "A by columns"];

test.each(layouts)("products are sums in order, bit for bit: %s", (layout) => {
  fc.assert(
    fc.property(problems, ({ a, b, start }) => {
      const [rows, terms, columns] = [a.length, a[0].length, b.length];
      const lines = padded(terms);
      const byColumns = layout === "A by columns";
      const floats = run(
        (memory) => {
          a.forEach((row, r) =>
            row.forEach((value, k) => (memory[A / 4 + (byColumns ? k * rows + r : r * lines + k)] = value)),
          );
          b.forEach((column, c) =>
            column.forEach(
              (value, k) =>
                (memory[B / 4 + (layout === "transposed" ? c * lines + k : k * columns + c)] = value),
            ),
          );
          memory.set(start, START / 4);
        },
        (f) => {
          if (layout === "packed") emitPack(f, B, PACKED, terms, columns);
          if (layout === "transposed") emitTransposedPack(f, B, PACKED, columns, lines);
          const packed = layout === "packed" || layout === "transposed";
          emitProduct(f, {
            a: byColumns ? { address: A, row: 4, term: rows * 4 } : { address: A, row: lines * 4, term: 4 },
            b: packed
              ? { address: PACKED, lines: layout === "packed" ? terms : lines }
              : { address: B, term: columns * 4 },
            c: { address: C, row: columns * 4 },
            rows: { count: rows },
            terms: { count: terms },
            columns,
            start: START,
          });
        },
      );
      const product = Array.from({ length: rows }, (_, r) =>
        Array.from(floats.subarray(C / 4 + r * columns, C / 4 + (r + 1) * columns)),
      );
      expect(product).toEqual(inOrder(a, b, start));
    }),
    { numRuns: 60 },
  );
});
