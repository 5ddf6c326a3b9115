import fc from "fast-check";
import { expect, test } from "vitest";
import { activation } from "./custom.ts";
import { wgsl, wgslName } from "./wgsl.ts";

const functionsIn = (shader: string): string[] =>
  [...shader.matchAll(/^fn (.*?)\(/gm)].map(([, name]) => name);

test("a name of letters and digits stays", () => {
  expect(wgslName(activation("leakyRelu2", "x"))).toBe("hillock_leakyRelu2");
});

test("functions and derivatives of different names are called differently, as WGSL allows", () => {
  const piece = fc.oneof(
    fc.constantFrom("a", "b", "_", "-", "β", "γ", "2d", "_2d_", "_derivative", "\u{1f600}", " "),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const name = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => `f${pieces.join("")}`);
  const shader = (own: string) => wgsl(activation(own, "x * a + derivative", { a: 1, derivative: 0 }));
  fc.assert(
    fc.property(name, name, (one, other) => {
      fc.pre(one !== other);
      const names = [one, other].flatMap((each) => functionsIn(shader(each)));
      expect(names).toHaveLength(8);
      expect(new Set(names).size).toBe(names.length);
      for (const each of names) expect(each).toMatch(/^hillock_[A-Za-z0-9_]+$/);
    }),
  );
});
