/** Consecutive rows of a table, fields in the order of its names. */
export interface Block {
  /** Index of the first row, from 0. */
  readonly first: number;
  readonly rows: readonly (readonly unknown[])[];
  /** Where a row (by its index in the table) stands in the file, for messages. */
  readonly place: (row: number) => string;
}

/** A table that is read a block at a time, as often as is wanted. */
export interface TableSource {
  readonly name: string;
  readonly names: readonly string[];
  /** Of the file, decompressed where the format says so. */
  readonly bytes: number;
  /** False where the whole file must be in memory to be read. */
  readonly streams: boolean;
  readonly blocks: () => AsyncIterable<Block>;
}
