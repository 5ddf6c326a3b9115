import { isValidModule } from "./instantiate.ts";
import { ModuleBuilder } from "./wasm/module-builder.ts";

let known: boolean | undefined;

/** Whether the engine has relaxed SIMD: a product and a sum in one instruction, rounded once. */
export function hasRelaxedSimd(): boolean {
  if (known === undefined) {
    const module = new ModuleBuilder();
    const { builder } = module.addFunction({ params: ["v128"], results: ["v128"] });
    builder.get(0).get(0).get(0).op("f32x4.relaxed_madd");
    known = isValidModule(module.toBytes());
  }
  return known;
}
