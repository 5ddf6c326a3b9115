import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fresh, hillock, listed, penguins, table } from "./command.ts";

const rows = (row: (i: number) => string, count = 30): string =>
  Array.from({ length: count }, (_, i) => row(i)).join("\n");
const species = (...flags: string[]): string[] => [penguins, "--target", "species", ...flags];
/** A CSV with the columns a (a number) and b (the target), which the row is made of. */
const ab = (row: (i: number) => string, count?: number): string[] => [
  table(`a,b\n${rows(row, count)}\n`),
  "--target",
  "b",
];

/** What is wrong; the arguments; fragments that the message has: what, where, what to do. */
const badInputs: readonly (readonly [string, () => string[], readonly RegExp[]])[] = [
  ["an unknown column", () => [penguins, "--target", "specie"], [/"specie"/, /Did you mean species/]],
  ["a target with one class", () => ab((i) => `${i},yes`), [/"?b"?/, /yes/]],
  ["a column of constants", () => ab((i) => `1,${i % 2 ? "yes" : "no"}`), [/"?a"?/, /\b1\b/]],
  ["no rows", () => [table("a,b\n"), "--target", "b"], [/table\.csv/, /no rows/]],
  ["an empty file", () => [table(""), "--target", "b"], [/table\.csv/, /empty/]],
  ["rows of unequal length", () => [table("a,b\n1,2\n3\n"), "--target", "b"], [/table\.csv/, /line 3/]],
  [
    "text among numbers",
    () => ab((i) => `${i === 7 ? "oops" : i},${i % 2}`),
    [/table\.csv/, /line 9/, /"a"/, /"oops"/],
  ],
  ["a target of text for a regression", () => species("--task", "regression"), [/species/, /regression/]],
  ["a class with one example", () => ab((i) => `${i},${i === 3 ? "rare" : i % 2 ? "p" : "q"}`), [/"rare"/]],
  ["numbers with decimal commas", () => ab((i) => `"${i},5",${i % 2}`), [/line 2/, /"a"/, /decimal commas/]],
  [
    "a list in a field",
    () => [table(`[${rows((i) => `{"a":[${i}],"b":${i % 2}}`).replaceAll("\n", ",")}]`), "--target", "b"],
    [/row 1/, /"a"/, /a list/],
  ],
  [
    "a table in Latin-1",
    () => [table(Buffer.from(`a,b\n${rows((i) => `${i},f${"üä"[i % 2]}r`)}\n`, "latin1")), "--target", "b"],
    [/line 2/, /not UTF-8/],
  ],
  [
    "a binary task of numbers",
    () => ab((i) => `${i},${i / 7}`).concat("--task", "binary"),
    [/--task regression/],
  ],
  ["infinity", () => ab((i) => `${i === 2 ? "inf" : i},${i % 2}`), [/table\.csv/, /line 4/, /"a"/]],
  ["a number too large for any", () => ab((i) => `${i === 2 ? "1e999" : i},${i % 2}`), [/line 4/, /"a"/]],
  ["an unknown function", () => species("--activations", "relu,rellu"), [/"rellu"/, /Did you mean relu/]],
  ["a row function in hidden layers", () => species("--activations", "softmax"), [/softmax/, /output/]],
  [
    "a formula that does not parse",
    () => species("--activations", "x +* 2"),
    [/character 4/, /x \+\* 2\n +\^/],
  ],
  ["a formula undefined in the data's range", () => species("--activations", "ln(x)"), [/ln\(x\)/, /x = -/]],
  ["a column in other letters", () => species().with(2, "Species"), [/Did you mean species/]],
  ["too large a layer", () => species("--layers", "65537"), [/--layers 65537/, /from 1 to 65536/]],
  ["too many epochs", () => species("--epochs", "9".repeat(21)), [/--epochs 9+/, /from 1 to 1000000/]],
  [
    "a parameter that a function has not",
    () => species("--activations", "leakyRelu(slope=0.2)"),
    [/--activations leakyRelu\(slope=0\.2\)/, /leakyRelu takes negativeSlope/],
  ],
  ["no epoch", () => species("--epochs", "0"), [/--epochs/, /\b0\b/]],
  ["half an epoch", () => species("--epochs", "0.5"), [/--epochs/, /0\.5/]],
  ["epochs in words", () => species("--epochs", "ten"), [/--epochs/, /ten/]],
  ["seeds in words", () => species("--seeds", "many"), [/--seeds/, /many/]],
  ["no seed", () => species("--seeds", "0"), [/--seeds/, /\b0\b/]],
  ["fewer than no seeds", () => species("--seeds=-2"), [/--seeds/, /-2/]],
  ["a layer without units", () => species("--layers", "32,0"), [/--layers/, /0/]],
  ["a negative learning rate", () => species("--learning-rate=-1"), [/--learning-rate/, /-1/]],
  ["a batch of nothing", () => species("--batch-size", "0"), [/--batch-size/, /0/]],
  ["all rows held out", () => species("--validation", "1"), [/--validation/, /1/]],
  ["an unknown optimizer", () => species("--optimizer", "adamm"), [/--optimizer/, /adamm/, /adam\b/]],
  ["an unknown task", () => species("--task", "guess"), [/--task/, /guess/, /regression/]],
  ["an unknown option", () => species("--epoch", "3"), [/--epoch/, /--epochs/]],
  ["no such file", () => ["nothing.csv", "--target", "b"], [/nothing\.csv/]],
  ["a folder for a table", () => [fresh(), "--target", "b"], [/folder/]],
  ["no target", () => [penguins], [/--target/, /species/]],
  ["no table", () => ["--target", "b"], [/table/i]],
  ["JSON that does not parse", () => [table('[{"a": 1,]', "table.json"), "--target", "a"], [/table\.json/]],
  ["results that are none", () => ["--from", table("{}", "results.json")], [/results\.json/]],
];

