// Imports point down the floors: a file may import its own floor and what lies below it.
// Paths are relative to the folder that the check runs in, so a small tree of fixtures can be checked as well.
const LIBRARY = "packages/hillock/src";
const FLOORS = ["expression", "codegen", "kernels", "functions", "network", "doctor", "study", "onnx"];
/** Files that lie below every floor. */
const BASE = ["errors", "lazily", "random", "version"];
const BASE_FILES = `^${LIBRARY}/(${BASE.join("|")})\\.ts$`;
const TESTS = "\\.test\\.ts$";

const upward = FLOORS.slice(0, -1).map((floor, i) => ({
  name: `${floor}-imports-upward`,
  severity: "error",
  comment: `${floor} may import only ${[...FLOORS.slice(0, i + 1), ...BASE.map((name) => `${name}.ts`)].join(", ")}.`,
  from: { path: `^${LIBRARY}/${floor}/` },
  to: { path: `^${LIBRARY}/(${FLOORS.slice(i + 1).join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two files that need each other are one file, or lack a third below both.",
      from: {},
      to: { circular: true },
    },
    {
      name: "base-imports-floors",
      severity: "error",
      comment: `${BASE.map((name) => `${name}.ts`).join(", ")} lie below every floor.`,
      from: { path: BASE_FILES },
      to: { path: `^${LIBRARY}/`, pathNot: BASE_FILES },
    },
    {
      name: "index-is-on-top",
      severity: "error",
      comment: "index.ts is what users import; the library's own files import the file they need.",
      from: { path: `^${LIBRARY}/`, pathNot: TESTS },
      to: { path: `^${LIBRARY}/index\\.ts$` },
    },
    {
      name: "unknown-floor",
      severity: "error",
      comment: `A new folder of ${LIBRARY} needs its place in FLOORS of tools/check/dependency-cruiser.cjs.`,
      from: { path: `^${LIBRARY}/` },
      to: { path: `^${LIBRARY}/(?!(${FLOORS.join("|")})/)[^/]+/` },
    },
    {
      name: "library-needs-no-platform",
      severity: "error",
      comment: "The library also runs in a page and in a worker: no Node module.",
      from: { path: `^${LIBRARY}/`, pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "library-needs-no-package",
      severity: "error",
      comment: "jsep is the library's only package, beside @bufbuild/protobuf for ONNX files.",
      from: { path: `^${LIBRARY}/`, pathNot: [TESTS, `^${LIBRARY}/onnx/`] },
      to: {
        path: ["^[^.]"],
        pathNot: [`^${LIBRARY}/`, "^jsep$", "(^|/)node_modules/jsep/"],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "onnx-needs-protobuf-only",
      severity: "error",
      comment: "Below onnx/ nothing needs @bufbuild/protobuf, and onnx/ needs nothing else.",
      from: { path: `^${LIBRARY}/onnx/`, pathNot: TESTS },
      to: {
        path: ["^[^.]"],
        pathNot: [`^${LIBRARY}/`, "^@bufbuild/protobuf", "(^|/)node_modules/@bufbuild/protobuf/"],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "command-uses-the-public-library",
      severity: "error",
      comment: 'The command and the lab import "hillock", never its inner files.',
      from: { path: "^packages/hillock-(cli|lab)/src/" },
      to: {
        path: ["^packages/hillock/", "^hillock/"],
        pathNot: ["^packages/hillock/src/index\\.ts$", "^packages/hillock/dist/index\\.(d\\.ts|js)$"],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", "(^|/)dist/"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
