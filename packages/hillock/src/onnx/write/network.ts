import type { Network, Parameter } from "../../network/network.ts";
import { planActivation, type UnitValues } from "./activation.ts";
import { type Border, type ModelWriter, writeModel } from "./model.ts";

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

/** Writes the layers behind `input`; the last tensor is called `output`. */
export function writeLayers(model: ModelWriter, net: Network, input: string, output: string): void {
  const values = byLayer(net);
  let from = input;
  net.layers.forEach(({ activation }, l) => {
    const { weight, bias, units } = values[l];
    const last = l === net.layers.length - 1;
    const plan = planActivation(activation, units);
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
}

const said = (opset: number, types: readonly string[]): string =>
  types.length === 0 ? `ONNX opset ${opset}` : `ONNX opset ${opset}, for ${types.join(", ")}`;

/** The network as an ONNX file, from rows of float32 inputs to its outputs. */
export function writeNetwork(net: Network, version: string): Uint8Array {
  const inputs: Border[] = [{ name: "input", type: "float", shape: [ROWS, net.inputs] }];
  const outputs: Border[] = [{ name: "output", type: "float", shape: [ROWS, net.outputs] }];
  return writeModel(["input"], (model) => {
    writeLayers(model, net, "input", "output");
    const { opset, types } = model.needed;
    return model.finish({ name: "network", doc: said(opset, types), version, inputs, outputs, metadata: {} });
  });
}
