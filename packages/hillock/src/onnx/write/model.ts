import { create, toBinary } from "@bufbuild/protobuf";
import { HillockError } from "../../errors.ts";
import { formulaText } from "../../expression/formula.ts";
import type { Expression } from "../../expression/node.ts";
import { structuralKey } from "../../expression/structure.ts";
import { DOMAIN } from "../domains.ts";
import type { ActivationOperator } from "../operators.ts";
import {
  type FunctionProto,
  FunctionProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  type OperatorSetIdProto,
  OperatorSetIdProtoSchema,
  StringStringEntryProtoSchema,
  type TensorProto,
  TensorProto_DataType as Type,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from "../proto/onnx_pb.ts";
import { writeTensor } from "../tensor.ts";
import type { Bindings } from "../unify.ts";
import type { ActivationPlan, UnitValues } from "./activation.ts";
import { writeFormula } from "./formula.ts";
import { type AttributeValue, NodeList } from "./nodes.ts";

/** Initializers need not be inputs from 4 on; models may have functions of their own from 8 on. */
const PLAIN_IR = 4n;
const FUNCTIONS_IR = 8n;

/** What a tensor at the border of the graph is; a text stands for a length that is not fixed. */
export interface Border {
  readonly name: string;
  readonly type: keyof typeof BORDER_TYPES;
  readonly shape: readonly (number | string)[];
  readonly doc?: string;
}
const BORDER_TYPES = {
  float: Type.FLOAT,
  double: Type.DOUBLE,
  string: Type.STRING,
  uint8: Type.UINT8,
  int64: Type.INT64,
} as const;

const border = ({ name, type, shape, doc }: Border): ValueInfoProto =>
  create(ValueInfoProtoSchema(), {
    name,
    ...(doc === undefined ? {} : { docString: doc }),
    type: {
      value: {
        case: "tensorType",
        value: {
          elemType: BORDER_TYPES[type],
          shape: {
            dim: shape.map((length) => ({
              value:
                typeof length === "number"
                  ? { case: "dimValue" as const, value: BigInt(length) }
                  : { case: "dimParam" as const, value: length },
            })),
          },
        },
      },
    },
  });

/** The lowest opset that is written. */
const LOWEST = 7;

/** A model under construction, in one opset. */
export class ModelWriter {
  readonly opset: number;
  readonly nodes: NodeList;
  readonly #needs = new Map<string, { since: number; types: string[] }>();
  readonly #functions = new Map<string, FunctionProto>();
  readonly #functionNames = new NodeList(() => undefined);
  readonly initializers: TensorProto[] = [];
  readonly #between: ValueInfoProto[] = [];

  /** @param taken names that nodes may not have: those of the graph's inputs and outputs */
  constructor(opset: number, taken: readonly string[]) {
    this.opset = opset;
    this.nodes = new NodeList((...needed) => this.#need(...needed), taken);
  }

  #need(domain: string, since: number, type: string): void {
    const known = this.#needs.get(domain);
    if (known === undefined || since > known.since) this.#needs.set(domain, { since, types: [type] });
    else if (since === known.since && !known.types.includes(type)) known.types.push(type);
  }

  /** The lowest opset that has all that was written, and the operators that ask for it. */
  get needed(): { readonly opset: number; readonly types: readonly string[] } {
    const own = this.#needs.get("");
    return own !== undefined && own.since > LOWEST
      ? { opset: own.since, types: own.types }
      : { opset: LOWEST, types: [] };
  }

  /** A constant tensor beside the nodes; the result is its name. */
  initializer(wish: string, shape: readonly number[], data: Parameters<typeof writeTensor>[2]): string {
    const name = this.nodes.fresh(wish);
    this.initializers.push(writeTensor(name, shape, data));
    return name;
  }

  /** Says what an inner tensor is, for checkers that cannot infer it from its operator. */
  describe(tensor: Border): void {
    this.#between.push(border(tensor));
  }

  /** The activation of `input`; `units` holds parameters with a value for each unit. */
  activation(plan: ActivationPlan, input: string, units: UnitValues, name: string): string {
    const perUnit = (parameter: string): string =>
      this.initializer(`${name}.${parameter}`, [units[parameter].length], units[parameter]);
    if (plan.kind === "row")
      return this.nodes.add({ type: plan.type, since: 1, inputs: [input], attributes: { axis: 1n }, name });
    if (plan.kind === "operator") return this.#operator(plan.operator, plan.settings, input, perUnit, name);
    const { activation, formula } = plan;
    const parameters = activation.learnable.filter((parameter) => Object.hasOwn(units, parameter));
    const type = this.#function(activation.name, activation.source, formula, parameters);
    const inputs = [input, ...parameters.map(perUnit)];
    return this.nodes.add({ type, since: 1, domain: DOMAIN, inputs, name });
  }

  /** As `activation`, with a tensor for its output that has its name already, and a name for the node. */
  activationInto(plan: ActivationPlan, input: string, output: string, name: string): void {
    const made = this.activation(plan, input, {}, `${output}.exchanged`);
    const node = this.nodes.nodes.at(-1);
    if (node === undefined) return;
    node.name = name;
    node.output = node.output.map((each) => (each === made ? output : each));
  }

  #operator(
    { type, since, attributes, inputs, inputsSince, texts, given }: ActivationOperator,
    settings: Bindings,
    input: string,
    perUnit: (parameter: string) => string,
    name: string,
  ): string {
    const tensors: string[] = [];
    const values: [string, AttributeValue][] = [];
    for (const [setting, value] of settings) {
      if (value.kind === "parameter") tensors.push(perUnit(value.name));
      else if (Object.hasOwn(inputs, setting) && this.opset >= inputsSince)
        tensors.push(this.initializer(`${name}.${setting}`, [], Float32Array.of(value.value)));
      else if (given.includes(setting) || Math.fround(value.value) !== Math.fround(attributes[setting]))
        values.push([setting, value.value]);
    }
    for (const [attribute, { value, byDefault }] of Object.entries(texts))
      if (value !== byDefault) values.push([attribute, value]);
    return this.nodes.add({
      type,
      since,
      inputs: [input, ...tensors],
      attributes: Object.fromEntries(values),
      name,
    });
  }

  /** The name of a local function with this formula. */
  #function(name: string, source: string, formula: Expression, parameters: readonly string[]): string {
    const key = `${structuralKey(formula)} ${parameters.join()}`;
    const known = this.#functions.get(key);
    if (known !== undefined) return known.name;
    const wish = name.replace(/\W+/g, "_").replace(/^_+|_+$/g, "");
    const own = this.#functionNames.fresh(/^[A-Za-z]/.test(wish) && wish.length <= 40 ? wish : "activation");
    const body = new NodeList((...needed) => this.#need(...needed), ["x", ...parameters]);
    const names = Object.fromEntries(["x", ...parameters].map((each) => [each, each]));
    const output = writeFormula(body, formula, names);
    this.#functions.set(
      key,
      create(FunctionProtoSchema(), {
        name: own,
        domain: DOMAIN,
        docString: [formulaText(formula) ?? "", source].join("\n"),
        input: ["x", ...parameters],
        output: [output],
        node: body.nodes,
        opsetImport: [this.#opsetOf("")],
      }),
    );
    return own;
  }

  get functions(): FunctionProto[] {
    return [...this.#functions.values()];
  }

  /** Domains that operators were of, without these. */
  imports(known: readonly string[]): OperatorSetIdProto[] {
    return [...this.#needs.keys()]
      .filter((domain) => !known.includes(domain) && domain !== "")
      .map((domain) => this.#opsetOf(domain));
  }

  #opsetOf(domain: string): OperatorSetIdProto {
    const version = domain === "" ? this.opset : (this.#needs.get(domain)?.since ?? 1);
    return create(OperatorSetIdProtoSchema(), { domain, version: BigInt(version) });
  }

  finish(graph: {
    readonly name: string;
    readonly doc: string;
    readonly version: string;
    readonly inputs: readonly Border[];
    readonly outputs: readonly Border[];
    readonly metadata: Readonly<Record<string, string>>;
  }): Uint8Array {
    const { functions } = this;
    const model = create(ModelProtoSchema(), {
      irVersion: functions.length > 0 ? FUNCTIONS_IR : PLAIN_IR,
      producerName: "Hillock",
      producerVersion: graph.version,
      docString: graph.doc,
      opsetImport: [this.#opsetOf(""), ...this.imports([""])],
      functions,
      metadataProps: Object.entries(graph.metadata).map(([key, value]) =>
        create(StringStringEntryProtoSchema(), { key, value }),
      ),
      graph: create(GraphProtoSchema(), {
        name: graph.name,
        node: this.nodes.nodes,
        initializer: this.initializers,
        input: graph.inputs.map(border),
        output: graph.outputs.map(border),
        valueInfo: this.#between,
      }),
    });
    return toBinary(ModelProtoSchema(), model);
  }
}

export interface OpsetOptions {
  /**
   * The newest opset whose operators may be used, for a runtime that has no later ones: what it lacks is written as a
   * local function. Any unless given; at least 7.
   */
  readonly opset?: number;
}

/**
 * Writes a model in the lowest opset that has what it needs.
 * @throws HillockError "invalid-argument" where that is later than the newest that may be used
 */
export function writeModel(
  taken: readonly string[],
  newest: number,
  write: (model: ModelWriter) => Uint8Array,
): Uint8Array {
  if (!(newest >= LOWEST && (newest === Infinity || Number.isInteger(newest))))
    throw new HillockError(
      "invalid-argument",
      `opset is ${newest}; a whole number from ${LOWEST} on is needed.`,
    );
  for (let opset = LOWEST; ; ) {
    const model = new ModelWriter(opset, taken);
    const bytes = write(model);
    const { needed } = model;
    if (needed.opset > newest)
      throw new HillockError(
        "invalid-argument",
        `The file needs opset ${needed.opset}, for ${needed.types.join(", ")}; with opset ${newest} it cannot be written.`,
      );
    if (needed.opset <= opset) return bytes;
    opset = needed.opset;
  }
}
