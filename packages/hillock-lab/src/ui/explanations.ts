import { signal } from "@preact/signals";
import type { PropTypes } from "@zag-js/preact";
import type { Api } from "@zag-js/tooltip";

type TooltipApi = Api<PropTypes>;

/** Its id. */
export const TOOLTIP = "explanation";
/** The page's one tooltip; absent until a word is first pointed at, touched or focused. */
export const tooltip = signal<TooltipApi>();
/** By a word's id: the sentence that explains it. */
export const sentences = new Map<string, string>();

/** The word whose sentence is to be shown as soon as the tooltip is there. */
let wanted: string | undefined;

function show(api: TooltipApi, id: string): void {
  if (api.open && api.triggerValue === id) return;
  api.setTriggerValue(id);
  api.setOpen(true);
}

/** Shows a word's sentence, now or when the tooltip has come. */
export function want(id: string): void {
  const api = tooltip.peek();
  if (api) show(api, id);
  else wanted = id;
}

/** The word has been left before the tooltip was there. */
export const leave = (id: string): void => {
  if (wanted === id) wanted = undefined;
};

/** The tooltip is there, or has changed. */
export function publish(api: TooltipApi): void {
  tooltip.value = api;
  if (wanted !== undefined) show(api, wanted);
  wanted = undefined;
}
