import type { ElementwiseActivation } from "../../../functions/activation.ts";
import type { ModelWriter } from "../../write/model.ts";
import type { Direction, Recurrent, RecurrentType } from "./operator.ts";
import { Steps } from "./steps.ts";

/** A function inside of a recurrent operator. */
export interface Gate {
  readonly name: string;
  readonly activation: ElementwiseActivation;
  /** The tensor, beside the graph, of what it takes: rows × steps × units; where sequences have lengths of their own, steps of all rows × units. */
  readonly input: string;
  /** The gate that what it gives goes through on its way out of the operator. */
  readonly through: string | undefined;
}

/** Writes the gates of one direction. */
type Write = (steps: Steps, direction: Direction, recurrent: Recurrent) => Gate[];

const LSTM = { blocks: 4, input: 0, output: 1, forget: 2, candidate: 3 } as const;
const GRU = { blocks: 3, update: 0, reset: 1, candidate: 2 } as const;
const CELL = "cell";
const CANDIDATE = "candidate";

const GATES: Readonly<Record<RecurrentType, { readonly blocks: number; readonly write: Write }>> = {
  RNN: {
    blocks: 1,
    write: (steps, { functions: [f] }) => [
      { name: "state", activation: f, input: steps.shown(steps.plain(0)), through: undefined },
    ],
  },
  GRU: {
    blocks: GRU.blocks,
    write(steps, { functions: [f, g] }, { node }) {
      const [update, reset] = [steps.plain(GRU.update), steps.plain(GRU.reset)];
      const open = steps.apply(f, reset);
      const states =
        node.attributes.int("linear_before_reset", 0) === 0
          ? steps.fromStates(GRU.candidate, open)
          : steps.op("Mul", [open, steps.fromStates(GRU.candidate)]);
      const candidate = steps.clipped(steps.op("Add", [steps.fromInputs(GRU.candidate), states]));
      return [
        { name: "update gate", activation: f, input: steps.shown(update), through: undefined },
        { name: "reset gate", activation: f, input: steps.shown(reset), through: CANDIDATE },
        { name: CANDIDATE, activation: g, input: steps.shown(candidate), through: undefined },
      ];
    },
  },
  LSTM: {
    blocks: LSTM.blocks,
    write(steps, { functions: [f, g, h] }, { node }) {
      const [input, output, candidate] = [LSTM.input, LSTM.output, LSTM.candidate].map((block) =>
        steps.plain(block),
      );
      const open = steps.apply(f, input);
      const added = steps.op("Mul", [open, steps.apply(g, candidate)]);
      const coupled = node.attributes.int("input_forget", 0) !== 0;
      const forget = coupled ? undefined : steps.plain(LSTM.forget);
      const kept = forget === undefined ? steps.op("Sub", [steps.one(), open]) : steps.apply(f, forget);
      // not clipped: onnxruntime does not, though the schema says so
      const cells = steps.cells(kept, added);
      const shown = (name: string, activation: ElementwiseActivation, z: string, through?: string): Gate => ({
        name,
        activation,
        input: steps.shown(z),
        through,
      });
      return [
        shown("input gate", f, input, CELL),
        ...(forget === undefined ? [] : [shown("forget gate", f, forget, CELL)]),
        shown(CANDIDATE, g, candidate, CELL),
        shown("output gate", f, output),
        shown(CELL, h, cells),
      ];
    },
  },
};

/** Writes nodes that compute what the functions inside of a recurrent operator take. @param states its first output */
export function writeGates(
  writer: ModelWriter,
  type: RecurrentType,
  recurrent: Recurrent,
  states: string,
): Gate[] {
  const { blocks, write } = GATES[type];
  return recurrent.directions.flatMap((direction) => {
    const gates = write(new Steps(writer, recurrent, direction, blocks, states), direction, recurrent);
    return direction.reversed
      ? gates.map((gate) => ({
          ...gate,
          name: `backward ${gate.name}`,
          through: gate.through && `backward ${gate.through}`,
        }))
      : gates;
  });
}
