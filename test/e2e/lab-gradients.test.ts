import { expect, test } from "vitest";
import { slide, useLab } from "./lab.ts";
import { at, button, live, network, trainedTo } from "./lab-train-page.ts";

const lab = useLab();

test("gradients that shrink by thirty powers of ten are drawn at once", async () => {
  const page = await lab.open("#/gradients?f=sigmoid&g=relu&depth=20");
  const chain = page.getByRole("region", { name: "A chain of layers", exact: true });
  await chain.getByText("sigmoid: the first layer gets").waitFor();
  await slide(page, /^Layers$/, 50);
  await chain.getByText(/sigmoid: the first layer gets \S+e−(1[5-9]|[2-9]\d) /).waitFor({ timeout: 30_000 });
  await slide(page, "Weight scale", Math.log10(0.1));
  await chain.getByText(/sigmoid: the first layer gets \S+e−\d{2} /).waitFor({ timeout: 30_000 });
  await page.close();
});

test("a network whose gradients vanish at once trains, and the page goes on", async () => {
  const page = await lab.open(
    at({ data: "circles", a: network(Array(12).fill([8, "sigmoid"]), ["auto", "small", 0, 1, "sgd", 0.1]) }),
  );
  await page.getByText("400 rows to learn from").waitFor();
  await button(page, "Train").click();
  await trainedTo(page, 5);
  await button(page, "Pause").click({ timeout: 30_000 });
  await live(page)
    .getByText(/paused/)
    .waitFor({ timeout: 30_000 });
  await page.close();
});

test("nothing was complained of", () => {
  expect(lab.faults).toEqual([]);
});
