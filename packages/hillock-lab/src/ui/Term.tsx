import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { GLOSSARY, type Word } from "./glossary.ts";

const GAP = 8;

/** A word that explains itself in one sentence, on hover and on focus; Escape closes it. */
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
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const show = (): void => {
    const [from, to] = [button.current, tip.current];
    if (!from || !to || to.matches(":popover-open")) return;
    to.showPopover();
    const at = from.getBoundingClientRect();
    const { width, height } = to.getBoundingClientRect();
    const left = at.left + at.width / 2 - width / 2;
    to.style.left = `${Math.max(GAP, Math.min(left, document.documentElement.clientWidth - width - GAP))}px`;
    to.style.top = `${at.top > height + 2 * GAP ? at.top - height - GAP : at.bottom + GAP}px`;
  };
  const hide = (): void => {
    if (tip.current?.matches(":popover-open")) tip.current.hidePopover();
  };
  return (
    <>
      <button
        type="button"
        class="term"
        ref={button}
        aria-describedby={id}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => event.key === "Escape" && hide()}
      >
        {children}
      </button>
      <span class="tooltip" id={id} role="tooltip" popover="manual" ref={tip}>
        {says}
      </span>
    </>
  );
}
