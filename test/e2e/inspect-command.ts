import { symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { fresh, hillock } from "./command.ts";

/** A folder beside onnxruntime, as one has it who installed it there. */
export function withRuntime(): string {
  const cwd = fresh();
  symlinkSync(resolve("tools/onnxruntime/node_modules"), join(cwd, "node_modules"));
  return cwd;
}

export interface Printed {
  readonly data: string;
  readonly rows: number;
  readonly batch: number;
  readonly activations: readonly {
    readonly node: string;
    readonly activation: string;
    readonly shape: readonly number[];
    readonly gradient: number;
    readonly collapses: boolean;
    readonly timeShare: number | null;
    readonly report: Readonly<Record<string, number | null>>;
  }[];
}

export async function inspect(args: readonly string[], cwd: string): Promise<Printed> {
  const { status, stdout, stderr } = await hillock(["inspect", ...args, "--json"], cwd);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout) as Printed;
}

/** A .npy file of float32 numbers, as numpy.save writes it. */
export function npy(path: string, shape: readonly number[], values: Float32Array): void {
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
  const padded = `${head.padEnd(Math.ceil((head.length + 11) / 64) * 64 - 11)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(padded.length);
  writeFileSync(
    path,
    Buffer.concat([
      Buffer.from("\x93NUMPY\x01\x00", "latin1"),
      length,
      Buffer.from(padded, "latin1"),
      Buffer.from(values.buffer),
    ]),
  );
}
