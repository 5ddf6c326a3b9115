import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { HillockError } from "../../errors.ts";

/** The most of each that a file may hold, so that decoding it takes bounded time and memory. */
const MOST = { nodes: 50_000, messages: 500_000, numbers: 2 ** 27, wholeNumbers: 2 ** 22, depth: 40 };

export const damaged = (why: string): HillockError =>
  new HillockError("invalid-model", `This is not a whole ONNX file: ${why}.`);
const tooLarge = (what: string, most: number): HillockError =>
  new HillockError("invalid-model", `The ONNX file has more than ${most} ${what}; so many are not read.`);

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

interface Fields {
  readonly byNumber: ReadonlyMap<number, DescField>;
}
const known = new Map<DescMessage, Fields>();
function fieldsOf(message: DescMessage): Fields {
  let fields = known.get(message);
  if (fields === undefined) {
    fields = { byNumber: new Map(message.fields.map((field) => [field.number, field])) };
    known.set(message, fields);
  }
  return fields;
}

/** Counts what a file holds, by its own lengths, without making anything of it. */
class Scanner {
  readonly #bytes: Uint8Array;
  #at = 0;
  #nodes = 0;
  #messages = 0;
  #numbers = 0;
  #wholeNumbers = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  #varint(end: number): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.#at >= end) throw damaged("it ends within a number");
      const byte = this.#bytes[this.#at++];
      if (shift < 49) value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw damaged("a number in it has more than ten bytes");
  }

  message(desc: DescMessage, end: number, depth: number): void {
    if (depth > MOST.depth) throw tooLarge("graphs inside of each other", MOST.depth);
    if (++this.#messages > MOST.messages) throw tooLarge("parts", MOST.messages);
    if (desc.typeName === "onnx.NodeProto" && ++this.#nodes > MOST.nodes) throw tooLarge("nodes", MOST.nodes);
    const { byNumber } = fieldsOf(desc);
    while (this.#at < end) {
      const tag = this.#varint(end);
      const field = byNumber.get(Math.floor(tag / 8));
      if (
        desc.typeName === "onnx.TensorProto" &&
        (field?.name === "external_data" || field?.name === "data_location")
      )
        this.#refuseExternal(field.name, end);
      this.#value(tag % 8, field, end, depth);
    }
    if (this.#at !== end) throw damaged("a part is longer than what holds it");
  }

  /** data_location 0 means that the tensor's data stand in this file. */
  #refuseExternal(name: string, end: number): void {
    const before = this.#at;
    if (name === "data_location" && this.#varint(end) === 0) {
      this.#at = before;
      return;
    }
    throw new HillockError(
      "invalid-model",
      "The ONNX file keeps its weights in other files, which are never read. Save it in one file: onnx.save_model(onnx.load(path), path, save_as_external_data=False).",
    );
  }

  #value(wire: number, field: DescField | undefined, end: number, depth: number): void {
    if (wire === VARINT) {
      this.#varint(end);
      if (field?.fieldKind === "list") this.#countWhole(1);
      return;
    }
    const length =
      wire === FIXED64 ? 8 : wire === FIXED32 ? 4 : wire === LENGTH ? this.#varint(end) : undefined;
    if (length === undefined) throw damaged(`a part of it has the unknown wire type ${wire}`);
    const to = this.#at + length;
    if (to > end)
      throw damaged(`a part of ${length} bytes stands where ${Math.max(0, end - this.#at)} are left`);
    const inner = field?.fieldKind === "message" || field?.fieldKind === "list" ? field.message : undefined;
    if (wire === LENGTH && inner !== undefined) {
      this.message(inner, to, depth + 1);
      return;
    }
    if (field?.fieldKind === "list" && field.listKind === "scalar") {
      const perNumber =
        field.name === "float_data" || field.name === "floats" ? 4 : field.name === "double_data" ? 8 : 1;
      const text = field.name === "string_data" || field.name === "strings";
      if (perNumber > 1) this.#numbers += wire === LENGTH ? length / perNumber : 1;
      else this.#countWhole(wire === LENGTH && !text ? this.#varintsUntil(to) : 1);
      if (this.#numbers > MOST.numbers) throw tooLarge("numbers in lists", MOST.numbers);
    }
    this.#at = to;
  }

  /** How many numbers end before `to`. */
  #varintsUntil(to: number): number {
    let count = 0;
    for (let at = this.#at; at < to; at++) if (this.#bytes[at] < 128) count++;
    return count;
  }

  #countWhole(count: number): void {
    this.#wholeNumbers += count;
    if (this.#wholeNumbers > MOST.wholeNumbers)
      throw tooLarge("whole numbers and texts in lists", MOST.wholeNumbers);
  }
}

/**
 * Walks through the bytes of a message once.
 * @throws HillockError "invalid-model" where a length lies, where there is more of anything than is read, and where
 * data stand outside of the file
 */
export const scan = (bytes: Uint8Array, message: DescMessage): void =>
  new Scanner(bytes).message(message, bytes.length, 0);
