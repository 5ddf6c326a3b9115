// Runs a folder of conformance cases on the library: npm run conformance -- DIR
// DIR holds WebNN's cases as JSON, or ONNX' backend tests (folders with model.onnx and test_data_set_*).
import { resolve } from "node:path";
import { functions } from "hillock";
import { isOnnxFolder, onnxConformance } from "./conformance/onnx.mjs";
import { conformance } from "./conformance/suite.mjs";

function usage(message) {
  console.error(
    `${message} Write: npm run conformance -- DIR, with a folder of WebNN's JSON cases or of ONNX' backend tests.`,
  );
  process.exit(2);
}

function results(directory) {
  try {
    return isOnnxFolder(directory) ? onnxConformance(directory) : conformance(directory, functions);
  } catch (error) {
    return usage(`${directory} cannot be used: ${error.message}.`);
  }
}

if (process.argv[2] === undefined) usage("Which folder?");
const operators = results(resolve(process.argv[2]));
const width = Math.min(60, Math.max(14, ...operators.map(({ operator }) => operator.length + 1)));
const row = (name, ...cells) =>
  `${(name.length < width ? name : `${name.slice(0, width - 2)}…`).padEnd(width)}${cells.map((cell) => String(cell).padStart(15)).join("")}`;
console.log(row("operator", "passed", "failed", "not supported"));
for (const each of operators) console.log(row(each.operator, each.passed, each.failed, each.notSupported));
for (const fault of operators.flatMap((each) => each.faults)) console.log(`  ${fault}`);
const total = (key) => operators.reduce((sum, each) => sum + each[key], 0);
const failed = total("failed");
console.log(`${total("passed")} passed, ${failed} failed, ${total("notSupported")} not supported`);
process.exitCode = failed > 0 ? 1 : 0;
