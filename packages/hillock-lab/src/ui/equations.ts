import { equations } from "virtual:equations";

const loaded = new Map<string, Readonly<Record<string, string>>>();

/** The equations of a function of the catalogue, or of a page, that were typeset when the lab was built; nothing for others. */
export async function loadEquations(of: string): Promise<void> {
  const load = equations[of];
  if (load && !loaded.has(of)) loaded.set(of, (await load()).made);
}

/** One of those that are loaded, as markup. */
export const typeset = (of: string, latex: string): string | undefined => loaded.get(of)?.[latex];
