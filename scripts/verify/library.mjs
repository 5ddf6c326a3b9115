// The library's inner parts that verification works on: they are no part of its public face.
export { keepNaN } from "../../packages/hillock/dist/expression/differentiate.js";
export { operationOf } from "../../packages/hillock/dist/expression/evaluate.js";
export { limitsOf } from "../../packages/hillock/dist/expression/interpret.js";
export { ulpBound } from "../../packages/hillock/dist/expression/lower/ulp.js";
export { inOrder } from "../../packages/hillock/dist/expression/structure.js";
export { text } from "../../packages/hillock/dist/expression/text.js";
export { loweredFor } from "../../packages/hillock/dist/functions/define.js";
export { withFixedParameters } from "../../packages/hillock/dist/functions/fixed.js";
export { gradientTimes } from "../../packages/hillock/dist/kernels/elementwise.js";
