import { fastest } from "../../rounds.mjs";
import { openTfjs } from "../../tfjs.mjs";
import { batchOf, CHECKED, RATE } from "../problem.mjs";

export async function openTfjsTraining(shape, data, parameters) {
  const tf = await openTfjs();
  const { sizes, rows } = shape;
  const weights = parameters.map(({ shape: dims, data: values }) =>
    dims.length === 2
      ? tf.variable(tf.transpose(tf.tensor2d(values, dims)))
      : tf.variable(tf.tensor1d(values)),
  );
  const optimizer = tf.train.sgd(RATE);
  const x = tf.tensor2d(data.inputs, [rows, sizes[0]]);
  const y = tf.cast(tf.oneHot(tf.tensor1d(data.labels, "int32"), sizes.at(-1)), "float32");
  const batches = Array.from({ length: rows / shape.batch }, (_, step) => {
    const [from, to] = batchOf(shape, step);
    return [
      tf.slice2d(x, [from, 0], [to - from, sizes[0]]),
      tf.slice2d(y, [from, 0], [to - from, sizes.at(-1)]),
    ];
  });
  const lossOf = ([inputs, targets]) => {
    let a = inputs;
    for (let l = 0; l < weights.length / 2; l++) {
      const z = tf.add(tf.matMul(a, weights[2 * l]), weights[2 * l + 1]);
      a = l === weights.length / 2 - 1 ? z : tf.relu(z);
    }
    return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(a)), 1)));
  };
  let next = 0;
  const step = () => {
    const batch = batches[next++ % batches.length];
    return optimizer.minimize(() => tf.tidy(() => lossOf(batch)), true);
  };
  const losses = [];
  for (let i = 0; i < CHECKED; i++) {
    const loss = step();
    losses.push(loss.dataSync()[0]);
    loss.dispose();
  }
  return {
    losses,
    async stepsPerSecond() {
      const seconds = await fastest(() => {
        for (let i = 0; i < shape.steps.tfjs; i++) step().dispose();
      });
      return shape.steps.tfjs / seconds;
    },
    close: () => tf.disposeVariables(),
  };
}
