import { THRESHOLDS } from "../../doctor/thresholds.ts";
import { HillockError } from "../../errors.ts";
import type { Activation, ElementwiseActivation, RowActivation } from "../../functions/activation.ts";
import { type RowAxis, runRows } from "../run/rows.ts";
import { stretch } from "../shapes.ts";
import { sizeOf, Type } from "../tensor.ts";
import type { FoundActivation } from "./chains.ts";

/** What an activation does over the data that went through it. */
export interface ActivationReport {
  readonly units: number;
  /** Elements that were looked at. */
  readonly elements: number;
  /** Share of units whose slope was 0 for every example; null for functions of rows. */
  readonly dead: number | null;
  /** Units none of whose elements was a finite number; null for functions of rows. */
  readonly notFiniteUnits: number | null;
  /** Share of elements where the function has flattened, at either end; null for functions of rows. */
  readonly saturatedLow: number | null;
  readonly saturatedHigh: number | null;
  /** Of its outputs. */
  readonly mean: number;
  readonly spread: number;
  /** Share of outputs that are exactly 0. */
  readonly sparsity: number;
  /** Mean |f′(z)|; null for functions of rows. */
  readonly slope: number | null;
  /** Share of its living units that are a straight line over the data; null for functions of rows. */
  readonly straight: number | null;
  /** Elements that were no finite numbers. */
  readonly notFinite: number;
}

const ACROSS_CHANNELS = /Conv|BatchNormalization|InstanceNormalization|GroupNormalization|Pool/;

/** The axis whose places are units: channels behind convolutions, else the last. */
function unitAxis(rank: number, producer: string | undefined): number {
  if (rank <= 2) return rank - 1;
  if (rank >= 4) return 1;
  return producer !== undefined && ACROSS_CHANNELS.test(producer) ? 1 : 2;
}

const LAST: RowAxis = { axis: -1, joined: false };

/** How many units a function of rows has: the length of one row. */
function rowLength(shape: readonly number[], { axis, joined }: RowAxis): number {
  const from = axis < 0 ? axis + shape.length : axis;
  return joined ? sizeOf(shape.slice(from)) : (shape[from] ?? 0);
}

function outputsOfRows(
  f: RowActivation,
  z: Float32Array,
  shape: readonly number[],
  rows: RowAxis,
): ArrayLike<number> {
  const columns = rowLength(shape, rows);
  if (columns === 0 || z.length === 0) return [];
  const { axis, joined } = rows;
  if (joined || axis === -1 || axis === shape.length - 1) return f.forward(z, { columns });
  const tensor = { type: Type.FLOAT, shape, values: Float64Array.from(z), texts: undefined };
  return runRows(f, tensor, rows)?.values ?? [];
}

/** Sums over one unit's elements. */
interface UnitSums {
  readonly sloped: Uint32Array;
  readonly counts: Float64Array;
  readonly z: Float64Array;
  readonly zz: Float64Array;
  readonly a: Float64Array;
  readonly aa: Float64Array;
  readonly za: Float64Array;
}

const sumsOf = (units: number): UnitSums => ({
  sloped: new Uint32Array(units),
  counts: new Float64Array(units),
  z: new Float64Array(units),
  zz: new Float64Array(units),
  a: new Float64Array(units),
  aa: new Float64Array(units),
  za: new Float64Array(units),
});

/** Gathers what goes into one activation of a graph, a batch at a time. */
export class ActivationStatistics {
  readonly #found: FoundActivation;
  readonly #batched: boolean;
  #sums: UnitSums | undefined;
  #shape: readonly number[] = [];
  #elements = 0;
  #zeros = 0;
  #low = 0;
  #high = 0;
  #slopes = 0;
  #notFinite = 0;

  /** @param batched whether a tensor's first dimension counts examples; else each is one */
  constructor(found: FoundActivation, batched = true) {
    this.#found = found;
    this.#batched = batched;
  }

  /** The shape of the first batch, which is the largest. */
  get shape(): readonly number[] {
    return this.#shape;
  }

  /** @param z what the activation takes, of this shape */
  add(z: Float32Array, shape: readonly number[]): void {
    if (sizeOf(shape) !== z.length)
      throw new HillockError("invalid-shape", `${z.length} numbers are not ${shape.join(" × ")}.`);
    if (this.#elements === 0) this.#shape = shape;
    const { activation } = this.#found;
    if (activation.kind === "row") this.#addRows(activation, z, shape);
    else this.#addElements(activation, z, shape);
  }

  #bound(f: ElementwiseActivation, shape: readonly number[]): ElementwiseActivation {
    const values = f.learnable.flatMap((name): [string, Float32Array][] => {
      const tensor = this.#found.perUnit.get(name);
      return tensor === undefined
        ? []
        : [[name, Float32Array.from(stretch(tensor.values, tensor.shape, shape))]];
    });
    return values.length === 0 ? f : f.with(Object.fromEntries(values));
  }

