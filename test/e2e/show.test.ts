import { expect, test } from "vitest";
import { fresh, hillock } from "./command.ts";

const show = (what: string) => hillock(["show", what]);

/** What every card has. */
function expectCard(card: string): void {
  for (const part of [/equation/i, /range/i, /derivative/i, /uses/i, /kinks/i]) expect(card).toMatch(part);
  // two plots: f and f′, drawn with more than a line of characters each
  expect(card.split("\n").filter((line) => /[┤┼│]/.test(line)).length).toBeGreaterThanOrEqual(10);
  expect(card).not.toMatch(/\b(undefined|NaN)\b/);
}

test("show relu prints its card", async () => {
  const { status, stdout, stderr } = await show("relu");
  expectCard(stdout);
  expect(stdout).toMatch(/max\(x, 0\)/);
  expect(stdout).toMatch(/\[0, ∞\)/);
  expect(stdout).toMatch(/dead +x < 0: the slope is 0/);
  expect(stdout).toMatch(/limitations[\s\S]*dying/i);
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test.each(["linear", "sigmoid", "tanh", "leakyRelu", "prelu"])("show %s prints a card", async (name) => {
  const { status, stdout } = await show(name);
  expectCard(stdout);
  expect(stdout).toMatch(/limitations/i);
  expect(status).toBe(0);
});

test("show takes parameters, of the catalogue's functions and of formulas", async () => {
  const leaky = await show("leakyRelu(0.2)");
  expectCard(leaky.stdout);
  expect(leaky.stdout).toMatch(/its range +\[0\.2, 1\]/);
  const own = await show("f(x) = b · |x| if x < 0 else x²; b=0.5");
  expectCard(own.stdout);
  expect(own.stdout).toMatch(/parameter +b = 0\.5 \(learned\)/);
  const refused = await show("leakyRelu(a=0.2)");
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toMatch(/leakyRelu has no parameter "a"\. leakyRelu takes negativeSlope/);
});

test("show says where a gradient hardly comes through", async () => {
  const { stdout } = await show("sigmoid");
  const [, below, above] = /saturated +x < −([\d.]+), x > ([\d.]+): less than 5 %/.exec(stdout) ?? [];
  // σ′(4.37) is a twentieth of σ′(0)
  expect([Number(below), Number(above)]).toEqual([expect.closeTo(4.37, 1), expect.closeTo(4.37, 1)]);
  expect(stdout).not.toMatch(/dead +x/);
});

test("show softmax prints a card with its Jacobian", async () => {
  const { status, stdout } = await show("softmax");
  expect(stdout).toMatch(/diag\(s\)/);
  expect(status).toBe(0);
});

test.each([
  ["softmaxCrossEntropy", /∂L\/∂x = softmax\(x\) − y/, /CrossEntropyLoss/],
  ["sigmoidBinaryCrossEntropy", /∂L\/∂x = σ\(x\) − y/, /BCEWithLogitsLoss/],
])("show %s prints the card of a loss", async (name, derivative, elsewhere) => {
  const { status, stdout, stderr } = await show(name);
  for (const part of [derivative, elsewhere, /range +\(0, ∞\)/, /uses/]) expect(stdout).toMatch(part);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { stdout: equation } = await hillock(["show", name, "--as", "latex"]);
  expect(equation).toMatch(/^L = .*\\/);
  const { status: refused, stderr: why } = await hillock(["show", name, "--as", "wgsl"]);
  expect(refused).toBe(2);
  expect(why).toMatch(new RegExp(name));
});

// its limitations are left out of this test: they are an author's sentences, and a formula has no author
test("show prints the card of a formula that nobody defined", async () => {
  const { status, stdout } = await show("x / (1 + exp(-x))");
  expectCard(stdout);
  // the minimum of SiLU, −0.2785
  expect(stdout).toMatch(/[-−]0\.278/);
  expect(status).toBe(0);
});

test.each([
  ["nonsense(", 9],
  ["x + $", 5],
  ["x +* 2", 4],
  ["x + frob(x)", 5],
])("show %s ends with 2 and points at character %i", async (formula, character) => {
  const { status, stdout, stderr } = await show(formula);
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).not.toMatch(/^\s+at /m);
  const lines = stderr.split("\n");
  const formulaLine = lines.findIndex((line) => line.trim() === formula);
  expect(formulaLine).toBeGreaterThanOrEqual(0);
  const caret = (lines[formulaLine + 1] ?? "").indexOf("^");
  expect(caret - (lines[formulaLine] ?? "").indexOf(formula) + 1).toBe(character);
});

test("show names the nearest function", async () => {
  const { status, stderr } = await show("rellu");
  expect(status).toBe(2);
  expect(stderr).toMatch(/Did you mean relu/);
});

test("colours only where they can be seen, or are asked for", async () => {
  const shown = (colors: Record<string, string>) => hillock(["show", "relu"], fresh(), colors);
  const [piped, built, forced, refused] = await Promise.all([
    shown({}),
    shown({ CI: "true" }),
    shown({ FORCE_COLOR: "1" }),
    shown({ FORCE_COLOR: "1", NO_COLOR: "1" }),
  ]);
  expect(piped.stdout).not.toContain("\u001b");
  expect(built.stdout).toBe(piped.stdout);
  expect(forced.stdout).toContain("\u001b[1m");
  expect(refused.stdout).toBe(piped.stdout);
});

test("show --as wgsl and --as latex print what other programs take", async () => {
  const shader = await hillock(["show", "prelu", "--as", "wgsl"]);
  expect(shader.stdout).toMatch(/^fn hillock_prelu\(x: f32, p_slope: f32\) -> f32 \{/);
  expect(shader.stdout).toMatch(/fn hillock_prelu_derivative_slope\(/);
  const equation = await hillock(["show", "sigmoid", "--as", "latex"]);
  expect(equation.stdout.trim()).toBe(String.raw`\frac{1}{1 + e^{-x}}`);
  const row = await hillock(["show", "softmax", "--as", "wgsl"]);
  expect([row.status, row.stderr]).toEqual([2, expect.stringMatching(/softmax acts on a whole row/)]);
});
