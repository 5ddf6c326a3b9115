import { emitFormulas, hoistConstants } from "../../codegen/formula.ts";
import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { multiply, parameter } from "../../expression/build.ts";
import { differentiate } from "../../expression/differentiate.ts";
import type { Expression } from "../../expression/node.ts";
import { countAlive, countTotals, emitMeasured, FORWARD_TOTALS } from "./counters.ts";
import { Draws } from "./draws.ts";
import { laneMask } from "./lanes.ts";
import { LANES, type LayerAddresses, type LayerPlan, padded, VECTOR_BYTES } from "./plan.ts";

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
interface FormulaInputs {
  readonly constants: ReadonlyMap<number, number>;
  readonly parameters: ParameterLocals;
}

interface ParameterLocals {
  readonly bindings: Readonly<Record<string, number>>;
  load(block: number): void;
}

function parameterLocals(f: FunctionBuilder, places: LayerAddresses): ParameterLocals {
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

/** Leaves on the stack which lanes of a block are units of the layer, and not padding. */
export function emitMask(f: FunctionBuilder, units: number, block: number): void {
  f.i32x4(-1)
    .i32x4Lanes(laneMask(units))
    .get(block)
    .i32((padded(units) - LANES) * 4)
    .op("i32.ne", "i32x4.splat")
    .i32x4(0)
    .op("i32x4.ne", "v128.bitselect");
}

/** Vectors that a function without parameters is computed of in one round. */
const UNROLL = 4;

/** a = f(z), with what the doctor wants to know of z and a. */
export function emitActivation(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  formula: Expression,
  places: LayerAddresses,
  measuring: number | undefined,
): void {
  const inputs = { constants: hoistConstants(f, [formula]), parameters: parameterLocals(f, places) };
  emitMeasured(f, measuring, (counting) =>
    emitActivationLoop(f, rows, layer, formula, places, inputs, counting),
  );
}

function emitActivationLoop(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  formula: Expression,
  places: LayerAddresses,
  { constants, parameters }: FormulaInputs,
  counting: boolean,
): void {
  const { saturatedBelow, saturatedAbove, units } = layer;
  const mask = units % LANES === 0 ? undefined : f.local("v128");
  const totals = countTotals(f, places, counting ? FORWARD_TOTALS : [], mask);
  const draws = new Draws(f, layer, places);
  const emitVectors = (at: number, vectors: number): void => {
    const offsets = Array.from({ length: vectors }, (_, v) => v * VECTOR_BYTES);
    const inputs = offsets.map((offset) =>
      f
        .get(at)
        .load("v128.load", places.preActivation + offset)
        .setNew("v128"),
    );
    const outputs = inputs.map((variable, v) => {
      const bindings = { ...parameters.bindings, ...draws.at(at, offsets[v]) };
      return emitFormulas(f, [formula], { variable, constants, parameters: bindings })[0];
    });
    offsets.forEach((offset, v) => {
      f.get(at)
        .get(outputs[v])
        .store("v128.store", places.activation + offset);
    });
    totals.activations(outputs);
    const ends = [
      [saturatedBelow, "f32x4.lt"],
      [saturatedAbove, "f32x4.gt"],
    ] as const;
    totals.saturated(
      ends
        .filter(([bound]) => Number.isFinite(bound))
        .flatMap(([bound, op]) => inputs.map((z) => () => f.get(z).f32x4(bound).op(op))),
    );
  };
  totals.reset();
  if (mask === undefined && layer.learnable.length === 0) {
    // all units alike: one run over the rows, several vectors a round
    const at = f.i32(0).setNew("i32");
    const end = f
      .get(rows)
      .i32(padded(units) * 4)
      .op("i32.mul")
      .setNew("i32");
    const whole = f
      .get(end)
      .i32(-UNROLL * VECTOR_BYTES)
      .op("i32.and")
      .setNew("i32");
    f.countUp(at, whole, UNROLL * VECTOR_BYTES, () => emitVectors(at, UNROLL));
    f.countUp(at, end, VECTOR_BYTES, () => emitVectors(at, 1));
  } else {
    overBlocks(f, rows, units, {
      before: (block) => {
        parameters.load(block);
        if (mask === undefined) return;
        emitMask(f, units, block);
        f.set(mask);
      },
      each: (at) => emitVectors(at, 1),
      after: () => {},
    });
  }
  totals.flush();
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
  watch: Watch,
): void {
  const slope = layer.slope ?? differentiate(formula);
  const roots = [
    slope,
    multiply(parameter(GRADIENT), slope),
    ...layer.learnable.map((name) => multiply(parameter(GRADIENT), differentiate(formula, name))),
  ];
  emitGradients(f, rows, layer, places, roots, { name: GRADIENT, address: places.gradient }, watch);
}

/** What is looked at: whether units are alive, and, where the local `measuring` says so, the totals. */
export interface Watch {
  readonly alive: boolean;
  readonly measuring: number | undefined;
}

interface SecondInput {
  readonly name: string;
  readonly address: number;
}

interface LossLocals {
  readonly total: number;
  readonly scale: number;
}

/** The loss's own loop does the same from the targets: roots are [slope, dz, d parameters…, loss?]. */
export function emitGradients(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  places: LayerAddresses,
  roots: readonly Expression[],
  second: SecondInput,
  watch: Watch,
  loss?: LossLocals,
): void {
  const inputs = { constants: hoistConstants(f, roots), parameters: parameterLocals(f, places) };
  emitMeasured(f, watch.measuring, (counting) =>
    emitGradientLoop(f, rows, layer, places, roots, inputs, second, { alive: watch.alive, counting }, loss),
  );
}

function emitGradientLoop(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  places: LayerAddresses,
  roots: readonly Expression[],
  { constants, parameters }: FormulaInputs,
  second: SecondInput,
  watch: { readonly alive: boolean; readonly counting: boolean },
  loss?: LossLocals,
): void {
  const z = f.local("v128");
  const other = f.local("v128");
  const [biasSum, mask] = [f.local("v128"), f.local("v128")];
  const totals = countTotals(f, places, watch.counting ? ["gradientSquares"] : []);
  const alive = countAlive(f, places, watch.alive);
  const parameterSums = layer.learnable.map(() => f.local("v128"));
  const draws = new Draws(f, layer, places);
  totals.reset();
  overBlocks(f, rows, layer.units, {
    before: (block) => {
      parameters.load(block);
      zero(f, [biasSum, ...parameterSums]);
      alive.before(block);
      emitMask(f, layer.units, block);
      f.set(mask);
    },
    each: (at) => {
      f.get(at).load("v128.load", places.preActivation).set(z);
      f.get(at).load("v128.load", second.address).set(other);
      const values = emitFormulas(f, roots, {
        variable: z,
        constants,
        parameters: { ...parameters.bindings, ...draws.at(at), [second.name]: other },
      });
      const dz = f.local("v128");
      f.get(values[1]).get(mask).op("v128.and");
      if (loss) f.get(loss.scale).op("f32x4.mul");
      f.set(dz);
      f.get(at).get(dz).store("v128.store", places.gradient);
      f.get(biasSum).get(dz).op("f32x4.add").set(biasSum);
      totals.squares("gradientSquares", [dz]);
      alive.slope(values[0]);
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
      alive.after(block);
    },
  });
  totals.flush();
}
