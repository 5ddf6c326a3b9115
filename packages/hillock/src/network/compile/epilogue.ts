import { emitFormulas, hoistConstants } from "../../codegen/formula.ts";
import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { multiply, parameter } from "../../expression/build.ts";
import { differentiate } from "../../expression/differentiate.ts";
import type { Expression } from "../../expression/node.ts";
import { BACKWARD_COUNTERS, countWith, FORWARD_COUNTERS } from "./counters.ts";
import { laneMask } from "./lanes.ts";
import { type LayerAddresses, type LayerPlan, padded, VECTOR_BYTES } from "./plan.ts";

/** Runs `body` for each block of four units, and in it over the rows of the batch, at `at` = row and block in bytes. */
export function overBlocks(
  f: FunctionBuilder,
  rows: number,
  units: number,
  parts: { before(block: number): void; each(at: number): void; after(block: number): void },
): void {
  const stride = padded(units) * 4;
  const block = f.i32(0).setNew("i32");
  const blockEnd = f.i32(stride).setNew("i32");
  const at = f.local("i32");
  const end = f.local("i32");
  f.countUp(block, blockEnd, VECTOR_BYTES, () => {
    f.get(block).set(at);
    f.get(rows).i32(stride).op("i32.mul").get(block).op("i32.add").set(end);
    parts.before(block);
    f.countUp(at, end, stride, () => parts.each(at));
    parts.after(block);
  });
}

const zero = (f: FunctionBuilder, locals: readonly number[]): void => {
  for (const local of locals) f.f32x4(0).set(local);
};

/** Loads the layer's per-unit parameters for the block at hand; the result is a binding for `emitFormulas`. */
function parameterLocals(
  f: FunctionBuilder,
  places: LayerAddresses,
): { bindings: Record<string, number>; load(block: number): void } {
  const bindings = Object.fromEntries(Object.keys(places.learnable).map((name) => [name, f.local("v128")]));
  return {
    bindings,
    load: (block) => {
      for (const [name, local] of Object.entries(bindings)) {
        f.get(block).load("v128.load", places.learnable[name].value).set(local);
      }
    },
  };
}

/** a = f(z), with what the doctor wants to know of z and a where `counting`. */
export function emitActivation(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  formula: Expression,
  places: LayerAddresses,
  counting: boolean,
): void {
  const z = f.local("v128");
  const a = f.local("v128");
  const counters = countWith(f, places, counting ? FORWARD_COUNTERS : []);
  const parameters = parameterLocals(f, places);
  const constants = hoistConstants(f, [formula]);
  overBlocks(f, rows, layer.units, {
    before: (block) => {
      parameters.load(block);
      counters.before();
    },
    each: (at) => {
      f.get(at).load("v128.load", places.preActivation).set(z);
      const [value] = emitFormulas(f, [formula], { variable: z, constants, parameters: parameters.bindings });
      f.get(value).set(a);
      f.get(at).get(a).store("v128.store", places.activation);
      if (!counting) return;
      counters.activation(a);
      const { saturatedBelow, saturatedAbove } = layer;
      if (Number.isFinite(saturatedBelow))
        counters.saturated(() => f.get(z).f32x4(saturatedBelow).op("f32x4.lt"));
      if (Number.isFinite(saturatedAbove))
        counters.saturated(() => f.get(z).f32x4(saturatedAbove).op("f32x4.gt"));
    },
    after: (block) => counters.after(block),
  });
}

const GRADIENT = "gradient of a";

/**
 * dz = da ⊙ f′(z) in place, the gradients of the bias and of the learnable parameters as column sums, and the
 * counters: a unit is alive where some example gave it a slope that is not zero.
 */
export function emitActivationBackward(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  formula: Expression,
  places: LayerAddresses,
  counting: boolean,
): void {
  const slope = differentiate(formula);
  const roots = [
    slope,
    multiply(parameter(GRADIENT), slope),
    ...layer.learnable.map((name) => multiply(parameter(GRADIENT), differentiate(formula, name))),
  ];
  emitGradients(f, rows, layer, places, roots, { name: GRADIENT, address: places.gradient }, counting);
}

/** The loss's own loop does the same from the targets: roots are [slope, dz, d parameters…, loss?]. */
export function emitGradients(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  places: LayerAddresses,
  roots: readonly Expression[],
  second: { readonly name: string; readonly address: number },
  counting: boolean,
  loss?: { readonly total: number; readonly scale: number },
): void {
  const z = f.local("v128");
  const other = f.local("v128");
  const [biasSum, mask] = [f.local("v128"), f.local("v128")];
  const counters = countWith(f, places, counting ? BACKWARD_COUNTERS : []);
  const parameterSums = layer.learnable.map(() => f.local("v128"));
  const parameters = parameterLocals(f, places);
  const constants = hoistConstants(f, roots);
  overBlocks(f, rows, layer.units, {
    before: (block) => {
      parameters.load(block);
      zero(f, [biasSum, ...parameterSums]);
      counters.before();
      f.i32x4(-1)
        .i32x4Lanes(laneMask(layer.units))
        .get(block)
        .i32((padded(layer.units) - 4) * 4)
        .op("i32.ne", "i32x4.splat")
        .i32x4(0)
        .op("i32x4.ne", "v128.bitselect");
      f.set(mask);
    },
    each: (at) => {
      f.get(at).load("v128.load", places.preActivation).set(z);
      f.get(at).load("v128.load", second.address).set(other);
      const values = emitFormulas(f, roots, {
        variable: z,
        constants,
        parameters: { ...parameters.bindings, [second.name]: other },
      });
      const dz = f.local("v128");
      f.get(values[1]).get(mask).op("v128.and");
      if (loss) f.get(loss.scale).op("f32x4.mul");
      f.set(dz);
      f.get(at).get(dz).store("v128.store", places.gradient);
      f.get(biasSum).get(dz).op("f32x4.add").set(biasSum);
      counters.gradient(dz, values[0]);
      parameterSums.forEach((sum, i) => {
        f.get(sum)
          .get(values[2 + i])
          .get(mask)
          .op("v128.and");
        if (loss) f.get(loss.scale).op("f32x4.mul");
        f.op("f32x4.add").set(sum);
      });
      if (loss) {
        const last = f
          .get(values[values.length - 1])
          .get(mask)
          .op("v128.and")
          .setNew("v128");
        for (let lane = 0; lane < 4; lane++) {
          f.get(loss.total)
            .get(last)
            .lane("f32x4.extract_lane", lane)
            .op("f64.promote_f32", "f64.add")
            .set(loss.total);
        }
      }
    },
    after: (block) => {
      f.get(block).get(biasSum).store("v128.store", places.biasGradient);
      layer.learnable.forEach((name, i) =>
        f.get(block).get(parameterSums[i]).store("v128.store", places.learnable[name].gradient),
      );
      counters.after(block);
    },
  });
}
