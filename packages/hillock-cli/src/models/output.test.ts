import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openOutput, replaceFile } from "./output.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hillock-output-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(place(name), "utf8");

test("a file of one's own beside the output stays as it was, whatever its name", async () => {
  writeFileSync(place("model.json.part"), "mine");
  await replaceFile(place("model.json"), "--save", "new");
  const abandoned = await openOutput(place("model.json"), "--save");
  await abandoned.write("half");
  await abandoned.abandon();
  expect(text("model.json.part")).toBe("mine");
  expect(text("model.json")).toBe("new");
  expect(readdirSync(folder).sort()).toEqual(["model.json", "model.json.part"]);
});

test("of two that write one file at a time, each puts there what it wrote", async () => {
  const [first, second] = [
    await openOutput(place("out.csv"), "--out"),
    await openOutput(place("out.csv"), "--out"),
  ];
  await first.write("first ");
  await second.write("second ");
  await first.write("whole");
  await first.finish();
  expect(text("out.csv")).toBe("first whole");
  await second.write("whole");
  await second.finish();
  expect(text("out.csv")).toBe("second whole");
  expect(readdirSync(folder)).toEqual(["out.csv"]);
});

test("where making the contents fails, an earlier file stays and nothing lies beside it", async () => {
  writeFileSync(place("results.json"), "earlier");
  const listeners = process.listenerCount("SIGINT");
  const failing = function* (): Generator<string> {
    yield "half";
    throw new Error("no more");
  };
  await expect(replaceFile(place("results.json"), "--out", failing)).rejects.toThrow("no more");
  expect(text("results.json")).toBe("earlier");
  expect(readdirSync(folder)).toEqual(["results.json"]);
  expect(process.listenerCount("SIGINT")).toBe(listeners);
});
