import { signal } from "@preact/signals";
import type { PropTypes } from "@zag-js/preact";
import type { Api as TooltipApi } from "@zag-js/tooltip";
import type { ComponentType } from "preact";

/** Its id. */
export const TOOLTIP = "explanation";
/** The page's one tooltip, loaded when a word is first pointed at, touched or focused. */
export const tooltip = signal<TooltipApi<PropTypes>>();
export const Tooltip = signal<ComponentType>();
/** By a word's id: the sentence that explains it. */
export const sentences = new Map<string, string>();

let wanted: string | undefined;

/** Shows a word's sentence, whatever is shown now. */
function show(api: TooltipApi<PropTypes>, id: string): void {
  if (api.open && api.triggerValue === id) return;
  api.setTriggerValue(id);
  api.setOpen(true);
}

export async function explain(id: string): Promise<void> {
  const api = tooltip.peek();
  if (api) return show(api, id);
  wanted = id;
  const { Explanation } = await import("./Explanation.tsx");
  Tooltip.value = Explanation;
}

/** The word has been left before the tooltip was there. */
export const leave = (id: string): void => {
  if (wanted === id) wanted = undefined;
};

/** The tooltip is there, or has changed. */
export function publish(api: TooltipApi<PropTypes>): void {
  tooltip.value = api;
  if (wanted !== undefined) show(api, wanted);
  wanted = undefined;
}
