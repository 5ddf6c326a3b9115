import { blockTrainer, dense, derive, linear, network } from "hillock";
import type { FunctionSpec } from "./function-spec.ts";
import { resolveHidden } from "./resolve.ts";

const STEPS = 60;
const ROWS = 64;
const START = [-1.4, 1.2] as const;
const GOAL = [1.2, -1] as const;
const RATE = 0.35;

export interface ZigzagLook {
  /** Both weights after each step, the start first. */
  readonly path: readonly (readonly [number, number])[];
  /** Share of the steps whose two weight gradients have the same sign. */
  readonly sameSign: number;
  /** Length of the way over the straight distance. */
  readonly detour: number;
  /** ‖w − goal‖ at the end. */
  readonly left: number;
  readonly goal: readonly [number, number];
}

/** Two weights learn, one example a step, from what a layer of this function gives them. */
export function zigzagLook(spec: FunctionSpec, seed: number): ZigzagLook {
  const f = resolveHidden(spec);
  const random = derive(seed, "zig-zag");
  const inputs = Float32Array.from({ length: 2 * ROWS }, () => f(4 * random.uniform() - 2));
  if (!inputs.every(Number.isFinite))
    throw new Error(`${spec.text} is not a finite number for some inputs from −2 to 2.`);
  const size = Math.sqrt(inputs.reduce((sum, a) => sum + a * a, 0) / inputs.length) || 1;
  // the same size of inputs for every function, so that only their signs differ
  const scaled = inputs.map((a) => a / size);
  const labels = Float32Array.from(
    { length: ROWS },
    (_, r) => GOAL[0] * (scaled[2 * r] ?? 0) + GOAL[1] * (scaled[2 * r + 1] ?? 0),
  );
  const net = network({ inputs: 2, layers: [dense(1, linear)], largestBatch: 1 });
  net.load([
    { name: "0.weight", shape: [1, 2], data: Float32Array.from(START) },
    { name: "0.bias", shape: [1], data: new Float32Array(1) },
  ]);
  const trainer = blockTrainer(net, { slots: ROWS, optimizer: "sgd", batchSize: 1, learningRate: RATE / 2 });
  trainer.put(0, { inputs: scaled, labels });
  const weights = (): readonly [number, number] => {
    const [weight] = net.parameters();
    return [weight?.data[0] ?? 0, weight?.data[1] ?? 0];
  };
  const path: (readonly [number, number])[] = [weights()];
  let [same, length] = [0, 0];
  trainer.startEpoch();
  for (let step = 0; step < STEPS; step++) {
    trainer.step(Uint32Array.of(step % ROWS));
    const now = weights();
    const before = path.at(-1) ?? now;
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    same += Number(dx * dy > 0) / STEPS;
    length += Math.hypot(dx, dy);
    path.push(now);
  }
  const end = path.at(-1) ?? START;
  return {
    path,
    sameSign: same,
    detour: length / Math.hypot(end[0] - START[0], end[1] - START[1]),
    left: Math.hypot(end[0] - GOAL[0], end[1] - GOAL[1]),
    goal: GOAL,
  };
}
