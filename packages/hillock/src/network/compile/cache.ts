import { compileModule } from "../../codegen/instantiate.ts";
import { HillockError } from "../../errors.ts";
import type { Expression } from "../../expression/node.ts";
import { structuralKey } from "../../expression/structure.ts";
import { compileNetwork } from "./module.ts";
import type { Addresses, NetworkPlan } from "./plan.ts";

export interface CompiledModule {
  readonly module: object;
  readonly places: Addresses;
}

/** Modules that are kept, those used last: a comparison trains few shapes many times. */
const KEPT = 32;
const kept = new Map<string, CompiledModule>();

/** The compiled module of a plan; of one that was compiled before, the same. */
export function compiledOnce(plan: NetworkPlan): CompiledModule {
  const key = keyOf(plan);
  let compiled = kept.get(key);
  if (compiled === undefined) {
    const { bytes, places } = compileNetwork(plan);
    compiled = { module: compiledWhole(bytes, plan), places };
  }
  // the order of a map is that of insertion: the first one is the one not used for longest
  kept.delete(key);
  kept.set(key, compiled);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return compiled;
}

/** @throws HillockError "invalid-argument" where a module is larger than engines allow */
function compiledWhole(bytes: Uint8Array<ArrayBuffer>, { layers }: NetworkPlan): object {
  try {
    return compileModule(bytes);
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== "CompileError") throw cause;
    throw new HillockError(
      "invalid-argument",
      `${layers.length} layers are too much for one module with functions as long as theirs: use fewer of them, or simpler functions.`,
    );
  }
}

/** Plans have the same key where they are written alike. */
function keyOf({ layers, loss, batch, measured }: NetworkPlan): string {
  const formulaKey = (formula: Expression | null): number => (formula ? structuralKey(formula) : -1);
  const parts = [
    batch,
    measured,
    loss.kind,
    ...(loss.kind === "elementwise" ? [formulaKey(loss.formula), loss.decides] : []),
    ...layers.map((layer) =>
      [
        layer.inputs,
        layer.units,
        formulaKey(layer.formula),
        formulaKey(layer.slope),
        formulaKey(layer.slopeOfOutput),
        layer.learnable.join(","),
        layer.saturatedBelow,
        layer.saturatedAbove,
      ].join(" "),
    ),
  ];
  return parts.join(";");
}