/** One message: a single "hillock:" (or commander's "error:"), no stack, nothing of a progress bar. */
function expectOneMessage(stderr: string, fragments: readonly RegExp[]): void {
  expect(stderr.match(/^(hillock|error): /gm)).toHaveLength(1);
  expect(stderr).toMatch(/^(hillock|error): /);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toMatch(/node:internal|TypeError|RangeError|undefined|\[object/);
  for (const fragment of fragments) expect(stderr).toMatch(fragment);
}

test.concurrent.each(badInputs)(
  "%s: exit code 2, one message, nothing written",
  async (_name, args, fragments) => {
    const { cwd, status, stdout, stderr } = await hillock(["compare", ...args(), "--out", "out"]);
    expectOneMessage(stderr, fragments);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(listed(join(cwd, "out"))).toEqual([]);
  },
);

// made so that no right of the superuser helps: a file in the way, a file system that takes none, a folder in the way
test.each<[string, (cwd: string) => string]>([
  ["is a file", () => penguins],
  ["lies in a file", () => join(penguins, "report")],
  ["lies where no folder can be made", () => "/sys/hillock-report"],
  ["lies where a folder is said to be missing", () => "/proc/hillock-report"],
])("an output folder that %s: refused with its name", async (_name, out) => {
  const cwd = fresh();
  const before = readFileSync(penguins);
  const { status, stderr } = await hillock(["compare", ...species("--epochs", "1", "--out", out(cwd))], cwd);
  expectOneMessage(stderr, [/--out/]);
  expect(stderr).toContain(out(cwd));
  expect([1, 2]).toContain(status);
  expect(listed(cwd)).toEqual([]);
  expect(readFileSync(penguins)).toEqual(before);
});

test("results that cannot be put in their place leave nothing half-written", async () => {
  const cwd = fresh();
  mkdirSync(join(cwd, "out", "results.json"), { recursive: true });
  const { status, stderr } = await hillock(
    ["compare", ...species("--epochs", "1", "--seeds", "2", "--activations", "relu", "--out", "out")],
    cwd,
  );
  // after a training, progress may stand above the message
  expectOneMessage(stderr.slice(Math.max(0, stderr.search(/^hillock: /m))), [/out/]);
  expect([1, 2]).toContain(status);
  expect(listed(join(cwd, "out"))).toEqual(["results.json"]);
});

test("a refused run leaves an earlier report as it was", async () => {
  const cwd = fresh();
  mkdirSync(join(cwd, "out"));
  writeFileSync(join(cwd, "out", "results.json"), "earlier");
  expect((await hillock(["compare", ...species("--epochs", "0", "--out", "out")], cwd)).status).toBe(2);
  expect(listed(join(cwd, "out"))).toEqual(["results.json"]);
  expect(readFileSync(join(cwd, "out", "results.json"), "utf8")).toBe("earlier");
});
