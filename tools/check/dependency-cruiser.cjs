// Imports point down the floors; a floor may use itself and what lies below it.
const FLOORS = ["expression", "codegen", "kernels", "functions", "network", "doctor", "study"];
const upward = FLOORS.slice(0, -1).map((floor, i) => ({
  name: `${floor}-imports-upward`,
  severity: "error",
  comment: `${floor} may import only ${FLOORS.slice(0, i + 1).join(", ")}`,
  from: { path: `^packages/hillock/src/${floor}/` },
  to: { path: `^packages/hillock/src/(${FLOORS.slice(i + 1).join("|")})/` },
}));
module.exports = {
  forbidden: [
    ...upward,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "base-imports-floors",
      severity: "error",
      from: { path: "^packages/hillock/src/(errors|random)\\.ts$" },
      to: { path: "^packages/hillock/src/[a-z]+/" },
    },
    {
      name: "library-needs-no-platform",
      severity: "error",
      from: { path: "^packages/hillock/src/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "command-uses-the-public-library",
      severity: "error",
      from: { path: "^packages/hillock-cli/src/" },
      to: { path: "^packages/hillock/src/(?!index\\.ts)" },
    },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" }, exclude: { path: "dist/" } },
};
