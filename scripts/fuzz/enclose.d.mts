export interface Enclosure {
  readonly low: number;
  readonly high: number;
  readonly nan: boolean;
}

export declare function enclose(
  expression: unknown,
  x: number,
  parameters: Readonly<Record<string, number>>,
  special: { readonly erf: (x: number) => number; readonly erfc: (x: number) => number },
): Enclosure;
export declare function allows(enclosure: Enclosure, value: number): boolean;
export declare function isSharp(enclosure: Enclosure): boolean;
