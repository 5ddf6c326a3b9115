import type { WriteStream } from "node:tty";
import pc from "picocolors";

export type Colors = ReturnType<typeof pc.createColors>;

/** A stream that may be a terminal, as stdout and stderr are. */
type Output = NodeJS.WritableStream & Partial<Pick<WriteStream, "isTTY" | "hasColors">>;

/**
 * Colours for what is written to this stream: where it is a terminal that shows them, unless NO_COLOR is set;
 * elsewhere (a pipe, a file, a build server's log) only where FORCE_COLOR asks for them.
 */
export function colorsOf(stream: Output): Colors {
  const { FORCE_COLOR: forced, NO_COLOR: none } = process.env;
  if (none !== undefined && none !== "") return pc.createColors(false);
  if (forced !== undefined) return pc.createColors(forced !== "0" && forced !== "false");
  return pc.createColors(stream.isTTY === true && (stream.hasColors?.() ?? true));
}
