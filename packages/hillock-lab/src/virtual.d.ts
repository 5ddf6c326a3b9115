declare module "virtual:equations" {
  /** By function: its equations as markup, by their LaTeX. */
  export const equations: Readonly<
    Record<string, () => Promise<{ readonly made: Readonly<Record<string, string>> }>>
  >;
}
