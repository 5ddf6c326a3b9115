// Runs a folder of conformance cases on the library: npm run conformance -- DIR [--ulp N]
// With --ulp each of WebNN's cases must also pass within N ULP, whatever the suite allows. DIR holds WebNN's cases as JSON, or ONNX' backend tests (folders with model.onnx and test_data_set_*).
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { functions } from "hillock";
import { isOnnxFolder, onnxConformance } from "./conformance/onnx.mjs";
import { conformance } from "./conformance/suite.mjs";

function usage(message) {
  console.error(
    `${message} Write: npm run conformance -- DIR [--ulp N], with a folder of WebNN's JSON cases or of ONNX' backend tests.`,
  );
  process.exit(2);
}

function results(directory, strictest) {
  try {
    return isOnnxFolder(directory)
      ? onnxConformance(directory)
      : conformance(directory, functions, strictest);
  } catch (error) {
    return usage(`${directory} cannot be used: ${error.message}.`);
  }
}

function given() {
  try {
    return parseArgs({ allowPositionals: true, options: { ulp: { type: "string" } } });
  } catch (error) {
    return usage(error.message);
  }
}

const { values, positionals } = given();
if (positionals.length !== 1) usage("Which folder?");
const strictest = values.ulp === undefined ? undefined : { metric: "ULP", value: Number(values.ulp) };
if (strictest && !(strictest.value >= 0)) usage(`--ulp is "${values.ulp}"; a number from 0 on is needed.`);
const operators = results(resolve(positionals[0]), strictest);
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
