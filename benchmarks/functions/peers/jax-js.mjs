import { readFileSync } from "node:fs";
import { stopwatch } from "../timing.mjs";

/** jax-js with its WebAssembly backend, compiled with jit. A case gives (jax, data) → function of an array. */
export async function open() {
  const jax = await import("@jax-js/jax");
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const manifest = new URL("../../node_modules/@jax-js/jax/package.json", import.meta.url);
  return {
    version: JSON.parse(readFileSync(manifest, "utf8")).version,
    async watch(make, data) {
      const flat = jax.numpy.array(data.x);
      const x = data.columns === undefined ? flat : flat.reshape([data.n / data.columns, data.columns]);
      const run = jax.jit(make(jax, data));
      const once = async () => {
        const outputs = [run(x.ref)].flat();
        for (const y of outputs) {
          await jax.blockUntilReady(y.ref);
          y.dispose();
        }
      };
      await once();
      return Object.assign(stopwatch(once), { close: () => x.dispose() });
    },
  };
}
