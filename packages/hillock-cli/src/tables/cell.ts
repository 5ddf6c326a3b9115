import { HillockError } from "hillock";

export { readCell } from "hillock";

export const tableError = (message: string): HillockError => new HillockError("invalid-table", message);
export const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
