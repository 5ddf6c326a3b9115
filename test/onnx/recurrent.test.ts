import fc from "fast-check";
import { inspectOnnx, relu, tanh } from "hillock";
import { expect, test } from "vitest";
import { type AttributeSketch, model, node, waves } from "./graphs.ts";
import { type Feed, runOnnx } from "./onnxruntime.ts";

const [STEPS, ROWS, WIDTH, HIDDEN] = [5, 3, 4, 2];
const BLOCKS = { RNN: 1, GRU: 3, LSTM: 4 } as const;
type Type = keyof typeof BLOCKS;

interface Sketch {
  readonly type: Type;
  readonly direction: "forward" | "reverse" | "bidirectional";
  readonly opset: number;
  readonly bias: boolean;
  readonly state: boolean;
  readonly lengths: boolean;
  readonly clip: number | undefined;
  /** linear_before_reset of GRU, input_forget of LSTM. */
  readonly variant: boolean;
  /** Whether it has other functions than it has by default. */
  readonly others: boolean;
}
const PLAIN: Sketch = {
  type: "LSTM",
  direction: "forward",
  opset: 17,
  bias: true,
  state: false,
  lengths: false,
  clip: undefined,
  variant: false,
  others: false,
};
const LENGTHS = [5, 2, 4];
const directionsOf = ({ direction }: Sketch): number => (direction === "bidirectional" ? 2 : 1);

/** What sequences start from, where they do not from 0. */
const STATES = {
  h: (count: number) => waves(count * ROWS * HIDDEN, 1),
  c: (count: number) => waves(count * ROWS * HIDDEN, 2),
} as const;

/** Functions of a direction; the numbers are those of the ones that have such. */
const OTHERS = {
  RNN: { activations: ["LeakyRelu"], activation_alpha: [0.2] },
  GRU: {
    activations: ["HardSigmoid", "ScaledTanh"],
    activation_alpha: [0.3, 1.2],
    activation_beta: [0.4, 0.7],
  },
  LSTM: {
    activations: ["HardSigmoid", "softsign", "Elu"],
    activation_alpha: [0.3, 0.7],
    activation_beta: [0.4],
  },
} as const;
const repeated = (lists: Readonly<Record<string, readonly (string | number)[]>>, count: number) =>
  Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [
      name,
      Array.from({ length: count }, () => list).flat() as readonly string[] | readonly number[],
    ]),
  );

/** A recurrent operator. */
function recurrent(
  sketch: Sketch,
  further: Readonly<Record<string, AttributeSketch>> = {},
  outputs = ["states", "last"],
): Uint8Array {
  const { type, direction, opset, bias, state, lengths, clip, variant, others } = sketch;
  const count = directionsOf(sketch);
  const blocks = BLOCKS[type];
  const tensor = (shape: number[], size = 1): readonly [readonly number[], Float32Array] => [
    shape,
    waves(
      shape.reduce((a, b) => a * b, 1),
      size,
    ),
  ];
  const own = { RNN: undefined, GRU: "linear_before_reset", LSTM: "input_forget" }[type];
  return model({
    opset,
    inputs: [
      { name: "x", shape: [STEPS, null, WIDTH] },
      ...(lengths ? [{ name: "lengths", type: 6, shape: [null] }] : []),
    ],
    outputs: [
      { name: "last", shape: [count, null, HIDDEN] },
      ...(outputs.includes("states") ? [{ name: "states", shape: [STEPS, count, null, HIDDEN] }] : []),
    ],
    tensors: {
      w: tensor([count, blocks * HIDDEN, WIDTH], 1.5),
      r: tensor([count, blocks * HIDDEN, HIDDEN]),
      ...(bias ? { b: tensor([count, 2 * blocks * HIDDEN], 0.5) } : {}),
      ...(state ? { h: [[count, ROWS, HIDDEN], STATES.h(count)] } : {}),
      ...(state && type === "LSTM" ? { c: [[count, ROWS, HIDDEN], STATES.c(count)] } : {}),
    },
    nodes: [
      {
        type,
        inputs: [
          "x",
          "w",
          "r",
          bias ? "b" : "",
          lengths ? "lengths" : "",
          ...(state ? ["h", ...(type === "LSTM" ? ["c"] : [])] : []),
        ],
        outputs,
        attributes: {
          hidden_size: BigInt(HIDDEN),
          direction,
          ...(clip === undefined ? {} : { clip }),
          ...(own !== undefined && variant ? { [own]: 1n } : {}),
          ...(others ? repeated(OTHERS[type], count) : {}),
          ...further,
        },
      },
    ],
  });
}

