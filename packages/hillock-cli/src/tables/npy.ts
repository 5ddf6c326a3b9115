import { readFile } from "node:fs/promises";
import { getFloat16 } from "@petamoriken/float16";
import { tableError } from "./cell.ts";
import { requireFile } from "./source.ts";

/** An array of numbers with its shape. */
export interface Npy {
  readonly shape: readonly number[];
  /** In C order: the last index runs fastest. */
  readonly data: Float32Array;
}

const MAGIC = "\x93NUMPY";
const MOST_BYTES = 2 ** 31 - 1;

const READERS: Readonly<
  Record<string, { readonly bytes: number; readonly read: (view: DataView, at: number) => number }>
> = {
  "<f2": { bytes: 2, read: (view, at) => getFloat16(view, at, true) },
  "<f4": { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  "<f8": { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  "|u1": { bytes: 1, read: (view, at) => view.getUint8(at) },
  "|i1": { bytes: 1, read: (view, at) => view.getInt8(at) },
  "|b1": { bytes: 1, read: (view, at) => view.getUint8(at) },
  "<u2": { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  "<u4": { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  "<u8": { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  "<i2": { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  "<i4": { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  "<i8": { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
};

export const isNpy = (path: string): boolean => /\.npy$/i.test(path);

/**
 * Reads an array as numpy.save writes it.
 * @throws HillockError "invalid-table" unless it is one of numbers, and its length is what its shape says
 */
export async function readNpy(path: string): Promise<Npy> {
  const size = await requireFile(path);
  if (size > MOST_BYTES) throw tableError(`${path} has ${size} bytes; .npy files of up to 2 GiB are read.`);
  const bytes = await readFile(path);
  if (bytes.length < 12 || bytes.toString("latin1", 0, 6) !== MAGIC)
    throw tableError(`${path} is not a .npy file: it does not begin as one.`);
  const wide = bytes[6] >= 2;
  const start = wide ? 12 : 10;
  const end = start + (wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const header = bytes.toString("latin1", start, Math.min(end, bytes.length));
  const type = /'descr'\s*:\s*'([^']+)'/.exec(header)?.[1] ?? "";
  const lengths = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  if (end > bytes.length || lengths === undefined)
    throw tableError(`${path}: its header is cut off or wrong.`);
  if (!/'fortran_order'\s*:\s*False/.test(header))
    throw tableError(`${path} is in Fortran's order; save it with numpy.ascontiguousarray.`);
  if (!Object.hasOwn(READERS, type))
    throw tableError(
      `${path}: its numbers are of type ${type || "unknown"}; read are ${Object.keys(READERS).join(", ")}.`,
    );
  const { bytes: each, read } = READERS[type];
  const shape = lengths.split(",").flatMap((text) => (text.trim() === "" ? [] : [Number(text)]));
  const count = shape.reduce((product, length) => product * length, 1);
  if (
    !shape.every((length) => Number.isInteger(length) && length >= 0) ||
    bytes.length - end !== count * each
  )
    throw tableError(
      `${path}: its shape ${shape.join(" × ")} needs ${count * each} bytes, and ${bytes.length - end} follow.`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { shape, data: Float32Array.from({ length: count }, (_, i) => read(view, end + i * each)) };
}
