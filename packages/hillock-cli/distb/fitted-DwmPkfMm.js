import {
  at as add,
  Nt as bindModule,
  Pt as compileModule,
  ot as constant,
  Ft as createMemory,
  Z as differentiate,
  O as emitFormulas,
  G as emitProgram,
  dt as exp,
  k as hoistConstants,
  K as hoistConstantsOf,
  U as isDraw,
  gt as log,
  R as lower,
  jt as ModuleBuilder,
  _t as max,
  vt as min,
  yt as multiply,
  bt as negate,
  Mt as PAGE_BYTES,
  xt as parameter,
  et as parameterNames,
  q as programOf,
  Q as simplify,
  Et as softplus,
  tt as structuralKey,
  nt as substitute,
  Ot as subtract,
  At as x,
} from "./activations-VfsU12zi.js";
import { t as HillockError } from "./errors-D-d5hvak.js";

// ../hillock/src/network/initialize.ts
/** He's where the function is unbounded and treats the two sides differently, else Glorot's. */
function chooseInitialization(f) {
  if (f.kind === "row") return "glorot";
  return Math.abs(f.derivative(3) - f.derivative(-3)) > 0.1 && !f.range.every(Number.isFinite)
    ? "he"
    : "glorot";
}
/** Variance × inputs that keeps the size of the signal: 1 / E[f(z)²] under a unit normal, 2 for ReLU. */
function gainSquared(f) {
  const power = f.kind === "elementwise" ? f.meanSquare : 1;
  return power > 0 && Number.isFinite(power) ? 1 / power : 1;
}
const VARIANCES = {
  glorot: (_f, inputs, units) => 2 / (inputs + units),
  he: (f, inputs) => gainSquared(f) / inputs,
  lecun: (_f, inputs) => 1 / inputs,
  zeros: () => 0,
};
/** Standard deviation that the initialisation gives to weights. */
function weightSpread(kind, f, inputs, units) {
  if (typeof kind === "string") return Math.sqrt(VARIANCES[kind](f, inputs, units));
  return "normal" in kind ? kind.normal : 0;
}
/** Near enough to normal and the same bits on every engine: the sum of twelve uniform numbers, less six (Irwin–Hall). */
const unitNormal = (random) => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.uniform();
  return sum;
};
/** units × inputs initial weights: uniform for the named kinds. */
function drawWeights(random, kind, f, inputs, units) {
  const count = inputs * units;
  if (typeof kind === "object" && "constant" in kind) return new Float32Array(count).fill(kind.constant);
  const spread = weightSpread(kind, f, inputs, units);
  if (typeof kind === "object")
    return Float32Array.from({ length: count }, () => unitNormal(random) * spread);
  const limit = Math.sqrt(3) * spread;
  return Float32Array.from({ length: count }, () => (2 * random.uniform() - 1) * limit);
}
/** @throws HillockError "invalid-argument" where the numbers of an initialisation make no sense. */
function checkInitialization(kind) {
  if (
    !(typeof kind === "string"
      ? Object.hasOwn(VARIANCES, kind)
      : "normal" in kind
        ? kind.normal >= 0 && Number.isFinite(kind.normal)
        : Number.isFinite(kind.constant))
  )
    throw new HillockError(
      "invalid-argument",
      `initialization is ${JSON.stringify(kind)}; it is one of ${Object.keys(VARIANCES).join(", ")}, { normal: SD } with a standard deviation from 0 on, or { constant: V }.`,
    );
}
// ../hillock/src/network/layers.ts
/** @throws HillockError "invalid-argument" unless `units` is a whole number of at least 1. */
function dense(units, activation, options = {}) {
  if (!Number.isInteger(units) || units < 1)
    throw new HillockError(
      "invalid-argument",
      `A layer of ${units} units cannot be; give a whole number of at least 1.`,
    );
  if (activation?.kind !== "elementwise" && activation?.kind !== "row")
    throw new HillockError(
      "invalid-argument",
      `The activation of a layer is ${String(activation)}; give a function such as relu.`,
    );
  if (options.initialization !== void 0) checkInitialization(options.initialization);
  const bias = options.bias ?? 0;
  if (!Number.isFinite(bias))
    throw new HillockError("invalid-argument", `bias is ${bias}; a finite number is needed.`);
  return {
    units,
    activation,
    initialization: options.initialization,
    bias,
  };
}
// ../hillock/src/random.ts
const WORD = 2 ** 32;
/** Every bit of the result depends on every bit of x (MurmurHash3's finalizer); a bijection of 32-bit words. */
function mix(x) {
  let z = x >>> 0;
  z = Math.imul(z ^ (z >>> 16), 2246822507);
  z = Math.imul(z ^ (z >>> 13), 3266489909);
  return (z ^ (z >>> 16)) >>> 0;
}
/** Stretches a word into well-spread ones: splitmix32. */
function spread(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 2654435769) >>> 0;
    return mix(state);
  };
}
/** The two words of a whole number, as in two's complement: distinct numbers give distinct words. */
function words(seed) {
  if (!Number.isSafeInteger(seed))
    throw new HillockError(
      "invalid-argument",
      `The seed is ${seed}; a whole number from −(2^53 − 1) to 2^53 − 1 is needed.`,
    );
  return [seed >>> 0, Math.floor(seed / WORD) >>> 0];
}
const rotate = (x, by) => ((x << by) | (x >>> (32 - by))) >>> 0;
/**
 * Seeded random numbers, xoshiro128** 1.1 (Blackman & Vigna) seeded by splitmix32. Only integer operations and
 * exact divisions: the same bits on every engine.
 * @throws HillockError where the seed is not a safe integer.
 */
var Random = class {
  #state;
  constructor(seed) {
    const [low, high] = words(seed);
    const next = spread(low);
    const state = Uint32Array.from({ length: 4 }, next);
    if (high !== 0) {
      const further = spread(high);
      state[2] ^= further();
      state[3] ^= further();
    }
    this.#state = state;
  }
  /** A whole number from 0 to 2^32 − 1, each as likely. */
  uint32() {
    const s = this.#state;
    const result = Math.imul(rotate(Math.imul(s[1], 5) >>> 0, 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11);
    return result;
  }
  /** From 0 to 1, without 1; 24 bits, so exact in float32. */
  uniform() {
    return (this.uint32() >>> 8) / 2 ** 24;
  }
  /**
   * A whole number from 0 to n − 1, each as likely: draws from an incomplete last round are repeated.
   * @throws HillockError where n is not a whole number from 1 to 2^32.
   */
  below(n) {
    if (!(n >= 1 && n <= WORD && Number.isInteger(n)))
      throw new HillockError(
        "invalid-argument",
        `A number below ${n} was asked; n must be whole, 1 to 2^32.`,
      );
    let draw = this.uint32();
    if (draw > WORD - n) {
      const limit = WORD - (WORD % n);
      while (draw >= limit) draw = this.uint32();
    }
    return draw - n * Math.floor(draw / n);
  }
  /** Fisher–Yates, in place: each order as likely. */
  shuffle(order) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
  }
};
const NUMBER = 1;
const TEXT = 2;
/**
 * An independent stream for each seed and path, such as `derive(seed, "weights", layer)`. Paths that differ in any
 * part give different streams: a number is not its digits, and ("ab") is not ("a", "b").
 * @throws HillockError where the seed or a number of the path is not a safe integer.
 */
function derive(seed, ...stream) {
  let a = 608135816;
  let b = 2242054355;
  const absorb = (word) => {
    a = mix(Math.imul(a ^ word, 2654435761) + 2135587861);
    b = mix((b + word) ^ rotate(a, 13));
  };
  words(seed).forEach(absorb);
  for (const part of stream)
    if (typeof part === "number") for (const word of [NUMBER, ...words(part)]) absorb(word);
    else {
      absorb(TEXT);
      absorb(part.length);
      for (let i = 0; i < part.length; i++) absorb(part.charCodeAt(i));
    }
  return new Random((b >>> 11) * WORD + a);
}
// ../hillock/src/network/compile/settings.ts
/** Offsets in the settings block: float32 values unless said otherwise. */
const SETTING = {
  learningRate: 0,
  momentum: 4,
  beta1: 8,
  beta2: 12,
  epsilon: 16,
  /** float64, as the next: the betas' powers. */
  beta1Power: 24,
  beta2Power: 32,
  weightDecay: 40,
  /** Largest norm of all gradients together; 0 for any. */
  clipNorm: 44,
  /** Of RMSProp's mean square. */
  smoothing: 48,
  /** i32: what the draws of random parameters go on from, and the key of the step at hand, 0 outside of training. */
  drawState: 52,
  drawKey: 56,
  /** What clipping multiplies the gradients of the step at hand with. */
  clipFactor: 60,
  /** What updates would else compute again for every vector: 1 − beta1, 1 − beta2, 1 − smoothing; and of the step at hand learning rate / (1 − beta1ᵗ) and 1 / √(1 − beta2ᵗ). */
  rest1: 64,
  rest2: 68,
  restSmoothing: 72,
  adamRate: 76,
  adamScale: 80,
};
const FLOAT_BYTES = 4;
const padded = (count) => Math.ceil(count / 4) * 4;
const chunksOf = (units) => Math.ceil(units / 16);
/** What is summed over a chunk's units, and over the examples and steps of an epoch that are measured: as float64 two each, to be added. */
const TOTALS = [
  "gradientSquares",
  "activationSum",
  "activationSquares",
  "zeros",
  "saturated",
  "weightSquares",
];
/** Where everything stands in the network's memory. */
function layOut(plan) {
  let next = 64;
  const take = (floats) => {
    const at = next;
    next += padded(floats) * FLOAT_BYTES;
    return at;
  };
  /** From the start of a cache line: with widths of whole chunks, none is then of two threads. */
  const takeLines = (floats) => {
    next = Math.ceil(next / 64) * 64;
    return take(floats);
  };
  const rows = padded(plan.batch);
  const control = takeLines(272);
  const settings = take(24);
  const counterStart = next;
  const loss = take(4);
  const measuredRows = take(4);
  const takeTotals = (chunks) => {
    const first = takeLines((chunks * 256) / FLOAT_BYTES);
    return Object.fromEntries(TOTALS.map((name, i) => [name, first + i * 16]));
  };
  const counters = plan.layers.map((layer) => ({
    totals: takeTotals(chunksOf(layer.units)),
    alive: takeLines(layer.units),
  }));
  const counterEnd = next;
  const figures = plan.layers.map(() => takeLines(16));
  const values = takeLines(0);
  const places = plan.layers.map((layer) => ({
    weight: take(padded(layer.inputs) * padded(layer.units)),
    bias: take(layer.units),
    learnable: layer.learnable.map((name) => [name, take(layer.units)]),
  }));
  const valueBytes = next - values;
  const gradients = takeLines(valueBytes / FLOAT_BYTES);
  const firstMoments = takeLines(valueBytes / FLOAT_BYTES);
  const secondMoments = take(valueBytes / FLOAT_BYTES);
  const mirror = (address) => address - values + gradients;
  const path = plan.measured
    ? {
        first: take(valueBytes / FLOAT_BYTES),
        last: take(valueBytes / FLOAT_BYTES),
        movement: take(valueBytes / FLOAT_BYTES),
        sums: take(8),
      }
    : void 0;
  const batch = takeLines(rows * padded(plan.layers[0].inputs));
  const targets = take(rows * padded(plan.layers[plan.layers.length - 1].units));
  const scratch = take(Math.max(...plan.layers.map((layer) => padded(layer.inputs) * padded(layer.units))));
  return {
    layers: plan.layers.map((layer, i) => ({
      preActivation: takeLines(rows * padded(layer.units)),
      drawKey: settings + SETTING.drawKey,
      activation: takeLines(rows * padded(layer.units)),
      gradient: takeLines(rows * padded(layer.units)),
      weight: places[i].weight,
      weightGradient: mirror(places[i].weight),
      bias: places[i].bias,
      biasGradient: mirror(places[i].bias),
      learnable: Object.fromEntries(
        places[i].learnable.map(([name, value]) => [
          name,
          {
            value,
            gradient: mirror(value),
          },
        ]),
      ),
      figures: figures[i],
      ...counters[i],
    })),
    batch,
    targets,
    scratch,
    loss,
    settings,
    values,
    gradients,
    firstMoments,
    secondMoments,
    valueBytes,
    path,
    measuredRows,
    measuredSteps: measuredRows + FLOAT_BYTES,
    unsettled: measuredRows + 8,
    counterStart,
    counterEnd,
    control,
    end: next,
  };
}
// ../hillock/src/network/compile/chunks.ts
/** The columns that a thread computes: each about as many chunks, all of them without a share. */
function columnsOf(
  units,
  share = {
    thread: 0,
    threads: 1,
  },
) {
  const chunks = chunksOf(units);
  const start = (thread) => Math.min(padded(units), Math.floor((thread * chunks) / share.threads) * 16);
  return {
    from: start(share.thread),
    to: start(share.thread + 1),
  };
}
/** Emits `body` for the whole chunks, and once more for a last one that is narrower. */
function overChunks(f, { from, to }, body) {
  const whole = Math.floor((to - from) / 16);
  const at = f.i32(from * 4).setNew("i32");
  if (whole === 1) {
    body({
      at,
      vectors: 4,
    });
    f.get(at).i32(64).op("i32.add").set(at);
  } else if (whole > 1) {
    const end = f.i32((from + whole * 16) * 4).setNew("i32");
    f.countUp(at, end, 64, () =>
      body({
        at,
        vectors: 4,
      }),
    );
  }
  const rest = (to - from - whole * 16) / 4;
  if (rest > 0)
    body({
      at,
      vectors: rest,
    });
}
/** Emits `body` for the groups of so many vectors of a chunk, and once more for a last one that is narrower. */
function overGroups(f, chunk, vectors, body) {
  if (chunk.vectors <= vectors) {
    body(chunk, true);
    return;
  }
  const at = f.get(chunk.at).setNew("i32");
  const whole = Math.floor(chunk.vectors / vectors);
  const bytes = vectors * 16;
  const end = f
    .get(at)
    .i32(whole * bytes)
    .op("i32.add")
    .setNew("i32");
  f.countUp(at, end, bytes, () =>
    body(
      {
        at,
        vectors,
      },
      false,
    ),
  );
  const rest = chunk.vectors - whole * vectors;
  if (rest > 0)
    body(
      {
        at,
        vectors: rest,
      },
      true,
    );
}
/** Runs `each` over rows, at = row and column in bytes, from the column at a local on. */
function overRows(f, { from, to }, units, column, each) {
  const stride = padded(units) * 4;
  const placeOf = (row) => f.get(row).i32(stride).op("i32.mul").get(column).op("i32.add").setNew("i32");
  const at = from === void 0 ? f.get(column).setNew("i32") : placeOf(from);
  f.countUp(at, placeOf(to), stride, () => each(at));
}
/**
 * Runs `each` for each block of a chunk, and in it over the rows: first, emitted apart, over those that are measured, where
 * there is a local that says how many.
 */
