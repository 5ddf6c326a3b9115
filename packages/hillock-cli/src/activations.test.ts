import { functions } from "hillock";
import { expect, test } from "vitest";
import { nearest } from "./activations.ts";

test("small and large letters count last in what was probably meant", () => {
  expect(nearest("Y", ["a", "b", "y"])).toBe("y");
  expect(nearest("PRICE", ["prize", "price"])).toBe("price");
  expect(nearest("Ab", ["ab", "AB"])).toBe("ab");
  expect(nearest("Leakyrelu", [...functions.keys()])).toBe("leakyRelu");
  expect(nearest("rellu", [...functions.keys()])).toBe("relu");
  expect(nearest("nothing like it", ["a", "b"])).toBeUndefined();
  expect(nearest("y", [])).toBeUndefined();
});
