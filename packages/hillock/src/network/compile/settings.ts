/** Offsets in the settings block: float32 values unless said otherwise. */
export const SETTING = {
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
} as const;

export const SETTINGS_FLOATS = 24;
