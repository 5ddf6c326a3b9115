import {
  bindModule,
  createMemory,
  PAGE_BYTES,
  type SharedMemory,
  type WasmMemory,
} from "../codegen/instantiate.ts";
import { HillockError } from "../errors.ts";
import { compiledOnce } from "./compile/cache.ts";
import type { NetworkExports } from "./compile/module.ts";
import type { Addresses, NetworkPlan } from "./compile/plan.ts";

interface Views {
  readonly bytes: Uint8Array;
  readonly data: DataView;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
}

/** What `train` works with: the compiled module and its memory. */
export class Engine {
  readonly plan: NetworkPlan;
  readonly places: Addresses;
  #memory: WasmMemory | SharedMemory;
  #run: NetworkExports;
  #views: Views;

  constructor(plan: NetworkPlan) {
    const { module, places } = compiledOnce(plan);
    this.plan = plan;
    this.places = places;
    this.#memory = createMemory(Math.ceil(places.end / PAGE_BYTES));
    this.#run = bindModule(module, this.#memory) as unknown as NetworkExports;
    this.#views = viewsOf(this.#memory);
  }

  get memory(): WasmMemory | SharedMemory {
    return this.#memory;
  }
  get run(): NetworkExports {
    return this.#run;
  }
  /** Most rows of a step. */
  get capacity(): number {
    return this.plan.batch;
  }
  /** Whether the module counts what the doctor looks at. */
  get measured(): boolean {
    return this.plan.measured;
  }

  /** Of the memory as it is now: kept, because an epoch of a small network is shorter than making new ones. */
  views(): Views {
    if (this.#views.data.buffer !== this.#memory.buffer) this.#views = viewsOf(this.#memory);
    return this.#views;
  }

  /** Makes room for so many bytes from `places.end` on; the result is the address. */
  reserve(bytes: number): number {
    const { end } = this.places;
    const missing = end + bytes - this.#memory.buffer.byteLength;
    if (missing > 0) {
      try {
        this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
      } catch {
        throw new HillockError(
          "out-of-memory",
          `The data need ${Math.ceil(bytes / 2 ** 20)} MiB, more than can be had; use fewer rows.`,
        );
      }
    }
    return end;
  }

  /** Goes on in another memory, with what is in this one. */
  move(memory: SharedMemory): void {
    const { bytes } = this.views();
    const missing = bytes.length - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    new Uint8Array(memory.buffer).set(bytes);
    this.#memory = memory;
  }

  /** From now on these do the work. */
  use(run: NetworkExports): void {
    this.#run = run;
  }
}

const viewsOf = ({ buffer }: WasmMemory | SharedMemory): Views => ({
  bytes: new Uint8Array(buffer),
  data: new DataView(buffer),
  words: new Int32Array(buffer),
  doubles: new Float64Array(buffer),
});
