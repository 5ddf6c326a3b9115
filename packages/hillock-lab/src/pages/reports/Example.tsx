import { signal } from "@preact/signals";
import { proxy, wrap } from "comlink";
import { hasSimd } from "../../compute/simd.ts";
import type { CompareApi } from "../../train/compare-worker.ts";
import { TABLES } from "../../train/settings.ts";
import { tableText } from "../train/tables.ts";
import { fault, show } from "./model.ts";

const progress = signal("");

/** Trains a handful of functions on the penguins, here, and shows what came of it. */
async function run(): Promise<void> {
  const { title, target } = TABLES.penguins;
  progress.value = "Starting…";
  const worker = new Worker(new URL("../../train/compare-worker.ts", import.meta.url), {
    type: "module",
    name: "compare",
  });
  try {
    const results = await wrap<CompareApi>(worker).compare(
      title,
      await tableText("penguins"),
      target,
      proxy((done: number, total: number) => {
        progress.value = `${done} of ${total} trainings done…`;
      }),
    );
    show(results);
  } catch (cause) {
    fault.value = cause instanceof Error ? cause.message : String(cause);
  } finally {
    worker.terminate();
    progress.value = "";
  }
}

/** What there is to see before a file is dropped: how to make one, and an example made on the spot. */
export function Example() {
  const busy = progress.value !== "";
  return (
    <div class="panel example">
      <h2>No comparison yet</h2>
      <p>
        <code>npx hillock compare TABLE --target COLUMN</code> trains the same network with one activation
        function after another, and writes it into <code>hillock-report/</code>. Here you then see which
        function learns best, its losses over the epochs, and for every layer its gradients, dead and
        saturated units.
      </p>
      <p>
        Or look at a small one first: five functions on the Palmer penguins, three seeds each, trained in this
        page.
      </p>
      <button type="button" class="primary" disabled={busy || !hasSimd} onClick={() => void run()}>
        Compare five functions now
      </button>
      <p class="note" role="status">
        {progress.value}
      </p>
    </div>
  );
}
