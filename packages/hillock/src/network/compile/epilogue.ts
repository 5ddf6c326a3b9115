import { formulaProgram } from "../../codegen/formula.ts";
import { emitProgram, hoistConstantsOf, type Program } from "../../codegen/program.ts";
import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { constant, multiply, parameter, x } from "../../expression/build.ts";
import { differentiate } from "../../expression/differentiate.ts";
import { lower } from "../../expression/lower/lower.ts";
import type { Expression } from "../../expression/node.ts";
import { type Chunk, type Columns, overBlocks, overChunks } from "./chunks.ts";
import { countAlive, countTotals, type Measuring } from "./counters.ts";
import { Draws } from "./draws.ts";
import { laneMask } from "./lanes.ts";
import { LANES, type LayerAddresses, type LayerPlan, padded } from "./plan.ts";
import type { SlopeSource } from "./slopes.ts";

const zero = (f: FunctionBuilder, locals: readonly number[]): void => {
  for (const local of locals) f.f32x4(0).set(local);
};

interface FormulaInputs {
  readonly constants: ReadonlyMap<number, number>;
  readonly parameters: ParameterLocals;
}

interface ParameterLocals {
  readonly bindings: Readonly<Record<string, number>>;
  load(block: number, offset?: number): void;
}

/** Loads the layer's per-unit parameters for the block at hand; the result is a binding for `emitProgram`. */
export function parameterLocals(f: FunctionBuilder, places: LayerAddresses): ParameterLocals {
  const bindings = Object.fromEntries(Object.keys(places.learnable).map((name) => [name, f.local("v128")]));
  return {
    bindings,
    load: (block, offset = 0) => {
      for (const [name, local] of Object.entries(bindings)) {
        f.get(block)
          .load("v128.load", places.learnable[name].value + offset)
          .set(local);
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

const GRADIENT = "gradient of a";

/**
 * Of these columns: dz = da ⊙ f′(z) in place, the gradients of the bias and of the learnable parameters as column sums,
 * and the counters: a unit is alive where some example gave it a slope that is not zero.
 */
export function emitActivationBackward(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  formula: Expression,
  places: LayerAddresses,
  columns: Columns,
  watch: Watch,
  source: SlopeSource,
): void {
  // once for what is counted and for the product, which might have a form of its own
  const slope = source.from === "kept" ? x : lower(source.slope);
  const roots = [
    // from an output that is rounded it may be 0 where f′ is not: what has such a form is dead nowhere
    source.from === "activation" ? constant(1) : slope,
    multiply(parameter(GRADIENT), slope),
    ...layer.learnable.map((name) => multiply(parameter(GRADIENT), differentiate(formula, name))),
  ];
  const second = { name: GRADIENT, address: places.gradient };
  const variable = source.from === "activation" ? places.activation : places.preActivation;
  emitGradients(f, rows, layer, { ...places, preActivation: variable }, roots, second, columns, watch);
}

/** What is looked at: of all rows whether units are alive, and of those that are measured the totals. */
export interface Watch {
  readonly alive: boolean;
  readonly measuring: Measuring | undefined;
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
  columns: Columns,
  watch: Watch,
  loss?: LossLocals,
): void {
  const program = formulaProgram(roots);
  const inputs = { constants: hoistConstantsOf(f, program), parameters: parameterLocals(f, places) };
  const batch = { all: rows, measured: watch.measuring?.rows };
  overChunks(f, columns, (chunk) =>
    emitGradientChunk(f, batch, layer, places, program, inputs, second, chunk, watch.alive, loss),
  );
}

function emitGradientChunk(
  f: FunctionBuilder,
  rows: { readonly all: number; readonly measured: number | undefined },
  layer: LayerPlan,
  places: LayerAddresses,
  program: Program,
  { constants, parameters }: FormulaInputs,
  second: SecondInput,
  chunk: Chunk,
  watchAlive: boolean,
  loss?: LossLocals,
): void {
  const z = f.local("v128");
  const other = f.local("v128");
  const [biasSum, mask] = [f.local("v128"), f.local("v128")];
  const totals = countTotals(f, places, rows.measured === undefined ? [] : ["gradientSquares"]);
  const alive = countAlive(f, places, watchAlive);
  const parameterSums = layer.learnable.map(() => f.local("v128"));
  const draws = new Draws(f, layer, places);
  const padding = layer.units % LANES > 0;
  const masked = (value: number): FunctionBuilder =>
    padding ? f.get(value).get(mask).op("v128.and") : f.get(value);
  totals.load(chunk.at);
  overBlocks(f, rows, layer.units, chunk, {
    before: (block) => {
      parameters.load(block);
      zero(f, [biasSum, ...parameterSums]);
      alive.before(block);
      if (!padding) return;
      emitMask(f, layer.units, block);
      f.set(mask);
    },
    each: (at, counting) => {
      f.get(at).load("v128.load", places.preActivation).set(z);
      f.get(at).load("v128.load", second.address).set(other);
      const [values] = emitProgram(f, program, [
        {
          variable: z,
          constants,
          parameters: { ...parameters.bindings, ...draws.at(at), [second.name]: other },
        },
      ]);
      const dz = f.local("v128");
      masked(values[1]);
      if (loss) f.get(loss.scale).op("f32x4.mul");
      f.set(dz);
      f.get(at).get(dz).store("v128.store", places.gradient);
      f.get(biasSum).get(dz).op("f32x4.add").set(biasSum);
      if (counting) totals.squares("gradientSquares", [dz]);
      alive.slope(values[0]);
      parameterSums.forEach((sum, i) => {
        f.get(sum);
        masked(values[2 + i]);
        if (loss) f.get(loss.scale).op("f32x4.mul");
        f.op("f32x4.add").set(sum);
      });
      if (loss) {
        const last = masked(values[values.length - 1]).setNew("v128");
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
  totals.store();
}
