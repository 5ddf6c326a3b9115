import type { Expression } from "../expression/node.ts";
import { inOrder, structuralKey } from "../expression/structure.ts";
import { type FurtherRules, type Instruction, instructionFor, type Scratch } from "./instructions.ts";
import type { FunctionBuilder } from "./wasm/function-builder.ts";

/** v128 locals that hold the formula's inputs, four examples at once. */
export interface Bindings {
  readonly variable: number;
  /** Locals that hold constants, from `hoistConstants`; others are made where they are used. */
  readonly constants?: ReadonlyMap<number, number>;
  readonly parameters: Readonly<Record<string, number>>;
  readonly scratch?: Scratch | undefined;
}

/** A node that is computed once, however the formulas share their parts. */
export interface Step {
  readonly e: Expression;
  readonly instruction: Instruction;
  /** The steps that make the instruction's operands. */
  readonly operands: readonly number[];
}

/** Formulas as the instructions that compute them, in order. */
export interface Program {
  readonly steps: readonly Step[];
  /** The steps that make the formulas' values. */
  readonly results: readonly number[];
}

/** Of formulas that are lowered already; `relaxed` lets products and sums be one instruction where the engine has it, which changes last bits. */
export function programOf(roots: readonly Expression[], relaxed = false, further?: FurtherRules): Program {
  const uses = new Map<number, number>();
  for (const root of new Set(roots))
    for (const e of inOrder(root))
      for (const arg of e.args) uses.set(structuralKey(arg), (uses.get(structuralKey(arg)) ?? 0) + 1);
  const selection = { relaxed, usedOnce: (e: Expression) => uses.get(structuralKey(e)) === 1 };
  const steps: Step[] = [];
  const places = new Map<number, number>();
  const visit = (e: Expression): number => {
    const key = structuralKey(e);
    const known = places.get(key);
    if (known !== undefined) return known;
    const instruction = instructionFor(e, selection, further);
    const operands = instruction.operands.map(visit);
    places.set(key, steps.length);
    return steps.push({ e, instruction, operands }) - 1;
  };
  return { results: roots.map(visit), steps };
}

/** Puts the program's constants into locals before a loop: not every engine takes them out of it. */
export function hoistConstantsOf(f: FunctionBuilder, { steps }: Program): ReadonlyMap<number, number> {
  const locals = new Map<number, number>();
  for (const { e } of steps) {
    // 0 and −0 are one key of a map, and cheap to make
    if (e.kind === "constant" && e.value !== 0 && !locals.has(e.value))
      locals.set(e.value, f.f32x4(e.value).setNew("v128"));
  }
  return locals;
}

function heldIn(e: Expression, { variable, constants, parameters }: Bindings): number | undefined {
  if (e.kind === "variable") return variable;
  return e.kind === "parameter" ? parameters[e.name] : constants?.get(e.value);
}

/**
 * Emits the program for several vectors, one node of all of them after the other, so that none has to wait for its
 * own last result; names for each vector the v128 locals that hold the formulas' values.
 */
export function emitProgram(f: FunctionBuilder, program: Program, vectors: readonly Bindings[]): number[][] {
  const locals: number[][] = vectors.map(() => []);
  program.steps.forEach((step, at) => {
    vectors.forEach((bindings, i) => {
      // a constant that is not held is made once for all
      if (i > 0 && step.e.kind === "constant") locals[i].push(locals[0][at]);
      else emitStep(f, step, bindings, locals[i]);
    });
  });
  return locals.map((made) => program.results.map((step) => made[step]));
}

/** One step of one vector: adds its local to those of the steps before. */
export function emitStep(f: FunctionBuilder, step: Step, bindings: Bindings, made: number[]): void {
  const { e, instruction, operands } = step;
  const held = e.args.length > 0 ? undefined : heldIn(e, bindings);
  const values = operands.map((operand) => made[operand]);
  made.push(held ?? instruction.emit(f, values, bindings.scratch));
}
