import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { Addresses } from "./plan.ts";
import { VECTOR_BYTES } from "./plan.ts";

/** As PyTorch defines them; weight decay is added to the gradient, for adamw taken from the weight itself. */
export const OPTIMIZERS = ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"] as const;

/** Offsets in the settings block: float32 values, then the float64 powers of Adam's betas. */
export const SETTING = {
  learningRate: 0,
  momentum: 4,
  beta1: 8,
  beta2: 12,
  epsilon: 16,
  beta1Power: 24,
  beta2Power: 32,
  weightDecay: 40,
  /** Largest norm of all gradients together; 0 for any. */
  clipNorm: 44,
  /** Of RMSProp's mean square. */
  smoothing: 48,
} as const;

const splat = (f: FunctionBuilder, address: number): number =>
  f.i32(address).load("v128.load32_splat").setNew("v128");

/** w ← w − α·gradient, or momentum's or Adam's form of it, over all values of the network at once. */
export function emitUpdate(f: FunctionBuilder, places: Addresses, optimizer: number): void {
  const { values, gradients, firstMoments, secondMoments, settings } = places;
  const rate = splat(f, settings + SETTING.learningRate);
  const at = f.local("i32");
  const end = f.i32(places.valueBytes).setNew("i32");
  const g = f.local("v128");
  const m = f.local("v128");
  const v = f.local("v128");
  const decay = splat(f, settings + SETTING.weightDecay);
  const clip = emitClipFactor(f, places);
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
    f.i32(0).set(at);
    f.countUp(at, end, VECTOR_BYTES, () => {
      f.get(at).load("v128.load", gradients);
      prepare();
      body();
    });
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
    f.get(optimizer)
      .i32(code)
      .op("i32.eq")
      .if(() => branches[name]());
  });
}

/** A v128 local: clipNorm / (‖all gradients‖ + 10⁻⁶) where that is below 1 and clipNorm is not 0, else 1; as PyTorch's clip_grad_norm_. */
function emitClipFactor(f: FunctionBuilder, { gradients, valueBytes, settings }: Addresses): number {
  const factor = f.f32x4(1).setNew("v128");
  f.i32(settings + SETTING.clipNorm)
    .load("f32.load")
    .f32(0)
    .op("f32.gt")
    .if(() => {
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
      f.i32(settings + SETTING.clipNorm)
        .load("f32.load")
        .op("f64.promote_f32")
        .f64(0);
      for (let lane = 0; lane < 4; lane++)
        f.get(sum).lane("f32x4.extract_lane", lane).op("f64.promote_f32", "f64.add");
      f.op("f64.sqrt")
        .f64(1e-6)
        .op("f64.add", "f64.div")
        .f64(1)
        .op("f64.min", "f32.demote_f64", "f32x4.splat");
      f.set(factor);
    });
  return factor;
}