const feeds = (sketch: Sketch): Record<string, Feed> => ({
  x: { type: "float32", data: waves(STEPS * ROWS * WIDTH, 2), dims: [STEPS, ROWS, WIDTH] },
  ...(sketch.lengths ? { lengths: { type: "int32", data: Int32Array.from(LENGTHS), dims: [ROWS] } } : {}),
});

/** What each function gives, by its name and then by row, step and unit, and the operator's states in that order. */
async function lookedAt(sketch: Sketch) {
  const inspection = inspectOnnx(recurrent(sketch));
  const outputs = await runOnnx(inspection.instrumented, feeds(sketch));
  const given = new Map(
    inspection.activations.map(({ activation, input, gate }): [string, number[]] => {
      if (activation.kind === "row") throw new Error(activation.name);
      return [gate?.name ?? "", Array.from(outputs[input].data, (z) => activation(z))];
    }),
  );
  const inner = new Map(
    inspection.activations.map(({ input, gate }): [string, number[]] => [
      gate?.name ?? "",
      Array.from(outputs[input].data),
    ]),
  );
  const count = directionsOf(sketch);
  const states = Array.from({ length: count }, (_, d) =>
    Array.from({ length: ROWS }, (_, row) =>
      Array.from({ length: STEPS }, (_, step) =>
        Array.from(
          { length: HIDDEN },
          (_, unit) => outputs.states.data[((step * count + d) * ROWS + row) * HIDDEN + unit],
        ),
      ),
    ),
  );
  return { given, inner, states };
}

/** Steps that each row's sequence has. */
const stepsOf = ({ lengths }: Sketch): readonly number[] => (lengths ? LENGTHS : LENGTHS.map(() => STEPS));

/** Checks that what the functions give makes up the states that the operator gave. */
async function expectStates(sketch: Sketch): Promise<void> {
  const { given, inner, states } = await lookedAt(sketch);
  states.forEach((ofRows, direction) => {
    const reversed = sketch.direction === "reverse" || direction === 1;
    const named = (name: string, from = given): number[] | undefined =>
      from.get(reversed ? `backward ${name}` : name);
    const initial = (name: "h" | "c", row: number, unit: number): number =>
      sketch.state ? STATES[name](directionsOf(sketch))[(direction * ROWS + row) * HIDDEN + unit] : 0;
    let at = 0;
    stepsOf(sketch).forEach((steps, row) => {
      for (let step = 0; step < steps; step++)
        for (let unit = 0; unit < HIDDEN; unit++, at++) {
          const first = step === (reversed ? steps - 1 : 0);
          const before = reversed ? step + 1 : step - 1;
          const get = (name: string): number => named(name)?.[at] ?? Number.NaN;
          const earlier = first ? initial("h", row, unit) : ofRows[row][before][unit];
          const cells = named("cell", inner);
          const from = at + (before - step) * HIDDEN;
          const kept = sketch.variant ? 1 - get("input gate") : get("forget gate");
          const expected = {
            RNN: () => get("state"),
            GRU: () => (1 - get("update gate")) * get("candidate") + get("update gate") * earlier,
            LSTM: () => get("output gate") * get("cell"),
          }[sketch.type]();
          expect(ofRows[row][step][unit]).toBeCloseTo(expected, 5);
          if (cells === undefined) continue;
          const cell =
            kept * (first ? initial("c", row, unit) : cells[from]) + get("input gate") * get("candidate");
          expect(cells[at]).toBeCloseTo(cell, 5);
        }
    });
    for (const [name, values] of given)
      if (name.startsWith("backward ") === reversed) expect([name, values.length]).toEqual([name, at]);
  });
}

const sketches = fc.record<Sketch>({
  type: fc.constantFrom("RNN", "GRU", "LSTM"),
  direction: fc.constantFrom("forward", "reverse", "bidirectional"),
  opset: fc.constantFrom(9, 12, 14, 17),
  bias: fc.boolean(),
  state: fc.boolean(),
  lengths: fc.boolean(),
  clip: fc.constantFrom(undefined, 0.4),
  variant: fc.boolean(),
  others: fc.boolean(),
});
test("the functions inside of recurrent operators make up what these give", async () => {
  await fc.assert(fc.asyncProperty(sketches, expectStates), { numRuns: 60 });
});

