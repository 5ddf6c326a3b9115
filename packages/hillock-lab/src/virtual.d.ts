declare module "virtual:equations" {
  /** By function or page: its equations as markup, by their LaTeX. */
  export const equations: Readonly<
    Record<string, () => Promise<{ readonly made: Readonly<Record<string, string>> }>>
  >;
}

/** KaTeX's styles; the characters of the equations above come in small fonts of their own. */
declare module "virtual:katex.css";
