import type { FromWorker, ToWorker, WorkerTensor } from "./messages.ts";

/** The part of onnxruntime-web that is used. */
interface Runtime {
  readonly env: { logLevel: string; readonly wasm: { numThreads: number } };
  readonly Tensor: new (type: string, data: unknown, dims: readonly number[]) => WorkerTensor;
  readonly InferenceSession: {
    create(bytes: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<Session>;
  };
}
interface Session {
  run(feeds: Readonly<Record<string, WorkerTensor>>): Promise<Readonly<Record<string, WorkerTensor>>>;
  endProfiling(): void;
  release(): Promise<void>;
}

const send = (message: FromWorker): void => {
  process.send?.(message);
};
const runtime = (await import(process.argv[2])) as Runtime;
runtime.env.wasm.numThreads = 1;
runtime.env.logLevel = "error";

let session: Session | undefined;

const ANSWERS: {
  readonly [K in ToWorker["kind"]]: (message: Extract<ToWorker, { kind: K }>) => Promise<FromWorker>;
} = {
  open: async ({ bytes, profiled }) => {
    await session?.release();
    session = await runtime.InferenceSession.create(bytes, {
      // what is fused cannot be told apart
      graphOptimizationLevel: "disabled",
      enableProfiling: profiled,
    });
    return { kind: "done" };
  },
  run: async ({ feeds, keep }) => {
    const tensors = Object.entries(feeds).map(
      ([name, { type, data, dims }]) => [name, new runtime.Tensor(type, data, dims)] as const,
    );
    const outputs = (await session?.run(Object.fromEntries(tensors))) ?? {};
    const kept = Object.entries(outputs).map(([name, { type, dims, data }]) => [
      name,
      { type, dims: [...dims], data: keep ? data : undefined },
    ]);
    return { kind: "ran", outputs: Object.fromEntries(kept) };
  },
  // the profile is written to standard output, which the parent reads
  close: async () => {
    session?.endProfiling();
    await session?.release();
    session = undefined;
    return { kind: "done" };
  },
};

process.on("message", (message: ToWorker) => {
  const answer = ANSWERS[message.kind] as (message: ToWorker) => Promise<FromWorker>;
  answer(message).then(send, (cause: unknown) =>
    send({ kind: "failed", why: cause instanceof Error ? cause.message : String(cause) }),
  );
});
// without its parent it has nothing to do
process.on("disconnect", () => process.exit());
send({ kind: "done" });
