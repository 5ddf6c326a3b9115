import { softmaxCrossEntropyRows } from "../kernels/rows.ts";

export interface CrossEntropyOptions {
  /** Classes: elements of a row. */
  readonly columns: number;
  /** Of the loss and the gradient over rows; "mean" unless given. */
  readonly reduction?: "mean" | "sum";
}

export interface CrossEntropy {
  readonly loss: number;
  /** rows × columns */
  readonly probabilities: Float32Array;
  /** ∂loss/∂logits, rows × columns: S − Y, divided by the rows where the reduction is "mean". */
  readonly gradient: Float32Array;
}

/**
 * L = −Σ y log softmax(logits), fused with its gradient S − Y. `logits` is rows × columns; `labels` has the class
 * of each row, 0 to columns − 1.
 * @throws HillockError "invalid-shape" or "invalid-label".
 */
export function softmaxCrossEntropy(
  logits: Float32Array,
  labels: ArrayLike<number>,
  options: CrossEntropyOptions,
): CrossEntropy {
  const { losses, probabilities, gradient } = softmaxCrossEntropyRows(logits, labels, options.columns);
  let loss = 0;
  for (const each of losses) loss += each;
  if ((options.reduction ?? "mean") === "mean" && losses.length > 0) {
    loss /= losses.length;
    for (let i = 0; i < gradient.length; i++) gradient[i] /= losses.length;
  }
  return { loss, probabilities, gradient };
}
