import { useLayoutEffect, useRef } from "preact/hooks";
import "virtual:katex.css";
import { loadEquations, typeset } from "./equations.ts";

interface FormulaProps {
  readonly latex: string;
  readonly block?: boolean;
  /** The function of the catalogue, or the page, whose equation it is: those were typeset when the lab was built. */
  readonly of?: string | undefined;
}

/** Smaller than this, in parts of the usual size, it is scrolled instead. */
const SMALLEST = 0.68;

/** At once where it is loaded, so that nothing moves when it comes. */
function writeLoaded({ latex, of }: FormulaProps, node: HTMLElement | null): boolean {
  const made = of === undefined ? undefined : typeset(of, latex);
  if (made !== undefined && node) node.innerHTML = made;
  return made !== undefined;
}

async function write(props: FormulaProps, current: () => HTMLElement | null): Promise<void> {
  const { latex, of } = props;
  if (writeLoaded(props, current())) return;
  if (of !== undefined) await loadEquations(of);
  if (writeLoaded(props, current())) return;
  const { default: katex } = await import("katex");
  const node = current();
  if (node) katex.render(latex, node, { throwOnError: false, output: "htmlAndMathml", strict: false });
}

/** Makes a long equation smaller; one that still does not fit is scrolled, with the keyboard too. */
function fit(node: HTMLElement): void {
  const written = node.firstElementChild;
  if (!(written instanceof HTMLElement)) return;
  written.style.fontSize = "";
  const usual = Number.parseFloat(getComputedStyle(written).fontSize);
  const share = node.clientWidth / node.scrollWidth;
  if (share < 1) written.style.fontSize = `${usual * Math.max(SMALLEST, share)}px`;
  if (node.scrollWidth > node.clientWidth) node.tabIndex = 0;
  else node.removeAttribute("tabindex");
}

/** An equation; its LaTeX where it cannot be typeset. */
export function Formula(props: FormulaProps) {
  const { latex, of, block = false } = props;
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    let live = true;
    const node = element.current;
    const fitAgain = (): void => {
      if (node) fit(node);
    };
    const resized = new ResizeObserver(fitAgain);
    write({ latex, of }, () => (live ? element.current : null))
      .catch(() => {
        if (live && element.current) element.current.textContent = latex;
      })
      .finally(() => {
        if (!live || !block || !node) return;
        resized.observe(node);
        // the equation may become wider with its fonts, which its place does not
        document.fonts.addEventListener("loadingdone", fitAgain);
      });
    return () => {
      live = false;
      resized.disconnect();
      document.fonts.removeEventListener("loadingdone", fitAgain);
    };
  }, [latex, of, block]);
  return <span class={block ? "formula block" : "formula"} ref={element} />;
}
