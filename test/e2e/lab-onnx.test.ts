import { readFileSync } from "node:fs";
import { dense, fromOnnx, gelu, network as makeNetwork, relu, sigmoid } from "hillock";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { predictOnnx } from "../onnx/onnxruntime.ts";
import { useLab } from "./lab.ts";

const lab = useLab();
const network = (layers: readonly (readonly [number, string])[]): string =>
  JSON.stringify([layers, "auto", "auto", 0, 1, "adam", 0.01, 32, 1]);
const open = (parameters: Readonly<Record<string, string>>): Promise<Page> =>
  lab.open(`#/train?${new URLSearchParams(parameters)}`);
const live = (page: Page) => page.getByRole("region", { name: "Network A, live" });
const scoreOf = async (page: Page): Promise<string> =>
  (await live(page).locator("dd").first().textContent()) ?? "";
const openFile = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  live(page).getByLabel("Open ONNX").setInputFiles({ name, mimeType: "application/octet-stream", buffer });

test.each([
  [
    "functions by name",
    [
      [8, "gelu"],
      [6, "prelu"],
    ],
    "gelu, prelu",
  ],
  ["a formula", [[12, "x * exp(-x * x)"]], "x * exp((-(x * x)))"],
] as const)(
  "a network of %s is saved, runs in onnxruntime, and opens again as it was",
  async (_what, layers, shown) => {
    const page = await open({ data: "moons", a: network(layers), speed: "Infinity" });
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await expect.poll(() => scoreOf(page), { timeout: 30_000 }).toMatch(/^(9[5-9]|100)/);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByRole("button", { name: "Train", exact: true }).waitFor();
    const score = await scoreOf(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      live(page).getByRole("button", { name: "Save as ONNX" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("network-a.onnx");
    const bytes = readFileSync(await download.path());
    const net = fromOnnx(bytes);
    expect(net.layers.map(({ units }) => units)).toEqual([...layers.map(([units]) => units), 1]);
    const x = Float32Array.from({ length: 200 }, (_, i) => Math.sin(i * 1.3) * 2);
    const theirs = await predictOnnx(bytes, x, 2);
    net.predict(x).forEach((value, i) => expect(Math.abs(value - theirs[i])).toBeLessThan(1e-6));
    await page.close();

    // in another page with another network: the file's layers and weights take its place
    const other = await open({ data: "moons", a: network([[3, "tanh"]]) });
    await other.getByText("400 rows to learn from").waitFor();
    await openFile(other, "network-a.onnx", bytes);
    const functions = (node: Element): string =>
      [...node.querySelectorAll("li")]
        .map(
          (layer) =>
            (layer.querySelector<HTMLInputElement>("input[type=text]") ?? layer.querySelector("select"))
              ?.value,
        )
        .join(", ");
    const panel = other.getByRole("region", { name: "Network A", exact: true }).getByRole("list");
    await expect.poll(() => panel.evaluate(functions)).toBe(shown);
    await expect.poll(() => scoreOf(other), { timeout: 10_000 }).toBe(score);
    await other.close();
  },
);

test("a file that holds no network, or one for other data, is said, and the network in use stays", async () => {
  const page = await open({ data: "iris", a: network([[4, "relu"]]) });
  const panel = page.getByRole("region", { name: "Network A", exact: true });
  await page.getByText("rows to learn from").waitFor();
  await openFile(page, "broken.onnx", Buffer.from("no model at all"));
  await panel.getByText(/broken\.onnx cannot be opened/).waitFor();
  const layers = [dense(5, relu), dense(1, sigmoid)];
  await openFile(page, "plane.onnx", Buffer.from(makeNetwork({ inputs: 2, layers }).toOnnx()));
  await panel.getByText(/plane\.onnx cannot be opened.*takes 2 inputs.*have 4/).waitFor();
  const odd = makeNetwork({ inputs: 4, layers: [dense(5, relu), dense(3, gelu)] });
  await openFile(page, "odd.onnx", Buffer.from(odd.toOnnx()));
  await panel.getByText(/odd\.onnx cannot be opened.*output function is gelu/).waitFor();
  expect(await panel.getByRole("spinbutton", { name: "Units of layer 1" }).inputValue()).toBe("4");
  await page.close();
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
