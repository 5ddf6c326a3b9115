import { activation, dense, derive, type Network, network, train } from "hillock";
import type { Start } from "./chain-options.ts";
import type { FunctionSpec } from "./function-spec.ts";
import { resolveHidden } from "./resolve.ts";

const WIDTH = 32;
const ROWS = 64;

/** Labels so far off that the squared error's gradient, (z / FAR − label) / FAR, is ±1 whatever the chain makes of z. */
const FAR = 1e18;

function normals(count: number, seed: number): Float32Array {
  const random = derive(seed, "inputs of the chain");
  return Float32Array.from({ length: count }, () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += random.uniform();
    return sum;
  });
}

function scaleWeights(net: Network, factor: number): void {
  if (factor === 1) return;
  net.load(
    net
      .parameters()
      .map((parameter) =>
        parameter.name.endsWith(".weight")
          ? { ...parameter, data: parameter.data.map((w) => w * factor) }
          : parameter,
      ),
  );
}

/** Sizes of gradients and activations at each layer of an untrained chain, the first layer first. */
export interface ChainLook {
  /** Root mean square of ∂loss/∂z, as a share of the last layer's. */
  readonly gradient: readonly number[];
  /** Root mean square of the activations. */
  readonly activation: readonly number[];
}

/** A chain of equal layers, 32 units each, seen on 64 normal examples before its first step. */
export async function chainLook(
  spec: FunctionSpec,
  depth: number,
  start: Start,
  scale: number,
  seed: number,
): Promise<ChainLook> {
  const f = resolveHidden(spec);
  const output = activation("output", `x / ${FAR}`);
  const options = start === "auto" ? {} : { initialization: start };
  const net = network({
    inputs: WIDTH,
    layers: [
      ...Array.from({ length: depth }, () => dense(WIDTH, f, options)),
      dense(1, output, { initialization: "glorot" }),
    ],
    seed,
    largestBatch: ROWS,
  });
  scaleWeights(net, scale);
  const inputs = normals(WIDTH * ROWS, seed);
  const labels = normals(ROWS, seed + 1).map((x) => FAR * Math.sign(x));
  // the evidence is gathered before the first step; a step this small changes nothing that is looked at
  const { evidence } = await train(
    net,
    { inputs, labels },
    { epochs: 1, batchSize: ROWS, learningRate: 1e-30 },
  );
  const layers = evidence.before.layers.slice(0, depth);
  const last = layers.at(-1)?.gradientSize ?? Number.NaN;
  return {
    gradient: layers.map(({ gradientSize }) => gradientSize / last),
    activation: layers.map(({ activationSize }) => activationSize),
  };
}
