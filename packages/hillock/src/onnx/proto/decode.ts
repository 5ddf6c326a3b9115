import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import { HillockError } from "../../errors.ts";
import { type ModelProto, ModelProtoSchema, type TensorProto, TensorProtoSchema } from "./onnx_pb.ts";
import { damaged, scan } from "./scan.ts";

/** A message as the file has it, once its lengths and sizes are known to be sound. */
function decode<Desc extends DescMessage>(schema: Desc, bytes: Uint8Array): MessageShape<Desc> {
  if (!(bytes instanceof Uint8Array))
    throw new HillockError("invalid-argument", "An ONNX file is read from a Uint8Array of its bytes.");
  if (bytes.length === 0) throw damaged("it is empty");
  scan(bytes, schema);
  try {
    return fromBinary(schema, bytes, { readUnknownFields: false });
  } catch (cause) {
    throw damaged(cause instanceof Error ? cause.message : String(cause));
  }
}

/** @throws HillockError "invalid-model" */
export function decodeModel(bytes: Uint8Array): ModelProto {
  const model = decode(ModelProtoSchema(), bytes);
  if (model.graph === undefined) throw damaged("there is no graph in it");
  return model;
}

/** @throws HillockError "invalid-model" */
export const decodeTensor = (bytes: Uint8Array): TensorProto => decode(TensorProtoSchema(), bytes);
