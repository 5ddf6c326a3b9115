import katex from "katex";
import type { Plugin } from "vite";
import { derivativeLatex, functions, latex } from "../../hillock/src/index.ts";
import { EQUATIONS as SOFTMAX } from "../src/pages/softmax/equations.ts";

const MODULE = "virtual:equations";
const INSIDE = "\0virtual:equations";

/** A function's equation and its derivative's, or a page's equations, each by its LaTeX. */
const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  ...[...functions].map(([name, f]): [string, string[]] => [name, [latex(f), derivativeLatex(f)]]),
  ["softmaxPage", Object.values(SOFTMAX)],
]);

const typeset = (equation: string): string =>
  katex.renderToString(equation, { throwOnError: true, output: "htmlAndMathml", strict: false });

/** All equations that are made while building, as markup. */
export const allTypeset = (): string[] => [...GROUPS.values()].flat().map(typeset);

/** Typesets equations while building: `virtual:equations` maps a group's name to a loader of it. */
export function equations(): Plugin {
  return {
    name: "equations",
    resolveId: (id) => (id.startsWith(MODULE) ? `\0${id}` : undefined),
    load(id) {
      if (id === INSIDE) {
        const loaders = [...GROUPS.keys()].map((name) => `${name}: () => import("${MODULE}/${name}")`);
        return `export const equations = { ${loaders.join(", ")} };`;
      }
      const group = id.startsWith(`${INSIDE}/`) ? GROUPS.get(id.slice(INSIDE.length + 1)) : undefined;
      if (!group) return undefined;
      const made = Object.fromEntries(group.map((equation) => [equation, typeset(equation)]));
      return `export const made = ${JSON.stringify(made)};`;
    },
  };
}
