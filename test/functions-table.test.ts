import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { functionsTable } from "../scripts/functions-table.mjs";

test("docs/functions.md is what the definitions say; npm run docs:functions writes it anew", () => {
  expect(readFileSync("docs/functions.md", "utf8")).toBe(functionsTable());
});

test("every measured error is of the kernel as it is now; npm run verify -- NAME measures it anew", () => {
  const stale = functionsTable()
    .split("\n")
    .filter((line) => line.includes("(of an older kernel)"));
  expect(stale).toEqual([]);
});
