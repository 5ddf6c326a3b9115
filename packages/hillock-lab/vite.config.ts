import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { equations } from "./build/equations.ts";
import { fonts } from "./build/fonts.ts";
import { offline } from "./build/offline.ts";
import { preload } from "./build/preload.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  // relative addresses: the built files work from any sub-path
  base: "./",
  resolve: { alias: { hillock: fileURLToPath(new URL("../hillock/src/index.ts", import.meta.url)) } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 300 },
  plugins: [equations(), fonts(), preload(), offline()],
});
