import type { DescribedLoss } from "./activation.ts";
import { binaryCrossEntropyCard } from "./binary-cross-entropy.ts";
import { crossEntropyCard } from "./cross-entropy.ts";

/** The losses that are fused with their gradients: their cards, by name. */
export const losses: ReadonlyMap<string, DescribedLoss> = new Map(
  [crossEntropyCard, binaryCrossEntropyCard].map((card) => [card.name, card]),
);
