import fc from "fast-check";
import {
  activation,
  clamp,
  type ElementwiseActivation,
  functions,
  HillockError,
  type RowActivation,
  sigmoidBinaryCrossEntropy,
  softmaxCrossEntropy,
} from "hillock";
import { describe, expect, test } from "vitest";

const all = [...functions.values()];
const elementwise = all.filter((f) => f.kind === "elementwise");
const rowFunctions = all.filter((f) => f.kind === "row");
const anyOf = <T>(list: readonly T[]) => fc.constantFrom(...list);

const MARK = 7.25;
const filled = (length: number): Float32Array => new Float32Array(length).fill(MARK);
const detached = (): Float32Array => {
  const array = new Float32Array(8);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
};
const shared = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * length));

/** The call must fail with a typed error that says all of the words, and leave the arrays as they were. */
function refused(
  call: () => unknown,
  code: string,
  words: readonly RegExp[],
  untouched: readonly Float32Array[],
): void {
  const before = untouched.map((array) => [...array]);
  let error: unknown;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(HillockError);
  const { code: actual, message } = error as HillockError;
  expect([actual, message]).toEqual([code, message]);
  for (const word of words) expect(message).toMatch(word);
  untouched.forEach((array, i) => expect([...array]).toEqual(before[i]));
}

type Call = (arrays: Record<string, Float32Array>, out: Float32Array) => unknown;
interface Subject {
  readonly name: string;
  /** Arrays that go in, each of `length` elements. */
  readonly inputs: readonly string[];
  readonly call: Call;
}
const columns = 4;
const labels = [0, 1];
const length = columns * labels.length;
/** Functions whose output has as many elements as their input. */
const subjects: Subject[] = [
  ...elementwise.flatMap((f: ElementwiseActivation): Subject[] => [
    { name: `${f.name} forward`, inputs: ["x"], call: ({ x }, out) => f.forward(x, out) },
    {
      name: `${f.name} backward`,
      inputs: ["gradient", "x"],
      call: ({ gradient, x }, out) => f.backward(gradient, x, out),
    },
  ]),
  ...rowFunctions
    .filter((f) => f.outputColumns(columns) === columns)
    .flatMap((f: RowActivation): Subject[] => [
      { name: `${f.name} forward`, inputs: ["x"], call: ({ x }, out) => f.forward(x, { columns }, out) },
      {
        name: `${f.name} backward`,
        inputs: ["gradient", "x"],
        call: ({ gradient, x }, out) => f.backward(gradient, x, { columns }, out),
      },
    ]),
  {
    name: "cross-entropy",
    inputs: ["logits"],
    call: ({ logits }, out) => softmaxCrossEntropy(logits, labels, { columns, out: { gradient: out } }),
  },
  {
    name: "binary cross-entropy",
    inputs: ["logits", "labels"],
    call: (given, out) =>
      sigmoidBinaryCrossEntropy(given["logits"], given["labels"], { out: { gradient: out } }),
  },
];
const inputsOf = ({ inputs }: Subject): Record<string, Float32Array> =>
  Object.fromEntries(inputs.map((name) => [name, new Float32Array(length).fill(0.5)]));
const subject = anyOf(subjects);

