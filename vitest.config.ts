import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What says how soon something happens must not share the machine. */
const ALONE = ["test/e2e/lab-train-window.test.ts", "test/e2e/interrupt.test.ts"];

export default defineConfig({
  resolve: { alias: { hillock: fileURLToPath(new URL("packages/hillock/src/index.ts", import.meta.url)) } },
  test: {
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...ALONE],
          // browsers and commands wait for much: two files at a time keep two cores busy
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "alone", include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
