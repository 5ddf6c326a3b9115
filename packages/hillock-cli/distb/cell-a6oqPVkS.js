import { t as HillockError } from "./errors-D-d5hvak.js";

// src/tables/cell.ts
const tableError = (message) => new HillockError("invalid-table", message);
const reason = (cause) => (cause instanceof Error ? cause.message : String(cause));

export { reason as t, tableError as n };
