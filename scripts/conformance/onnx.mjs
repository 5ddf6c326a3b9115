// Runs ONNX' backend tests: folders with a model.onnx and test_data_set_*/{input,output}_*.pb.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromOnnx, readOnnxTensor, runOnnx, summarizeOnnx, UnsupportedOperator } from "hillock";

/** As ONNX' own runner compares. */
const TOLERANCE = { relative: 1e-3, absolute: 1e-7 };
const FLOAT = 1;
/** Folders are looked for so deep: the suite has one for each kind of test. */
const DEPTH = 3;

/** Folders of tests in this one, this one included. */
function testsIn(directory, depth = 0) {
  if (existsSync(join(directory, "model.onnx"))) return [directory];
  if (depth >= DEPTH) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) => testsIn(join(directory, name), depth + 1));
}

export const isOnnxFolder = (directory) => testsIn(directory).length > 0;

const numberOf = (file) => Number(/\d+/.exec(file)[0]);
const tensorsOf = (folder, kind) =>
  readdirSync(folder)
    .filter((file) => file.startsWith(`${kind}_`) && file.endsWith(".pb"))
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((file) => readOnnxTensor(readFileSync(join(folder, file))));

function fault(actual, expected, i) {
  if (actual.shape.join() !== expected.shape.join())
    return `output ${i} is ${actual.shape.join(" × ")}, expected ${expected.shape.join(" × ")}`;
  for (const [at, value] of expected.values.entries()) {
    const given = actual.values[at];
    const near = Math.abs(given - value) <= TOLERANCE.absolute + TOLERANCE.relative * Math.abs(value);
    if (!near && !Object.is(given, value)) return `output ${i}: element ${at} is ${given}, expected ${value}`;
  }
  return undefined;
}

/** A network of its own, where the graph is one: rows of numbers in, one output. */
function asNetwork(bytes, inputs) {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0 || input.shape.length < 2 || input.type !== FLOAT)
    return undefined;
  const [{ shape }, ...further] = summarizeOnnx(bytes).outputs;
  if (further.length > 0) return undefined;
  const net = fromOnnx(bytes);
  const values = net.predict(Float32Array.from(input.values));
  // rows of a network are flat; the graph says how its own are laid out
  const laid = shape?.slice(1).reduce((product, length) => product * length, 1) === net.outputs;
  const row = laid ? shape.slice(1) : [net.outputs];
  return [{ ...input, shape: [input.shape[0], ...row], values: Float64Array.from(values) }];
}

/** Node by node where all operators are run so, else as a network that trains. */
function outputsOf(bytes, inputs) {
  try {
    return runOnnx(bytes, inputs);
  } catch (error) {
    if (!(error instanceof UnsupportedOperator)) throw error;
    let made;
    try {
      made = asNetwork(bytes, inputs());
    } catch {
      // the operator that is not run is what to tell
    }
    if (made === undefined) throw error;
    return made;
  }
}

/** What one test comes to: passed, failed with a reason, or not supported for an operator. */
function run(folder) {
  const bytes = readFileSync(join(folder, "model.onnx"));
  const sets = readdirSync(folder).filter((name) => name.startsWith("test_data_set_"));
  if (sets.length === 0) return { fault: "it has no test_data_set" };
  for (const set of sets) {
    const data = join(folder, set);
    const outputs = outputsOf(bytes, () => tensorsOf(data, "input"));
    for (const [i, expected] of tensorsOf(data, "output").entries()) {
      const found = fault(outputs[i], expected, i);
      if (found !== undefined) return { fault: found };
    }
  }
  return {};
}

/** The operators of a model, each once, as far as it can be read. */
function operatorsOf(folder) {
  try {
    const { nodes } = summarizeOnnx(readFileSync(join(folder, "model.onnx")));
    return [...new Set(nodes.map(({ type }) => type))].join(" ");
  } catch {
    return "(not read)";
  }
}

export function onnxConformance(directory) {
  const results = new Map();
  for (const folder of testsIn(directory)) {
    const name = folder.split(/[\\/]/).at(-1);
    let operator = operatorsOf(folder);
    let outcome;
    try {
      outcome = run(folder);
    } catch (error) {
      outcome =
        error instanceof UnsupportedOperator ? { unsupported: error.operator } : { fault: error.message };
    }
    if (outcome.unsupported !== undefined) operator = outcome.unsupported;
    const result = results.get(operator) ?? { operator, passed: 0, failed: 0, notSupported: 0, faults: [] };
    results.set(operator, result);
    if (outcome.unsupported !== undefined) result.notSupported++;
    else if (outcome.fault === undefined) result.passed++;
    else {
      result.failed++;
      result.faults.push(`${name}: ${outcome.fault}`);
    }
  }
  return [...results.values()].sort((a, b) => (a.operator < b.operator ? -1 : 1));
}
