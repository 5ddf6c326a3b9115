import { functions, prelu } from "hillock";

/**
 * A case: what is measured, bytes read and written an element, and how each peer does it.
 * hillock: (data) → function. tfjs: (tf, x, data) → function. onnx: { operator, slope } for both runtimes.
 * jax: (jax, data) → function of x. pytorch: { setup, run }, lines that know x, g (gradient), out, n, columns.
 */
const forward = (name, peers, f = functions.get(name)) => ({
  name: `${name} forward`,
  bytes: 8,
  hillock:
    ({ x, out }) =>
    () =>
      f.forward(x, out),
  ...peers,
});
const backward = (name, peers, f = functions.get(name)) => ({
  name: `${name} backward`,
  bytes: 12,
  hillock:
    ({ gradient, x, out }) =>
    () =>
      f.backward(gradient, x, out),
  ...peers,
});
const tfjsGradient =
  (f) =>
  (tf, x, { gradient }) => {
    const g = tf.tensor(gradient);
    return () => tf.grad(f(tf))(x, g);
  };
const jaxGradient =
  (f) =>
  (jax, { gradient }) => {
    const g = jax.numpy.array(gradient);
    return jax.grad((x) => f(jax.nn)(x).mul(g.ref).sum());
  };
const line = (run, setup = "") => ({ setup, run });
const slope = prelu.with({ slope: 0.25 });
const SLOPE = "slope = torch.tensor([0.25])";

export const cases = [
  forward("relu", {
    onnx: { operator: "Relu" },
    tfjs: (tf, x) => () => tf.relu(x),
    jax: ({ nn }) => nn.relu,
    pytorch: line("torch.clamp_min(x, 0, out=out)"),
  }),
  backward("relu", {
    tfjs: tfjsGradient((tf) => (x) => tf.relu(x)),
    jax: jaxGradient((nn) => nn.relu),
    pytorch: line("aten.threshold_backward.grad_input(g, x, 0, grad_input=out)"),
  }),
  forward("leakyRelu", {
    onnx: { operator: "LeakyRelu" },
    tfjs: (tf, x) => () => tf.leakyRelu(x, 0.01),
    jax:
      ({ nn }) =>
      (x) =>
        nn.leakyRelu(x, 0.01),
    pytorch: line("nn.leaky_relu(x, 0.01, out=out)"),
  }),
  backward("leakyRelu", {
    tfjs: tfjsGradient((tf) => (x) => tf.leakyRelu(x, 0.01)),
    jax: jaxGradient((nn) => (x) => nn.leakyRelu(x, 0.01)),
    pytorch: line("aten.leaky_relu_backward.grad_input(g, x, 0.01, False, grad_input=out)"),
  }),
  forward(
    "prelu",
    {
      onnx: { operator: "PRelu", slope: 0.25 },
      tfjs: (tf, x) => {
        const a = tf.scalar(0.25);
        return () => tf.prelu(x, a);
      },
      pytorch: line("torch.prelu(x, slope)", SLOPE),
    },
    slope,
  ),
  backward(
    "prelu",
    { pytorch: line("aten.leaky_relu_backward.grad_input(g, x, 0.25, False, grad_input=out)") },
    slope,
  ),
  forward("sigmoid", {
    onnx: { operator: "Sigmoid" },
    tfjs: (tf, x) => () => tf.sigmoid(x),
    jax: ({ nn }) => nn.sigmoid,
    pytorch: line("torch.sigmoid(x, out=out)"),
  }),
  backward("sigmoid", {
    tfjs: tfjsGradient((tf) => (x) => tf.sigmoid(x)),
    jax: jaxGradient((nn) => nn.sigmoid),
    pytorch: line("aten.sigmoid_backward.grad_input(g, y, grad_input=out)", "y = torch.sigmoid(x)"),
  }),
  forward("tanh", {
    onnx: { operator: "Tanh" },
    tfjs: (tf, x) => () => tf.tanh(x),
    jax: ({ numpy }) => numpy.tanh,
    pytorch: line("torch.tanh(x, out=out)"),
  }),
  backward("tanh", {
    tfjs: tfjsGradient((tf) => (x) => tf.tanh(x)),
    pytorch: line("aten.tanh_backward.grad_input(g, y, grad_input=out)", "y = torch.tanh(x)"),
  }),
  forward("gelu", {
    onnx: { operator: "Gelu" },
    jax:
      ({ nn }) =>
      (x) =>
        nn.gelu(x, { approximate: false }),
    pytorch: line("nn.gelu(x, out=out)"),
  }),
  backward("gelu", {
    jax: jaxGradient((nn) => (x) => nn.gelu(x, { approximate: false })),
    pytorch: line("aten.gelu_backward.grad_input(g, x, grad_input=out)"),
  }),
  forward("silu", {
    tfjs: (tf, x) => () => tf.mul(x, tf.sigmoid(x)),
    jax: ({ nn }) => nn.silu,
    pytorch: line("nn.silu(x, out=out)"),
  }),
  backward("silu", {
    jax: jaxGradient((nn) => nn.silu),
    pytorch: line("aten.silu_backward.grad_input(g, x, grad_input=out)"),
  }),
];
