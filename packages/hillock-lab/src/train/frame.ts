import type { FindingName } from "hillock";
import type { NetworkSettings } from "./settings.ts";

export type Status = "ready" | "running" | "paused" | "finished" | "diverged" | "failed";

/** What a unit did: 0 alive, 1 dead, 2 saturated. */
export const UNIT = { alive: 0, dead: 1, saturated: 2 } as const;

export interface LayerFrame {
  readonly name: string;
  readonly units: number;
  /** One of UNIT for each unit. */
  readonly states: Uint8Array;
  /** Of the activations: shares by bin, and the ends of the axis. */
  readonly histogram: Float32Array;
  readonly low: number;
  readonly high: number;
  /** Root mean square of ∂loss/∂z of the epoch; NaN before the first. */
  readonly gradient: number;
}

export interface FindingFrame {
  readonly name: FindingName;
  readonly layer: number | null;
  readonly sinceEpoch: number;
  readonly cause: string;
  /** In the page's words. */
  readonly prescription: string;
  /** What "fix it" makes of the settings. */
  readonly mended: NetworkSettings;
}

/** Curves with at most a few hundred points. */
export interface CurvesFrame {
  readonly epochs: Float64Array;
  readonly trainLoss: Float64Array;
  readonly validationLoss: Float64Array;
  /** A layer each. */
  readonly gradients: readonly Float64Array[];
}

/** Everything that the page shows of a network at one moment. */
export interface Frame {
  readonly status: Status;
  /** How far training is, and which epoch the picture shows. */
  readonly epoch: number;
  readonly shown: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  /** Share of right decisions on held-out rows; for a regression 1 − error / variance. */
  readonly score: number;
  readonly layers: readonly LayerFrame[];
  readonly curves: CurvesFrame;
  /** Outputs over the plane, SURFACE × SURFACE × outputs; absent where there is no plane. */
  readonly surface: Float32Array | undefined;
  readonly outputs: number;
  readonly findings: readonly FindingFrame[];
}

export const SURFACE = 56;
