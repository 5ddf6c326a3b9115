import { functions, prelu } from "hillock";
import { beside, ofCopy } from "../targets.mjs";

/**
 * A case: what is measured, bytes read and written an element, what is to be reached, and how each peer does it.
 * hillock: (data) → function, in its own memory. tfjs: (tf, x, data) → function. onnx: { operator, slope, timesInput } for
 * both runtimes. jax: (jax, data) → function of x. pytorch: { setup, run }, lines that know x, g (gradient), out, n, columns.
 */
const forward = (name, targets, peers, f = functions.get(name)) => ({
  name: `${name} forward`,
  bytes: 8,
  targets,
  hillock: ({ own: { x, out } }) => {
    return () => f.forward(x, out);
  },
  ...peers,
});
const backward = (name, targets, peers, f = functions.get(name)) => ({
  name: `${name} backward`,
  bytes: 12,
  targets,
  hillock: ({ own: { gradient, x, out } }) => {
    return () => f.backward(gradient, x, out);
  },
  ...peers,
});
const backwardFromOutput = (name, targets, peers, f = functions.get(name)) => ({
  name: `${name} backward from output`,
  bytes: 12,
  targets,
  hillock: ({ own: { gradient, x, out } }) => {
    f.forward(x, x);
    return () => f.backwardFromOutput(gradient, x, out);
  },
  ...peers,
});

const tfjsGradient = (f) => (tf, x, data) => {
  const gradient = tf.tensor(data.gradient);
  return () => tf.grad(f(tf))(x, gradient);
};
const jaxGradient = (f) => (jax, data) => {
  const gradient = jax.numpy.array(data.gradient);
  return jax.grad((x) => f(jax, x).mul(gradient.ref).sum());
};
const line = (run, setup = "") => ({ setup, run });

const memoryBound = [ofCopy, beside("pytorch", 1)];
const computing = [beside("pytorch", 1), beside("onnxruntime-web", 2), beside("tfjs", 8)];
const slope = prelu.with({ slope: 0.25 });
const leakyBackward = (s) => line(`aten.leaky_relu_backward.grad_input(g, x, ${s}, False, grad_input=out)`);

export const cases = [
  forward("relu", memoryBound, {
    onnx: { operator: "Relu" },
    tfjs: (tf, x) => () => tf.relu(x),
    jax: ({ nn }) => nn.relu,
    pytorch: line("torch.clamp_min(x, 0, out=out)"),
  }),
  backward("relu", memoryBound, {
    tfjs: tfjsGradient((tf) => (x) => tf.relu(x)),
    jax: jaxGradient(({ nn }, x) => nn.relu(x)),
    pytorch: line("aten.threshold_backward.grad_input(g, x, 0, grad_input=out)"),
  }),
  forward("leakyRelu", memoryBound, {
    onnx: { operator: "LeakyRelu" },
    tfjs: (tf, x) => () => tf.leakyRelu(x, 0.01),
    jax: ({ nn }) => {
      return (x) => nn.leakyRelu(x, 0.01);
    },
    pytorch: line("nn.leaky_relu(x, 0.01, out=out)"),
  }),
  backward("leakyRelu", memoryBound, {
    tfjs: tfjsGradient((tf) => (x) => tf.leakyRelu(x, 0.01)),
    jax: jaxGradient(({ nn }, x) => nn.leakyRelu(x, 0.01)),
    pytorch: leakyBackward(0.01),
  }),
  forward(
    "prelu",
    memoryBound,
    {
      onnx: { operator: "PRelu", slope: 0.25 },
      tfjs: (tf, x) => {
        const slopes = tf.scalar(0.25);
        return () => tf.prelu(x, slopes);
      },
      pytorch: line("torch.prelu(x, slope)", "slope = torch.tensor([0.25])"),
    },
    slope,
  ),
  backward("prelu", memoryBound, { pytorch: leakyBackward(0.25) }, slope),
  forward("sigmoid", [beside("tfjs", 1.2), beside("onnxruntime-web", 3)], {
    onnx: { operator: "Sigmoid" },
    tfjs: (tf, x) => () => tf.sigmoid(x),
    jax: ({ nn }) => nn.sigmoid,
    pytorch: line("torch.sigmoid(x, out=out)"),
  }),
  backwardFromOutput("sigmoid", memoryBound, {
    pytorch: line("aten.sigmoid_backward.grad_input(g, y, grad_input=out)", "y = torch.sigmoid(x)"),
  }),
  backward("sigmoid", [], {
    tfjs: tfjsGradient((tf) => (x) => tf.sigmoid(x)),
    jax: jaxGradient(({ nn }, x) => nn.sigmoid(x)),
    pytorch: line(
      "aten.sigmoid_backward.grad_input(g, torch.sigmoid(x, out=y), grad_input=out)",
      "y = x.clone()",
    ),
  }),
  forward("tanh", computing, {
    onnx: { operator: "Tanh" },
    tfjs: (tf, x) => () => tf.tanh(x),
    jax: ({ numpy }) => numpy.tanh,
    pytorch: line("torch.tanh(x, out=out)"),
  }),
  backwardFromOutput("tanh", memoryBound, {
    pytorch: line("aten.tanh_backward.grad_input(g, y, grad_input=out)", "y = torch.tanh(x)"),
  }),
  backward("tanh", [], {
    tfjs: tfjsGradient((tf) => (x) => tf.tanh(x)),
    jax: jaxGradient(({ numpy }, x) => numpy.tanh(x)),
    pytorch: line("aten.tanh_backward.grad_input(g, torch.tanh(x, out=y), grad_input=out)", "y = x.clone()"),
  }),
  forward("gelu", computing, {
    onnx: { operator: "Gelu" },
    tfjs: (tf, x) => () => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
    jax: ({ nn }) => {
      return (x) => nn.gelu(x, { approximate: false });
    },
    pytorch: line("nn.gelu(x, out=out)"),
  }),
  backward("gelu", [], {
    jax: jaxGradient(({ nn }, x) => nn.gelu(x, { approximate: false })),
    pytorch: line("aten.gelu_backward.grad_input(g, x, grad_input=out)"),
  }),
  forward("silu", computing, {
    onnx: { operator: "Sigmoid", timesInput: true },
    tfjs: (tf, x) => () => tf.mul(x, tf.sigmoid(x)),
    jax: ({ nn }) => nn.silu,
    pytorch: line("nn.silu(x, out=out)"),
  }),
  backward("silu", [], {
    jax: jaxGradient(({ nn }, x) => nn.silu(x)),
    pytorch: line("aten.silu_backward.grad_input(g, x, grad_input=out)"),
  }),
];
