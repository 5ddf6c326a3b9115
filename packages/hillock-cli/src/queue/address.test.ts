import { HillockError } from "hillock";
import { expect, test } from "vitest";
import { readAddress } from "./address.ts";

test("an escaped password is read, and not shown", () => {
  const { options, shown } = readAddress("redis://:o%2Fp%40n%25@queue.example.org:6380/2");
  expect(options).toMatchObject({ host: "queue.example.org", port: 6380, db: 2, password: "o/p@n%" });
  expect(shown).toBe("redis://queue.example.org:6380/2");
});

test.each([
  ["redis://:100%@host", "a % in the password must be written %25"],
  ["redis://:s%e2cret@host", "a % in the password must be written %25"],
  ["redis://100%:secret@host", "a % in the user's name must be written %25"],
])("%s: the remedy is said, and the password is not", (address, said) => {
  const refusal = (): unknown => readAddress(address);
  expect(refusal).toThrow(HillockError);
  expect(refusal).toThrow(said);
  expect(refusal).not.toThrow(/100%|cret/);
});
