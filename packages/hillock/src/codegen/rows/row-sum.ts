import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { Columns, Part } from "./row-parts.ts";

/** Of long rows more: each then takes fewer roundings. */
const ACCUMULATORS = { short: 4, long: 8 } as const;

/** Where a part's pairs begin, in bytes of float32. */
export const pairsOf = ({ width }: Part): readonly number[] => (width === 4 ? [0, 8] : [0]);

/** The float64 sum over a row. */
export class RowSum {
  private readonly f: FunctionBuilder;
  private readonly accumulators: readonly number[];
  /** In a loop every accumulator starts as 0; where parts are written out, each starts as what comes first. */
  private readonly looped: boolean;
  private next = 0;

  constructor({ f, columns }: { readonly f: FunctionBuilder; readonly columns: Columns }) {
    this.f = f;
    this.looped = typeof columns !== "number";
    this.accumulators = Array.from({ length: ACCUMULATORS[this.looped ? "long" : "short"] }, () =>
      f.local("v128"),
    );
  }

  clear(): void {
    if (this.looped) for (const local of this.accumulators) this.f.i32x4(0).set(local);
    this.next = 0;
  }

  /** Of two float64 on the stack. */
  add(): void {
    const count = this.accumulators.length;
    const local = this.accumulators[this.next % count];
    if (this.looped || this.next >= count) this.f.get(local).op("f64x2.add");
    this.f.set(local);
    this.next++;
  }

  /** In a new f64 local. */
  total(): number {
    const { f, accumulators, looped, next } = this;
    const [first, ...others] = accumulators.slice(0, looped ? undefined : next);
    f.get(first);
    for (const local of others) f.get(local).op("f64x2.add");
    const both = f.setNew("v128");
    f.get(both).lane("f64x2.extract_lane", 0).get(both).lane("f64x2.extract_lane", 1).op("f64.add");
    return f.setNew("f64");
  }
}
