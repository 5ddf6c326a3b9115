import { wgslFunction } from "../codegen/wgsl.ts";
import { parameterNames } from "../expression/structure.ts";
import type { ElementwiseActivation } from "./activation.ts";

/** What WGSL's names may not have, as its code point; an underscore, which begins one, is doubled. */
const escaped = (character: string): string =>
  character === "_" ? "__" : `_${character.codePointAt(0)?.toString(16)}_`;

/**
 * A name of its own: WGSL has functions called exp, tanh and clamp too. No two functions have the same, nor one and
 * another's derivative.
 */
export const wgslName = (f: ElementwiseActivation): string =>
  `hillock_${f.name.replace(/[^A-Za-z0-9]/gu, escaped)}`;

/**
 * The function for a GPU, as text in the WebGPU shading language: `fn hillock_NAME(x: f32, p_PARAMETER: f32, …) -> f32`,
 * parameters in the order in which the formula names them; its derivative `hillock_NAME_derivative`, and
 * `hillock_NAME_derivative_P` for each learnable parameter P. The arithmetic is that of networks; kernels over arrays look
 * values up in tables, and may differ in the last bits. WGSL lets a GPU flush subnormal numbers, fuse a multiplication with
 * an addition, and assume that nothing is NaN or infinite: the last digits may differ, and special values are the GPU's own. Sines
 * of arguments beyond ±100,000 are taken for those of 0.
 * @see https://www.w3.org/TR/WGSL/#floating-point-evaluation
 */
export function wgsl(f: ElementwiseActivation): string {
  const name = wgslName(f);
  const parameters = parameterNames(f.formula);
  return [
    wgslFunction(name, f.formula, parameters),
    wgslFunction(`${name}_derivative`, f.derivativeFormula, parameters),
    ...f.learnable.map((each) =>
      wgslFunction(`${name}_derivative_${each}`, f.parameterFormulas[each], parameters),
    ),
  ].join("\n\n");
}
