import { multiply, negate, parameter, sigmoid, x } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import { emitFormulas } from "../formula.ts";
import type { At, RowProgram } from "./row-loop.ts";

const VALUE = "value";
const GRADIENT = "gradient";
const gate = sigmoid(x);

/** A formula of the gate x, and of "value" and "gradient", for each output; the inputs stand in this order, then the outputs. */
function gatedProgram(inputs: readonly string[], outputs: readonly Expression[]): RowProgram {
  return {
    arrays: inputs.length + outputs.length,
    registers: inputs.length,
    emit(rows) {
      rows.eachPanel(() => {
        for (const array of inputs.keys()) rows.gather(array, array, { padding: 0 });
        rows.scatter(
          outputs.map((formula, i) => ({
            array: inputs.length + i,
            value: (at: At) => {
              const locals = inputs.map((_, register) => rows.load(at, register));
              const [variable, ...others] = locals;
              const parameters = Object.fromEntries(inputs.slice(1).map((name, p) => [name, others[p]]));
              return emitFormulas(rows.f, [formula], { variable, parameters })[0];
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
