import { open, stat } from "node:fs/promises";
import type { TableSource } from "./block.ts";
import { reason, tableError } from "./cell.ts";
import { openCsv } from "./csv.ts";
import { openJson } from "./json.ts";
import { encodingOf } from "./text.ts";

const HEAD_BYTES = 65_536;

async function head(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, bytes));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * @param kind what may be named instead of a folder
 * @throws HillockError "invalid-table" where there is no such file.
 */
export async function requireFile(path: string, kind = "a CSV, JSON or Parquet file"): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  if (!info) throw tableError(`There is no file "${path}". Check the name, or give a full path.`);
  if (info.isDirectory()) throw tableError(`"${path}" is a folder; name ${kind} in it.`);
  return info.size;
}

/** Opens a CSV, JSON or Parquet file, told apart by what it holds. */
export async function openTable(path: string): Promise<TableSource> {
  const bytes = await requireFile(path);
  if (/\.onnx$/i.test(path))
    throw tableError(
      `${path} is a model, not a table: hillock predict ${path} TABLE applies it, hillock inspect ${path} looks into it.`,
    );
  const start = await head(path, bytes).catch((cause: unknown) => {
    throw tableError(`"${path}" cannot be read: ${reason(cause)}.`);
  });
  if (start.subarray(0, 4).toString("latin1") === "PAR1") {
    // its decompressors are more code than all the rest of a command
    const { openParquet } = await import("./parquet.ts");
    return checked(await openParquet(path));
  }
  const text = new TextDecoder(encodingOf(start)).decode(start, { stream: true });
  if (text.trim() === "" && bytes <= start.length) throw tableError(`${path} is empty.`);
  return checked(await (/^\s*[[{]/.test(text) ? openJson(path, bytes) : openCsv(path, bytes, text)));
}

function checked(source: TableSource): TableSource {
  const { name: path, names } = source;
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw tableError(`${path} has two columns called "${twice}"; rename one.`);
  return source;
}
