import { open, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { reason, tableError } from "./cell.ts";
import { requireFile } from "./source.ts";

/** An array of bytes with its shape, as LeCun's MNIST files hold them. */
export interface Idx {
  readonly shape: readonly number[];
  /** In C order: the last index runs fastest. */
  readonly data: Uint8Array;
}

const GZIP = [0x1f, 0x8b];
const UNSIGNED_BYTES = 0x08;
const MOST_DIMENSIONS = 8;
/** The largest file read, and the most that a compressed one may become. */
const MOST_BYTES = 2 ** 31 - 1;

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);

/** Whether a file is an idx file, or gzip, which no table is. */
export async function looksLikeIdx(path: string): Promise<boolean> {
  await requireFile(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && (startsWith(buffer, GZIP) || (startsWith(buffer, [0, 0]) && buffer[3] > 0));
  } finally {
    await file.close();
  }
}

/**
 * Reads an idx file of unsigned bytes, compressed with gzip or not.
 * @throws HillockError "invalid-table" unless it is one and its length is what its shape says.
 */
export async function readIdx(path: string): Promise<Idx> {
  const size = await requireFile(path);
  if (size > MOST_BYTES) throw tableError(`${path} has ${size} bytes; idx files of up to 2 GiB are read.`);
  let bytes: Buffer = await readFile(path);
  if (startsWith(bytes, GZIP)) {
    try {
      bytes = await promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES });
    } catch (cause) {
      throw tableError(
        `${path} cannot be decompressed: ${reason(cause)}. It may be cut off; fetch it again.`,
      );
    }
  }
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0)
    throw tableError(`${path} is not an idx file: it does not begin with two zero bytes.`);
  if (bytes[2] !== UNSIGNED_BYTES)
    throw tableError(
      `${path}: its numbers are of idx type 0x${bytes[2].toString(16)}; unsigned bytes (0x8) are read.`,
    );
  const dimensions = bytes[3];
  const start = 4 + 4 * dimensions;
  if (dimensions < 1 || dimensions > MOST_DIMENSIONS || bytes.length < start)
    throw tableError(`${path}: its header names ${dimensions} dimensions and is cut off or wrong.`);
  const shape = Array.from({ length: dimensions }, (_, d) => bytes.readUInt32BE(4 + 4 * d));
  const length = shape.reduce((a, b) => a * b, 1);
  if (bytes.length - start !== length)
    throw tableError(
      `${path}: its header says ${shape.join(" × ")} = ${length} bytes, but ${bytes.length - start} follow. It may be cut off; fetch it again.`,
    );
  return { shape, data: bytes.subarray(start) };
}
