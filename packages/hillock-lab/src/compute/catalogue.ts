import { signal } from "@preact/signals";
import { compute } from "./client.ts";
import type { CatalogueEntry } from "./describe.ts";

/** Every function by name; empty until the worker has told. */
export const catalogue = signal<readonly CatalogueEntry[]>([]);
void compute.catalogue().then((entries) => {
  catalogue.value = entries;
});