function overBlocks(f, { all, measured }, units, chunk, parts) {
  overGroups(f, chunk, 1, ({ at: block }) => {
    parts.before(block);
    if (measured !== void 0) overRows(f, { to: measured }, units, block, (at) => parts.each(at, true));
    overRows(
      f,
      {
        from: measured,
        to: all,
      },
      units,
      block,
      (at) => parts.each(at, false),
    );
    parts.after(block);
  });
}
// ../hillock/src/network/compile/counters.ts
/** Squares are of this multiple: of small gradients and probabilities they would be subnormal, and slow. */
const SQUARED_MULTIPLE = 2 ** 24;
/** How four lanes become float64: float32, or counts of −1 for each mask. */
const TO_FLOAT64 = {
  gradientSquares: "f64x2.promote_low_f32x4",
  activationSum: "f64x2.promote_low_f32x4",
  activationSquares: "f64x2.promote_low_f32x4",
  zeros: "f64x2.convert_low_i32x4_s",
  saturated: "f64x2.convert_low_i32x4_s",
  weightSquares: "f64x2.promote_low_f32x4",
};
/**
 * `mask`: a local with the lanes that count of a round's last vector; all of them unless given. Nothing is emitted for
 * what is not in `totals`.
 */
function countTotals(f, places, totals, mask) {
  const locals = new Map(totals.map((name) => [name, f.local("v128")]));
  const masked = (vector, vectors) =>
    mask === void 0 || vector < vectors - 1 ? f : f.get(mask).op("v128.and");
  /** Adds to a total what `parts` leave on the stack: first to one another, so that rounds wait for one sum only. */
  const add = (name, op, parts) => {
    const total = locals.get(name);
    if (total === void 0 || parts.length === 0) return;
    const tree = (from, to) => {
      if (to - from === 1) {
        parts[from]();
        return;
      }
      const middle = (from + to) >> 1;
      tree(from, middle);
      tree(middle, to);
      f.op(op);
    };
    tree(0, parts.length);
    f.get(total).op(op).set(total);
  };
  const scale = f.local("v128");
  const at = f.local("i32");
  const squares = (name, values) => {
    if (!locals.has(name)) return;
    const scaled = values.map((value) => f.get(value).get(scale).op("f32x4.mul").setNew("v128"));
    add(
      name,
      "f32x4.add",
      scaled.map((value) => () => f.get(value).get(value).op("f32x4.mul")),
    );
  };
  return {
    load(chunk) {
      if (locals.size === 0) return;
      f.get(chunk).i32(-64).op("i32.and").i32(4).op("i32.mul").set(at);
      for (const [name, local] of locals) f.get(at).load("v128.load", places.totals[name]).set(local);
      f.f32x4(SQUARED_MULTIPLE).set(scale);
    },
    activations(values) {
      if (locals.size === 0) return;
      const count = values.length;
      const inUse = values.map((value, v) =>
        mask === void 0 || v < count - 1 ? value : f.get(value).get(mask).op("v128.and").setNew("v128"),
      );
      add(
        "activationSum",
        "f32x4.add",
        inUse.map((value) => () => f.get(value)),
      );
      squares("activationSquares", inUse);
      add(
        "zeros",
        "i32x4.add",
        values.map((value, v) => () => {
          f.get(value).f32x4(0).op("f32x4.eq");
          masked(v, count);
        }),
      );
    },
    saturated(vectors, emits) {
      add(
        "saturated",
        "i32x4.add",
        emits.flatMap((emit) =>
          Array.from({ length: vectors }, (_, v) => () => {
            emit(v);
            masked(v, vectors);
          }),
        ),
      );
    },
    squares,
    store() {
      for (const [name, local] of locals) f.get(at).get(local).store("v128.store", places.totals[name]);
    },
  };
}
/** Adds what batches have left in four lanes to the float64 totals of this thread's chunks, and begins anew. */
function emitSettle(f, { layers }, places, share) {
  const at = f.local("i32");
  const end = f.local("i32");
  const lanes = f.local("v128");
  const placeOf = (column) => Math.ceil(column / 16) * 256;
  layers.forEach(({ units }, l) => {
    const { from, to } = columnsOf(units, share);
    f.i32(placeOf(from)).set(at).i32(placeOf(to)).set(end);
    f.countUp(at, end, 256, () => {
      for (const name of TOTALS) {
        const address = places.layers[l].totals[name];
        f.get(at).load("v128.load", address).set(lanes);
        f.get(at)
          .get(at)
          .load("v128.load", address + 128);
        f.get(lanes).op(TO_FLOAT64[name], "f64x2.add");
        f.get(lanes).get(lanes).shuffle32([2, 3, 2, 3]).op(TO_FLOAT64[name], "f64x2.add");
        f.store("v128.store", address + 128);
        f.get(at).i32x4(0).store("v128.store", address);
      }
    });
  });
}
const FORWARD_TOTALS = ["activationSum", "activationSquares", "zeros", "saturated"];
function countAlive(f, places, counting) {
  if (!counting)
    return {
      before() {},
      slope() {},
      after() {},
    };
  const bits = f.local("v128");
  return {
    before: (block) => void f.get(block).load("v128.load", places.alive).set(bits),
    slope: (slope) => void f.get(bits).get(slope).op("v128.or").set(bits),
    after: (block) => void f.get(block).get(bits).store("v128.store", places.alive),
  };
}
/** Whether the bits of all slopes together are those of no other than 0 or −0. */
const isAlive = (bits) => (bits & 2147483647) !== 0;
// ../hillock/src/network/compile/draws.ts
/** 1 as float32, and the bits behind its point. */
const ONE_BITS = 1065353216;
const EXPONENT_BITS = 9;
const DRAW = 2246822519;
/** Every bit of the result depends on every bit of what is on the stack (MurmurHash3's finalizer), four lanes at once. */
function emitMix(f) {
  const value = f.local("v128");
  const shifted = (by) => f.tee(value).get(value).i32(by).op("i32x4.shr_u", "v128.xor");
  shifted(16).i32x4(-2048144789).op("i32x4.mul");
  shifted(13).i32x4(-1028477387).op("i32x4.mul");
  shifted(16);
}
/**
 * The draws of a layer's elements, each made from its place and the key of the step: forward and backward make the same. Where
 * the key is 0, as it is outside of training, each is 0.
 */
var Draws = class {
  f;
  names;
  base;
  /** Locals; none where nothing is drawn. */
  step;
  constructor(f, layer, places) {
    this.f = f;
    this.names = layer.draws;
    this.base = places.preActivation;
    if (this.names.length === 0) return;
    const key = f.i32(places.drawKey).load("v128.load32_splat").setNew("v128");
    this.step = {
      key,
      drawing: f.get(key).i32x4(0).op("i32x4.ne").setNew("v128"),
    };
  }
  /** Those of the four elements at a place, as bindings of a formula. */
  at(at, offset = 0) {
    const { f, base, step } = this;
    if (step === void 0) return NONE;
    return Object.fromEntries(
      this.names.map((name, i) => {
        f.get(at).op("i32x4.splat");
        f.i32x4Lanes([0, 1, 2, 3].map((lane) => base + offset + (lane * 16) / 4));
        f.op("i32x4.add").i32x4(-1640531535).op("i32x4.mul").get(step.key).op("v128.xor");
        f.i32x4(Math.imul(i, DRAW)).op("v128.xor");
        emitMix(f);
        f.i32(EXPONENT_BITS).op("i32x4.shr_u").i32x4(ONE_BITS).op("v128.or").f32x4(1.5).op("f32x4.sub");
        return [name, f.get(step.drawing).op("v128.and").setNew("v128")];
      }),
    );
  }
};
const NONE = {};
/** A new key for the step that follows; the draws of two steps have nothing in common. */
function emitNextKey(f, state, key) {
  f.i32(state).i32(state).load("i32.load").i32(-1640531527).op("i32.add").store("i32.store");
  f.i32(key).i32(state).load("i32.load").i32(1).op("i32.or").store("i32.store");
}
const emitNoKey = (f, key) => void f.i32(key).i32(0).store("i32.store");
// ../hillock/src/network/compile/lanes.ts
/** Lanes of the last block of a row that are columns, as a mask: the others are padding. */
const laneMask = (columns) => {
  const inUse = columns % 4 === 0 ? 4 : columns % 4;
  return [0, 1, 2, 3].map((lane) => (lane < inUse ? -1 : 0));
};
// ../hillock/src/network/compile/epilogue.ts
const zero = (f, locals) => {
  for (const local of locals) f.f32x4(0).set(local);
};
/** Loads the layer's per-unit parameters for the block at hand; the result is a binding for `emitProgram`. */
function parameterLocals(f, places) {
  const bindings = Object.fromEntries(Object.keys(places.learnable).map((name) => [name, f.local("v128")]));
  return {
    bindings,
    load: (block, offset = 0) => {
      for (const [name, local] of Object.entries(bindings))
        f.get(block)
          .load("v128.load", places.learnable[name].value + offset)
          .set(local);
    },
  };
}
/** Leaves on the stack which lanes of a block are units of the layer, and not padding. */
function emitMask(f, units, block) {
  f.i32x4(-1)
    .i32x4Lanes(laneMask(units))
    .get(block)
    .i32((padded(units) - 4) * 4)
    .op("i32.ne", "i32x4.splat")
    .i32x4(0)
    .op("i32x4.ne", "v128.bitselect");
}
const GRADIENT = "gradient of a";
/**
 * Of these columns: dz = da ⊙ f′(z) in place, the gradients of the bias and of the learnable parameters as column sums,
 * and the counters: a unit is alive where some example gave it a slope that is not zero.
 */
