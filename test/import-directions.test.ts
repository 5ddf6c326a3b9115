import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";

const script = resolve("scripts/check/import-directions.mjs");
const LIBRARY = "packages/hillock/src";
const CLI = "packages/hillock-cli/src";
const roots: string[] = [];

/** Writes the files (path → imports) under a fresh folder and checks it. */
function check(files: Readonly<Record<string, readonly string[]>>) {
  const root = mkdtempSync(join(tmpdir(), "hillock-floors-"));
  roots.push(root);
  for (const [path, imports] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    const lines = imports.map((name) => `import ${JSON.stringify(name)};`);
    writeFileSync(join(root, path), `${lines.join("\n")}\nexport const here = 1;\n`);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, root], { encoding: "utf8" });
  return { status, text: stdout + stderr };
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** A house in order: every floor imports the one below, and errors.ts. */
const FLOORS = ["expression", "codegen", "kernels", "functions", "network", "doctor", "study"];
const sound: Record<string, string[]> = {
  [`${LIBRARY}/errors.ts`]: [],
  [`${LIBRARY}/random.ts`]: ["./errors.ts"],
  [`${LIBRARY}/index.ts`]: ["./study/own.ts", "./expression/own.ts"],
  [`${CLI}/main.ts`]: ["hillock", "node:fs", "./own.ts"],
  [`${CLI}/own.ts`]: [],
};
FLOORS.forEach((floor, i) => {
  sound[`${LIBRARY}/${floor}/own.ts`] = ["../errors.ts", ...(i > 0 ? [`../${FLOORS[i - 1]}/own.ts`] : [])];
});

test("a house in order passes", () => {
  const { status, text } = check(sound);
  expect(text).toContain("no dependency violations");
  expect(status).toBe(0);
});

test("a folder without sources is not a pass", () => {
  expect(check({ "readme.ts": [] }).status).toBe(1);
});

const violations: readonly (readonly [string, string, string])[] = [
  ...FLOORS.slice(0, -1).map(
    (floor, i) =>
      [`${LIBRARY}/${floor}/bad.ts`, `../${FLOORS[i + 1]}/own.ts`, `${floor}-imports-upward`] as const,
  ),
  [`${LIBRARY}/expression/far.ts`, "../study/own.ts", "expression-imports-upward"],
  [`${LIBRARY}/study/top.ts`, "../index.ts", "index-is-on-top"],
  ...["lazily", "random", "version"].map(
    (name) => [`${LIBRARY}/${name}.ts`, "./expression/own.ts", "base-imports-floors"] as const,
  ),
  [`${LIBRARY}/doctor/attic.ts`, "../attic/a.ts", "unknown-floor"],
  [`${LIBRARY}/kernels/file.ts`, "node:fs", "library-needs-no-platform"],
  [`${LIBRARY}/kernels/plain.ts`, "fs", "library-needs-no-platform"],
  [`${LIBRARY}/functions/package.ts`, "papaparse", "library-needs-no-package"],
  [`${CLI}/inner.ts`, "../../hillock/src/errors.ts", "command-uses-the-public-library"],
  [`${CLI}/deep.ts`, "hillock/src/errors.ts", "command-uses-the-public-library"],
];

test("each wrong import is named with its rule, and nothing else is", () => {
  const files: Record<string, string[]> = { ...sound, [`${LIBRARY}/attic/a.ts`]: [] };
  for (const [path, name] of violations) files[path] = [name];
  const { status, text } = check(files);
  expect(status).toBe(1);
  for (const [path, , rule] of violations) expect(text).toContain(`error ${rule}: ${path}`);
  expect(text.match(/^\s*error /gm)).toHaveLength(violations.length);
});

test("a cycle is refused, on one floor too", () => {
  const { status, text } = check({
    ...sound,
    [`${LIBRARY}/network/a.ts`]: ["./b.ts"],
    [`${LIBRARY}/network/b.ts`]: ["./a.ts"],
  });
  expect(status).toBe(1);
  expect(text).toContain("error no-cycles");
});
