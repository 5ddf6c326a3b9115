import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const DOCUMENTS = ["ARCHITECTURE.md", "CONTRIBUTING.md"];
const ROOTS = [
  ".",
  "packages/hillock/src",
  "packages/hillock-cli",
  "packages/hillock-cli/src",
  "packages/hillock-lab",
  "packages/hillock-lab/src",
];
/** What a build makes. */
const BUILT = /^dist\//;

const quoted = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside]) => inside);
const isPath = (word: string): boolean =>
  !/[\s()=@]/.test(word) && (word.includes("/") || /\.(ts|mjs|json|md)$/.test(word)) && !BUILT.test(word);

test.each(DOCUMENTS)("every path that %s names is there", (document) => {
  const text = readFileSync(document, "utf8");
  const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target);
  const named = [...quoted(text).filter(isPath), ...links];
  expect(named.length).toBeGreaterThan(0);
  const missing = named.filter(
    (path) => !ROOTS.some((root) => existsSync(join(dirname(document), root, path))),
  );
  expect(missing).toEqual([]);
});

test("every package has its line in ARCHITECTURE.md", () => {
  const [, libraries] = readFileSync("ARCHITECTURE.md", "utf8").split("## Libraries and why");
  const folders = [
    ".",
    "packages/hillock",
    "packages/hillock-cli",
    "packages/hillock-lab",
    ...["tools/check", "tools/onnxruntime", "tools/protobuf", "benchmarks", "clinic"],
  ];
  const packages = folders.flatMap((folder) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    ) as Record<string, Record<string, string>>;
    return Object.keys({ ...dependencies, ...devDependencies });
  });
  const own = (name: string): boolean => name.startsWith("@types/") || /^hillock(-|$)/.test(name);
  const listed = new Set(libraries.split(/[\s|,;]+/));
  expect(packages.filter((name) => !own(name) && !listed.has(name))).toEqual([]);
});
