import { MOST_ROWS } from "../../expression/tabulate.ts";

/** The memories of kernels begin with tables, each of which lies at the same address in all; arrays lie behind them. */
export const TABLE_BYTES = 2 ** 21;
export const ROW_BYTES = 16;
/** A NaN finds any row: as many bytes may be read. */
export const FEWEST_BYTES = TABLE_BYTES + MOST_ROWS * ROW_BYTES;
