/** With a power of ten, and no zeros that say nothing. */
const exponential = (x: number, digits: number): string =>
  x
    .toExponential(digits - 1)
    .replace(/\.?0*e/, "e")
    .replace("e+", "e");

/** Sums that ought to cancel leave a rest of this size. */
const REST = 1e-15;

/** A number as people read it: few digits, a true minus sign, ∞; what is smaller than `rest` is 0. */
export function format(x: number, digits = 4, rest = REST): string {
  if (Number.isNaN(x)) return "not a number";
  if (x === Infinity) return "∞";
  if (x === -Infinity) return "−∞";
  if (x === 0 || Math.abs(x) < rest) return "0";
  const size = Math.abs(x);
  const text =
    size >= 1e5 || size < 1e-4
      ? exponential(x, Math.max(1, digits - 1))
      : String(Number(x.toPrecision(digits)));
  return text.replaceAll("-", "−");
}

/** As short as it can be: for cells of many columns. */
export const brief = (x: number): string =>
  Number.isFinite(x) && Math.abs(x) < 1e-3 && Math.abs(x) >= REST
    ? exponential(x, 1).replaceAll("-", "−")
    : format(x, 2);
