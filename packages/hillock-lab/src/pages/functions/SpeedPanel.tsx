import { signal } from "@preact/signals";
import { proxy } from "comlink";
import { catalogue } from "../../compute/catalogue.ts";
import { compute } from "../../compute/client.ts";
import { hasSimd } from "../../compute/simd.ts";
import type { Speed } from "../../compute/speed.ts";
import { Term } from "../../ui/Term.tsx";
import { shownSpecs, state } from "./state.ts";

const speeds = signal<readonly Speed[]>([]);
const running = signal(false);

async function measure(): Promise<void> {
  running.value = true;
  speeds.value = [];
  const own = shownSpecs(state.value).filter(
    ({ text }) => !catalogue.value.some(({ name }) => name === text),
  );
  try {
    await compute.measureSpeed(
      own,
      proxy((speed: Speed) => {
        speeds.value = [...speeds.value, speed].sort((a, b) => a.forward - b.forward);
      }),
    );
  } finally {
    running.value = false;
  }
}

/** Every function's kernels, measured here and now. */
export function SpeedPanel() {
  const shown = new Set(shownSpecs(state.value).map(({ text }) => text));
  const most = Math.max(...speeds.value.map(({ forward, backward }) => Math.max(forward, backward)), 1e-9);
  return (
    <section class="speed" aria-label="Speed in this browser">
      <div class="heading">
        <h2>Speed in this browser</h2>
        <button type="button" onClick={measure} disabled={running.value || !hasSimd}>
          {running.value ? `Measuring… ${speeds.value.length}` : "Measure all functions"}
        </button>
      </div>
      <p class="note">
        Nanoseconds an element of 16,384 numbers, <Term word="forward">forward</Term> above{" "}
        <Term word="backward">backward</Term>, with Hillock's <Term word="kernel">kernels</Term> on one
        thread; the median of seven runs.
      </p>
      {speeds.value.length > 0 && (
        <ol class="bars">
          {speeds.value.map(({ label, forward, backward }) => (
            <li key={label} data-own={shown.has(label)}>
              <span class="label">{label}</span>
              <span class="pair" aria-hidden="true">
                <i style={{ width: `${(100 * forward) / most}%` }} />
                <i class="back" style={{ width: `${(100 * backward) / most}%` }} />
              </span>
              <span class="figure">
                {forward.toFixed(2)} <span>/ {backward.toFixed(2)} ns</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
