import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { want } from "./explanations.ts";

/** The tooltip's component, loaded when it is first wanted. */
export const Tooltip = signal<ComponentType>();

export function explain(id: string): void {
  want(id);
  if (Tooltip.peek()) return;
  import("./Explanation.tsx").then(
    ({ Explanation }) => {
      Tooltip.value = Explanation;
    },
    () => {
      // without a network the sentence stays the word's description, and the next word asks again
    },
  );
}
