import { create } from "@bufbuild/protobuf";
import { type TensorProto, TensorProtoSchema, TensorProto_DataType as Type } from "./proto/onnx_pb.ts";

const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

type Writable = Float32Array | Float64Array | BigInt64Array | readonly string[];

function elementsOf(data: Writable): { dataType: Type; rawData?: Uint8Array; stringData?: Uint8Array[] } {
  if (data instanceof Float32Array) return { dataType: Type.FLOAT, rawData: littleEndian(data) };
  if (data instanceof Float64Array) return { dataType: Type.DOUBLE, rawData: littleEndian(data) };
  if (data instanceof BigInt64Array) return { dataType: Type.INT64, rawData: littleEndian(data) };
  return { dataType: Type.STRING, stringData: data.map((text) => new TextEncoder().encode(text)) };
}

function littleEndian(data: Float32Array | Float64Array | BigInt64Array): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  if (LITTLE) return bytes;
  const size = data.BYTES_PER_ELEMENT;
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}

export const writeTensor = (name: string, dims: readonly number[], data: Writable): TensorProto =>
  create(TensorProtoSchema, { name, dims: dims.map(BigInt), ...elementsOf(data) });
