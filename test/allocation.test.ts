import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** Runs a module in a process of its own that can be asked what it holds, and reads what it prints. */
function measured(code: string): Record<string, number> {
  const held = `const held = () => { gc(); gc(); const { heapUsed, arrayBuffers } = process.memoryUsage(); return heapUsed + arrayBuffers; };`;
  const args = ["--expose-gc", "--input-type=module", "-e", `import * as H from "hillock"; ${held} ${code}`];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

test("a million calls, in own memory and in plain arrays, leave the heap where it was", () => {
  const { grown } = measured(`
    const { allocate, sigmoid, prelu, tanh } = H;
    const f = prelu.with({ slope: [0.1, 0.2] });
    const arrays = [[allocate(64), allocate(64), allocate(64)], [0, 0, 0].map(() => new Float32Array(64))];
    const calls = (n) => { for (let i = 0; i < n; i++) for (const [x, g, out] of arrays) {
      sigmoid.forward(x, out); tanh.backward(g, x, out); tanh.backwardFromOutput(g, x, out); f.forward(x, out); f.backward(g, x, out);
    } };
    calls(20_000);
    const before = held();
    calls(100_000);
    console.log(JSON.stringify({ grown: held() - before }));`);
  expect(grown).toBeLessThan(100_000);
});

test("a call allocates its output and nothing else of any size", () => {
  const { output, given } = measured(`
    const { gelu } = H;
    const x = new Float32Array(4_000_000), out = new Float32Array(4_000_000);
    gelu.forward(x, out);
    const spent = (call) => { const before = held(); const kept = call(); const { arrayBuffers, heapUsed } = process.memoryUsage(); return arrayBuffers + heapUsed - before; };
    console.log(JSON.stringify({ given: spent(() => gelu.forward(x, out)), output: spent(() => gelu.forward(x)) }));`);
  // views of blocks are small, and gone with the next collection
  expect(given).toBeLessThan(500_000);
  expect(output).toBeLessThan(16_000_000 + 500_000);
});

test("arrays of own memory that are freed do not add up", () => {
  const { grown } = measured(`
    const { allocate, free } = H;
    const size = () => { const a = allocate(1); const bytes = a.buffer.byteLength; free(a); return bytes; };
    free(allocate(1_000_000));
    const before = size();
    for (let i = 0; i < 3000; i++) free(allocate(1000 + (i % 1000) * 999));
    console.log(JSON.stringify({ grown: size() - before }));`);
  expect(grown).toBe(0);
});

test("own memory does not grow with the functions that are made, each with its parameters of units", () => {
  const { grown, wrong } = measured(`
    const { allocate, free, prelu, affine } = H;
    const [x, out] = [allocate(6).fill(-1), allocate(6)];
    const size = () => { const a = allocate(1); const bytes = a.buffer.byteLength; free(a); return bytes; };
    const values = (i) => [i / 4096, -i / 4096];
    const used = (i) => prelu.with({ slope: values(i) }).forward(x, out);
    used(0);
    affine.with({ slope: [1, 2], offset: [3, 4] }).forward(x, out);
    const before = size();
    let wrong = 0;
    for (let i = 0; i < 1500; i++) used(i).forEach((v, k) => { if (v !== -values(i)[k % 2]) wrong++; });
    console.log(JSON.stringify({ grown: size() - before, wrong }));`);
  expect(wrong).toBe(0);
  expect(grown).toBe(0);
});
