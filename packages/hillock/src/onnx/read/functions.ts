import { HillockError } from "../../errors.ts";
import { constant, parameter, x } from "../../expression/build.ts";
import { compileScalar } from "../../expression/evaluate.ts";
import type { Expression } from "../../expression/node.ts";
import { parse } from "../../expression/parse.ts";
import type { FunctionProto } from "../proto/onnx_pb.ts";
import { Attributes } from "./attributes.ts";
import { constantOf } from "./constants.ts";
import { formulaOfNode } from "./elementwise.ts";
import type { FormulaFunction } from "./node.ts";
import { sameFunction } from "./recognise.ts";

/** Longer ones are read node by node. */
const MOST_NODES = 500;
/** At which the two are compared, for all parameters alike. */
const TRIED = [0.3, 1, 2.5];

/** What the function's nodes compute; undefined where that is no formula. */
function computed({ input, output, node }: FunctionProto, opset: number): Expression | undefined {
  const values = new Map<string, Expression>(input.map((name, i) => [name, i === 0 ? x : parameter(name)]));
  for (const each of node) {
    const attributes = new Attributes(each);
    const args = each.input.map((name) => (name === "" ? undefined : values.get(name)));
    if (each.input.some((name, i) => name !== "" && args[i] === undefined)) return undefined;
    const tensor = each.opType === "Constant" ? constantOf(attributes) : undefined;
    const made =
      each.opType === "Constant"
        ? tensor?.values.length === 1
          ? constant(tensor.values[0])
          : undefined
        : formulaOfNode(
            {
              name: each.name,
              type: each.opType,
              domain: each.domain,
              inputs: each.input,
              outputs: each.output,
              attributes,
              formula: undefined,
              call: undefined,
            },
            args,
            opset,
          );
    if (made === undefined) return undefined;
    values.set(each.output[0], made);
  }
  return output.length === 1 ? values.get(output[0]) : undefined;
}

/**
 * The formula that Hillock wrote beside a local function's nodes, where these do compute it. The nodes of a formula that
 * keeps its digits may be a long chain; what was typed is what trains well, and goes out again as it came.
 */
export function formulaOf(called: FunctionProto, opset: number): FormulaFunction | undefined {
  const [written] = called.docString.split("\n");
  const parameters = called.input.slice(1);
  if (written === undefined || written === "" || called.node.length > MOST_NODES || called.input.length === 0)
    return undefined;
  const body = computed(called, opset);
  if (body === undefined) return undefined;
  try {
    const formula = parse(written, parameters);
    const [own, other] = [compileScalar(formula), compileScalar(body)];
    const same = TRIED.every((value) => {
      const values = Object.fromEntries(parameters.map((name) => [name, value]));
      return sameFunction(
        (at) => own(at, values),
        (at) => other(at, values),
      );
    });
    return same ? { formula, parameters } : undefined;
  } catch (cause) {
    // a text that is no formula is somebody else's
    if (cause instanceof HillockError) return undefined;
    throw cause;
  }
}
