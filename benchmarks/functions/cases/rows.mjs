import { softmax, softmaxCrossEntropy } from "hillock";
import { beside, ofCopy } from "../targets.mjs";

const ROWS = "rows = x.reshape(n // columns, columns)";
const LABELS = `labels = torch.arange(n // columns) % columns
logits = x.reshape(n // columns, columns).clone().requires_grad_(True)`;
/** PyTorch has no other. */
const BACKWARD_FROM_OUTPUT = {
  setup: `${ROWS}\nslopes = g.reshape(n // columns, columns)\ns = torch.softmax(rows, 1)`,
  run: "torch._softmax_backward_data(slopes, s, 1, torch.float32)",
};
const BACKWARD = `logits.grad = None
F.cross_entropy(logits, labels).backward()`;

const labelsOf = ({ n, columns }) => Int32Array.from({ length: n / columns }, (_, row) => row % columns);
const TARGETS = {
  10: { softmax: [beside("tfjs", 2.5)], pytorch: 6 },
  1000: { softmax: [beside("tfjs", 1)], pytorch: 1.2 },
};

const crossEntropyPeers = {
  tfjs: (tf, x, data) => {
    const expected = tf.oneHot(tf.tensor1d(labelsOf(data), "int32"), data.columns).toFloat();
    const both = tf.valueAndGrad((logits) => tf.losses.softmaxCrossEntropy(expected, logits));
    return () => {
      const { value, grad } = both(x);
      return [value, grad];
    };
  },
  jax: ({ nn, numpy, valueAndGrad }, data) => {
    const { n, columns } = data;
    const expected = new Float32Array(n);
    labelsOf(data).forEach((label, row) => {
      expected[row * columns + label] = -columns / n;
    });
    const y = numpy.array(expected).reshape([n / columns, columns]);
    return valueAndGrad((logits) => nn.logSoftmax(logits, -1).mul(y.ref).sum());
  },
  pytorch: { setup: LABELS, run: BACKWARD },
};

/** As in elementwise.mjs; `columns` makes rows of the data, which are cut to whole ones. */
export const cases = [10, 1000].flatMap((columns) => [
  {
    name: `softmax ${columns} columns forward`,
    columns,
    bytes: 8,
    targets: TARGETS[columns].softmax,
    hillock:
      ({ own: { x, out } }) =>
      () =>
        softmax.forward(x, { columns }, out),
    onnx: { operator: "Softmax" },
    tfjs: (tf, x) => () => tf.softmax(x),
    jax:
      ({ nn }) =>
      (x) =>
        nn.softmax(x, -1),
    pytorch: { setup: ROWS, run: "torch.softmax(rows, 1)" },
  },
  {
    name: `softmax ${columns} columns forward, plain arrays`,
    columns,
    bytes: 8,
    hillock:
      ({ plain: { x, out } }) =>
      () =>
        softmax.forward(x, { columns }, out),
    tfjs: (tf, x) => () => tf.softmax(x),
  },
  {
    name: `softmax ${columns} columns backward`,
    columns,
    bytes: 12,
    hillock:
      ({ own: { gradient, x, out } }) =>
      () =>
        softmax.backward(gradient, x, { columns }, out),
    pytorch: BACKWARD_FROM_OUTPUT,
  },
  {
    name: `softmax ${columns} columns backward from output`,
    columns,
    bytes: 12,
    targets: [ofCopy, beside("pytorch", 1)],
    hillock: ({ own: { gradient, x, out } }) => {
      softmax.forward(x, { columns }, x);
      return () => softmax.backwardFromOutput(gradient, x, { columns }, out);
    },
    pytorch: BACKWARD_FROM_OUTPUT,
  },
  ...[true, false].map((probabilities) => ({
    name: `cross-entropy ${columns} columns with gradient${probabilities ? " and probabilities" : ""}`,
    columns,
    bytes: probabilities ? 12 : 8,
    targets: probabilities
      ? []
      : [beside("pytorch", TARGETS[columns].pytorch), beside("tfjs", 6), beside("jax-js", 6)],
    hillock: ({ n, own: { x, out, gradient } }) => {
      const labels = labelsOf({ n, columns });
      const into = probabilities ? { probabilities: out, gradient } : { gradient };
      return () => softmaxCrossEntropy(x, labels, { columns, probabilities, out: into });
    },
    ...crossEntropyPeers,
  })),
]);
