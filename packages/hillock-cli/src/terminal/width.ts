import { stripVTControlCharacters } from "node:util";

export const widthOf = (text: string): number =>
  Math.max(
    ...stripVTControlCharacters(text)
      .split("\n")
      .map((line) => line.length),
  );

/** What is printed on a terminal has to fit it; in a file or pipe any width does. */
export const columnsOf = (stream: Pick<NodeJS.WriteStream, "isTTY" | "columns">): number =>
  stream.isTTY && stream.columns ? stream.columns : Infinity;

/** Broken between words: the first line behind the indent, the others behind the hanging one. */
export function wrapped(text: string, columns: number, indent = "", hanging = indent): string {
  const lines: string[] = [];
  // a percent sign stays with its number
  for (const word of text.split(/ (?![%–])/)) {
    const line = lines.at(-1);
    if (line !== undefined && widthOf(`${line} ${word}`) <= columns) lines.splice(-1, 1, `${line} ${word}`);
    else lines.push(`${line === undefined ? indent : hanging}${word}`);
  }
  return lines.join("\n");
}

export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
