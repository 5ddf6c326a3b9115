import { lower } from "../expression/lower/lower.ts";
import type { Expression } from "../expression/node.ts";
import { inOrder, structuralKey } from "../expression/structure.ts";
import { type Instruction, instructionFor } from "./instructions.ts";
import type { FunctionBuilder } from "./wasm/function-builder.ts";

/** v128 locals that hold the formula's inputs, four examples at once. */
export interface Bindings {
  readonly variable: number;
  /** Locals that hold constants, from `hoistConstants`; others are made where they are used. */
  readonly constants?: ReadonlyMap<number, number>;
  readonly parameters: Readonly<Record<string, number>>;
}

/** A node that is computed once, however the formulas share their parts. */
interface Step {
  readonly e: Expression;
  readonly key: number;
  readonly instruction: Instruction;
  /** Keys of the instruction's operands. */
  readonly operands: readonly number[];
}

/** Formulas as the instructions that compute them, in order. */
export interface Program {
  readonly steps: readonly Step[];
  /** Keys of the formulas' values. */
  readonly results: readonly number[];
}

/** `relaxed` lets products and sums be one instruction where the engine has it, which changes last bits. */
export function programOf(roots: readonly Expression[], relaxed = false): Program {
  const lowered = roots.map(lower);
  const uses = new Map<number, number>();
  for (const root of new Set(lowered))
    for (const e of inOrder(root))
      for (const arg of e.args) uses.set(structuralKey(arg), (uses.get(structuralKey(arg)) ?? 0) + 1);
  const selection = { relaxed, usedOnce: (e: Expression) => uses.get(structuralKey(e)) === 1 };
  const steps = new Map<number, Step>();
  const visit = (e: Expression): number => {
    const key = structuralKey(e);
    if (steps.has(key)) return key;
    const instruction = instructionFor(e, selection);
    const operands = instruction.operands.map(visit);
    steps.set(key, { e, key, instruction, operands });
    return key;
  };
  const results = lowered.map(visit);
  return { steps: [...steps.values()], results };
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

export const hoistConstants = (
  f: FunctionBuilder,
  roots: readonly Expression[],
): ReadonlyMap<number, number> => hoistConstantsOf(f, programOf(roots));

function heldIn(e: Expression, { variable, constants, parameters }: Bindings): number | undefined {
  if (e.kind === "variable") return variable;
  return e.kind === "parameter" ? parameters[e.name] : constants?.get(e.value);
}

/**
 * Emits the program for several vectors, one node of all of them after the other, so that none has to wait for its
 * own last result; names for each vector the v128 locals that hold the formulas' values.
 */
export function emitProgram(
  f: FunctionBuilder,
  { steps, results }: Program,
  vectors: readonly Bindings[],
): number[][] {
  const locals = vectors.map(() => new Map<number, number>());
  const made = (i: number, key: number): number => {
    const local = locals[i].get(key);
    if (local === undefined) throw new Error("A formula's input has no local.");
    return local;
  };
  for (const { e, key, instruction, operands } of steps) {
    vectors.forEach((bindings, i) => {
      const shared = e.kind === "constant" ? locals[0].get(key) : undefined;
      const held = e.args.length > 0 ? undefined : (heldIn(e, bindings) ?? shared);
      if (held === undefined)
        instruction.write(
          f,
          operands.map((operand) => made(i, operand)),
        );
      locals[i].set(key, held ?? f.setNew("v128"));
    });
  }
  return vectors.map((_, i) => results.map((key) => made(i, key)));
}

/** Emits the formulas, parts in common once, and names the v128 locals that hold their values. */
export function emitFormulas(f: FunctionBuilder, roots: readonly Expression[], bindings: Bindings): number[] {
  return emitProgram(f, programOf(roots), [bindings])[0];
}
