// Runs every case of a folder on a catalogue of functions.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fault } from "./distance.mjs";
import { findFunction, run } from "./operators.mjs";
import { toArray } from "./tensors.mjs";

/** A case that throws has failed, and says why. */
function faultOf(f, operator, test, tolerance, strictest) {
  try {
    const [actual, expected] = [run(f, operator, test), toArray(test.expected)];
    const found = fault(actual, expected, test.tolerance ?? tolerance);
    return found ?? (strictest && fault(actual, expected, strictest));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function read(path) {
  const suite = JSON.parse(readFileSync(path, "utf8"));
  if (typeof suite.operator !== "string" || !Array.isArray(suite.cases))
    throw new Error("it has no operator and cases");
  return suite;
}

/**
 * @param directory a folder of JSON files, one an operator
 * @param functions the library's catalogue: name → Activation
 * @param strictest a tolerance that every case has to keep too, whatever its own is
 * @returns per file: operator, counts, and what failed; a file that cannot be read is one failure.
 *   Throws where the folder cannot be read or holds no JSON file.
 */
export function conformance(directory, functions, strictest) {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .sort();
  if (files.length === 0) throw new Error("it holds no JSON file");
  return files.map((file) => {
    const result = { operator: file, passed: 0, failed: 0, notSupported: 0, faults: [] };
    let suite;
    try {
      suite = read(join(directory, file));
    } catch (error) {
      return { ...result, failed: 1, faults: [`${file}: ${error.message}`] };
    }
    const { operator, cases, tolerance } = suite;
    result.operator = operator;
    const f = findFunction(functions, operator);
    if (f === undefined) return { ...result, notSupported: cases.length };
    for (const test of cases) {
      const found = faultOf(f, operator, test, tolerance, strictest);
      if (found === undefined) result.passed++;
      else {
        result.failed++;
        result.faults.push(`${file}: ${test.name}: ${found}`);
      }
    }
    return result;
  });
}
