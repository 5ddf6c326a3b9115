import type { ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import { explain } from "./explain.ts";
import { leave, sentences, TOOLTIP, tooltip } from "./explanations.ts";
import { GLOSSARY, type Word } from "./glossary.ts";

/** A word that explains itself in one sentence, on hover, on focus and when touched; Escape closes it. */
export function Term({
  word,
  says = word && GLOSSARY[word],
  children,
}: {
  readonly word?: Word;
  /** The sentence, where it is no word of the glossary. */
  readonly says?: string | undefined;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  useEffect(() => {
    if (says !== undefined) sentences.set(id, says);
    return () => {
      sentences.delete(id);
    };
  }, [id, says]);
  const api = tooltip.value;
  const handlers = api
    ? {
        ...api.getTriggerProps({ value: id }),
        // all words share the tooltip: it describes the one that it is of
        "aria-describedby": api.open && api.triggerValue === id ? TOOLTIP : undefined,
      }
    : {
        onPointerEnter: ({ pointerType }: PointerEvent) => {
          if (pointerType !== "touch") explain(id);
        },
        onPointerLeave: () => leave(id),
        onBlur: () => leave(id),
      };
  return (
    <button
      {...handlers}
      type="button"
      class="term"
      aria-description={says}
      onFocus={() => explain(id)}
      onClick={() => explain(id)}
    >
      {children}
    </button>
  );
}
