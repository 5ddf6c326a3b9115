import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { emitDifference } from "./difference.ts";
import { DEPTH, Exponential } from "./exponential.ts";

const SIZE_BITS = 0x7fffffff;
/** Beyond, reducing the logit itself would cost accuracy, so that the maximum is subtracted first. */
const DIRECT = 256;

/**
 * The powers of rows' logits: exp(x − reference) · 2^64, where the reference is the multiple of ln 2 next to the row's
 * maximum. It is subtracted as a whole number of the exponent, so that no logit is rounded (x − max would
 * be: for −50 by 32 ULP of the power). Where |max| > 256, the maximum is subtracted first, with what that rounding loses.
 */
export class RowExponential {
  private readonly f: FunctionBuilder;
  private readonly base: number;
  private readonly lowest: number;
  private readonly bias: number;
  private readonly direct: number;
  private readonly shifted: number;
  private readonly exponential: Exponential;
  /** exp(max − reference) · 2^64, in float32 lanes. */
  readonly top: number;

  constructor(f: FunctionBuilder) {
    this.f = f;
    [this.base, this.lowest, this.bias, this.direct, this.top, this.shifted] = Array.from({ length: 6 }, () =>
      f.local("v128"),
    );
    this.exponential = new Exponential(f);
  }

  /** Before the powers: from every lane's row's maximum. */
  prepare(max: number): void {
    const { f, base, lowest, bias, direct, top, shifted } = this;
    f.get(max).i32x4(SIZE_BITS).op("v128.and").f32x4(DIRECT).op("f32x4.le").set(direct);
    f.get(max).get(direct).op("v128.andnot").set(base);
    f.get(max).get(base).op("f32x4.sub").set(shifted);
    f.get(shifted).f32x4(DEPTH).op("f32x4.sub").set(lowest);
    this.exponential.biasAt(shifted).set(bias);
    f.get(this.exponential.power(shifted, bias)).set(top);
  }

  /** Emits a pass over the rows twice, once for each form of the power: it is given what makes a power of a vector. */
  pass(emit: (power: (x: number) => number) => void): void {
    const { f, bias, exponential } = this;
    f.get(this.direct).op("v128.not", "v128.any_true", "i32.eqz");
    f.if(
      () => emit((x) => exponential.power(f.get(x).get(this.lowest).op("f32x4.pmax").setNew("v128"), bias)),
      () =>
        emit((x) => {
          const difference = emitDifference(f, x, this.base, this.lowest);
          return exponential.power(difference.x, bias, difference.lost);
        }),
    );
  }
}
