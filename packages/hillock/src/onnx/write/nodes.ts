import { create } from "@bufbuild/protobuf";
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
} from "../proto/onnx_pb.ts";
import { writeTensor } from "../tensor.ts";
import { toUtf8 } from "../utf8.ts";

export type AttributeValue =
  | number
  | bigint
  | string
  | readonly number[]
  | readonly bigint[]
  | readonly string[]
  | TensorProto;

/** Numbers become floats, bigints whole numbers. */
function writeAttribute(name: string, value: AttributeValue): AttributeProto {
  const Type = AttributeProto_AttributeType;
  if (typeof value === "number") return create(AttributeProtoSchema(), { name, type: Type.FLOAT, f: value });
  if (typeof value === "bigint") return create(AttributeProtoSchema(), { name, type: Type.INT, i: value });
  if (typeof value === "string")
    return create(AttributeProtoSchema(), { name, type: Type.STRING, s: toUtf8(value) });
  if (!Array.isArray(value))
    return create(AttributeProtoSchema(), { name, type: Type.TENSOR, t: value as TensorProto });
  const list = value as readonly (number | bigint | string)[];
  const of = <T>(type: string): T[] => list.filter((each): each is typeof each & T => typeof each === type);
  if (typeof list[0] === "string")
    return create(AttributeProtoSchema(), {
      name,
      type: Type.STRINGS,
      strings: of<string>("string").map(toUtf8),
    });
  if (typeof list[0] === "bigint")
    return create(AttributeProtoSchema(), { name, type: Type.INTS, ints: of<bigint>("bigint") });
  return create(AttributeProtoSchema(), { name, type: Type.FLOATS, floats: of<number>("number") });
}

export interface NodeSketch {
  readonly type: string;
  /** The first opset that has the operator as it is used. */
  readonly since: number;
  readonly inputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** "" for ONNX' own operators. */
  readonly domain?: string;
  /** Of the node and of its output; chosen where it is left out. */
  readonly name?: string;
}

/** Nodes in the order in which they are computed, with names of their own. */
export class NodeList {
  readonly nodes: NodeProto[] = [];
  readonly #taken = new Set<string>();
  /** By wish: the number with which names that are free begin. */
  readonly #next = new Map<string, number>();
  readonly #constants = new Map<string, string>();
  readonly #needs: (domain: string, since: number, type: string) => void;

  /** @param needs is told of each operator */
  constructor(needs: (domain: string, since: number, type: string) => void, taken: Iterable<string> = []) {
    this.#needs = needs;
    for (const name of taken) this.#taken.add(name);
  }

  /** A name that nothing has yet, as near to the one wished for as can be. */
  fresh(wish: string): string {
    let name = wish;
    let next = this.#next.get(wish) ?? 2;
    while (this.#taken.has(name)) name = `${wish}_${next++}`;
    this.#next.set(wish, next);
    this.#taken.add(name);
    return name;
  }

  /** The name of the node's output. */
  add(sketch: NodeSketch): string {
    const output = this.fresh(sketch.name ?? sketch.type.toLowerCase());
    this.put(sketch, output);
    return output;
  }

  /** A node whose output has a name that is taken already: one of the graph's own. */
  put({ type, since, inputs, attributes = {}, domain = "" }: NodeSketch, output: string): void {
    this.#needs(domain, since, type);
    this.nodes.push(
      create(NodeProtoSchema(), {
        name: output,
        opType: type,
        domain,
        input: [...inputs],
        output: [output],
        attribute: Object.entries(attributes).map(([key, value]) => writeAttribute(key, value)),
      }),
    );
  }

  /** A float32 number of any shape. */
  constant(value: number): string {
    const key = Object.is(value, -0) ? "-0" : String(Math.fround(value));
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const tensor = writeTensor("", [], Float32Array.of(value));
    const name = this.add({
      type: "Constant",
      since: 1,
      inputs: [],
      attributes: { value: tensor },
      name: "constant",
    });
    this.#constants.set(key, name);
    return name;
  }
}
