/** What went wrong, in a word that code can ask for. */
export type ErrorCode =
  | "invalid-argument"
  | "invalid-shape"
  | "invalid-formula"
  | "unknown-function"
  | "invalid-label"
  | "invalid-table"
  | "invalid-model"
  | "out-of-memory"
  | "unsupported"
  | "aborted";

/** Every error that Hillock throws on purpose. The message names the thing, its value and the remedy. */
export class HillockError extends Error {
  readonly code: ErrorCode;
  /** Where in a formula the fault stands (0-based character), where one was read. */
  readonly position: number | undefined;

  constructor(code: ErrorCode, message: string, position?: number) {
    super(message);
    this.name = "HillockError";
    this.code = code;
    this.position = position;
  }
}
