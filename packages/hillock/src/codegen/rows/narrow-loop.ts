import type { FunctionBuilder } from "../wasm/function-builder.ts";
import {
  type At,
  type Gathering,
  type Output,
  RowLoop,
  type RowSignature,
  UNROLL,
  VECTOR_BYTES,
} from "./row-loop.ts";

const LANES = [0, 1, 2, 3] as const;

/** Four vectors, one a row, to four vectors, one a column, or back. */
function transpose(f: FunctionBuilder, rows: readonly number[]): number[] {
  const interleave = (a: number, b: number, lanes: readonly [number, number, number, number]) =>
    f.get(a).get(b).shuffle32(lanes).setNew("v128");
  const [a, b, c, d] = rows;
  const ab = interleave(a, b, [0, 4, 1, 5]);
  const cd = interleave(c, d, [0, 4, 1, 5]);
  const abHigh = interleave(a, b, [2, 6, 3, 7]);
  const cdHigh = interleave(c, d, [2, 6, 3, 7]);
  return [
    interleave(ab, cd, [0, 1, 4, 5]),
    interleave(ab, cd, [2, 3, 6, 7]),
    interleave(abHigh, cdHigh, [0, 1, 4, 5]),
    interleave(abHigh, cdHigh, [2, 3, 6, 7]),
  ];
}

/** Four rows at a time, each in a lane, one column in a vector: for short rows. The last rows may be fewer. */
export class NarrowLoop extends RowLoop {
  readonly lanes = 4;
  readonly columnNumbers = [[0, 0, 0, 0], 1] as const;
  private readonly row: number;
  private readonly left: number;
  private readonly offset: number;
  private readonly record: number;
  /** Addresses of the panel's rows, by array; rows that are missing stand where the last one does. */
  private readonly current: readonly (readonly number[])[];
  private readonly lastChunk: number;
  private readonly chunkEnd: number;

  constructor(f: FunctionBuilder, signature: RowSignature) {
    super(f, signature);
    this.row = f.local("i32");
    this.left = f.local("i32");
    this.offset = f.local("i32");
    this.record = f.local("i32");
    this.current = Array.from({ length: signature.arrays }, () => LANES.map(() => f.local("i32")));
    this.lastChunk = f.get(this.columns).i32(4).op("i32.mul").i32(VECTOR_BYTES).op("i32.sub").setNew("i32");
    this.chunkEnd = f.get(this.columns).i32(4).op("i32.mul").setNew("i32");
  }

  eachPanel(body: () => void): void {
    const { f, row, left, current } = this;
    f.i32(0).set(row);
    f.countUp(row, this.rows, LANES.length, () => {
      f.get(this.rows).get(row).op("i32.sub").set(left);
      current.forEach((pointers, array) => {
        f.get(row)
          .get(this.stride(array))
          .op("i32.mul")
          .get(this.address(array))
          .op("i32.add")
          .set(pointers[0]);
        for (const lane of [1, 2, 3]) {
          f.get(pointers[lane - 1])
            .get(this.stride(array))
            .i32(lane)
            .get(left)
            .op("i32.lt_u", "i32.mul", "i32.add");
          f.set(pointers[lane]);
        }
      });
      body();
    });
  }

  gather(array: number, register: number, { padding, each }: Gathering): void {
    const { f, offset, record, recordBytes } = this;
    const place = register * VECTOR_BYTES;
    const value = f.local("v128");
    const pointers = this.current[array];
    this.byChunks(
      () => {
        const rows = pointers.map((pointer) =>
          f.get(pointer).get(offset).op("i32.add").load("v128.load").setNew("v128"),
        );
        transpose(f, rows).forEach((column, i) => {
          each?.(column);
          f.get(record)
            .get(column)
            .store("v128.store", place + i * recordBytes);
        });
      },
      () => {
        f.get(pointers[0]).get(offset).op("i32.add").load("v128.load32_splat");
        for (const lane of [1, 2, 3])
          f.get(pointers[lane]).get(offset).op("i32.add").load("f32.load").lane("f32x4.replace_lane", lane);
        f.set(value);
        each?.(value);
        f.get(record).get(value).store("v128.store", place);
      },
    );
    f.get(this.columns).i32(recordBytes).op("i32.mul").get(this.scratch).op("i32.add").set(record);
    for (let i = 0; i < UNROLL - 1; i++)
      f.get(record)
        .f32x4(padding)
        .store("v128.store", place + i * recordBytes);
  }

  scatter(outputs: readonly Output[]): void {
    const { f, offset, record, recordBytes } = this;
    const target = (array: number, lane: number) =>
      f.get(this.current[array][lane]).get(offset).op("i32.add");
    this.byChunks(
      () => {
        for (const { array, value } of outputs) {
          const columns = LANES.map((i) => value({ pointer: record, offset: i * recordBytes }));
          transpose(f, columns).forEach((row, lane) => target(array, lane).get(row).store("v128.store"));
        }
      },
      () => {
        for (const { array, value } of outputs) {
          const column = value({ pointer: record, offset: 0 } satisfies At);
          for (const lane of LANES)
            target(array, lane).get(column).lane("f32x4.extract_lane", lane).store("f32.store");
        }
      },
    );
  }

  reduce(): void {
    // each row has a lane of its own
  }

  protected reduceSums(): void {
    // each row has a lane of its own
  }

  protected vectors(): void {
    this.f
      .get(this.columns)
      .i32(UNROLL - 1)
      .op("i32.add")
      .i32(UNROLL)
      .op("i32.div_u")
      .i32(UNROLL)
      .op("i32.mul");
  }

  /** Chunks of four columns, the last of which may overlap the one before; single columns where there are fewer. */
  private byChunks(chunk: () => void, single: () => void): void {
    const { f, columns, offset, record, recordBytes, lastChunk, chunkEnd } = this;
    const at = f.local("i32");
    f.i32(0).set(at).get(columns).i32(4).op("i32.ge_u");
    f.if(
      () =>
        f.countUp(at, chunkEnd, VECTOR_BYTES, () => {
          f.get(at).get(lastChunk).get(at).get(lastChunk).op("i32.lt_u").selectNumber().set(offset);
          f.get(offset)
            .i32(recordBytes / 4)
            .op("i32.mul")
            .get(this.scratch)
            .op("i32.add")
            .set(record);
          chunk();
        }),
      () =>
        f.countUp(at, chunkEnd, 4, () => {
          f.get(at).set(offset);
          f.get(at)
            .i32(recordBytes / 4)
            .op("i32.mul")
            .get(this.scratch)
            .op("i32.add")
            .set(record);
          single();
        }),
    );
  }
}
