export interface OperatorResult {
  operator: string;
  passed: number;
  failed: number;
  notSupported: number;
  faults: string[];
}
export interface CatalogueEntry {
  readonly kind: "elementwise" | "row";
  readonly known: { readonly webnn?: string };
}
export function conformance(
  directory: string,
  functions: ReadonlyMap<string, CatalogueEntry>,
  strictest?: { readonly metric: "ULP" | "ATOL"; readonly value: number },
): OperatorResult[];
