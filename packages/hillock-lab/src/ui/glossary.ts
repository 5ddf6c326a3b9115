/** Each word of the pages in one sentence. */
export const GLOSSARY = {
  activation: "The number that a unit passes on: its activation function applied to its pre-activation.",
  preActivation:
    "The weighted sum of a unit's inputs plus its bias, usually called z, before the activation function.",
  slope: "How fast the function's output changes with z; the gradient is multiplied by it on its way back.",
  range: "All values that the function can give, from the lowest to the highest.",
  derivativeRange:
    "All values that the slope can have; where its highest is below 1, gradients shrink in every layer.",
  kink: "A place where the slope jumps, so that the derivative there is a convention.",
  saturated: "So far out that the slope is below 5 % of its steepest: hardly any gradient comes through.",
  dead: "Here the slope is exactly 0: no gradient comes through at all.",
  unitNormal:
    "If z is drawn from a normal distribution with mean 0 and standard deviation 1, as well-scaled layers have it.",
  meanOutput:
    "Near 0 the function is zero-centred, and the next layer's gradients do not all share one sign.",
  meanSlope: "How much of a gradient is left, on average, after passing this function once.",
  forward: "Computing the function for each element, in nanoseconds an element.",
  backward: "Computing the gradient for each element, in nanoseconds an element.",
  parameter:
    "A number inside the function that you may choose, and that training may change where it is learnable.",
} as const;

export type Word = keyof typeof GLOSSARY;
