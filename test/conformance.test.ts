import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { functions } from "hillock";
import { afterEach, expect, test } from "vitest";
import { type CatalogueEntry, conformance } from "../scripts/conformance/suite.mjs";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const write = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "hillock-cases-"));
  folders.push(folder);
  writeFileSync(join(folder, "suite.json"), text);
  return folder;
};

type Data = (number | string)[];
interface Sketch {
  shape?: number[];
  x: Data;
  expected: Data;
  options?: Record<string, number | string>;
  slope?: { shape: number[]; data: Data };
  tolerance?: { metric: string; value: number };
}

/** One file of one case. */
function suite(operator: string, { shape, x, expected, options = {}, slope, tolerance }: Sketch): string {
  const own = shape ?? [x.length];
  return write(
    JSON.stringify({
      operator,
      cases: [
        {
          name: "case",
          inputs: { in: { shape: own, data: x }, ...(slope ? { in2: slope } : {}) },
          arguments: { input: "in", ...(slope ? { slope: "in2" } : {}) },
          options,
          tolerance: tolerance ?? { metric: "ULP", value: 0 },
          expected: { shape: own, data: expected },
        },
      ],
    }),
  );
}

/** A catalogue of one: doubles, and knows the operator "double". */
const double = {
  kind: "elementwise",
  known: { webnn: "double" },
  forward: (x: Float32Array) => x.map((value) => 2 * value),
} as const satisfies CatalogueEntry & { forward: unknown };
const fake: ReadonlyMap<string, CatalogueEntry> = new Map([["twice", double]]);
const next = 1 + 2 ** -23;

test("the operator is met by what a function says of itself", () => {
  const folder = suite("double", { x: [1, -3], expected: [2, -6] });
  expect(conformance(folder, fake)).toEqual([
    { operator: "double", passed: 1, failed: 0, notSupported: 0, faults: [] },
  ]);
  expect(conformance(folder, functions)).toMatchObject([{ passed: 0, failed: 0, notSupported: 1 }]);
});

test.each<[string, Data, Data, string, number, boolean]>([
  ["1 ULP where 0 is allowed", [0.5], [next], "ULP", 0, false],
  ["1 ULP where 1 is allowed", [0.5], [next], "ULP", 1, true],
  ["across zero: three subnormals where 2 are allowed", [-1e-45], [1e-45], "ULP", 2, false],
  ["across zero: three subnormals where 3 are allowed", [-1e-45], [1e-45], "ULP", 3, true],
  ["NaN for NaN", ["NaN"], ["NaN"], "ULP", 0, true],
  ["NaN for a number", ["NaN"], [1], "ATOL", 1e9, false],
  ["a number for NaN", [1], ["NaN"], "ULP", 1e9, false],
  ["infinity for infinity", ["Infinity"], ["Infinity"], "ATOL", 0, true],
  ["the wrong infinity", ["-Infinity"], ["Infinity"], "ULP", 1e9, false],
  ["the largest number for infinity", [1.7014117e38], ["Infinity"], "ULP", 8, false],
  ["negative zero", ["-0"], ["-0"], "ULP", 0, true],
  ["within an absolute tolerance", [0.5], [1.0009], "ATOL", 0.001, true],
  ["beyond an absolute tolerance", [0.5], [1.0011], "ATOL", 0.001, false],
  ["an unknown metric", [0.5], [1], "RTOL", 1, false],
  ["a special value that is none", ["Inf"], [1], "ULP", 1e9, false],
])("%s", (_name, x, expected, metric, value, passes) => {
  const folder = suite("double", { x, expected, tolerance: { metric, value } });
  expect(conformance(folder, fake)).toMatchObject([{ passed: passes ? 1 : 0, failed: passes ? 0 : 1 }]);
});

test("options become parameters, and WebNN's defaults hold", () => {
  const given = suite("leakyRelu", { x: [-2, 3], expected: [-1, 3], options: { alpha: 0.5 } });
  expect(conformance(given, functions)).toMatchObject([{ passed: 1 }]);
  const left = suite("elu", {
    x: [-1, 3],
    expected: [-0.6321205588, 3],
    tolerance: { metric: "ULP", value: 2 },
  });
  expect(conformance(left, functions)).toMatchObject([{ passed: 1 }]);
});

