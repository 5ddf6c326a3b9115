import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { Addresses } from "./plan.ts";
import { VECTOR_BYTES } from "./plan.ts";
import { SETTING } from "./settings.ts";

/** As PyTorch defines them; weight decay is added to the gradient, for adamw taken from the weight itself. */
export const OPTIMIZERS = ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"] as const;

const splat = (f: FunctionBuilder, address: number): number =>
  f.i32(address).load("v128.load32_splat").setNew("v128");

/** Parameters of the emitted function: the optimizer, and a block of values: bytes from the first one, its width, how far its rows lie apart, and their end. */
export const UPDATE_PARAMS = ["i32", "i32", "i32", "i32", "i32"] as const;
const [OPTIMIZER, FROM, WIDTH, STRIDE, UNTIL] = [0, 1, 2, 3, 4];

/** w ← w − α·gradient, or momentum's or Adam's form of it, over a block of values. After the step's `emitPowers` and `emitClipFactor`. */
export function emitUpdate(f: FunctionBuilder, places: Addresses): void {
  const { values, gradients, firstMoments, secondMoments, settings } = places;
  const rate = splat(f, settings + SETTING.learningRate);
  const row = f.local("i32");
  const at = f.local("i32");
  const end = f.local("i32");
  const g = f.local("v128");
  const m = f.local("v128");
  const v = f.local("v128");
  const decay = splat(f, settings + SETTING.weightDecay);
  const clip = splat(f, settings + SETTING.clipFactor);
  const plain = f
    .i32(settings + SETTING.weightDecay)
    .load("f32.load")
    .i32(settings + SETTING.clipNorm)
    .load("f32.load")
    .op("f32.add")
    .f32(0)
    .op("f32.eq")
    .setNew("i32");
  const loop = (prepare: () => void, body: () => void): void => {
    f.get(FROM).set(row);
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
  };
  /** `body` for each vector, with its gradient in g: clipped, and the decay added unless it is decoupled. */
  const over = (body: () => void, decoupled = false): void => {
    f.get(plain).if(() => loop(() => f.set(g), body));
    f.get(plain)
      .op("i32.eqz")
      .if(() =>
        loop(() => {
          f.get(clip).op("f32x4.mul").set(g);
          if (decoupled) {
            f.get(at).get(at).load("v128.load", values);
            f.f32x4(1)
              .get(rate)
              .get(decay)
              .op("f32x4.mul", "f32x4.sub", "f32x4.mul")
              .store("v128.store", values);
          } else {
            f.get(g).get(decay).get(at).load("v128.load", values).op("f32x4.mul", "f32x4.add").set(g);
          }
        }, body),
      );
  };
  const step = (): void => {
    f.op("f32x4.mul").set(g);
    f.get(at).get(at).load("v128.load", values).get(g).op("f32x4.sub").store("v128.store", values);
  };
  const adam = (decoupled: boolean): void => {
    const beta1 = splat(f, settings + SETTING.beta1);
    const beta2 = splat(f, settings + SETTING.beta2);
    const epsilon = splat(f, settings + SETTING.epsilon);
    const rest1 = f.f32x4(1).get(beta1).op("f32x4.sub").setNew("v128");
    const rest2 = f.f32x4(1).get(beta2).op("f32x4.sub").setNew("v128");
    f.f32(1)
      .i32(settings + SETTING.beta1Power)
      .load("f64.load")
      .op("f32.demote_f64", "f32.sub", "f32x4.splat");
    const correction1 = f.setNew("v128");
    f.f64(1)
      .i32(settings + SETTING.beta2Power)
      .load("f64.load")
      .op("f64.sub", "f64.sqrt", "f32.demote_f64", "f32x4.splat");
    const correction2 = f.setNew("v128");
    const rateNow = f.get(rate).get(correction1).op("f32x4.div").setNew("v128");
    over(() => {
      f.get(at)
        .get(at)
        .load("v128.load", firstMoments)
        .get(beta1)
        .op("f32x4.mul")
        .get(g)
        .get(rest1)
        .op("f32x4.mul", "f32x4.add")
        .tee(m)
        .store("v128.store", firstMoments);
      f.get(at)
        .get(at)
        .load("v128.load", secondMoments)
        .get(beta2)
        .op("f32x4.mul")
        .get(g)
        .get(g)
        .op("f32x4.mul")
        .get(rest2)
        .op("f32x4.mul", "f32x4.add")
        .tee(v)
        .store("v128.store", secondMoments);
      f.get(rateNow)
        .get(m)
        .get(v)
        .op("f32x4.sqrt")
        .get(correction2)
        .op("f32x4.div")
        .get(epsilon)
        .op("f32x4.add", "f32x4.div");
      step();
    }, decoupled);
  };
  /** The running mean of gradients, m ← μ·m + g. */
  const accumulate = (mu: number): void => {
    f.get(at)
      .get(at)
      .load("v128.load", firstMoments)
      .get(mu)
      .op("f32x4.mul")
      .get(g)
      .op("f32x4.add")
      .tee(m)
      .store("v128.store", firstMoments);
  };
  const branches: Record<(typeof OPTIMIZERS)[number], () => void> = {
    sgd: () =>
      over(() => {
        f.get(rate).get(g);
        step();
      }),
    momentum: () => {
      const mu = splat(f, settings + SETTING.momentum);
      over(() => {
        accumulate(mu);
        f.get(rate).get(m);
        step();
      });
    },
    nesterov: () => {
      const mu = splat(f, settings + SETTING.momentum);
      over(() => {
        accumulate(mu);
        f.get(rate).get(g).get(mu).get(m).op("f32x4.mul", "f32x4.add");
        step();
      });
    },
    adam: () => adam(false),
    adamw: () => adam(true),
    rmsprop: () => {
      const alpha = splat(f, settings + SETTING.smoothing);
      const rest = f.f32x4(1).get(alpha).op("f32x4.sub").setNew("v128");
      const epsilon = splat(f, settings + SETTING.epsilon);
      over(() => {
        f.get(at)
          .get(at)
          .load("v128.load", secondMoments)
          .get(alpha)
          .op("f32x4.mul")
          .get(g)
          .get(g)
          .op("f32x4.mul")
          .get(rest)
          .op("f32x4.mul", "f32x4.add")
          .tee(v)
          .store("v128.store", secondMoments);
        f.get(rate).get(g).get(v).op("f32x4.sqrt").get(epsilon).op("f32x4.add", "f32x4.div");
        step();
      });
    },
  };
  OPTIMIZERS.forEach((name, code) => {
    f.get(OPTIMIZER)
      .i32(code)
      .op("i32.eq")
      .if(() => branches[name]());
  });
}

/** Once a step, before any update: Adam's powers, for the optimizer in a local. */
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
  const at = f.i32(0).setNew("i32");
  const end = f.i32(valueBytes).setNew("i32");
  const sum = f.f32x4(0).setNew("v128");
  const g = f.local("v128");
  f.countUp(at, end, VECTOR_BYTES, () => {
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
