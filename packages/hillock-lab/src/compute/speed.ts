import { type ElementwiseActivation, functions } from "hillock";
import type { FunctionSpec } from "./function-spec.ts";
import { resolve } from "./resolve.ts";

export interface Speed {
  readonly label: string;
  /** Nanoseconds an element of the forward and the backward kernel; medians. */
  readonly forward: number;
  readonly backward: number;
}

const ELEMENTS = 16_384;
const BATCHES = 7;
/** Clocks of pages that are not isolated tick in steps of 0.1 ms. */
const BATCH_MS = 1.5;

function nanoseconds(run: () => void): number {
  run();
  let repeats = 1;
  const batch = (): number => {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) run();
    return performance.now() - start;
  };
  while (batch() < BATCH_MS && repeats < 1e6) repeats *= 2;
  const times = Array.from({ length: BATCHES }, batch).sort((a, b) => a - b);
  return (1e6 * (times[Math.floor(BATCHES / 2)] ?? Number.NaN)) / (repeats * ELEMENTS);
}

const breathe = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

/** Each elementwise function over 16,384 numbers with signs in random order, one after the other. */
export async function measureSpeed(
  extra: readonly FunctionSpec[],
  onSpeed: (speed: Speed) => void,
): Promise<void> {
  const x = Float32Array.from({ length: ELEMENTS }, () => 4 * (Math.random() + Math.random() - 1));
  const gradient = new Float32Array(ELEMENTS).fill(1);
  const out = new Float32Array(ELEMENTS);
  const own = extra.flatMap((spec): [string, ElementwiseActivation][] => {
    const f = resolve(spec);
    return f.kind === "elementwise" ? [[spec.text, f]] : [];
  });
  const listed = [...functions.values()].flatMap((f): [string, ElementwiseActivation][] =>
    f.kind === "elementwise" ? [[f.name, f]] : [],
  );
  const all = new Map([...own.filter(([text]) => !functions.has(text)), ...listed]);
  for (const [label, f] of all) {
    onSpeed({
      label,
      forward: nanoseconds(() => f.forward(x, out)),
      backward: nanoseconds(() => f.backward(gradient, x, out)),
    });
    await breathe();
  }
}
