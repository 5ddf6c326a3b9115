import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { type Addresses, VECTOR_BYTES } from "./plan.ts";
import { SETTING } from "./settings.ts";
import { emitValueSums } from "./value-sums.ts";

/** As PyTorch defines them; weight decay is added to the gradient, for adamw taken from the weight itself. */
export const OPTIMIZERS = ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"] as const;

/** Parameters of an update: the optimizer, and a block of values: bytes from the first one, its width, how far its rows lie apart, and their end. */
const UPDATE_PARAMS = ["i32", "i32", "i32", "i32", "i32"] as const;
const [OPTIMIZER, ...BLOCK] = [0, 1, 2, 3, 4];
const BLOCK_PARAMS = ["i32", "i32", "i32", "i32"] as const;
const [FROM, WIDTH, STRIDE, UNTIL] = [0, 1, 2, 3];

/** Whether gradients are clipped or weights decay. */
type Form = "plain" | "changed";

/**
 * w ← w − α·gradient, or momentum's or Adam's form of it, over a block of values. After the step's `emitPowers` and
 * `emitClipFactor`. Each optimizer has functions of its own: an engine compiles only those that run.
 * @returns the function's index
 */
export function addUpdate(module: ModuleBuilder, places: Addresses): number {
  const add = (name: (typeof OPTIMIZERS)[number], form: Form): number => {
    const { index, builder } = module.addFunction({ params: BLOCK_PARAMS });
    UPDATES[name](builder, places, form);
    return index;
  };
  const functions = OPTIMIZERS.map((name) => ({ plain: add(name, "plain"), changed: add(name, "changed") }));
  const { index, builder: f } = module.addFunction({ params: UPDATE_PARAMS });
  f.i32(places.settings + SETTING.weightDecay).load("f32.load");
  f.i32(places.settings + SETTING.clipNorm).load("f32.load");
  const changed = f.op("f32.add").f32(0).op("f32.ne").setNew("i32");
  const call = (callee: number): void => {
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
class Update {
  readonly f: FunctionBuilder;
  readonly places: Addresses;
  readonly rate: number;
  readonly at: number;
  /** The gradient: clipped, and the decay added unless it is decoupled. */
  readonly g: number;
  readonly #form: Form;

  constructor(f: FunctionBuilder, places: Addresses, form: Form) {
    this.f = f;
    this.places = places;
    this.#form = form;
    this.rate = this.setting("learningRate");
    this.at = f.local("i32");
    this.g = f.local("v128");
  }

  /** A local with the setting in all lanes. */
  setting(name: keyof typeof SETTING): number {
    return this.f
      .i32(this.places.settings + SETTING[name])
      .load("v128.load32_splat")
      .setNew("v128");
  }

  over(body: () => void, decoupled = false): void {
    const { f, at, g } = this;
    const { gradients } = this.places;
    const prepare = this.#form === "plain" ? () => f.set(g) : this.#change(decoupled);
    const row = f.get(FROM).setNew("i32");
    const end = f.local("i32");
    f.block((exit) =>
      f.loop((again) => {
        f.get(row).get(UNTIL).op("i32.ge_u").brIf(exit);
        f.get(row).tee(at).get(WIDTH).op("i32.add").set(end);
        f.countUp(at, end, VECTOR_BYTES, () => {
          f.get(at).load("v128.load", gradients);
          prepare();
          body();
        });
        f.get(row).get(STRIDE).op("i32.add").set(row).br(again);
      }),
    );
  }

  #change(decoupled: boolean): () => void {
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
  mix(moments: number, keep: number, emit: () => void, share?: number): number {
    const { f, at } = this;
    f.get(at).get(at).load("v128.load", moments).get(keep).op("f32x4.mul");
    emit();
    if (share !== undefined) f.get(share).op("f32x4.mul");
    const mixed = f.local("v128");
    f.op("f32x4.add").tee(mixed).store("v128.store", moments);
    return mixed;
  }

  /** Takes the product of the two vectors on the stack from the weights. */
  step(): void {
    const { f, at, g } = this;
    const { values } = this.places;
    f.op("f32x4.mul").set(g);
    f.get(at).get(at).load("v128.load", values).get(g).op("f32x4.sub").store("v128.store", values);
  }
}

function emitAdam(f: FunctionBuilder, places: Addresses, form: Form, decoupled: boolean): void {
  const update = new Update(f, places, form);
  const { firstMoments, secondMoments } = places;
  const { g } = update;
  const [rate, scale, beta1, beta2, rest1, rest2, epsilon] = (
    ["adamRate", "adamScale", "beta1", "beta2", "rest1", "rest2", "epsilon"] as const
  ).map((name) => update.setting(name));
  update.over(() => {
    const m = update.mix(firstMoments, beta1, () => f.get(g), rest1);
    const v = update.mix(secondMoments, beta2, () => f.get(g).get(g).op("f32x4.mul"), rest2);
    f.get(rate).get(m).get(v).op("f32x4.sqrt").get(scale).op("f32x4.mul");
    f.get(epsilon).op("f32x4.add", "f32x4.div");
    update.step();
  }, decoupled);
}

/** m ← μ·m + g, and a step along what `direction` leaves on the stack. */
function emitMomentum(
  f: FunctionBuilder,
  places: Addresses,
  form: Form,
  direction: (g: number, mu: number, m: number) => void,
): void {
  const update = new Update(f, places, form);
  const mu = update.setting("momentum");
  update.over(() => {
    const m = update.mix(places.firstMoments, mu, () => f.get(update.g));
    f.get(update.rate);
    direction(update.g, mu, m);
    update.step();
  });
}

const UPDATES: Record<
  (typeof OPTIMIZERS)[number],
  (f: FunctionBuilder, places: Addresses, form: Form) => void
> = {
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
export function emitPowers(f: FunctionBuilder, { settings }: Addresses, optimizer: number): void {
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
      ]) {
        f.i32(settings + power)
          .i32(settings + power)
          .load("f64.load")
          .i32(settings + beta)
          .load("f32.load")
          .op("f64.promote_f32", "f64.mul")
          .store("f64.store");
      }
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
export const emitClips = (f: FunctionBuilder, { settings }: Addresses): FunctionBuilder =>
  f
    .i32(settings + SETTING.clipNorm)
    .load("f32.load")
    .f32(0)
    .op("f32.gt");

/** Where gradients are clipped, once a step: clipNorm / (‖all gradients‖ + 10⁻⁶) where that is below 1, else 1; as PyTorch's clip_grad_norm_. */
export function emitClipFactor(f: FunctionBuilder, { gradients, valueBytes, settings }: Addresses): void {
  const [pushSquares] = emitValueSums(f, valueBytes, 1, (at) => {
    const g = f.get(at).load("v128.load", gradients).setNew("v128");
    return [[g, g]];
  });
  f.i32(settings + SETTING.clipFactor);
  f.i32(settings + SETTING.clipNorm)
    .load("f32.load")
    .op("f64.promote_f32");
  pushSquares().op("f64.sqrt").f64(1e-6).op("f64.add", "f64.div").f64(1).op("f64.min", "f32.demote_f64");
  f.store("f32.store");
}
