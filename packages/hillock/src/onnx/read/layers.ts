import { HillockError } from "../../errors.ts";
import { x } from "../../expression/build.ts";
import { simplify } from "../../expression/simplify.ts";
import { parameterNames } from "../../expression/structure.ts";
import type { Activation } from "../../functions/activation.ts";
import { linear } from "../../functions/all.ts";
import { type DenseLayer, dense } from "../../network/layers.ts";
import type { Parameter } from "../../network/network.ts";
import { type Affine, curvesOf, peeled, UNCHANGED } from "./affine.ts";
import { plus, spread, times } from "./per-unit.ts";
import { activationOf, fromCatalogue } from "./recognise.ts";
import type { Matrix, PerUnit, RowOutput, Signal } from "./value.ts";

/** A layer with its weights. */
export interface ReadLayer {
  readonly layer: DenseLayer;
  readonly weight: Matrix;
  readonly bias: Float64Array;
  /** The node of its product, for messages. */
  readonly node: string;
}

/** weight · a + offset, of what comes before. */
interface Product {
  readonly weight: Matrix | undefined;
  readonly scale: PerUnit;
  readonly offset: PerUnit;
}

const identity = (units: number): Matrix => {
  const data = new Float64Array(units * units);
  for (let i = 0; i < units; i++) data[i * units + i] = 1;
  return { units, inputs: units, data };
};

const MOST_IDENTITY = 4096;

function solid({ weight, scale, offset }: Product, width: number | undefined, node: string) {
  const units = weight?.units ?? width;
  if (units === undefined)
    throw new HillockError(
      "invalid-model",
      `The ONNX file does not say how many inputs there are before node "${node}".`,
    );
  if (weight === undefined && units > MOST_IDENTITY)
    throw new HillockError(
      "invalid-model",
      `Node "${node}" acts on ${units} numbers without weights; at most ${MOST_IDENTITY} become a layer of their own.`,
    );
  const { inputs, data } = weight ?? identity(units);
  const factor = spread(scale, units);
  const scaled = data.map((value, i) => value * factor[Math.floor(i / inputs)]);
  return { weight: { units, inputs, data: scaled }, bias: spread(offset, units).slice() };
}

/** The product of a product: weight · (scale ⊙ a + offset) + bias. */
function after(inner: { scale: PerUnit; offset: PerUnit }, outer: Product): Product {
  if (inner.scale === 1 && inner.offset === 0) return outer;
  const { weight } = outer;
  if (weight === undefined)
    return {
      weight,
      scale: times(outer.scale, inner.scale),
      offset: plus(times(outer.scale, inner.offset), outer.offset),
    };
  const factor = spread(inner.scale, weight.inputs);
  const shift = spread(inner.offset, weight.inputs);
  const data = new Float64Array(weight.data.length);
  const moved = new Float64Array(weight.units);
  for (let u = 0; u < weight.units; u++)
    for (let k = 0; k < weight.inputs; k++) {
      const value = weight.data[u * weight.inputs + k];
      data[u * weight.inputs + k] = value * factor[k];
      moved[u] += value * shift[k];
    }
  return {
    weight: { ...weight, data },
    scale: outer.scale,
    offset: plus(times(outer.scale, moved), outer.offset),
  };
}

/** A formula as scale · f(line) + offset. */
interface Split {
  readonly f: Activation;
  readonly line: Affine;
  readonly outer: Affine;
}

/** A function of the catalogue where the formula is one, whatever line it stands over and is followed by. */
function split({ formula: written, perUnit, source }: Signal): Split {
  const formula = simplify(written);
  const curves = curvesOf(formula, perUnit);
  const straight = curves.find(({ curve }) => curve === x);
  if (straight !== undefined) return { f: linear, line: straight.line, outer: UNCHANGED };
  const whole = fromCatalogue(written, perUnit) ?? fromCatalogue(formula, perUnit);
  if (whole !== undefined) return { f: whole, line: UNCHANGED, outer: UNCHANGED };
  for (const { curve, line } of curves)
    for (const { inner, outer } of peeled(curve, perUnit)) {
      const f = fromCatalogue(inner, perUnit);
      if (f !== undefined) return { f, line, outer };
    }
  // a function of the file's own, without what scales its input and output unit by unit
  const plain = curves.find(({ curve }) => parameterNames(curve).length === 0) ?? curves[curves.length - 1];
  return { f: activationOf(plain.curve, perUnit, source.node), line: plain.line, outer: UNCHANGED };
}

