import type { Activation } from "./activation.ts";
import { functions } from "./catalogue.ts";

/** A function's name, with the parameters that are not its usual ones: leakyRelu(0.2). */
export function activationLabel(f: Activation): string {
  const usual = functions.get(f.name);
  if (f.kind !== "elementwise" || usual?.kind !== "elementwise") return f.name;
  const own = Object.entries(f.parameters).filter(([key, value]) => value !== usual.parameters[key]);
  if (own.length === 0) return f.name;
  const only = Object.keys(f.parameters).length === 1;
  return `${f.name}(${own.map(([key, value]) => (only ? String(value) : `${key}=${String(value)}`)).join(",")})`;
}
