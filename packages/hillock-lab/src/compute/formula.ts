import { type Activation, activation } from "hillock";
import type { FunctionSpec } from "./function-spec.ts";

/** @throws HillockError "invalid-formula" with the character at fault. */
export const formula = (text: string, parameters: FunctionSpec["parameters"]): Activation =>
  activation("formula", text, parameters);
