import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A network as the page's address has it. */
export const network = (
  layers: readonly (readonly [number, string])[],
  rest: readonly unknown[] = [],
): string => {
  const usual = ["auto", "auto", 0, 1, "adam", 0.01, 32, 1];
  return JSON.stringify([layers, ...usual.map((value, i) => rest[i] ?? value)]);
};
/** The address of the page. */
export const at = (parameters: Readonly<Record<string, string>>): string =>
  `#/train?${new URLSearchParams(parameters)}`;
/** The region where a network is seen. */
export const live = (page: Page, name: "A" | "B" = "A"): Locator =>
  page.getByRole("region", { name: `Network ${name}, live` });
export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

/** The large figure of a network, from 0 to 1. */
export async function scoreOf(lane: Locator): Promise<number> {
  const text = (await lane.locator("dd").first().textContent()) ?? "";
  return Number.parseFloat(text.replace("−", "-")) / 100;
}
export async function epochOf(page: Page): Promise<number> {
  return Number(await page.getByRole("slider", { name: "Epoch" }).getAttribute("max"));
}
export const trainedTo = (page: Page, epoch: number) =>
  expect.poll(() => epochOf(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(epoch);
