import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";
import { notices } from "../hillock/build/notices.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// A command's start is mostly the opening of files: of hundreds a few chunks are left.
export default defineConfig({
  input: {
    main: here("src/main.ts"),
    thread: here("src/trainings/thread.ts"),
    worker: here("src/onnx/worker.ts"),
  },
  platform: "node",
  resolve: { alias: { hillock: here("../hillock/src/index.ts") } },
  // what few commands load, and what looks for files of its own beside it
  external: ["bullmq", "ioredis", "tinypool", "open", "sirv", "onnxruntime-web", "hillock-lab"],
  output: { dir: here("dist"), format: "es", cleanDir: true },
  plugins: [notices()],
});