describe("arrays", () => {
  test("of another length than they should have", () => {
    fc.assert(
      fc.property(subject, fc.nat(), fc.integer({ min: 0, max: 20 }), (its, pick, other) => {
        fc.pre(other !== length);
        const out = filled(length);
        const arrays = inputsOf(its);
        arrays[its.inputs[pick % its.inputs.length]] = new Float32Array(other).fill(0.5);
        refused(() => its.call(arrays, out), "invalid-shape", [new RegExp(`\\b${other}\\b`)], [out]);
        const wrong = filled(other);
        refused(
          () => its.call(inputsOf(its), wrong),
          "invalid-shape",
          [new RegExp(`\\b${other}\\b`)],
          [wrong],
        );
      }),
    );
  });

  test("that are no Float32Array, were transferred, or lie in another's memory", () => {
    fc.assert(
      fc.property(subject, fc.nat(), (its, pick) => {
        const name = its.inputs[pick % its.inputs.length];
        const word = new RegExp(name);
        const faults: unknown[] = [
          undefined,
          null,
          new Float64Array(length),
          new Array(length).fill(0),
          "x",
          detached(),
          shared(length),
        ];
        for (const fault of faults) {
          const out = filled(length);
          refused(
            () => its.call({ ...inputsOf(its), [name]: fault as Float32Array }, out),
            "invalid-argument",
            [word],
            [out],
          );
        }
        for (const fault of [new Float64Array(length), new Array(length).fill(0), detached(), shared(length)])
          refused(
            () => its.call(inputsOf(its), fault as Float32Array),
            "invalid-argument",
            [/out|gradient/],
            [],
          );
      }),
    );
  });

  test("that overlap in part; in place is allowed and gives the same bits", () => {
    fc.assert(
      fc.property(
        subject,
        fc.nat(),
        fc.integer({ min: 1, max: length - 1 }),
        fc.boolean(),
        (its, pick, apart, before) => {
          const name = its.inputs[pick % its.inputs.length];
          const room = new Float32Array(length + apart).fill(0.5);
          const [low, high] = [room.subarray(0, length), room.subarray(apart)];
          const arrays = { ...inputsOf(its), [name]: before ? low : high };
          refused(
            () => its.call(arrays, before ? high : low),
            "invalid-argument",
            [/overlap/, new RegExp(name)],
            [room],
          );
          const fresh = filled(length);
          its.call(inputsOf(its), fresh);
          const inPlace = inputsOf(its);
          its.call(inPlace, inPlace[name]);
          expect(inPlace[name]).toEqual(fresh);
        },
      ),
    );
  });
});

test("columns that do not divide the elements, or are no number of columns", () => {
  fc.assert(
    fc.property(
      anyOf(rowFunctions),
      fc.constantFrom(3, 5, 7, 9, 16, 0, -4, 2.5, Number.NaN, Infinity, "4"),
      (f, bad) => {
        const [x, out] = [new Float32Array(8), filled(8)];
        const options = { columns: bad as number };
        const words = [new RegExp(String(bad).replace(/[^\w]/g, "\\$&"))];
        refused(() => f.forward(x, options, out), "invalid-shape", words, [out]);
        refused(() => f.backward(x, x, options, out), "invalid-shape", words, [out]);
        refused(
          () => softmaxCrossEntropy(x, [0, 0], { columns: bad as number, out: { gradient: out } }),
          "invalid-shape",
          words,
          [out],
        );
      },
    ),
  );
});

