// Installs onnxruntime for the tests that run ONNX files: node scripts/onnxruntime.mjs
import { fileURLToPath } from "node:url";
import { installFolder } from "./install-folder.mjs";

const folder = fileURLToPath(new URL("../tools/onnxruntime", import.meta.url));

/** false after a message that says what npm said. */
export function onnxruntime() {
  try {
    installFolder(folder);
    return true;
  } catch (error) {
    console.error(`There is no onnxruntime, which some tests run ONNX files with. ${error.message}`);
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = onnxruntime() ? 0 : 1;
