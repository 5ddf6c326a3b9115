import { type Activation, activation } from "hillock";
import type { FunctionSpec } from "./function-spec.ts";

/** Named as it is written, except where that is a single word, which could be one of the formula language. @throws HillockError "invalid-formula" with the character at fault. */
export const formula = (text: string, parameters: FunctionSpec["parameters"]): Activation =>
  activation(/^\w+$/.test(text) ? "formula" : text, text, parameters);
