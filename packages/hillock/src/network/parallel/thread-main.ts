import type { CONTROL, JOBS } from "./control.ts";

/** What a thread that is not the caller's does from its start to its end. Self-contained: its text is the program. */
export function threadMain(slot: typeof CONTROL, jobs: typeof JOBS, words: number, spinMs: number): void {
  interface Port {
    on?(event: "message", listener: (data: unknown) => void): void;
    onmessage?: (event: { data: unknown }) => void;
    postMessage(message: unknown): void;
  }
  interface Start {
    readonly memory: { readonly buffer: SharedArrayBuffer };
    readonly module: object;
    readonly at: number;
  }
  type Run = (...values: number[]) => unknown;
  const scope = globalThis as unknown as {
    performance: { now(): number };
    WebAssembly: { Instance: new (module: object, imports: object) => { exports: Record<string, Run> } };
  };
  // of a text Node makes a module or a script, as the process was told; browsers' threads have the port themselves
  const { process } = globalThis as unknown as {
    process?: { getBuiltinModule?(name: string): { parentPort: Port } };
  };
  const port =
    process?.getBuiltinModule?.("node:worker_threads").parentPort ?? (globalThis as unknown as Port);
  const serve = (data: unknown): void => {
    const { memory, module, at } = data as Start;
    const control = new Int32Array(memory.buffer, at, words);
    const { exports } = new scope.WebAssembly.Instance(module, { env: { memory } });
    const runs = jobs.map(([name]) => exports[name]);
    let seen = Atomics.load(control, slot.wake);
    port.postMessage("ready");
    for (;;) {
      // waking takes as long as a step: who calls again at once finds this thread awake
      const until = scope.performance.now() + spinMs;
      while (Atomics.load(control, slot.wake) === seen && scope.performance.now() < until);
      Atomics.wait(control, slot.wake, seen);
      seen = Atomics.load(control, slot.wake);
      if (Atomics.load(control, slot.closed) !== 0) return;
      const job = control[slot.job];
      runs[job](...control.subarray(slot.values, slot.values + jobs[job][1]));
    }
  };
  if (port.on) port.on("message", serve);
  else port.onmessage = ({ data }) => serve(data);
}
