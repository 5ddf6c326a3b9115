import katex from "katex";
import type { Plugin } from "vite";
import { derivativeLatex, functions, latex } from "../../hillock/src/index.ts";

const MODULE = "virtual:equations";
const INSIDE = "\0virtual:equations";

const typeset = (equation: string): string =>
  katex.renderToString(equation, { throwOnError: true, output: "htmlAndMathml", strict: false });

/** Typesets the catalogue's equations while building: `virtual:equations` maps a name to a loader of its two. */
export function equations(): Plugin {
  return {
    name: "equations",
    resolveId: (id) => (id.startsWith(MODULE) ? `\0${id}` : undefined),
    load(id) {
      if (id === INSIDE) {
        const loaders = [...functions.keys()].map((name) => `${name}: () => import("${MODULE}/${name}")`);
        return `export const equations = { ${loaders.join(", ")} };`;
      }
      const f = id.startsWith(`${INSIDE}/`) ? functions.get(id.slice(INSIDE.length + 1)) : undefined;
      if (!f) return undefined;
      const made = {
        [latex(f)]: typeset(latex(f)),
        [derivativeLatex(f)]: typeset(derivativeLatex(f)),
      };
      return `export const made = ${JSON.stringify(made)};`;
    },
  };
}
