import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import * as hillock from "hillock";
import { expect, test } from "vitest";

/** Prints what a script in a project that has Hillock does, in a process of its own. */
async function printed(script: string, ...flags: string[]): Promise<unknown> {
  const args = [...flags, "--input-type=module", "-e", script];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: resolve("packages/hillock-cli"),
  });
  return JSON.parse(stdout);
}

test("Node imports one file, which has all that the modules have", async () => {
  const [address, names] = (await printed(
    'console.log(JSON.stringify([import.meta.resolve("hillock"), Object.keys(await import("hillock")).sort()]));',
  )) as [string, string[]];
  expect(address).toMatch(/packages\/hillock\/dist\/node\/index\.js$/);
  expect(names).toEqual(Object.keys(hillock).sort());
});

test("kernels, threads, training and ONNX work there", async () => {
  const script = `
    import { activation, allocate, dense, fromOnnx, network, softmax, tanh, threads, train } from "hillock";
    const pool = await threads(2);
    const x = allocate(2 ** 20);
    x.fill(0.5);
    const values = [tanh.forward(x, x)[2 ** 20 - 1], activation("double", "2 * x").forward(Float32Array.of(3))[0]];
    pool.close();
    const net = network({ inputs: 2, layers: [dense(4, tanh), dense(2, softmax)], seed: 1 });
    const data = { inputs: Float32Array.of(0, 0, 1, 1), labels: [0, 1] };
    const { trainLoss } = await train(net, data, { epochs: 50 });
    console.log(JSON.stringify([...values, trainLoss.at(-1) < trainLoss[0], fromOnnx(net.toOnnx()).layers.length]));
  `;
  expect(await printed(script)).toEqual([Math.fround(Math.tanh(0.5)), 6, true, 2]);
});

test("without WebAssembly numbers are computed, and arrays and networks are refused with the reason", async () => {
  const script = `
    import { allocate, dense, network, relu, sigmoid, softmax } from "hillock";
    const out = Float32Array.of(7);
    const refused = [
      () => relu.forward(Float32Array.of(1), out),
      () => relu.relaxed().forward(Float32Array.of(1), out),
      () => softmax.forward(Float32Array.of(1), { columns: 1, out }),
      () => allocate(1),
      () => network({ inputs: 1, layers: [dense(1, relu)] }),
    ].map((call) => {
      try {
        return String(call());
      } catch ({ name, code, message }) {
        return [name, code, /no WebAssembly/.test(message)].join(" ");
      }
    });
    console.log(JSON.stringify([sigmoid(0.5), relu.range, refused, [...out]]));
  `;
  expect(await printed(script, "--jitless")).toEqual([
    hillock.sigmoid(0.5),
    [0, null],
    Array(5).fill("HillockError unsupported true"),
    [7],
  ]);
});
