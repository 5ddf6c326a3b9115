interface Trouble {
  /** Whether no z at all gives a number. */
  readonly never: boolean;
  readonly message: string;
}

/** Where between −6 and 6 a function gives no finite number; undefined where it always does. */
export function troubleOf(value: (z: number) => number): Trouble | undefined {
  const bad: number[] = [];
  let count = 0;
  for (let z = -6; z <= 6; z += 0.125, count++) if (!Number.isFinite(value(z))) bad.push(z);
  if (bad.length === 0) return undefined;
  if (bad.length === count)
    return {
      never: true,
      message:
        "This formula never ends in a number: it is not finite for any z from −6 to 6. Guard it, for instance with max(x, 0) or abs(x).",
    };
  return {
    never: false,
    message: `It is not a finite number for some z, such as z = ${bad[0]}: a network would diverge there.`,
  };
}
