import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { hillock: fileURLToPath(new URL("packages/hillock/src/index.ts", import.meta.url)) } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    // browsers and commands wait for much: two files at a time keep two cores busy
    maxWorkers: 2,
    expect: { poll: { timeout: 15_000 } },
  },
});