test("clamp takes one bound, or none, and either may be infinite", () => {
  const x: Data = ["-Infinity", -3, 0.5, 9, "Infinity", "NaN"];
  for (const [options, expected] of [
    [{}, x],
    [{ minValue: 0 }, [0, 0, 0.5, 9, "Infinity", "NaN"]],
    [{ maxValue: 6 }, ["-Infinity", -3, 0.5, 6, 6, "NaN"]],
    [{ minValue: "-Infinity", maxValue: 6 }, ["-Infinity", -3, 0.5, 6, 6, "NaN"]],
  ] as [Record<string, number | string>, Data][])
    expect(conformance(suite("clamp", { x, expected, options }), functions)).toMatchObject([
      { passed: 1, faults: [] },
    ]);
});

test("an option that no parameter stands for is a failure, not passed over", () => {
  const folder = suite("relu", { x: [1], expected: [1], options: { ceiling: 6 } });
  expect(conformance(folder, functions)).toMatchObject([
    { failed: 1, faults: [expect.stringContaining('option "ceiling" of relu')] },
  ]);
});

test("slopes broadcast over the tensor", () => {
  const x = [-1, -1, -1, -1, -1, -1, -1, -1];
  const cases: [number[], Data, Data][] = [
    [[2], [2, 3], [-2, -3, -2, -3, -2, -3, -2, -3]],
    [
      [2, 1, 1],
      [2, 3],
      [-2, -2, -2, -2, -3, -3, -3, -3],
    ],
    [
      [2, 1],
      [2, 3],
      [-2, -2, -3, -3, -2, -2, -3, -3],
    ],
  ];
  for (const [shape, data, expected] of cases) {
    const folder = suite("prelu", { shape: [2, 2, 2], x, expected, slope: { shape, data } });
    expect(conformance(folder, functions)).toMatchObject([{ passed: 1, faults: [] }]);
  }
});

test("softmax over an inner axis", () => {
  // equal logits along axis 1 (3 long) give thirds; along the last axis (2 long) they would not be equal
  const x = [0, 90, 0, 90, 0, 90];
  const folder = (axis: number, value: number) =>
    suite("softmax", {
      shape: [1, 3, 2],
      x,
      expected: x.map(() => value),
      options: { axis },
      tolerance: { metric: "ULP", value: 1 },
    });
  expect(conformance(folder(1, 1 / 3), functions)).toMatchObject([{ passed: 1 }]);
  expect(conformance(folder(2, 1 / 3), functions)).toMatchObject([{ failed: 1 }]);
});

test("a file that is no suite counts as failed", () => {
  expect(conformance(write("{"), functions)).toMatchObject([{ failed: 1, operator: "suite.json" }]);
  expect(conformance(write('{"operator":"relu"}'), functions)).toMatchObject([{ failed: 1 }]);
});

const run = (...args: string[]) =>
  spawnSync(process.execPath, [resolve("scripts/conformance.mjs"), ...args], { encoding: "utf8" });

test("the command prints the sum last and exits 0, 1 or 2", () => {
  const good = run(suite("relu", { x: [-1, 2], expected: [0, 2] }));
  expect(good.stdout.trimEnd().split("\n").at(-1)).toBe("1 passed, 0 failed, 0 not supported");
  expect(good.status).toBe(0);
  const bad = run(suite("relu", { x: [-1, 2], expected: [0, 3] }));
  expect(bad.stdout).toContain("element 1 is 2, expected 3");
  expect(bad.stdout.trimEnd().split("\n").at(-1)).toBe("0 passed, 1 failed, 0 not supported");
  expect(bad.status).toBe(1);
  const none = run(join(tmpdir(), "no-such-folder-of-cases"));
  expect(none.status).toBe(2);
  expect(none.stderr).toContain("cannot be used");
  expect(run().status).toBe(2);
});

test("a bound of ULP holds beside the case's own tolerance, whichever is stricter", () => {
  const folder = suite("double", {
    x: [0.5],
    expected: [1 + 2 ** -21],
    tolerance: { metric: "ATOL", value: 0.001 },
  });
  expect(conformance(folder, fake)).toMatchObject([{ passed: 1 }]);
  expect(conformance(folder, fake, { metric: "ULP", value: 4 })).toMatchObject([{ passed: 1 }]);
  expect(conformance(folder, fake, { metric: "ULP", value: 3 })).toMatchObject([{ failed: 1 }]);
});
