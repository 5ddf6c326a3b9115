// src/onnx/worker.ts
const send = (message) => {
  process.send?.(message);
};
const runtime = await import(process.argv[2]);
runtime.env.wasm.numThreads = 1;
runtime.env.logLevel = "error";
let session;
const ANSWERS = {
  open: async ({ bytes, profiled }) => {
    await session?.release();
    session = await runtime.InferenceSession.create(bytes, {
      graphOptimizationLevel: "disabled",
      enableProfiling: profiled,
    });
    return { kind: "done" };
  },
  run: async ({ feeds, keep }) => {
    const tensors = Object.entries(feeds).map(([name, { type, data, dims }]) => [
      name,
      new runtime.Tensor(type, data, dims),
    ]);
    const outputs = (await session?.run(Object.fromEntries(tensors))) ?? {};
    const kept = Object.entries(outputs).map(([name, { type, dims, data }]) => [
      name,
      {
        type,
        dims: [...dims],
        data: keep ? data : void 0,
      },
    ]);
    return {
      kind: "ran",
      outputs: Object.fromEntries(kept),
    };
  },
  close: async () => {
    session?.endProfiling();
    await session?.release();
    session = void 0;
    return { kind: "done" };
  },
};
process.on("message", (message) => {
  const answer = ANSWERS[message.kind];
  answer(message).then(send, (cause) =>
    send({
      kind: "failed",
      why: cause instanceof Error ? cause.message : String(cause),
    }),
  );
});
process.on("disconnect", () => process.exit());
send({ kind: "done" });

export {};
