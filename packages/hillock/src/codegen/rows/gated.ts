import { multiply, negate, parameter, sigmoid, x } from "../../expression/build.ts";
import { lowerTabulated } from "../../expression/lower/lower.ts";
import type { Expression } from "../../expression/node.ts";
import { hoistConstantsOf, programOf } from "../program.ts";
import { tableSupport } from "../tables/support.ts";
import { type At, type RowProgram, VECTOR_BYTES } from "./row-loop.ts";

const VALUE = "value";
const GRADIENT = "gradient";
const gate = sigmoid(x);

/** A formula of the gate x, and of "value" and "gradient", for each output; the inputs stand in this order, then the outputs. */
function gatedProgram(inputs: readonly string[], formulas: readonly Expression[]): RowProgram {
  const outputs = formulas.map((formula) => programOf([lowerTabulated(formula)], false, tableSupport.rules));
  return {
    arrays: inputs.length + outputs.length,
    // and one for where rows of tables begin
    registers: inputs.length + 1,
    tables: outputs.flatMap(tableSupport.tablesOf),
    emit(rows) {
      const { f } = rows;
      const constants = outputs.map((program) => hoistConstantsOf(f, program));
      rows.eachPanel(() => {
        for (const array of inputs.keys()) rows.gather(array, array, { padding: 0 });
        rows.scatter(
          outputs.map((program, i) => ({
            array: inputs.length + i,
            value(at: At) {
              const locals = inputs.map((_, register) => rows.load(at, register));
              const [variable, ...others] = locals;
              const parameters = Object.fromEntries(inputs.slice(1).map((name, p) => [name, others[p]]));
              const scratch = { address: at.pointer, offset: at.offset + inputs.length * VECTOR_BYTES };
              let result = variable;
              tableSupport.emit(
                f,
                program,
                [{ variable, parameters, scratch, constants: constants[i] }],
                ([value]) => {
                  result = value;
                },
              );
              return result;
            },
          })),
        );
      });
    },
  };
}

/** Arrays: gate, value, out = value · σ(gate). */
export const gatedForward = gatedProgram(["gate", VALUE], [multiply(parameter(VALUE), gate)]);

/** Arrays: gate, value, gradient, then ∂/∂value and ∂/∂gate. */
export const gatedBackward = gatedProgram(
  ["gate", VALUE, GRADIENT],
  [
    multiply(parameter(GRADIENT), gate),
    multiply(multiply(parameter(GRADIENT), parameter(VALUE)), multiply(gate, sigmoid(negate(x)))),
  ],
);
