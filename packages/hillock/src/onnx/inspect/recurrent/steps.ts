import { create } from "@bufbuild/protobuf";
import type { ElementwiseActivation } from "../../../functions/activation.ts";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  ValueInfoProtoSchema,
} from "../../proto/onnx_pb.ts";
import { Type, writeTensor } from "../../tensor.ts";
import { planActivation } from "../../write/activation.ts";
import type { ModelWriter } from "../../write/model.ts";
import type { AttributeValue } from "../../write/nodes.ts";
import { type Direction, inputOf, type Recurrent } from "./operator.ts";

/** Where the slice ends that leaves nothing off. */
const END = 2n ** 31n - 1n;

/**
 * Writes what one direction of a recurrent operator computes once more, as nodes beside it. All steps at once: the states
 * that each step starts from are the operator's own output, one step later. Source: the operators' schemas in ONNX.
 */
export class Steps {
  readonly #writer: ModelWriter;
  readonly #recurrent: Recurrent;
  readonly #direction: Direction;
  /** Gates in each of the weights' tensors. */
  readonly #blocks: number;
  readonly #output: string;
  readonly #before: string;
  /** Steps × rows × 1: whether the sequence is that long. */
  readonly #lasts: string | undefined;

  constructor(
    writer: ModelWriter,
    recurrent: Recurrent,
    direction: Direction,
    blocks: number,
    states: string,
  ) {
    this.#writer = writer;
    this.#recurrent = recurrent;
    this.#direction = direction;
    this.#blocks = blocks;
    this.#output = this.#gather(states, this.scalar(direction.place), 1n);
    this.#before = this.#stepBefore();
    this.#lasts = this.#lastsOf(0);
  }

  op(
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): string {
    return this.#writer.nodes.add({ type, since: 1, inputs, attributes, name: "beside" });
  }

  scalar(value: number): string {
    return this.#writer.initializer("beside", [], BigInt64Array.of(BigInt(value)));
  }