function emitActivationBackward(f, rows, layer, formula, places, columns, watch, source) {
  const slope = source.from === "kept" ? x : lower(source.slope);
  const roots = [
    source.from === "activation" ? constant(1) : slope,
    multiply(parameter(GRADIENT), slope),
    ...layer.learnable.map((name) => multiply(parameter(GRADIENT), differentiate(formula, name))),
  ];
  const second = {
    name: GRADIENT,
    address: places.gradient,
  };
  const variable = source.from === "activation" ? places.activation : places.preActivation;
  emitGradients(
    f,
    rows,
    layer,
    {
      ...places,
      preActivation: variable,
    },
    roots,
    second,
    columns,
    watch,
  );
}
/** The loss's own loop does the same from the targets: roots are [slope, dz, d parameters…, loss?]. */
function emitGradients(f, rows, layer, places, roots, second, columns, watch, loss) {
  const program = programOf(roots.map(lower));
  const inputs = {
    constants: hoistConstantsOf(f, program),
    parameters: parameterLocals(f, places),
  };
  const batch = {
    all: rows,
    measured: watch.measuring?.rows,
  };
  overChunks(f, columns, (chunk) =>
    emitGradientChunk(f, batch, layer, places, program, inputs, second, chunk, watch.alive, loss),
  );
}
function emitGradientChunk(
  f,
  rows,
  layer,
  places,
  program,
  { constants, parameters },
  second,
  chunk,
  watchAlive,
  loss,
) {
  const z = f.local("v128");
  const other = f.local("v128");
  const [biasSum, mask] = [f.local("v128"), f.local("v128")];
  const totals = countTotals(f, places, rows.measured === void 0 ? [] : ["gradientSquares"]);
  const alive = countAlive(f, places, watchAlive);
  const parameterSums = layer.learnable.map(() => f.local("v128"));
  const draws = new Draws(f, layer, places);
  const padding = layer.units % 4 > 0;
  const masked = (value) => (padding ? f.get(value).get(mask).op("v128.and") : f.get(value));
  totals.load(chunk.at);
  overBlocks(f, rows, layer.units, chunk, {
    before: (block) => {
      parameters.load(block);
      zero(f, [biasSum, ...parameterSums]);
      alive.before(block);
      if (!padding) return;
      emitMask(f, layer.units, block);
      f.set(mask);
    },
    each: (at, counting) => {
      f.get(at).load("v128.load", places.preActivation).set(z);
      f.get(at).load("v128.load", second.address).set(other);
      const [values] = emitProgram(f, program, [
        {
          variable: z,
          constants,
          parameters: {
            ...parameters.bindings,
            ...draws.at(at),
            [second.name]: other,
          },
        },
      ]);
      const dz = f.local("v128");
      masked(values[1]);
      if (loss) f.get(loss.scale).op("f32x4.mul");
      f.set(dz);
      f.get(at).get(dz).store("v128.store", places.gradient);
      f.get(biasSum).get(dz).op("f32x4.add").set(biasSum);
      if (counting) totals.squares("gradientSquares", [dz]);
      alive.slope(values[0]);
      parameterSums.forEach((sum, i) => {
        f.get(sum);
        masked(values[2 + i]);
        if (loss) f.get(loss.scale).op("f32x4.mul");
        f.op("f32x4.add").set(sum);
      });
      if (loss) {
        const last = masked(values[values.length - 1]).setNew("v128");
        for (let lane = 0; lane < 4; lane++)
          f.get(loss.total)
            .get(last)
            .lane("f32x4.extract_lane", lane)
            .op("f64.promote_f32", "f64.add")
            .set(loss.total);
      }
    },
    after: (block) => {
      f.get(block).get(biasSum).store("v128.store", places.biasGradient);
      layer.learnable.forEach((name, i) =>
        f.get(block).get(parameterSums[i]).store("v128.store", places.learnable[name].gradient),
      );
      alive.after(block);
    },
  });
  totals.store();
}
// ../hillock/src/network/compile/activation.ts
/** From so many instructions on two vectors hide each other's waiting, and more are only more code to compile. */
const LONG = 100;
/** a = f(z) of these columns, and f′(z) in place of z where it is kept, with what the doctor wants to know of z and a. */
function emitActivation(f, rows, layer, formula, places, columns, { measuring, keptSlope }) {
  const program = programOf((keptSlope ? [formula, keptSlope] : [formula]).map(lower));
  const task = {
    f,
    layer,
    places,
    program,
    constants: hoistConstantsOf(f, program),
  };
  const atATime = program.steps.length < LONG ? 4 : 2;
  overChunks(f, columns, (chunk) => {
    const [all, padded] = [
      void 0,
      layer.units % 4 > 0 && chunk.vectors < 4 ? f.i32x4Lanes(laneMask(layer.units)).setNew("v128") : void 0,
    ].map((lanes) => countTotals(f, places, measuring ? FORWARD_TOTALS : [], lanes));
    overGroups(f, chunk, atATime, (group, last) => {
      const totals = last ? padded : all;
      const emitRound = emitRounds(task, group);
      if (measuring) {
        totals.load(chunk.at);
        overRows(f, { to: measuring.rows }, layer.units, group.at, (at) => emitRound(at, totals));
        totals.store();
      }
      overRows(
        f,
        {
          from: measuring?.rows,
          to: rows,
        },
        layer.units,
        group.at,
        (at) => emitRound(at),
      );
    });
  });
}
/** Several vectors of a row in one round, so that none waits for another. */
function emitRounds({ f, layer, places, program, constants }, group) {
  const { saturatedBelow, saturatedAbove } = layer;
  const ends = [
    [saturatedBelow, "f32x4.lt"],
    [saturatedAbove, "f32x4.gt"],
  ].filter(([bound]) => Number.isFinite(bound));
  const draws = new Draws(f, layer, places);
  const offsets = Array.from({ length: group.vectors }, (_, v) => v * 16);
  const parameters = offsets.map((offset) => {
    const locals = parameterLocals(f, places);
    locals.load(group.at, offset);
    return locals.bindings;
  });
  return (at, totals) => {
    const inputs = offsets.map((offset) =>
      f
        .get(at)
        .load("v128.load", places.preActivation + offset)
        .setNew("v128"),
    );
    const outputs = inputs.map((variable, v) => {
      const bindings = {
        ...parameters[v],
        ...draws.at(at, offsets[v]),
      };
      const [[value, slope]] = emitProgram(f, program, [
        {
          variable,
          constants,
          parameters: bindings,
        },
      ]);
      if (slope !== void 0)
        f.get(at)
          .get(slope)
          .store("v128.store", places.preActivation + offsets[v]);
      return value;
    });
    offsets.forEach((offset, v) => {
      f.get(at)
        .get(outputs[v])
        .store("v128.store", places.activation + offset);
    });
    totals?.activations(outputs);
    totals?.saturated(
      group.vectors,
      ends.map(
        ([bound, op]) =>
          (v) =>
            f.get(inputs[v]).f32x4(bound).op(op),
      ),
    );
  };
}
// ../hillock/src/network/compile/product.ts
/** The part of a product that makes these columns of C; in a packed B they begin with a panel. */
function columnsOfProduct(product, { from, to }) {
  const { b, c, start } = product;
  const shift = from * 4;
  return {
    ...product,
    b:
      "lines" in b
        ? {
            ...b,
            address: b.address + shift * b.lines,
          }
        : {
            ...b,
            address: b.address + shift,
          },
    c: {
      ...c,
      address: c.address + shift,
    },
    columns: to - from,
    ...(start === void 0 ? {} : { start: start + shift }),
  };
}
const TILE_ROWS = 4;
function pushCount(f, of, scale = 1) {
  if ("count" in of) return f.i32(of.count * scale);
  return scale === 1 ? f.get(of.local) : f.get(of.local).i32(scale).op("i32.mul");
}
/**
 * Tiles of 4 rows × 8 columns stay in registers while the sum runs. Neither more rows or columns nor several terms a
 * round: V8 computes late what it has loaded early, and what then does not fit into 16 registers is spilled.
 */
function emitProduct(f, product) {
  const { b, columns } = product;
  const vectors = columns / 4;
  const rowEnd = pushCount(f, product.rows).setNew("i32");
  const panels = Math.floor(vectors / 2);
  const panelBytes = 32;
  const panelStep = panelBytes * ("lines" in b ? b.lines : 1);
  const from = f.i32(b.address).setNew("i32");
  const column = f.i32(0).setNew("i32");
  if (panels > 0) {
    const end = f.i32(panels * panelBytes).setNew("i32");
    f.countUp(column, end, panelBytes, () => {
      emitPanel(f, product, 2, {
        from,
        column,
        rowEnd,
      });
      f.get(from).i32(panelStep).op("i32.add").set(from);
    });
  }
  if (vectors % 2 === 1)
    emitPanel(f, product, 1, {
      from,
      column,
      rowEnd,
    });
}
function emitPanel(f, product, vectors, at) {
  const { a, b, c } = product;
  const step = "term" in b ? b.term : vectors * 16;
  const termEnd = pushCount(f, product.terms, step).get(at.from).op("i32.add").setNew("i32");
  const row = f.i32(0).setNew("i32");
  const aAt = f.i32(a.address).setNew("i32");
  const cAt = f.i32(c.address).get(at.column).op("i32.add").setNew("i32");
  f.countUp(row, at.rowEnd, TILE_ROWS, () => {
    emitTile(f, product, vectors, {
      ...at,
      aAt,
      cAt,
      termEnd,
      step,
    });
    f.get(aAt)
      .i32(a.row * TILE_ROWS)
      .op("i32.add")
      .set(aAt);
    f.get(cAt)
      .i32(c.row * TILE_ROWS)
      .op("i32.add")
      .set(cAt);
  });
}
function emitTile(f, { a, c, start }, vectors, at) {
  const sums = Array.from({ length: TILE_ROWS }, () =>
    Array.from({ length: vectors }, () => f.local("v128")),
  );
  for (let v = 0; v < vectors; v++) {
    if (start === void 0) f.f32x4(0);
    else f.get(at.column).load("v128.load", start + v * 16);
    for (let r = 0; r < 3; r++) f.tee(sums[r][v]);
    f.set(sums[3][v]);
  }
  const left = f.get(at.aAt).setNew("i32");
  const right = f.get(at.from).setNew("i32");
  const across = Array.from({ length: vectors }, () => f.local("v128"));
  const factor = f.local("v128");
  f.countUp(right, at.termEnd, at.step, () => {
    across.forEach((local, v) =>
      f
        .get(right)
        .load("v128.load", v * 16)
        .set(local),
    );
    sums.forEach((ofRow, r) => {
      f.get(left)
        .load("v128.load32_splat", r * a.row)
        .set(factor);
      ofRow.forEach((sum, v) => f.get(sum).get(factor).get(across[v]).op("f32x4.mul", "f32x4.add").set(sum));
    });
    f.get(left).i32(a.term).op("i32.add").set(left);
  });
  sums.forEach((ofRow, r) =>
    ofRow.forEach((sum, v) =>
      f
        .get(at.cAt)
        .get(sum)
        .store("v128.store", r * c.row + v * 16),
    ),
  );
}
// ../hillock/src/network/compile/pack.ts
const PANEL_BYTES = 32;
/**
 * Lays the columns of `from` (rows × columns, its rows `stride` bytes apart) into panels, one after the other: a product then reads them in order
 * and from few pages. For matrices beyond the second cache; below, it costs more than it brings.
 */
