import { softmax, softmaxCrossEntropy } from "hillock";

const LABELS = `labels = torch.arange(n // columns) % columns
logits = x.reshape(n // columns, columns).clone().requires_grad_(True)`;
const BACKWARD = `logits.grad = None
F.cross_entropy(logits, labels).backward()`;

/** As in elementwise.mjs; `columns` makes rows of the data, which are cut to whole ones. */
export const cases = [10, 1000].flatMap((columns) => [
  {
    name: `softmax ${columns} columns forward`,
    columns,
    bytes: 8,
    hillock:
      ({ x, out }) =>
      () =>
        softmax.forward(x, { columns }, out),
    onnx: { operator: "Softmax" },
    tfjs: (tf, x) => () => tf.softmax(x),
    jax:
      ({ nn }) =>
      (x) =>
        nn.softmax(x, -1),
    pytorch: { setup: "rows = x.reshape(n // columns, columns)", run: "torch.softmax(rows, 1)" },
  },
  {
    name: `cross-entropy ${columns} columns with gradient`,
    columns,
    bytes: 12,
    hillock: ({ n, x, out, gradient }) => {
      const labels = Int32Array.from({ length: n / columns }, (_, row) => row % columns);
      return () => softmaxCrossEntropy(x, labels, { columns, out: { probabilities: out, gradient } });
    },
    pytorch: { setup: LABELS, run: BACKWARD },
  },
]);
