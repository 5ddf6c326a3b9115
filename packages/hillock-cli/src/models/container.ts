import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { HillockError } from "hillock";
import { type Checked, checked } from "./checked.ts";

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

/**
 * Reads a sealed file. The checksum tells damage, not malice: the content must be checked field by field as well.
 * @throws HillockError "invalid-model" where the file is cut off, damaged, of another kind or version.
 */
export async function unseal(format: Format, path: string): Promise<Checked> {
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
  const file = checked(path, parsed);
  if (typeof parsed !== "object" || parsed === null || !Object.hasOwn(parsed, "format"))
    throw fail(`${path} is not a ${what}: it has no "format".`);
  if (file.field("format").value !== format)
    throw fail(`${path} is not a ${what}: its format is ${JSON.stringify(file.field("format").value)}.`);
  const version = file.field("version").value;
  if (version !== FORMATS[format])
    throw fail(
      `${path} has version ${JSON.stringify(version)} of its format; this Hillock reads version ${FORMATS[format]}. Use the Hillock that wrote it, or train again.`,
    );
  const content = file.field("content");
  if (file.field("checksum").value !== checksum(JSON.stringify(content.value)))
    throw fail(`${path} is damaged: its content does not match its checksum. Copy it again, or train again.`);
  return content;
}
