// Which elementwise functions are verified: all of the catalogue, and some of them with other parameters.
import { celu, elu, functions, softplus, swish } from "hillock";

// numbers of float32, so that what is learned is the same number as what is fixed
const single = Math.fround;

/** By what figures are kept under. Products with a parameter are rounded before an exponential magnifies that. */
export const withParameters = new Map([
  ["celu, α = 0.1", celu.with({ alpha: single(0.1) })],
  ["celu, α = 3", celu.with({ alpha: 3 })],
  ["elu, α = 1.7", elu.with({ alpha: single(1.7) })],
  ["softplus, β = 0.1", softplus.with({ beta: single(0.1) })],
  ["softplus, β = 3", softplus.with({ beta: 3 })],
  ["swish, β = −0.3", swish.with({ beta: single(-0.3) })],
  ["swish, β = 1.702", swish.with({ beta: single(1.702) })],
  ["swish, β = 30", swish.with({ beta: 30 })],
]);

export const elementwise = new Map([
  ...[...functions.values()].filter((f) => f.kind === "elementwise").map((f) => [f.name, f]),
  ...withParameters,
]);
