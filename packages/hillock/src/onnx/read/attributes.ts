import { HillockError } from "../../errors.ts";
import {
  type AttributeProto,
  AttributeProto_AttributeType as Kind,
  type NodeProto,
} from "../proto/onnx_pb.ts";
import { readTensor, type Tensor } from "../tensor.ts";
import { fromUtf8 } from "../utf8.ts";

/** A node's attributes, read as what the operator says that they are. */
export class Attributes {
  readonly #byName: ReadonlyMap<string, AttributeProto>;
  readonly #node: string;

  constructor(node: NodeProto) {
    this.#byName = new Map(node.attribute.map((attribute) => [attribute.name, attribute]));
    this.#node = node.name;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  #get(name: string, kinds: readonly Kind[]): AttributeProto | undefined {
    const found = this.#byName.get(name);
    // files of the first versions have no type
    if (found !== undefined && found.type !== Kind.UNDEFINED && !kinds.includes(found.type))
      throw new HillockError(
        "invalid-model",
        `The ONNX file is damaged: the attribute "${name}" of node "${this.#node}" is of type ${Kind[found.type]}.`,
      );
    return found;
  }

  float(name: string, byDefault: number): number {
    return this.#get(name, [Kind.FLOAT])?.f ?? byDefault;
  }
  int(name: string, byDefault: number): number {
    const found = this.#get(name, [Kind.INT]);
    return found === undefined ? byDefault : Number(found.i);
  }
  text(name: string, byDefault: string): string {
    const found = this.#get(name, [Kind.STRING]);
    return found === undefined ? byDefault : fromUtf8(found.s);
  }
  floats(name: string): readonly number[] | undefined {
    return this.#get(name, [Kind.FLOATS])?.floats;
  }
  ints(name: string): readonly number[] | undefined {
    return this.#get(name, [Kind.INTS])?.ints.map(Number);
  }
  texts(name: string): readonly string[] | undefined {
    return this.#get(name, [Kind.STRINGS])?.strings.map(fromUtf8);
  }
  tensor(name: string): Tensor | undefined {
    const found = this.#get(name, [Kind.TENSOR]);
    return found?.t === undefined
      ? undefined
      : readTensor(found.t, `the attribute "${name}" of node "${this.#node}"`);
  }
}
