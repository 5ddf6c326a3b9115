import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { activation, type ElementwiseActivation, functions, wgsl, wgslName } from "hillock";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileScalarFloat32 } from "../../packages/hillock/src/expression/evaluate.ts";
import { lower } from "../../packages/hillock/src/expression/lower/lower.ts";
import type { Expression } from "../../packages/hillock/src/expression/node.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
let browser: Browser;
let server: Server;
let page: Page;

beforeAll(async () => {
  const executablePath = process.env.HILLOCK_CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error("No Chromium: npm test says how to install it.");
  browser = await chromium.launch({
    executablePath,
    args: [
      ...["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync", "--enable-unsafe-webgpu"],
    ],
  });
  // WebGPU is there on pages of a trustworthy origin only
  server = createServer((_, response) =>
    response.setHeader("content-type", "text/html").end("<!doctype html>"),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Values and slopes of the generated code, from the browser's GPU (in software where there is none). */
async function onGpu(f: ElementwiseActivation, inputs: readonly number[]) {
  const name = wgslName(f);
  const given = Object.values(f.parameters).map((value) => `${Math.fround(Number(value))}f`);
  const call = (each: string): string => `${each}(${["x[i]", ...given].join(", ")})`;
  const code = `${wgsl(f)}
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> value: array<f32>;
@group(0) @binding(2) var<storage, read_write> slope: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= arrayLength(&x)) { return; }
  value[i] = ${call(name)};
  slope[i] = ${call(`${name}_derivative`)};
}`;
  return page.evaluate(runShader, { code, inputs });
}

interface Gpu {
  // The part of WebGPU that the test uses; its types would be a package of their own.
  requestAdapter(): Promise<{ requestDevice(): Promise<Device> } | null>;
}
interface Device {
  createShaderModule(descriptor: object): {
    getCompilationInfo(): Promise<{ messages: { type: string; message: string }[] }>;
  };
  createComputePipeline(descriptor: object): { getBindGroupLayout(index: number): object };
  createBuffer(descriptor: object): {
    mapAsync(mode: number): Promise<void>;
    getMappedRange(): ArrayBuffer;
  };
  createBindGroup(descriptor: object): object;
  createCommandEncoder(): {
    beginComputePass(): {
      setPipeline(pipeline: object): void;
      setBindGroup(index: number, group: object): void;
      dispatchWorkgroups(count: number): void;
      end(): void;
    };
    copyBufferToBuffer(...values: (object | number)[]): void;
    finish(): object;
  };
  queue: {
    writeBuffer(buffer: object, offset: number, data: Float32Array): void;
    submit(list: object[]): void;
  };
  destroy(): void;
}

/** Runs in the page: it may use nothing of this file. */
async function runShader({ code, inputs }: { code: string; inputs: readonly number[] }) {
  const gpu = (navigator as unknown as { gpu?: Gpu }).gpu;
  const adapter = await gpu?.requestAdapter();
  if (!adapter) throw new Error("This browser has no WebGPU adapter.");
  const device = await adapter.requestDevice();
  const module = device.createShaderModule({ code });
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === "error").map(({ message }) => message);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const pipeline = device.createComputePipeline({ layout: "auto", compute: { module, entryPoint: "main" } });
  const size = inputs.length * 4;
  const [COPY_SOURCE, COPY_TARGET, MAP_READ, STORAGE] = [4, 8, 1, 128];
  const storage = [0, 1, 2].map(() =>
    device.createBuffer({ size, usage: STORAGE | COPY_SOURCE | COPY_TARGET }),
  );
  const readable = [1, 2].map(() => device.createBuffer({ size, usage: MAP_READ | COPY_TARGET }));
  device.queue.writeBuffer(storage[0], 0, Float32Array.from(inputs));
  const entries = storage.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(Math.ceil(inputs.length / 64));
  pass.end();
  readable.forEach((buffer, i) => encoder.copyBufferToBuffer(storage[i + 1], 0, buffer, 0, size));
  device.queue.submit([encoder.finish()]);
  const [values, slopes] = await Promise.all(
    readable.map(async (buffer) => {
      await buffer.mapAsync(1);
      return Array.from(new Float32Array(buffer.getMappedRange()));
    }),
  );
  device.destroy();
  return { values, slopes };
}

const inputs = [
  ...Array.from({ length: 801 }, (_, i) => Math.fround((i - 400) / 40)),
  ...[-60, -20, -1e-3, -1e-6, 1e-6, 1e-3, 20, 60].map(Math.fround),
];

/** WGSL lets a GPU's quotient be off by 2.5 ULP. */
const MOST_ULP = 2;

/** The largest difference from the formula's arithmetic in float32, in units of its value's last place; below 1e-30 a GPU may flush. */
function distance(got: readonly number[], formula: Expression, parameters: Record<string, number>): number {
  const arithmetic = compileScalarFloat32(lower(formula));
  const errors = got.map((value, i) => {
    const expected = arithmetic(inputs[i], parameters);
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(expected))) - 23);
    return Math.abs(value - expected) / Math.max(unit, 1e-30);
  });
  return errors.some(Number.isNaN) ? Number.NaN : Math.max(...errors);
}

const elementwise = [...functions.values()].filter((f) => f.kind === "elementwise");
const typed = activation("typed", "x * tanh(ln(1 + exp(beta * x)))", { beta: 1 });

describe("WGSL, compiled and run by a browser", () => {
  it.each([...elementwise, typed].map((f) => [f.name, f] as const))(
    "%s computes what its lowered formula does, one float32 operation after the other",
    async (_, f) => {
      const { values, slopes } = await onGpu(f, inputs);
      const parameters = Object.fromEntries(
        Object.entries(f.parameters).map(([name, value]) => [name, Math.fround(Number(value))]),
      );
      expect(distance(values, f.formula, parameters)).toBeLessThanOrEqual(MOST_ULP);
      expect(distance(slopes, f.derivativeFormula, parameters)).toBeLessThanOrEqual(MOST_ULP);
    },
  );

  it("takes the sine of a far argument for that of 0, as the documents say", async () => {
    const far = [100_001, -2e9, 3e38].map(Math.fround);
    const { values, slopes } = await onGpu(activation("far", "2 + sin(x)"), far);
    expect(values).toEqual([2, 2, 2]);
    expect(slopes).toEqual([1, 1, 1]);
  });
});
