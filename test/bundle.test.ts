import { gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build, transform } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { expect, test } from "vitest";

/** An entry of one line, for bundlers with Rollup's plugins; the library is found as Node finds it for browsers. */
const entryOf = (line: string) => ({
  name: "entry",
  resolveId: (id: string) => (id === ENTRY ? id : null),
  load: (id: string) => (id === ENTRY ? line : null),
});
const ENTRY = "entry.js";

const BUNDLERS = {
  async rolldown(line: string) {
    const build = await rolldown({ input: ENTRY, plugins: [entryOf(line)] });
    const { output } = await build.generate({ format: "es", minify: true });
    await build.close();
    return output[0].code;
  },
  /** As Vite bundles before its eighth version. */
  async rollup(line: string) {
    const build = await rollup({ input: ENTRY, plugins: [entryOf(line), nodeResolve()], onwarn: () => {} });
    const { output } = await build.generate({ format: "es" });
    await build.close();
    return (await transform(output[0].code, { minify: true, format: "esm" })).code;
  },
  async esbuild(line: string) {
    const { outputFiles } = await build({
      stdin: { contents: line, resolveDir: "." },
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
    });
    return outputFiles[0].text;
  },
} as const;
type Bundler = keyof typeof BUNDLERS;
const bundlers = Object.keys(BUNDLERS) as Bundler[];

/** What a page carries that has this one line. */
const bundled = (line: string, by: Bundler = "rolldown"): Promise<string> => BUNDLERS[by](line);
const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length;

test.each(bundlers)(
  "a page that uses relu carries less than 15 kB, gzipped, and no other function: by %s",
  async (by) => {
    const code = await bundled('import { relu } from "hillock"; globalThis.f = relu;', by);
    console.log(`import { relu } from "hillock", by ${by}: ${code.length} bytes, ${gzipped(code)} gzipped`);
    expect(gzipped(code)).toBeLessThan(15_000);
    expect(code).toContain("Rectified linear unit");
    for (const other of ["Leaky ReLU", "Softmax", "learning rate", "penguins"])
      expect(code).not.toContain(other);
    expect(code).not.toMatch(/^import /m);
  },
);

test.each(["sigmoid", "tanh", "gelu"])("%s brings what computes it, and no other function", async (name) => {
  const code = await bundled(`import { ${name} } from "hillock"; globalThis.f = ${name};`);
  console.log(`import { ${name} } from "hillock": ${code.length} bytes, ${gzipped(code)} gzipped`);
  for (const other of ["Rectified linear unit", "Softmax", "learning rate"])
    expect(code).not.toContain(other);
});

test.each(bundlers)("nothing is left of an import that is not used: by %s", async (by) => {
  expect((await bundled('import { relu, train } from "hillock";', by)).trim()).toBe("");
});