function emitPack(f, from, to, rows, columns, stride = columns * 4) {
  const column = f.i32(0).setNew("i32");
  const target = f.i32(to).setNew("i32");
  const source = f.local("i32");
  const sourceEnd = f.local("i32");
  const panel = (vectors) => {
    f.i32(from).get(column).op("i32.add").tee(source);
    f.i32(rows * stride)
      .op("i32.add")
      .set(sourceEnd);
    f.countUp(source, sourceEnd, stride, () => {
      for (let v = 0; v < vectors; v++)
        f.get(target)
          .get(source)
          .load("v128.load", v * 16)
          .store("v128.store", v * 16);
      f.get(target)
        .i32(vectors * 16)
        .op("i32.add")
        .set(target);
    });
  };
  const whole = Math.floor(columns / 4 / 2);
  const end = f.i32(whole * PANEL_BYTES).setNew("i32");
  f.countUp(column, end, PANEL_BYTES, () => panel(2));
  if ((columns / 4) % 2 === 1) panel(1);
}
/** The transpose of `from` (rows × columns, multiples of 4) as panels of its columns. */
function emitTransposedPack(f, from, to, rows, columns) {
  const row = f.i32(0).setNew("i32");
  const rowEnd = f.i32(rows).setNew("i32");
  const source = f.i32(from).setNew("i32");
  const target = f.i32(to).setNew("i32");
  const lineEnd = f.local("i32");
  const lines = Array.from({ length: 4 }, () => f.local("v128"));
  const whole = Math.floor(rows / 4 / 2) * 2 * 4;
  const block = (targetStep) => {
    f.get(source)
      .i32(columns * 4)
      .op("i32.add")
      .set(lineEnd);
    f.countUp(source, lineEnd, 16, () => {
      lines.forEach((line, r) =>
        f
          .get(source)
          .load("v128.load", r * columns * 4)
          .set(line),
      );
      transpose(f, lines).forEach((line, lane) =>
        f
          .get(target)
          .get(line)
          .store("v128.store", lane * targetStep),
      );
      f.get(target)
        .i32(4 * targetStep)
        .op("i32.add")
        .set(target);
    });
    f.get(source)
      .i32(3 * columns * 4)
      .op("i32.add")
      .set(source);
  };
  f.i32(whole).set(rowEnd);
  f.countUp(row, rowEnd, 8, () => {
    for (let v = 0; v < 2; v++) {
      block(PANEL_BYTES);
      f.get(target)
        .i32(v < 1 ? 16 - columns * PANEL_BYTES : -16)
        .op("i32.add")
        .set(target);
    }
  });
  if (whole < rows) block(16);
}
/** Four vectors as the columns of what they are the rows of. */
function transpose(f, rows) {
  const interleave = (a, b, lanes) => f.get(a).get(b).shuffle32(lanes).setNew("v128");
  const [a, b, c, d] = rows;
  return [
    [interleave(a, b, [0, 4, 1, 5]), interleave(c, d, [0, 4, 1, 5])],
    [interleave(a, b, [2, 6, 3, 7]), interleave(c, d, [2, 6, 3, 7])],
  ].flatMap(([left, right]) => [
    interleave(left, right, [0, 1, 4, 5]),
    interleave(left, right, [2, 3, 6, 7]),
  ]);
}
// ../hillock/src/network/compile/team.ts
const ALONE = {
  share: {
    thread: 0,
    threads: 1,
  },
  sync() {},
};
/** The thread that does what is not worth dividing. */
const isLeader = ({ share }) => share.thread === 0;
// ../hillock/src/network/compile/forward.ts
/** Weights of more bytes are laid into panels first: half of a usual second cache. */
const PACKED_FROM = 524288;
/** Local: rows of the batch, rounded up to the tile. */
const paddedRows = (f) => f.get(0).i32(3).op("i32.add").i32(-4).op("i32.and").setNew("i32");
/** Pre-activations and activations of all layers; of a row function's the pre-activations only. */
function emitForward(f, plan, places, { measuring, slopes = [] }, team = ALONE) {
  const rows = paddedRows(f);
  plan.layers.forEach((layer, i) => {
    const own = places.layers[i];
    const inputStride = padded(layer.inputs) * 4;
    const stride = padded(layer.units) * 4;
    const columns = columnsOf(layer.units, team.share);
    if (columns.from < columns.to) {
      const packed = padded(layer.inputs) * stride > PACKED_FROM;
      if (packed) {
        const to = places.scratch + columns.from * 4 * layer.inputs;
        const width = columns.to - columns.from;
        emitPack(f, own.weight + columns.from * 4, to, layer.inputs, width, stride);
      }
      emitProduct(
        f,
        columnsOfProduct(
          {
            a: {
              address: i === 0 ? places.batch : places.layers[i - 1].activation,
              row: inputStride,
              term: 4,
            },
            b: packed
              ? {
                  address: places.scratch,
                  lines: layer.inputs,
                }
              : {
                  address: own.weight,
                  term: stride,
                },
            c: {
              address: own.preActivation,
              row: stride,
            },
            rows: { local: rows },
            terms: { count: layer.inputs },
            columns: stride / 4,
            start: own.bias,
          },
          columns,
        ),
      );
      if (layer.formula) {
        const source = slopes[i];
        const keptSlope = source?.from === "kept" ? source.slope : void 0;
        emitActivation(f, 0, layer, layer.formula, own, columns, {
          measuring,
          keptSlope,
        });
      }
    }
    team.sync(f);
  });
}
// ../hillock/src/network/compile/backward.ts
/**
 * Gradients of weights and biases, from ∂loss/∂z of the last layer down: first those of all pre-activations, with the
 * weights that all threads read; then those of the weights, which each thread needs no other for. Rows that only fill
 * the tile stay apart.
 */
function emitBackward(f, plan, places, watch, slopes, team = ALONE) {
  const rows = paddedRows(f);
  for (let i = plan.layers.length - 1; i > 0; i--) {
    const { units } = plan.layers[i];
    const below = plan.layers[i - 1];
    const own = places.layers[i];
    const columns = columnsOf(below.units, team.share);
    if (columns.from < columns.to) {
      const shift = columns.from * padded(units) * 4;
      const count = columns.to - columns.from;
      emitTransposedPack(f, own.weight + shift, places.scratch + shift, count, padded(units));
      emitProduct(
        f,
        columnsOfProduct(
          {
            a: {
              address: own.gradient,
              row: padded(units) * 4,
              term: 4,
            },
            b: {
              address: places.scratch,
              lines: padded(units),
            },
            c: {
              address: places.layers[i - 1].gradient,
              row: padded(below.units) * 4,
            },
            rows: { local: rows },
            terms: { count: units },
            columns: padded(below.units),
          },
          columns,
        ),
      );
      const source = slopes[i - 1];
      if (below.formula && source)
        emitActivationBackward(f, 0, below, below.formula, places.layers[i - 1], columns, watch, source);
    }
    team.sync(f);
  }
  plan.layers.forEach((layer, i) => {
    const own = places.layers[i];
    const inputs = padded(layer.inputs);
    const stride = padded(layer.units) * 4;
    const columns = columnsOf(layer.units, team.share);
    if (columns.from === columns.to) return;
    emitProduct(
      f,
      columnsOfProduct(
        {
          a: {
            address: i === 0 ? places.batch : places.layers[i - 1].activation,
            row: 4,
            term: inputs * 4,
          },
          b: {
            address: own.gradient,
            term: stride,
          },
          c: {
            address: own.weightGradient,
            row: stride,
          },
          rows: { count: inputs },
          terms: { local: 0 },
          columns: stride / 4,
        },
        columns,
      ),
    );
    if (watch.measuring)
      f.get(watch.measuring.weights).if(() => emitWeightSquares(f, own, columns, inputs, stride));
  });
}
/** Apart from the product: what it sums up would not fit into registers beside the tile. */
function emitWeightSquares(f, places, columns, inputs, stride) {
  overChunks(f, columns, (chunk) => {
    const totals = countTotals(f, places, ["weightSquares"]);
    const at = f.get(chunk.at).setNew("i32");
    const end = f
      .get(at)
      .i32(inputs * stride)
      .op("i32.add")
      .setNew("i32");
    totals.load(chunk.at);
    f.countUp(at, end, stride, () => {
      const gradients = Array.from({ length: chunk.vectors }, (_, v) =>
        f
          .get(at)
          .load("v128.load", places.weightGradient + v * 16)
          .setNew("v128"),
      );
      totals.squares("weightSquares", gradients);
    });
    totals.store();
  });
}
// ../hillock/src/network/compile/update.ts
/** As PyTorch defines them; weight decay is added to the gradient, for adamw taken from the weight itself. */
const OPTIMIZERS = ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"];
/** Parameters of an update: the optimizer, and a block of values: bytes from the first one, its width, how far its rows lie apart, and their end. */
const UPDATE_PARAMS = ["i32", "i32", "i32", "i32", "i32"];
const [OPTIMIZER, ...BLOCK] = [0, 1, 2, 3, 4];
const BLOCK_PARAMS = ["i32", "i32", "i32", "i32"];
const [FROM, WIDTH, STRIDE, UNTIL] = [0, 1, 2, 3];
/**
 * w ← w − α·gradient, or momentum's or Adam's form of it, over a block of values. After the step's `emitPowers` and
 * `emitClipFactor`. Each optimizer has functions of its own: an engine compiles only those that run.
 * @returns the function's index
 */
function addUpdate(module, places) {
  const add = (name, form) => {
    const { index, builder } = module.addFunction({ params: BLOCK_PARAMS });
    UPDATES[name](builder, places, form);
    return index;
  };
  const functions = OPTIMIZERS.map((name) => ({
    plain: add(name, "plain"),
    changed: add(name, "changed"),
  }));
  const { index, builder: f } = module.addFunction({ params: UPDATE_PARAMS });
  f.i32(places.settings + SETTING.weightDecay).load("f32.load");
  f.i32(places.settings + SETTING.clipNorm).load("f32.load");
  const changed = f.op("f32.add").f32(0).op("f32.ne").setNew("i32");
  const call = (callee) => {
    for (const parameter of BLOCK) f.get(parameter);
    f.call(callee);
  };
  functions.forEach((own, code) => {
    f.get(OPTIMIZER).i32(code).op("i32.eq");
    f.if(() => {
      f.get(changed).if(() => call(own.changed));
      f.get(changed)
        .op("i32.eqz")
        .if(() => call(own.plain));
    });
  });
  return index;
}
/** Emits a loop over the vectors of a block, with what it needs of one: its place, and its gradient. */
var Update = class {
  f;
  places;
  rate;
  at;
  /** The gradient: clipped, and the decay added unless it is decoupled. */
  g;
  #form;
  constructor(f, places, form) {
    this.f = f;
    this.places = places;
    this.#form = form;
    this.rate = this.setting("learningRate");
    this.at = f.local("i32");
    this.g = f.local("v128");
  }
  /** A local with the setting in all lanes. */
  setting(name) {
    return this.f
      .i32(this.places.settings + SETTING[name])
      .load("v128.load32_splat")
      .setNew("v128");
  }
  over(body, decoupled = false) {
    const { f, at, g } = this;
    const { gradients } = this.places;
    const prepare = this.#form === "plain" ? () => f.set(g) : this.#change(decoupled);
    const row = f.get(FROM).setNew("i32");
    const end = f.local("i32");
    f.block((exit) =>
      f.loop((again) => {
        f.get(row).get(UNTIL).op("i32.ge_u").brIf(exit);
        f.get(row).tee(at).get(WIDTH).op("i32.add").set(end);
        f.countUp(at, end, 16, () => {
          f.get(at).load("v128.load", gradients);
          prepare();
          body();
        });
        f.get(row).get(STRIDE).op("i32.add").set(row).br(again);
      }),
    );
  }
  #change(decoupled) {
    const { f, at, g, rate } = this;
    const { values } = this.places;
    const decay = this.setting("weightDecay");
    const clip = this.setting("clipFactor");
    return () => {
      f.get(clip).op("f32x4.mul").set(g);
      if (!decoupled) {
        f.get(g).get(decay).get(at).load("v128.load", values).op("f32x4.mul", "f32x4.add").set(g);
        return;
      }
      f.get(at).get(at).load("v128.load", values);
      f.f32x4(1).get(rate).get(decay).op("f32x4.mul", "f32x4.sub", "f32x4.mul").store("v128.store", values);
    };
  }
  /** m ← keep · m + share · `emit`; the result stays in a local. Without a share it is 1. */
  mix(moments, keep, emit, share) {
    const { f, at } = this;
    f.get(at).get(at).load("v128.load", moments).get(keep).op("f32x4.mul");
    emit();
    if (share !== void 0) f.get(share).op("f32x4.mul");
    const mixed = f.local("v128");
    f.op("f32x4.add").tee(mixed).store("v128.store", moments);
    return mixed;
  }
  /** Takes the product of the two vectors on the stack from the weights. */
  step() {
    const { f, at, g } = this;
    const { values } = this.places;
    f.op("f32x4.mul").set(g);
    f.get(at).get(at).load("v128.load", values).get(g).op("f32x4.sub").store("v128.store", values);
  }
};
function emitAdam(f, places, form, decoupled) {
  const update = new Update(f, places, form);
  const { firstMoments, secondMoments } = places;
  const { g } = update;
  const [rate, scale, beta1, beta2, rest1, rest2, epsilon] = [
    "adamRate",
    "adamScale",
    "beta1",
    "beta2",
    "rest1",
    "rest2",
    "epsilon",
  ].map((name) => update.setting(name));
  update.over(() => {
    const m = update.mix(firstMoments, beta1, () => f.get(g), rest1);
    const v = update.mix(secondMoments, beta2, () => f.get(g).get(g).op("f32x4.mul"), rest2);
    f.get(rate).get(m).get(v).op("f32x4.sqrt").get(scale).op("f32x4.mul");
    f.get(epsilon).op("f32x4.add", "f32x4.div");
    update.step();
  }, decoupled);
}
/** m ← μ·m + g, and a step along what `direction` leaves on the stack. */
function emitMomentum(f, places, form, direction) {
  const update = new Update(f, places, form);
  const mu = update.setting("momentum");
  update.over(() => {
    const m = update.mix(places.firstMoments, mu, () => f.get(update.g));
    f.get(update.rate);
    direction(update.g, mu, m);
    update.step();
  });
}
const UPDATES = {
  sgd(f, places, form) {
    const update = new Update(f, places, form);
    update.over(() => {
      f.get(update.rate).get(update.g);
      update.step();
    });
  },
  momentum: (f, places, form) => emitMomentum(f, places, form, (_g, _mu, m) => f.get(m)),
  nesterov: (f, places, form) =>
    emitMomentum(f, places, form, (g, mu, m) => f.get(g).get(mu).get(m).op("f32x4.mul", "f32x4.add")),
  adam: (f, places, form) => emitAdam(f, places, form, false),
  adamw: (f, places, form) => emitAdam(f, places, form, true),
  rmsprop(f, places, form) {
    const update = new Update(f, places, form);
    const { g, rate } = update;
    const alpha = update.setting("smoothing");
    const rest = update.setting("restSmoothing");
    const epsilon = update.setting("epsilon");
    update.over(() => {
      const v = update.mix(places.secondMoments, alpha, () => f.get(g).get(g).op("f32x4.mul"), rest);
      f.get(rate).get(g).get(v).op("f32x4.sqrt").get(epsilon).op("f32x4.add", "f32x4.div");
      update.step();
    });
  },
};
/** Once a step, before any update: Adam's powers and what follows from them, for the optimizer in a local. */
function emitPowers(f, { settings }, optimizer) {
  f.get(optimizer)
    .i32(OPTIMIZERS.indexOf("adam"))
    .op("i32.eq")
    .get(optimizer)
    .i32(OPTIMIZERS.indexOf("adamw"))
    .op("i32.eq", "i32.or")
    .if(() => {
      for (const [power, beta] of [
        [SETTING.beta1Power, SETTING.beta1],
        [SETTING.beta2Power, SETTING.beta2],
      ])
        f.i32(settings + power)
          .i32(settings + power)
          .load("f64.load")
          .i32(settings + beta)
          .load("f32.load")
          .op("f64.promote_f32", "f64.mul")
          .store("f64.store");
      f.i32(settings + SETTING.adamRate);
      f.i32(settings + SETTING.learningRate).load("f32.load");
      f.f32(1)
        .i32(settings + SETTING.beta1Power)
        .load("f64.load");
      f.op("f32.demote_f64", "f32.sub", "f32.div").store("f32.store");
      f.i32(settings + SETTING.adamScale).f64(1);
      f.f64(1)
        .i32(settings + SETTING.beta2Power)
        .load("f64.load");
      f.op("f64.sub", "f64.sqrt", "f64.div", "f32.demote_f64").store("f32.store");
    });
}
/** Leaves on the stack whether gradients are to be clipped. */
const emitClips = (f, { settings }) =>
  f
    .i32(settings + SETTING.clipNorm)
    .load("f32.load")
    .f32(0)
    .op("f32.gt");
