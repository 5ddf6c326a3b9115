import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

interface OrtTensor {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}
interface Ort {
  readonly env: { logLevel: string; readonly wasm: { numThreads: number } };
  readonly Tensor: new (type: string, data: unknown, dims: readonly number[]) => OrtTensor;
  readonly InferenceSession: {
    create(
      bytes: Uint8Array,
      options?: Readonly<Record<string, unknown>>,
    ): Promise<{
      readonly inputNames: readonly string[];
      readonly outputNames: readonly string[];
      run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Readonly<Record<string, OrtTensor>>>;
    }>;
  };
}

const path = resolve("tools/onnxruntime/node_modules/onnxruntime-web/dist/ort.node.min.mjs");

let loaded: Promise<Ort> | undefined;

/** onnxruntime's WebAssembly on one thread; `node scripts/onnxruntime.mjs` installs it. */
async function load(): Promise<Ort> {
  const ort = (await import(/* @vite-ignore */ pathToFileURL(path).href).catch((cause: unknown) => {
    throw new Error(`${String(cause)}\nRun: node scripts/onnxruntime.mjs`);
  })) as Ort;
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  return ort;
}

export interface Feed {
  readonly type: "float32" | "float64" | "int32" | "int64" | "uint8" | "string" | "bool";
  readonly data: Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array | readonly string[];
  readonly dims: readonly number[];
}

/** Runs a model as onnxruntime understands it; the outputs by name. */
export async function runOnnx(
  bytes: Uint8Array,
  feeds: Readonly<Record<string, Feed>>,
): Promise<Readonly<Record<string, OrtTensor>>> {
  loaded ??= load();
  const ort = await loaded;
  const session = await ort.InferenceSession.create(bytes);
  const tensors = Object.entries(feeds).map(
    ([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)] as const,
  );
  return session.run(Object.fromEntries(tensors));
}

/** Rows of numbers through a model of one input; its first output. */
export async function predictOnnx(
  bytes: Uint8Array,
  inputs: Float32Array,
  columns: number,
): Promise<Float32Array> {
  loaded ??= load();
  const ort = await loaded;
  const session = await ort.InferenceSession.create(bytes);
  const [input] = session.inputNames;
  const tensor = new ort.Tensor("float32", inputs, [inputs.length / columns, columns]);
  const outputs = await session.run({ [input]: tensor });
  return Float32Array.from(outputs[session.outputNames[0]].data);
}

/** Float32 steps between numbers of this size: ULP at the largest of them, or at 1 where all are smaller. */
export function ulpAtTop(values: ArrayLike<number>): number {
  const top = Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return 2 ** (Math.floor(Math.log2(top)) - 23);
}
