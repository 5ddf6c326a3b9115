import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";

/** Emits `body` for one batch after the other: it is given locals, the first of the batch's rows and how many it has. */
export function overBatches(
  f: FunctionBuilder,
  rows: number,
  batch: number,
  body: (start: number, count: number) => void,
): void {
  const start = f.i32(0).setNew("i32");
  const count = f.local("i32");
  f.block((exit) => {
    f.loop((again) => {
      f.get(start).get(rows).op("i32.ge_u").brIf(exit);
      f.get(rows).get(start).op("i32.sub").set(count);
      f.get(batch).get(count).get(batch).get(count).op("i32.lt_u").selectNumber().set(count);
      body(start, count);
      f.get(start).get(count).op("i32.add").set(start).br(again);
    });
  });
}