test("one wrong label among many is found, and named with its row", () => {
  const wrong = fc.record({
    rows: fc.integer({ min: 256, max: 20_000 }),
    classes: fc.integer({ min: 1, max: 7 }),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    beyond: fc.oneof(fc.integer({ min: -(2 ** 31), max: -1 }), fc.integer({ min: 0, max: 2 ** 31 - 8 })),
  });
  fc.assert(
    fc.property(wrong, ({ rows, classes, place, beyond }) => {
      const many = Int32Array.from({ length: rows }, (_, row) => row % classes);
      const logits = new Float32Array(rows * classes);
      const gradient = new Float32Array(logits.length);
      const options = { columns: classes, probabilities: false as const, out: { gradient } };
      expect(softmaxCrossEntropy(logits, many, options).loss).toBeCloseTo(Math.log(classes), 12);
      gradient.fill(7);
      const row = Math.floor(place * rows);
      many[row] = beyond < 0 ? beyond : classes + beyond;
      expect(() => softmaxCrossEntropy(logits, many, options)).toThrow(
        `The label of row ${row} is ${many[row]};`,
      );
      expect(gradient.every((value) => value === 7)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("labels out of range, too few or too many", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.integer({ min: columns }),
        fc.integer({ max: -1 }),
        fc.constantFrom(0.5, Number.NaN, Infinity, 2 ** 32),
      ),
      fc.nat({ max: 1 }),
      (label, row) => {
        const [logits, gradient, probabilities] = [new Float32Array(length), filled(length), filled(length)];
        const list = [1, 1].map((usual, i) => (i === row ? label : usual));
        const out = { gradient, probabilities };
        const words = [
          new RegExp(`row ${row}`),
          new RegExp(`${String(label).replace(/[+.]/g, "\\$&")}`),
          /from 0 to 3/,
        ];
        refused(() => softmaxCrossEntropy(logits, list, { columns, out }), "invalid-label", words, [
          gradient,
          probabilities,
        ]);
      },
    ),
  );
  const gradient = filled(length);
  for (const list of [[0], [0, 1, 2], []])
    refused(
      () => softmaxCrossEntropy(new Float32Array(length), list, { columns, out: { gradient } }),
      "invalid-shape",
      [new RegExp(`${list.length} labels`), /2 rows/],
      [gradient],
    );
});

test("parameters that make no sense: NaN and infinite ones of any function, and what each forbids", () => {
  fc.assert(
    fc.property(
      anyOf(elementwise.filter((f) => Object.keys(f.parameters).length > 0)),
      fc.nat(),
      fc.constantFrom(Number.NaN, Infinity, -Infinity),
      (f, pick, bad) => {
        const names = Object.keys(f.parameters);
        const name = names[pick % names.length];
        fc.pre(f !== clamp || bad !== { min: -Infinity, max: Infinity }[name]);
        const words = [new RegExp(f.name), new RegExp(`\\b${name}\\b`), new RegExp(String(bad))];
        refused(() => f.with({ [name]: bad }), "invalid-argument", words, []);
        refused(() => f.with({ [name]: [1, bad] }), "invalid-argument", words, []);
        refused(() => f.with({ nothing: 1 }), "invalid-argument", [/nothing/, new RegExp(name)], []);
      },
    ),
  );
  for (const [name, values, word] of [
    ["celu", { alpha: 0 }, /alpha is 0; a number above 0/],
    ["softplus", { beta: -1 }, /beta is -1; a number above 0/],
    ["softShrink", { lambda: -0.5 }, /lambda is -0.5; a number from 0 on/],
    ["hardShrink", { lambda: -0.5 }, /lambda is -0.5; a number from 0 on/],
    ["clamp", { min: 2, max: 1 }, /min is 2; a number of at most max, which is 1/],
    ["hardTanh", { min: 1, max: 1 }, /min is 1; a number below max, which is 1/],
    ["rrelu", { lower: 0.5, upper: 0.25 }, /lower is 0.5; a number of at most upper/],
    ["snake", { a: 0 }, /a is 0; a number other than 0/],
  ] as const) {
    const f = functions.get(name);
    if (f?.kind !== "elementwise") throw new Error(`There is no function ${name}.`);
    refused(() => f.with(values), "invalid-argument", [word], []);
  }
});

describe("formulas", () => {
  test("too long, too deep, too large", () => {
    for (const [formula, word] of [
      ["x".repeat(100_000), /100000 characters/],
      [`${"(".repeat(10_000)}x${")".repeat(10_000)}`, /20001 characters/],
      [`${"(".repeat(500)}x${")".repeat(500)}`, /nested more than/],
      [`${"-".repeat(1500)}x`, /nested more than/],
      [`x${"+x".repeat(900)}`, /parts/],
    ] as const)
      refused(() => activation("f", formula), "invalid-formula", [word], []);
  });

  test("names that shadow a primitive, a constant, the variable, or what objects have", () => {
    for (const name of ["exp", "tanh", "x", "pi", "e", "max"]) {
      refused(() => activation(name, "x"), "invalid-argument", [new RegExp(`"${name}"`)], []);
      refused(() => activation("f", "x", { [name]: 1 }), "invalid-formula", [new RegExp(`"${name}"`)], []);
    }
    for (const name of ["constructor", "toString", "hasOwnProperty"])
      refused(() => activation("f", `x * ${name}`, { [name]: 1 }), "invalid-formula", [new RegExp(name)], []);
  });

  test("parameters whose names have other characters than letters, digits and underscores", () => {
    for (const name of ["$", "a$b", "a-b", "a b", "1a", "", "\u{1f600}", "x."])
      refused(
        () => activation("f", `x * ${name}`, { [name]: 1 }),
        "invalid-formula",
        [/letters, digits and underscores/, new RegExp(`"${name.replace(/[$.]/g, "\\$&")}"`)],
        [],
      );
    for (const name of ["β", "größe", "_", "a_1"])
      expect(activation("f", `x * ${name}`, { [name]: 2 })(3)).toBe(6);
  });

  test("that are no text, or name nothing", () => {
    for (const formula of [undefined, null, 1, {}, []])
      refused(() => activation("f", formula as unknown as string), "invalid-formula", [/text/], []);
    for (const name of ["", " ", undefined, null, 1])
      refused(() => activation(name as string, "x"), "invalid-argument", [/name/], []);
    refused(
      () => activation("f", "x", null as unknown as Record<string, number>),
      "invalid-argument",
      [/parameters/],
      [],
    );
  });
});