/** Where gradients are clipped, once a step: clipNorm / (‖all gradients‖ + 10⁻⁶) where that is below 1, else 1; as PyTorch's clip_grad_norm_. */
function emitClipFactor(f, { gradients, valueBytes, settings }) {
  const at = f.i32(0).setNew("i32");
  const end = f.i32(valueBytes).setNew("i32");
  const sum = f.f32x4(0).setNew("v128");
  const g = f.local("v128");
  f.countUp(at, end, 16, () => {
    f.get(at)
      .load("v128.load", gradients)
      .set(g)
      .get(sum)
      .get(g)
      .get(g)
      .op("f32x4.mul", "f32x4.add")
      .set(sum);
  });
  f.i32(settings + SETTING.clipFactor);
  f.i32(settings + SETTING.clipNorm)
    .load("f32.load")
    .op("f64.promote_f32")
    .f64(0);
  for (let lane = 0; lane < 4; lane++)
    f.get(sum).lane("f32x4.extract_lane", lane).op("f64.promote_f32", "f64.add");
  f.op("f64.sqrt").f64(1e-6).op("f64.add", "f64.div").f64(1).op("f64.min", "f32.demote_f64");
  f.store("f32.store");
}
// ../hillock/src/network/compile/epoch.ts
/** Parameters: rows, batch, data, targets, order, optimizer, every. Each batch is gathered, its gradients taken, and a step made. */
function emitEpoch(f, plan, places, calls, team = ALONE) {
  const [rows, batch, data, targets, order, optimizer, every] = [0, 1, 2, 3, 4, 5, 6];
  const inputBytes = padded(plan.layers[0].inputs) * 4;
  const targetBytes =
    plan.loss.kind === "softmaxCrossEntropy" ? 4 : padded(plan.layers[plan.layers.length - 1].units) * 4;
  const leads = isLeader(team);
  const draws = leads && plan.layers.some((layer) => layer.draws.length > 0);
  const [state, key] = [places.settings + SETTING.drawState, places.settings + SETTING.drawKey];
  const start = f.i32(0).setNew("i32");
  const count = f.local("i32");
  const [i, until] = [f.local("i32"), f.local("i32")];
  const source = f.local("i32");
  const [measured, weighing] = [f.local("i32"), f.local("i32")];
  const untilWeighed = f.i32(1).setNew("i32");
  const unsettled = f.i32(places.unsettled).load("i32.load").setNew("i32");
  const [from, to] = [f.local("i32"), f.local("i32")];
  const step = (index) => void f.get(count).get(measured).get(weighing).call(index);
  f.block((exit) => {
    f.loop((again) => {
      f.get(start).get(rows).op("i32.ge_u").brIf(exit);
      f.get(rows).get(start).op("i32.sub").set(count);
      f.get(batch).get(count).get(batch).get(count).op("i32.lt_u").selectNumber().set(count);
      emitShareOfRows(f, team, count, {
        from: i,
        until,
      });
      f.countUp(i, until, 1, () => {
        f.get(start)
          .get(i)
          .op("i32.add")
          .i32(4)
          .op("i32.mul")
          .get(order)
          .op("i32.add")
          .load("i32.load")
          .set(source);
        for (const [base, place, bytes] of [
          [data, places.batch, inputBytes],
          [targets, places.targets, targetBytes],
        ]) {
          f.get(base).get(source).i32(bytes).op("i32.mul", "i32.add").set(from);
          f.i32(place).get(i).i32(bytes).op("i32.mul", "i32.add").set(to);
          emitCopy(f, from, to, bytes);
        }
      });
      if (calls.settle !== void 0) {
        const upTo = (row) => {
          row();
          return f.get(every).op("i32.add").i32(1).op("i32.sub").get(every).op("i32.div_u");
        };
        upTo(() => f.get(start).get(count).op("i32.add"));
        upTo(() => f.get(start))
          .op("i32.sub")
          .set(measured);
        f.get(untilWeighed).i32(1).op("i32.sub").tee(untilWeighed).op("i32.eqz").tee(weighing);
        f.if(() => void f.get(every).set(untilWeighed));
        const total = (local, added, times) =>
          void f.get(local).get(added).i32(times).op("i32.mul", "i32.add").set(local);
        total(unsettled, measured, 1);
        total(unsettled, weighing, 16);
        if (leads)
          for (const [place, added] of [
            [places.measuredRows, measured],
            [places.measuredSteps, weighing],
          ])
            f.i32(place).i32(place).load("i32.load").get(added).op("i32.add").store("i32.store");
      }
      if (draws) emitNextKey(f, state, key);
      team.sync(f);
      step(calls.forward);
      if (calls.loss !== void 0) {
        step(calls.loss);
        emitPowers(f, places, optimizer);
      }
      team.sync(f);
      step(calls.backward);
      emitClips(f, places).if(() => {
        team.sync(f);
        if (leads) emitClipFactor(f, places);
        team.sync(f);
      });
      emitUpdates(
        f,
        plan,
        places,
        {
          optimizer,
          update: calls.update,
        },
        team,
      );
      if (calls.settle !== void 0) {
        const { settle } = calls;
        f.get(unsettled).i32(512).op("i32.ge_u");
        f.if(() => f.call(settle).i32(0).set(unsettled));
      }
      team.sync(f);
      f.get(start).get(count).op("i32.add").set(start).br(again);
    });
  });
  if (leads) f.i32(places.unsettled).get(unsettled).store("i32.store");
  if (draws) emitNoKey(f, key);
}
/** This thread's part of the rows from 0 to `count`. */
function emitShareOfRows(f, { share: { thread, threads } }, count, part) {
  for (const [local, which] of [
    [part.from, thread],
    [part.until, thread + 1],
  ])
    if (which === 0) f.i32(0).set(local);
    else if (which === threads) f.get(count).set(local);
    else f.get(count).i32(which).op("i32.mul").i32(threads).op("i32.div_u").set(local);
}
/** The update of all values; of a thread among others, that of its columns. */
function emitUpdates(f, plan, { values, valueBytes, layers }, { optimizer, update }, { share }) {
  const block = (from, width, stride, until) =>
    void f.get(optimizer).i32(from).i32(width).i32(stride).i32(until).call(update);
  if (share.threads === 1) {
    block(0, valueBytes, valueBytes, valueBytes);
    return;
  }
  plan.layers.forEach(({ inputs, units }, l) => {
    const columns = columnsOf(units, share);
    const width = (columns.to - columns.from) * 4;
    if (width === 0) return;
    const stride = padded(units) * 4;
    const own = layers[l];
    const learnable = Object.values(own.learnable).map(({ value }) => value);
    for (const [address, rows] of [
      [own.weight, padded(inputs)],
      ...[own.bias, ...learnable].map((at) => [at, 1]),
    ]) {
      const from = address - values + columns.from * 4;
      block(from, width, stride, from + rows * stride);
    }
  });
}
/** Below, a loop over vectors is faster than the engine's copy, which is a call. */
const CALL_FROM = 1024;
/** Bytes: 4, or whole vectors. */
function emitCopy(f, from, to, bytes) {
  if (bytes === 4) f.get(to).get(from).load("i32.load").store("i32.store");
  else if (bytes >= CALL_FROM) f.get(to).get(from).i32(bytes).memoryCopy();
  else
    for (let at = 0; at < bytes; at += 16) f.get(to).get(from).load("v128.load", at).store("v128.store", at);
}
// ../hillock/src/network/compile/figures.ts
/** What JavaScript reads of each layer after an epoch, in this order, as float64. */
const FIGURES = [...TOTALS, "alive"];
/** All bits but the sign: slopes of 0 and −0 have none of them. */
const BUT_SIGN = 2147483647;
/** Of settled totals, over the chunks of each layer; and how many of its units are alive. */
function emitFigures(f, { layers }, places) {
  const at = f.local("i32");
  const end = f.local("i32");
  const sums = TOTALS.map(() => f.local("v128"));
  const dead = f.local("v128");
  layers.forEach(({ units }, l) => {
    const { totals, alive, figures } = places.layers[l];
    const bounds = (limit) => f.i32(0).set(at).i32(limit).set(end);
    for (const sum of sums) f.f64x2(0).set(sum);
    bounds(chunksOf(units) * 256).countUp(at, end, 256, () => {
      TOTALS.forEach((name, i) => {
        f.get(sums[i])
          .get(at)
          .load("v128.load", totals[name] + 128);
        f.op("f64x2.add").set(sums[i]);
      });
    });
    sums.forEach((sum, i) => {
      f.i32(figures + 8 * i);
      for (const lane of [0, 1]) f.get(sum).lane("f64x2.extract_lane", lane);
      f.op("f64.add").store("f64.store");
    });
    const countDead = (lanes) => {
      f.get(dead).get(at).load("v128.load", alive).i32x4(BUT_SIGN).op("v128.and").i32x4(0).op("i32x4.eq");
      if (lanes) f.i32x4Lanes(lanes).op("v128.and");
      f.op("i32x4.add").set(dead);
    };
    const whole = Math.floor(units / 4) * 16;
    const rest = units % 4;
    f.i32x4(0).set(dead);
    bounds(whole).countUp(at, end, 16, () => countDead());
    if (rest > 0) countDead([-1, rest > 1 ? -1 : 0, rest > 2 ? -1 : 0, 0]);
    f.i32(figures + 8 * FIGURES.indexOf("alive")).i32(units);
    for (const lane of [0, 1, 2, 3]) f.get(dead).lane("i32x4.extract_lane", lane).op("i32.add");
    f.op("f64.convert_i32_s").store("f64.store");
  });
}
// ../hillock/src/network/compile/path.ts
/** What an epoch's movement of all weights is described by, in this order: float64 sums over the weights. */
const PATH_SUMS = ["moved", "along", "away", "size"];
/** Products of so many vectors are added up as float32, then as float64. */
const BLOCK_BYTES = 1024;
/**
 * With the movement d since the last call, the one before, and the way from the start: Σ d², Σ d · movement before,
 * Σ (w − first)², Σ w². Keeps w and d for the next call.
 */
