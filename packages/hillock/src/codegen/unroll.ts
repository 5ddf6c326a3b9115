import type { Program } from "./program.ts";

/** Most values of one vector that have to be kept at the same time, constants aside. */
function mostLive({ steps }: Program): number {
  const last = new Map<number, number>();
  steps.forEach(({ operands }, at) => {
    for (const operand of operands) last.set(operand, at);
  });
  let live = 0;
  let most = 0;
  const isConstant = (step: number): boolean => steps[step].e.kind === "constant";
  steps.forEach(({ operands }, at) => {
    if (isConstant(at)) return;
    live++;
    most = Math.max(most, live);
    for (const operand of new Set(operands)) if (!isConstant(operand) && last.get(operand) === at) live--;
  });
  return most;
}

/**
 * Whether each vector is finished before the next one begins: of so little work the processor has several at hand by
 * itself, and what is loaded for all of them first does not fit into the registers.
 */
export const isBrief = ({ steps }: Program): boolean => steps.length < 12;

/**
 * Vectors in flight. Many share the loading of a constant and hide each other's waiting; too many do not fit in the
 * registers, nor, of large formulas, in the instruction cache. The bounds are those at which most of the catalogue is
 * within a few per cent of its best: `npm run bench -- functions --only unroll` measures what is lost against that.
 */
export function unrollFor(program: Program, arrays: number): number {
  const steps = program.steps.length;
  if (steps > 1000) return 1;
  if (isBrief(program)) return 16;
  if (program.steps.some(({ e }) => e.kind === "row")) return 8;
  // what does little more than move memory is held up by too many loads at a time from several places
  if (steps < 32 && arrays > 1) return 4;
  const constants = program.steps.filter(({ e }) => e.kind === "constant").length;
  const live = mostLive(program);
  if (live + constants >= 38) return 3;
  return live < 10 ? 6 : 5;
}
