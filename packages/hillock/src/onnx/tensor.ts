import { create } from "@bufbuild/protobuf";
import { HillockError } from "../errors.ts";
import { type TensorProto, TensorProtoSchema, TensorProto_DataType as Type } from "./proto/onnx_pb.ts";
import { fromUtf8, toUtf8 } from "./utf8.ts";

const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

type Writable = Float32Array | Float64Array | BigInt64Array | readonly string[];

function elementsOf(data: Writable): { dataType: Type; rawData?: Uint8Array; stringData?: Uint8Array[] } {
  if (data instanceof Float32Array) return { dataType: Type.FLOAT, rawData: littleEndian(data) };
  if (data instanceof Float64Array) return { dataType: Type.DOUBLE, rawData: littleEndian(data) };
  if (data instanceof BigInt64Array) return { dataType: Type.INT64, rawData: littleEndian(data) };
  return { dataType: Type.STRING, stringData: data.map(toUtf8) };
}

function littleEndian(data: Float32Array | Float64Array | BigInt64Array): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  if (LITTLE) return bytes;
  const size = data.BYTES_PER_ELEMENT;
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}

export const writeTensor = (name: string, dims: readonly number[], data: Writable): TensorProto =>
  create(TensorProtoSchema(), { name, dims: dims.map(BigInt), ...elementsOf(data) });

/** A tensor of numbers, each as float64, or of texts; `type` is ONNX' number of its element type. */
export interface Tensor {
  readonly type: Type;
  readonly shape: readonly number[];
  readonly values: Float64Array;
  /** Of a tensor of texts, which has no values. */
  readonly texts: readonly string[] | undefined;
}

const MOST_ELEMENTS = 2 ** 27;

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

const half = (bits: number): number => {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
};
const bfloat = (bits: number): number => new Float32Array(Uint32Array.of(bits << 16).buffer)[0];

/** Element types of whole numbers and truth values. */
export const WHOLE_TYPES: ReadonlySet<number> = new Set([
  ...[Type.UINT8, Type.INT8, Type.UINT16, Type.INT16, Type.INT32, Type.INT64, Type.BOOL],
  ...[Type.UINT32, Type.UINT64],
]);

interface Format {
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  /** Where the numbers stand when they are not raw, and what such a number means. */
  readonly list: (tensor: TensorProto) => ArrayLike<number | bigint>;
  readonly meaning?: (stored: number) => number;
}

const FORMATS: ReadonlyMap<Type, Format> = new Map<Type, Format>([
  [Type.FLOAT, { bytes: 4, read: (v, at) => v.getFloat32(at, true), list: (t) => t.floatData }],
  [Type.DOUBLE, { bytes: 8, read: (v, at) => v.getFloat64(at, true), list: (t) => t.doubleData }],
  [Type.UINT8, { bytes: 1, read: (v, at) => v.getUint8(at), list: (t) => t.int32Data }],
  [Type.INT8, { bytes: 1, read: (v, at) => v.getInt8(at), list: (t) => t.int32Data }],
  [Type.UINT16, { bytes: 2, read: (v, at) => v.getUint16(at, true), list: (t) => t.int32Data }],
  [Type.INT16, { bytes: 2, read: (v, at) => v.getInt16(at, true), list: (t) => t.int32Data }],
  [Type.INT32, { bytes: 4, read: (v, at) => v.getInt32(at, true), list: (t) => t.int32Data }],
  [Type.UINT32, { bytes: 4, read: (v, at) => v.getUint32(at, true), list: (t) => t.uint64Data }],
  [Type.INT64, { bytes: 8, read: (v, at) => Number(v.getBigInt64(at, true)), list: (t) => t.int64Data }],
  [Type.UINT64, { bytes: 8, read: (v, at) => Number(v.getBigUint64(at, true)), list: (t) => t.uint64Data }],
  [Type.BOOL, { bytes: 1, read: (v, at) => v.getUint8(at), list: (t) => t.int32Data }],
  [
    Type.FLOAT16,
    { bytes: 2, read: (v, at) => half(v.getUint16(at, true)), list: (t) => t.int32Data, meaning: half },
  ],
  [
    Type.BFLOAT16,
    { bytes: 2, read: (v, at) => bfloat(v.getUint16(at, true)), list: (t) => t.int32Data, meaning: bfloat },
  ],
]);

/**
 * Reads a tensor; no memory is taken before its lengths are known to fit its data.
 * @throws HillockError "invalid-model"
 */
export function readTensor(tensor: TensorProto, what = `the tensor "${tensor.name}"`): Tensor {
  const fail = (why: string): HillockError =>
    new HillockError("invalid-model", `The ONNX file is damaged: ${what} ${why}.`);
  const shape = tensor.dims.map(Number);
  if (shape.some((length) => length < 0))
    throw fail(`has a negative length in its shape ${shape.join(" × ")}`);
  const size = sizeOf(shape);
  // a length of 0 hides what the others come to
  if (!(size <= MOST_ELEMENTS) || shape.some((length) => length > MOST_ELEMENTS))
    throw fail(`has the shape ${shape.join(" × ")}, more than ${MOST_ELEMENTS} elements`);
  if (tensor.dataType === Type.STRING) {
    if (tensor.stringData.length !== size)
      throw fail(`has ${tensor.stringData.length} texts for ${size} elements`);
    return { type: Type.STRING, shape, values: new Float64Array(0), texts: tensor.stringData.map(fromUtf8) };
  }
  const format = FORMATS.get(tensor.dataType);
  if (format === undefined) throw fail(`is of the element type ${tensor.dataType}, which is not read`);
  const { bytes, read, list, meaning = (stored: number) => stored } = format;
  const raw = tensor.rawData;
  const stored = list(tensor);
  if (raw.length > 0 || stored.length === 0) {
    if (raw.length !== size * bytes) throw fail(`has ${raw.length} bytes for ${size} elements of ${bytes}`);
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    const values = new Float64Array(size);
    for (let i = 0; i < size; i++) values[i] = read(view, i * bytes);
    return { type: tensor.dataType, shape, values, texts: undefined };
  }
  if (stored.length !== size) throw fail(`has ${stored.length} numbers for ${size} elements`);
  return {
    type: tensor.dataType,
    shape,
    values: Float64Array.from(stored, (each) => meaning(Number(each))),
    texts: undefined,
  };
}

export { Type };
