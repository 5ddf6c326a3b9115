import type { FindingName } from "hillock";

/** What the doctor finds, each in one sentence. */
export const FINDING_WORDS: Readonly<Record<FindingName, string>> = {
  vanishingGradient: "The gradient shrinks so much on its way back that the first layers hardly learn.",
  explodingGradient: "The gradient grows so much on its way back that steps go far too far.",
  divergence: "The loss grew beyond all numbers: training is over.",
  dyingRelu: "Many units give 0 for every example and get no gradient, so they never come back.",
  saturation: "Many units lie in the flat ends of their function, where hardly any gradient comes through.",
  notZeroCentred:
    "A layer's outputs mostly share a sign, so the gradients of the weights above share one, too.",
  linearCollapse: "Layers hardly bend what goes through them, so together they are no more than one layer.",
  symmetricUnits: "Units that start with the same weights stay the same: the layer is as good as one unit.",
  poorInitialisation: "The weights or biases start at a size that shrinks or blows up signals.",
  unscaledInput: "Input columns of very different sizes: one step size cannot suit them all.",
  learningRateTooHigh: "Steps overshoot: the loss jumps about or grows.",
  learningRateTooLow: "Steps are so small that the loss hardly falls.",
  wrongOutputFunction: "The output function cannot give the answers that the task asks for.",
  lossNotFalling: "The network answers no better than the same answer for every row.",
  overfitting: "It gets better on the rows it learns from, and worse on those held out.",
  slowConvergence: "The loss is still falling clearly when training ends.",
};