function emitPath(f, { values, valueBytes }, { first, last, movement, sums }) {
  const block = f.i32(0).setNew("i32");
  const all = f.i32(valueBytes).setNew("i32");
  const [at, end] = [f.local("i32"), f.local("i32")];
  const totals = PATH_SUMS.map(() => f.f64x2(0).setNew("v128"));
  const parts = PATH_SUMS.map(() => f.local("v128"));
  f.countUp(block, all, BLOCK_BYTES, () => {
    f.get(block).set(at);
    f.get(block).i32(BLOCK_BYTES).op("i32.add").tee(end).get(all).get(end).get(all);
    f.op("i32.lt_u").selectNumber().set(end);
    for (const part of parts) f.f32x4(0).set(part);
    f.countUp(at, end, 16, () => {
      const load = (address) => f.get(at).load("v128.load", address).setNew("v128");
      const [w, before, start, moved] = [values, last, first, movement].map(load);
      const d = f.get(w).get(before).op("f32x4.sub").setNew("v128");
      const far = f.get(w).get(start).op("f32x4.sub").setNew("v128");
      [
        [d, d],
        [d, moved],
        [far, far],
        [w, w],
      ].forEach(([a, b], i) => f.get(parts[i]).get(a).get(b).op("f32x4.mul", "f32x4.add").set(parts[i]));
      f.get(at).get(d).store("v128.store", movement);
      f.get(at).get(w).store("v128.store", last);
    });
    totals.forEach((total, i) => {
      f.get(total).get(parts[i]).op("f64x2.promote_low_f32x4", "f64x2.add");
      f.get(parts[i]).get(parts[i]).shuffle32([2, 3, 2, 3]);
      f.op("f64x2.promote_low_f32x4", "f64x2.add").set(total);
    });
  });
  totals.forEach((total, i) => {
    f.i32(sums + 8 * i);
    for (const lane of [0, 1]) f.get(total).lane("f64x2.extract_lane", lane);
    f.op("f64.add").store("f64.store");
  });
}
// ../hillock/src/network/compile/slopes.ts
/** Instructions that have to be saved, for a store in every round, or for digits that are lost where the output saturates. */
const WORTH_IT = 10;
/**
 * Where f and f′ are made of the same parts (an exponential, a polynomial), the forward pass makes both. Where f′ is little
 * work from the output, such as 1 − A² of tanh, that is it. What is differentiated for its parameters, too, needs z.
 */
function slopeSourcesOf({ layers }) {
  const known = /* @__PURE__ */ new Map();
  return layers.slice(0, -1).map((layer) => {
    const { formula, slope } = layer;
    if (!formula || !slope) return void 0;
    const source = known.get(formula) ?? choose(layer, formula, slope);
    known.set(formula, source);
    return source;
  });
}
function choose({ learnable, draws, slopeOfOutput }, formula, slope) {
  if (learnable.length === 0 && draws.length === 0) {
    const own = cost(slope);
    if (slopeOfOutput && own - cost(slopeOfOutput) >= WORTH_IT)
      return {
        from: "activation",
        slope: slopeOfOutput,
      };
    if (cost(formula) + own - cost(formula, slope) >= WORTH_IT)
      return {
        from: "kept",
        slope,
      };
  }
  return {
    from: "preActivation",
    slope,
  };
}
/** Instructions that the formulas take together. */
const cost = (...roots) => programOf(roots.map(lower)).steps.filter(({ e }) => e.kind !== "constant").length;
// ../hillock/src/network/compile/softmax.ts
/** Rows of no more units are worked on four at a time, each in a lane; wider ones one at a time. */
const NARROW = 16;
/**
 * Softmax of each row, exp(z − max) over its sum; the padding becomes 0. With `loss` the gradient (S − Y) · scale too,
 * and ln Σ exp(z − max) − (z_label − max), which stays exact where the label's probability underflows.
 */
function emitSoftmax(f, layer, loss) {
  if (layer.units <= NARROW) emitNarrow(f, layer, loss);
  else emitWide(f, layer, loss);
}
function emitNarrow(f, { units, places, rows }, loss) {
  const stride = padded(units) * 4;
  const columns = Array.from({ length: units }, (_, c) => c);
  const constants = hoistConstants(f, loss ? [exp(x), log(x)] : [exp(x)]);
  const of = (formula, variable) =>
    emitFormulas(f, [formula], {
      variable,
      constants,
      parameters: {},
    })[0];
  const at = f.i32(0).setNew("i32");
  const end = f.get(rows).i32(stride).op("i32.mul").setNew("i32");
  const [max, total] = [f.local("v128"), f.local("v128")];
  const row = f.i32(0).setNew("i32");
  const [low, high] = [f.f64x2(0).setNew("v128"), f.f64x2(0).setNew("v128")];
  f.countUp(at, end, 4 * stride, () => {
    const z = blocks(units).flatMap((block) => {
      return transpose(
        f,
        [0, 1, 2, 3].map((r) =>
          f
            .get(at)
            .load("v128.load", places.preActivation + r * stride + block * 16)
            .setNew("v128"),
        ),
      ).slice(0, units - block * 4);
    });
    f.get(z[0]);
    for (const each of z.slice(1)) f.get(each).op("f32x4.pmax");
    f.set(max);
    const powers = z.map((each) => of(exp(x), f.get(each).get(max).op("f32x4.sub").setNew("v128")));
    f.get(powers[0]);
    for (const each of powers.slice(1)) f.get(each).op("f32x4.add");
    f.set(total);
    const probabilities = powers.map((each) => f.get(each).get(total).op("f32x4.div").setNew("v128"));
    storeColumns(f, at, places.activation, probabilities);
    if (!loss) return;
    const labels = f.get(row).i32(4).op("i32.mul").load("v128.load", loss.labels).setNew("v128");
    const present = f.get(row).op("i32x4.splat").i32x4Lanes([0, 1, 2, 3]).op("i32x4.add").setNew("v128");
    f.get(present).get(rows).op("i32x4.splat", "i32x4.lt_s").set(present);
    const isLabel = columns.map((c) => f.get(labels).i32x4(c).op("i32x4.eq").setNew("v128"));
    const gradients = columns.map((c) =>
      f
        .get(probabilities[c])
        .f32x4(1)
        .get(isLabel[c])
        .op("v128.and", "f32x4.sub")
        .get(loss.scale)
        .op("f32x4.mul")
        .setNew("v128"),
    );
    storeColumns(f, at, places.gradient, gradients);
    f.get(z[0]).get(isLabel[0]).op("v128.and");
    for (const c of columns.slice(1)) f.get(z[c]).get(isLabel[c]).op("v128.and", "v128.or");
    const chosen = f.setNew("v128");
    const logarithm = of(log(x), total);
    for (const [sum, from, mask] of [
      [low, [0, 1, 0, 1], [0, 0, 1, 1]],
      [high, [2, 3, 2, 3], [2, 2, 3, 3]],
    ]) {
      const half = (local) => f.get(local).get(local).shuffle32(from).op("f64x2.promote_low_f32x4");
      f.get(sum);
      half(logarithm);
      half(chosen);
      half(max).op("f64x2.sub", "f64x2.sub");
      f.get(present).get(present).shuffle32(mask).op("v128.and", "f64x2.add").set(sum);
    }
    f.get(row).i32(4).op("i32.add").set(row);
  });
  if (!loss) return;
  f.get(loss.total);
  for (const sum of [low, high])
    for (const lane of [0, 1]) f.get(sum).lane("f64x2.extract_lane", lane).op("f64.add");
  f.set(loss.total);
}
const blocks = (units) => Array.from({ length: padded(units) / 4 }, (_, b) => b);
/** Four rows, given column by column, to their places; what is missing to whole vectors becomes 0. */
function storeColumns(f, at, address, columns) {
  const stride = padded(columns.length) * 4;
  const whole = [...columns];
  while (whole.length % 4 > 0) whole.push(f.f32x4(0).setNew("v128"));
  for (const block of blocks(columns.length))
    transpose(f, whole.slice(block * 4, (block + 1) * 4)).forEach((line, r) =>
      f
        .get(at)
        .get(line)
        .store("v128.store", address + r * stride + block * 16),
    );
}
function horizontal(f, v, op) {
  f.get(v).lane("f32x4.extract_lane", 0);
  for (let lane = 1; lane < 4; lane++) f.get(v).lane("f32x4.extract_lane", lane).op(op);
}
function emitWide(f, { units, places, rows }, loss) {
  const stride = padded(units) * 4;
  const constants = hoistConstants(f, [exp(x)]);
  const row = f.i32(0).setNew("i32");
  const end = f.get(rows).i32(stride).op("i32.mul").setNew("i32");
  const [at, rowEnd] = [f.local("i32"), f.local("i32")];
  const [v, top, total, sum] = Array.from({ length: 4 }, () => f.local("v128"));
  const max = f.local("f32");
  const lastMask = f.i32x4Lanes(laneMask(units)).setNew("v128");
  const index = f.i32(0).setNew("i32");
  const label = f.local("i32");
  const overRow = (body) => {
    f.get(row).set(at).get(row).i32(stride).op("i32.add").set(rowEnd);
    f.countUp(at, rowEnd, 16, body);
  };
  const loadMasked = () => {
    f.get(at).load("v128.load", places.preActivation).f32x4(-Infinity);
    f.get(lastMask)
      .i32x4(-1)
      .get(at)
      .get(row)
      .op("i32.sub")
      .i32(stride - 16)
      .op("i32.eq", "i32x4.splat")
      .i32x4(0)
      .op("i32x4.ne", "v128.bitselect");
    f.op("v128.bitselect").set(v);
  };
  f.countUp(row, end, stride, () => {
    f.f32x4(-Infinity).set(top).f32x4(0).set(total);
    overRow(() => {
      loadMasked();
      f.get(top).get(v).op("f32x4.pmax").set(top);
    });
    horizontal(f, top, "f32.max");
    f.set(max);
    overRow(() => {
      loadMasked();
      f.get(v).get(max).op("f32x4.splat", "f32x4.sub").set(v);
      const [power] = emitFormulas(f, [exp(x)], {
        variable: v,
        constants,
        parameters: {},
      });
      f.get(at).get(power).store("v128.store", places.activation);
      f.get(total).get(power).op("f32x4.add").set(total);
    });
    horizontal(f, total, "f32.add");
    f.op("f32x4.splat").set(sum);
    overRow(() => {
      f.get(at).load("v128.load", places.activation).get(sum).op("f32x4.div").set(v);
      f.get(at).get(v).store("v128.store", places.activation);
      if (loss) f.get(at).get(v).get(loss.scale).op("f32x4.mul").store("v128.store", places.gradient);
    });
    if (!loss) return;
    f.get(index).load("i32.load", loss.labels).i32(4).op("i32.mul").get(row).op("i32.add").set(label);
    f.get(label).get(label).load("f32.load", places.activation).f32(1).op("f32.sub");
    f.get(loss.scale).lane("f32x4.extract_lane", 0).op("f32.mul").store("f32.store", places.gradient);
    const [logarithm] = emitFormulas(f, [log(x)], {
      variable: sum,
      parameters: {},
    });
    f.get(loss.total).get(logarithm).lane("f32x4.extract_lane", 0).op("f64.promote_f32");
    f.get(label).load("f32.load", places.preActivation).op("f64.promote_f32");
    f.get(max).op("f64.promote_f32", "f64.sub", "f64.sub", "f64.add").set(loss.total);
    f.get(index).i32(4).op("i32.add").set(index);
  });
}
// ../hillock/src/network/compile/softmax-loss.ts
/** A slope s(1 − s) below this share of its maximum 1/4 counts as saturated, as for elementwise functions. */
const SATURATED = 0.0125;
/** Cross-entropy over a softmax output: loss into `total`, dz = (S − Y) · scale, bias gradients and counters. */
function emitSoftmaxLoss(f, layer, loss, measuring) {
  emitSoftmax(f, layer, loss);
  emitBiasGradients(f, layer, measuring);
}
/** Bias gradients and counters, from the probabilities and the gradients of the logits. */
function emitBiasGradients(f, layer, measuring) {
  overChunks(f, columnsOf(layer.units), (chunk) => emitBiasGradientChunk(f, layer, chunk, measuring));
}
function emitBiasGradientChunk(f, { rows, units, places }, chunk, measuring) {
  const [s, dz, slope, bias, mask] = Array.from({ length: 5 }, () => f.local("v128"));
  const totals = countTotals(f, places, measuring ? [...FORWARD_TOTALS, "gradientSquares"] : [], mask);
  const alive = countAlive(f, places, measuring !== void 0);
  totals.load(chunk.at);
  overBlocks(
    f,
    {
      all: rows,
      measured: measuring?.rows,
    },
    units,
    chunk,
    {
      before: (block) => {
        f.f32x4(0).set(bias);
        emitMask(f, units, block);
        f.set(mask);
        alive.before(block);
      },
      each: (at, counting) => {
        f.get(at).load("v128.load", places.gradient).set(dz);
        f.get(bias).get(dz).op("f32x4.add").set(bias);
        if (!counting) return;
        f.get(at).load("v128.load", places.activation).set(s);
        f.get(s).f32x4(1).get(s).op("f32x4.sub", "f32x4.mul").set(slope);
        totals.activations([s]);
        totals.saturated(1, [() => f.get(slope).f32x4(SATURATED).op("f32x4.lt")]);
        totals.squares("gradientSquares", [dz]);
        alive.slope(slope);
      },
      after: (block) => {
        f.get(block).get(bias).store("v128.store", places.biasGradient);
        alive.after(block);
      },
    },
  );
  totals.store();
}
// ../hillock/src/network/compile/softmax-squared-error.ts
/** The four lanes of a vector together, as an f32 on the stack. */
function sumOfLanes(f, vector) {
  f.get(vector).lane("f32x4.extract_lane", 0);
  for (let lane = 1; lane < 4; lane++) f.get(vector).lane("f32x4.extract_lane", lane).op("f32.add");
}
/**
 * Mean squared error over a softmax output, which nobody should train with and many do: the loss into `total`,
 * dz = s ⊙ (g − Σ g s) · scale with g = 2 (s − y) / units, bias gradients and counters. Where s is sure, dz is 0.
 */