const widthOf = ({ features }: Signal): number | undefined =>
  features === undefined || features.includes(undefined)
    ? undefined
    : features.reduce<number>((product, length) => product * (length ?? 1), 1);

/** Layers, and what still has to be done to their output. */
interface Behind {
  readonly layers: readonly ReadLayer[];
  readonly scale: PerUnit;
  readonly offset: PerUnit;
}

const NOTHING: Behind = { layers: [], scale: 1, offset: 0 };
const IDENTITY: Product = { weight: undefined, scale: 1, offset: 0 };

function append(behind: Behind, product: Product, f: Activation, signal: Signal): readonly ReadLayer[] {
  const { layers } = behind;
  const width = layers.at(-1)?.layer.units ?? widthOf(signal);
  const { weight, bias } = solid(after(behind, product), width, signal.source.node);
  const before = layers.at(-1)?.layer.units;
  if (before !== undefined && before !== weight.inputs)
    throw new HillockError(
      "invalid-model",
      `The ONNX file is damaged: node "${signal.source.node}" takes ${weight.inputs} numbers and is given ${before}.`,
    );
  return [...layers, { layer: dense(weight.units, f), weight, bias, node: signal.source.node }];
}

/** The layers that give a signal; what only scales it is left to who takes it. */
function layersBehind(signal: Signal): Behind {
  const { source } = signal;
  const from = source.from === undefined ? NOTHING : layersBehind(source.from);
  const { f, line, outer } = split(signal);
  const bent = {
    weight: source.weight,
    scale: times(line.scale, source.scale),
    offset: plus(times(line.scale, source.offset), line.offset),
  };
  // scaled inputs are no layer
  if (f === linear && source.weight === undefined)
    return {
      layers: from.layers,
      scale: times(bent.scale, from.scale),
      offset: plus(times(bent.scale, from.offset), bent.offset),
    };
  return { layers: append(from, bent, f, signal), ...outer };
}

/** A last layer without a curve takes what is left; else there is one more. */
function finish(behind: Behind, signal: Signal): readonly ReadLayer[] {
  const { layers, scale, offset } = behind;
  if (layers.length > 0 && scale === 1 && offset === 0) return layers;
  const last = layers.at(-1);
  if (last === undefined || last.layer.activation !== linear) return append(behind, IDENTITY, linear, signal);
  const { units } = last.layer;
  const { weight, bias } = solid(
    { weight: last.weight, scale, offset: plus(times(scale, last.bias), offset) },
    units,
    signal.source.node,
  );
  return [...layers.slice(0, -1), { ...last, weight, bias }];
}

/** Layers of a network that gives this output. @throws HillockError "invalid-model" */
export function layersOf(output: Signal | RowOutput): readonly ReadLayer[] {
  if (output.kind === "signal") return finish(layersBehind(output), output);
  const { signal, activation } = output;
  const behind = layersBehind(signal);
  const last = behind.layers.at(-1);
  // the product before the rows is theirs; where a curve stands between, they get one of their own
  if (last === undefined || last.layer.activation !== linear)
    return append(behind, IDENTITY, activation, signal);
  const [own] = finish(behind, signal).slice(-1);
  return [...behind.layers.slice(0, -1), { ...own, layer: dense(own.weight.units, activation) }];
}

function requireFinite(values: Float32Array, what: string, node: string): Float32Array {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new HillockError(
      "invalid-model",
      `The ONNX file has ${values[bad]} among the ${what} of node "${node}"; a network needs finite ones.`,
    );
  return values;
}

/** The weights as a network of these layers has them. @throws HillockError "invalid-model" where one is not finite */
export function parametersOf(layers: readonly ReadLayer[]): Parameter[] {
  return layers.flatMap(({ layer, weight, bias, node }, l) => {
    const { activation: f, units } = layer;
    const finite = (values: Float64Array, what: string): Float32Array =>
      requireFinite(Float32Array.from(values), what, node);
    const learned = f.kind === "row" ? [] : f.learnable;
    return [
      { name: `${l}.weight`, shape: [weight.units, weight.inputs], data: finite(weight.data, "weights") },
      { name: `${l}.bias`, shape: [units], data: finite(bias, "biases") },
      ...learned.map((name) => {
        const value = f.kind === "row" ? 0 : f.parameters[name];
        return {
          name: `${l}.${name}`,
          shape: [units],
          data: typeof value === "number" ? new Float32Array(units).fill(value) : Float32Array.from(value),
        };
      }),
    ];
  });
}
