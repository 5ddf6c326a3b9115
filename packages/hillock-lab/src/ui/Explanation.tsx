import { normalizeProps, useMachine } from "@zag-js/preact";
import { connect, machine } from "@zag-js/tooltip";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { publish, sentences, TOOLTIP } from "./explanations.ts";

const ID = "words";
const OPEN_DELAY_MS = 80;

/** The tooltip of all words of the page. */
export function Explanation() {
  const api = connect(
    useMachine(machine, {
      id: ID,
      ids: { content: TOOLTIP },
      openDelay: OPEN_DELAY_MS,
      closeOnClick: false,
      // focus may scroll the word into view
      closeOnScroll: false,
      // what it says can be pointed at, and read at leisure
      interactive: true,
      positioning: { placement: "top", strategy: "fixed", gutter: 8, overflowPadding: 8 },
    }),
    normalizeProps,
  );
  useLayoutEffect(() => publish(api));
  // fingers leave nothing behind that would close it
  useEffect(() => {
    const close = ({ target }: PointerEvent): void => {
      if (!(target instanceof Element) || !target.closest(`[data-ownedby="${ID}"], [role="tooltip"]`))
        api.setOpen(false);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [api]);
  return (
    <div class="tooltip-place" {...api.getPositionerProps()}>
      <div class="tooltip" {...api.getContentProps()}>
        {sentences.get(api.triggerValue ?? "")}
      </div>
    </div>
  );
}
