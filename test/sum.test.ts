import { expect, test } from "vitest";
import { sumOf } from "../scripts/test/sum.mjs";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test("skipped tests are neither passed nor failed", () => {
  const testResults = [file("passed", "passed", "skipped", "todo"), file("passed", "passed", "pending")];
  expect(sumOf({ success: true, testResults }, 0)).toEqual({ passed: 2, failed: 0 });
});

test("failed tests count one by one", () => {
  const testResults = [file("failed", "passed", "failed", "failed")];
  expect(sumOf({ success: false, testResults }, 1)).toEqual({ passed: 1, failed: 2 });
});

test("a file that could not be loaded counts as one failure", () => {
  const testResults = [file("passed", "passed"), file("failed")];
  expect(sumOf({ success: false, testResults }, 1)).toEqual({ passed: 1, failed: 1 });
});

test.each([
  ["no report", undefined, 1],
  ["a report of another shape", { tests: 3 }, 0],
  ["an error outside every test", { success: false, testResults: [file("passed", "passed")] }, 1],
  ["a runner that was killed", { success: true, testResults: [file("passed", "passed")] }, null],
  ["no test at all", { success: true, testResults: [] }, 0],
])("%s is a failure", (_name, report, exitCode) => {
  expect(sumOf(report, exitCode).failed).toBe(1);
});
