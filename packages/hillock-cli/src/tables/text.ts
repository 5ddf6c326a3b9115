import { TextDecoder } from "node:util";
import { tableError } from "./cell.ts";

const MARKED = [
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
] as const;

/** The encoding that a file's first bytes name; UTF-8 where they name none. */
export const encodingOf = (start: Uint8Array): string =>
  MARKED.find(({ bytes }) => bytes.every((byte, i) => start[i] === byte))?.encoding ?? "utf-8";

const lineEndsIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** The character at the end of a piece that may go on in the next one. */
function lastCharacter(bytes: Uint8Array): Uint8Array {
  const end = bytes.slice(-3);
  const lead = end.findLastIndex((byte) => byte >= 0xc0);
  return lead < 0 ? new Uint8Array() : end.slice(lead);
}

/** A file's bytes as text, piece by piece; what is no text is refused with its line. */
export class TextReader {
  readonly #path: string;
  #decoder: TextDecoder | undefined;
  #before: Uint8Array = new Uint8Array();
  #line = 1;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws HillockError "invalid-table" where the bytes are in another encoding than they say */
  read(bytes: Uint8Array, last: boolean): string {
    this.#decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    let text: string;
    try {
      text = this.#decoder.decode(bytes, { stream: !last });
    } catch {
      throw this.#refuse(this.#line + this.#linesBeforeFault(bytes));
    }
    const nul = text.indexOf("\0");
    if (nul >= 0) throw this.#refuse(this.#line + lineEndsIn(text.slice(0, nul)));
    this.#line += lineEndsIn(text);
    this.#before = lastCharacter(bytes);
    return text;
  }

  #linesBeforeFault(bytes: Uint8Array): number {
    const { encoding } = this.#decoder ?? {};
    const known = encoding === "utf-8" ? Buffer.concat([this.#before, bytes]) : bytes;
    const [sound] = new TextDecoder(encoding).decode(known).split("\uFFFD", 1);
    return lineEndsIn(sound);
  }

  #refuse(line: number): Error {
    return tableError(
      `${this.#path}, line ${line}: its text is not UTF-8. Save the file as UTF-8, or convert it, for instance with iconv -f latin1 -t utf8 (-f utf16 where every second byte is 0).`,
    );
  }
}
