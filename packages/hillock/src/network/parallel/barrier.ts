import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { Share } from "../compile/chunks.ts";
import { CONTROL, LINE } from "./control.ts";

/** Some 50 µs: the others come within a few, unless one has lost its processor. */
const SPINS = 20_000;
/** Nobody wakes a thread that sleeps here: it looks again after a while, and who is last need not see to it. */
const SLEEP_NS = 50_000;

/**
 * The body of a function that returns when all threads have called it as often. Each counts in a cache line of its own
 * and looks at the others'; `maySleep` is false on a page's own thread.
 */
export function emitBarrier(
  f: FunctionBuilder,
  control: number,
  { thread, threads }: Share,
  maySleep: boolean,
): void {
  const lineOf = (which: number): number => control + 4 * (CONTROL.passed + which * LINE);
  const own = lineOf(thread);
  const passed = f.i32(own).load("i32.atomic.load").i32(1).op("i32.add").setNew("i32");
  f.i32(own).get(passed).store("i32.atomic.store");
  const seen = f.local("i32");
  const spins = f.local("i32");
  for (let other = 0; other < threads; other++) {
    if (other === thread) continue;
    f.i32(SPINS).set(spins);
    f.block((exit) =>
      f.loop((again) => {
        f.i32(lineOf(other)).load("i32.atomic.load").tee(seen);
        // a difference, because counts begin anew after 2^32
        f.get(passed).op("i32.sub").i32(0).op("i32.ge_s").brIf(exit);
        if (maySleep) {
          f.get(spins).i32(1).op("i32.sub").tee(spins).op("i32.eqz");
          f.if(() => {
            f.i32(lineOf(other)).get(seen).atomicWait32(SLEEP_NS).op("drop");
            f.i32(1).set(spins);
          });
        }
        f.br(again);
      }),
    );
  }
}
