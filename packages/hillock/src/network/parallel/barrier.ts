import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { atomicNotify, atomicWait32 } from "../../codegen/wasm/memory-instructions.ts";
import type { Share } from "../compile/chunks.ts";
import { CONTROL, LINE } from "./control.ts";

/** Some 50 µs: the others come within a few, unless one has lost its processor. */
const SPINS = 20_000;
/** Who comes last wakes the others; should that ever be missed, they look again. */
const SLEEP_NS = 10_000_000;

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
  const word = (slot: number, which: number): number => control + 4 * (slot + which * LINE);
  const own = word(CONTROL.passed, thread);
  const asleep = word(CONTROL.sleeps, thread);
  const others = Array.from({ length: threads }, (_, which) => which).filter((which) => which !== thread);
  const passed = f.i32(own).load("i32.atomic.load").i32(1).op("i32.add").setNew("i32");
  f.i32(own).get(passed).store("i32.atomic.store");
  for (const other of others) {
    f.i32(word(CONTROL.sleeps, other)).load("i32.atomic.load");
    f.if(() => atomicNotify(f.i32(own).i32(threads)).op("drop"));
  }
  const seen = f.local("i32");
  const spins = f.local("i32");
  for (const other of others) {
    const theirs = word(CONTROL.passed, other);
    f.i32(SPINS).set(spins);
    f.block((exit) =>
      f.loop((again) => {
        f.i32(theirs).load("i32.atomic.load").tee(seen);
        // a difference, because counts begin anew after 2^32
        f.get(passed).op("i32.sub").i32(0).op("i32.ge_s").brIf(exit);
        if (maySleep) {
          f.get(spins).i32(1).op("i32.sub").tee(spins).op("i32.eqz");
          f.if(() => {
            // said before memory is compared with what was seen: whoever changes it afterwards wakes this thread
            f.i32(asleep).i32(1).store("i32.atomic.store");
            atomicWait32(f.i32(theirs).get(seen), SLEEP_NS).op("drop");
            f.i32(asleep).i32(0).store("i32.atomic.store");
            f.i32(1).set(spins);
          });
        }
        f.br(again);
      }),
    );
  }
}
