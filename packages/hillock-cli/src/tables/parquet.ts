import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Block, TableSource } from "./block.ts";
import { reason, tableError } from "./cell.ts";

/** A row group longer than this is read in parts. */
const BLOCK_ROWS = 65_536;

export async function openParquet(path: string): Promise<TableSource> {
  const fail = (cause: unknown): never => {
    throw tableError(`${path} is not a Parquet file that can be read: ${reason(cause)}.`);
  };
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file).catch(fail);
  const names = parquetSchema(metadata).children.map((column) => column.element.name);
  const groups = metadata.row_groups.map((group) => Number(group.num_rows));
  const place = (row: number): string => `row ${row + 1}`;
  async function read(rowStart: number, rowEnd: number): Promise<unknown[][]> {
    let rows: unknown[][] = [];
    await parquetRead({
      file,
      metadata,
      compressors,
      rowStart,
      rowEnd,
      onComplete: (read: unknown[][]) => {
        rows = read;
      },
    }).catch(fail);
    return rows;
  }
  async function* blocks(): AsyncGenerator<Block> {
    let first = 0;
    for (const count of groups) {
      const end = first + count;
      while (first < end) {
        const rows = await read(first, Math.min(end, first + BLOCK_ROWS));
        if (rows.length === 0) return;
        yield { first, rows, place };
        first += rows.length;
      }
    }
  }
  const bytes = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
  return { name: path, names, bytes, streams: true, blocks };
}
