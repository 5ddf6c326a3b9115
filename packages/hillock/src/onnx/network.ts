import { type NetworkOptions, type Network as Plain, network as plain } from "../network/network.ts";
import { VERSION } from "../version.ts";
import type { Around } from "./write/around.ts";
import type { OpsetOptions } from "./write/model.ts";
import { writeNetwork } from "./write/network.ts";

/** A network that can be written as an ONNX file. */
export interface Network extends Plain {
  /**
   * The file's bytes: rows × inputs → rows × outputs, in the lowest opset that has all of its operators. onnxruntime
   * gives what `predict` gives within 4 float32 steps for each layer, counted at the largest output, or at 1 where all
   * are smaller: its own operators are as exact as that, not in the last digits of small outputs.
   * @throws HillockError "invalid-argument" where the file needs a later opset than the options allow
   */
  toOnnx(options?: OpsetOptions): Uint8Array;
}

/**
 * The ONNX file of any network. With what stands around it the file takes raw columns, one input each, or images, and
 * gives probabilities in the order of the classes and the class's name, or a number in the target's units; column
 * names, units and classes are its metadata.
 */
export const toOnnx = (net: Plain, around?: Around, options?: OpsetOptions): Uint8Array =>
  writeNetwork(net, VERSION, around, options);

export const exportable = (net: Plain): Network => ({
  ...net,
  toOnnx: (options) => toOnnx(net, undefined, options),
});

/**
 * Layers of weighted sums and activations, compiled to one WebAssembly module.
 * @throws HillockError "invalid-argument" for sizes that make no sense.
 */
export const network = (options: NetworkOptions): Network => exportable(plain(options));
