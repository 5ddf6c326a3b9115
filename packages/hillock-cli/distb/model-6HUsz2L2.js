import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { c as functions } from "./activations-VfsU12zi.js";
import { t as checked } from "./checked-BrP1_TWr.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { x as dense, t as encoderOf } from "./fitted-DwmPkfMm.js";
import { i as network, n as readWritten } from "./layers-DxG7v61O.js";

// src/models/container.ts
/** Kinds of files that Hillock writes for itself, with the version it writes and reads. */
const FORMATS = {
  "hillock-model": 1,
  "hillock-checkpoint": 1,
};
/** The longest text that JSON.parse is given; V8's own limit lies a little higher. */
const MOST_CHARACTERS = 5e8;
const fail = (message) => new HillockError("invalid-model", message);
const checksum = (body) => `sha256:${createHash("sha256").update(body).digest("hex")}`;
/** The file's text: format, version, checksum, content. */
function seal(format, content) {
  const body = JSON.stringify(content);
  return `{"format":"${format}","version":${FORMATS[format]},"checksum":"${checksum(body)}","content":${body}}\n`;
}
/**
 * Reads a sealed file. The checksum tells damage, not malice: the content must be checked field by field as well.
 * @throws HillockError "invalid-model" where the file is cut off, damaged, of another kind or version.
 */
async function unseal(format, path) {
  const what = format.replace("-", " ");
  const info = await stat(path).catch(() => void 0);
  if (!info) throw fail(`There is no file "${path}". Check the name of the ${what}.`);
  if (!info.isFile()) throw fail(`"${path}" is not a file; name a ${what}.`);
  if (info.size > 5e8)
    throw fail(`${path} has ${info.size} bytes; a ${what} has at most ${MOST_CHARACTERS}.`);
  const text = await readFile(path, "utf8");
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    const ends = text.startsWith(`{"format":"${format}"`) && !text.trimEnd().endsWith("}}");
    throw fail(
      ends
        ? `${path} is cut off after ${text.length} characters. Copy it again, or train again.`
        : `${path} is not a ${what}: it is not JSON.`,
    );
  }
  const file = checked(path, parsed);
  if (typeof parsed !== "object" || parsed === null || !Object.hasOwn(parsed, "format"))
    throw fail(`${path} is not a ${what}: it has no "format".`);
  if (file.field("format").value !== format)
    throw fail(`${path} is not a ${what}: its format is ${JSON.stringify(file.field("format").value)}.`);
  const version = file.field("version").value;
  if (version !== FORMATS[format])
    throw fail(
      `${path} has version ${JSON.stringify(version)} of its format; this Hillock reads version ${FORMATS[format]}. Use the Hillock that wrote it, or train again.`,
    );
  const content = file.field("content");
  if (file.field("checksum").value !== checksum(JSON.stringify(content.value)))
    throw fail(`${path} is damaged: its content does not match its checksum. Copy it again, or train again.`);
  return content;
}
// src/models/model.ts
/** How many inputs rows become. */
const inputsOf = (how) =>
  how.kind === "images"
    ? how.height * how.width
    : how.columns.reduce((sum, column) => sum + encoderOf(column).features.length, 0);
const denseLayers = (layers) => layers.map(({ units, activation }) => dense(units, readWritten(activation)));
/** Names and shapes of the network's parameters, without making it. */
function parameterShapes(inputs, layers) {
  return layers.flatMap(({ units, activation }, l) => [
    {
      name: `${l}.weight`,
      shape: [units, l === 0 ? inputs : layers[l - 1].units],
    },
    {
      name: `${l}.bias`,
      shape: [units],
    },
    ...(activation.kind === "row"
      ? []
      : activation.learnable.map((name) => ({
          name: `${l}.${name}`,
          shape: [units],
        }))),
  ]);
}
function networkOf({ preprocessing, layers, parameters }, largestBatch = 256) {
  const net = network({
    inputs: inputsOf(preprocessing),
    layers: denseLayers(layers),
    largestBatch,
  });
  net.load(parameters);
  return net;
}
const USUAL_OUTPUT = {
  binary: "sigmoid",
  multiclass: "softmax",
  regression: "linear",
};
/** All layers of a network for this target: the hidden ones and an output that can say what is asked. */
function completeLayers(list, target) {
  const { task, classes } = target;
  const written = list.output?.written ?? USUAL_OUTPUT[task];
  const f = list.output?.activation ?? functions.get(written);
  const refuse = (why) =>
    new HillockError(
      "invalid-argument",
      `--layers: the output function ${written} cannot predict "${target.name}" (${task}): ${why}. Leave it out for ${USUAL_OUTPUT[task]}.`,
    );
  const [low, high] = f?.range ?? [0, 0];
  if (f?.kind === "row" && low < 0) throw refuse("its outputs are no probabilities");
  if (task === "multiclass" && f?.kind !== "row")
    throw refuse(`${classes.length} classes need probabilities that sum to 1`);
  if (task === "binary" && f?.kind !== "row" && f?.name !== "sigmoid")
    throw refuse("two classes need a sigmoid or a softmax");
  if (task === "regression" && (f?.kind === "row" || low > -1 || high < 1))
    throw refuse("it is trained on the standardised target, which goes below −1 and above 1");
  const units = f?.kind === "row" ? classes.length : 1;
  return [
    ...list.hidden.map((layer) => ({
      units: layer.units,
      activation: layer.written,
    })),
    {
      units,
      activation: written,
    },
  ];
}

export {
  completeLayers as t,
  denseLayers as n,
  inputsOf as r,
  MOST_CHARACTERS as o,
  networkOf as i,
  parameterShapes as a,
  seal as s,
  unseal as c,
};
