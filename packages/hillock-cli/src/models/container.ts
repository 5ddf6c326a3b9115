import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { HillockError } from "hillock";
import * as v from "valibot";
import { object, readAs } from "./schema.ts";

/** Kinds of files that Hillock writes for itself, with the version it writes and reads. */
const FORMATS = { "hillock-model": 1, "hillock-checkpoint": 1 } as const;
export type Format = keyof typeof FORMATS;

/** The longest text that JSON.parse is given; V8's own limit lies a little higher. */
export const MOST_CHARACTERS = 500_000_000;

const fail = (message: string): HillockError => new HillockError("invalid-model", message);
const checksum = (body: string): string => `sha256:${createHash("sha256").update(body).digest("hex")}`;

/** The file's text: format, version, checksum, content. */
export function seal(format: Format, content: object): string {
  const body = JSON.stringify(content);
  return `{"format":"${format}","version":${FORMATS[format]},"checksum":"${checksum(body)}","content":${body}}\n`;
}

const SEALED = object({
  format: v.unknown(),
  version: v.unknown(),
  checksum: v.unknown(),
  content: v.unknown(),
});

/**
 * Reads a sealed file. The checksum tells damage, not malice: the content must be checked field by field as well.
 * @throws HillockError "invalid-model" where the file is cut off, damaged, of another kind or version.
 */
export async function unseal(format: Format, path: string): Promise<unknown> {
  const what = format.replace("-", " ");
  const info = await stat(path).catch(() => undefined);
  if (!info) throw fail(`There is no file "${path}". Check the name of the ${what}.`);
  if (!info.isFile()) throw fail(`"${path}" is not a file; name a ${what}.`);
  if (info.size > MOST_CHARACTERS)
    throw fail(`${path} has ${info.size} bytes; a ${what} has at most ${MOST_CHARACTERS}.`);
  const text = await readFile(path, "utf8");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const ends = text.startsWith(`{"format":"${format}"`) && !text.trimEnd().endsWith("}}");
    throw fail(
      ends
        ? `${path} is cut off after ${text.length} characters. Copy it again, or train again.`
        : `${path} is not a ${what}: it is not JSON.`,
    );
  }
  if (typeof parsed !== "object" || parsed === null || !Object.hasOwn(parsed, "format"))
    throw fail(`${path} is not a ${what}: it has no "format".`);
  const sealed = readAs(SEALED, parsed, { file: path });
  if (sealed.format !== format)
    throw fail(`${path} is not a ${what}: its format is ${JSON.stringify(sealed.format)}.`);
  if (sealed.version !== FORMATS[format])
    throw fail(
      `${path} has version ${JSON.stringify(sealed.version)} of its format; this Hillock reads version ${FORMATS[format]}. Use the Hillock that wrote it, or train again.`,
    );
  if (sealed.checksum !== checksum(JSON.stringify(sealed.content)))
    throw fail(`${path} is damaged: its content does not match its checksum. Copy it again, or train again.`);
  return sealed.content;
}
