import { fromBinary } from "@bufbuild/protobuf";
import { HillockError } from "../../errors.ts";
import { type ModelProto, ModelProtoSchema } from "./onnx_pb.ts";
import { damaged, scanModel } from "./scan.ts";

/**
 * The model as the file has it, once its lengths and sizes are known to be sound.
 * @throws HillockError "invalid-model"
 */
export function decodeModel(bytes: Uint8Array): ModelProto {
  if (!(bytes instanceof Uint8Array))
    throw new HillockError("invalid-argument", "An ONNX file is read from a Uint8Array of its bytes.");
  if (bytes.length === 0) throw damaged("it is empty");
  scanModel(bytes);
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes, { readUnknownFields: false });
  } catch (cause) {
    throw damaged(cause instanceof Error ? cause.message : String(cause));
  }
  if (model.graph === undefined) throw damaged("there is no graph in it");
  return model;
}
