import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";
import { notices } from "./build/notices.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// What Node imports: one file loads sooner than some hundreds. Bundlers take the modules, for what they can
// leave out.
export default defineConfig({
  input: here("src/index.ts"),
  platform: "node",
  output: { file: here("dist/node/index.js"), format: "es", cleanDir: true },
  plugins: [notices()],
});
