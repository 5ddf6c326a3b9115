// Other releases of Node, the oldest that is promised first: what the library computes there, and what the command does.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installFolder } from "../install-folder.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "tools/nodes");
const RELEASES = ["20", "22", "24", "26"];

/** By release: the program. Throws an error that says what npm said where they cannot be installed. */
export function nodes() {
  if (`${process.platform} ${process.arch}` !== "linux x64")
    throw new Error("Other releases of Node are compared on Linux and x64 only.");
  installFolder(folder);
  return RELEASES.map((release) => [release, join(folder, `node_modules/node-${release}/bin/node`)]);
}

/** What the program prints, or an error with what it complains of: commands that succeed complain of nothing. */
function run(node, args, expected = 0) {
  const { status, signal, stdout, stderr } = spawnSync(node, args, { cwd: root, encoding: "utf8" });
  if (status !== expected || stderr !== "")
    throw new Error(`It ended with ${signal ?? status} and said: ${stderr || stdout}`);
  return stdout;
}

const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** Without what is another's each time. */
const lasting = (key, value) => (["seconds", "versions"].includes(key) ? undefined : value);

/** What commands give, by digests; or what one complains of. */
export function commandsOf(node) {
  const hillock = join(root, "packages/hillock-cli/bin/hillock.js");
  const out = mkdtempSync(join(tmpdir(), "hillock-node-"));
  const onPenguins = (command, ...more) => [
    hillock,
    command,
    join(root, "data/penguins.csv"),
    "--target",
    "species",
    ...more,
    "--out",
    out,
  ];
  const asked = {
    show: () => run(node, [hillock, "show", "gelu"]),
    compare() {
      run(node, onPenguins("compare", "--activations", "relu,prelu,tanh,gelu", "--seeds", "3"));
      return JSON.stringify(JSON.parse(readFileSync(join(out, "results.json"), "utf8"), lasting));
    },
    doctor: () =>
      run(node, onPenguins("doctor", "--layers", "16:sigmoid,16:sigmoid,16:sigmoid", "--json"), 3),
  };
  const digestOf = (ask) => {
    try {
      return digest(ask());
    } catch (error) {
      return error.message;
    }
  };
  const given = Object.fromEntries(Object.entries(asked).map(([name, ask]) => [name, digestOf(ask)]));
  rmSync(out, { recursive: true });
  return given;
}

const COMPUTE = `import { compute } from ${JSON.stringify(new URL("work.mjs", import.meta.url).href)};
console.log(JSON.stringify(await compute()));`;

/** What the library computes there. */
export const computedBy = (node) => JSON.parse(run(node, ["--input-type=module", "-e", COMPUTE]));
export const releaseOf = (node) => run(node, ["--version"]).trim();
