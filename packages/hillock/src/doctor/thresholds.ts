/** A figure that a rule compares with, and where it comes from. */
export interface Threshold {
  readonly value: number;
  readonly source: string;
}

/** Every threshold of every rule; the clinic's printed table shows what they bring. */
export const THRESHOLDS = {
  vanishingGradient: {
    value: 1 / 100,
    source:
      "First over last hidden layer's gradient. nnscope warns at 1/1000, AutoTrainer (ICSE 2021) at 1/1000; at 1/100 the first layer already learns a hundred times slower.",
  },
  explodingGradient: {
    value: 70,
    source: "First over last hidden layer's gradient: AutoTrainer (ICSE 2021, Table I).",
  },
  divergence: {
    value: 10,
    source: "Loss over that of a constant prediction; NaN and infinity besides, as SageMaker Debugger.",
  },
  dyingRelu: {
    value: 0.4,
    source:
      "SageMaker Debugger warns where more than half of a layer is dead; AutoTrainer at 70 %; ours is per unit, over the whole set.",
  },
  saturation: {
    value: 0.5,
    source: "DeepDiagnosis (ICSE 2022): more than half; flat means below 5 % of the steepest slope.",
  },
  notZeroCentred: {
    value: 0.85,
    source:
      "|mean| over root mean square of a layer's outputs: 0 for a centred layer, 0.56 for ReLU and 0.93 for the sigmoid under a unit normal.",
  },
  sameSign: {
    value: 0.9,
    source:
      "LeCun et al., Efficient BackProp (1998): inputs of one sign force a unit's weights to move together.",
  },
  linearCollapse: { value: 1e-4, source: "Share of a unit's variance that no straight line explains." },
  linearUnits: { value: 0.99, source: "Share of the layer's units that behave as linear." },
  symmetricUnits: { value: 0.5, source: "Share of a layer's units that equal another." },
  weightScaleLow: {
    value: 0.1,
    source: "Growth of the signal through a layer's weights at the start; 1 to 1.4 for Glorot's and He's.",
  },
  weightScaleHigh: { value: 4, source: "As above." },
  biasScale: {
    value: 2,
    source: "Size of the biases at the start: two standard deviations of a standardised pre-activation.",
  },
  inputScaleHigh: {
    value: 10,
    source:
      "Root mean square of an input column; DeepDiagnosis asks for [−1, 1], standardised columns have 1.",
  },
  inputScaleLow: { value: 0.01, source: "As above, for all columns together." },
  updateSize: {
    value: 0.1,
    source:
      "Movement of all weights in a step over their size: DeepDiagnosis (ICSE 2022) asks for at most 1/10, Keras' and nnscope's rules for about 1/1000.",
  },
  updateRestless: {
    value: 0.05,
    source:
      "Movement of all weights in an epoch over their size, still at the end, where the loss swings too.",
  },
  vanishingEarly: {
    value: 3 / 100,
    source:
      "As vanishingGradient, over the first quarter of the epochs, where it vanished before training: three times that.",
  },
  vanishingStart: {
    value: 1 / 1000,
    source:
      "As vanishingGradient, before training, whatever comes after: AutoTrainer's and nnscope's figure.",
  },
  lossRisen: { value: 1.5, source: "Loss at the end over that before the first step." },
  swings: {
    value: 0.2,
    source:
      "Share of epochs with a rise of the loss: AutoTrainer (ICSE 2021): oscillation in 20 % of epochs.",
  },
  swingSize: { value: 0.1, source: "A rise of the loss that counts, as a share of the loss." },
  lossNotFalling: {
    value: 0.02,
    source: "Fall of the loss over the whole training; SageMaker Debugger asks for 0.1 % in each window.",
  },
  learned: {
    value: 0.5,
    source: "Loss over that of a constant prediction, below which a network has learned something.",
  },
  littleMoved: { value: 0.05, source: "Distance of all weights from their start over their size then." },
  straightness: { value: 0.7, source: "Distance over length of the weights' way: 1 for a straight one." },
  nearlyAll: {
    value: 0.12,
    source:
      "Cross-entropy over that of a constant prediction, below which there is little left to learn: decisions are right long before they are sure.",
  },
  nearlyAllSquared: { value: 0.05, source: "As above, for a squared error." },
  slowConvergence: {
    value: 0.015,
    source:
      "Fall of the training loss and of the held-out loss in the last quarter of the epochs, as a share of each; AutoTrainer: accuracy changes by less than 0.01.",
  },
  plateau: {
    value: 0.004,
    source: "As slowConvergence, where less than half is learned: plateaus are long.",
  },
  sameWay: {
    value: 0.3,
    source:
      "Cosine of the angle between successive epochs' movements at the end: about 0 or below where weights hover about a place that they have found.",
  },
  straightEnough: {
    value: 0.6,
    source: "Distance over length of the weights' way; a quarter to a half where they hover.",
  },
  overfitting: {
    value: 0.35,
    source:
      "Rise of the held-out cross-entropy above its lowest, as a share of a constant prediction's loss; a few sure errors raise it by up to 0.3 where the accuracy stays.",
  },
  overfittingSquared: { value: 0.1, source: "As above, for a squared error." },
  overfittingGap: {
    value: 0.6,
    source:
      "Held-out loss above the training loss at the end, as a share of a constant prediction's loss: nearly all that was learned holds for the training rows only.",
  },
  overfittingSquaredGap: { value: 0.35, source: "As above, for a squared error." },
  steep: {
    value: 0.15,
    source:
      "Fall of the training loss in the last quarter of the epochs, where the last held-out loss is the lowest.",
  },
} as const satisfies Record<string, Threshold>;
