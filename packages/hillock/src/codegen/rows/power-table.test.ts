import { expect, test } from "vitest";
import { createMemory, instantiate, PAGE_BYTES } from "../instantiate.ts";
import { addressOf } from "../tables/memory.ts";
import { FEWEST_BYTES } from "../tables/room.ts";
import { ModuleBuilder } from "../wasm/module-builder.ts";
import { addPowerTable, POWER_SCALE, POWER_TABLE, WRITE_TABLE } from "./power-table.ts";

test("the table's rows are powers to 2^−36, in two float32 each, the first the nearest", () => {
  const memory = createMemory(Math.ceil(FEWEST_BYTES / PAGE_BYTES));
  const module = new ModuleBuilder();
  addPowerTable(module);
  instantiate(module.toBytes(), memory)[WRITE_TABLE]();
  const { rows, columns, from, step } = POWER_TABLE;
  const values = new Float32Array(memory.buffer, addressOf(POWER_TABLE), rows * columns);
  for (let row = 0; row < rows; row++) {
    const [high, low] = values.subarray(row * columns);
    const exact = Math.exp(from + row * step) * POWER_SCALE;
    expect(Math.abs((high + low) / exact - 1), `row ${row}`).toBeLessThan(2 ** -36);
    expect(Math.fround(high + low), `row ${row}`).toBe(high);
  }
  expect([...values.subarray(-2)]).toEqual([POWER_SCALE, 0]);
  const behind = new Uint8Array(memory.buffer, addressOf(POWER_TABLE) + values.byteLength);
  expect(behind.every((byte) => byte === 0)).toBe(true);
});
