import { sizeOf } from "./tensor.ts";

/** The shape that all stretch to, aligned at the last axis, as NumPy broadcasts; undefined where they do not. */
export function broadcastShape(shapes: readonly (readonly number[])[]): readonly number[] | undefined {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes)
    for (const [i, length] of shape.entries()) {
      const axis = rank - shape.length + i;
      if (length === 1) continue;
      if (result[axis] !== 1 && result[axis] !== length) return undefined;
      result[axis] = length;
    }
  return result;
}

/** Steps between neighbours along each axis of `to` in a tensor of shape `from`; 0 where it is stretched. */
function strides(from: readonly number[], to: readonly number[]): number[] {
  const missing = to.length - from.length;
  return to.map((_, axis) => {
    const own = axis - missing;
    return own < 0 || from[own] === 1 ? 0 : sizeOf(from.slice(own + 1));
  });
}

/** Of each element of a tensor of shape `to`, the place that steps along its axes lead to, in order. */
export function places(to: readonly number[], steps: readonly number[]): Int32Array {
  const result = new Int32Array(sizeOf(to));
  const index = new Array<number>(to.length).fill(0);
  let at = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = at;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      at += steps[axis];
      if (++index[axis] < to[axis]) break;
      at -= steps[axis] * to[axis];
      index[axis] = 0;
    }
  }
  return result;
}

/** Values of shape `from`, stretched to `to`. */
export function stretch(
  values: ArrayLike<number>,
  from: readonly number[],
  to: readonly number[],
): Float64Array {
  const at = places(to, strides(from, to));
  return Float64Array.from(at, (place) => values[place]);
}

/** Axes in another order: axis i of the result is axis `order[i]`. */
export function permute(
  values: ArrayLike<number>,
  shape: readonly number[],
  order: readonly number[],
): { readonly values: Float64Array; readonly shape: readonly number[] } {
  const own = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const to = order.map((axis) => shape[axis]);
  const at = places(
    to,
    order.map((axis) => own[axis]),
  );
  return { values: Float64Array.from(at, (place) => values[place]), shape: to };
}

export const isOrder = (order: readonly number[], rank: number): boolean =>
  order.length === rank && [...order].sort((a, b) => a - b).every((axis, i) => axis === i);

/** A shape as Reshape writes it: 0 keeps a length, −1 takes what is left. undefined where it does not fit. */
export function reshape(shape: readonly number[], wanted: readonly number[]): readonly number[] | undefined {
  const kept = wanted.map((length, axis) => (length === 0 ? (shape[axis] ?? 0) : length));
  const rest = kept.filter((length) => length !== -1).reduce((a, b) => a * b, 1);
  const made = kept.map((length) => (length === -1 ? sizeOf(shape) / rest : length));
  return sizeOf(made) === sizeOf(shape) && made.every((length) => Number.isInteger(length) && length >= 0)
    ? made
    : undefined;
}

/** The shape without, or with further, axes of length 1. */
export function squeezed(shape: readonly number[], axes: readonly number[] | undefined): readonly number[] {
  const own = axes?.map((axis) => (axis < 0 ? axis + shape.length : axis));
  return shape.filter((length, axis) => (own === undefined ? length !== 1 : !own.includes(axis)));
}

export function unsqueezed(shape: readonly number[], axes: readonly number[]): readonly number[] | undefined {
  const rank = shape.length + axes.length;
  if (rank > 16) return undefined;
  const added = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  const rest = [...shape];
  const made = Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (rest.shift() ?? -1)));
  return made.includes(-1) || sizeOf(made) !== sizeOf(shape) ? undefined : made;
}