  #vector(value: bigint): string {
    return this.#writer.initializer("beside", [1], BigInt64Array.of(value));
  }

  #gather(tensor: string, index: string, axis = 0n): string {
    return this.op("Gather", [tensor, index], { axis });
  }

  #slice(tensor: string, from: bigint, to: bigint): string {
    return this.#writer.opset < 10
      ? this.op("Slice", [tensor], { axes: [0n], starts: [from], ends: [to] })
      : this.op("Slice", [tensor, this.#vector(from), this.#vector(to), this.#vector(0n)]);
  }

  #input(name: Parameters<typeof inputOf>[1]): string | undefined {
    return inputOf(this.#recurrent.node, name);
  }

  #filled(like: string, value: Float32Array | BigInt64Array): string {
    return this.op("ConstantOfShape", [this.op("Shape", [like])], { value: writeTensor("", [1], value) });
  }

  /** Steps × rows × units: the state that each step starts from. */
  #stepBefore(): string {
    const { place, reversed } = this.#direction;
    const given = this.#input("state");
    const first =
      given === undefined
        ? this.#filled(this.#slice(this.#output, 0n, 1n), Float32Array.of(0))
        : this.#gather(given, this.#vector(BigInt(place)));
    const order = reversed ? [this.#output, first] : [first, this.#output];
    const all = this.op("Concat", order, { axis: 0n });
    if (!reversed) return this.#slice(all, 0n, -1n);
    const shifted = this.#slice(all, 1n, END);
    const goesOn = this.#lastsOf(1);
    return goesOn === undefined ? shifted : this.op("Where", [goesOn, shifted, first]);
  }

  /** Steps × rows × 1: whether the sequence goes on for so many steps. */
  #lastsOf(ahead: number): string | undefined {
    const lengths = this.#input("lengths");
    if (lengths === undefined) return undefined;
    const one = this.#gather(this.#gather(this.#output, this.scalar(0), 2n), this.scalar(0), 1n);
    const steps = this.op("Transpose", [this.op("NonZero", [this.#filled(one, BigInt64Array.of(1n))])]);
    const later = ahead === 0 ? steps : this.op("Add", [steps, this.scalar(ahead)]);
    const shorter = this.op("Less", [later, this.op("Cast", [lengths], { to: BigInt(Type.INT64) })]);
    const shape = this.#writer.initializer("beside", [3], BigInt64Array.of(0n, 0n, 1n));
    return this.op("Reshape", [shorter, shape]);
  }

  #sum(a: string, b: string | undefined): string {
    return b === undefined ? a : this.op("Add", [a, b]);
  }

  /** A tensor times the weights of one gate, and its bias. */
  #affine(tensor: string, name: "weights" | "recurrence", block: number): string {
    const { hidden } = this.#recurrent;
    const index = this.scalar(this.#direction.place);
    const blockOf = (all: string, from: number): string =>
      this.#slice(this.#gather(all, index), BigInt(from * hidden), BigInt((from + 1) * hidden));
    const weights = this.op("Transpose", [blockOf(this.#input(name) ?? "", block)]);
    const bias = this.#input("bias");
    return this.#sum(
      this.op("MatMul", [tensor, weights]),
      bias && blockOf(bias, block + (name === "weights" ? 0 : this.#blocks)),
    );
  }

  fromInputs(block: number): string {
    return this.#affine(this.#input("x") ?? "", "weights", block);
  }

  fromStates(block: number, weighed?: string): string {
    const states = weighed === undefined ? this.#before : this.op("Mul", [weighed, this.#before]);
    return this.#affine(states, "recurrence", block);
  }

  clipped(tensor: string): string {
    const { clip } = this.#recurrent;
    const { nodes } = this.#writer;
    return clip === undefined
      ? tensor
      : this.op("Min", [this.op("Max", [tensor, nodes.constant(-clip)]), nodes.constant(clip)]);
  }

  plain(block: number): string {
    return this.clipped(this.op("Add", [this.fromInputs(block), this.fromStates(block)]));
  }

  one(): string {
    return this.#writer.nodes.constant(1);
  }

  apply(f: ElementwiseActivation, input: string): string {
    return this.#writer.activation(planActivation(f, {}, this.#writer.opset), input, {}, "beside");
  }

  /** With another number behind the sequences' ends. */
  #masked(tensor: string, behind: number): string {
    return this.#lasts === undefined
      ? tensor
      : this.op("Where", [this.#lasts, tensor, this.#writer.nodes.constant(behind)]);
  }

  /** All steps' cells: each is `kept` times the one before, and `added`. */
  cells(kept: string, added: string): string {
    const { place, reversed } = this.#direction;
    const given = this.#input("cell");
    const first =
      given === undefined
        ? this.#filled(this.#gather(this.#output, this.scalar(0)), Float32Array.of(0))
        : this.#gather(given, this.scalar(place));
    const { nodes } = this.#writer;
    const [last, all] = [nodes.fresh("beside"), nodes.fresh("beside")];
    nodes.nodes.push(scan([first, this.#masked(kept, 1), this.#masked(added, 0)], [last, all], reversed));
    return all;
  }

  /** As it is looked at: rows first, without what stands behind the sequences' ends. */
  shown(tensor: string): string {
    const perm = [1n, 0n, 2n];
    const rowsFirst = this.op("Transpose", [tensor], { perm });
    if (this.#lasts === undefined) return rowsFirst;
    const shape = this.#writer.initializer(
      "beside",
      [2],
      BigInt64Array.of(-1n, BigInt(this.#recurrent.hidden)),
    );
    const lasts = this.op("Reshape", [this.op("Transpose", [this.#lasts], { perm }), this.#vector(-1n)]);
    return this.op("Compress", [this.op("Reshape", [rowsFirst, shape]), lasts], { axis: 0n });
  }
}

/** The node of a recurrence c = kept ⊙ c + added over all steps. */
function scan(inputs: readonly string[], outputs: readonly string[], reversed: boolean): NodeProto {
  const node = (opType: string, input: string[], output: string): NodeProto =>
    create(NodeProtoSchema(), { opType, input, output: [output] });
  const tensor = (name: string) =>
    create(ValueInfoProtoSchema(), {
      name,
      type: { value: { case: "tensorType", value: { elemType: Type.FLOAT } } },
    });
  const body = create(GraphProtoSchema(), {
    name: "cells",
    input: ["cell", "kept", "added"].map(tensor),
    output: ["next", "each"].map(tensor),
    node: [
      node("Mul", ["cell", "kept"], "product"),
      node("Add", ["product", "added"], "next"),
      node("Identity", ["next"], "each"),
    ],
  });
  const Kind = AttributeProto_AttributeType;
  const directions = (name: string, count: number) =>
    create(AttributeProtoSchema(), {
      name,
      type: Kind.INTS,
      ints: Array.from({ length: count }, () => (reversed ? 1n : 0n)),
    });
  return create(NodeProtoSchema(), {
    opType: "Scan",
    input: [...inputs],
    output: [...outputs],
    attribute: [
      create(AttributeProtoSchema(), { name: "body", type: Kind.GRAPH, g: body }),
      create(AttributeProtoSchema(), { name: "num_scan_inputs", type: Kind.INT, i: 2n }),
      directions("scan_input_directions", 2),
      directions("scan_output_directions", 1),
    ],
  });
}
