import { Format, type GenericFormatter, SingleBar } from "cli-progress";

const LONGEST_BAR = 40;
const SHORTEST_BAR = 8;
const LONGEST_WORD = 24;
const BETWEEN = " · ";

const shortened = (value: unknown): unknown =>
  typeof value === "string" && value.length > LONGEST_WORD ? `${value.slice(0, LONGEST_WORD - 1)}…` : value;

/** A line that fits: the bar becomes shorter first, then parts are left out, the last one first. */
export const fittedLine =
  (template: string, columns: () => number): GenericFormatter =>
  (options, params, payload: Readonly<Record<string, unknown>>) => {
    const words = Object.fromEntries(
      Object.entries(payload).map(([name, value]) => [name, shortened(value)]),
    );
    const line = (format: string, barsize: number): string =>
      Format.Formatter({ ...options, format, barsize }, params, words);
    const parts = template.split(BETWEEN);
    const room = (format: string): number => columns() - 1 - line(format, 0).length;
    while (parts.length > 1 && room(parts.join(BETWEEN)) < SHORTEST_BAR) parts.pop();
    const format = parts.join(BETWEEN);
    return line(format, Math.max(0, Math.min(LONGEST_BAR, room(format))));
  };

/** A bar on stderr. Nothing of the terminal is changed, so nothing is left to restore at Ctrl-C. */
export const progressBar = (format: string): SingleBar =>
  new SingleBar({
    format: fittedLine(format, () => process.stderr.columns || 80),
    hideCursor: false,
    linewrap: true,
    gracefulExit: false,
    clearOnComplete: true,
    stream: process.stderr,
    barCompleteChar: "█",
    barIncompleteChar: "░",
  });
