import fc from "fast-check";
import { functions, HillockError } from "hillock";
import { expect, test } from "vitest";
import { parseLayers, readWritten } from "./layers.ts";

const summary = (list: string) => {
  const { hidden, output } = parseLayers(list);
  return [...hidden.map(({ units, written }) => `${units}:${written}`), ...(output ? [output.written] : [])];
};

test.each([
  ["64:gelu,64:prelu,softmax", ["64:gelu", "64:prelu(slope=0.25)", "softmax"]],
  [" 8 , 4:tanh ", ["8:relu", "4:tanh"]],
  ["8:leakyRelu(0.2)", ["8:leakyRelu(negativeSlope=0.2)"]],
  ["8:leakyRelu( negativeSlope = 0.2 ),linear", ["8:leakyRelu(negativeSlope=0.2)", "linear"]],
  ["8:max(x, 0.1*x),4", ["8:max(x, 0.1*x)", "4:relu"]],
  ['8:"x / (1 + exp(-x))",sigmoid', ["8:x / (1 + exp(-x))", "sigmoid"]],
  ["8:tanh(x)", ["8:tanh(x)"]],
  ["sigmoid", ["sigmoid"]],
])("%s", (list, expected) => {
  expect(summary(list)).toEqual(expected);
});

test.each([
  ["64:gelu,,softmax", 8, /a layer is missing/],
  ["", 0, /a layer is missing/],
  ["64:gelu,", 8, /a layer is missing/],
  ["64:gello", 3, /"gello".*Did you mean gelu/],
  ["64:gelu,tanh,softmax", 8, /no number of units/],
  ["64gelu", 2, /colon is missing.*Write 64:gelu/s],
  ["0:gelu", 0, /0 units/],
  ["8,-3:relu", 2, /-3 units/],
  ["1.5", 0, /1\.5 units/],
  ["8,99999", 2, /99999 units/],
  ["64:", 3, /function is missing/],
  ["8:max(x,0", 5, /not closed/],
  ["8:tanh(x))", 9, /closes nothing/],
  ['8:"x', 2, /quotation mark/],
  ["8,3:softmax", 4, /only be the output/],
  ["8:leakyRelu(slope=1)", 2, /no parameter "slope".*negativeSlope/s],
  ["8:tanh(2)", 2, /takes no parameters/],
  ["8:leakyRelu(0.1,0.2)", 2, /no parameter 2/],
  ["8:leakyRelu(negativeSlope=x)", 2, /"x" is not a number/],
  ["4,8:x +* 2", 7, /\+\*|\*/],
  ["8:ln(x)", 2, /ln\(x\).*x = -10/],
])("%s is refused at character %i", (list, position, message) => {
  let error: unknown;
  try {
    parseLayers(list);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(HillockError);
  const { message: text, position: at } = error as HillockError;
  expect(text).toMatch(message);
  expect(at).toBe(position);
  expect(text).toContain(`character ${position + 1}`);
  const [line, caret] = text.split("\n").slice(-2);
  expect(line.slice(2)).toBe(list);
  expect(caret.indexOf("^") - 2).toBe(position);
});

test("whatever the text, the answer is a list or an error that points into it", () => {
  const pieces = fc.constantFrom(
    "64",
    ":",
    ",",
    "gelu",
    "softmax",
    "(",
    ")",
    "x",
    "0.2",
    '"',
    " ",
    "-",
    "=",
    "max",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const list = parts.join("");
      try {
        expect(parseLayers(list).hidden.every(({ units }) => units >= 1)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(HillockError);
        const { position } = error as HillockError;
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(list.length);
      }
    }),
  );
});

test("what is kept with a model reads back as the same function", () => {
  for (const f of functions.values()) {
    const { hidden, output } = parseLayers(f.kind === "row" ? f.name : `3:${f.name}`);
    const again = readWritten((hidden[0] ?? output).written);
    expect(again.name).toBe(f.name);
    if (f.kind === "elementwise" && again.kind === "elementwise")
      for (const x of [-3, -0.5, 0, 0.7, 4]) expect(again(x)).toBe(f(x));
  }
});
