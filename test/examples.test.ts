import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, expect, test } from "vitest";

const DOCUMENTS = ["README.md", "docs/library.md"];
/** Where the library and the types of Node are found. */
const FOLDER = resolve("node_modules/.cache/hillock-examples");

interface Example {
  readonly name: string;
  readonly code: string;
  /** Lines that say what they give. */
  readonly told: number;
}

/** `expression; // → text`, or `// in other words: → text`. */
const TOLD = /^(?!const |let )(.+);\s+\/\/ (?:[^→]*: )?→ (.+)$/;

const examplesIn = (document: string): Example[] =>
  [...readFileSync(document, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code], i) => ({
    name: `${document}, block ${i + 1}`,
    told: code.match(/\/\/.*→/g)?.length ?? 0,
    code: code.replaceAll(new RegExp(TOLD, "gm"), (_, expression, told) =>
      [`given(${expression},`, `${JSON.stringify(told)});`].join(" "),
    ),
  }));

/** Numbers to six digits, arrays as lists. */
function show(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `[${Array.from(value as ArrayLike<unknown>, show).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${show(each)}`)
      .join(", ")} }`;
  return String(value);
}

const examples = DOCUMENTS.flatMap(examplesIn);
const fileOf = (example: Example, ending: string): string =>
  join(FOLDER, `${examples.indexOf(example)}.${ending}`);

mkdirSync(FOLDER, { recursive: true });
writeFileSync(join(FOLDER, "given.d.ts"), "declare function given(value: unknown, told: string): void;\n");
for (const example of examples) {
  writeFileSync(fileOf(example, "mts"), example.code);
  const { outputText } = ts.transpileModule(example.code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(fileOf(example, "mjs"), outputText);
}
afterAll(() => rmSync(FOLDER, { recursive: true }));

test("there are examples", () => {
  expect(examples.length).toBeGreaterThan(8);
});

test("the documents' examples have the types that they use", () => {
  const program = ts.createProgram(
    [join(FOLDER, "given.d.ts"), ...examples.map((example) => fileOf(example, "mts"))],
    {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ["node"],
      typeRoots: [resolve("node_modules/@types")],
    },
  );
  const told = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const at = examples.find((example) => file?.fileName.endsWith(fileOf(example, "mts")));
    return `${at?.name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
  expect(told).toEqual([]);
});

test.each(examples.map((example) => [example.name, example] as const))(
  "%s runs, and gives what it says",
  async (_name, example) => {
    const lines: [got: string, told: string][] = [];
    const given = (value: unknown, told: string) => void lines.push([show(value), told]);
    Object.assign(globalThis, { given });
    await import(/* @vite-ignore */ pathToFileURL(fileOf(example, "mjs")).href);
    expect(lines.length).toBe(example.told);
    expect(lines.map(([got]) => got)).toEqual(lines.map(([, told]) => told));
  },
);
