import { HillockError } from "../../errors.ts";

/** Deep nests of anything end the engine's stack; that is the file's fault. */
export function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new HillockError("invalid-model", `The ONNX file is nested too deep to be read: ${cause.message}.`);
  }
}
