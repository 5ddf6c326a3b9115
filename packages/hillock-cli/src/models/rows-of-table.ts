import { type Cell, type Encoder, encoderOf, type FittedColumn, HillockError } from "hillock";
import { nearest } from "../activations.ts";
import type { Block } from "../tables/block.ts";
import { readCell, tableError } from "../tables/cell.ts";

/** Turns the fields of a table's rows into a network's inputs, as stored preprocessing says. */
export interface RowEncoder {
  readonly width: number;
  /** Writes one row's features from `at` on; `out` may hold anything there. */
  readonly encode: (block: Block, index: number, out: Float32Array, at: number) => void;
  /** How many values of a column were categories that training never saw. */
  readonly unseen: ReadonlyMap<string, number>;
}

interface Bound {
  readonly column: FittedColumn;
  readonly encoder: Encoder;
  readonly place: number;
}

/**
 * Finds each stored column in a table; further columns of the table are not looked at.
 * @throws HillockError "invalid-table" naming every column that is missing, with the nearest name there is.
 */
function bind(table: string, names: readonly string[], columns: readonly FittedColumn[]): Bound[] {
  const missing = columns.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  if (missing.length > 0) {
    const each = missing.map((name) => {
      const near = nearest(
        name,
        names.filter((other) => !columns.some((column) => column.name === other)),
      );
      return `"${name}"${near ? ` (did you mean "${near}"?)` : ""}`;
    });
    throw tableError(
      `${table} lacks ${missing.length === 1 ? "the column" : "columns"} ${each.join(", ")}, which the model was trained on. It has: ${names.join(", ")}.`,
    );
  }
  return columns.map((column) => ({
    column,
    encoder: encoderOf(column),
    place: names.indexOf(column.name),
  }));
}

export function rowEncoder(
  table: string,
  names: readonly string[],
  columns: readonly FittedColumn[],
): RowEncoder {
  const bound = bind(table, names, columns);
  const width = bound.reduce((sum, { encoder }) => sum + encoder.features.length, 0);
  const unseen = new Map<string, number>();
  return {
    width,
    unseen,
    encode({ first, rows, place }, index, out, at) {
      out.fill(0, at, at + width);
      let next = at;
      for (const { column, encoder, place: field } of bound) {
        const where = (): string => `${table}, ${place(first + index)}, column "${column.name}"`;
        const cell: Cell = readCell(rows[index][field], where);
        if (column.kind === "numeric" && typeof cell === "string")
          throw new HillockError(
            "invalid-table",
            `${where()}: "${cell}" is not a number, as all of the column were in training. Correct it, or leave the field empty.`,
          );
        if (!encoder.encode(cell, out, next)) unseen.set(column.name, (unseen.get(column.name) ?? 0) + 1);
        next += encoder.features.length;
      }
    },
  };
}
