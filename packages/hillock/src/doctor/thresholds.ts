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
  explodingStart: {
    value: 20,
    source:
      "As explodingGradient, before training: it doubles on its way through four layers and more. Well-started networks of 20 layers stay below 4.",
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
    value: 0.5,
    source:
      "SageMaker Debugger warns where more than half of a layer is dead; ours is per unit, over the whole set.",
  },
  dyingReluLearned: {
    value: 0.65,
    source:
      "As dyingRelu, of a network that has learned all the same: AutoTrainer and DeepDiagnosis warn at 70 %.",
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
  fewRows: {
    value: 8,
    source: "Over fewer rows a curve may look straight: two points always lie on a line.",
  },
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
  scaledHigh: {
    value: 5,
    source: "Root mean square of an input column, up to which standardising changes little.",
  },
  scaledLow: { value: 0.2, source: "As above, from which on." },
  fairPart: {
    value: 0.1,
    source:
      "Standard deviation of targets from 0 to 1, from which on they are learned as they are: numbers all over that range have 0.29, a bell of six deviations' width from end to end 0.17. Below it a start of size 1 is far off.",
  },
  bends: {
    value: 0.98,
    source:
      "Share of a function's variance under a unit normal that a straight line explains: below it, it bends.",
  },
  farRate: {
    value: 2,
    source: "Learning rate over the usual one, or the reverse, up to which it is not what is wrong.",
  },
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
  vanishingCompared: {
    value: 1 / 20,
    source:
      "As vanishingGradient, in a comparison's verdict, which tells functions that learn apart: far less is worth telling.",
  },
  deadCompared: {
    value: 0.25,
    source:
      "Share of a layer's units, in a comparison's verdict: half of what SageMaker Debugger warns at is worth telling.",
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
  aboveConstant: {
    value: 0.02,
    source:
      "Share of the held-out variance, or of the held-out cross-entropy, that a network must tell more than a constant prediction: as lossNotFalling asks of the training loss.",
  },
  aboveConstantDeviations: {
    value: 2,
    source: "Standard deviations of a share of so many rows, which chance exceeds once in forty times.",
  },
  littleMoved: { value: 0.05, source: "Distance of all weights from their start over their size then." },
  tinyRate: {
    value: 0.01,
    source: "Learning rate over the usual one, below which nobody sets it for a reason.",
  },
  littleMovedTiny: { value: 0.1, source: "As littleMoved, with such a learning rate." },
  straightness: { value: 0.7, source: "Distance over length of the weights' way: 1 for a straight one." },
  nearlyAll: {
    value: 0.12,
    source:
      "Cross-entropy over that of a constant prediction, below which there is little left to learn: decisions are right long before they are sure.",
  },
  nearlyAllSquared: { value: 0.05, source: "As above, for a squared error." },
  slowConvergence: {
    value: 0.004,
    source:
      "Fall of the training loss over the last half of the epochs, as a share of it, by a straight line through its logarithms; AutoTrainer: accuracy changes by less than 0.01.",
  },
  steep: {
    value: 0.2,
    source:
      "As slowConvergence, where the held-out loss is noisy and at its lowest, or was in the last quarter.",
  },
  sameWay: {
    value: 0.2,
    source:
      "Cosine of the angle between successive epochs' movements at the end: about 0 or below where weights hover about a place that they have found.",
  },
  sameWayNearEnd: {
    value: 0.3,
    source: "As sameWay, where not much more is left to learn than what counts as little.",
  },
  steadyFall: {
    value: 0.04,
    source:
      "As slowConvergence, of the held-out loss: what a training that zig-zags down a valley shows, whatever its cosine.",
  },
  steadiness: {
    value: 0.5,
    source:
      "Kendall's rank correlation of the held-out loss with time over the last half of the epochs, turned about: 1 where each epoch is lower than all before, 0 for noise.",
  },
  steadinessTraining: { value: 0.78, source: "As steadiness, of the training loss, which is less noisy." },
  atLowest: {
    value: 0.03,
    source: "Held-out loss above its lowest, as a share, up to which it counts as there.",
  },
  muchLeft: { value: 1.7, source: "Loss over nearlyAll, from which on much is left to learn." },
  nothingLeft: { value: 0.4, source: "Loss over nearlyAll, below which nothing is." },
  asConstant: {
    value: 0.998,
    source: "Loss over that of a constant prediction, from which on nothing has been learned yet.",
  },
  underWay: {
    value: 0.03,
    source: "As slowConvergence, where something has been learned: its loss has to fall.",
  },
  surely: {
    value: 2.6,
    source: "Standard deviations of a rank correlation that noise exceeds once in two hundred times.",
  },
  shortTraining: {
    value: 450,
    source:
      "Steps, each counted as its share of the usual learning rate, below which a training is short: about half of the thousand that small tables are given. For deep networks the usual rate falls as one over the depth (Saxe et al., 2014).",
  },
  fewEpochs: {
    value: 4,
    source:
      "Epochs, below which a curve is too short to tell how many more it needs: a trend is read from four at least.",
  },
  steadinessShort: {
    value: 0.5,
    source: "As steadinessTraining, of a short training: of four epochs one may rise.",
  },
  alike: {
    value: 0.35,
    source:
      "Training over held-out loss at the end, by their trends: below it rows are being learned by heart.",
  },
  gain: {
    value: 0.02,
    source:
      "Share of the variance that a training four times as long would explain besides, if each doubling of its length brought what the last one did: learning curves are power laws (Hestness et al., 2017).",
  },
  allRight: { value: 0.99, source: "Held-out accuracy, from which on no loss matters any more." },
  overfitting: {
    value: 0.7,
    source:
      "Rise of the held-out cross-entropy above its lowest, as a share of a constant prediction's loss; a few sure errors raise it by up to 0.5 where the accuracy stays.",
  },
  overfittingFewRows: {
    value: 0.35,
    source:
      "As overfitting, where the held-out rows are so few that a single one is more than accuracyFall: the accuracy cannot tell.",
  },
  overfittingDecided: {
    value: 0.08,
    source: "As overfitting, where the held-out accuracy has fallen, too.",
  },
  accuracyFall: {
    value: 0.035,
    source:
      "Fall of the held-out accuracy below the best that three epochs in a row had; healthy networks stay below 0.025.",
  },
  overfittingSquared: {
    value: 0.06,
    source:
      "As overfitting, for a squared error, which has a bound where a decision is wrong; healthy networks that went on learning stay below 0.05.",
  },
  unlearned: {
    value: 0.2,
    source: "Fall of the training loss since the held-out loss was lowest, as a share of what it was then.",
  },
  overfittingGap: {
    value: 1,
    source:
      "Held-out loss above the training loss at the end, as a share of a constant prediction's loss: nothing that was learned holds for other rows.",
  },
  byHeart: {
    value: 0.6,
    source: "Training loss over held-out loss at the end, below which a gap is one of learning by heart.",
  },
  overfittingSquaredGap: {
    value: 0.28,
    source: "As above, for a squared error; healthy networks stay below 0.23.",
  },
} as const satisfies Record<string, Threshold>;
