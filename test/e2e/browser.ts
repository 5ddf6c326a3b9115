import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A headless Chromium that asks for nothing on its own; `more` are arguments for it alone. */
export async function launch(...more: readonly string[]): Promise<Browser> {
  const executablePath = process.env.HILLOCK_CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error("No Chromium: npm test says how to install it.");
  return chromium.launch({
    executablePath,
    args: [
      ...["--no-sandbox", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ...more,
    ],
  });
}

/** Everything that a page complains of in its console, as it comes. */
export function complaints(page: Page): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  return faults;
}
