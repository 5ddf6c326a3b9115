import { expect, test } from "vitest";
import { brief, format } from "./number.ts";

test("numbers as people read them", () => {
  expect([0.25, -1.5, 123456, 0.00002, Infinity, Number.NaN].map((x) => format(x))).toEqual([
    "0.25",
    "−1.5",
    "1.23e5",
    "2e−5",
    "∞",
    "not a number",
  ]);
  expect(brief(-0.00024)).toBe("−2e−4");
});

test("what sums leave that ought to cancel is 0, the gradient of fifty sigmoids is not", () => {
  expect([format(2e-17), format(0, 6, 0)]).toEqual(["0", "0"]);
  expect(format(0.25 ** 49, 3, 0)).toBe("3.2e−30");
});
