import { equations } from "virtual:equations";
import { useEffect, useRef } from "preact/hooks";
import "katex/dist/katex.min.css";

interface FormulaProps {
  readonly latex: string;
  readonly block?: boolean;
  /** The function of the catalogue whose equation it is, if it is one: those were typeset when the lab was built. */
  readonly of?: string | undefined;
}

async function write({ latex, of }: FormulaProps, current: () => HTMLElement | null): Promise<void> {
  const prebuilt = of === undefined ? undefined : (await equations[of]?.())?.made[latex];
  if (prebuilt !== undefined) {
    const node = current();
    if (node) node.innerHTML = prebuilt;
    return;
  }
  const { default: katex } = await import("katex");
  const node = current();
  if (node) katex.render(latex, node, { throwOnError: false, output: "htmlAndMathml", strict: false });
}

/** An equation; its LaTeX where it cannot be typeset. `prefix` stands before it. */
export function Formula(props: FormulaProps) {
  const { latex, of, block = false } = props;
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let live = true;
    write({ latex, of }, () => (live ? element.current : null)).catch(() => {
      if (live && element.current) element.current.textContent = latex;
    });
    return () => {
      live = false;
    };
  }, [latex, of]);
  return <span class={block ? "formula block" : "formula"} ref={element} />;
}
