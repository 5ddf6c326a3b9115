import type { Network, Parameter } from "hillock";

const MOST_KEPT = 300;
const MOST_BYTES = 32 * 2 ** 20;

/** Weights of past epochs, ever farther apart as training goes on, so that memory stays bounded. */
export class Snapshots {
  readonly #kept = new Map<number, readonly Parameter[]>();
  #stride = 1;

  keep(epoch: number, net: Network): void {
    if (epoch % this.#stride !== 0) return;
    const parameters = net.parameters();
    const bytes = parameters.reduce((sum, { data }) => sum + data.byteLength, 0);
    this.#kept.set(epoch, parameters);
    if (this.#kept.size <= Math.min(MOST_KEPT, Math.max(2, MOST_BYTES / bytes))) return;
    this.#stride *= 2;
    for (const kept of [...this.#kept.keys()]) if (kept % this.#stride !== 0) this.#kept.delete(kept);
  }

  /** The kept epoch nearest to this one. */
  nearest(epoch: number): { readonly epoch: number; readonly parameters: readonly Parameter[] } | undefined {
    let best: number | undefined;
    for (const kept of this.#kept.keys())
      if (best === undefined || Math.abs(kept - epoch) < Math.abs(best - epoch)) best = kept;
    const parameters = best === undefined ? undefined : this.#kept.get(best);
    return best === undefined || !parameters ? undefined : { epoch: best, parameters };
  }
}
