import { computed, type Signal, signal } from "@preact/signals";

function matches(query: string): Signal<boolean> {
  const media = matchMedia(query);
  const found = signal(media.matches);
  media.addEventListener("change", () => {
    found.value = media.matches;
  });
  return found;
}
const wide = matches("(min-width: 1800px)");
const widest = matches("(min-width: 2300px)");

/** How much larger canvases are drawn on wide screens and projectors; the style sheets have the same steps. */
export const enlarged = computed(() => (widest.value ? 1.6 : wide.value ? 1.25 : 1));
