import type { Network, Parameter } from "../../network/network.ts";
import { planActivation, type UnitValues } from "./activation.ts";
import {
  type Around,
  inputBorders,
  metadataOf,
  outputBorders,
  outputNames,
  writeInputs,
  writeLabel,
  writeUnits,
} from "./around.ts";
import { type Border, type ModelWriter, type OpsetOptions, writeModel } from "./model.ts";

const ROWS = "rows";

/** Weights of one layer. */
interface LayerValues {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly units: UnitValues;
}

/** Parameters in layers: "3.weight" is the weight of layer 3. */
function byLayer(net: Network): LayerValues[] {
  const all = net.parameters();
  return net.layers.map((_, l) => {
    const own = new Map(
      all
        .filter(({ name }) => name.startsWith(`${l}.`))
        .map((each) => [each.name.slice(`${l}.`.length), each]),
    );
    const { weight, bias, ...units } = Object.fromEntries(own);
    return {
      weight,
      bias,
      units: Object.fromEntries(Object.entries(units).map(([name, { data }]) => [name, data])),
    };
  });
}

/** Writes the layers behind `input`; the result is the last tensor's name: `output`, where that is free. */
function writeLayers(
  model: ModelWriter,
  net: Network,
  input: string,
  output: string,
  newest: number,
): string {
  const values = byLayer(net);
  let from = input;
  net.layers.forEach(({ activation }, l) => {
    const { weight, bias, units } = values[l];
    const last = l === net.layers.length - 1;
    const plan = planActivation(activation, units, newest);
    const linear = plan.kind === "operator" && plan.operator.type === "Identity";
    const name = last ? output : `${l}.activation`;
    const product = model.nodes.add({
      type: "Gemm",
      since: 7,
      inputs: [
        from,
        model.initializer(weight.name, weight.shape, weight.data),
        model.initializer(bias.name, bias.shape, bias.data),
      ],
      attributes: { transB: 1n },
      name: linear ? name : `${l}.preActivation`,
    });
    from = linear ? product : model.activation(plan, product, units, name);
  });
  return from;
}

function said({ needed: { opset, types } }: ModelWriter): string {
  return types.length === 0 ? `ONNX opset ${opset}` : `ONNX opset ${opset}, for ${types.join(", ")}`;
}

/** The network as an ONNX file: from rows of float32 inputs, or from what stands around it, to its outputs. */
export function writeNetwork(
  net: Network,
  version: string,
  around?: Around,
  { opset: newest = Infinity }: OpsetOptions = {},
): Uint8Array {
  if (around === undefined) {
    const inputs: Border[] = [{ name: "input", type: "float", shape: [ROWS, net.inputs] }];
    const outputs: Border[] = [{ name: "output", type: "float", shape: [ROWS, net.outputs] }];
    return writeModel(["input"], newest, (model) => {
      writeLayers(model, net, "input", "output", newest);
      return model.finish({ name: "network", doc: said(model), version, inputs, outputs, metadata: {} });
    });
  }
  const { preprocessing, target } = around;
  const names = outputNames(around, net.outputs);
  const { value, label } = names;
  const inputs = inputBorders(preprocessing);
  const outputs = outputBorders(target, names, net.outputs);
  // the layers name the probabilities themselves
  const taken = [...inputs.map(({ name }) => name), label ?? value];
  const layers = (model: ModelWriter, from: string, to: string) => writeLayers(model, net, from, to, newest);
  return writeModel(taken, newest, (model) => {
    const features = writeInputs(model, preprocessing, net);
    if (label === undefined) writeUnits(model, target, layers(model, features, "standardised"), value);
    else writeLabel(model, target, layers(model, features, value), net.outputs, label);
    return model.finish({
      name: target.name,
      doc: said(model),
      version,
      inputs,
      outputs,
      metadata: metadataOf(around),
    });
  });
}
