/** In float64. */
export interface Special {
  readonly erf: (x: number) => number;
  readonly erfc: (x: number) => number;
  readonly normal: (x: number) => number;
}

export interface Enclosure {
  readonly low: number;
  readonly high: number;
  readonly nan: boolean;
}

export declare function enclose(
  expression: unknown,
  x: number,
  parameters: Readonly<Record<string, number>>,
  special: Special,
): Enclosure;
export declare function allows(enclosure: Enclosure, value: number): boolean;
export declare function isSharp(enclosure: Enclosure): boolean;
