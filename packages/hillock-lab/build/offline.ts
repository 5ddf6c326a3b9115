import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEMPLATE = fileURLToPath(new URL("service-worker.js", import.meta.url));
const TEXT = /\.(js|css|html|svg|csv)$/;

/** Writes the service worker with the list of all files, so that the page opens without a network after its first load. */
export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const files = Object.keys(bundle).sort();
        const hash = createHash("sha256");
        for (const file of files) {
          const entry = bundle[file];
          hash.update(file).update(entry.type === "chunk" ? entry.code : entry.source);
        }
        const source = readFileSync(TEMPLATE, "utf8")
          .replace("__VERSION__", hash.digest("hex").slice(0, 12))
          .replace(
            '["__FILES__"]',
            JSON.stringify(["./", "icon.svg", ...files.filter((file) => file !== "index.html")]),
          );
        this.emitFile({ type: "asset", fileName: "service-worker.js", source });
      },
    },
    // beside each text its compressed form, which servers send where they find it
    writeBundle({ dir = "." }, bundle) {
      for (const [file, entry] of Object.entries(bundle)) {
        if (!TEXT.test(file)) continue;
        writeFileSync(
          join(dir, `${file}.gz`),
          gzipSync(entry.type === "chunk" ? entry.code : entry.source, { level: 9 }),
        );
      }
    },
  };
}
