import { fastest } from "../../rounds.mjs";
import { batchOf, CHECKED, RATE } from "../problem.mjs";

/** jax-js with its WebAssembly backend: one jitted step. In Node it has no worker threads. */
export async function openJaxTraining(shape, data, parameters) {
  const jax = await import("@jax-js/jax");
  const { numpy: np, nn } = jax;
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const { sizes, rows, batch } = shape;
  const classes = sizes.at(-1);
  const layers = parameters.length / 2;
  const lossOf = (weights, x, y) => {
    let a = x;
    for (let l = 0; l < layers; l++) {
      const z = np.matmul(a, weights[2 * l].transpose()).add(weights[2 * l + 1]);
      a = l === layers - 1 ? z : nn.relu(z);
    }
    return np.sum(nn.logSoftmax(a).mul(y)).mul(-1 / batch);
  };
  const step = jax.jit((weights, x, y) => {
    const [loss, gradients] = jax.valueAndGrad(lossOf)(
      weights.map((w) => w.ref),
      x,
      y,
    );
    return [loss, weights.map((w, i) => w.sub(gradients[i].mul(RATE)))];
  });
  let weights = parameters.map((p) => np.array(p.data).reshape([...p.shape]));
  const batches = Array.from({ length: rows / batch }, (_, i) => {
    const [from, to] = batchOf(shape, i);
    const y = new Float32Array(batch * classes);
    for (let r = from; r < to; r++) y[(r - from) * classes + data.labels[r]] = 1;
    return [
      np.array(data.inputs.slice(from * sizes[0], to * sizes[0])).reshape([batch, sizes[0]]),
      np.array(y).reshape([batch, classes]),
    ];
  });
  let next = 0;
  const run = () => {
    const [x, y] = batches[next++ % batches.length];
    const [loss, updated] = step(weights, x.ref, y.ref);
    weights = updated;
    return loss;
  };
  const losses = [];
  for (let i = 0; i < CHECKED; i++) losses.push((await run().data())[0]);
  return {
    losses,
    async stepsPerSecond() {
      const seconds = await fastest(async () => {
        for (let i = 0; i < shape.steps.jax; i++) {
          run().dispose();
          await jax.blockUntilReady(weights[0].ref);
        }
      });
      return shape.steps.jax / seconds;
    },
    close() {
      for (const w of weights) w.dispose();
    },
  };
}
