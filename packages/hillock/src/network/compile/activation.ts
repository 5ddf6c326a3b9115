import { formulaProgram } from "../../codegen/formula.ts";
import { emitProgram, hoistConstantsOf, type Program } from "../../codegen/program.ts";
import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { Expression } from "../../expression/node.ts";
import { type Chunk, type Columns, overChunks, overGroups, overRows } from "./chunks.ts";
import { type Counters, countTotals, FORWARD_TOTALS, type Measuring } from "./counters.ts";
import { Draws } from "./draws.ts";
import { parameterLocals } from "./epilogue.ts";
import { laneMask } from "./lanes.ts";
import { CHUNK, LANES, type LayerAddresses, type LayerPlan, padded, VECTOR_BYTES } from "./plan.ts";

interface ActivationOptions {
  readonly measuring: Measuring | undefined;
  /** f′, where it takes the place of z. */
  readonly keptSlope: Expression | undefined;
}

interface Task {
  readonly f: FunctionBuilder;
  readonly layer: LayerPlan;
  readonly places: LayerAddresses;
  readonly program: Program;
  readonly constants: ReadonlyMap<number, number>;
}

/** From so many instructions on two vectors hide each other's waiting, and more are only more code to compile. */
const LONG = 100;

/** a = f(z) of these columns, and f′(z) in place of z where it is kept, with what the doctor wants to know of z and a. */
export function emitActivation(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  formula: Expression,
  places: LayerAddresses,
  columns: Columns,
  { measuring, keptSlope }: ActivationOptions,
): void {
  const program = formulaProgram(keptSlope ? [formula, keptSlope] : [formula]);
  const task = { f, layer, places, program, constants: hoistConstantsOf(f, program) };
  const atATime = program.steps.length < LONG ? CHUNK / LANES : 2;
  const padding = layer.units % LANES > 0 && columns.to === padded(layer.units);
  const mask = padding && measuring ? f.i32x4Lanes(laneMask(layer.units)).setNew("v128") : undefined;
  const emitChunk = (chunk: Chunk, hasPadding: boolean): void => {
    const [all, inUse] = [undefined, mask].map((lanes) =>
      countTotals(f, places, measuring ? FORWARD_TOTALS : [], lanes),
    );
    overGroups(
      f,
      chunk,
      atATime,
      (group, last) => {
        const totals = last && hasPadding ? inUse : all;
        const emitRound = emitRounds(task, group);
        if (measuring) {
          totals.load(chunk.at);
          overRows(f, { to: measuring.rows }, layer.units, group.at, (at) => emitRound(at, totals));
          totals.store();
        }
        overRows(f, { from: measuring?.rows, to: rows }, layer.units, group.at, (at) => emitRound(at));
      },
      hasPadding,
    );
  };
  overChunks(f, columns, (chunk, last) => emitChunk(chunk, last && mask !== undefined), mask !== undefined);
}

/** Several vectors of a row in one round, so that none waits for another. */
function emitRounds({ f, layer, places, program, constants }: Task, group: Chunk) {
  const { saturatedBelow, saturatedAbove } = layer;
  const ends = (
    [
      [saturatedBelow, "f32x4.lt"],
      [saturatedAbove, "f32x4.gt"],
    ] as const
  ).filter(([bound]) => Number.isFinite(bound));
  const draws = new Draws(f, layer, places);
  const offsets = Array.from({ length: group.vectors }, (_, v) => v * VECTOR_BYTES);
  const parameters = offsets.map((offset) => {
    const locals = parameterLocals(f, places);
    locals.load(group.at, offset);
    return locals.bindings;
  });
  return (at: number, totals?: Counters): void => {
    const inputs = offsets.map((offset) =>
      f
        .get(at)
        .load("v128.load", places.preActivation + offset)
        .setNew("v128"),
    );
    const outputs = inputs.map((variable, v) => {
      const bindings = { ...parameters[v], ...draws.at(at, offsets[v]) };
      const [[value, slope]] = emitProgram(f, program, [{ variable, constants, parameters: bindings }]);
      if (slope !== undefined)
        f.get(at)
          .get(slope)
          .store("v128.store", places.preActivation + offsets[v]);
      return value;
    });
    offsets.forEach((offset, v) => {
      f.get(at)
        .get(outputs[v])
        .store("v128.store", places.activation + offset);
    });
    totals?.activations(outputs);
    totals?.saturated(
      group.vectors,
      ends.map(
        ([bound, op]) =>
          (v) =>
            f.get(inputs[v]).f32x4(bound).op(op),
      ),
    );
  };
}