function emitSoftmaxSquaredError(f, layer, loss, measuring) {
  const { units, places, rows } = layer;
  const stride = padded(units) * 4;
  emitSoftmax(f, layer);
  const row = f.i32(0).setNew("i32");
  const end = f.get(rows).i32(stride).op("i32.mul").setNew("i32");
  const [at, rowEnd] = [f.local("i32"), f.local("i32")];
  const [s, g, squares, weighted] = Array.from({ length: 4 }, () => f.local("v128"));
  const dot = f.local("v128");
  const overRow = (body) => {
    f.get(row).set(at).get(row).i32(stride).op("i32.add").set(rowEnd);
    f.countUp(at, rowEnd, 16, () => {
      f.get(at).load("v128.load", places.activation).set(s);
      f.get(s).get(at).load("v128.load", loss.targets).op("f32x4.sub").set(g);
      body();
    });
  };
  f.countUp(row, end, stride, () => {
    f.f32x4(0).set(squares).f32x4(0).set(weighted);
    overRow(() => {
      f.get(squares).get(g).get(g).op("f32x4.mul", "f32x4.add").set(squares);
      f.get(weighted).get(g).get(s).op("f32x4.mul", "f32x4.add").set(weighted);
    });
    f.get(loss.total);
    sumOfLanes(f, squares);
    f.f32(1 / units)
      .op("f32.mul", "f64.promote_f32", "f64.add")
      .set(loss.total);
    sumOfLanes(f, weighted);
    f.op("f32x4.splat").set(dot);
    overRow(() => {
      f.get(at);
      f.get(s)
        .get(g)
        .get(dot)
        .op("f32x4.sub", "f32x4.mul")
        .f32x4(2 / units)
        .op("f32x4.mul")
        .get(loss.scale)
        .op("f32x4.mul");
      f.store("v128.store", places.gradient);
    });
  });
  emitBiasGradients(f, layer, measuring);
}
// ../hillock/src/network/compile/module.ts
const TARGET = "target";
const ROWS = 0;
const MEASURING = {
  rows: 1,
  weights: 2,
};
const STEP_PARAMS = ["i32", "i32", "i32"];
/** Adds the functions of a step, of one that may be a thread among others. */
function addStep(module, plan, places, team = ALONE) {
  const watch = {
    alive: plan.measured,
    measuring: plan.measured ? MEASURING : void 0,
  };
  const add = (emit) => {
    const { index, builder } = module.addFunction({ params: STEP_PARAMS });
    emit(builder);
    return index;
  };
  const settle = () => {
    const { index, builder } = module.addFunction({
      params: [],
      export: "settle",
    });
    emitSettle(builder, plan, places, team.share);
    return index;
  };
  const slopes = slopeSourcesOf(plan);
  return {
    slopes,
    forward: add((f) =>
      emitForward(
        f,
        plan,
        places,
        {
          ...watch,
          slopes,
        },
        team,
      ),
    ),
    loss: isLeader(team) ? add((f) => emitLoss(f, plan, places, watch)) : void 0,
    backward: add((f) => emitBackward(f, plan, places, watch, slopes, team)),
    update: addUpdate(module, places),
    settle: plan.measured ? settle() : void 0,
  };
}
const EPOCH_PARAMS = ["i32", "i32", "i32", "i32", "i32", "i32", "i32"];
/** The whole of a network's arithmetic as one WebAssembly module, shapes being constants in it. */
function compileNetwork(plan, memory = "own") {
  const places = layOut(plan);
  const module = new ModuleBuilder();
  const add = (params, emit, name) => {
    const { index, builder } = module.addFunction({
      params,
      ...(name && { export: name }),
    });
    emit(builder);
    return index;
  };
  const step = addStep(module, plan, places);
  const { forward, loss, backward } = step;
  const output = add(["i32"], (f) => emitOutput(f, plan, places));
  const unmeasured = (f, ...indices) => {
    for (const index of indices) if (index !== void 0) f.get(ROWS).i32(0).i32(0).call(index);
    return f;
  };
  const plain = step.slopes.some((source) => source?.from === "kept")
    ? add(STEP_PARAMS, (f) => emitForward(f, plan, places, {}))
    : forward;
  add(["i32"], (f) => unmeasured(f, plain).get(ROWS).call(output), "predict");
  add(["i32"], (f) => unmeasured(f, forward, loss), "measure");
  add(["i32"], (f) => unmeasured(f, forward, loss, backward), "gradients");
  add(EPOCH_PARAMS, (f) => emitEpoch(f, plan, places, step), "epoch");
  const { path } = places;
  if (plan.measured) add([], (f) => emitFigures(f, plan, places), "figures");
  if (path) add([], (f) => emitPath(f, places, path), "path");
  return {
    bytes: module.toBytes(memory),
    places,
  };
}
/** What `emitForward` leaves to the loss: the activation of a row function. */
function emitOutput(f, plan, places) {
  const last = plan.layers.length - 1;
  const { formula, units } = plan.layers[last];
  if (!formula)
    emitSoftmax(f, {
      units,
      places: places.layers[last],
      rows: 0,
    });
}
function emitLoss(f, plan, places, watch) {
  const last = plan.layers.length - 1;
  const layer = plan.layers[last];
  const own = places.layers[last];
  const total = f.i32(places.loss).load("f64.load").setNew("f64");
  const scale = f.f32(1).get(0).op("f32.convert_i32_u", "f32.div", "f32x4.splat").setNew("v128");
  if (plan.loss.kind === "softmaxCrossEntropy")
    emitSoftmaxLoss(
      f,
      {
        units: layer.units,
        places: own,
        rows: 0,
      },
      {
        labels: places.targets,
        total,
        scale,
      },
      watch.measuring,
    );
  else if (plan.loss.kind === "softmaxSquaredError")
    emitSoftmaxSquaredError(
      f,
      {
        units: layer.units,
        places: own,
        rows: 0,
      },
      {
        targets: places.targets,
        total,
        scale,
      },
      watch.measuring,
    );
  else {
    const { formula } = plan.loss;
    emitGradients(
      f,
      0,
      layer,
      own,
      [
        layer.slope ?? formula,
        differentiate(formula),
        ...layer.learnable.map((name) => differentiate(formula, name)),
        formula,
      ],
      {
        name: TARGET,
        address: places.targets,
      },
      columnsOf(layer.units),
      watch,
      {
        total,
        scale,
      },
    );
  }
  f.i32(places.loss).get(total).store("f64.store");
}
// ../hillock/src/network/compile/cache.ts
/** Modules that are kept, those used last: a comparison trains few shapes many times. */
const KEPT = 32;
const kept = /* @__PURE__ */ new Map();
/** The compiled module of a plan; of one that was compiled before, the same. */
function compiledOnce(plan) {
  const key = keyOf(plan);
  let compiled = kept.get(key);
  if (compiled === void 0) {
    const { bytes, places } = compileNetwork(plan);
    compiled = {
      module: compiledWhole(bytes, plan),
      places,
    };
  }
  kept.delete(key);
  kept.set(key, compiled);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return compiled;
}
/** @throws HillockError "invalid-argument" where a module is larger than engines allow */
function compiledWhole(bytes, { layers }) {
  try {
    return compileModule(bytes);
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== "CompileError") throw cause;
    throw new HillockError(
      "invalid-argument",
      `${layers.length} layers are too much for one module with functions as long as theirs: use fewer of them, or simpler functions.`,
    );
  }
}
/** Plans have the same key where they are written alike. */
function keyOf({ layers, loss, batch, measured }) {
  const formulaKey = (formula) => (formula ? structuralKey(formula) : -1);
  return [
    batch,
    measured,
    loss.kind,
    loss.kind === "elementwise" ? formulaKey(loss.formula) : -1,
    ...layers.map((layer) =>
      [
        layer.inputs,
        layer.units,
        formulaKey(layer.formula),
        formulaKey(layer.slope),
        formulaKey(layer.slopeOfOutput),
        layer.learnable.join(","),
        layer.saturatedBelow,
        layer.saturatedAbove,
      ].join(" "),
    ),
  ].join(";");
}
// ../hillock/src/network/engine.ts
/** What `train` works with: the compiled module and its memory. */
var Engine = class {
  plan;
  places;
  #memory;
  #run;
  #views;
  constructor(plan) {
    const { module, places } = compiledOnce(plan);
    this.plan = plan;
    this.places = places;
    this.#memory = createMemory(Math.ceil(places.end / PAGE_BYTES));
    this.#run = bindModule(module, this.#memory);
    this.#views = viewsOf(this.#memory);
  }
  get memory() {
    return this.#memory;
  }
  get run() {
    return this.#run;
  }
  /** Most rows of a step. */
  get capacity() {
    return this.plan.batch;
  }
  /** Whether the module counts what the doctor looks at. */
  get measured() {
    return this.plan.measured;
  }
  /** Of the memory as it is now: kept, because an epoch of a small network is shorter than making new ones. */
  views() {
    if (this.#views.data.buffer !== this.#memory.buffer) this.#views = viewsOf(this.#memory);
    return this.#views;
  }
  /** Makes room for so many bytes from `places.end` on; the result is the address. */
  reserve(bytes) {
    const { end } = this.places;
    const missing = end + bytes - this.#memory.buffer.byteLength;
    if (missing > 0)
      try {
        this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
      } catch {
        throw new HillockError(
          "out-of-memory",
          `The data need ${Math.ceil(bytes / 2 ** 20)} MiB, more than can be had; use fewer rows.`,
        );
      }
    return end;
  }
  /** Goes on in another memory, with what is in this one. */
  move(memory) {
    const { bytes } = this.views();
    const missing = bytes.length - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    new Uint8Array(memory.buffer).set(bytes);
    this.#memory = memory;
  }
  /** From now on these do the work. */
  use(run) {
    this.#run = run;
  }
};
const viewsOf = ({ buffer }) => ({
  bytes: new Uint8Array(buffer),
  data: new DataView(buffer),
  words: new Int32Array(buffer),
  doubles: new Float64Array(buffer),
});
// ../hillock/src/network/layer-plans.ts
/** An expression as the network computes it: parameters that are not learned become numbers. */
function fixed(f, expression) {
  return substitute(expression, (leaf) => {
    if (leaf.kind !== "parameter" || f.learnable.includes(leaf.name) || isDraw(leaf.name)) return void 0;
    const value = f.parameters[leaf.name];
    return constant(typeof value === "number" ? value : value[0]);
  });
}
/** A row function over a single unit, such as a softmax of one logit: it gives the same whatever comes in. */
const constantLayer = (inputs, value) => ({
  inputs,
  units: 1,
  formula: constant(value),
  slope: constant(0),
  slopeOfOutput: null,
  learnable: [],
  draws: [],
  saturatedBelow: -Infinity,
  saturatedAbove: Infinity,
});
/** What the compiler is told of a layer. @throws HillockError "invalid-argument" where the function cannot stand there */
function planLayer(layer, inputs, last, trained) {
  const { activation: f, units } = layer;
  if (f.kind === "row" && last && units === 1) return constantLayer(inputs, f([0])[0]);
  if (f.kind === "row") {
    if (!last)
      throw new HillockError(
        "invalid-argument",
        `${f.name} acts on a whole row and can only be the last layer.`,
      );
    if (trained) requireLoss(f);
    return {
      inputs,
      units,
      formula: null,
      slope: null,
      slopeOfOutput: null,
      learnable: [],
      draws: [],
      saturatedBelow: -Infinity,
      saturatedAbove: Infinity,
    };
  }
  return {
    inputs,
    units,
    ...planFunction(f),
  };
}
const functionPlans = /* @__PURE__ */ new WeakMap();
/** What every layer of the function has in common, made once. */
function planFunction(f) {
  const known = functionPlans.get(f);
  if (known) return known;
  const { saturatedBelow, saturatedAbove } = f.tails;
  const formula = fixed(f, f.trainingFormula);
  const draws = parameterNames(formula).filter(isDraw);
  const plan = {
    formula,
    slope: draws.length > 0 ? differentiate(formula) : simplify(fixed(f, f.derivativeFormula)),
    slopeOfOutput: f.outputDerivativeFormula ? fixed(f, f.outputDerivativeFormula) : null,
    learnable: f.learnable,
    draws,
    saturatedBelow,
    saturatedAbove,
  };
  functionPlans.set(f, plan);
  return plan;
}
/** @throws HillockError "invalid-argument" where nothing can be trained through the output function */
function requireLoss(output) {
  if (output.kind === "row" && output.fusedLoss === void 0)
    throw new HillockError("invalid-argument", `${output.name} has no loss to be trained with; use softmax.`);
}
// ../hillock/src/network/losses.ts
/** Probabilities nearer to 0 or 1 than this count as this near: another output than a sigmoid may leave (0, 1). */
const CLIP = 2 ** -20;
const isSigmoid = (f) =>
  f.kind === "elementwise" && f.formula.kind === "sigmoid" && f.formula.args[0].kind === "variable";
/** Whether the probabilities that its loss works with are its output: not those of a log-softmax. */
const isFusedSoftmax = (f) => f.kind === "row" && f.fusedLoss !== void 0 && f.range[0] >= 0;
/** What the last layer asks for: softmax cross-entropy, one sigmoid unit binary cross-entropy, else squared error. */
function inferLoss(last, units) {
  if (last.kind === "row") return "softmaxCrossEntropy";
  return units === 1 && isSigmoid(last) ? "binaryCrossEntropy" : "meanSquaredError";
}
/** The loss of one output as an expression of its pre-activation and target, or the fused row kernel. */
function planLoss(name, last, formula, units) {
  if (name === "softmaxCrossEntropy") {
    if (last.kind !== "row")
      throw new HillockError(
        "invalid-argument",
        `Cross-entropy over classes needs a softmax or log-softmax output, not ${last.name}.`,
      );
    return { kind: "softmaxCrossEntropy" };
  }
  if (formula === null && name === "meanSquaredError" && isFusedSoftmax(last))
    return { kind: "softmaxSquaredError" };
  if (formula === null)
    throw new HillockError(
      "invalid-argument",
      `A ${last.name} output is trained with softmaxCrossEntropy${isFusedSoftmax(last) ? " or meanSquaredError" : ""}, not with ${name}.`,
    );
  const target = parameter(TARGET);
  if (name === "binaryCrossEntropy") {
    if (isSigmoid(last))
      return {
        kind: "elementwise",
        formula: subtract(softplus(x), multiply(target, x)),
      };
    const inside = min(max(formula, CLIP), 1 - CLIP);
    const yes = multiply(target, log(inside));
    const no = multiply(subtract(1, target), log(subtract(1, inside)));
    return {
      kind: "elementwise",
      formula: negate(add(yes, no)),
    };
  }
  const error = subtract(formula, target);
  return {
    kind: "elementwise",
    formula: multiply(1 / units, multiply(error, error)),
  };
}
// ../hillock/src/network/network.ts
const MOST_BYTES = 2 ** 31;
const MOST_LAYERS = 1e3;
/** @throws HillockError "out-of-memory" with the figure, before anything is made. */
function checkSize(plans, batch) {
  if (plans.length > MOST_LAYERS)
    throw new HillockError(
      "invalid-argument",
      `${plans.length} layers; at most ${MOST_LAYERS} can be compiled to one module.`,
    );
  let floats = 0;
  for (const { inputs, units } of plans)
    floats += 4 * padded(inputs) * padded(units) + 3 * padded(batch) * padded(units);
  if (floats * 4 > MOST_BYTES)
    throw new HillockError(
      "out-of-memory",
      `The network needs ${Math.ceil((floats * 4) / 2 ** 20)} MiB with batches of ${batch} rows; at most ${MOST_BYTES / 2 ** 20} MiB can be had. Use fewer units or layers, or smaller batches.`,
    );
}
/**
 * Layers of weighted sums and activations, compiled to one WebAssembly module.
 * @throws HillockError "invalid-argument" for sizes that make no sense.
 */
const network = (options) => build(options, true);
/** The same, also with an output function that has no loss, such as hardmax: then it predicts only. */
const networkToApply = (options) => build(options, false);
function build(options, trained) {
  const { inputs, layers, seed = 0, largestBatch = 256 } = options;
  if (!Number.isInteger(inputs) || inputs < 1)
    throw new HillockError(
      "invalid-argument",
      `A network of ${inputs} inputs cannot be; give a whole number of at least 1.`,
    );
  const last = Array.isArray(layers) ? layers.at(-1) : void 0;
  if (!last) throw new HillockError("invalid-argument", "A network needs at least one layer.");
  const sizes = [inputs, ...layers.map((layer) => layer.units)];
  const plans = layers.map((layer, i) => planLayer(layer, sizes[i], i === layers.length - 1, trained));
  const loss = options.loss ?? inferLoss(last.activation, last.units);
  const plan = {
    layers: plans,
    loss: planLoss(loss, last.activation, plans[plans.length - 1].formula, last.units),
    batch: largestBatch,
    measured: options.measurements !== false,
  };
  checkSize(plans, largestBatch);
  const engine = new Engine(plan);
  const { places } = engine;
  const view = (address, length) => new Float32Array(engine.memory.buffer, address, length);
  /** Where training went astray, what pads rows to whole vectors is no longer 0. */
  const clear = () => void view(places.values, places.valueBytes / 4).fill(0);
  const initialize = (from) => {
    clear();
    layers.forEach((layer, l) => {
      const kind = layer.initialization ?? chooseInitialization(layer.activation);
      const drawn = drawWeights(
        derive(from, `weights of layer ${l}`),
        kind,
        layer.activation,
        sizes[l],
        layer.units,
      );
      writeWeights(
        view(places.layers[l].weight, padded(sizes[l]) * padded(layer.units)),
        drawn,
        sizes[l],
        layer.units,
      );
      view(places.layers[l].bias, layer.units).fill(layer.bias);
      for (const name of plans[l].learnable) {
        const { activation: f } = layer;
        const start = f.kind === "elementwise" ? f.parameters[name] : 0;
        if (typeof start !== "number" && start.length !== layer.units)
          throw new HillockError(
            "invalid-shape",
            `${f.name} has ${start.length} values of ${name} for a layer of ${layer.units} units; give one per unit, or a number.`,
          );
        const target = view(places.layers[l].learnable[name].value, layer.units);
        for (let u = 0; u < layer.units; u++) target[u] = typeof start === "number" ? start : start[u];
      }
    });
  };
  initialize(seed);
  const slots = layers.flatMap((layer, l) => [
    {
      name: `${l}.weight`,
      shape: [layer.units, sizes[l]],
      address: places.layers[l].weight,
      l,
    },
    {
      name: `${l}.bias`,
      shape: [layer.units],
      address: places.layers[l].bias,
      l,
    },
    ...plans[l].learnable.map((name) => ({
      name: `${l}.${name}`,
      shape: [layer.units],
      address: places.layers[l].learnable[name].value,
      l,
    })),
  ]);
  const finish = rowsBeyondSoftmax(last, places.layers[layers.length - 1], view);
  return {
    inputs,
    outputs: last.units,
    layers,
    loss,
    engine,
    initialize,
    predict(x) {
      if (!(x instanceof Float32Array))
        throw new HillockError("invalid-argument", "The inputs of predict must be a Float32Array.");
      if (x.length % inputs !== 0)
        throw new HillockError(
          "invalid-shape",
          `${x.length} numbers do not make whole rows of ${inputs} inputs.`,
        );
      const rows = x.length / inputs;
      const out = new Float32Array(rows * last.units);
      for (let start = 0; start < rows; start += largestBatch) {
        const count = Math.min(largestBatch, rows - start);
        copyRows(
          x,
          inputs,
          start,
          view(places.batch, padded(largestBatch) * padded(inputs)),
          padded(inputs),
          0,
          count,
          inputs,
        );
        engine.run.predict(count);
        finish?.(count);
        copyRows(
          view(places.layers[layers.length - 1].activation, padded(largestBatch) * padded(last.units)),
          padded(last.units),
          0,
          out,
          last.units,
          start,
          count,
          last.units,
        );
      }
      return out;
    },
    parameters: () =>
      slots.map(({ name, shape, address, l }) => {
        if (shape.length === 1)
          return {
            name,
            shape,
            data: view(address, shape[0]).slice(),
          };
        return {
          name,
          shape,
          data: readWeights(view(address, padded(sizes[l]) * padded(shape[0])), sizes[l], shape[0]),
        };
      }),
    load(parameters) {
      checkParameters(slots, parameters);
      clear();
      slots.forEach(({ shape, address, l }, i) => {
        const { data } = parameters[i];
        if (shape.length === 1) view(address, shape[0]).set(data);
        else {
          const target = view(address, padded(sizes[l]) * padded(shape[0]));
          for (let u = 0; u < shape[0]; u++)
            for (let k = 0; k < sizes[l]; k++) target[k * padded(shape[0]) + u] = data[u * sizes[l] + k];
        }
      });
    },
  };
}
/** The module's output of a row function is softmax, which the loss works with; of another one its kernel takes the logits. */
function rowsBeyondSoftmax({ activation: f, units }, places, view) {
  if (f.kind !== "row" || isFusedSoftmax(f) || units === 1) return void 0;
  return (rows) => {
    const stride = padded(units);
    const logits = new Float32Array(rows * units);
    copyRows(view(places.preActivation, rows * stride), stride, 0, logits, units, 0, rows, units);
    copyRows(
      f.forward(logits, { columns: units }),
      units,
      0,
      view(places.activation, rows * stride),
      stride,
      0,
      rows,
      units,
    );
  };
}
function checkParameters(slots, given) {
  if (given.length !== slots.length)
    throw new HillockError(
      "invalid-shape",
      `The network has ${slots.length} parameters and ${given.length} were given.`,
    );
  slots.forEach(({ name, shape }, i) => {
    const parameter = given[i];
    if (parameter.name !== name)
      throw new HillockError(
        "invalid-argument",
        `Parameter ${i} must be "${name}", not "${parameter.name}".`,
      );
    const size = shape.reduce((a, b) => a * b, 1);
    if (parameter.shape.join() !== shape.join() || parameter.data.length !== size)
      throw new HillockError(
        "invalid-shape",
        `${name} must be ${shape.join(" × ")}, not ${parameter.shape.join(" × ")} with ${parameter.data.length} values.`,
      );
    const bad = parameter.data.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0)
      throw new HillockError(
        "invalid-argument",
        `${name} has ${parameter.data[bad]} at position ${bad}; all values must be finite.`,
      );
  });
}
/** Weights are drawn units × inputs and stored inputs × units, so that a vector holds four units. */
function writeWeights(to, drawn, inputs, units) {
  for (let u = 0; u < units; u++)
    for (let k = 0; k < inputs; k++) to[k * padded(units) + u] = drawn[u * inputs + k];
}
function readWeights(from, inputs, units) {
  const data = new Float32Array(units * inputs);
  for (let u = 0; u < units; u++)
    for (let k = 0; k < inputs; k++) data[u * inputs + k] = from[k * padded(units) + u];
  return data;
}
function copyRows(from, fromStride, fromRow, to, toStride, toRow, rows, columns) {
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) to[(toRow + r) * toStride + c] = from[(fromRow + r) * fromStride + c];
}
// ../hillock/src/study/preparation/fitted.ts
const ENCODERS = {
  numeric: ({ name, fill, scale: { unit, mean, spread } }) => ({
    features: [name],
    encode: (value, out, at) => {
      out[at] = (Number(value ?? fill) / unit - mean) / spread;
      return true;
    },
  }),
  category: ({ name, categories, fill }) => {
    const index = new Map(categories.map((category, i) => [category, i]));
    return {
      features: categories.map((category) => `${name}=${category}`),
      encode: (value, out, at) => {
        const place = index.get(String(value ?? fill));
        if (place !== void 0) out[at + place] = 1;
        return place !== void 0;
      },
    };
  },
};
/** The encoder of a column as it was fitted, today or in a stored model. */
const encoderOf = (column) =>
  column.kind === "numeric" ? ENCODERS.numeric(column) : ENCODERS.category(column);

export {
  addStep as c,
  checkSize as n,
  chooseInitialization as S,
  chunksOf as g,
  compileNetwork as l,
  copyRows as r,
  dense as x,
  derive as b,
  EPOCH_PARAMS as s,
  emitEpoch as f,
  encoderOf as t,
  FIGURES as d,
  isAlive as h,
  layOut as _,
  network as i,
  networkToApply as a,
  OPTIMIZERS as p,
  PATH_SUMS as u,
  padded as v,
  requireLoss as o,
  SETTING as y,
  SQUARED_MULTIPLE as m,
};