  #addElements(f: ElementwiseActivation, z: Float32Array, shape: readonly number[]): void {
    const bound = this.#bound(f, shape);
    const a = bound.forward(z);
    const slopes = bound.backward(new Float32Array(z.length).fill(1), z);
    const counting = this.#batched ? 0 : 1;
    const axis = unitAxis(shape.length + counting, this.#found.producer) - counting;
    const units = shape[axis] ?? 1;
    const inner = sizeOf(shape.slice(axis + 1));
    if (this.#sums === undefined || this.#sums.counts.length !== units) this.#sums = sumsOf(units);
    const sums = this.#sums;
    const { saturatedBelow, saturatedAbove } = bound.tails;
    for (let i = 0; i < z.length; i++) {
      const u = Math.floor(i / inner) % units;
      const [zi, ai, slope] = [z[i], a[i], slopes[i]];
      if (!Number.isFinite(zi) || !Number.isFinite(ai)) {
        this.#notFinite++;
        continue;
      }
      sums.counts[u]++;
      if (slope !== 0) sums.sloped[u]++;
      sums.z[u] += zi;
      sums.zz[u] += zi * zi;
      sums.a[u] += ai;
      sums.aa[u] += ai * ai;
      sums.za[u] += zi * ai;
      if (ai === 0) this.#zeros++;
      if (zi < saturatedBelow) this.#low++;
      if (zi > saturatedAbove) this.#high++;
      this.#slopes += Math.abs(slope);
    }
    this.#elements += z.length;
  }

  #addRows(f: Extract<Activation, { kind: "row" }>, z: Float32Array, shape: readonly number[]): void {
    const a = outputsOfRows(f, z, shape, this.#found.rows ?? LAST);
    this.#sums ??= sumsOf(1);
    for (let i = 0; i < a.length; i++) {
      const value = a[i];
      if (!Number.isFinite(value)) {
        this.#notFinite++;
        continue;
      }
      this.#sums.counts[0]++;
      this.#sums.a[0] += value;
      this.#sums.aa[0] += value * value;
      if (value === 0) this.#zeros++;
    }
    this.#elements += a.length;
  }

  report(): ActivationReport {
    const sums = this.#sums ?? sumsOf(0);
    const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
    const count = total(sums.counts);
    const mean = total(sums.a) / count;
    const spread = Math.sqrt(Math.max(0, total(sums.aa) / count - mean * mean));
    const rows = this.#found.activation.kind === "row";
    const units = sums.counts.length;
    const notFinite = sums.counts.filter((each) => each === 0).length;
    const dead = sums.sloped.filter((sloped, u) => sloped === 0 && sums.counts[u] > 0).length;
    const share = (part: number): number | null => (rows || count === 0 ? null : part / count);
    return {
      units: rows ? rowLength(this.#shape, this.#found.rows ?? LAST) : units,
      elements: this.#elements,
      dead: rows || units === 0 ? null : dead / units,
      notFiniteUnits: rows ? null : notFinite,
      saturatedLow: share(this.#low),
      saturatedHigh: share(this.#high),
      mean,
      spread,
      sparsity: this.#zeros / count,
      slope: share(this.#slopes),
      straight: rows ? null : straightShare(sums),
      notFinite: this.#notFinite,
    };
  }
}

/** Share of the units that vary of which no more than so much is no straight line. */
function straightShare({ counts, z, zz, a, aa, za }: UnitSums): number | null {
  let [living, straight] = [0, 0];
  for (let u = 0; u < counts.length; u++) {
    const n = counts[u];
    const variance = (sum: number, squares: number): number => squares / n - (sum / n) ** 2;
    const [vz, va] = [variance(z[u], zz[u]), variance(a[u], aa[u])];
    if (!(va > 1e-12 * (aa[u] / n)) || !(vz > 0)) continue;
    living++;
    const covariance = za[u] / n - (z[u] / n) * (a[u] / n);
    if (1 - covariance ** 2 / (vz * va) < THRESHOLDS.linearCollapse.value) straight++;
  }
  return living === 0 ? null : straight / living;
}

/** Whether an activation adds nothing to the linear maps around it, over the data that went through. */
export const collapses = ({ straight }: ActivationReport): boolean =>
  straight !== null && straight >= THRESHOLDS.linearUnits.value;
