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
  /** i32: what the draws of random parameters go on from, and the key of the step at hand, 0 outside of training. */
  drawState: 52,
  drawKey: 56,
  /** What clipping multiplies the gradients of the step at hand with. */
  clipFactor: 60,
} as const;
