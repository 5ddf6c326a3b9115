import type { Page } from "playwright-core";

const sick = JSON.stringify([Array(5).fill([8, "sigmoid"]), "auto", "auto", 0, 1, "sgd", 0.1, 32, 1]);
const dying = JSON.stringify([Array(2).fill([16, "relu"]), "auto", "auto", -4, 1, "adam", 0.01, 32, 1]);

/** Each page with what it shows last; `act` brings results in. */
export const PAGES: readonly (readonly [hash: string, last: string, act?: (page: Page) => Promise<void>])[] =
  [
    ["#/functions", "Means are taken under a"],
    ["#/gradients", "The same: over inputs"],
    ["#/softmax", "Both agree as long as"],
    [
      "#/reports",
      "No comparison yet",
      async (page) => {
        await page.getByRole("button", { name: "Compare five functions now" }).click();
        await page.getByText("Recommended").waitFor({ timeout: 30_000 });
      },
    ],
    ["#/train?data=weather", "1169 rows to learn from"],
    [
      `#/train?${new URLSearchParams({ data: "moons", a: sick, b: dying })}`,
      "400 rows to learn from",
      async (page) => {
        await page.getByRole("button", { name: "Train", exact: true }).click();
        await page
          .getByRole("article")
          .filter({ hasText: "Vanishing gradient" })
          .waitFor({ timeout: 30_000 });
        await page.getByRole("article").filter({ hasText: "Dying relu" }).waitFor({ timeout: 30_000 });
        await page.getByRole("button", { name: "Pause", exact: true }).click();
      },
    ],
  ];
