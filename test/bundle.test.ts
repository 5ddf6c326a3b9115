import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";

/** What a page carries that has this one line. */
async function bundled(line: string): Promise<string> {
  const entry = "entry.js";
  const build = await rolldown({
    input: entry,
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? line : null),
      },
    ],
  });
  const { output } = await build.generate({ format: "es", minify: true });
  await build.close();
  return output[0].code;
}
const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length;

test("a page that uses relu carries less than 15 kB, gzipped, and no other function", async () => {
  const code = await bundled('import { relu } from "hillock"; globalThis.f = relu;');
  console.log(`import { relu } from "hillock": ${code.length} bytes, ${gzipped(code)} gzipped`);
  expect(gzipped(code)).toBeLessThan(15_000);
  expect(code).toContain("Rectified linear unit");
  for (const other of ["Leaky ReLU", "Softmax", "learning rate", "penguins"])
    expect(code).not.toContain(other);
  expect(code).not.toMatch(/^import /m);
});

test.each(["sigmoid", "tanh", "gelu"])("%s brings what computes it, and no other function", async (name) => {
  const code = await bundled(`import { ${name} } from "hillock"; globalThis.f = ${name};`);
  console.log(`import { ${name} } from "hillock": ${code.length} bytes, ${gzipped(code)} gzipped`);
  for (const other of ["Rectified linear unit", "Softmax", "learning rate"])
    expect(code).not.toContain(other);
});

test("nothing is left of an import that is not used", async () => {
  expect(await bundled('import { relu, train } from "hillock";')).toBe("");
});
