// From a WebNN operator's case to a function of the library. A function says itself which operator it is
// (`known.webnn`); this file knows only how WebNN names what the function calls a parameter.
import { alongAxis, broadcast, toArray, toNumber } from "./tensors.mjs";

/** WebNN's options: the parameter that each one sets, and WebNN's default. */
const OPTIONS = {
  clamp: {
    minValue: { parameter: "min", byDefault: Number.NEGATIVE_INFINITY },
    maxValue: { parameter: "max", byDefault: Number.POSITIVE_INFINITY },
  },
  hardSigmoid: {
    alpha: { parameter: "slope", byDefault: 0.2 },
    beta: { parameter: "offset", byDefault: 0.5 },
  },
  linear: { alpha: { parameter: "slope", byDefault: 1 }, beta: { parameter: "offset", byDefault: 0 } },
  elu: { alpha: { parameter: "alpha", byDefault: 1 } },
  leakyRelu: { alpha: { parameter: "negativeSlope", byDefault: 0.01 } },
};

/** WebNN's further inputs, as parameters with a value per element. */
const TENSORS = { prelu: { slope: "slope" } };

export const findFunction = (functions, operator) =>
  [...functions.values()].find((each) => each.known.webnn === operator);

/** Nothing that a case sets may be passed over: it would test something else. */
function known(table, operator, name, kind) {
  const entry = table[operator]?.[name];
  if (entry === undefined)
    throw new Error(`The ${kind} "${name}" of ${operator} has no line in conformance/operators.mjs.`);
  return entry;
}

function parametersOf(operator, shape, options, tensors) {
  const values = {};
  for (const { parameter, byDefault } of Object.values(OPTIONS[operator] ?? {}))
    values[parameter] = byDefault;
  for (const [name, value] of Object.entries(options))
    values[known(OPTIONS, operator, name, "option").parameter] = toNumber(value);
  for (const [name, tensor] of Object.entries(tensors))
    values[known(TENSORS, operator, name, "input")] = broadcast(toArray(tensor), tensor.shape, shape);
  return values;
}

/** The function's output for one case, as a Float32Array. */
export function run(f, operator, { inputs, arguments: names, options = {} }) {
  const tensors = Object.fromEntries(Object.entries(names).map(([role, name]) => [role, inputs[name]]));
  const { input, ...others } = tensors;
  const x = toArray(input);
  if (f.kind === "elementwise") {
    const values = parametersOf(operator, input.shape, options, others);
    return (Object.keys(values).length > 0 ? f.with(values) : f).forward(x);
  }
  const { axis = input.shape.length - 1, ...rest } = options;
  parametersOf(operator, input.shape, rest, others);
  return alongAxis(x, input.shape, axis, (rows, columns) => f.forward(rows, { columns }));
}
