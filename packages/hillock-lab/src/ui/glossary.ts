/** Each word of the pages in one sentence. */
export const GLOSSARY = {
  activationFunction:
    "What a unit makes of the weighted sum of its inputs; without it, layers on layers would be no more than one.",
  formula:
    "An expression in x with + − * / ^ and functions such as exp, ln, tanh, sin, max and abs; its derivative is found for you.",
  pytorch: "A Python library for training networks; this is what it calls the function.",
  keras: "A Python library for training networks; this is what it calls the function.",
  onnx: "A file format for trained networks that most programs read; this is its operator for the function.",
  webnn: "The browsers' own interface for running networks; this is its operator for the function.",
  kernel: "The compiled loop that computes a function for many numbers at a time.",
  layer: "Units that all see the same inputs side by side; what they pass on is the next layer's input.",
  bias: "A number that a unit adds to its weighted sum; training changes it.",
  monotone: "It never falls as z rises.",
  softmax: "Makes probabilities of a row of numbers: each exponential over the sum of all.",
  sparse: "Many of the values are exactly 0.",
  hidden: "A layer between the inputs and the output.",
  weight: "What a unit multiplies one of its inputs by; training changes it.",
  step: "One change of the weights, against the gradient.",
  function: "The activation function whose networks were trained; the line is its own in the plots.",
  activation: "The number that a unit passes on: its activation function applied to its pre-activation.",
  preActivation:
    "The weighted sum of a unit's inputs plus its bias, usually called z, before the activation function.",
  gradient:
    "How the loss changes with each number inside the network; it is computed backwards, layer by layer.",
  slope: "How fast the function's output changes with z; the gradient is multiplied by it on its way back.",
  range:
    "All values that the function can give, from the lowest to the highest; it reaches a bound in a square bracket, and only nears one in a round bracket.",
  shownRange: "Which pre-activations the plots show; it changes nothing but the picture.",
  readAt: "The pre-activation for which the table below gives each function's output and slope.",
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
  epoch: "One pass of training over all rows.",
  trainLoss:
    "How wrong the network was on the rows it learned from in this epoch; training makes it smaller.",
  validationLoss: "How wrong it is on rows that were held out, and that it never learns from.",
  accuracy: "The share of held-out rows for which the network decides right.",
  explained: "The share of the target's variance on held-out rows that the network explains; 1 is perfect.",
  decisionSurface: "What the network would answer at each point of the plane.",
  gradientNorm:
    "The size of the loss's gradient at this layer (root mean square of ∂loss/∂z); near 0, the layer hardly learns.",
  units:
    "A square for each unit: full where gradients come through, crossed where no example of the epoch sends any, half full where nine of ten examples lie in a flat end of its function.",
  histogram: "How often each activation value occurs in this layer, over up to 256 training rows.",
  learningRate: "How far each step follows the gradient.",
  biasStart: "The number that each unit's bias has before training; usually 0.",
  weightDecay: "Every step also pulls all weights a little towards 0, so that they stay small.",
  clipNorm: "A gradient longer than this is shortened to it, so that no single step goes too far.",
  optimizer:
    "The rule that turns gradients into steps: sgd follows them as they are, momentum and nesterov keep their way, rmsprop, adam and adamw give each weight a pace of its own.",
  target: "The column that the network is to predict from all others.",
  data: "The rows that a network learns from: points in the plane whose colour is to be told, or a table's rows.",
  noise: "How far, as a standard deviation, each point is pushed aside at random.",
  features:
    "What the network is given of a point: its coordinates, or what is computed from them beforehand.",
  heldOut: "Rows that the network never learns from, so that they tell what it makes of new ones.",
  inputs: "The numbers of a row that the network is given.",
  classes: "The kinds that the network tells apart.",
  speed: "How many epochs are trained in a second.",
  onnxFile: "A file format for trained networks that most programs read, PyTorch's and browsers' among them.",
  doctor: "Looks at every layer while a network trains, and says why it does not learn and what would help.",
  loss: "How wrong the network is: cross-entropy for classes, squared error for numbers.",
  moreTraining:
    "How weights and biases start, the output's function, and what holds the steps and weights small.",
  recommended: "The function with the lowest held-out loss, as a mean over the seeds.",
  batch: "How many rows are averaged for one step.",
  initialisation:
    "How large the weights are at the start: Glorot's keep the size of a signal both ways, LeCun's on the way forward, He's make good for what the function takes away (2/n for ReLU).",
  standardised: "Each input column shifted and scaled to mean 0 and spread 1.",
  seed: "Fixes the start and the order of the rows: the same seed gives the same training, bit by bit.",
  outputFunction: "The function of the last layer; the task usually decides it.",
  logit: "The score of a class before softmax; only differences between logits matter.",
  probability: "e to the logit, divided by the sum over all classes: positive, and together 1.",
  temperature: "Logits are divided by it: high makes the probabilities alike, low makes them certain.",
  jacobian: "How each probability changes with each logit.",
  crossEntropy: "Minus the logarithm of the probability given to the right class.",
  rightClass: "The class that the example truly has; the loss asks for its probability alone.",
  float32: "Numbers of 32 bits, with about seven digits, as networks are usually computed.",
  exponential: "The number e, about 2.718, to the power of z.",
  naive: "Each exponential over the sum of all, exactly as the formula reads.",
  stable: "The same after the largest logit is subtracted from all, which changes no probability.",
  shift:
    "A constant that is added to all logits leaves the probabilities as they are, were it not for overflow.",
  oneHot: "1 for the right class and 0 for all others.",
  overflow:
    "float32 ends at about 3.4e38, which e to the 88.73 exceeds: the result is ∞, and ∞ divided by ∞ is not a number.",
  weightScale: "All weights are multiplied by this before the gradient is sent back.",
  bestSigmoid:
    "The slope of a sigmoid is at most 0.25: with weights of size 1, a gradient keeps at most 0.25 per layer.",
  zigzag:
    "If all inputs share a sign, all weight gradients of a unit share one, too: the path can only go up or down in both at once.",
  zeroCentred: "Outputs average about 0, so that some are positive and some negative.",
  linearCollapse: "Layers without a bend between them are one linear layer, however many there are.",
  verdict: "How the function's trainings went, from the measured losses and gradients.",
  deadShare: "The share of the layer's units through which no example of the epoch sends a gradient.",
  saturatedShare: "The share of examples and units that lie in the flat ends of the function.",
} as const;

export type Word = keyof typeof GLOSSARY;