const namesOf = (bytes: Uint8Array): string =>
  inspectOnnx(bytes)
    .activations.map(({ activation, node }) => `${activation.name} at ${node}`)
    .join(", ");

test("each is called by what it does", () => {
  expect(namesOf(recurrent({ ...PLAIN, direction: "reverse" }))).toBe(
    [
      "sigmoid at backward input gate of states",
      "sigmoid at backward forget gate of states",
      "tanh at backward candidate of states",
      "sigmoid at backward output gate of states",
      "tanh at backward cell of states",
    ].join(", "),
  );
  expect(namesOf(recurrent({ ...PLAIN, type: "GRU", others: true }))).toContain("hardSigmoid at update gate");
  expect(namesOf(recurrent({ ...PLAIN, type: "RNN", others: true }))).toBe("leakyRelu at state of states");
});

test("the states need not leave the operator", async () => {
  const values = async (unnamed: boolean) => {
    const { activations, instrumented } = inspectOnnx(
      recurrent(PLAIN, {}, unnamed ? ["", "last"] : undefined),
    );
    const outputs = await runOnnx(instrumented, feeds(PLAIN));
    return activations.map(({ input }) => Array.from(outputs[input].data));
  };
  expect(await values(true)).toEqual(await values(false));
});

test("what cannot be looked into is said, with the reason", () => {
  const why = (sketch: Partial<Sketch>, further: Readonly<Record<string, AttributeSketch>> = {}): string => {
    const { activations, closed } = inspectOnnx(recurrent({ ...PLAIN, ...sketch }, further));
    expect(activations).toEqual([]);
    return closed.map(({ node, why: reason }) => `${node}: ${reason}`).join();
  };
  expect(why({ opset: 7 })).toBe("states: it is of opset 7; from 9 on it can be");
  expect(why({}, { layout: 1n })).toBe("states: its rows stand before its steps (layout 1)");
  expect(why({}, { hidden_size: 0n })).toBe("states: it does not say how many units it has");
  expect(why({}, { activations: ["Sigmoid", "Gauss", "Tanh"] })).toBe(
    "states: its function Gauss is not known",
  );
  expect(why({}, { activations: ["Sigmoid", "Tanh"] })).toBe("states: it has 2 functions, for 3");
});

test("what is left of a gradient: a gate's on the way through the cell, of one step", () => {
  const { activations, gradients } = inspectOnnx(recurrent(PLAIN));
  expect(activations.map(({ gate }) => gate?.name)).toEqual([
    "input gate",
    "forget gate",
    "candidate",
    "output gate",
    "cell",
  ]);
  expect(gradients([0.5, 0.25, 1, 0.125, 0.5])).toEqual([0.25, 0.125, 0.5, 0.125, 0.5]);
});

test("functions inside of operators are not exchanged, and that is said", () => {
  expect(() => inspectOnnx(recurrent(PLAIN)).swap([{ from: tanh, to: relu }])).toThrow(
    'tanh stands only inside of a recurrent operator, as in "states"; there it cannot be exchanged.',
  );
  expect(inspectOnnx(recurrent(PLAIN)).swap([{ from: relu, to: tanh }]).counts).toEqual([0]);
});

test("of very many, only the first are looked into", () => {
  const count = 300;
  const bytes = model({
    inputs: [{ name: "x", shape: [STEPS, null, 1, HIDDEN] }],
    outputs: [{ name: `y${count}`, shape: [STEPS, null, 1, HIDDEN] }],
    tensors: { w: [[1, HIDDEN, HIDDEN], waves(4)], axis: [[1], BigInt64Array.of(1n)] },
    nodes: Array.from({ length: count }, (_, i) => [
      node("Squeeze", [i === 0 ? "x" : `y${i}`, "axis"], `x${i}`),
      node("RNN", [`x${i}`, "w", "w"], `y${i + 1}`, { hidden_size: BigInt(HIDDEN) }),
    ]).flat(),
  });
  const { activations, closed } = inspectOnnx(bytes);
  expect([activations.length, closed.length]).toEqual([200, 100]);
  expect(closed[0]).toEqual({ node: "y201", why: "it stands behind 200 that are" });
});
