import { readTensor } from "../tensor.ts";
import { constantOf } from "./constants.ts";
import type { Graph } from "./graph.ts";
import type { GraphNode } from "./node.ts";

const MOST_CLASSES = 65_536;

/** Texts or whole numbers as texts, where there is one for each of the outputs, and no two are the same. */
function namesOf(
  values: ArrayLike<number> | readonly string[] | undefined,
  outputs: number,
): string[] | undefined {
  if (values === undefined || values.length !== outputs || outputs > MOST_CLASSES) return undefined;
  const names = Array.from<number | string, string>(values, String);
  return new Set(names).size === outputs ? names : undefined;
}

/** Places along the file's way from the probabilities to a label. */
const PASSED: ReadonlySet<string> = new Set(["Cast", "Identity", "Reshape", "Squeeze", "Flatten"]);

/**
 * What a file calls its classes: the labels that it picks by the largest of its outputs, or a ZipMap's. undefined where
 * it does not say.
 */
export function classesOf(graph: Graph, output: string, outputs: number): readonly string[] | undefined {
  const constants = new Map<string, GraphNode>();
  for (const node of graph.nodes) if (node.type === "Constant") constants.set(node.outputs[0], node);
  const labels = (name: string | undefined): string[] | undefined => {
    const stored = graph.initializers.get(name ?? "");
    const node = constants.get(name ?? "");
    const tensor = stored !== undefined ? readTensor(stored) : node && constantOf(node.attributes);
    return tensor && namesOf(tensor.texts ?? tensor.values, outputs);
  };
  const chosen = new Set<string>();
  const same = new Set([output]);
  for (const { type, domain, inputs, outputs: made, attributes } of graph.nodes) {
    const [first, second] = inputs;
    if (type === "ZipMap" && same.has(first)) {
      const found = namesOf(
        attributes.texts("classlabels_strings") ?? attributes.ints("classlabels_int64s"),
        outputs,
      );
      if (found !== undefined) return found;
    } else if (type === "ArgMax" && same.has(first)) chosen.add(made[0]);
    else if (domain === "" && PASSED.has(type)) {
      if (chosen.has(first)) chosen.add(made[0]);
      if (same.has(first) && type === "Identity") same.add(made[0]);
    } else if ((type === "ArrayFeatureExtractor" || type === "Gather") && chosen.has(second)) {
      const found = labels(first);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
