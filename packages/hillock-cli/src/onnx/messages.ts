/** A tensor as onnxruntime has it. */
export interface WorkerTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

export type ToWorker =
  | { readonly kind: "open"; readonly bytes: Uint8Array; readonly profiled: boolean }
  /** `keep`: whether the outputs' data come back, or their shapes alone. */
  | { readonly kind: "run"; readonly feeds: Readonly<Record<string, WorkerTensor>>; readonly keep: boolean }
  | { readonly kind: "close" };

export type FromWorker =
  | { readonly kind: "done" }
  | { readonly kind: "ran"; readonly outputs: Readonly<Record<string, WorkerTensor>> }
  | { readonly kind: "failed"; readonly why: string };
