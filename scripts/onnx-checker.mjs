// Finds ONNX' own checker, a Python package, or installs it with the system's packages where that is allowed.
import { findOrInstall } from "./system-package.mjs";

/** The path of its checker.py, or undefined after a message that says what to do. */
export const onnxChecker = () =>
  findOrInstall({
    title: "ONNX checker",
    package: "python3-onnx",
    variable: "HILLOCK_ONNX_CHECKER",
    places: ["/usr/lib/python3/dist-packages/onnx/checker.py"],
    use: "a test gives written files to",
  });
