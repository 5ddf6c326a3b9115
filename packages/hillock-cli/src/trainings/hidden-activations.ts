import { type Activation, HillockError } from "hillock";
import { requireHidden, splitList } from "../activations.ts";
import { readActivation } from "../models/call.ts";

/** What a comparison tries: names, names with parameters such as leakyRelu(0.2), and formulas, with commas between. */
export const hiddenActivations = (list: string): Activation[] =>
  splitList(list).map((text) => {
    const problem = (what: string, remedy: string): HillockError =>
      new HillockError("invalid-argument", `--activations ${text}: ${what}. ${remedy}`);
    return requireHidden(readActivation(text, problem), text);
  });
