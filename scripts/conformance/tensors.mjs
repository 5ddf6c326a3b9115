// Tensors as the cases write them ({ shape, data }), as plain float32 arrays, row by row.
const SPECIAL = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["-0", -0],
]);

export const sizeOf = (shape) => shape.reduce((product, length) => product * length, 1);

/** A number as JSON has it, or one of the special values that JSON lacks. */
export function toNumber(value) {
  if (typeof value === "number") return value;
  if (!SPECIAL.has(value)) throw new Error(`${JSON.stringify(value)} is not a number.`);
  return SPECIAL.get(value);
}

/** The values of a tensor; one value fills any shape. */
export function toArray({ shape, data }) {
  const values = [data].flat(Number.POSITIVE_INFINITY).map(toNumber);
  const size = sizeOf(shape);
  if (values.length !== size && values.length !== 1)
    throw new Error(`The shape [${shape}] needs ${size} values, the case has ${values.length}.`);
  return values.length === size ? Float32Array.from(values) : new Float32Array(size).fill(values[0]);
}

/** `values` of shape `from`, stretched to `shape` as NumPy broadcasts: aligned at the last axis. */
export function broadcast(values, from, shape) {
  const own = [...Array(shape.length - from.length).fill(1), ...from];
  if (own.length !== shape.length || own.some((length, axis) => length !== 1 && length !== shape[axis]))
    throw new Error(`The shape [${from}] does not broadcast to [${shape}].`);
  return Float32Array.from({ length: sizeOf(shape) }, (_, position) => {
    let rest = position;
    let stride = 1;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (own[axis] !== 1) at += (rest % shape[axis]) * stride;
      stride *= own[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    return values[at];
  });
}

/** Applies `f(rows, columns)` along one axis: that axis is moved to the end, and back. */
export function alongAxis(x, shape, axis, f) {
  const columns = shape[axis];
  const inner = sizeOf(shape.slice(axis + 1));
  const place = (i) => {
    const row = Math.floor(i / columns);
    return Math.floor(row / inner) * inner * columns + (i % columns) * inner + (row % inner);
  };
  const y = f(
    x.map((_, i) => x[place(i)]),
    columns,
  );
  const out = new Float32Array(x.length);
  y.forEach((value, i) => {
    out[place(i)] = value;
  });
  return out;
}
