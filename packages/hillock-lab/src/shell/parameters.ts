/** Numbers of an address, separated by commas; the fallback where they do not fit. */
export function numbersIn(
  text: string | null,
  fallback: readonly number[],
  [low, high]: readonly [number, number] = [-Infinity, Infinity],
): number[] {
  const read = (text ?? "").split(",").map(Number);
  const fits =
    read.length === fallback.length && read.every((x) => Number.isFinite(x) && x >= low && x <= high);
  return text !== null && fits ? read : [...fallback];
}

export function numberIn(text: string | null, fallback: number, range?: readonly [number, number]): number {
  return numbersIn(text, [fallback], range)[0] ?? fallback;
}
